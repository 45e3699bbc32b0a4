import CTerminal
import Foundation

/// How many terminal columns text takes.
enum DisplayWidth {
  /// The columns that `text` takes: none for combining marks, two for East Asian wide letters and emoji.
  static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for scalar in text.unicodeScalars { width += of(scalar) }
    return width
  }

  /// The columns that one code point takes.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    if (0x1EA0...0x1EF9).contains(value) { return 1 }
    return unicodeWidth(value)
  }

  /// What the C library has from Unicode's East Asian widths and categories; one column for what it does not know.
  private static func unicodeWidth(_ value: UInt32) -> Int {
    guard let unicode else { return 1 }
    let usual = uselocale(unicode)
    defer { uselocale(usual) }
    let width = wcwidth(wchar_t(value))
    return width < 0 ? 1 : Int(width)
  }

  /// The locale whose letters are Unicode's, whatever the user's is; for this thread alone, and only while it is asked.
  /// Unsafe: it is made once, and nobody writes to it or frees it.
  private nonisolated(unsafe) static let unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)

  /// `text` cut to `width` columns, with `…` in place of what was cut.
  static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var out = ""
    var used = 0
    for character in text {
      let columns = of(String(character))
      if used + columns > width - 1 { break }
      out.append(character)
      used += columns
    }
    return out + "…"
  }
}
