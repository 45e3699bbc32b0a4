import Foundation
import QuoteStore
import Testing

@testable import TrichdanProgram

/// The review as a user sees it: keys go into a terminal, and its screen is looked at.
@Suite struct ReviewTests {
  private let folder = Folder()
  private var database: String { folder.path + "/kho.sqlite" }

  private static let articles = """
    {"id":"ben-do","source":"Sông Cầu","published":"2024-03-12","title":"Bến đò mở lại","text":"Sáng 12/3, bến đò Vân Trạch mở lại.\\n\\n“Đò sẽ chạy trước Tết”, bà Lê Thị Mận nói. Ông Đỗ Văn Sáu kể: “Năm nay nước lên sớm”. Mọi người gọi đó là chuyện lớn.\\n\\nTheo Sở Xây dựng, giá vé là 5.000 đồng."}
    {"id":"nuoc","title":"Nước lên","text":"“Không ai được qua sông ban đêm”, bà Lê Thị Mận nói."}
    """

  private func ingest() throws {
    let outcome = try Program.run(["ingest", "--db", database, folder.write("bai.jsonl", Self.articles)])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func review(
    _ arguments: String..., columns: Int = 80, rows: Int = 24, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      ["review", "--db", database, "--reviewer", "an"] + arguments, columns: columns, rows: rows,
      environment: environment)
  }

  private func store() throws -> QuoteStore { try QuoteStore(path: database, mode: .read) }

  private func record(_ words: String) throws -> StoredRecord {
    let store = try store()
    defer { try? store.close() }
    return try #require(try store.records().first { $0.content.text == words })
  }

  @Test func theQuoteStandsInItsParagraphWithItsEvidence() throws {
    try ingest()
    let terminal = try review("--article", "ben-do")
    #expect(terminal.shows("[Đò sẽ chạy trước Tết]"), "\(terminal.screen.text)")
    let screen = terminal.screen
    for text in [
      "ben-do · Sông Cầu · 2024-03-12", "3 left, 0 decided", "Bến đò mở lại",
      "“[Đò sẽ chạy trước Tết]”, <bà Lê Thị Mận> _nói_.",
      "Speaker    Lê Thị Mận (person)", "direct quote", "1 Đỗ Văn Sáu   2 Sở Xây dựng", "cue “nói”",
      "a accept", "q quit",
    ] {
      #expect(screen.contains(text), "\(text) is not in\n\(screen.text)")
    }
    terminal.type("q")
    #expect(terminal.end() == 0)
  }

  @Test func oneKeyIsOneDecisionAndTheNextQuoteComes() throws {
    try ingest()
    let terminal = try review("--article", "ben-do")
    #expect(terminal.shows("[Đò sẽ chạy trước Tết]"))
    terminal.type("a")
    #expect(terminal.shows("Saved (1): accepted: “Đò sẽ chạy trước Tết”"), "\(terminal.screen.text)")
    #expect(terminal.screen.contains("[Năm nay nước lên sớm]"))
    #expect(terminal.screen.contains("2 left, 1 decided"))
    // It is in the database before the program ends.
    #expect(try record("Đò sẽ chạy trước Tết").status == .accepted)
    terminal.type("r")
    #expect(terminal.shows("Saved (2): rejected"))
    terminal.type("r")
    #expect(terminal.shows("Nothing is left to review here."))
    terminal.type("u")
    #expect(terminal.shows("Saved (4): undone, unreviewed again"))
    #expect(terminal.screen.contains("[giá vé là 5.000 đồng]"))
    terminal.type("b")
    #expect(terminal.shows("[Năm nay nước lên sớm]"))
    #expect(terminal.screen.contains("rejected by an"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(terminal.output.contains("4 decisions saved in"))
    let store = try store()
    #expect(try store.reviewLog().map(\.action) == ["accept", "reject", "reject", "undo"])
    #expect(try store.reviewLog().allSatisfy { $0.madeBy == "an" })
    #expect(try store.reviewFaults() == [])
  }

  @Test func aSpeakerIsChosenOrTypedWithCompletion() throws {
    try ingest()
    let terminal = try review("--article", "ben-do")
    #expect(terminal.shows("[Đò sẽ chạy trước Tết]"))
    terminal.type("1")
    #expect(terminal.shows("Saved (1): speaker Đỗ Văn Sáu"), "\(terminal.screen.text)")
    #expect(terminal.screen.contains("corrected by an"))
    // Typed without diacritics, completed with Tab.
    terminal.type("s")
    #expect(terminal.shows("Who says it?"))
    terminal.type("so x")
    #expect(terminal.shows("Sở Xây dựng (organisation, in this article)"))
    terminal.type("\t")
    #expect(terminal.shows("> Sở Xây dựng"))
    terminal.type("\r")
    #expect(terminal.shows("Saved (2): speaker Sở Xây dựng"))
    // Somebody new.
    terminal.type("sNguyễn Văn Tám\r")
    #expect(terminal.shows("“Nguyễn Văn Tám” is new here. What is it?"))
    terminal.type("p")
    #expect(terminal.shows("Saved (3): speaker Nguyễn Văn Tám"))
    terminal.type("0")
    #expect(terminal.shows("Saved (4): speaker nobody"))
    terminal.type("sXyz\u{1B}")
    #expect(terminal.wait { !$0.screen.contains("Who says it?") })
    terminal.type("u")
    #expect(terminal.shows("Saved (5): undone"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(try record("Đò sẽ chạy trước Tết").speaker?.name == "Nguyễn Văn Tám")
  }

  @Test func spanKindNoteAndAMissedQuote() throws {
    try ingest()
    let terminal = try review("--article", "ben-do")
    #expect(terminal.shows("[Đò sẽ chạy trước Tết]"))
    terminal.type("e")
    #expect(terminal.shows("The end moves: 53–73"), "\(terminal.screen.text)")
    terminal.type("\u{1B}[D\u{1B}[D")
    #expect(terminal.shows("“[Đò sẽ chạy] trước Tết”"))
    terminal.type("\t\u{1B}[C\r")
    #expect(terminal.shows("Saved (1): span 56–63"), "\(terminal.screen.text)")
    #expect(terminal.screen.contains("“Đò [sẽ chạy] trước Tết”"))
    terminal.type("k")
    #expect(terminal.shows("Which kind?"))
    terminal.type("f")
    #expect(terminal.shows("Saved (2): fragment"))
    terminal.type("ohỏi lại bà Mận\r")
    #expect(terminal.shows("Saved (3): note"))
    #expect(terminal.screen.contains("Note       hỏi lại bà Mận"))
    terminal.type("m")
    #expect(terminal.shows("Missed words"))
    terminal.type("không có ở đây\r")
    #expect(terminal.shows("These words are not in the article"))
    terminal.type("\u{15}Mọi người … chuyện lớn\r")
    #expect(terminal.shows("Who says it? (Enter: nobody)"), "\(terminal.screen.text)")
    #expect(terminal.screen.contains("[Mọi người gọi đó là chuyện lớn]"))
    terminal.type("\r")
    #expect(terminal.shows("Saved (4): added"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    let changed = try record("sẽ chạy")
    #expect(changed.kind == .fragment)
    #expect(changed.note == "hỏi lại bà Mận")
    #expect(changed.status == .corrected)
    #expect(try record("Mọi người gọi đó là chuyện lớn").status == .added)
    #expect(try store().reviewFaults() == [])
  }

  @Test func itGoesOnWhereItStopped() throws {
    try ingest()
    var terminal = try review("--order", "text")
    #expect(terminal.shows("[Đò sẽ chạy trước Tết]"))
    terminal.type("nn")
    #expect(terminal.shows("[giá vé là 5.000 đồng]"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    terminal = try review("--order", "text")
    #expect(terminal.shows("[giá vé là 5.000 đồng]"))
    terminal.type("a")
    #expect(terminal.shows("[Không ai được qua sông ban đêm]"))
    // Even when there was no time to say so.
    terminal.signal(SIGKILL)
    #expect(terminal.end() == 137)
    terminal = try review("--order", "text")
    #expect(terminal.shows("3 left, 1 decided"))
    #expect(terminal.shows("[Không ai được qua sông ban đêm]"))
    terminal.type("n")
    #expect(terminal.shows("From the start again"))
    #expect(terminal.screen.contains("[Đò sẽ chạy trước Tết]"))
    terminal.type("q")
    #expect(terminal.end() == 0)
  }

  @Test func theQueueIsByConfidenceSpeakerOrArticle() throws {
    try ingest()
    let store = try store()
    let lowest = try #require(try store.records().min { $0.confidence < $1.confidence })
    try store.close()
    var terminal = try review()
    #expect(terminal.shows("[\(lowest.content.text)]"), "\(terminal.screen.text)")
    #expect(terminal.screen.contains("4 left"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    terminal = try review("--speaker", "le thi man")
    #expect(terminal.shows("2 left, 0 decided"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    terminal = try review("--below", "0.01")
    #expect(terminal.end() == 0)
    #expect(terminal.output.contains("nothing to review"))
    #expect(!terminal.output.contains("1049"))
  }

  // MARK: The terminal

  @Test(arguments: ["q", "\u{3}", "\u{4}"])
  func keysThatEndItGiveTheTerminalBack(key: String) throws {
    try ingest()
    let terminal = try review()
    let before = terminal.modes
    #expect(terminal.shows("q quit"))
    #expect(terminal.modes != before)
    #expect(terminal.screen.isAlternate)
    #expect(!terminal.screen.hasCursor)
    terminal.type(key)
    #expect(terminal.end() == 0)
    #expect(terminal.modes == before)
    #expect(!terminal.screen.isAlternate)
    #expect(terminal.screen.hasCursor)
    #expect(terminal.output.contains("0 decisions saved"))
  }

  @Test(
    arguments: [
      (SIGTERM, 143), (SIGINT, 0), (SIGHUP, 129), (SIGQUIT, 131), (SIGABRT, 134), (SIGSEGV, 139),
    ] as [(Int32, Int32)])
  func signalsThatEndItGiveTheTerminalBack(number: Int32, status: Int32) throws {
    try ingest()
    let terminal = try review()
    let before = terminal.modes
    #expect(terminal.shows("q quit"))
    // In the middle of typing too.
    terminal.type("sLê")
    #expect(terminal.shows("Who says it? Lê"))
    terminal.signal(number)
    #expect(terminal.end() == status)
    #expect(terminal.modes == before)
    #expect(!terminal.screen.isAlternate)
    #expect(terminal.screen.hasCursor)
    #expect(try store().reviewFaults() == [])
  }

  /// What it has to say at the end was waited for by a terminal that takes nothing.
  @Test func aTerminalThatNobodyReadsDoesNotKeepItFromEnding() throws {
    try ingest()
    let terminal = try review()
    #expect(terminal.shows("q quit"))
    terminal.resize(columns: 240, rows: 200)
    // More pages than any terminal holds; the program waits with one of them, or will.
    for _ in 0..<300 {
      terminal.signal(SIGWINCH)
      usleep(3000)
    }
    terminal.signal(SIGTERM)
    #expect(terminal.endsUnread() == 143)
  }

  @Test func aTerminalThatIsGoneEndsIt() throws {
    try ingest()
    let terminal = try review("--order", "text")
    #expect(terminal.shows("q quit"))
    terminal.type("a")
    #expect(terminal.shows("Saved (1)"))
    terminal.hangUp()
    #expect(terminal.end() == 0)
    #expect(try store().reviewLog().count == 1)
  }

  @Test func anotherSizeIsAnotherPage() throws {
    try ingest()
    let terminal = try review()
    #expect(terminal.shows("q quit"))
    terminal.resize(columns: 60, rows: 18)
    #expect(terminal.shows("q quit"))
    #expect(terminal.screen.overflow == 0)
    terminal.type("?")
    #expect(terminal.shows("any key"))
    terminal.type("xq")
    #expect(terminal.end() == 0)
  }

  @Test func withoutATerminalItSaysWhatItNeeds() throws {
    try ingest()
    let outcome = try Program.run(["review", "--db", database], input: Array("aaaa".utf8))
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("needs a terminal"))
    #expect(try store().reviewLog().isEmpty)
    #expect(try Program.run(["review", "--db", database, "--below", "7"]).status == 2)
    #expect(try Program.run(["review", "--db", folder.path + "/khong.sqlite"]).status == 3)
    #expect(try Program.run(["review", "--db", database, "--speaker", "khong ai"]).status == 1)
  }

  @Test(arguments: [(80, 24), (80, 10), (40, 24), (132, 50)])
  func everyPageFitsTheScreenWithoutColourToo(columns: Int, rows: Int) throws {
    try ingest()
    let terminal = try review(columns: columns, rows: rows, environment: ["NO_COLOR": "1"])
    #expect(terminal.wait { $0.screen.contains("quit") || rows < 12 })
    for key in [
      "?", "x", "s", "Lê", "\u{1B}", "e", "\u{1B}", "k", "\u{1B}", "o", "ghi", "\u{1B}", "n", "a", "m", "x",
    ] {
      terminal.type(key)
      terminal.read(milliseconds: 300)
    }
    terminal.type("\u{1B}")
    _ = terminal.wait { !$0.screen.contains("Missed words") }
    #expect(terminal.screen.overflow == 0)
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(terminal.screen.unknown == [])
    #expect(!terminal.output.contains("\u{1B}[1m"))
    #expect(!terminal.output.contains("\u{1B}[32m"))
  }

  @Test func whatIsPastedDecidesNothing() throws {
    try ingest()
    let terminal = try review()
    #expect(terminal.shows("q quit"))
    terminal.type("\u{1B}[200~arrraq\u{1B}[201~")
    terminal.type("?")
    #expect(terminal.shows("any key"))
    terminal.type("xq")
    #expect(terminal.end() == 0)
    #expect(try store().reviewLog().isEmpty)
  }

  @Test func anotherReviewersDecisionIsNotOverwritten() throws {
    try ingest()
    let terminal = try review("--article", "ben-do")
    #expect(terminal.shows("[Đò sẽ chạy trước Tết]"))
    let other = try QuoteStore(path: database, mode: .update)
    try other.decide(.reject, on: try record("Đò sẽ chạy trước Tết").rowID, by: "bình")
    terminal.type("a")
    #expect(terminal.shows("Not saved: bình changed it meanwhile (rejected)"), "\(terminal.screen.text)")
    #expect(terminal.screen.contains("rejected by bình"))
    #expect(try record("Đò sẽ chạy trước Tết").status == .rejected)
    terminal.type("q")
    #expect(terminal.end() == 0)
  }

  @Test func textOfAnArticleDoesNotReachTheTerminalAsOrders() throws {
    let text =
      #"{"id":"x","text":"“Đò \u001b[2J\u001b]0;x\u0007 chạy \u202E rồi đấy”, bà Lê Thị Mận nói."}"#
    let outcome = try Program.run(["ingest", "--db", database, folder.write("x.jsonl", text)])
    #expect(outcome.status == 0)
    let terminal = try review()
    #expect(terminal.shows("q quit"))
    terminal.type("q")
    #expect(terminal.end() == 0)
    #expect(!terminal.output.contains("\u{1B}]0;"))
    #expect(!terminal.output.contains("\u{202E}"))
    #expect(terminal.output.components(separatedBy: "\u{1B}[2J").count == 2)
    #expect(terminal.screen.unknown == [])
  }
}
