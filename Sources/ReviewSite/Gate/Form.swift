import Foundation
import Hummingbird
import NIOCore

/// The fields of a form or of an address's query. Of a field that stands several times, each value is kept.
struct Form {
  private var fields: [String: [String]] = [:]

  /// Reads `application/x-www-form-urlencoded`.
  init(_ text: Substring) {
    for pair in text.split(separator: "&").prefix(2000) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decode(parts[0]), let value = Self.decode(parts.count > 1 ? parts[1] : "") else {
        continue
      }
      fields[name, default: []].append(value)
    }
  }

  init(_ body: ByteBuffer) { self.init(String(buffer: body)[...]) }

  init(_ request: Request) { self.init((request.uri.query ?? "")[...]) }

  /// Whether a request's body is a form.
  static func isForm(_ request: Request) -> Bool {
    request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false
  }

  /// A field's first value; empty ones count as absent.
  subscript(name: String) -> String? {
    get { fields[name]?.first { !$0.isEmpty } }
    set { fields[name] = newValue.map { [$0] } }
  }

  /// Whether a field stands there without a value.
  func isBlank(_ name: String) -> Bool { fields[name]?.contains("") ?? false }

  /// All values of a field.
  func all(_ name: String) -> [String] { fields[name]?.filter { !$0.isEmpty } ?? [] }

  /// A field as a whole number. Throws when it is none.
  func integer(_ name: String) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let value = Int(text) else { throw DeskError.badValue(name) }
    return value
  }

  /// A field as one of the values of an enumeration. Throws when it is none.
  func choice<Value: RawRepresentable>(_ name: String, of type: Value.Type) throws -> Value?
  where Value.RawValue == String {
    guard let text = self[name] else { return nil }
    guard let value = Value(rawValue: text) else { throw DeskError.badValue(name) }
    return value
  }

  private static func decode(_ text: Substring) -> String? {
    text.contains("%") || text.contains("+")
      ? text.replacing("+", with: " ").removingPercentEncoding : String(text)
  }
}

extension String {
  /// The text as a part of an address: everything but letters, digits and -._~ is escaped.
  var urlEncoded: String {
    // Nearly all keys are such.
    if utf8.allSatisfy({ $0 < 0x80 && Self.unreserved.contains(Unicode.Scalar($0)) }) { return self }
    return addingPercentEncoding(withAllowedCharacters: Self.unreserved) ?? ""
  }

  /// What stands in an address as it is (RFC 3986, 2.3).
  private static let unreserved = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
}
