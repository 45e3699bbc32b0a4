import Testing

@testable import QuoteEngine

/// Texts that would take hours if any stage looked back or ahead without bound; each must be done within a minute.
@Suite("large inputs", .serialized)
struct LargeInputTests {
  private static let size = 300_000

  /// What a unit is repeated up to: time that grows with the square would still take minutes.
  private static let repeatedSize = 100_000

  /// Texts that are repeated.
  private static let units: [String] = [
    "“", "\"", "'", "«", "“‘", "”", "“a ", "\"a ", "“a b c\n", "‘a “b \"c ", "''", "“a” ", "“a b c d e”, ",
    "a", "ngườinói", "A", "NGUYỄN VĂN ", "Nguyễn ", "Nguyễn Văn Tấn ", "McA", "aB", "ÂuÔng",
    "nói ", "nói rằng ", "theo ", "Theo ông ", "ông ", "Ông Tấn nói ", "ông Tấn, ", "giám đốc ",
    "Giám đốc Công ty ",
    "Công ty ", "công ty xã ", "sở ", "UBND xã ", "báo cáo của ", "đại diện ", "các chuyên gia ", "mẹ của ",
    "dẫn lời ",
    "Bộ Văn hóa, Thể thao và ", "tại ", "và ", "được ", "không ", "ngày 5/3 ", "1", "1.500 ", "1.",
    "12 ngư dân ",
    ".", ",", ":", "(", "(a", ")", "-", "- ", "a-", "A.", "J. K. ", "…", "? ", "\n", "\n\n",
    "- A?\n\n- B.\n\n", "PV: A?\nB: C.\n",
    "huyện Nứa, tỉnh Hậu, ", "trưởng công an xã Nứa, tỉnh Hậu, ", "xã Nứa, tỉnh Hậu nói đò chạy, ",
    "bà Mận nói đò không chạy được nữa: “Nước lên cao rồi”, ", "Q. ", "Q.5 ", "Q.5.", "a.vn ", "A.vn.",
    "Sở A và b c ",
    "Sở A - b c ", "Sở giao Sở ", "thị xã Nứa ",
    "A\n\n", "* A?\n- B\n", " ", "\u{301}", "😀", "漢", "Ông A: ‘B c d e’\n",
  ]

  @Test("100 kB of anything are annotated", .timeLimit(.minutes(10)), arguments: units)
  func repeated(unit: String) throws {
    let article = String(repeating: unit, count: Self.repeatedSize / unit.utf8.count)
    _ = try Shipped.engine().annotate(article)
  }

  @Test("300 kB of news are annotated, with most of their quotes", .timeLimit(.minutes(10)))
  func news() throws {
    // A printed interview would make turns of dialogue of what follows it.
    let texts = try Corpus.articles().filter { !$0.id.contains("phong-van") }.map(\.text)
    let engine = try Shipped.engine()
    var article = ""
    while article.utf8.count < Self.size { article += texts.joined(separator: "\n\n") + "\n\n" }
    let once = texts.reduce(0) { $0 + engine.annotate($1).quotes.count }
    let copies = article.utf8.count / texts.reduce(0) { $0 + $1.utf8.count }
    #expect(engine.annotate(article).quotes.count > once * copies / 2)
  }

  @Test("300 kB in one sentence are annotated", .timeLimit(.minutes(10)))
  func oneSentence() throws {
    let texts = try Corpus.articles().map(\.text)
    let line = texts.joined(separator: " ").map { ".!?:\n".contains($0) ? "," : $0 }
    let sentence = String(line)
    _ = try Shipped.engine().annotate(String(repeating: sentence, count: Self.size / sentence.utf8.count + 1))
  }

  @Test("300 kB in one pair of marks are annotated", .timeLimit(.minutes(10)))
  func onePairOfMarks() throws {
    let inside = String(repeating: "Bến đò sẽ mở lại, bà con cứ yên tâm. ", count: Self.size / 50)
    _ = try Shipped.engine().annotate("Ông Lục Văn Tấn nói: “\(inside)”.")
  }

  @Test("a hundred thousand marks that open and close in one another are annotated", .timeLimit(.minutes(10)))
  func deepNesting() throws {
    let engine = try Shipped.engine()
    for (open, close) in [("“", "”"), ("‘", "’"), ("«", "»"), ("(", ")"), ("“‘", "’”"), ("\" ", " \"")] {
      let article =
        "Ông Tấn nói: " + String(repeating: open, count: 100_000) + "bến mở lại"
        + String(repeating: close, count: 100_000) + "."
      _ = engine.annotate(article)
    }
  }

  @Test("many people of one name are annotated", .timeLimit(.minutes(10)))
  func manyNamesakes() throws {
    let families = ["Lục", "Quế", "Lã", "Mai", "Lương", "Tôn", "Ngụy", "Kiều"]
    let middles = ["Văn", "Quốc", "Hữu", "Ngọc", "Thế", "Duy", "Quang", "Trọng"]
    var article = ""
    var index = 0
    while article.utf8.count < Self.size {
      article +=
        "Ông \(families[index % 8]) \(middles[index / 8 % 8]) Tấn\(index) nói bến mở. Ông Tấn cho biết chợ đóng. "
      index += 1
    }
    _ = try Shipped.engine().annotate(article)
  }
}
