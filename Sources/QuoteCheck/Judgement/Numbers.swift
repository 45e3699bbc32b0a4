import VietnameseText

/// Numbers, dates, units and percentages among a text's words.
struct Numbers {
  private let text: ComparedText
  private let words: [UInt64]
  private let lexicon: Lexicon

  /// Prepares to look at a text; `folded` when it was typed without diacritics.
  init(_ text: ComparedText, folded: Bool) {
    self.text = text
    words = folded ? text.folded : text.exact
    lexicon = folded ? .folded : .exact
  }

  /// Whether a word is a number, part of one, or the sign of a percentage or currency.
  func isNumber(_ word: Int) -> Bool {
    guard words.indices.contains(word), !isName(word) else { return false }
    if isPlainNumber(word) { return true }
    // Một, ba and năm are numbers beside others and before what counts.
    guard lexicon.maybe[words[word]] != nil else { return false }
    return isBeside(word, isPlainNumber) || isBefore(word, lexicon.units)
  }

  /// Whether a word may be a number, whatever stands beside it.
  func mayBeNumber(_ word: Int) -> Bool {
    !isName(word) && (isPlainNumber(word) || lexicon.maybe[words[word]] != nil)
  }

  /// Whether a word says what a number counts or measures, or that it is a date.
  func isUnit(_ word: Int) -> Bool {
    guard words.indices.contains(word) else { return false }
    if lexicon.units.contains(words[word]), word > 0, !text.traits[word].contains(.afterMark),
      isNumber(word - 1)
    {
      return true
    }
    // Tháng 5, quý III, thứ hai.
    return lexicon.dated.contains(words[word]) && word + 1 < words.count
      && !text.traits[word + 1].contains(.afterMark)
      && (text.traits[word + 1].contains(.number) || isRoman(word + 1))
  }

  /// Ông Bảy and ông Tư are called so; thứ Bảy is a day.
  private func isName(_ word: Int) -> Bool {
    text.traits[word].contains(.capitalised) && !text.traits[word].contains(.opensSentence) && !isRoman(word)
      && !(word > 0 && lexicon.dated.contains(words[word - 1]))
  }

  /// What a number says: the digits, or those of the word; other words say themselves.
  func value(_ word: Int) -> UInt64 {
    if let digit = lexicon.maybe[words[word]] ?? lexicon.sure[words[word]], digit >= 0 {
      return WordKeys.hash(String(digit))
    }
    return words[word]
  }

  private func isPlainNumber(_ word: Int) -> Bool {
    text.traits[word].contains(.number) || lexicon.sure[words[word]] != nil || isRoman(word)
  }

  /// Quý III, thế kỷ XX.
  private func isRoman(_ word: Int) -> Bool {
    guard word > 0, text.traits[word].contains(.capitalised), lexicon.beforeRoman.contains(words[word - 1])
    else { return false }
    return text.bytes[Int(text.starts[word])..<Int(text.ends[word])].allSatisfy {
      [0x49, 0x56, 0x58, 0x4C, 0x43].contains($0)
    }
  }

  private func isBeside(_ word: Int, _ holds: (Int) -> Bool) -> Bool {
    (word > 0 && !text.traits[word].contains(.afterMark) && holds(word - 1))
      || (word + 1 < words.count && !text.traits[word + 1].contains(.afterMark) && holds(word + 1))
  }

  private func isBefore(_ word: Int, _ set: Set<UInt64>) -> Bool {
    word + 1 < words.count && !text.traits[word + 1].contains(.afterMark) && set.contains(words[word + 1])
  }

  private struct Lexicon {
    /// Words that are numbers wherever they stand, with their digit; -1 for those that have none.
    var sure: [UInt64: Int] = [:]
    /// Words that are numbers only in company.
    var maybe: [UInt64: Int] = [:]
    var units: Set<UInt64>
    /// What stands before the number of a date or a place in an order.
    var dated: Set<UInt64>
    var beforeRoman: Set<UInt64>

    init(_ key: (String) -> String, isFolded: Bool) {
      func hash(_ word: some StringProtocol) -> UInt64 { WordKeys.hash(key(String(word))) }
      func hashes(_ list: String) -> Set<UInt64> { Set(list.split(separator: " ").map(hash)) }
      let sureWords: [(String, Int)] = [
        ("bốn", 4), ("sáu", 6), ("bảy", 7), ("bẩy", 7), ("tám", 8), ("mười", 10), ("mươi", -1), ("trăm", -1),
        ("nghìn", -1), ("ngàn", -1), ("triệu", -1), ("tỷ", -1), ("tỉ", -1), ("rưỡi", -1), ("chục", -1),
        ("hai", 2),
      ]
      let maybeWords: [(String, Int)] = [
        ("một", 1), ("mốt", 1), ("ba", 3), ("tư", 4), ("năm", 5), ("lăm", 5), ("chín", 9), ("linh", -1),
        ("lẻ", -1),
        ("nửa", -1), ("vạn", -1), ("nhất", 1), ("nhì", 2),
      ]
      for (word, digit) in sureWords {
        // Without diacritics these may be other words.
        if isFolded, ["bốn", "sáu", "bẩy", "tám", "mười", "mươi", "tỷ", "tỉ", "ngàn", "hai"].contains(word) {
          maybe[hash(word)] = digit
        } else {
          sure[hash(word)] = digit
        }
      }
      for (word, digit) in maybeWords { maybe[hash(word)] = digit }
      sure[WordKeys.percent] = -1
      for sign in ["$", "€", "£", "¥", "₫", "‰"] { sure[WordKeys.hash(sign)] = -1 }
      units = hashes(
        """
        đồng đô usd euro eur vnd vnđ đ km m cm mm ha kg tấn tạ yến lít ml gram g mét hecta sào mẫu giờ phút giây ngày tuần \
        tháng năm quý độ watt mw kw kwh lần phần
        """)
      units.insert(WordKeys.hash("°"))
      dated = hashes("ngày tháng năm quý thứ khóa kỳ lần tuổi")
      beforeRoman = hashes("quý kỷ khóa thứ lần số loại hạng cấp")
    }

    static let exact = Lexicon({ $0 }, isFolded: false)
    static let folded = Lexicon(Folding.fold, isFolded: true)
  }
}
