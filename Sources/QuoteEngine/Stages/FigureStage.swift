/// Finds what a checker can look up in a claim: figures, money, percentages, dates, comparisons, superlatives.
struct FigureStage {
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
        if text.isOne(of: .superlatives, k), k > range.lowerBound,
          !text.isOne(of: .noSuperlatives, k - 1)
        {
          out.append((.superlative, k - 1, k + 1))
        } else if text.isOne(of: .comparisons, k), isComparison(k, range, text) {
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
    let isDate = at > range.lowerBound && text.isOne(of: .dateWords, at - 1)
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
      if !isDash || isDate || end > k + 2 {
        return (.date, isDate ? at - 1 : at, end)
      }
      // 10-15%, 20-30 triệu: a span of numbers.
      k = end
    }
    if isDate, k >= range.upperBound || !isUnit(k, text) {
      return (.date, at - 1, k)
    }
    if k < range.upperBound, text.tokens[k].role == UInt8(ascii: "o"), isPercentSign(k, text) {
      return (.percentage, at, k + 1)
    }
    if k < range.upperBound {
      let share = text.length(of: .percentages, k)
      if share > 0, k + share <= range.upperBound { return (.percentage, at, k + share) }
    }
    var end = k
    while end < range.upperBound, text.isOne(of: .numberScales, end) {
      end += 1
    }
    if end < range.upperBound {
      let unit = text.length(of: .currencies, end)
      if unit > 0, end + unit <= range.upperBound { return (.money, at, end + unit) }
    }
    return (.number, at, max(end, k))
  }

  private func isUnit(_ at: Int, _ text: ArticleText) -> Bool {
    text.isOne(of: .numberScales, at) || text.length(of: .currencies, at) > 0
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
      if k + 1 < end, text.length(of: .comparisonLinks, k) == 2 { return true }
    }
    return at + 1 < range.upperBound && text.isOne(of: .comparisonLinks, at + 1)
  }
}
