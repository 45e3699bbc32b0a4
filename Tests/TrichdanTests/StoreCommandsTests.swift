import Foundation
import Testing

@Suite struct StoreCommandsTests {
  private let folder = Folder()
  private var database: String { folder.path + "/kho.sqlite" }

  private static let first = """
    Bến đò mở lại

    “Đò sẽ chạy trước Tết”, bà Lê Thị Minh nói.
    """
  private static let second = """
    Nước lên

    Ông Đỗ Văn Sáu nói: “Năm nay nước lên sớm hơn mọi năm”. “Không ai được qua sông ban đêm”, bà Lê Thị Minh nói.
    """

  @discardableResult
  private func run(_ arguments: String..., input: [UInt8] = []) throws -> Program.Outcome {
    try Program.run(arguments + ["--db", database], input: input)
  }

  private func ingestBoth() throws {
    let outcome = try run(
      "ingest", folder.write("mo-lai.txt", Self.first), folder.write("nuoc.txt", Self.second))
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  // MARK: ingest

  @Test func ingestingEndsWithASummaryOnStandardError() throws {
    let outcome = try run("ingest", folder.write("mo-lai.txt", Self.first))
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    for word in [
      "articles  1 (1 new, 0 changed, 0 unchanged)", "quotes    1 ", "speakers  1 ", "refused   0", "seconds",
    ] {
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
    }
    #expect(try run("ingest", "--quiet", folder.path + "/mo-lai.txt").errors.isEmpty)
  }

  @Test func ingestingAgainChangesNothing() throws {
    try ingestBoth()
    let before = try run("quotes", "--format", "jsonl").output
    let again = try run("ingest", folder.path)
    #expect(again.errors.contains("2 (0 new, 0 changed, 2 unchanged)"), "\(again.errors)")
    #expect(try run("quotes", "--format", "jsonl").output == before)
  }

  @Test func aCorrectedArticleReplacesTheOldOne() throws {
    try ingestBoth()
    let outcome = try run("ingest", folder.write("mo-lai.txt", "“Bến vẫn đóng”, bà Lê Thị Minh nói.\n"))
    #expect(outcome.errors.contains("(0 new, 1 changed, 0 unchanged)"))
    let texts = try run("quotes", "--article", "mo-lai", "--format", "jsonl").objects.map {
      $0["text"] as? String
    }
    #expect(texts == ["Bến vẫn đóng"])
  }

  @Test func refusedArticlesAreNamedAndTheOthersTaken() throws {
    let lines = """
      {"id":"a","text":"“Đò chạy rồi đấy”, bà Lê Thị Minh nói."}
      {"id":"b","te
      {"id":"c"}
      {"id":"d","text":"“Đò dừng rồi đấy”, bà Lê Thị Minh nói."}
      """
    let file = folder.write("tin.jsonl", lines)
    let outcome = try run("ingest", file, folder.path + "/khong-co.txt")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(file):2:"))
    #expect(outcome.errors.contains("\(file):3:"))
    #expect(outcome.errors.contains("khong-co.txt"))
    #expect(outcome.errors.contains("refused   3"))
    #expect(
      try run("quotes", "--format", "jsonl").objects.compactMap { $0["article"] as? String } == ["a", "d"])
  }

  @Test func twoArticlesOfOneKeyDoNotOverwriteEachOther() throws {
    let lines = """
      {"id":"a","text":"“Đò chạy rồi đấy”, bà Lê Thị Minh nói."}
      {"id":"a","text":"“Đò dừng rồi đấy”, bà Lê Thị Minh nói."}
      {"id":"a","text":"“Đò chạy rồi đấy”, bà Lê Thị Minh nói."}
      """
    let outcome = try run("ingest", "-", input: Array(lines.utf8))
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("apart     -:2 as a-2"))
    func quotes() throws -> [String] {
      try run("quotes", "--format", "jsonl").objects.map { "\($0["article"] ?? ""): \($0["text"] ?? "")" }
        .sorted()
    }
    #expect(try quotes() == ["a-2: Đò dừng rồi đấy", "a: Đò chạy rồi đấy"])
    // The same again takes nothing twice.
    let again = try run("ingest", "-", input: Array(lines.utf8))
    #expect(again.errors.contains("articles  3 (0 new, 0 changed, 3 unchanged)"))
    // Unless somebody means it.
    _ = try run("ingest", "--replace", "-", input: Array(lines.split(separator: "\n")[1].utf8))
    #expect(try quotes().contains("a: Đò dừng rồi đấy"))
  }

  @Test func articlesOfOneNameFromTwoFoldersAreKeptApart() throws {
    for (name, verb) in [("mot", "chạy"), ("hai", "dừng")] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/" + name, withIntermediateDirectories: true)
      let file = folder.write("\(name)/bai.txt", "“Đò \(verb) rồi đấy”, bà Lê Thị Minh nói.")
      #expect(try run("ingest", file).status == 0)
    }
    let articles = try run("quotes", "--format", "jsonl").objects.compactMap { $0["article"] as? String }
    #expect(articles.sorted() == ["bai", "bai-2"])
    // A file that was corrected takes its own place.
    let file = folder.write("hai/bai.txt", "“Đò nghỉ rồi đấy”, bà Lê Thị Minh nói.")
    #expect(try run("ingest", file).errors.contains("(0 new, 1 changed, 0 unchanged)"))
  }

  @Test func databasesThatCannotBeUsedEndWithThree() throws {
    #expect(try run("quotes").status == 3)
    let article = folder.write("mo-lai.txt", Self.first)
    for path in [folder.path, article, folder.path + "/khong-co/kho.sqlite"] {
      let outcome = try Program.run(["ingest", "--db", path, article])
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains(path))
      #expect(outcome.errors.contains("--db"))
    }
    try run("ingest", article)
    // `user_version` in the file's head.
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: database))
    try handle.seek(toOffset: 60)
    try handle.write(contentsOf: Data([0, 0, 0, 99]))
    try handle.close()
    let outcome = try run("ingest", article)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("update the program"))
  }

  @Test func theDatabaseMayBeNamedByTheEnvironment() throws {
    let article = folder.write("mo-lai.txt", Self.first)
    let variables = ["TRICHDAN_DB": database]
    #expect(try Program.run(["ingest", article], environment: variables).status == 0)
    #expect(try Program.run(["quotes", "--format", "jsonl"], environment: variables).objects.count == 1)
  }

  // MARK: A process that is killed

  /// Articles enough for several transactions.
  private func manyArticles(_ count: Int) -> String {
    var lines = ""
    for number in 1...count {
      let name = "Lê Thị \(["Minh", "Sáu", "Hoà", "Đào"][number % 4])"
      let filler = String(repeating: "Chuyến đò số \(number) rời bến lúc trời còn tối. ", count: 10)
      lines +=
        "{\"id\":\"do-\(number)\",\"text\":\"“Chuyến số \(number) sẽ chạy đúng giờ”, bà \(name) nói. \(filler)\"}\n"
    }
    return folder.write("nhieu.jsonl", lines)
  }

  private func size(_ path: String) -> Int {
    ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
  }

  @Test func anIngestKilledAtAnyMomentIsFinishedByTheNext() throws {
    let articles = manyArticles(2500)
    let whole = folder.path + "/mot-lan.sqlite"
    #expect(try Program.run(["ingest", "-q", "--db", whole, articles]).status == 0)
    let expected = try Program.run(["quotes", "--format", "jsonl", "--db", whole]).output
    #expect(expected.split(separator: "\n").count >= 2500)

    // Killed when the database appears, while its first transaction runs, and after several.
    for written in [0, 1, 100_000, 2_000_000, 4_000_000] {
      let process = Process()
      process.executableURL = try Program.executable()
      process.arguments = ["ingest", "-q", "--db", database, articles]
      try process.run()
      while process.isRunning, size(database) + size(database + "-wal") < written { usleep(500) }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      guard FileManager.default.fileExists(atPath: database) else { continue }
      // Sound at once: whoever reads sees whole articles.
      let outcome = try run("quotes", "--format", "jsonl")
      #expect(outcome.status == 0, "\(outcome.errors)")
      for line in outcome.objects { #expect((line["text"] as? String)?.hasPrefix("Chuyến số") == true) }
    }
    let last = try run("ingest", articles)
    #expect(last.status == 0)
    #expect(last.errors.contains("articles  2500 "))
    #expect(try run("quotes", "--format", "jsonl").output == expected)
  }

  // MARK: quotes

  @Test(arguments: ["Lê Thị Minh", "LÊ THỊ MINH", "le thi minh", "bà lê thị minh"])
  func aSpeakersQuotesComeFromAllArticles(name: String) throws {
    try ingestBoth()
    let outcome = try run("quotes", "--speaker", name, "--layer", "quote", "--format", "jsonl")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.objects.compactMap { $0["article"] as? String } == ["mo-lai", "nuoc"])
  }

  @Test func anUnknownSpeakerEndsWithOneAndOffersTheNearest() throws {
    try ingestBoth()
    let outcome = try run("quotes", "--speaker", "Lê Thị Ming")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("did you mean “Lê Thị Minh”"))
    #expect(try run("quotes", "--article", "khong-co").status == 1)
    #expect(try run("show", "khong-co").status == 1)
  }

  @Test func jsonLinesHoldTheRecordAndItsReasons() throws {
    try ingestBoth()
    let line = try #require(try run("quotes", "--match", "đò sẽ", "--format", "jsonl").objects.first)
    #expect(line["id"] as? String == "mo-lai#q16-36")
    #expect(line["article"] as? String == "mo-lai")
    #expect(line["layer"] as? String == "quote")
    #expect(line["text"] as? String == "Đò sẽ chạy trước Tết")
    #expect((line["speaker"] as? [String: Any])?["name"] as? String == "Lê Thị Minh")
    #expect(line["status"] as? String == "unreviewed")
    #expect((line["evidence"] as? [String])?.isEmpty == false)
    #expect(line["title"] as? String == "Bến đò mở lại")
  }

  @Test func listsComeAsTableAndCSV() throws {
    try ingestBoth()
    let table = try run("quotes", "--match", "chạy")
    #expect(table.output.contains("Lê Thị Minh"))
    #expect(table.output.contains("“Đò sẽ chạy trước Tết”"))
    #expect(!table.output.contains("\u{1B}"))
    let csv = try run("quotes", "--format", "csv").output.split(whereSeparator: \.isNewline)
    #expect(csv.first?.contains("id,text,speaker,role,") == true)
    #expect(try run("quotes", "--match", "chạy", "--explain").output.contains("    - "))
    let speakers = try run("speakers", "--format", "jsonl").objects
    #expect(speakers.first?["name"] as? String == "Lê Thị Minh")
    #expect(speakers.first?["articles"] as? Int == 2)
  }

  @Test func wrongFiltersEndWithTwo() throws {
    try ingestBoth()
    for arguments in [
      ["--min-confidence", "7"], ["--limit", "0"], ["--match", "…"], ["--since", "hôm qua"],
      ["--layer", "x"],
      ["--check-worthy", "x"],
    ] {
      let outcome = try Program.run(["quotes", "--db", database] + arguments)
      #expect(outcome.status == 2, "\(arguments)")
      #expect(outcome.output.isEmpty)
    }
    #expect(try run("show", "nuoc", "--format", "csv").status == 2)
    #expect(try run("ingest").status == 2)
  }

  // MARK: speakers

  @Test func mendedSpeakersSurviveIngestingAgain() throws {
    try ingestBoth()
    #expect(try run("speakers", "rename", "le thi minh", "Lê Minh").status == 0)
    #expect(try run("speakers", "alias", "Lê Minh", "Minh bến đò").status == 0)
    #expect(try run("speakers", "merge", "Lê Minh", "Đỗ Văn Sáu").status == 0)
    #expect(
      try run("speakers", "split", "Lê Minh", "--article", "mo-lai", "--as", "Lê Minh (bến trên)").status == 0
    )
    _ = folder.write("mo-lai.txt", Self.first + "\n\nHết.\n")
    _ = folder.write("nuoc.txt", Self.second + "\n\nHết.\n")
    #expect(try run("ingest", folder.path).errors.contains("2 changed"))
    #expect(
      try run("quotes", "--speaker", "minh ben do", "--layer", "quote", "--format", "jsonl").objects.count
        == 2)
    let above = try run("quotes", "--speaker", "Lê Minh (bến trên)", "--layer", "quote", "--format", "jsonl")
    #expect(above.objects.map { $0["article"] as? String } == ["mo-lai"])
    #expect(try run("speakers", "merge", "Lê Minh", "Ai Đó").status == 1)
  }

  // MARK: show

  @Test func showMarksTheTextAndExplains() throws {
    try ingestBoth()
    let shown = try run("show", "mo-lai", "--explain").output
    #expect(shown.contains("“[1 Đò sẽ chạy trước Tết]”"), "\(shown)")
    #expect(shown.contains("Lê Thị Minh (person)"))
    #expect(shown.contains("  - "))
    #expect(!shown.contains("\u{1B}"))
  }

  @Test func showAsJSONIsTheLineOfExtract() throws {
    try ingestBoth()
    let stored = try run("show", "mo-lai", "--format", "jsonl").objects.first as NSDictionary?
    let extracted = try Program.run(["extract", folder.path + "/mo-lai.txt"]).objects.first as NSDictionary?
    #expect(stored != nil)
    #expect(stored == extracted)
  }
}
