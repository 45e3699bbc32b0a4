import Foundation
import Testing

@Suite struct CheckCommandTests {
  private let folder = Folder()
  private var database: String { folder.path + "/kho.sqlite" }

  private static let articles = """
    {"id":"a","source":"Tin Bến","published":"2024-03-05","text":"“Đò sẽ không chạy trước Tết vì nước còn cạn”, bà Lê Thị Minh nói."}
    {"id":"b","source":"Báo Sông","published":"2024-03-02","text":"“Đò sẽ không chạy trước Tết vì nước cạn”, bà Lê Thị Minh nói."}
    {"id":"c","text":"“Nước lên từng ngày, phải đợi thôi”, ông Đỗ Văn Sáu nói."}
    """

  private func run(_ arguments: String..., input: String = "") throws -> Program.Outcome {
    if !FileManager.default.fileExists(atPath: database) {
      _ = try Program.run(["ingest", "--db", database, folder.write("tin.jsonl", Self.articles)])
    }
    return try Program.run(arguments + ["--db", database], input: Array(input.utf8))
  }

  @Test func theExitStatusSaysWhetherItIsVerified() throws {
    #expect(try run("check", "Nước lên từng ngày, phải đợi thôi").status == 0)
    #expect(try run("check", "Nước lên từng ngày, đợi thôi").status == 1)
    #expect(try run("check", "Chuyện con cá biết hát ai mà tin").status == 1)
    #expect(try run("check", "…").status == 2)
    #expect(try run("check").status == 2)
    #expect(try run("check", "a b", "--article", "khong-co").status == 1)
    #expect(try run("check", "a b", "--in", folder.path + "/khong-co.txt").status == 3)
  }

  @Test func jsonHasEveryMemberThatWasPromised() throws {
    let object = try #require(
      try run("check", "Nước lên từng ngày, phải chờ thôi", "--speaker", "ông Sáu", "--format", "json")
        .objects.first)
    for key in ["verdict", "score", "article", "start", "end", "found", "speaker", "diff", "warnings"] {
      #expect(object[key] != nil, "\(key)")
    }
    #expect(object["verdict"] as? String == "altered")
    #expect(object["article"] as? String == "c")
  }

  @Test func changesStandInBracketsWithoutColour() throws {
    let output = try run("check", "Nước lên từng ngày, phải chờ thôi").output
    #expect(output.contains("[đợi]"))
    #expect(output.contains("[chờ]"))
  }

  @Test func aListGivesOneAnswerALineWithItsID() throws {
    let outcome = try run(
      "check", "--from", "-",
      input: """
        {"id":"x","quote":"Nước lên từng ngày, phải đợi thôi","speaker":"Lê Thị Minh"}
        {"id":7,"quote":""}
        no JSON
        {"id":"y","quote":"nuoc len tung ngay, phai doi thoi","article":"c"}
        """)
    #expect(outcome.status == 1)
    #expect(
      outcome.objects.compactMap { $0["verdict"] as? String } == ["misattributed", "not-found", "verbatim"])
    #expect(outcome.objects.first?["id"] as? String == "x")
    #expect(outcome.errors.contains(":2:"))
    #expect(outcome.errors.contains(":3:"))
  }

  @Test func aDraftIsHeldAgainstTheDatabaseWorstFirst() throws {
    let draft = folder.write(
      "nhap.txt",
      "“Nước lên từng ngày, phải đợi thôi”, ông Đỗ Văn Sáu nói. “Đò sẽ chạy trước Tết vì nước còn cạn”, bà Lê Thị Minh nói."
    )
    let outcome = try run("check", "--draft", draft, "--format", "jsonl")
    #expect(outcome.status == 1)
    #expect(outcome.objects.compactMap { $0["verdict"] as? String } == ["altered", "verbatim"])
    #expect(outcome.objects.first?["warnings"] as? [String] == ["negation-changed"])
  }

  @Test func variantsComeEarliestFirstWithTheirDifferences() throws {
    let id = try #require(
      try run("quotes", "--article", "a", "--layer", "quote", "--format", "jsonl").objects.first?["id"]
        as? String)
    let outcome = try run("quotes", "--variants", id, "--format", "jsonl")
    #expect(outcome.objects.compactMap { $0["article"] as? String } == ["b", "a"])
    #expect(try run("quotes", "--variants", id).output.contains("[còn]"))
    #expect(try run("quotes", "--variants", "a#q1-2").status == 1)
  }
}
