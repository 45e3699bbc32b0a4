/// The pages of a crawl (WARC), record by record: what is in memory is one record, however long the crawl.
final class WARCStream {
  /// What the stream comes to next.
  enum Item {
    /// A page that was answered.
    case page(Document)
    /// A record that is no page, by what it is.
    case skipped(String)
    case refused(RefusedArticle)
  }

  private let source: ByteSource
  private let place: String
  private let maximum: Int
  private var buffer: [UInt8] = []
  private var start = 0
  private var isFinished = false

  init(_ source: ByteSource, place: String, maximum: Int) {
    self.source = source
    self.place = place
    self.maximum = maximum
  }

  /// The next record that says something; `nil` at the end.
  func next() throws(SourceError) -> Item? {
    while !isFinished {
      guard let header = try head() else {
        isFinished = true
        return nil
      }
      let fields = Self.fields(header)
      guard header.starts(with: "WARC/".utf8), let length = fields["content-length"].flatMap({ Int($0) }),
        length >= 0
      else {
        isFinished = true
        return .refused(
          RefusedArticle(
            file: place, reason: "no WARC record where one should begin",
            remedy: "check that the file is whole"))
      }
      let address = fields["warc-target-uri"].map { $0.trimming("<", ">") }
      let isResponse = fields["warc-type"] == "response" || fields["warc-type"] == "resource"
      guard isResponse, length <= maximum else {
        guard try skip(length) else { return cut(address) }
        if isResponse {
          return .refused(
            RefusedArticle(
              file: address ?? place,
              reason: "the record is longer than \(maximum >> 20) MB, which is no page",
              remedy: "take the page out of the crawl"))
        }
        continue
      }
      guard let body = try take(length) else { return cut(address) }
      if let item = page(body, fields, address) { return item }
    }
    return nil
  }

  private func cut(_ address: String?) -> Item {
    isFinished = true
    return .refused(
      RefusedArticle(
        file: address.map { "\(place) (\($0))" } ?? place, reason: "the WARC ends in the middle of a record",
        remedy: "fetch or copy the file again; the records before were read"))
  }

  private func page(_ record: [UInt8], _ fields: [String: String], _ address: String?) -> Item? {
    var body = record[...]
    var type = fields["content-type"]?.lowercased() ?? ""
    if fields["warc-type"] == "response", type.contains("http") {
      guard let end = Self.end(of: record) else { return .skipped("answers without a head") }
      let http = Self.fields(Array(record[..<end.head]))
      let status = String(decoding: record.prefix(16), as: UTF8.self).split(separator: " ").dropFirst().first
      guard status == "200" else { return .skipped("answers other than 200") }
      type = http["content-type"]?.lowercased() ?? ""
      body = record[end.body...]
      guard type.isEmpty || type.contains("html") || type.contains("xml") else {
        return .skipped("answers that are no page")
      }
      if http["transfer-encoding"]?.lowercased().contains("chunked") == true {
        body = Self.dechunked(body)[...]
      }
      if let coding = http["content-encoding"]?.lowercased(), !["identity", ""].contains(coding) {
        do throws(SourceError) {
          body = try ArchiveStream.expanded(Array(body), largest: maximum)[...]
        } catch {
          return .refused(
            RefusedArticle(
              file: address ?? place, reason: "the record is compressed by \(coding), and cannot be expanded",
              remedy: "write the crawl with gzip or without compression"))
        }
      }
    }
    let bytes = Array(body)
    let kind = KindOfBytes.kind(bytes, name: "", isNamed: false)
    guard kind == .page else { return .skipped("answers that are no page") }
    return .page(
      Document(
        place: address ?? place, container: place, key: address.map(FileKey.key(ofAddress:)), kind: .page,
        bytes: bytes, address: address,
        charset: Self.charset(type), fetched: fields["warc-date"], isPartOfMany: true))
  }

  /// The charset that a content type names.
  static func charset(_ type: String) -> String? {
    guard let range = type.firstRange(of: "charset=") else { return nil }
    let name = type[range.upperBound...].prefix { $0 != ";" && !$0.isWhitespace }
    return String(name).trimming("\"", "'")
  }

  // MARK: Bytes

  /// Has at least `count` bytes at hand; false when the stream ends before.
  private func need(_ count: Int) throws(SourceError) -> Bool {
    if start > 1 << 20 || start == buffer.count {
      buffer.removeFirst(start)
      start = 0
    }
    while buffer.count - start < count {
      if try !source.readRaw(appendingTo: &buffer) { return false }
    }
    return true
  }

  /// The head of the next record, and the stream after it; `nil` at the end.
  private func head() throws(SourceError) -> [UInt8]? {
    // Empty lines stand between records.
    while try need(1), buffer[start] == 0x0D || buffer[start] == 0x0A { start += 1 }
    guard try need(1) else { return nil }
    var searched = start
    while true {
      let view = buffer[start...]
      if let end = Self.end(of: view, from: searched) {
        let head = Array(buffer[start..<end.head])
        start = end.body
        return head
      }
      guard buffer.count - start < 1 << 16 else { break }
      searched = max(start, buffer.count - 3)
      if try !need(buffer.count - start + 1) { break }
      searched = max(start, min(searched, buffer.count - 3))
    }
    let head = Array(buffer[start..<min(buffer.count, start + 1024)])
    start = buffer.count
    return head
  }

  private func take(_ count: Int) throws(SourceError) -> [UInt8]? {
    guard try need(count) else { return nil }
    let bytes = Array(buffer[start..<start + count])
    start += count
    return bytes
  }

  private func skip(_ count: Int) throws(SourceError) -> Bool {
    var left = count
    while left > 0 {
      guard try need(1) else { return false }
      let step = min(left, buffer.count - start)
      start += step
      left -= step
    }
    return true
  }

  /// Where a head ends, and where what follows it begins.
  private static func end(of bytes: some RandomAccessCollection<UInt8>) -> (head: Int, body: Int)? {
    let all = Array(bytes)
    return end(of: all[...], from: 0)
  }

  private static func end(of bytes: ArraySlice<UInt8>, from first: Int) -> (head: Int, body: Int)? {
    var index = max(first, bytes.startIndex)
    while index < bytes.endIndex {
      if bytes[index] == 0x0A {
        if index + 1 < bytes.endIndex, bytes[index + 1] == 0x0A { return (index, index + 2) }
        if index + 2 < bytes.endIndex, bytes[index + 1] == 0x0D, bytes[index + 2] == 0x0A {
          return (index, index + 3)
        }
      }
      index += 1
    }
    return nil
  }

  /// The fields of a head, by name in lower case.
  private static func fields(_ head: [UInt8]) -> [String: String] {
    var fields: [String: String] = [:]
    for line in head.split(separator: 0x0A) {
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      fields[name] = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmedOfSpace()
    }
    return fields
  }

  private static func dechunked(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var index = body.startIndex
    while index < body.endIndex {
      guard let end = body[index...].firstIndex(of: 0x0A) else { break }
      let line = String(decoding: body[index..<end], as: UTF8.self).prefix { $0.isHexDigit }
      guard let size = Int(line, radix: 16) else { return index == body.startIndex ? Array(body) : out }
      if size == 0 { break }
      let stop = min(body.endIndex, end + 1 + size)
      out.append(contentsOf: body[(end + 1)..<stop])
      index = min(body.endIndex, stop + 2)
    }
    return out
  }
}

extension String {
  fileprivate func trimming(_ first: Character, _ last: Character) -> String {
    var text = self[...]
    while text.first == first { text.removeFirst() }
    while text.last == last || text.last == first { text.removeLast() }
    return String(text)
  }
}
