/// Where a tone mark stands in syllables that end in oa, oe and uy: the old style hoà, khoẻ, thuý or the
/// new one hòa, khỏe, thúy.
public enum ToneMarks {
  /// `text` in the new style, all its syllables; what is not such a syllable is untouched (hoàn, quý,
  /// huỳnh). The text should be in NFC.
  public static func modern(_ text: String) -> String {
    withBytes(of: text) { bytes in
      guard hasOldStyle(bytes) else { return text }
      var output: [UInt8] = []
      output.reserveCapacity(bytes.count)
      appendModern(bytes, to: &output)
      return String(decoding: output, as: UTF8.self)
    }
  }

  /// Appends UTF-8 `bytes` to `output` in the new style. The number of bytes may change (oẽ is 4, õe 3).
  public static func appendModern(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard let base = bytes.baseAddress else { return }
    var copied = 0
    var index = 0
    while let found = nextOldStyle(base, from: index, end: bytes.count) {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<found.pair]))
      appendScalar(found.first, to: &output)
      output.append(found.second)
      copied = found.end
      index = found.end
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied...]))
  }

  /// Whether any syllable of UTF-8 `bytes` is in the old style.
  public static func hasOldStyle(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    return nextOldStyle(base, from: 0, end: bytes.count) != nil
  }

  /// A vowel pair with the tone on its second letter.
  private struct OldStyle {
    /// The offset of the first letter, and that past the second.
    var pair: Int
    var end: Int
    /// The pair in the new style: the first letter with the tone, the second without.
    var first: UInt32
    var second: UInt8
  }

  private static func nextOldStyle(
    _ base: UnsafePointer<UInt8>, from start: Int, end: Int
  ) -> OldStyle? {
    var index = max(start, 1)
    while index < end {
      let byte = base[index]
      // The second letters all begin with one of these bytes.
      guard byte == 0xC3 || byte == 0xE1 else {
        index += 1
        continue
      }
      let scalar = decodeScalar(base, at: index, end: end)
      let next = index + scalar.length
      let previous = base[index - 1]
      if let (tone, plain) = toneOfSecondLetter(scalar.value),
        previous | 0x20 == (plain == UInt8(ascii: "y") ? UInt8(ascii: "u") : UInt8(ascii: "o")),
        next == end || !continuesWord(decodeScalar(base, at: next, end: end).value),
        isOnset(base, before: index - 1)
      {
        let isUpper = previous & 0x20 == 0
        return OldStyle(
          pair: index - 1, end: next,
          first: firstLetter(previous | 0x20 == UInt8(ascii: "u"), tone: tone, isUpper: isUpper),
          second: isUpperSecondLetter(scalar.value) ? plain & ~0x20 : plain)
      }
      index = next
    }
    return nil
  }

  /// The tone's number, 0 to 4, and the lower-case letter it is on; nil for any but toned a, e and y.
  @inline(__always)
  private static func toneOfSecondLetter(_ value: UInt32) -> (tone: Int, plain: UInt8)? {
    switch value {
    case 0xE0, 0xC0: (0, UInt8(ascii: "a"))
    case 0xE1, 0xC1: (1, UInt8(ascii: "a"))
    case 0x1EA3, 0x1EA2: (2, UInt8(ascii: "a"))
    case 0xE3, 0xC3: (3, UInt8(ascii: "a"))
    case 0x1EA1, 0x1EA0: (4, UInt8(ascii: "a"))
    case 0xE8, 0xC8: (0, UInt8(ascii: "e"))
    case 0xE9, 0xC9: (1, UInt8(ascii: "e"))
    case 0x1EBB, 0x1EBA: (2, UInt8(ascii: "e"))
    case 0x1EBD, 0x1EBC: (3, UInt8(ascii: "e"))
    case 0x1EB9, 0x1EB8: (4, UInt8(ascii: "e"))
    case 0x1EF3, 0x1EF2: (0, UInt8(ascii: "y"))
    case 0xFD, 0xDD: (1, UInt8(ascii: "y"))
    case 0x1EF7, 0x1EF6: (2, UInt8(ascii: "y"))
    case 0x1EF9, 0x1EF8: (3, UInt8(ascii: "y"))
    case 0x1EF5, 0x1EF4: (4, UInt8(ascii: "y"))
    default: nil
    }
  }

  /// Toned o or u.
  private static func firstLetter(_ isU: Bool, tone: Int, isUpper: Bool) -> UInt32 {
    let lower: UInt32
    switch (isU, tone) {
    case (false, 0): lower = 0xF2
    case (false, 1): lower = 0xF3
    case (false, 2): lower = 0x1ECF
    case (false, 3): lower = 0xF5
    case (false, _): lower = 0x1ECD
    case (true, 0): lower = 0xF9
    case (true, 1): lower = 0xFA
    case (true, 2): lower = 0x1EE7
    case (true, 3): lower = 0x169
    case (true, _): lower = 0x1EE5
    }
    guard isUpper else { return lower }
    // Latin-1 keeps the cases 32 apart, the later blocks side by side.
    return lower < 0x100 ? lower - 0x20 : lower - 1
  }

  /// Whether toned a, e or y is upper case.
  private static func isUpperSecondLetter(_ value: UInt32) -> Bool {
    value < 0x100 ? value < 0xE0 : value & 1 == 0
  }

  private static func continuesWord(_ value: UInt32) -> Bool {
    !LetterTable.shared.flags(value).isDisjoint(with: [.letter, .mark, .joiner])
  }

  /// Whether the letters of the word up to `index` are none, or a consonant that may begin a Vietnamese
  /// syllable. Q is not: its u belongs to it, and quý is the same in both styles.
  private static func isOnset(_ base: UnsafePointer<UInt8>, before index: Int) -> Bool {
    // Up to three letters in lower case, packed in one number; đ as 0x01.
    var letters: UInt32 = 0
    var shift: UInt32 = 0
    var place = index
    while place > 0 {
      let scalar = decodeScalar(base, before: place, start: 0)
      guard continuesWord(scalar.value) else { break }
      let code: UInt32
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A: code = scalar.value | 0x20
      case 0x110, 0x111: code = 0x01
      default: return false
      }
      guard shift < 24 else { return false }
      letters |= code << shift
      shift += 8
      place -= scalar.length
    }
    switch letters {
    case 0, 0x01: return true
    // b c d g h k l m n p r s t v x
    case 0x62, 0x63, 0x64, 0x67, 0x68, 0x6B, 0x6C, 0x6D, 0x6E, 0x70, 0x72, 0x73, 0x74, 0x76, 0x78: return true
    // ch gh gi kh ng nh ph th tr
    case 0x6368, 0x6768, 0x6769, 0x6B68, 0x6E67, 0x6E68, 0x7068, 0x7468, 0x7472: return true
    // ngh
    case 0x6E6768: return true
    default: return false
    }
  }
}
