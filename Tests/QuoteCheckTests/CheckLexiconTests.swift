import QuoteEngine
import Testing

@testable import QuoteCheck

@Suite struct CheckLexiconTests {
  private func fault(_ name: String, _ text: String) -> String? {
    do {
      _ = try CheckLexicon(files: [PatternFile(name: name, text: text)])
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func faultsNameFileAndLine() {
    #expect(
      fault("checks/framing.txt", "# Head\nnếu | conditon\n")?.hasPrefix("checks/framing.txt:2: “conditon”")
        == true)
    #expect(fault("checks/numbers.txt", "bốn | loose | vier\n")?.hasPrefix("checks/numbers.txt:1:") == true)
    #expect(fault("checks/negations.txt", "không\n")?.hasPrefix("checks/negations.txt:1:") == true)
    #expect(fault("checks/other.txt", "không | negation\n") != nil)
    #expect(fault("checks/framing.txt", "nếu | condition # if\n\n") == nil)
  }

  @Test func withoutWordsAQuoteIsStillFound() throws {
    let checker = QuoteChecker(
      source: ArticleCollection([ferry.article]) { _ in ferry.annotations }, lexicon: .empty)
    #expect(try checker.check("Đò sẽ không chạy trước Tết").verdict == .verbatim)
  }

  @Test func aLongerPhraseHidesAShorterOne() throws {
    let text = ComparedText("không khí thì không ai mua")
    let negations = Negations(text, words, folded: false)
    #expect((0..<text.count).filter(negations.isNegation) == [3])
  }
}
