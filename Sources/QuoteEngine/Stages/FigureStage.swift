/// Finds what a checker can look up in a claim: figures, money, percentages, dates, comparisons, superlatives.
struct FigureStage {
  private static let currencies = WordSet([
    "đồng", "usd", "đô", "euro", "eur", "vnd", "vnđ", "yên", "bảng", "won", "rúp", "franc", "tệ", "đ",
  ])
  private static let scales = WordSet([
    "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "trăm", "chục", "rưỡi", "tỉ",
  ])
  private static let dateWords = WordSet(["ngày", "tháng", "năm", "quý", "tuần", "thế"])
  private static let comparisons = WordSet(["hơn", "kém", "gấp", "tăng", "giảm", "bằng", "vượt"])
  private static let best = WordSet(["nhất"])
  private static let ordinals = WordSet(["thứ", "hạng", "ít", "duy", "thống", "hợp", "đồng", "chủ", "số"])
  private static let percentWords = WordSet(["phần", "percent"])

  /// The figures in a range of tokens.
  func figures(_ range: Range<Int>, _ text: ArticleText) -> [(kind: Figure.Kind, lo: Int, hi: Int)] {
    var out: [(kind: Figure.Kind, lo: Int, hi: Int)] = []
    var k = range.lowerBound
    while k < range.upperBound {
      let token = text.tokens[k]
      if token.kind == .number {
        let found = number(k, range, text)
        out.append(found)
        k = found.hi
        continue
      }
      if token.isWord {
        if Self.best.contains(token.hash), k > range.lowerBound,
          !Self.ordinals.contains(text.tokens[k - 1].hash)
        {
          out.append((.superlative, k - 1, k + 1))
        } else if Self.comparisons.contains(token.hash), isComparison(k, range, text) {
          out.append((.comparison, k, min(k + 2, range.upperBound)))
        }
      }
      k += 1
    }
    return out
  }

  private func number(_ at: Int, _ range: Range<Int>, _ text: ArticleText) -> (
    kind: Figure.Kind, lo: Int, hi: Int
  ) {
    var k = at + 1
    let before = at > range.lowerBound ? text.tokens[at - 1] : nil
    // 9/11, 9-11-2020
    if k + 1 < range.upperBound,
      text.tokens[k].role == UInt8(ascii: "/") || text.tokens[k].role == UInt8(ascii: "-"),
      !text.tokens[k].spaced, text.tokens[k + 1].kind == .number, !text.tokens[k + 1].spaced
    {
      let isDash = text.tokens[k].role == UInt8(ascii: "-")
      var end = k + 2
      while end + 1 < range.upperBound, text.tokens[end].role == text.tokens[k].role,
        !text.tokens[end].spaced,
        text.tokens[end + 1].kind == .number
      {
        end += 2
      }
      if !isDash || before.map({ Self.dateWords.contains($0.hash) }) ?? false || end > k + 2 {
        return (.date, before.map { Self.dateWords.contains($0.hash) } ?? false ? at - 1 : at, end)
      }
      // 10-15%, 20-30 triệu: a span of numbers.
      k = end
    }
    if let before, Self.dateWords.contains(before.hash), k >= range.upperBound || !isUnit(k, text) {
      return (.date, at - 1, k)
    }
    if k < range.upperBound, text.tokens[k].role == UInt8(ascii: "o"), isPercentSign(k, text) {
      return (.percentage, at, k + 1)
    }
    if k + 1 < range.upperBound, Self.percentWords.contains(text.tokens[k].hash),
      text.reads("trăm", k + 1, k + 2) || text.reads("nghìn", k + 1, k + 2)
    {
      return (.percentage, at, k + 2)
    }
    var end = k
    while end < range.upperBound, text.tokens[end].isWord, Self.scales.contains(text.tokens[end].hash) {
      end += 1
    }
    if end < range.upperBound, text.tokens[end].isWord, Self.currencies.contains(text.tokens[end].hash) {
      return (.money, at, end + 1)
    }
    if end < range.upperBound, text.reads("nhân dân", end, min(end + 2, range.upperBound)) {
      return (.money, at, min(end + 3, range.upperBound))
    }
    return (.number, at, max(end, k))
  }

  private func isUnit(_ at: Int, _ text: ArticleText) -> Bool {
    Self.scales.contains(text.tokens[at].hash) || Self.currencies.contains(text.tokens[at].hash)
      || isPercentSign(at, text)
  }

  private func isPercentSign(_ at: Int, _ text: ArticleText) -> Bool {
    text.bytes[Int(text.tokens[at].start)] == UInt8(ascii: "%")
  }

  /// hơn, gấp, tăng … with a figure, or an adjective before so với.
  private func isComparison(_ at: Int, _ range: Range<Int>, _ text: ArticleText) -> Bool {
    let end = min(at + 5, range.upperBound)
    for k in at + 1..<max(at + 1, end) {
      if text.tokens[k].kind == .number { return true }
      if k + 1 < end, text.reads("so với", k, k + 2) { return true }
    }
    return at + 1 < range.upperBound && text.reads("so", at + 1, at + 2)
  }
}
