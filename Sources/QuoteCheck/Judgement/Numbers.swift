import VietnameseText

/// Numbers, dates, units and percentages among a text's words, as `Patterns/checks/numbers.txt` has them.
struct Numbers {
  private let text: ComparedText
  private let words: [UInt64]
  private let table: PhraseTable
  private let isFolded: Bool

  /// Prepares to look at a text; `folded` when it was typed without diacritics.
  init(_ text: ComparedText, _ lexicon: CheckLexicon, folded: Bool) {
    self.text = text
    isFolded = folded
    words = folded ? text.folded : text.exact
    table = lexicon.tables(folded: folded).numbers
  }

  private func entry(_ word: Int) -> PhraseTable.Match? {
    table.match(at: word, in: words, before: word + 1, traits: text.traits)
  }

  private func uses(_ word: Int) -> CheckLexicon.Uses { entry(word)?.uses ?? [] }

  /// Whether a word is a number, part of one, or the sign of a percentage or currency.
  func isNumber(_ word: Int) -> Bool {
    guard words.indices.contains(word), !isName(word) else { return false }
    if isPlainNumber(word) { return true }
    // Một, ba and năm are numbers beside others and before what counts.
    guard mayBe(word) else { return false }
    return isBeside(word, isPlainNumber) || isBefore(word, .unit) || isMonth(word)
  }

  /// Whether a word may be a number, whatever stands beside it.
  func mayBeNumber(_ word: Int) -> Bool {
    !isName(word) && (isPlainNumber(word) || mayBe(word) || isMonth(word))
  }

  /// Whether a word says what a number counts or measures, or that it is a date.
  func isUnit(_ word: Int) -> Bool {
    guard words.indices.contains(word) else { return false }
    let uses = uses(word)
    if uses.contains(.unit) || words[word] == Self.degree, word > 0, !text.traits[word].contains(.afterMark),
      isNumber(word - 1)
    {
      return true
    }
    // Tháng 5, quý III, thứ hai.
    return uses.contains(.dated) && word + 1 < words.count
      && !text.traits[word + 1].contains(.afterMark)
      && (text.traits[word + 1].contains(.number) || isRoman(word + 1))
  }

  /// What a number says: the digits, or those of the word; other words say themselves.
  func value(_ word: Int) -> UInt64 {
    guard let entry = entry(word), let value = entry.value, !entry.uses.contains(.scale) else {
      return isRoman(word) ? WordKeys.hash(String(roman(word))) : words[word]
    }
    return WordKeys.hash(String(value))
  }

  private static let degree = WordKeys.hash("°")
  private static let signs: Set<UInt64> = Set(
    ["$", "€", "£", "¥", "₫", "‰"].map { WordKeys.hash($0) } + [WordKeys.percent])

  /// Ông Bảy and ông Tư are called so; thứ Bảy is a day, tháng Tư a month.
  private func isName(_ word: Int) -> Bool {
    text.traits[word].contains(.capitalised) && !text.traits[word].contains(.opensSentence) && !isRoman(word)
      && !(word > 0 && uses(word - 1).contains(.dated))
  }

  private func mayBe(_ word: Int) -> Bool {
    let uses = uses(word)
    return uses.contains(.maybe) || isFolded && uses.contains(.loose)
  }

  private func isPlainNumber(_ word: Int) -> Bool {
    if text.traits[word].contains(.number) || Self.signs.contains(words[word]) { return true }
    let uses = uses(word)
    return uses.contains(.number) || !isFolded && uses.contains(.loose) || isRoman(word)
  }

  /// Tháng Giêng.
  private func isMonth(_ word: Int) -> Bool {
    word > 0 && uses(word).contains(.month) && uses(word - 1).contains(.dated)
      && !text.traits[word].contains(.afterMark)
  }

  /// Quý III, thế kỷ XX.
  private func isRoman(_ word: Int) -> Bool {
    guard word > 0, text.traits[word].contains(.capitalised), uses(word - 1).contains(.roman) else {
      return false
    }
    return text.bytes[Int(text.starts[word])..<Int(text.ends[word])].allSatisfy {
      Self.romanDigits[$0] != nil
    }
  }

  private static let romanDigits: [UInt8: Int] = [
    0x49: 1, 0x56: 5, 0x58: 10, 0x4C: 50, 0x43: 100,
  ]

  private func roman(_ word: Int) -> Int {
    var total = 0
    var last = 0
    for byte in text.bytes[Int(text.starts[word])..<Int(text.ends[word])].reversed() {
      let digit = Self.romanDigits[byte] ?? 0
      total += digit < last ? -digit : digit
      last = max(last, digit)
    }
    return total
  }

  private func isBeside(_ word: Int, _ holds: (Int) -> Bool) -> Bool {
    (word > 0 && !text.traits[word].contains(.afterMark) && holds(word - 1))
      || (word + 1 < words.count && !text.traits[word + 1].contains(.afterMark) && holds(word + 1))
  }

  private func isBefore(_ word: Int, _ use: CheckLexicon.Uses) -> Bool {
    word + 1 < words.count && !text.traits[word + 1].contains(.afterMark)
      && uses(word + 1).contains(use)
  }

  /// Whether a word says that a number is a day, month or year: ngày 1 tháng 7.
  func isDated(_ word: Int) -> Bool { uses(word).contains(.dated) }

  // MARK: Amounts

  /// The words from `word` on that are one number, before `end`, and what it amounts to: ba mươi hai, 1,6 nghìn.
  func amount(at word: Int, before end: Int) -> (end: Int, value: Double)? {
    var total = 0.0
    var section = 0.0
    var digit: Double?
    var lastScale = 1.0
    var lastThousands: Double?
    var at = word
    var isAny = false
    reading: while at < end, at == word || !text.traits[at].contains(.afterMark) {
      let entry = entry(at)
      let uses = entry?.uses ?? []
      if let number = digits(at) ?? (isRoman(at) ? Double(roman(at)) : nil) {
        guard digit == nil else { break }
        digit = number
        lastScale = 1
      } else if uses.contains(.scale), let value = entry?.value {
        guard isAny || value > 10 || !uses.contains(.loose) else { break }
        let scale = Double(value)
        if scale < 1000 {
          section += (digit ?? 1) * scale
        } else {
          var part = section + (digit ?? 0)
          if part == 0, total == 0 { part = 1 }
          if let last = lastThousands, scale > last {
            total = (total + part) * scale
          } else {
            total += part * scale
          }
          lastThousands = scale
          section = 0
        }
        digit = nil
        lastScale = scale
      } else if let value = entry?.value, isMonth(at) || !uses.isDisjoint(with: [.number, .loose, .maybe]),
        !isName(at)
      {
        // Mười năm is ten years, not fifteen, and hai trăm năm is no 205.
        if isAny, uses.contains(.head), !isZero(at - 1),
          at + 1 >= end || !self.uses(at + 1).contains(.scale)
        {
          break
        }
        // Mười bốn, and hai mốt for hai mươi mốt; but hai ba is no number.
        if let ten = digit {
          guard ten == 10 || ten > 1 && ten < 10 && uses.contains(.ones) else { break reading }
          section += ten == 10 ? 10 : ten * 10
        }
        digit = Double(value)
        lastScale = 1
      } else if isAny, uses.contains(.point), let whole = digit ?? (section > 0 ? 0 : nil),
        let decimals = decimals(after: at, before: end)
      {
        // Mười hai phẩy năm.
        digit = whole + decimals.value
        at = decimals.end - 1
      } else if isAny, digit == nil, isZero(at), at + 1 < end, self.entry(at + 1)?.value != nil {
        // Một trăm linh năm.
        lastScale = 1
      } else if isAny, uses.contains(.number), entry?.value == nil {
        // Hai tỷ rưỡi.
        total += lastScale / 2
      } else {
        break
      }
      isAny = true
      at += 1
    }
    guard isAny else { return nil }
    return (at, total + section + (digit ?? 0))
  }

  /// The digits after phẩy, each said by itself or written in figures.
  private func decimals(after point: Int, before end: Int) -> (end: Int, value: Double)? {
    var at = point + 1
    var written = ""
    while at < end, !text.traits[at].contains(.afterMark) {
      if text.traits[at].contains(.number) {
        written += text.text(at..<at + 1)
      } else if let value = entry(at)?.value, value < 10, !uses(at).contains(.scale) {
        written += String(value)
      } else {
        break
      }
      at += 1
    }
    return Double("0." + written).flatMap { written.isEmpty ? nil : (at, $0) }
  }

  /// Mùng, mồng: says nothing beside a number.
  func isSilent(_ word: Int) -> Bool { uses(word).contains(.silent) }

  /// The day and the month of a date that is written with a point: ngày 1.7.
  func dottedDate(_ word: Int) -> [Double]? {
    guard word > 0, text.traits[word].contains(.number), isDated(word - 1) || isSilent(word - 1) else {
      return nil
    }
    let parts = text.text(word..<word + 1).split(separator: ".", omittingEmptySubsequences: false).map {
      Double($0)
    }
    guard parts.count == 2, let day = parts[0], let month = parts[1], (1...31).contains(day),
      (1...12).contains(month)
    else { return nil }
    return [day, month]
  }

  /// Linh, lẻ: nothing stands in the tens.
  private func isZero(_ word: Int) -> Bool { uses(word).contains(.noTens) }

  /// What digits amount to.
  private func digits(_ word: Int) -> Double? {
    guard text.traits[word].contains(.number) else { return nil }
    let bytes = text.bytes[Int(text.starts[word])..<Int(text.ends[word])].filter {
      $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2C
    }
    let parts = NumberWriting.parts(bytes[...], offset: 0)
    guard parts.count == 1 else { return nil }
    return Double(String(decoding: parts[0].digits, as: UTF8.self))
  }
}
