import VietnameseText

/// Words to look for in records, from what a user typed.
///
/// All words must occur, in any order; words between double quotes must stand side by side. Typed without any
/// diacritics they are found whatever diacritics the text has. Nothing that is typed acts as an operator.
public struct WordSearch: Sendable, Hashable {
  /// The query in the language of FTS5, over words without diacritics.
  let expression: String
  /// The words as they must stand in a text's key, when diacritics were typed.
  private let exact: [[ByteFinder]]
  /// The same for a text as it stands, if that has no combining marks; `nil` where a word has another spelling than by capitals.
  private let spelled: [[ByteFinder]]?

  /// Takes words as typed; `nil` when there is no letter and no digit among them.
  public init?(_ typed: String) {
    let key = Folding.keyPreservingDiacritics(typed)
    var phrases: [[Substring]] = []
    for (index, part) in key.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      // Between the first and the second double quote, the third and the fourth, and so on: side by side. So do
      // the numbers of 1.500.
      let pieces = index % 2 == 1 ? [part] : part.split(separator: " ")
      for piece in pieces {
        let words = Self.words(piece)
        if !words.isEmpty { phrases.append(words) }
      }
    }
    guard !phrases.isEmpty else { return nil }
    // Only letters and digits are left, in quotes: there is nothing that FTS5 could take for syntax.
    expression = phrases.map { "\"\(Folding.fold($0.joined(separator: " ")))\"" }.joined(separator: " AND ")
    exact = Folding.hasDiacritics(key) ? phrases.map { $0.map { ByteFinder(Array($0.utf8)) } } : []
    let spelled = exact.isEmpty ? [] : phrases.map { $0.compactMap(Self.finderOfSpellings) }
    self.spelled = zip(spelled, exact).allSatisfy { $0.count == $1.count } ? spelled : nil
  }

  /// Finds a word of a key in small and capital letters; `nil` where that is not all that may vary: the tone mark's
  /// place in òa, óe, úy, or letters that are no Vietnamese ones.
  private static func finderOfSpellings(_ word: Substring) -> ByteFinder? {
    var lower: [UInt8] = []
    var upper: [UInt8] = []
    var wasMarked = false
    for scalar in word.unicodeScalars {
      let isMarked = !scalar.isASCII
      guard !isMarked || (0xC0...0x1B0).contains(scalar.value) || (0x1EA0...0x1EF9).contains(scalar.value)
      else {
        return nil
      }
      let capital = Array(scalar.properties.uppercaseMapping.utf8)
      guard capital.count == UTF8.width(scalar), !(wasMarked && "aey".unicodeScalars.contains(scalar)) else {
        return nil
      }
      lower.append(contentsOf: String(scalar).utf8)
      upper.append(contentsOf: capital)
      // Two letters whose bytes differ in more than the last would make others when mixed.
      guard zip(lower, upper).dropLast().suffix(capital.count - 1).allSatisfy({ $0 == $1 }) else {
        return nil
      }
      wasMarked = isMarked
    }
    return ByteFinder(lower, or: upper)
  }

  /// Whether a text that `expression` finds must be looked at for the diacritics that were typed.
  var hasDiacritics: Bool { !exact.isEmpty }

  /// Whether a text that `expression` finds has the words with the diacritics that were typed.
  func occurs(in text: String) -> Bool {
    guard hasDiacritics else { return true }
    var key: [UInt8] = []
    var text = text
    return text.withUTF8 { occurs(in: $0, key: &key) }
  }

  /// The same of a text's UTF-8; `key` is room that the next text can use again.
  func occurs(in text: UnsafeBufferPointer<UInt8>, key: inout [UInt8]) -> Bool {
    guard hasDiacritics else { return true }
    if let spelled, !Self.hasCombiningMarks(text) {
      return spelled.allSatisfy { Self.occurs($0, in: text) }
    }
    key.removeAll(keepingCapacity: true)
    Folding.appendKeyPreservingDiacritics(text, to: &key)
    return key.withUnsafeBufferPointer { key in exact.allSatisfy { Self.occurs($0, in: key) } }
  }

  /// Whether there is a byte with which combining marks begin (U+0300 to U+037F): without, every Vietnamese letter is
  /// one code point.
  private static func hasCombiningMarks(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let raw = UnsafeRawBufferPointer(text)
    var at = 0
    while at + 8 <= raw.count {
      // CC and CD made zero, and zeros found (Mycroft's test), eight bytes at once.
      let bytes =
        (raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) | 0x0101_0101_0101_0101)
        ^ 0xCDCD_CDCD_CDCD_CDCD
      if (bytes &- 0x0101_0101_0101_0101) & ~bytes & 0x8080_8080_8080_8080 != 0 { return true }
      at += 8
    }
    return raw[at...].contains { $0 | 1 == 0xCD }
  }

  /// Whether words stand side by side in a text or a key.
  private static func occurs(_ phrase: [ByteFinder], in key: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while let start = phrase[0].find(in: key, from: at, end: key.count) {
      if !isWordCharacter(before: start, in: key), continues(phrase, in: key, from: start) { return true }
      at = start + 1
    }
    return false
  }

  private static func continues(_ phrase: [ByteFinder], in key: UnsafeBufferPointer<UInt8>, from start: Int)
    -> Bool
  {
    var at = start
    for (index, word) in phrase.enumerated() {
      if index > 0 {
        while at < key.count, !isWordCharacter(at: at, in: key) { at += length(at: at, in: key) }
        guard word.stands(at: at, in: key) else { return false }
      }
      at += word.word.count
      guard at == key.count || !isWordCharacter(at: at, in: key) else { return false }
    }
    return true
  }

  /// The words of a key, as the index's tokenizer (unicode61) tells them apart.
  private static func words(_ key: Substring) -> [Substring] {
    key.unicodeScalars.split { !isWordCharacter($0) }.map { Substring($0) }
  }

  private static func isWordCharacter(before place: Int, in key: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = place - 1
    while at > 0, key[at] & 0xC0 == 0x80 { at -= 1 }
    return at >= 0 && isWordCharacter(at: at, in: key)
  }

  private static func isWordCharacter(at place: Int, in key: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = key[place]
    if byte < 0x80 { return isWordCharacter(Unicode.Scalar(byte)) }
    let scalar = String(
      decoding: key[place..<min(key.count, place + length(at: place, in: key))], as: UTF8.self)
    return scalar.unicodeScalars.first.map(isWordCharacter) ?? false
  }

  /// How many bytes the code point has that begins at a place.
  private static func length(at place: Int, in key: UnsafeBufferPointer<UInt8>) -> Int {
    switch key[place] {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .privateUse:
      true
    default: false
    }
  }
}
