import DatasetExport
import Foundation

/// The small JSON values that rows hold: lists of words, places and figures.
///
/// They are written by hand because each record has three of them; they are read with `JSONDecoder`.
enum JSONText {
  /// An array of strings.
  static func array(_ strings: [String]) -> String {
    if strings.isEmpty { return "[]" }
    var out: [UInt8] = [UInt8(ascii: "[")]
    for (index, string) in strings.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONWriter.string(string, to: &out)
    }
    out.append(UInt8(ascii: "]"))
    return String(decoding: out, as: UTF8.self)
  }

  /// An object of strings, its keys in order.
  static func object(_ members: [(key: String, value: String?)]) -> String {
    var out: [UInt8] = [UInt8(ascii: "{")]
    for (index, member) in members.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      JSONWriter.string(member.key, to: &out)
      out.append(UInt8(ascii: ":"))
      if let value = member.value {
        JSONWriter.string(value, to: &out)
      } else {
        out.append(contentsOf: "null".utf8)
      }
    }
    out.append(UInt8(ascii: "}"))
    return String(decoding: out, as: UTF8.self)
  }

  /// The strings of an array. Throws `DamagedValue` when `text` is no such array.
  static func strings(_ text: String) throws -> [String] {
    if text == "[]" { return [] }
    if let strings = plainStrings(text) { return strings }
    return try decode([String].self, text)
  }

  /// What `text` holds in JSON. Throws `DamagedValue` when it is something else.
  static func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
      throw DamagedValue(fault: "a list cannot be read (“\(text.prefix(40))”)")
    }
  }

  /// The strings of an array written by `array(_:)` in which nothing had to be escaped, as in nearly all; else `nil`.
  /// The decoder would take most of the time in which a record is read.
  private static func plainStrings(_ text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes in
      let quote = UInt8(ascii: "\"")
      guard bytes.count >= 4, bytes[0] == UInt8(ascii: "["), bytes[bytes.count - 1] == UInt8(ascii: "]")
      else {
        return nil
      }
      var strings: [String] = []
      var at = 1
      while true {
        guard bytes[at] == quote, let end = bytes[(at + 1)...].firstIndex(of: quote) else { return nil }
        let string = bytes[(at + 1)..<end]
        guard !string.contains(UInt8(ascii: "\\")) else { return nil }
        strings.append(String(decoding: string, as: UTF8.self))
        at = end + 2
        // The comma, or the bracket at the end.
        if at == bytes.count { return strings }
        guard at < bytes.count, bytes[end + 1] == UInt8(ascii: ",") else { return nil }
      }
    }
  }

  /// The members of an object that are strings; none when `text` is no object: other people's logs come in here, and the
  /// one who asks says what is missing.
  static func members(_ text: String) -> [String: String] {
    // As said above.
    let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    return (object ?? [:]).compactMapValues { $0 as? String }
  }
}
