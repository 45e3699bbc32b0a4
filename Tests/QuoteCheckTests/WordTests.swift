import Testing

@testable import QuoteCheck

@Suite struct WordTests {
  private func same(_ a: String, _ b: String) -> Bool { ComparedText(a).exact == ComparedText(b).exact }

  @Test(arguments: [
    ("1.500", "1500"), ("1,500", "1.500"), ("1 500", "1500"), ("1.234,5", "1,234.5"), ("05/3", "5-3"),
    ("4.1.2017", "4/1/2017"), ("5%", "5 phần trăm"), ("5km", "5 km"), ("Covid-19", "covid19"), ("hoà", "HÒA"),
    ("20 m²", "20 m2"), ("1 500 000", "1.500.000"),
  ])
  func oneWritingIsAnother(_ a: String, _ b: String) { #expect(same(a, b)) }

  @Test(arguments: [
    ("1,5", "15"), ("1.500", "150"), ("0,125", "125"), ("5%", "5"), ("ma", "mà"), ("2017 100", "2017100"),
    ("$5", "5"),
  ])
  func otherNumbersAndWordsAreOthers(_ a: String, _ b: String) { #expect(!same(a, b)) }

  @Test func pairsAreTheSameInEveryRun() {
    // Stored in databases: a change here needs a migration that empties the text index.
    #expect(WordPairs(of: "Đò chạy").hashes == WordPairs(of: "do CHAY!").hashes)
    #expect(WordPairs(of: "Đò chạy sớm").hashes.count == 2)
    #expect(WordPairs(of: "đò").onlyWord == "do")
  }
}
