import VietnameseText

/// Whether two stretches of words are one wording that is written in two ways: 32 and ba mươi hai, tháng Tư and tháng 4, 1.600
/// tỷ and 1,6 nghìn tỷ, UBND and ủy ban nhân dân.
struct Writings {
  private let source: ComparedText
  private let quote: ComparedText
  private let sourceNumbers: Numbers
  private let quoteNumbers: Numbers
  private let lexicon: CheckLexicon
  private let isFolded: Bool

  /// The longest stretch that is looked at, in words.
  private static let longest = 24

  init(source: ComparedText, quote: ComparedText, _ lexicon: CheckLexicon, folded: Bool) {
    self.source = source
    self.quote = quote
    self.lexicon = lexicon
    isFolded = folded
    sourceNumbers = Numbers(source, lexicon, folded: false)
    quoteNumbers = Numbers(quote, lexicon, folded: folded)
  }

  /// Whether a word of the source may be part of a number, so that the words beside it count too.
  func isNumeral(source word: Int) -> Bool {
    sourceNumbers.mayBeNumber(word)
  }

  /// Whether the two say the same.
  func agree(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    guard !old.isEmpty, !new.isEmpty, old.count <= Self.longest, new.count <= Self.longest else {
      return false
    }
    return agree(
      atoms(old, of: source, sourceNumbers, folded: false)[...],
      atoms(new, of: quote, quoteNumbers, folded: isFolded)[...])
  }

  /// A number, or a word.
  private enum Atom {
    case number(Double)
    case word(String, isAcronym: Bool)
  }

  private func atoms(_ range: Range<Int>, of text: ComparedText, _ numbers: Numbers, folded: Bool) -> [Atom] {
    var out: [Atom] = []
    var word = range.lowerBound
    while word < range.upperBound {
      // Ngày mùng 1 is ngày 1.
      if numbers.isSilent(word), word + 1 < range.upperBound, numbers.mayBeNumber(word + 1) {
        word += 1
      } else if let day = numbers.dottedDate(word) {
        out += day.map(Atom.number)
        word += 1
      } else if let amount = numbers.amount(at: word, before: range.upperBound) {
        // 2h00 is 2 giờ, and 2:00 too.
        let isFull = amount.end == word + 1 && word > 0 && text.text(word..<word + 1) == "00"
        let isClock = isFull && text.gap(before: word) == ":"
        if isClock { out.append(.word(Self.hour, isAcronym: false)) }
        if !isFull || !(isClock || out.last.map(isHour) == true) { out.append(.number(amount.value)) }
        word = amount.end
        // 1 tháng 7 is 1/7.
        if word + 1 < range.upperBound, numbers.isDated(word),
          numbers.amount(at: word + 1, before: range.upperBound) != nil
        {
          word += 1
        }
      } else if text.exact[word] == WordKeys.percent {
        out.append(.word("%", isAcronym: false))
        word += 1
      } else {
        let plain = isFolded ? Folding.fold(text.text(word..<word + 1)) : text.key(word)
        out.append(.word(plain, isAcronym: text.traits[word].contains(.allCaps)))
        word += 1
      }
    }
    return out
  }

  private static let hour = WordSpelling.of("giờ")

  private func isHour(_ atom: Atom) -> Bool {
    guard case .word(let word, _) = atom else { return false }
    return word == Self.hour || lexicon.abbreviations[word]?.contains([Self.hour]) == true
  }

  private func agree(_ old: ArraySlice<Atom>, _ new: ArraySlice<Atom>) -> Bool {
    guard let first = old.first, let second = new.first else { return old.isEmpty && new.isEmpty }
    if isSame(first, second), agree(old.dropFirst(), new.dropFirst()) { return true }
    return expand(first, new) { agree(old.dropFirst(), $0) }
      || expand(second, old) { agree($0, new.dropFirst()) }
  }

  private func isSame(_ a: Atom, _ b: Atom) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): abs(a - b) <= max(abs(a), abs(b)) * 1e-9
    case (.word(let a, _), .word(let b, _)): a == b
    default: false
    }
  }

  /// Whether a short form stands for what `words` begin with, and what follows agrees too.
  private func expand(_ atom: Atom, _ words: ArraySlice<Atom>, _ follows: (ArraySlice<Atom>) -> Bool) -> Bool
  {
    guard case .word(let form, let isAcronym) = atom else { return false }
    func plain(_ atom: Atom) -> String? { if case .word(let word, _) = atom { word } else { nil } }
    for expansion in lexicon.abbreviations[form] ?? [] where expansion.count <= words.count {
      let stands = zip(expansion, words).allSatisfy { word, atom in
        plain(atom).map { $0 == word || isFolded && $0 == Folding.fold(word) } ?? false
      }
      if stands, follows(words.dropFirst(expansion.count)) { return true }
    }
    // TPHCM for TP.HCM: short forms written together.
    if isAcronym {
      var rest = words
      var joined = ""
      while joined.count < form.count, let next = rest.first, case .word(let part, isAcronym: true) = next {
        joined += part
        rest = rest.dropFirst()
      }
      if joined == form, words.count - rest.count > 1, follows(rest) { return true }
    }
    // UBND: the initials.
    let letters = Folding.fold(form).filter { $0.isLetter }
    guard isAcronym, letters.count > 1, letters.count <= words.count else { return false }
    let stand = zip(letters, words).allSatisfy { letter, atom in
      plain(atom).map { $0.count > 1 && Folding.fold($0).first == letter } ?? false
    }
    return stand && follows(words.dropFirst(letters.count))
  }
}
