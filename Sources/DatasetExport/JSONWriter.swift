import ArticleReader
import QuoteEngine

/// Appends JSON to a buffer of UTF-8, with no values in between.
///
/// All JSON that the program writes by hand has its strings from here.
public enum JSONWriter {
  /// Appends text that is JSON already.
  @inline(__always)
  static func raw(_ text: StaticString, to out: inout [UInt8]) {
    out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a string in its quotes. Only `"`, `\` and control codes are escaped.
  public static func string(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    escaped(text, to: &out)
    out.append(UInt8(ascii: "\""))
  }

  /// A string in its quotes.
  public static func string(_ text: String) -> String {
    var out: [UInt8] = []
    string(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends a string's characters without quotes round them.
  static func escaped(_ text: String, to out: inout [UInt8]) {
    let done: Void? = text.utf8.withContiguousStorageIfAvailable { escaped($0, to: &out) }
    if done == nil {
      var copy = text
      copy.withUTF8 { escaped($0, to: &out) }
    }
  }

  /// Appends a string, or `null`.
  static func string(_ text: String?, to out: inout [UInt8]) {
    if let text { string(text, to: &out) } else { raw("null", to: &out) }
  }

  /// Appends a whole number.
  static func integer(_ number: Int, to out: inout [UInt8]) {
    if number < 0 { out.append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number.magnitude
      var first = 20
      repeat {
        first -= 1
        digits[first] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      out.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first..<20]))
    }
  }

  /// Appends a share from 0 to 1 with at most three decimals.
  static func share(_ value: Double, to out: inout [UInt8]) {
    let units = value.isFinite ? Int((min(max(value, 0), 1) * 1000).rounded()) : 0
    out.append(0x30 + UInt8(units / 1000))
    guard units % 1000 != 0 else { return }
    out.append(UInt8(ascii: "."))
    var rest = units % 1000
    var place = 100
    while rest > 0 {
      out.append(0x30 + UInt8(rest / place))
      rest %= place
      place /= 10
    }
  }

  /// Appends a number that reads back as the very same one: as a share where three decimals say it all.
  static func number(_ value: Double, to out: inout [UInt8]) {
    if (0...1).contains(value), (value * 1000).rounded() / 1000 == value {
      share(value, to: &out)
    } else {
      out.append(contentsOf: (value.isFinite ? "\(value)" : "0").utf8)
    }
  }

  private static let hex: StaticString = "0123456789abcdef"

  private static func escaped(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    guard let base = bytes.baseAddress else { return }
    let words = UnsafeRawPointer(base)
    let count = bytes.count
    var start = 0
    var at = 0
    while at < count {
      if at + 8 <= count {
        let word = words.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        let found = JSONSpecialBytes.marks(in: word)
        if found == 0 {
          at += 8
          continue
        }
        at += found.trailingZeroBitCount >> 3
      }
      let byte = base[at]
      guard byte < 0x20 || byte == 0x22 || byte == 0x5C else {
        at += 1
        continue
      }
      if at > start { out.append(contentsOf: UnsafeBufferPointer(start: base + start, count: at - start)) }
      out.append(0x5C)
      switch byte {
      case 0x0A: out.append(UInt8(ascii: "n"))
      case 0x09: out.append(UInt8(ascii: "t"))
      case 0x0D: out.append(UInt8(ascii: "r"))
      case 0x22, 0x5C: out.append(byte)
      default:
        raw("u00", to: &out)
        out.append(hex.utf8Start[Int(byte >> 4)])
        out.append(hex.utf8Start[Int(byte & 15)])
      }
      at += 1
      start = at
    }
    if count > start {
      out.append(contentsOf: UnsafeBufferPointer(start: base + start, count: count - start))
    }
  }
}
