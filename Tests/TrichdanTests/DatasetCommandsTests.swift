import DatasetExport
import Foundation
import GRDB
import QuoteEngine
import QuoteStore
import Testing

@Suite struct DatasetCommandsTests {
  private let folder = Folder()

  /// Where Corpus/ stands.
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus").path

  /// Articles whose texts, keys and titles are awkward in one format or another.
  private static let awkward: [[String: String]] = [
    [
      "id": "=khoá/1", "title": "-Bến \"đò\"", "url": "https://vi.example/bến đò?a=1|2",
      "source": "@Báo, Sông",
      "published": "5/4/2021", "author": "+Nguyễn",
      "text":
        "“=1+1 là hai, đò 🚤 đông”, ông Tô Vĩnh Khoan nói. “-5 độ mà vẫn chạy,\nđò vẫn đông”, bà Lê Thị Mận kể.",
    ],
    [
      "id": "a b", "text": "Bến đò\tVân Trạch\n\nBà Lê Thị Mận cho biết bến\u{2028}đò sẽ mở lại trước Tết 👩‍👩‍👧.",
    ],
    ["id": "Bến", "text": "“@Đò chạy rồi”, bà Lê Thị Mận nói với 1.000 khách."],
    ["id": "bến", "text": "Không ai nói gì cả."],
  ]

  private func run(_ arguments: [String], input: [UInt8] = []) throws -> Program.Outcome {
    try Program.run(arguments, input: input, environment: ["USER": "an"])
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

  /// A database of Corpus/ and the awkward articles.
  @discardableResult
  private func ingest(_ name: String = "a.sqlite") throws -> String {
    let lines = try Self.awkward.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
    }
    let file = folder.write("la.jsonl", lines.joined(separator: "\n"))
    let outcome = try run(["ingest", "--quiet", "--db", path(name), Self.corpus, file])
    #expect(outcome.status == 0, "\(outcome.errors)")
    return path(name)
  }

  /// Takes decisions of all kinds on every third record, always the same ones.
  private func decide(_ database: String, by reviewer: String, from first: Int = 0) throws {
    let store = try QuoteStore(path: database, mode: .update)
    for (number, record) in try store.records().enumerated().dropFirst(first) where number % 3 == 0 {
      switch number / 3 % 6 {
      case 0: try store.decide(.accept, on: record.rowID, by: reviewer)
      case 1: try store.decide(.reject, on: record.rowID, by: reviewer)
      case 2:
        try store.decide(
          .speaker(.named("=Người \(number)", .unnamed)), on: record.rowID, by: reviewer)
      case 3:
        let span = record.content.span
        _ = try? store.decide(
          .span(Span(start: span.start, end: span.end - 1)), on: record.rowID, by: reviewer)
      case 4: try store.decide(.note("-xem lại\n\"\(number)\""), on: record.rowID, by: reviewer)
      default:
        try store.decide(.accept, on: record.rowID, by: reviewer)
        try store.decide(.undo, on: record.rowID, by: reviewer)
      }
    }
    _ = try store.add(
      MissedQuote(articleKey: "bến", kind: .indirect, span: Span(start: 0, end: 5), speaker: .nobody),
      by: reviewer)
    try store.close()
  }

  // MARK: Out and in

  @Test func corpusComesBackByteForByteThroughExportAndImport() throws {
    let database = try ingest()
    try decide(database, by: "an")
    _ = try run(["speakers", "merge", "Tô Vĩnh Khoan", "Lê Thị Mận", "--db", database])
    let outcome = try run(["export", "jsonl", "--db", database, "-o", path("a.jsonl")])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let imported = try run(["import", path("a.jsonl"), "--db", path("b.sqlite")])
    #expect(imported.status == 0, "\(imported.errors)")
    let texts = try FileManager.default.subpathsOfDirectory(atPath: Self.corpus).count {
      $0.hasSuffix(".txt")
    }
    #expect(imported.errors.contains("\(texts + Self.awkward.count) new"))
    #expect(try run(["export", "jsonl", "--db", path("b.sqlite"), "-o", path("b.jsonl")]).status == 0)
    #expect(try bytes("a.jsonl") == bytes("b.jsonl"))
    // From the other database itself too, and into one that has everything.
    #expect(try run(["import", database, "--db", path("c.sqlite")]).status == 0)
    #expect(try run(["import", path("a.jsonl"), "--db", path("c.sqlite")]).errors.contains("0 taken over"))
    #expect(
      try run(["export", "jsonl", "--db", path("c.sqlite")]).output
        == String(decoding: try bytes("a.jsonl"), as: UTF8.self))
    for database in ["a.sqlite", "b.sqlite", "c.sqlite"] {
      let verified = try run(["verify", "--db", path(database)])
      #expect(verified.status == 0, "\(verified.output)")
      #expect(verified.errors.contains("all is well"))
    }
  }

  @Test func everyFormatOfOneDatabaseIsTheSameEachTime() throws {
    let database = try ingest()
    try decide(database, by: "an")
    for format in ["jsonl", "csv", "xlsx", "web-annotation", "claimreview"] {
      for copy in ["1", "2"] {
        #expect(try run(["export", format, "--db", database, "-o", path("x-\(copy)")]).status == 0)
      }
      #expect(try bytes("x-1") == bytes("x-2"))
      let cards = try ["1", "2"].map { String(decoding: try bytes("x-\($0).card.md"), as: UTF8.self) }
      #expect(cards[0].replacing("x-1", with: "x-2") == cards[1])
    }
  }

  @Test func theCardNamesFiltersVersionsAndTheHashOfTheContent() throws {
    let database = try ingest()
    try decide(database, by: "an")
    let all = try run(["export", "jsonl", "--db", database])
    _ = try run([
      "export", "csv", "--reviewed", "--license", "CC0-1.0", "--db", database, "-o", path("a.csv"),
    ])
    _ = try run(["export", "jsonl", "--db", database, "-o", path("a.jsonl")])
    let card = String(decoding: try bytes("a.csv.card.md"), as: UTF8.self)
    #expect(card.contains("| filters | `--status reviewed` |"))
    #expect(card.contains("| licence | CC0-1.0 |"))
    #expect(!card.contains("review: unreviewed"))
    #expect(all.errors.contains("no dataset card"))
    // Both cards have the hash of the whole database, which is that of the unfiltered jsonl.
    func hash(_ card: String) -> Substring? {
      card.split(separator: "\n").first { $0.contains("database content") }?.split(separator: "`").dropFirst()
        .first
    }
    let whole = String(decoding: try bytes("a.jsonl.card.md"), as: UTF8.self)
    #expect(hash(card) != nil && hash(card) == hash(whole))
    #expect(whole.contains("| this file (SHA-256) | `\(hash(whole) ?? "")` |"))
  }

  @Test func anExportThatCannotBeWrittenLeavesWhatWasThere() throws {
    let database = try ingest()
    let file = folder.write("a.csv", "của tôi")
    let outcome = try run(["export", "csv", "--speaker", "không ai", "--db", database, "--force", "-o", file])
    #expect(outcome.status == 1)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "của tôi")
    // Folders that are not there are made, but not in the place of a file.
    #expect(try run(["export", "csv", "--db", database, "-o", path("moi/sau/co.csv")]).status == 0)
    #expect(FileManager.default.fileExists(atPath: path("moi/sau/co.csv.card.md")))
    #expect(try run(["export", "csv", "--db", database, "-o", path("a.csv/co.csv")]).status == 3)
    #expect(try run(["export", "brat", "--db", database, "-o", folder.path]).status == 3)
    #expect(try run(["export", "brat", "--db", database]).status == 2)
    #expect(try run(["export", "csv", "--reviewed", "--status", "accepted", "--db", database]).status == 2)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.contains("partial") })
  }

  @Test func linesThatCannotBeTakenAreNamedAndTheOthersComeIn() throws {
    let database = try ingest()
    let lines = try run(["export", "jsonl", "--db", database]).output.split(separator: "\n")
    let file = folder.write("x.jsonl", "\(lines[0])\n{\"id\":\"x\"}\n\n\(lines[1])")
    let outcome = try run(["import", file, "--db", path("b.sqlite")])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("\(file):2: `sha256` is missing") || outcome.errors.contains("\(file):2: `"))
    #expect(outcome.errors.contains("2 new"))
    #expect(try run(["import", path("mat.jsonl"), "--db", path("moi.sqlite")]).status == 3)
    #expect(try run(["import", folder.path, "--db", path("moi.sqlite")]).status == 3)
    #expect(!FileManager.default.fileExists(atPath: path("moi.sqlite")))
    let piped = try run(["import", "-", "--db", path("d.sqlite")], input: Array(lines[0].utf8))
    #expect(piped.errors.contains("1 new"))
  }

  @Test(arguments: [
    #"{"rules":[{"action":"steal","key":"x","kind":"person","article":"","speaker":{"name":"A","kind":"person"},"by":"z","at":"t"}],"aliases":[],"log":[]}"#,
    #"{"rules":[],"aliases":[],"log":[{"line":9223372036854775807,"at":"t","by":"z","action":"speakers merge"}]}"#,
    "{",
  ])
  func decisionsThatNoExportHoldsAreRefusedWithTheirLine(decisions: String) throws {
    let database = try ingest()
    let line = try #require(
      try run(["export", "jsonl", "--db", database]).output.split(separator: "\n").first)
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    object["speakerDecisions"] = decisions
    let file = folder.write("x.jsonl", Array(try JSONSerialization.data(withJSONObject: object)))
    // Into a database whose log is not empty, so that the places have to be added up.
    try decide(database, by: "an")
    let outcome = try run(["import", file, "--db", database])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(file):1: "), "\(outcome.errors)")
  }

  @Test func conflictsOfTwoReviewersAreListedAndEndWithOne() throws {
    let (one, other) = (try ingest("a.sqlite"), try ingest("b.sqlite"))
    try decide(one, by: "an")
    try decide(other, by: "bình", from: 7)
    let store = try QuoteStore(path: other, mode: .update)
    let accepted = try #require(try store.records().first { $0.status == .accepted })
    try store.decide(.reject, on: accepted.rowID, by: "bình")
    try store.close()
    let trial = try run(["import", other, "--dry-run", "--format", "jsonl", "--db", one])
    #expect(trial.status == 1)
    #expect(trial.objects.count == 1)
    #expect(trial.objects.first?["of"] as? String == accepted.id)
    #expect(trial.errors.contains("nothing was changed"))
    let outcome = try run(["import", other, "--format", "jsonl", "--db", one])
    #expect(outcome.output == trial.output)
    #expect(try run(["verify", "--db", one]).status == 0)
  }

  // MARK: verify

  @Test func verifyFindsWhatWasChangedFromOutside() throws {
    let database = try ingest()
    try decide(database, by: "an")
    let store = try QuoteStore(path: database, mode: .read)
    let record = try #require(try store.records().first { $0.status == .accepted })
    try store.close()
    func change(_ sql: String) throws {
      let shell = Process()
      shell.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      shell.arguments = [
        "python3", "-c",
        "import sqlite3,sys\nd=sqlite3.connect(sys.argv[1])\nd.execute(sys.argv[2])\nd.commit()", database,
        sql,
      ]
      try shell.run()
      shell.waitUntilExit()
      #expect(shell.terminationStatus == 0)
    }
    try change("UPDATE record SET status = 'rejected' WHERE id = \(record.rowID)")
    let review = try run(["verify", "--db", database, "--format", "jsonl"])
    #expect(review.status == 1)
    #expect(review.objects.map { $0["in"] as? String } == ["review"])
    try change(
      "UPDATE record SET status = 'accepted', start = start + 1, end = end + 1 WHERE id = \(record.rowID)")
    let places = try run(["verify", "--db", database, "--format", "jsonl"]).objects.compactMap {
      $0["in"] as? String
    }
    for format in DatasetFormat.allCases { #expect(places.contains(format.rawValue)) }
  }

  // MARK: Other people's programs

  @Test(.enabled(if: Consumers.reason == nil, Comment(rawValue: Consumers.reason ?? "")))
  func pandasDatasetsPyldAndBratReadTheExports() throws {
    let database = try ingest()
    try decide(database, by: "an")
    for (format, name) in [
      ("jsonl", "all.jsonl"), ("csv", "all.csv"), ("xlsx", "all.xlsx"), ("web-annotation", "all.anno.jsonld"),
      ("claimreview", "all.review.jsonld"), ("brat", "brat"),
    ] {
      let outcome = try run(["export", format, "--quiet", "--db", database, "-o", path(name)])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let found = try Consumers.read(folder.path)
    let store = try QuoteStore(path: database, mode: .read)
    let records = try store.records()
    let kept = records.filter { $0.status != .rejected }.count
    #expect(kept < records.count)
    for program in ["pandas", "datasets", "csv", "xlsx"] { #expect(found[program] == records.count) }
    for program in ["web-annotation", "claimreview", "brat"] { #expect(found[program] == kept) }
    #expect(found["guarded", default: 0] > 0)
    #expect(found["brat speakers", default: 0] > 0)
  }

  /// Each tool's own code reads what is exported for it, and what the tool writes again comes in as decisions.
  @Test(.enabled(if: Consumers.annotatorsReason == nil, Comment(rawValue: Consumers.annotatorsReason ?? "")))
  func annotationToolsReadTheExportsAndTheirFilesComeBack() throws {
    let database = try ingest()
    try decide(database, by: "an")
    let python = try Consumers.annotators.get().python
    func run(_ arguments: [String]) throws -> Program.Outcome {
      try Program.run(arguments, environment: ["USER": "bình", "TRICHDAN_PYTHON": python])
    }
    for (format, name) in [
      ("jsonl", "all.jsonl"), ("conll", "all.conllup"), ("doccano", "all.doccano.jsonl"),
      ("label-studio", "all.labelstudio.json"), ("spacy", "all.spacy"),
    ] {
      let outcome = try run(["export", format, "--quiet", "--db", database, "-o", path(name)])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let found = try Consumers.readAnnotations(folder.path)
    let store = try QuoteStore(path: database, mode: .read)
    let kept = try store.records().filter { $0.status != .rejected }.count
    try store.close()
    for tool in ["conll", "doccano", "label-studio", "spacy"] { #expect(found[tool] == kept, "\(tool)") }
    for name in ["back.conllup", "back.doccano.jsonl", "back.labelstudio.json", "back.spacy"] {
      let copy = "\(name).sqlite"
      try FileManager.default.copyItem(atPath: database, toPath: path(copy))
      let outcome = try run(["import", path(name), "--db", path(copy), "--format", "jsonl"])
      // What somebody else has said something about here (a note, a decision taken back) is not overruled, and listed.
      #expect(outcome.status == 1, "\(name): \(outcome.errors)")
      let after = try QuoteStore(path: path(copy), mode: .read)
      let statuses = Dictionary(grouping: try after.records(), by: \.status).mapValues(\.count)
      #expect(statuses[.unreviewed] == outcome.objects.count, "\(name): \(statuses)")
      let before = try QuoteStore(path: database, mode: .read)
      let decided = Dictionary(grouping: try before.records(), by: \.status).mapValues(\.count)
      #expect(statuses[.rejected] == decided[.rejected], "\(name): \(statuses)")
      #expect(statuses[.corrected] == decided[.corrected], "\(name): \(statuses)")
      #expect(try #require(statuses[.accepted]) > decided[.accepted, default: 0])
      try after.close()
      try before.close()
      #expect(try run(["verify", "--db", path(copy)]).status == 0)
    }
  }

  @Test func aPythonWithoutSpaCyIsNamedWithTheRemedy() throws {
    let database = try ingest()
    for arguments in [
      ["export", "spacy", "-o", path("a.spacy")], ["import", folder.write("b.spacy", "x\u{1}")],
    ] {
      let outcome = try Program.run(
        arguments + ["--db", database], environment: ["TRICHDAN_PYTHON": "/khong/co/python"])
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("pip install spacy"), "\(outcome.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: path("a.spacy")))
  }

  @Test func marksOfAnotherToolsLabelsAreNamed() throws {
    let database = try ingest()
    let line = #"{"text":"Ông Khía nói: “Đông”.","label":[[15,19,"Direct"],[0,8,"Lạ"]]}"#
    let outcome = try run([
      "import", folder.write("du-an.jsonl", line + "\n{\"text\":1}\n"), "--db", database,
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("“Lạ” is no label of trichdan's"), "\(outcome.errors)")
    #expect(outcome.errors.contains("du-an.jsonl:2: `text` is missing"), "\(outcome.errors)")
    let records = try run(["quotes", "--db", database, "--article", "du-an-1", "--format", "jsonl"]).objects
    #expect(records.map { $0["text"] as? String } == ["Đông"])
  }

  /// LibreOffice's command, where it is installed.
  private static let office = ["/usr/bin/soffice", "/usr/bin/libreoffice"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: office != nil, "LibreOffice is not installed"))
  func libreOfficeReadsTheWorkbookLikeTheCSV() throws {
    let database = try ingest()
    for format in ["csv", "xlsx"] {
      let outcome = try run([
        "export", format, "--no-guard", "--quiet", "--db", database, "-o", path("a.\(format)"),
      ])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(Self.office))
    process.arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
      "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", path("out"), path("a.xlsx"),
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    func rows(_ name: String) throws -> Int {
      let script =
        "import csv,sys\nprint(sum(1 for _ in csv.reader(open(sys.argv[1], encoding='utf-8-sig', newline=''))))"
      let python = Process()
      python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      python.arguments = ["python3", "-c", script, path(name)]
      let output = Pipe()
      python.standardOutput = output
      try python.run()
      python.waitUntilExit()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }
    #expect(try rows("out/a.csv") == rows("a.csv"))
    let text = try String(contentsOfFile: path("out/a.csv"), encoding: .utf8)
    #expect(text.contains("=1+1 là hai"), "what begins with = is a text")
  }

  // MARK: Agreement

  @Test func twoReviewersAreComparedFromExportsAndDatabases() throws {
    let (one, other) = (try ingest("a.sqlite"), try ingest("b.sqlite"))
    try decide(one, by: "an")
    try decide(other, by: "bình")
    let store = try QuoteStore(path: other, mode: .update)
    for record in try store.records().filter({ $0.status == .accepted }).prefix(5) {
      try store.decide(.reject, on: record.rowID, by: "bình")
    }
    try store.close()
    _ = try run(["export", "jsonl", "--db", one, "-o", path("a.jsonl")])
    let outcome = try run(["evaluate", "--agreement", path("a.jsonl"), other, "--format", "jsonl"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    func value(_ of: String, _ measure: String) -> Double? {
      outcome.objects.first { $0["of"] as? String == of && $0["measure"] as? String == measure }?["value"]
        as? Double
    }
    let count = try #require(value("both: kept or rejected", "count"))
    #expect(value("both: kept or rejected", "agreed") == count - 5)
    let (observed, expected) = (
      try #require(value("both: kept or rejected", "observed")),
      try #require(value("both: kept or rejected", "expected"))
    )
    let kappa = try #require(value("both: kept or rejected", "kappa"))
    #expect(abs(kappa - (observed - expected) / (1 - expected)) < 0.001)
    #expect(value("both: speaker", "kappa") == 1)
    #expect(try run(["evaluate", "--agreement", one, one]).output.contains("1.000"))
    #expect(try run(["evaluate", "--agreement", one]).status == 2)
    #expect(try run(["evaluate", Self.corpus, "--agreement", one, one]).status == 2)
    #expect(try run(["evaluate"]).status == 2)
  }

  /// An import took records that are not what the log beside them says, and `verify` faulted them afterwards.
  @Test(arguments: [
    (#""status":"accepted""#, #""status":"rejected""#), (#""reviewer":"an""#, #""reviewer":"bình""#),
    (#""note":"""#, #""note":"thêm""#),
  ])
  func aDatasetThatContradictsItsLogIsRefusedAsAWhole(old: String, new: String) throws {
    let database = try ingest()
    try decide(database, by: "an")
    #expect(try run(["export", "jsonl", "--db", database, "-o", path("a.jsonl")]).status == 0)
    var lines = String(decoding: try bytes("a.jsonl"), as: UTF8.self).split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains(#""status":"accepted""#) && $0.contains(old) })
    // Only what stands outside the log, whose quotes have backslashes before them.
    let record = try #require(lines[place].firstRange(of: #""status":"accepted""#))
    let from = old.contains("status") ? record.lowerBound : record.upperBound
    let found = try #require(lines[place][from...].firstRange(of: old))
    lines[place].replaceSubrange(found, with: new)
    let file = folder.write("đã-sửa.jsonl", lines.joined(separator: "\n"))
    let refused = try run(["import", file, "--db", path("b.sqlite")])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("nothing was imported"), "\(refused.errors)")
    let store = try QuoteStore(path: path("b.sqlite"), mode: .read)
    #expect(try store.counts().articles == 0)
    try store.close()
    #expect(try run(["verify", "--db", path("b.sqlite")]).status == 0)
    // What is here already stays as it is, and the unaltered export still comes in.
    #expect(try run(["import", path("a.jsonl"), "--db", path("b.sqlite")]).status == 0)
  }
}

/// What the database shows programs that read it with SQL.
@Suite struct DatasetteTests {
  private let folder = Folder()
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func database() throws -> String {
    let path = folder.path + "/báo.sqlite"
    let lines = folder.write(
      "bai.jsonl",
      #"{"id": "bai-1", "title": "Bến đò", "text": "“Đò sẽ chạy lại”, bà Lê Thị Mận nói.", "source": "Báo Sông"}"#
    )
    #expect(try Program.run(["ingest", "--quiet", "--db", path, lines]).status == 0)
    return path
  }

  /// What SQL answers, as texts.
  private func ask(_ path: String, _ query: String) throws -> [[String]] {
    let database = try DatabaseQueue(path: path)
    defer { try? database.close() }
    return try database.read { db in
      try Row.fetchAll(db, sql: query).map {
        $0.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" }
      }
    }
  }

  @Test func viewsReadWellAndAreFoundByWordsWithoutDiacritics() throws {
    let path = try database()
    for _ in 0..<2 {
      let outcome = try Program.run(["datasette", path])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(outcome.output.contains("\n  \"báo\":\n    tables:\n      quotes:\n"))
      #expect(outcome.output.contains("fts_table: quotes_search"))
    }
    #expect(
      try ask(path, "SELECT text, speaker, paper, article FROM quotes")
        == [["Đò sẽ chạy lại", "Lê Thị Mận", "Báo Sông", "bai-1"]])
    #expect(try ask(path, "SELECT name, quotes, claims FROM speakers") == [["Lê Thị Mận", "1", "0"]])
    #expect(try ask(path, "SELECT key, title, quotes FROM articles") == [["bai-1", "Bến đò", "1"]])
    #expect(
      try ask(
        path,
        "SELECT text FROM quotes WHERE id IN (SELECT rowid FROM quotes_search WHERE quotes_search MATCH 'chay')"
      )
        == [["Đò sẽ chạy lại"]])
  }

  @Test func aDatabaseWithViewsIsWholeAndGoesOn() throws {
    let path = try database()
    #expect(try Program.run(["datasette", path]).status == 0)
    #expect(try Program.run(["verify", "--db", path]).status == 0)
    #expect(try Program.run(["repair", "--db", path]).status == 0)
    let more = folder.write("bai-2.txt", "“Cầu sẽ xong”, ông Trần Văn Lộc nói.")
    #expect(try Program.run(["ingest", "--quiet", "--db", path, more]).status == 0)
    #expect(
      try ask(path, "SELECT speaker FROM quotes ORDER BY speaker") == [["Lê Thị Mận"], ["Trần Văn Lộc"]])
  }

  @Test func whereThereIsNoDatabaseNoneIsMade() throws {
    let outcome = try Program.run(["datasette", folder.path + "/none.sqlite"])
    #expect(outcome.status == 3 && outcome.output.isEmpty && outcome.errors.contains("none.sqlite"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/none.sqlite"))
  }

  /// The page names every table and view with every column, and no other.
  @Test func theSchemaPageIsTrue() throws {
    let path = try database()
    #expect(try Program.run(["datasette", path]).status == 0)
    let page = try String(contentsOf: Self.root.appendingPathComponent("Docs/database.md"), encoding: .utf8)
    var told: [String: Set<String>] = [:]
    var table = ""
    for line in page.components(separatedBy: "\n") {
      if let head = line.firstMatch(of: /^### `(\w+)`/) { table = String(head.1) }
      if !table.isEmpty, let row = line.firstMatch(of: /^\| ((?:`\w+`(?:, )?)+) \|/) {
        told[table, default: []].formUnion(row.1.matches(of: /`(\w+)`/).map { String($0.1) })
      }
    }
    var there: [String: Set<String>] = [:]
    let columns = try ask(
      path,
      "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p "
        + "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'record_words%' "
        + "AND m.name NOT LIKE 'quotes_search%' AND m.name <> 'grdb_migrations'")
    for pair in columns { there[pair[0], default: []].insert(pair[1]) }
    for name in Set(told.keys).union(there.keys).sorted() {
      #expect(told[name] == there[name], "\(name)")
    }
  }
}
