import VietnameseText

/// Words to look for in records, from what a user typed.
///
/// All words must occur, in any order; words between double quotes must stand side by side. `OR` between two groups of
/// words asks for either, `-word` and `-"two words"` for what does not have them. With `sideBySide`, words that are typed
/// one after the other have to stand so, for one Vietnamese word is often written as several; ` + ` between two then
/// parts them. Typed without any diacritics they are found whatever diacritics the text has.
public struct WordSearch: Sendable, Hashable {
  /// The query in the language of FTS5, over words without diacritics. It may find too much where diacritics were typed.
  let expression: String
  /// The words as they must stand in a text's key, when diacritics were typed.
  private let exact: [Alternative]
  /// The same for a text as it stands, if that has no combining marks; `nil` where a word has another spelling than by capitals.
  private let spelled: [Alternative]?
  /// What is looked for, for marking it in a text: words as in a key, or folded.
  private let marked: [[String]]

  /// One side of an `OR`: what must occur and what must not, each a line of words side by side.
  private struct Alternative: Sendable, Hashable {
    var wanted: [[ByteFinder]]
    var unwanted: [[ByteFinder]]
  }

  /// Takes words as typed; `nil` when there is no letter and no digit among them, or nothing but words that must not occur.
  public init?(_ typed: String, sideBySide: Bool = false) {
    let alternatives = Self.parse(typed, sideBySide: sideBySide)
    guard !alternatives.isEmpty, alternatives.allSatisfy({ !$0.wanted.isEmpty }) else { return nil }
    let all = alternatives.flatMap { $0.wanted + $0.unwanted }
    let isExact = all.contains { $0.contains { Folding.hasDiacritics(String($0)) } }
    // Only letters and digits are left, in quotes: there is nothing that FTS5 could take for syntax.
    func phrase(_ words: [Substring]) -> String { "\"\(Folding.fold(words.joined(separator: " ")))\"" }
    let queries: [String] = alternatives.map { side in
      let wanted = side.wanted.map(phrase).joined(separator: " AND ")
      // Without its diacritics a word that must not occur would take others with it: the text itself is looked at.
      guard !isExact, !side.unwanted.isEmpty else { return wanted }
      return "(\(wanted)) NOT (\(side.unwanted.map(phrase).joined(separator: " OR ")))"
    }
    expression = queries.count == 1 ? queries[0] : queries.map { "(\($0))" }.joined(separator: " OR ")
    func sides(_ finder: (Substring) -> ByteFinder?) -> [Alternative] {
      func finders(_ phrases: [[Substring]]) -> [[ByteFinder]] { phrases.map { $0.compactMap(finder) } }
      return alternatives.map { Alternative(wanted: finders($0.wanted), unwanted: finders($0.unwanted)) }
    }
    exact = isExact ? sides { ByteFinder(Array($0.utf8)) } : []
    if !isExact {
      spelled = []
    } else if all.allSatisfy({ $0.allSatisfy { Self.finderOfSpellings($0) != nil } }) {
      spelled = sides(Self.finderOfSpellings)
    } else {
      spelled = nil
    }
    marked = alternatives.flatMap(\.wanted).map { $0.map { isExact ? String($0) : Folding.fold(String($0)) } }
  }

  /// What was typed, side by side and with what must not occur apart, for each side of an `OR`.
  private static func parse(
    _ typed: String, sideBySide: Bool
  ) -> [(wanted: [[Substring]], unwanted: [[Substring]])] {
    var sides: [(wanted: [[Substring]], unwanted: [[Substring]])] = [([], [])]
    var run: [Substring] = []
    func endRun() {
      if !run.isEmpty { sides[sides.count - 1].wanted.append(run) }
      run = []
    }
    var isExcluding = false
    for (index, part) in typed.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      // Between the first and the second double quote, the third and the fourth, and so on: side by side.
      if index % 2 == 1 {
        endRun()
        let phrase = words(Substring(Folding.keyPreservingDiacritics(String(part))))
        if !phrase.isEmpty {
          if isExcluding {
            sides[sides.count - 1].unwanted.append(phrase)
          } else {
            sides[sides.count - 1].wanted.append(phrase)
          }
        }
        isExcluding = false
        continue
      }
      let pieces = part.split(whereSeparator: \.isWhitespace)
      for (place, piece) in pieces.enumerated() {
        if piece == "OR" {
          endRun()
          sides.append(([], []))
        } else if piece == "+" {
          endRun()
        } else if piece == "-", place == pieces.count - 1, part.last == "-" {
          isExcluding = true
        } else {
          let found = words(Substring(Folding.keyPreservingDiacritics(String(piece))))
          guard !found.isEmpty else { continue }
          if piece.first == "-", piece.dropFirst().first?.isLetter == true {
            endRun()
            sides[sides.count - 1].unwanted.append(found)
          } else if sideBySide {
            run += found
          } else {
            // The numbers of 1.500 stand side by side in any case.
            sides[sides.count - 1].wanted.append(found)
          }
        }
      }
      endRun()
    }
    return sides.filter { !$0.wanted.isEmpty || !$0.unwanted.isEmpty }
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
    if let spelled, !Self.hasCombiningMarks(text) { return Self.occurs(spelled, in: text) }
    key.removeAll(keepingCapacity: true)
    Folding.appendKeyPreservingDiacritics(text, to: &key)
    return key.withUnsafeBufferPointer { key in Self.occurs(exact, in: key) }
  }

  private static func occurs(_ sides: [Alternative], in key: UnsafeBufferPointer<UInt8>) -> Bool {
    sides.contains { side in
      side.wanted.allSatisfy { occurs($0, in: key) } && !side.unwanted.contains { occurs($0, in: key) }
    }
  }

  /// Where the words stand in a text, in code points, in order and not overlapping; what must not occur is not among them.
  public func places(in text: String) -> [Range<Int>] {
    var found: [(key: String, range: Range<Int>)] = []
    var word = ""
    var start = 0
    var place = 0
    func endWord() {
      guard !word.isEmpty else { return }
      let key = Folding.keyPreservingDiacritics(word)
      found.append((hasDiacritics ? key : Folding.fold(key), start..<place))
      word = ""
    }
    for scalar in text.unicodeScalars {
      // A combining mark is part of the letter before it.
      let isPart =
        Self.isWordCharacter(scalar)
        || (!word.isEmpty && scalar.properties.canonicalCombiningClass != .notReordered)
      if isPart {
        if word.isEmpty { start = place }
        word.unicodeScalars.append(scalar)
      } else {
        endWord()
      }
      place += 1
    }
    endWord()
    var places: [Range<Int>] = []
    var index = 0
    while index < found.count {
      let longest = marked.filter { phrase in
        index + phrase.count <= found.count
          && phrase.indices.allSatisfy { found[index + $0].key == phrase[$0] }
      }.map(\.count).max()
      guard let longest else {
        index += 1
        continue
      }
      places.append(found[index].range.lowerBound..<found[index + longest - 1].range.upperBound)
      index += longest
    }
    return places
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
