/// Letters and their case, by flat tables: no ICU, no locale.
public enum Letters {
  /// Whether `scalar` is a letter of any script; combining marks are not.
  public static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    LetterTable.shared.flags(scalar.value).contains(.letter)
  }

  /// Whether `scalar` is an upper-case (or title-case) letter.
  public static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    LetterTable.shared.flags(scalar.value).contains(.upper)
  }

  /// Whether `scalar` is a lower-case letter.
  public static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    LetterTable.shared.flags(scalar.value).contains(.lower)
  }

  /// Whether `scalar` is a combining mark.
  public static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    LetterTable.shared.flags(scalar.value).contains(.mark)
  }

  /// Appends `bytes`, which must be UTF-8, to `output` in lower case.
  public static func appendLowercased(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard let base = bytes.baseAddress else { return }
    let table = LetterTable.shared
    var index = 0
    while index < bytes.count {
      let byte = base[index]
      if byte < 0x80 {
        output.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        index += 1
        continue
      }
      let scalar = decodeScalar(base, at: index, end: bytes.count)
      table.appendLower(scalar.value, to: &output)
      index += scalar.length
    }
  }

  /// `text` in lower case, code point by code point, whatever the locale.
  public static func lowercased(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    withBytes(of: text) { appendLowercased($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }
}
