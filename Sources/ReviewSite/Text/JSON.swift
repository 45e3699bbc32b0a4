import DatasetExport

/// A JSON value whose members keep their order.
enum JSON: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  case null
  case bool(Bool)
  case integer(Int)
  /// A number with at most three decimals.
  case decimal(Double)
  case string(String)
  case array([JSON])
  case object([(String, JSON)])

  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements) }
  init(nilLiteral: ()) { self = .null }

  /// A string, or null.
  static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

  /// The value as UTF-8.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    append(to: &out)
    return out
  }

  /// The value as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  private func append(to out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .decimal(let value):
      guard value.isFinite, value.magnitude < 1e12 else {
        out.append(contentsOf: "null".utf8)
        return
      }
      let thousandths = Int((value * 1000).rounded())
      out.append(contentsOf: "\(Double(thousandths) / 1000)".utf8)
    case .string(let text): JSONWriter.string(text, to: &out)
    case .array(let values):
      out.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        value.append(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        JSONWriter.string(member.0, to: &out)
        out.append(UInt8(ascii: ":"))
        member.1.append(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }
}
