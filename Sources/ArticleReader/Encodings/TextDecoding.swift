import CUchardet
import Foundation
import VietnameseText

/// What bytes read as.
struct DecodedText: Sendable {
  /// The text in UTF-8, without byte order mark.
  var bytes: [UInt8]
  /// The encoding's name, such as `UTF-8` or `windows-1258`.
  var encoding: String
  /// What a reader should know of how it was decoded.
  var notes: [String] = []
}

/// Finds out how bytes are encoded, and decodes them: by a byte order mark, by being valid UTF-8, by what is declared, else by
/// which encoding makes the most Vietnamese syllables of them.
enum TextDecoding {
  /// The text of `bytes`; `nil` when no encoding makes sense of them.
  ///
  /// `declared` is the charset that the page, feed or server names: it is believed unless the bytes say otherwise.
  static func decode(_ bytes: [UInt8], declared: String? = nil) -> DecodedText? {
    if let marked = byMark(bytes) { return marked }
    let isUTF8 = bytes.withUnsafeBufferPointer { UTF8Check.firstInvalidByte($0) } == nil
    if isUTF8 {
      let isASCII = bytes.allSatisfy { $0 < 0x80 }
      if isASCII, let wide = wide(bytes) { return wide }
      if !isASCII || !bytes.contains(0) {
        return mended(DecodedText(bytes: bytes, encoding: "UTF-8"))
      }
    }
    if let wide = wide(bytes) { return wide }
    let sample = Array(bytes.prefix(1 << 16))
    if isMostlyUTF8(sample) {
      // A byte or two were broken on the way; everything else stands.
      return nil
    }
    var best: (charset: Charset, score: Double)?
    for charset in Charset.allCases {
      let score = VietnameseScore.score(charset.decode(sample))
      if score > (best?.score ?? 0) { best = (charset, score) }
    }
    let named = declared.flatMap(Charset.init(named:))
    if let named, best == nil || VietnameseScore.score(named.decode(sample)) >= (best?.score ?? 0) * 0.9 {
      return text(bytes, in: named, notes: [])
    }
    if let best, best.score >= 0.5 {
      var notes: [String] = []
      if let declared, named != best.charset {
        notes.append("declared as \(declared), read as \(best.charset.rawValue)")
      }
      return text(bytes, in: best.charset, notes: notes)
    }
    if let named { return text(bytes, in: named, notes: []) }
    return detected(bytes, sample)
  }

  /// The encoding that a BOM names.
  private static func byMark(_ bytes: [UInt8]) -> DecodedText? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let rest = Array(bytes.dropFirst(3))
      guard rest.withUnsafeBufferPointer({ UTF8Check.firstInvalidByte($0) }) == nil else { return nil }
      return mended(DecodedText(bytes: rest, encoding: "UTF-8"))
    }
    if bytes.starts(with: [0xFF, 0xFE]), let text = utf16(bytes.dropFirst(2), isBig: false) {
      return DecodedText(bytes: text, encoding: "UTF-16LE")
    }
    if bytes.starts(with: [0xFE, 0xFF]), let text = utf16(bytes.dropFirst(2), isBig: true) {
      return DecodedText(bytes: text, encoding: "UTF-16BE")
    }
    return nil
  }

  /// UTF-16 without a mark: every other byte is one of the few that Vietnamese letters have there.
  private static func wide(_ bytes: [UInt8]) -> DecodedText? {
    guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
    let sample = bytes.prefix(1 << 14)
    for isBig in [false, true] {
      var usual = 0
      var zero = 0
      for index in stride(from: isBig ? 0 : 1, to: sample.count, by: 2) {
        if sample[index] == 0 { zero += 1 }
        if [0x00, 0x01, 0x1E, 0x20, 0x03].contains(sample[index]) { usual += 1 }
      }
      let units = sample.count / 2
      guard usual * 20 > units * 19, zero * 2 > units else { continue }
      if let text = utf16(bytes[...], isBig: isBig) {
        return DecodedText(
          bytes: text, encoding: isBig ? "UTF-16BE" : "UTF-16LE", notes: ["UTF-16 without a byte order mark"])
      }
    }
    return nil
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBig ? first << 8 | second : second << 8 | first)
      index += 2
    }
    guard let text = String(validating: units, as: UTF16.self) else { return nil }
    return Array(text.utf8)
  }

  /// Whether most of what is not ASCII is valid UTF-8.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var valid = 0
    var invalid = 0
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
      if lead >= 0xC2, index + length <= bytes.count,
        bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
      {
        valid += 1
        index += length
      } else {
        invalid += 1
        index += 1
      }
    }
    return valid > invalid
  }

  private static func text(_ bytes: [UInt8], in charset: Charset, notes: [String]) -> DecodedText {
    DecodedText(
      bytes: Array(Normalization.nfc(charset.decode(bytes)).utf8), encoding: charset.rawValue, notes: notes)
  }

  /// What libuchardet thinks, for text that is not Vietnamese.
  private static func detected(_ bytes: [UInt8], _ sample: [UInt8]) -> DecodedText? {
    guard let detector = uchardet_new() else { return nil }
    defer { uchardet_delete(detector) }
    let status = sample.withUnsafeBytes {
      uchardet_handle_data(detector, $0.bindMemory(to: CChar.self).baseAddress, $0.count)
    }
    guard status == 0 else { return nil }
    uchardet_data_end(detector)
    let name = String(cString: uchardet_get_charset(detector))
    guard !name.isEmpty, name != "ASCII", let encoding = encodings[name.uppercased()],
      let text = String(data: Data(bytes), encoding: encoding)
    else { return nil }
    return DecodedText(bytes: Array(text.utf8), encoding: name, notes: ["read as \(name), by its letters"])
  }

  private static let encodings: [String: String.Encoding] = [
    "ISO-8859-1": .isoLatin1, "ISO-8859-2": .isoLatin2, "WINDOWS-1250": .windowsCP1250,
    "WINDOWS-1251": .windowsCP1251,
    "WINDOWS-1253": .windowsCP1253, "WINDOWS-1254": .windowsCP1254, "SHIFT_JIS": .shiftJIS,
    "EUC-JP": .japaneseEUC,
  ]

  // MARK: Mojibake

  /// The text with UTF-8 that was read as Latin-1 or windows-1252 put right, also where that happened more than once.
  private static func mended(_ text: DecodedText) -> DecodedText {
    var mended = text
    var times = 0
    while times < 3, looksMisread(mended.bytes) {
      let wrong = String(decoding: mended.bytes, as: UTF8.self)
      guard let bytes = Charset.misreadBytes(wrong) else { break }
      mended.bytes = bytes
      times += 1
    }
    guard times > 0 else { return misreadFont(text) ?? text }
    mended.notes.append(
      "UTF-8 that had been read as windows-1252 was put right" + (times > 1 ? ", \(times) times" : ""))
    return mended
  }

  /// Text of an older encoding that was read as windows-1252 and kept as UTF-8, as it comes out of old documents whose fonts are
  /// gone (`Céng hoµ x· héi`); `nil` for any other.
  private static func misreadFont(_ text: DecodedText) -> DecodedText? {
    let sample = text.bytes.prefix(1 << 12)
    guard sample.contains(where: { $0 == 0xC2 || $0 == 0xC3 || $0 == 0xC6 }), !hasVietnameseLetters(sample)
    else {
      return nil
    }
    let wrong = String(decoding: text.bytes, as: UTF8.self)
    guard let bytes = Charset.singleBytes(wrong) else { return nil }
    let head = Array(bytes.prefix(1 << 14))
    let plain = VietnameseScore.score(Charset.windows1252.decode(head))
    let best = Charset.allCases.filter { $0 != .windows1252 }
      .map { (charset: $0, score: VietnameseScore.score($0.decode(head))) }.max { $0.score < $1.score }
    guard let best, best.score >= 0.8, best.score > plain + 0.3 else { return nil }
    var mended = self.text(bytes, in: best.charset, notes: text.notes)
    mended.encoding = text.encoding
    mended.notes.append("\(best.charset.rawValue) that had been read as windows-1252 was put right")
    return mended
  }

  /// Whether there is one of the letters that only Vietnamese has (U+1EA0 to U+1EFF).
  private static func hasVietnameseLetters(_ bytes: ArraySlice<UInt8>) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == 0xE1, byte == 0xBA || byte == 0xBB { return true }
      previous = byte
    }
    return false
  }

  /// Whether the letters that UTF-8's lead bytes become stand before those that its other bytes become, again and again.
  private static func looksMisread(_ bytes: [UInt8]) -> Bool {
    // á (C3 A1) with º or » (C2 BA, C2 BB); Ä, Æ, Ã (C3 84, C3 86, C3 83) before C2 or E2.
    var pairs = 0
    var index = 0
    while index + 2 < bytes.count {
      if bytes[index] == 0xC3, [0xA1, 0x83, 0x84, 0x86].contains(bytes[index + 1]),
        bytes[index + 2] == 0xC2 || bytes[index + 2] == 0xE2 || bytes[index + 2] == 0xC6
          || bytes[index + 2] == 0xC5
      {
        pairs += 1
        index += 2
      }
      index += 1
    }
    return pairs >= 3
  }
}
