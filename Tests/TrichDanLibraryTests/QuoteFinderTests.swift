import Foundation
import QuoteEngine
import Testing

@testable import TrichDan

/// The library as other packages use it.
@Suite struct QuoteFinderTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let patterns = root.appendingPathComponent("Patterns")
  /// One pool for all tests: the patterns take a while to be read.
  static let shared = Result { try QuoteFinder(patterns: patterns) }

  static let article = """
    Bến đò Cồn Mây chạy lại trước Tết

    “Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận, Chủ tịch UBND xã Cồn Mây, nói sáng 5/1. Bà Mận cho biết xã đã chi 2 tỉ đồng.
    """

  @Test func quotesAndClaimsComeWithTheirSpeakers() throws {
    let found = try Self.shared.get().quotes(in: Self.article)
    let quote = try #require(found.quotes.first)
    #expect(quote.kind == .direct && quote.kind.isQuote)
    #expect(quote.passage.text == "Đò sẽ chạy lại trước Tết")
    #expect(quote.speaker?.name == "Lê Thị Mận")
    #expect(quote.speaker?.kind == .person)
    let range = try #require(quote.passage.range(in: Self.article))
    #expect(Self.article[range] == quote.passage.text)
    #expect(found.claims.contains { $0.speaker?.name == "Lê Thị Mận" && !$0.kind.isQuote })
    #expect(found.claims.flatMap(\.figures).contains { $0.kind == .money })
    #expect(found.speakers.map(\.name).contains("Lê Thị Mận"))
  }

  @Test func evidenceIsTypedAndSaysWhatTheProgramPrints() throws {
    let library = try PatternFolder.library(in: Self.patterns)
    let printed = QuoteEngine(library: library).annotate(Self.article)
    let found = try Self.shared.get().quotes(in: Self.article)
    #expect(
      (found.quotes + found.claims).map { $0.evidence.map(\.description) }
        == (printed.quotes + printed.claims).map(\.evidence))
    let steps = found.quotes.first?.evidence ?? []
    #expect(steps.contains { if case .form(let id, _) = $0 { id == found.quotes[0].form } else { false } })
    #expect(steps.contains { if case .cue(let words, _) = $0 { words == "nói" } else { false } })
  }

  @Test func textThatIsNotInNFCIsRefusedAndMended() throws {
    let finder = try Self.shared.get()
    let decomposed = Self.article.decomposedStringWithCanonicalMapping
    #expect(throws: TextFault.notComposed(codePoint: 1)) { try finder.quotes(in: decomposed) }
    #expect(throws: TextFault.carriageReturn(codePoint: 1)) { try finder.quotes(in: "a\r\nb") }
    #expect(throws: TextFault.nul(codePoint: 2)) { try finder.quotes(in: "ab\0") }
    let windows = decomposed.replacingOccurrences(of: "\n", with: "\r\n") + "\0"
    #expect(QuoteFinder.normalized(windows) == Self.article)
    #expect(try finder.quotes(in: QuoteFinder.normalized(windows)) == finder.quotes(in: Self.article))
  }

  @Test func nothingIsFoundInNothing() throws {
    let found = try Self.shared.get().quotes(in: "")
    #expect(found.quotes.isEmpty && found.claims.isEmpty && found.speakers.isEmpty)
  }

  @Test func manyTasksUseOneFinder() async throws {
    let finder = try Self.shared.get()
    let expected = try finder.quotes(in: Self.article)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<32 { group.addTask { try finder.quotes(in: Self.article) == expected } }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test func enginesAreReusedAndOneThatReadALongTextIsNot() throws {
    let pool = EnginePool(library: try PatternFolder.library(in: Self.patterns))
    let finder = QuoteFinder(pool: pool)
    _ = try finder.quotes(in: Self.article)
    _ = try finder.quotes(in: Self.article)
    #expect(pool.idleCount == 1)
    _ = pool.withEngine { _ in pool.idleCount }
    _ = try finder.quotes(in: String(repeating: "a ", count: 600_000))
    #expect(pool.idleCount == 1)
  }

  @Test func patternsThatCannotBeUsedAreNamed() throws {
    let missing = URL(fileURLWithPath: "/nowhere/patterns")
    #expect {
      _ = try QuoteFinder(patterns: missing)
    } throws: { error in
      guard case .unusable(let path, let reason)? = error as? QuoteFinderError else { return false }
      return path == "/nowhere/patterns" && reason.contains("lexicons")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "trichdan-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("lexicons"), withIntermediateDirectories: true)
    #expect(throws: QuoteFinderError.self) { try QuoteFinder(patterns: folder) }
  }

  @Test func patternsComeWithTheLibrary() throws {
    #expect(try QuoteFinder().patternsVersion.count == 16)
  }
}
