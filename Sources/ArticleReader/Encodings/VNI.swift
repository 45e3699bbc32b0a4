import VietnameseText

/// The encoding of the VNI fonts for Windows: a vowel, and after it a second byte for its marks.
enum VNI {
  /// Combining marks of the second byte, by what stands there in windows-1252.
  private static let marks: [UInt8: [UInt32]] = {
    let breve: UInt32 = 0x306
    let circumflex: UInt32 = 0x302
    let (grave, acute, tilde, hook, dot): (UInt32, UInt32, UInt32, UInt32, UInt32) = (
      0x300, 0x301, 0x303, 0x309, 0x323
    )
    let small: [UInt8: [UInt32]] = [
      0xF8: [grave], 0xF9: [acute], 0xFB: [hook], 0xF5: [tilde], 0xEF: [dot],
      0xE2: [circumflex], 0xE1: [circumflex, acute], 0xE0: [circumflex, grave], 0xE5: [circumflex, hook],
      0xE3: [circumflex, tilde], 0xE4: [circumflex, dot],
      0xEA: [breve], 0xE9: [breve, acute], 0xE8: [breve, grave], 0xFA: [breve, hook], 0xFC: [breve, tilde],
      0xEB: [breve, dot],
    ]
    var all = small
    for (byte, marks) in small { all[byte - 0x20] = marks }
    return all
  }()

  /// Letters of one byte.
  private static let letters: [UInt8: UInt32] = [
    0xF1: 0x111, 0xD1: 0x110, 0xF4: 0x1A1, 0xD4: 0x1A0, 0xF6: 0x1B0, 0xD6: 0x1AF, 0xEC: 0xEC, 0xCC: 0xCC,
    0xED: 0xED,
    0xCD: 0xCD, 0xE6: 0x1EC9, 0xC6: 0x1EC8, 0xF3: 0x129, 0xD3: 0x128, 0xF2: 0x1ECB, 0xD2: 0x1ECA,
    0xEE: 0x1EF5,
    0xCE: 0x1EF4,
  ]

  /// Vowels that take a second byte.
  private static let bases = Set("aeouyAEOUY".utf8).union([0xF4, 0xD4, 0xF6, 0xD6])

  static func decode(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var previous: UInt8 = 0
    for byte in bytes {
      if bases.contains(previous), let marks = marks[byte] {
        for mark in marks { text.append(Unicode.Scalar(mark) ?? "\u{FFFD}") }
        previous = 0
        continue
      }
      let value =
        letters[byte] ?? (byte < 0x80 ? UInt32(byte) : UInt32(CharsetTables.windows1252[Int(byte) - 0x80]))
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
      previous = byte
    }
    return Normalization.nfc(String(text))
  }
}
