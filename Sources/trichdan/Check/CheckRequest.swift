import Foundation
import QuoteEngine

/// One quote or claim of a list that is checked.
struct CheckRequest {
  /// The id as JSON, whatever it was; `null` where there is none.
  var id = "null"
  /// The same for people.
  var shownID = ""
  var quote: String
  var speaker: String?
  /// The article that it is said to be from.
  var article: String?
  var layer = Layer.quote

  init(quote: String) { self.quote = quote }

  mutating func name(_ id: String) {
    self.id = ListPrinter.jsonString(id)
    shownID = id
  }
}

/// A line of a list that holds no quote that can be checked.
struct CheckRequestFault: Error, CustomStringConvertible {
  var description: String
}

/// Reads a list of quotes: lines of text, CSV with a head line, JSON lines, or what the program's own `quotes`, `extract` and
/// `export jsonl|csv` print. Which it is, its first line tells.
enum CheckRequestFile {
  /// What a line holds.
  typealias Line = (number: Int, requests: Result<[CheckRequest], CheckRequestFault>)

  /// Calls `body` with what each line holds, in order; empty lines are passed over.
  static func read(_ data: Data, _ body: (Line) throws -> Void) throws {
    var data = data
    if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
    guard let first = data.first(where: { $0 > 0x20 }) else { return }
    if first == UInt8(ascii: "{") { return try lines(data, body) { try json(Data($0)) } }
    // What is no array is read line by line, and its faults are named there.
    if first == UInt8(ascii: "["), let array = try? JSONSerialization.jsonObject(with: data) as? [Any] {
      for (index, object) in array.enumerated() {
        try body((index + 1, Result { try requests(of: object) }.mapError(fault)))
      }
      return
    }
    let head = data.prefix { $0 != 0x0A && $0 != 0x0D }
    let headLine = String(decoding: head, as: UTF8.self)
    if let table = CSVTable(head: headLine) {
      for record in CSVTable.records(data.dropFirst(head.count), separator: table.separator) {
        try body((record.line + 1, Result { try table.requests(record) }.mapError(fault)))
      }
      return
    }
    try lines(data, body) { line in
      guard let text = String(data: Data(line), encoding: .utf8) else {
        throw CheckRequestFault(description: "is not UTF-8; save the file as UTF-8")
      }
      return [CheckRequest(quote: text.trimmingCharacters(in: .whitespacesAndNewlines))]
    }
  }

  private static func lines(
    _ data: Data, _ body: (Line) throws -> Void, _ read: (Data) throws -> [CheckRequest]
  ) throws {
    var number = 0
    for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      try body((number, Result { try read(Data(line)) }.mapError(fault)))
    }
  }

  private static func fault(_ error: any Error) -> CheckRequestFault {
    error as? CheckRequestFault ?? CheckRequestFault(description: "\(error)")
  }

  // MARK: JSON

  private static func json(_ line: Data) throws -> [CheckRequest] {
    // The reason is told in the user's terms instead of the parser's.
    guard let object = try? JSONSerialization.jsonObject(with: line) else {
      throw CheckRequestFault(description: "no JSON object; write {\"id\": …, \"quote\": …} on one line")
    }
    return try requests(of: object)
  }

  private static func requests(of value: Any) throws -> [CheckRequest] {
    guard let object = value as? [String: Any] else {
      throw CheckRequestFault(description: "no JSON object; write {\"id\": …, \"quote\": …} on one line")
    }
    // An article of `extract` or `export`, with all its records.
    if object["quotes"] is [Any] || object["claims"] is [Any] {
      let quotes = (object["quotes"] as? [[String: Any]] ?? []).map { ($0, Layer.quote) }
      let claims = (object["claims"] as? [[String: Any]] ?? []).map { ($0, Layer.claim) }
      return try (quotes + claims).map { record, layer in
        var request = try self.request(record)
        request.layer = layer
        request.article = nil
        return request
      }
    }
    return [try request(object)]
  }

  private static func request(_ object: [String: Any]) throws -> CheckRequest {
    func text(_ key: String) throws -> String? {
      guard let value = object[key], !(value is NSNull) else { return nil }
      guard let text = value as? String else {
        throw CheckRequestFault(description: "`\(key)` has to be a string")
      }
      return text
    }
    let asked = try text("quote")
    guard let words = try asked ?? text("claim") ?? text("text") else {
      throw CheckRequestFault(description: "has no `quote`")
    }
    var request = CheckRequest(quote: words)
    if let speaker = object["speaker"] as? [String: Any] {
      request.speaker = speaker["name"] as? String
    } else {
      request.speaker = try text("speaker").flatMap { $0.contains(where: \.isLetter) ? $0 : nil }
    }
    // The article of the program's own records is where they were found, not where they are looked for.
    if object["text"] == nil || asked != nil {
      request.article = try text("article").flatMap { $0.isEmpty ? nil : $0 }
    }
    if asked == nil, object["claim"] is String || object["layer"] as? String == Layer.claim.rawValue {
      request.layer = .claim
    }
    switch object["id"] {
    case let name as String: request.name(name)
    case let number as NSNumber:
      request.id = "\(number)"
      request.shownID = request.id
    default: break
    }
    return request
  }
}

/// A CSV file with a head line that names its columns.
struct CSVTable {
  let separator: UInt8
  private let columns: [String]

  /// Its row, and the line where it begins, from 1 after the head.
  struct Record {
    var line: Int
    var fields: [String]
    /// A quotation mark that nothing closes opens in it.
    var isOpen = false
  }

  private static let words = ["quote", "claim", "text"]

  /// Reads a head line; `nil` when it names no column of quotes.
  init?(head: String) {
    let data = Data(head.utf8)
    for separator in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09] {
      guard let record = Self.records(data, separator: separator).first else { continue }
      let names = record.fields.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
      guard names.contains(where: Self.words.contains) else { continue }
      self.separator = separator
      columns = names
      return
    }
    return nil
  }

  /// The request of a row.
  func requests(_ record: Record) throws -> [CheckRequest] {
    if record.isOpen {
      throw CheckRequestFault(
        description: "its quotation marks do not enclose its fields; write one in a field twice")
    }
    guard record.fields.count == columns.count else {
      throw CheckRequestFault(
        description:
          "has \(record.fields.count) fields, the head line \(columns.count); put fields with a separator in quotation marks"
      )
    }
    func field(_ name: String) -> String? {
      columns.firstIndex(of: name).map { record.fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let words = field("quote") ?? field("claim") ?? field("text") else {
      throw CheckRequestFault(description: "has no quote")
    }
    var request = CheckRequest(quote: words)
    request.speaker = field("speaker").flatMap { $0.contains(where: \.isLetter) ? $0 : nil }
    if field("quote") != nil { request.article = field("article") }
    if field("quote") == nil, field("claim") != nil || field("layer") == Layer.claim.rawValue {
      request.layer = .claim
    }
    if let id = field("id") { request.name(id) }
    return [request]
  }

  /// The rows of CSV (RFC 4180). A mark that nothing closes spoils its line alone.
  static func records(_ data: Data, separator: UInt8) -> [Record] {
    let bytes = [UInt8](data)
    var out: [Record] = []
    var at = 0
    var line = 0
    while at < bytes.count {
      if bytes[at] == 0x0A || bytes[at] == 0x0D {
        if bytes[at] == 0x0A { line += 1 }
        at += 1
        continue
      }
      var record = Record(line: line, fields: [])
      let start = at
      var field: [UInt8] = []
      var isQuoted = false
      var wasQuoted = false
      var lines = 0
      row: while at < bytes.count {
        let byte = bytes[at]
        if isQuoted {
          if byte == 0x22 {
            if at + 1 < bytes.count, bytes[at + 1] == 0x22 {
              field.append(0x22)
              at += 1
            } else {
              isQuoted = false
              // What follows a field's last mark is another field, or the mark is not the last.
              let next = at + 1 < bytes.count ? bytes[at + 1] : 0x0A
              if next != separator, next != 0x0A, next != 0x0D {
                record.isOpen = true
                break row
              }
            }
          } else {
            if byte == 0x0A { lines += 1 }
            field.append(byte)
          }
        } else {
          switch byte {
          case 0x22 where field.isEmpty && !wasQuoted:
            isQuoted = true
            wasQuoted = true
          case separator:
            record.fields.append(String(decoding: field, as: UTF8.self))
            field = []
            wasQuoted = false
          case 0x0A, 0x0D: break row
          default: field.append(byte)
          }
        }
        at += 1
      }
      if isQuoted || record.isOpen {
        record.isOpen = true
        at = start
        while at < bytes.count, bytes[at] != 0x0A { at += 1 }
        lines = 0
      }
      record.fields.append(String(decoding: field, as: UTF8.self))
      out.append(record)
      line += lines
    }
    return out
  }
}
