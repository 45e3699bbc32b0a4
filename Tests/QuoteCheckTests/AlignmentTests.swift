import ArticleReader
import Testing

@testable import QuoteCheck

@Suite struct AlignmentTests {
  private func words(_ text: String) -> [UInt64] {
    text.split(separator: " ").map { WordKeys.hash(String($0)) }
  }

  @Test func stepsCoverTheQuoteAndAgreeWhereTheySay() {
    var state: UInt64 = 7
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<300 {
      let source = (0..<next(60) + 1).map { _ in UInt64(next(9)) }
      let quote = (0..<next(20) + 1).map { _ in UInt64(next(9)) }
      let alignment = WordAlignment(quote: quote[...], source: source, window: 0..<source.count)
      #expect(alignment.steps.first?.quote.lowerBound == 0)
      #expect(alignment.steps.last?.quote.upperBound == quote.count)
      for (step, following) in zip(alignment.steps, alignment.steps.dropFirst()) {
        #expect(step.quote.upperBound == following.quote.lowerBound)
        #expect(step.source.upperBound == following.source.lowerBound)
        #expect(step.isEqual != following.isEqual)
      }
      for step in alignment.steps where step.isEqual {
        #expect(quote[step.quote].elementsEqual(source[step.source]))
      }
    }
  }

  /// Articles and windows that cannot be as good are passed over without a table: the bound must never be too low.
  @Test func noAlignmentIsBetterThanItsWordsAllow() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let source = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        UInt64.random(in: 0..<12, using: &random)
      }
      let quote = (0..<Int.random(in: 1...20, using: &random)).map { _ in
        UInt64.random(in: 0..<12, using: &random)
      }
      var left = source
      let common = quote.count { word in
        left.firstIndex(of: word).map { left.remove(at: $0) } != nil
      }
      let alignment = WordAlignment(quote: quote[...], source: source, window: 0..<source.count)
      #expect(alignment.share <= WordAlignment.mostShare(common: common, of: quote.count) + 1e-9)
    }
  }

  @Test func aLongOmissionCostsLittle() {
    let source = words(
      "a b c d e " + (0..<60).map { "x\($0)" }.joined(separator: " ") + " f g h i j k l m n")
    let alignment = WordAlignment(
      quote: words("c d e f g h i j k l m n")[...], source: source, window: 0..<source.count)
    #expect(alignment.steps.map(\.isEqual) == [true, false, true])
    #expect(alignment.steps[1].source.count == 60)
  }

  @Test func exactSearchFindsEveryPlaceOfRepeatingWords() {
    let places = ExactSearch(words("a a b")).places(in: words("a a a b a a b a b"))
    #expect(places == [1..<4, 4..<7])
    #expect(ExactSearch(words("a")).places(in: []) == [])
  }

  @Test func aLongTextIsSearchedForAPlaceAndGivesTheSameAnswer() throws {
    let filler = (0..<60_000).map { "chữ\($0 % 977) lời\($0 % 613)" }.joined(separator: " ")
    let sentence =
      "mỗi sáng bà con ra bến từ lúc gà chưa gáy để kịp chuyến đò đầu tiên sang chợ bên kia sông rồi trưa mới về tới nhà"
    let text = filler + ". Bà kể: “" + sentence + "”. " + filler
    let changed = sentence.replacing("đầu tiên", with: "cuối cùng")
    let answer = try checker(source(text)).check(changed)
    #expect(answer.verdict == .altered)
    #expect(answer.found?.text == sentence)
  }

  @Test func aQuoteOfManyThousandWordsIsAlignedInPieces() throws {
    var words = (0..<9000).map { "chữ\($0)" }
    let text = "mở đầu. " + words.joined(separator: " ") + ". kết thúc"
    words[4000] = "guốc"
    words.removeSubrange(7000..<7003)
    let answer = try checker(source(text)).check(words.joined(separator: " "))
    #expect(answer.verdict == .altered)
    #expect(answer.diff.map(\.kind) == [.equal, .replaced, .equal, .omitted, .equal])
  }
}
