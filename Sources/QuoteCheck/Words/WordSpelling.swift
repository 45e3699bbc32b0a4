import Foundation

/// One spelling of a word that is written in several: its letters first, then its tones.
///
/// Where a tone stands says nothing (hoà and hòa, đại and đaị, and a tone that stands on a consonant), nor does the order
/// in which marks were typed; eth is đ, what is invisible is dropped, and after some onsets i is y (kĩ and kỹ).
enum WordSpelling {
  /// Appends the spelling of a word in lower case, in UTF-8 and NFC, to `output`.
  static func append(_ word: some Collection<UInt8>, to output: inout [UInt8]) {
    let start = output.count
    var tones: [UInt8] = []
    if word.allSatisfy({ $0 < 0x80 }) {
      output.append(contentsOf: word)
    } else {
      var letters: [UInt32] = []
      for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
        add(scalar.value, &letters, &tones)
      }
      restoreCircumflex(&letters)
      for letter in letters { UTF8.encode(Unicode.Scalar(letter) ?? " ") { output.append($0) } }
    }
    unifyI(&output, from: start)
    output += tones
  }

  /// Before a last consonant, e after i is ê: nhiẹm lost its circumflex to a tone typed too early. Giẹp is gi and ẹp.
  private static func restoreCircumflex(_ letters: inout [UInt32]) {
    guard letters.count > 2 else { return }
    for index in 1..<letters.count - 1
    where letters[index] == 0x65 && (letters[index - 1] == 0x69 || letters[index - 1] == 0x79)
      && endings.contains(letters[index + 1]) && !(index > 1 && letters[index - 2] == 0x67)
    {
      letters[index] = 0xEA
    }
  }

  private static let endings = Set("cmnptu".unicodeScalars.map(\.value))

  /// The spelling of a word in lower case and NFC.
  static func of(_ word: String) -> String {
    var output: [UInt8] = []
    append(word.utf8, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Writes y for a rhyme of i alone in `bytes[start...]`, letters without tones, after an onset where both are written.
  static func unifyI(_ bytes: inout [UInt8], from start: Int) {
    let count = bytes.count - start
    guard count == 2 || count == 3, bytes[bytes.count - 1] == UInt8(ascii: "i") else { return }
    let isOnset =
      count == 2
      ? onsets.contains(bytes[start])
      : bytes[start] == UInt8(ascii: "q") && bytes[start + 1] == UInt8(ascii: "u")
    if isOnset { bytes[bytes.count - 1] = UInt8(ascii: "y") }
  }

  /// After v and th the two spellings are names of different people (Vi, Vy).
  private static let onsets = Set("hklmst".utf8)

  private static func add(_ value: UInt32, _ letters: inout [UInt32], _ tones: inout [UInt8]) {
    if let scalar = Unicode.Scalar(value), InvisibleCharacters.isInvisible(scalar) { return }
    switch value {
    case 0xF0: letters.append(0x111)
    case 0x300...0x36F:
      if let tone = tone(of: value) {
        tones.append(tone)
      } else if let last = letters.last, let composed = compose(last, value) {
        letters[letters.count - 1] = composed
      } else {
        letters.append(value)
      }
    default:
      let parts = TonedLetters.shared.parts(value)
      letters.append(parts.letter)
      if parts.tone > 0 { tones.append(parts.tone) }
    }
  }

  /// The number of a combining tone: grave, acute, hook, tilde, dot below.
  fileprivate static func tone(of value: UInt32) -> UInt8? {
    switch value {
    case 0x300: 1
    case 0x301: 2
    case 0x309: 3
    case 0x303: 4
    case 0x323: 5
    default: nil
    }
  }

  private static func compose(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
    switch (letter, mark) {
    case (0x61, 0x302): 0xE2
    case (0x65, 0x302): 0xEA
    case (0x6F, 0x302): 0xF4
    case (0x61, 0x306): 0x103
    case (0x6F, 0x31B): 0x1A1
    case (0x75, 0x31B): 0x1B0
    default: nil
    }
  }
}

/// Letters with a tone, as the letter and the tone.
private struct TonedLetters: Sendable {
  static let shared = TonedLetters()

  private var latin: [(letter: UInt32, tone: UInt8)] = []
  private var additional: [(letter: UInt32, tone: UInt8)] = []
  private static let latinRange: Range<UInt32> = 0xC0..<0x250
  private static let additionalRange: Range<UInt32> = 0x1E00..<0x1F00

  private init() {
    latin = Self.latinRange.map(Self.split)
    additional = Self.additionalRange.map(Self.split)
  }

  private static func split(_ value: UInt32) -> (letter: UInt32, tone: UInt8) {
    guard let scalar = Unicode.Scalar(value) else { return (value, 0) }
    var rest = String.UnicodeScalarView()
    var tone: UInt8 = 0
    for part in String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars {
      if let found = WordSpelling.tone(of: part.value) { tone = found } else { rest.append(part) }
    }
    let letter = String(rest).precomposedStringWithCanonicalMapping.unicodeScalars
    guard tone > 0, letter.count == 1, let only = letter.first else { return (value, 0) }
    return (only.value, tone)
  }

  func parts(_ value: UInt32) -> (letter: UInt32, tone: UInt8) {
    if Self.latinRange.contains(value) { return latin[Int(value - Self.latinRange.lowerBound)] }
    if Self.additionalRange.contains(value) {
      return additional[Int(value - Self.additionalRange.lowerBound)]
    }
    return (value, 0)
  }
}
