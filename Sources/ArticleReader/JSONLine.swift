import Foundation

/// A strict reader of one JSON object in UTF-8, for the handful of members that an article has.
///
/// It is written by hand because every byte of the input goes through it: it finds the ends of strings eight
/// bytes at a time and builds no values that nobody asked for. Everything else in the object is checked to
/// be JSON and passed over. `bytes` must be valid UTF-8.
struct JSONLine {
  /// A member's value.
  enum Value {
    /// A string, between its quotes; `isPlain` when it has no escapes.
    case string(Range<Int>, isPlain: Bool)
    /// A number, as written.
    case number(Range<Int>)
    case null
    case boolean, array, object

    /// What the value is, in words.
    var name: String {
      switch self {
      case .string: "a string"
      case .number: "a number"
      case .null: "null"
      case .boolean: "a boolean"
      case .array: "an array"
      case .object: "an object"
      }
    }
  }

  /// A place at which the bytes are no JSON.
  struct Fault: Error {
    /// The offset of the byte.
    var byte: Int
    /// What is wrong there.
    var reason: String
    /// Whether the line ends where more is due.
    var isTruncated = false
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let words: UnsafeRawPointer
  private let end: Int
  private var at = 0
  private static let deepest = 512

  /// Makes a reader of `bytes`, which must not be empty.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    words = UnsafeRawPointer(bytes.baseAddress!)
    end = bytes.count
  }

  /// Reads the one object that the line is; `member` gets each key (between its quotes, `isPlain` when it
  /// has no escapes) with its value, in order.
  mutating func readObject(
    _ member: (_ key: Range<Int>, _ isPlain: Bool, _ value: Value) throws -> Void
  ) throws {
    skipSpace()
    guard at < end, bytes[at] == UInt8(ascii: "{") else {
      throw fault("an object is due, which begins with {")
    }
    at += 1
    skipSpace()
    if at < end, bytes[at] == UInt8(ascii: "}") {
      at += 1
    } else {
      while true {
        guard at < end, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key in quotes is due") }
        let key = try string()
        try colon()
        try member(key.range, key.isPlain, value(depth: 1))
        skipSpace()
        guard at < end else { throw fault("a comma or } is due") }
        let byte = bytes[at]
        at += 1
        if byte == UInt8(ascii: "}") { break }
        guard byte == UInt8(ascii: ",") else { throw fault("a comma or } is due", at: at - 1) }
        skipSpace()
      }
    }
    skipSpace()
    guard at == end else { throw fault("something follows the object") }
  }

  // MARK: Values

  private mutating func value(depth: Int) throws -> Value {
    guard depth < Self.deepest else { throw fault("arrays and objects are nested too deep") }
    guard at < end else { throw fault("a value is due") }
    let start = at
    switch bytes[at] {
    case UInt8(ascii: "\""):
      let found = try string()
      return .string(found.range, isPlain: found.isPlain)
    case UInt8(ascii: "{"):
      at += 1
      skipSpace()
      if at < end, bytes[at] == UInt8(ascii: "}") {
        at += 1
        return .object
      }
      while true {
        guard at < end, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key in quotes is due") }
        _ = try string()
        try colon()
        _ = try value(depth: depth + 1)
        if try isClosed(by: UInt8(ascii: "}")) { return .object }
      }
    case UInt8(ascii: "["):
      at += 1
      skipSpace()
      if at < end, bytes[at] == UInt8(ascii: "]") {
        at += 1
        return .array
      }
      while true {
        _ = try value(depth: depth + 1)
        if try isClosed(by: UInt8(ascii: "]")) { return .array }
      }
    case UInt8(ascii: "t"):
      try word("true")
      return .boolean
    case UInt8(ascii: "f"):
      try word("false")
      return .boolean
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    default:
      try number()
      return .number(start..<at)
    }
  }

  private mutating func isClosed(by close: UInt8) throws -> Bool {
    skipSpace()
    guard at < end else { throw fault("a comma or a closing bracket is due") }
    let byte = bytes[at]
    if byte == close {
      at += 1
      return true
    }
    guard byte == UInt8(ascii: ",") else { throw fault("a comma or a closing bracket is due") }
    at += 1
    skipSpace()
    return false
  }

  private mutating func colon() throws {
    skipSpace()
    guard at < end, bytes[at] == UInt8(ascii: ":") else { throw fault("a colon is due") }
    at += 1
    skipSpace()
  }

  private mutating func word(_ text: StaticString) throws {
    for i in 0..<text.utf8CodeUnitCount {
      guard at < end, bytes[at] == text.utf8Start[i] else { throw fault("no JSON value") }
      at += 1
    }
  }

  private mutating func number() throws {
    func isDigit(_ i: Int) -> Bool { i < end && bytes[i] &- 0x30 < 10 }
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard isDigit(at) else { throw fault("no JSON value") }
    if bytes[at] == 0x30 { at += 1 } else { while isDigit(at) { at += 1 } }
    if at < end, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard isDigit(at) else { throw fault("a digit is due") }
      while isDigit(at) { at += 1 }
    }
    if at < end, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
      guard isDigit(at) else { throw fault("a digit is due") }
      while isDigit(at) { at += 1 }
    }
  }

  /// Passes over a string whose opening quote is the next byte, and checks its escapes.
  private mutating func string() throws -> (range: Range<Int>, isPlain: Bool) {
    at += 1
    let start = at
    var isPlain = true
    while true {
      while at + 8 <= end {
        let word = words.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        let found = JSONSpecialBytes.marks(in: word)
        if found == 0 {
          at += 8
        } else {
          at += found.trailingZeroBitCount >> 3
          break
        }
      }
      guard at < end else { throw fault("the string is not closed") }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        at += 1
        return (start..<at - 1, isPlain)
      }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        try escape()
      } else if byte < 0x20 {
        throw fault("a control code in a string, which has to be written as an escape")
      } else {
        at += 1
      }
    }
  }

  private mutating func escape() throws {
    guard at + 1 < end else {
      at = end
      throw fault("the string is not closed")
    }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      at += 2
    case UInt8(ascii: "u"):
      let unit = try codeUnit(at + 2)
      if unit & 0xFC00 == 0xDC00 { throw fault("half a surrogate pair, which is no character") }
      if unit & 0xFC00 == 0xD800 {
        guard at + 7 < end, bytes[at + 6] == UInt8(ascii: "\\"), bytes[at + 7] == UInt8(ascii: "u"),
          try codeUnit(at + 8) & 0xFC00 == 0xDC00
        else { throw fault("half a surrogate pair, which is no character") }
        at += 6
      }
      at += 6
    default: throw fault("an escape that JSON does not have")
    }
  }

  private func codeUnit(_ i: Int) throws -> UInt32 {
    guard i + 4 <= end else { throw fault("the string is not closed", at: end) }
    var value: UInt32 = 0
    for k in i..<i + 4 {
      guard let digit = Self.hexValue(bytes[k]) else {
        throw fault("four hexadecimal digits are due after \\u")
      }
      value = value << 4 | digit
    }
    return value
  }

  private static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }

  private mutating func skipSpace() {
    while at < end {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return
      }
    }
  }

  private func fault(_ reason: String, at byte: Int? = nil) -> Fault {
    let byte = byte ?? at
    return Fault(
      byte: byte, reason: byte >= end ? "the line ends too soon" : reason, isTruncated: byte >= end)
  }
}

extension JSONLine {
  /// Appends the characters of a string that `readObject` has passed, its escapes resolved, to `out`.
  static func append(
    _ range: Range<Int>, isPlain: Bool, of bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]
  ) {
    if isPlain {
      out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
      return
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let stop =
        memchr(bytes.baseAddress! + at, Int32(UInt8(ascii: "\\")), range.upperBound - at)
        .map { UnsafeRawPointer($0) - UnsafeRawPointer(bytes.baseAddress!) } ?? range.upperBound
      if stop > at { out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<stop])) }
      guard stop < range.upperBound else { return }
      at = stop + 2
      switch bytes[stop + 1] {
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "u"):
        var value = hex(bytes, at)
        at += 4
        if value & 0xFC00 == 0xD800 {
          value = 0x1_0000 + (value & 0x3FF) << 10 + (hex(bytes, at + 2) & 0x3FF)
          at += 6
        }
        if let scalar = Unicode.Scalar(value) { out.append(contentsOf: UTF8.encode(scalar)!) }
      default: out.append(bytes[stop + 1])
      }
    }
  }

  private static func hex(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32 {
    (at..<at + 4).reduce(0) { $0 << 4 | (hexValue(bytes[$1]) ?? 0) }
  }
}
