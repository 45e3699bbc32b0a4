import Foundation
import QuoteStore
import Testing

@Suite struct ReextractTests {
  private let folder = Folder()
  private var database: String { folder.path + "/kho.sqlite" }

  private static let text = """
    Bến đò mở lại

    “Đò sẽ chạy trước Tết”, bà Lê Thị Mận nói. Ông Đỗ Văn Sáu cho biết bến đã sửa xong.
    """

  /// The shipped patterns without one reporting verb.
  private func patterns(without verb: String) throws -> String {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let other = folder.path + "/mau"
    try FileManager.default.copyItem(atPath: package + "/Patterns", toPath: other)
    let cues = other + "/lexicons/cues.txt"
    let lines = try String(contentsOfFile: cues, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    try lines.filter { !$0.hasPrefix("\(verb) |") }.joined(separator: "\n").write(
      toFile: cues, atomically: true, encoding: .utf8)
    return other
  }

  @Test func aChangeOfThePatternsIsListedAndDecisionsAreKept() throws {
    #expect(try Program.run(["ingest", "--db", database, folder.write("ben-do.txt", Self.text)]).status == 0)
    let store = try QuoteStore(path: database, mode: .update)
    let quote = try #require(try store.records().first { $0.layer == .quote })
    try store.decide(.accept, on: quote.rowID, by: "an")
    try store.close()
    let other = try patterns(without: "cho biết")
    func reextract(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(["reextract", "--db", database, "--patterns", other, "--format", "jsonl"] + arguments)
    }
    let before = try Program.run(["quotes", "--db", database, "--format", "jsonl"]).output

    // What would be, and nothing is.
    let dry = try reextract("--dry-run")
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.objects.map { $0["fate"] as? String } == ["no longer found"])
    #expect(dry.objects[0]["speaker"] as? String == "Đỗ Văn Sáu")
    #expect(dry.objects[0]["reviewed"] as? String == "no")
    #expect(dry.errors.contains("1 would be annotated anew, 0 up to date"))
    #expect(dry.errors.contains("reviewed  1 kept (1 found again, 0 no longer found, 0 in conflict)"))
    #expect(try Program.run(["quotes", "--db", database, "--format", "jsonl"]).output == before)

    let real = try reextract()
    #expect(real.output == dry.output)
    #expect(real.errors.contains("1 annotated anew, 0 up to date"))
    let left = try Program.run(["quotes", "--db", database, "--format", "jsonl"]).objects
    #expect(left.map { $0["status"] as? String } == ["accepted"])
    #expect(left.map { $0["reviewer"] as? String } == ["an"])

    // Once more: up to date, unless all are wanted.
    let again = try reextract()
    #expect(again.output.isEmpty)
    #expect(again.errors.contains("0 annotated anew, 1 up to date"))
    #expect(try reextract("--all").errors.contains("1 annotated anew, 0 up to date"))
    #expect(try reextract("--all", "--article", "ben-do").status == 0)
    #expect(try reextract("--article", "khong-co").status == 1)
    #expect(try reextract("--quiet").errors.isEmpty)
  }

  @Test func statusesAreThoseThatThereAre() throws {
    #expect(try Program.run(["ingest", "--db", database, folder.write("ben-do.txt", Self.text)]).status == 0)
    func count(_ arguments: String...) throws -> Int {
      try Program.run(["quotes", "--db", database, "--format", "jsonl"] + arguments).objects.count
    }
    let all = try count()
    #expect(try count("--status", "unreviewed") == all)
    for status in ["accepted", "corrected", "added", "rejected", "reviewed", "conflict"] {
      #expect(try count("--status", status) == 0)
    }
    let outcome = try Program.run(["quotes", "--db", database, "--status", "done"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("reviewed"))
  }
}
