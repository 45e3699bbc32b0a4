import Foundation
import Testing

@testable import TrichdanProgram

/// The lists as people and their programs meet them.
@Suite struct ListCommandsTests {
  private let folder = Folder()
  private var database: String { folder.path + "/kho.sqlite" }

  private static let articles = """
    {"id": "sc-01", "source": "Sông Cầu", "published": "2024-03-12", "title": "Bến đò Vân Trạch sắp mở lại", "text": "“Đò sẽ chạy trước mùa nước nổi”, bà Lê Thị Mận, Chủ tịch UBND xã Vân Trạch, nói sáng 12/3. Theo Sở Xây dựng, bến mới chở được 60 khách mỗi chuyến."}
    {"id": "bh-07", "source": "Bắc Hải", "published": "2024-04-05", "title": "Xã Vân Trạch tính chuyện làm cầu", "text": "Bà Lê Thị Mận, Chủ tịch UBND xã Vân Trạch, cho biết xã đã xin tỉnh 14 tỷ đồng làm cầu. Sở Xây dựng cho hay chưa nhận được hồ sơ."}
    """

  @discardableResult
  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
    try Program.run(arguments + ["--db", database], environment: environment)
  }

  private func ingest() throws {
    let outcome = try run("ingest", folder.write("bai.jsonl", Self.articles))
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func ids(_ outcome: Program.Outcome) -> [String] {
    outcome.objects.compactMap { $0["article"] as? String }
  }

  // MARK: Tables

  @Test func aPipeGetsWholeCellsWithTabsBetween() throws {
    try ingest()
    let lines = try run("quotes").output.split(separator: "\n")
    #expect(lines.first == "words\tspeaker\tarticle")
    #expect(
      lines.dropFirst().first
        == "“Đò sẽ chạy trước mùa nước nổi”\tLê Thị Mận, Chủ tịch UBND xã Vân Trạch\t2024-03-12 · Sông Cầu · sc-01"
    )
    #expect(lines.allSatisfy { !$0.contains("  ") })
  }

  @Test(arguments: [60, 80, 200])
  func aTerminalShowsTheWordsFirstAndNothingOverflows(columns: Int) throws {
    try ingest()
    let terminal = try PseudoTerminal(
      ["quotes", "--db", database, "--no-pager"], columns: columns, rows: 60)
    #expect(terminal.end() == 0)
    #expect(terminal.screen.overflow == 0)
    #expect(terminal.screen.text.hasPrefix("words"), "\(terminal.screen.text)")
    for word in ["12", "Sông", "Cầu", "sc-01"] { #expect(terminal.screen.text.contains(word)) }
    #expect(!terminal.screen.text.contains("according-then-claim"))
    let wide = try PseudoTerminal(["quotes", "--wide", "--db", database], columns: columns, rows: 60)
    #expect(wide.end() == 0)
    #expect(wide.screen.overflow == 0)
  }

  @Test func whatIsLongerThanTheScreenGoesThroughThePager() throws {
    try ingest()
    let pager = ["PAGER": "sed 's/^/> /'"]
    let paged = try PseudoTerminal(["quotes", "--db", database], columns: 80, rows: 5, environment: pager)
    #expect(paged.end() == 0)
    #expect(paged.output.contains("> "))
    let short = try PseudoTerminal(["quotes", "--db", database], columns: 80, rows: 60, environment: pager)
    #expect(short.end() == 0)
    #expect(!short.output.contains("> "))
    let unpaged = try PseudoTerminal(
      ["quotes", "--no-pager", "--db", database], columns: 80, rows: 5, environment: pager)
    #expect(unpaged.end() == 0)
    #expect(!unpaged.output.contains("> "))
    // Somebody who leaves the pager leaves the program.
    let left = try PseudoTerminal(
      ["quotes", "--db", database], columns: 80, rows: 5, environment: ["PAGER": "true"])
    #expect(left.end() == 0)
  }

  @Test func colourIsThereWhenItIsAskedFor() throws {
    try ingest()
    #expect(try run("quotes", "--explain", "--color", "always").output.contains("\u{1B}["))
    #expect(!(try run("quotes", "--explain").output.contains("\u{1B}[")))
    #expect(try run("quotes", "--color", "bunt").status == 2)
  }

  // MARK: What is asked

  @Test func anEmptyListSaysWhichFilterLeftNothing() throws {
    try ingest()
    let outcome = try run("quotes", "--speaker", "Lê Thị Mận", "--since", "2025-01-01")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("of 2 with --speaker 'Lê Thị Mận', none has --since 2025-01-01"),
      "\(outcome.errors)")
    #expect(try run("quotes", "--match", "trời mưa").errors.contains("no record has --match 'trời mưa'"))
    #expect(try run("quotes", "--match", "trời mưa", "--quiet").errors.isEmpty)
    let export = try run("export", "csv", "--reviewed")
    #expect(export.errors.contains("no record has --status reviewed"), "\(export.errors)")
  }

  @Test func wordsAreLookedForSideBySideFirst() throws {
    try ingest()
    #expect(ids(try run("quotes", "--match", "làm cầu", "--format", "jsonl")) == ["bh-07"])
    let apart = try run("quotes", "--match", "cầu làm", "--format", "jsonl")
    #expect(ids(apart) == ["bh-07"] && apart.errors.contains("words apart"))
    #expect(try run("quotes", "--match", "\"cầu làm\"", "--format", "jsonl").objects.isEmpty)
    let marked = try run("quotes", "--match", "làm cầu", "--format", "jsonl").objects.first
    let matches = try #require(marked?["matches"] as? [[Int]])
    let start = try #require(marked?["start"] as? Int)
    let text = Array((marked?["text"] as? String ?? "").unicodeScalars)
    #expect(matches.count == 1)
    #expect(
      String(String.UnicodeScalarView(text[(matches[0][0] - start)..<(matches[0][1] - start)])) == "làm cầu")
  }

  @Test func listsAreSortedCountedAndShownInTheirSentences() throws {
    try ingest()
    #expect(
      ids(try run("quotes", "--sort", "date", "--format", "jsonl")) == ["bh-07", "bh-07", "sc-01", "sc-01"])
    #expect(
      ids(try run("quotes", "--sort", "date", "--reverse", "--format", "jsonl"))
        == ["sc-01", "sc-01", "bh-07", "bh-07"])
    let count = try run("quotes", "--count")
    #expect(count.output == "4\n" && count.errors == "1 quotes, 3 claims\n")
    #expect(try run("quotes", "--count", "--match", "cầu").output == "1\n")
    let line = try run("quotes", "--match", "xin tỉnh", "--context", "1", "--format", "jsonl").objects.first
    #expect(line?["before"] as? String == "Bà Lê Thị Mận, Chủ tịch UBND xã Vân Trạch, cho biết ")
    #expect(line?["after"] as? String == ".")
    let more = try run("quotes", "--match", "xin tỉnh", "--context", "2", "--format", "jsonl").objects.first
    #expect((more?["after"] as? String)?.hasSuffix("chưa nhận được hồ sơ.") == true)
    #expect(try run("quotes", "--context", "0").status == 2)
    #expect(try run("quotes", "--sort", "size").status == 2)
  }

  @Test func anUnknownClassOfCuesIsAnErrorWithTheList() throws {
    try ingest()
    let outcome = try run("quotes", "--cue-class", "denied")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("did you mean “deny”?") && outcome.errors.contains("promise"),
      "\(outcome.errors)")
    // Known, though nobody denies anything here.
    #expect(try run("quotes", "--cue-class", "deny").status == 0)
  }

  // MARK: Spreadsheets

  @Test func figuresAreColumnsOfCSV() throws {
    try ingest()
    let csv = try run("quotes", "--match", "xin tỉnh", "--context", "1", "--format", "csv").output
    let rows = csv.split(separator: "\r\n")
    #expect(csv.utf8.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(rows.count == 2)
    let head = rows[0].dropFirst().split(separator: ",").map(String.init)
    for column in ["role", "paper", "published", "before", "amount", "unit", "currency"] {
      #expect(head.contains(column))
    }
    #expect(rows[1].contains(",14000000000,,,VND,"), "\(rows[1])")
    let semicolon = try run("quotes", "--format", "csv", "--delimiter", ";", "--no-guard").output
    #expect(semicolon.contains("\u{FEFF}id;text;speaker;role;"))
    #expect(try run("quotes", "--format", "csv", "--delimiter", "x").status == 2)
  }

  // MARK: search, articles

  @Test func searchFindsSpeakersArticlesAndQuotes() throws {
    try ingest()
    let found = try run("search", "van", "trach", "--format", "jsonl").objects
    #expect(found.filter { $0["what"] as? String == "article" }.count == 2)
    #expect(
      try run("search", "le thi m", "--format", "jsonl").objects.first?["name"] as? String == "Lê Thị Mận")
    let table = try run("search", "xin tỉnh").output
    #expect(table.contains("QUOTES AND CLAIMS") && table.contains("xã đã xin tỉnh 14 tỷ đồng làm cầu"))
    #expect(try run("search", "trời mưa").errors.contains("nothing has “trời mưa”"))
    #expect(try run("search", "xin tỉnh", "--format", "csv").output.contains("claim,bh-07#c"))
    #expect(try run("search").status == 2)
  }

  @Test func articlesAreListedAndRemovedAndComeBack() throws {
    try ingest()
    #expect(try run("articles", "--source", "song cau", "--format", "jsonl").objects.count == 1)
    #expect(try run("articles", "--title", "ben do", "--count").output == "1\n")
    let before = try run("quotes", "--format", "jsonl").output
    let dry = try run("articles", "remove", "sc-01", "--dry-run")
    #expect(
      dry.status == 0 && dry.errors.contains("removes 1 articles with 1 quotes, 1 claims"), "\(dry.errors)")
    let unasked = try run("articles", "remove", "sc-01")
    #expect(unasked.status == 2 && unasked.errors.contains("--yes"))
    #expect(try run("articles", "--count").output == "2\n")
    #expect(try run("articles", "remove", "sc-01", "--yes").status == 0)
    #expect(ids(try run("quotes", "--format", "jsonl")) == ["bh-07", "bh-07"])
    try ingest()
    #expect(
      Set(try run("quotes", "--format", "jsonl").output.split(separator: "\n"))
        == Set(before.split(separator: "\n")))
    #expect(try run("articles", "remove", "sc-09", "--yes").status == 1)
  }

  @Test func removingAsksFirst() throws {
    try ingest()
    let terminal = try PseudoTerminal(
      ["articles", "remove", "sc-01", "--db", database], environment: ["LANG": "C"])
    #expect(terminal.shows("Remove them?"))
    terminal.type("n\n")
    #expect(terminal.end() == 1)
    #expect(try run("articles", "--count").output == "2\n")
  }

  // MARK: Manners

  @Test func aMistypedCommandIsMetWithTheRightOne() throws {
    let outcome = try Program.run(["qoutes"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("did you mean “quotes”?"))
    #expect(try Program.run(["-V"]).output == (try Program.run(["--version"]).output))
  }

  @Test(arguments: [
    (["patterns", "lnit"], "did you mean “lint”?"), (["speakers", "mrege", "A"], "did you mean “merge”?"),
    (["quotes", "--sort", "dat"], "Did you mean 'date'?"),
    (["quotes", "--format", "tabel"], "Did you mean 'table'?"),
    (["export", "xslx"], "Did you mean 'xlsx'?"),
  ])
  func mistypedSubcommandsAndValuesAreMetWithTheRightOnes(arguments: [String], offer: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(offer), "\(outcome.errors)")
  }

  /// Lines of a help text were broken where the source breaks them, and examples ran over the edge.
  @Test func helpFitsTheTerminal() throws {
    let terminal = try PseudoTerminal(
      ["quotes", "--help"], columns: 60, rows: 24, environment: ["LANG": "C"])
    #expect(terminal.end() == 0)
    let lines = terminal.output.replacing("\r\n", with: "\n").split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 60 }, "\(lines.filter { DisplayWidth.of($0) > 60 })")
    #expect(lines.contains { $0.hasPrefix("Names and words are found") && $0.count > 45 })
  }

  @Test func settingsAreReadAndFaultsNamed() throws {
    let file = folder.write("config.yaml", "database: \(database)\nreviewer: Lê An\nlanguage: vi\n")
    let environment = ["TRICHDAN_CONFIG": file]
    let articles = folder.write("bai.jsonl", Self.articles)
    #expect(try Program.run(["ingest", articles], environment: environment).status == 0)
    #expect(try Program.run(["quotes", "--count"], environment: environment).output == "4\n")
    #expect(try Program.run(["quotes"], environment: environment).output.hasPrefix("lời\t"))
    #expect(
      try Program.run(["quotes", "--lang", "en"], environment: environment).output.hasPrefix("words\t"))
    for (text, what) in [
      ("datbase: x", "did you mean “database”?"), ("language: fr", "en or vi"), ("- a", "key: value"),
      ("database: [a]", ":1: "), ("a: [", "config.yaml"),
    ] {
      let outcome = try Program.run(
        ["quotes"], environment: ["TRICHDAN_CONFIG": folder.write("config.yaml", text)])
      #expect(outcome.status == 3, "\(text)")
      #expect(outcome.errors.contains(what), "\(outcome.errors)")
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreMadeAndTheShellTakesThem(shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell])
    #expect(script.status == 0 && script.output.contains("quotes"))
    let found = ["/bin/\(shell)", "/usr/bin/\(shell)"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    guard let found else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: found)
    process.arguments = ["-n", folder.write("completion", script.output)]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test(arguments: ["en", "vi"])
  func everyCommandHasAManPage(language: String) throws {
    let pages = folder.path + "/man1"
    let outcome = try Program.run(["manual", pages, "--lang", language])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: pages)
    for name in ["trichdan.1", "trichdan-quotes.1", "trichdan-speakers-merge.1", "trichdan-patterns-try.1"] {
      #expect(names.contains(name))
    }
    let page = try String(contentsOfFile: pages + "/trichdan-quotes.1", encoding: .utf8)
    #expect(page.hasPrefix(".TH \"TRICHDAN-QUOTES\" \"1\"") && page.contains("\\-\\-speaker"))
    #expect(page.contains(language == "vi" ? ".SH TÊN" : ".SH NAME"))
  }
}
