import Foundation
import VietnameseText
import WebPage

/// Turns the bytes of one JSON line, or of one text file, into an article. One for each thread.
struct LineParser {
  /// Which fields hold an article's parts where they are not called as usual.
  var fields = FieldMap()
  /// What lines are known to point elsewhere.
  var pages = PageLibrary()
  /// Whether articles are given their origin.
  var keepsOrigin = false
  /// Whether the bytes go with it.
  var keepsBytes = false
  private var buffer: [UInt8] = []

  /// Reads one line of JSON; `nil` when the line is blank.
  ///
  /// `file` and `line` (from 1) go into messages and into the key of an article without `id`.
  mutating func article(
    fromLine bytes: UnsafeBufferPointer<UInt8>, file: String, line: Int, encoding: TextEncoding = .utf8
  ) -> Reading? {
    guard !Self.isBlank(bytes) else { return nil }
    do throws(Refusal) {
      return .article(try parse(bytes, file: file, line: line, encoding: encoding))
    } catch {
      return .refused(
        RefusedArticle(file: file, line: line, reason: error.reason, remedy: error.remedy))
    }
  }

  /// Reads a whole text file, whose byte order mark is gone.
  mutating func article(
    fromText bytes: [UInt8], file: String, id: String, encoding: TextEncoding = .utf8
  ) -> Reading {
    do throws(Refusal) {
      let firstInvalid = bytes.withUnsafeBufferPointer { UTF8Check.firstInvalidByte($0) }
      var decoded = DecodedText(bytes: bytes, encoding: encoding == .utf16 ? "UTF-16" : "UTF-8")
      if encoding == .utf8, let text = TextDecoding.decode(bytes) {
        decoded = text
      } else {
        try Self.checkEncoding(firstInvalid, encoding, of: "the file")
      }
      buffer.removeAll(keepingCapacity: true)
      buffer.append(contentsOf: decoded.bytes)
      let (text, mended) = TextMending.mended(try finish("the text"), pages)
      decoded.notes += mended
      guard !text.utf8.allSatisfy(Self.isSpace) else {
        throw Refusal(reason: "the file is empty", remedy: "remove it, or put the article's text in")
      }
      var article = Article(id: id, title: Article.title(of: text), text: text)
      if keepsOrigin || !decoded.notes.isEmpty || !decoded.encoding.hasPrefix("UTF") {
        article.origin = Origin(
          place: file, bytesHash: bytes.withUnsafeBytes { Origin.hash($0) }, reader: "text/1",
          encoding: decoded.encoding, notes: decoded.notes, bytes: keepsBytes ? bytes : nil)
      }
      return .article(article)
    } catch {
      return .refused(RefusedArticle(file: file, reason: error.reason, remedy: error.remedy))
    }
  }

  // MARK: One line

  /// Why an article is refused, without the place.
  private struct Refusal: Error {
    var reason: String
    var remedy: String
  }

  private mutating func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, line: Int, encoding: TextEncoding
  ) throws(Refusal) -> Article {
    try Self.checkEncoding(UTF8Check.firstInvalidByte(bytes), encoding, of: "the line")
    var values: [JSONLine.Value?] = Array(repeating: nil, count: Member.allCases.count)
    do {
      var json = JSONLine(bytes)
      try json.readObject { key, isPlain, value in
        if let member = Member(key, isPlain: isPlain, of: bytes) { values[member.rawValue] = value }
      }
    } catch let fault as JSONLine.Fault {
      throw Refusal(
        reason: fault.isTruncated
          ? "the line is cut short: its JSON does not end"
          : "no JSON at byte \(fault.byte) of the line: \(fault.reason)",
        remedy: "write one whole JSON object on each line")
    } catch {
      throw Refusal(reason: "\(error)", remedy: "write one whole JSON object on each line")
    }
    if fields.isGiven || values[Member.text.rawValue] == nil { try findFields(bytes, &values) }
    func value(_ member: Member) -> JSONLine.Value? { values[member.rawValue] }

    guard let body = try string(value(.text), "text", bytes) else {
      throw Refusal(
        reason: "the line has no `text`",
        remedy: "give each line an `id` and a `text`, or say which field holds the text: --map text=FIELD")
    }
    guard !body.utf8.allSatisfy(Self.isSpace) else {
      throw Refusal(reason: "`text` is empty", remedy: "remove the line, or put the article's text in")
    }
    let title = try string(value(.title), "title", bytes)
    var article: Article
    if let title, !title.utf8.allSatisfy(Self.isSpace) {
      article = Article(id: "", title: title, text: title + "\n\n" + body)
    } else {
      article = Article(id: "", title: Article.title(of: body), text: body)
    }
    article.url = try string(value(.url), "url", bytes)
    article.source = try string(value(.source), "source", bytes)
    article.published = try string(value(.published), "published", bytes)
    article.author = try string(value(.author), "author", bytes)
    if case .number(let range) = value(.id) {
      article.id = String(decoding: bytes[range], as: UTF8.self)
    } else if let id = try string(value(.id), "id", bytes), !id.utf8.allSatisfy(Self.isSpace) {
      article.id = id
    } else {
      article.id = "\(FileKey.key(of: file)):\(line)"
    }
    if keepsOrigin {
      let isKeyGiven = article.id != "\(FileKey.key(of: file)):\(line)"
      defer { article.origin?.isKeyGiven = isKeyGiven }
      article.origin = Origin(
        place: "\(file):\(line)", bytesHash: Origin.hash(UnsafeRawBufferPointer(bytes)), reader: "json/1",
        encoding: encoding == .utf16 ? "UTF-16" : "UTF-8", bytes: keepsBytes ? Array(bytes) : nil)
    }
    return article
  }

  /// Looks for the article's parts under the names that fields have elsewhere, or that the user gave.
  private mutating func findFields(
    _ bytes: UnsafeBufferPointer<UInt8>, _ values: inout [JSONLine.Value?]
  ) throws(Refusal) {
    var names: [String] = []
    var found: [JSONLine.Value] = []
    do {
      var json = JSONLine(bytes)
      try json.readObject { key, isPlain, value in
        var characters: [UInt8] = []
        JSONLine.append(key, isPlain: isPlain, of: bytes, to: &characters)
        names.append(String(decoding: characters, as: UTF8.self))
        found.append(value)
      }
    } catch {
      return
    }
    if let missing = fields.missing(among: names) {
      throw Refusal(
        reason: "the line has no `\(missing)`, which --map names",
        remedy: "its fields are \(names.prefix(12).joined(separator: ", "))")
    }
    for (part, index) in fields.fields(among: names) {
      guard let member = Member(part) else { continue }
      values[member.rawValue] = found[index]
    }
  }

  private mutating func string(
    _ value: JSONLine.Value?, _ name: String, _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(Refusal) -> String? {
    switch value {
    case nil, .null: return nil
    case .string(let range, let isPlain):
      buffer.removeAll(keepingCapacity: true)
      JSONLine.append(range, isPlain: isPlain, of: bytes, to: &buffer)
      return try finish("`\(name)`")
    case .some(let other):
      throw Refusal(reason: "`\(name)` is \(other.name)", remedy: "write `\(name)` as a string")
    }
  }

  /// The text that `buffer` holds, with `\n` line ends and in NFC.
  private mutating func finish(_ what: @autoclosure () -> String) throws(Refusal) -> String {
    if let byte = offset(of: 0) {
      throw Refusal(
        reason: "\(what()) holds a NUL byte at byte \(byte)",
        remedy: "remove the NUL bytes; the file may be binary, or UTF-16 without a byte order mark")
    }
    if offset(of: 0x0D) != nil { mendLineEnds() }
    return Normalization.nfc(String(decoding: buffer, as: UTF8.self))
  }

  /// The offset of the first `byte` in the buffer.
  private func offset(of byte: UInt8) -> Int? {
    buffer.withUnsafeBytes { all in
      guard let base = all.baseAddress, let found = memchr(base, Int32(byte), all.count) else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private mutating func mendLineEnds() {
    var to = 0
    var from = 0
    let count = buffer.count
    while from < count {
      let byte = buffer[from]
      from += 1
      if byte == 0x0D {
        buffer[to] = 0x0A
        if from < count, buffer[from] == 0x0A { from += 1 }
      } else {
        buffer[to] = byte
      }
      to += 1
    }
    buffer.removeLast(count - to)
  }

  private static func checkEncoding(
    _ firstInvalid: Int?, _ encoding: TextEncoding, of what: String
  ) throws(Refusal) {
    guard let byte = firstInvalid else { return }
    switch encoding {
    case .utf8:
      throw Refusal(
        reason: "not valid UTF-8 at byte \(byte) of \(what)", remedy: "save it as UTF-8")
    case .utf16:
      throw Refusal(
        reason: "not valid UTF-16: half a surrogate pair in \(what)", remedy: "save it as UTF-8")
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.allSatisfy(isSpace) }

  /// The members of a line that make an article.
  private enum Member: Int, CaseIterable {
    case id, text, title, url, source, published, author

    init?(_ part: FieldMap.Part) {
      switch part {
      case .id: self = .id
      case .text: self = .text
      case .title: self = .title
      case .url: self = .url
      case .source: self = .source
      case .published: self = .published
      case .author: self = .author
      }
    }

    /// The member that a key names, or `nil` for one that says nothing of an article.
    init?(_ key: Range<Int>, isPlain: Bool, of bytes: UnsafeBufferPointer<UInt8>) {
      let name: String
      if isPlain {
        guard (2...9).contains(key.count) else { return nil }
        name = String(decoding: bytes[key], as: UTF8.self)
      } else {
        var characters: [UInt8] = []
        JSONLine.append(key, isPlain: false, of: bytes, to: &characters)
        name = String(decoding: characters, as: UTF8.self)
      }
      switch name {
      case "id": self = .id
      case "text": self = .text
      case "title": self = .title
      case "url": self = .url
      case "source": self = .source
      case "published": self = .published
      case "author": self = .author
      default: return nil
      }
    }
  }
}

/// The encoding that a file is in.
enum TextEncoding: Sendable {
  case utf8, utf16
}

/// Keys that are made of a file's name, or of an address.
enum FileKey {
  /// The file's name without its directory and ending; `stdin` for standard input.
  static func key(of path: String) -> String {
    guard path != "-" else { return "stdin" }
    var name = path.split(separator: "/").last.map(String.init) ?? path
    if let ending = compressions.first(where: name.lowercased().hasSuffix) {
      name = String(name.dropLast(ending.count))
    }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The endings of compressed files, which stand behind the ending of the file in it.
  static let compressions = [".gz", ".zst", ".xz", ".bz2"]

  /// The last part of an address's path without its ending, else its host.
  static func key(ofAddress address: String) -> String {
    let plain = address.prefix { $0 != "?" && $0 != "#" }
    let parts = plain.split(separator: "/")
    guard parts.count > 2 || (parts.count == 2 && !address.contains("://")), let last = parts.last else {
      return parts.count > 1 ? String(parts[1]) : address
    }
    let name = key(of: last.removingPercentEncoding ?? String(last))
    return name.isEmpty ? address : name
  }
}
