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

  @Test func aDraftsClaimsAreCheckedAsClaimsAndNothingIsHidden() throws {
    let wrong = folder.write(
      "nhap-2.txt", "Bản thảo\n\n« Nước lên từng giờ, phải đợi thôi », ông Đỗ Văn Sáu nói.")
    #expect(try run("check", "--draft", wrong).status == 1)
    // A few words in marks that stand nowhere: not checked, and let pass only when that is asked for.
    let title = folder.write(
      "nhap-3.txt", "Quán ấy tên là “Gió Chướng”. “Nước lên từng ngày, phải đợi thôi”, ông Đỗ Văn Sáu nói.")
    let outcome = try run("check", "--draft", title, "--format", "jsonl")
    #expect(outcome.status == 1)
    #expect(outcome.objects.compactMap { $0["verdict"] as? String }.sorted() == ["not-checked", "verbatim"])
    #expect(try run("check", "--draft", title, "--allow-unchecked").status == 0)
    // Of a draft in which nothing is to be checked nothing was vouched for: it ended with 0.
    let bare = folder.write("nhap-4.txt", "Trời hôm ấy trong xanh.")
    let nothing = try run("check", "--draft", bare)
    #expect(nothing.status == 1)
    #expect(nothing.errors.contains("has nothing to check") && nothing.errors.contains("--allow-unchecked"))
    #expect(try run("check", "--draft", bare, "--allow-unchecked").status == 0)
    let noun = folder.write("nhap-5.txt", "Nước lên từng ngày, phải đợi thôi, đó là lời ông Sáu.")
    #expect(try run("check", "--draft", noun).output.contains("not-checked"))
  }

  @Test func listsComeAsTextCSVJSONAndTheProgramsOwnOutput() throws {
    let words = "Nước lên từng ngày, phải đợi thôi"
    func verdicts(_ input: String) throws -> [String] {
      try run("check", "--from", "-", input: input).objects.compactMap { $0["verdict"] as? String }
    }
    #expect(try verdicts("\(words)\n\nCon cá biết hát hay hơn chim\n") == ["verbatim", "not-found"])
    #expect(
      try verdicts(
        "id,quote,speaker\n1,\"\(words)\",ông Sáu\n2,\"\(words)\"\n3,\"Đò sẽ\n4,\"\(words)\",Lê Thị Minh\n")
        == ["verbatim", "misattributed"])
    #expect(
      try verdicts(try run("quotes", "--layer", "quote", "--format", "jsonl").output) == [
        "verbatim", "verbatim", "verbatim",
      ])
    #expect(
      try verdicts(try run("quotes", "--layer", "quote", "--format", "csv").output) == [
        "verbatim", "verbatim", "verbatim",
      ])
    let extracted = try Program.run(["extract", "-"], input: Array(Self.articles.utf8)).output
    #expect(try verdicts(extracted).filter { $0 == "verbatim" }.count == 3)
    #expect(try run("check", "--from", "-", input: "").status == 2)
  }

  @Test func aPageShowsBothSidesAndEscapes() throws {
    let input = #"{"id":"<b>","quote":"Nước lên từng ngày, phải chờ thôi"}"#
    let page = try run("check", "--from", "-", "--format", "html", input: input).output
    #expect(page.contains("<del>đợi</del>") && page.contains("<ins>chờ</ins>"))
    #expect(page.contains("&lt;b&gt;") && !page.contains("<b></small>"))
    #expect(page.hasSuffix("</body></html>\n"))
  }

  @Test func theHistoryNamesTheEarliestArticle() throws {
    let outcome = try run("check", "Đò sẽ không chạy trước Tết vì nước còn cạn", "--format", "json")
    let history = try #require(outcome.objects.first?["history"] as? [[String: Any]])
    #expect(history.compactMap { $0["article"] as? String } == ["b", "a"])
    #expect(
      try run("check", "Đò sẽ không chạy trước Tết vì nước còn cạn").output.contains("earliest  2024-03-02"))
  }

  @Test func closenessSaysHowNearAPassageHasToBe() throws {
    let half = "Nước lên từng ngày, chị em về"
    #expect(try run("check", half, "--format", "json").objects.first?["verdict"] as? String == "altered")
    #expect(
      try run("check", half, "--closeness", "0.8", "--format", "json").objects.first?["verdict"] as? String
        == "not-found")
    #expect(try run("check", half, "--closeness", "2").status == 2)
  }

  @Test func badInputIsNamedAndTheRestGoesOn() throws {
    let long = String(repeating: "nước lên ", count: 11_000)
    let outcome = try run(
      "check", "--from", "-",
      input: "{\"quote\":\"\(long)\"}\n{\"quote\":\"Nước [lên từng ngày, phải đợi thôi\"}\n")
    #expect(outcome.objects.compactMap { $0["verdict"] as? String }.last == "verbatim")
    #expect(outcome.objects.count == 2)
  }

  @Test func anEmptyDraftIsNamed() throws {
    for (name, text) in [("rong.txt", ""), ("trang.txt", " \n\n")] {
      let outcome = try run("check", "--draft", folder.write(name, text))
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains(name) && outcome.errors.contains("empty"))
    }
  }

  /// A draft with 6,000 marks that nothing closes came back as verbatim, with exit status 0.
  @Test func marksAndBracketsThatNothingClosesAreNotVouchedFor() throws {
    let words = "Nước lên từng ngày, phải đợi thôi"
    for (number, open) in [
      String(repeating: "“", count: 6_000), "“", "Ông Sáu nói: “[",
      "Ông Sáu nói: “" + String(repeating: "[", count: 6_000),
    ].enumerated() {
      let draft = folder.write("mo-\(number).txt", open + words + (open.hasSuffix("[") ? "”." : ""))
      let outcome = try run("check", "--draft", draft, "--format", "jsonl")
      #expect(outcome.status == 1, "\(open.prefix(20))")
      #expect(!outcome.objects.contains { $0["verdict"] as? String == "verbatim" }, "\(open.prefix(20))")
      #expect(outcome.errors.contains("were not checked"))
    }
  }

  @Test func aWrongLineAmongTenThousandSpoilsItselfAlone() throws {
    var lines = (0..<10_000).map {
      "{\"id\":\($0),\"quote\":\"\($0 % 2 == 0 ? "Nước lên từng ngày, phải đợi thôi" : "câu thứ \($0)")\"}"
    }
    lines[5_000] = "{\"id\":5000,\"quote\":"
    let outcome = try run("check", "--from", "-", input: lines.joined(separator: "\n"))
    #expect(outcome.status == 1)
    #expect(outcome.objects.count == 9_999)
    #expect(outcome.objects.count { $0["verdict"] as? String == "verbatim" } == 4_999)
    #expect(outcome.errors.contains("-:5001:"))
  }

  @Test func aQuoteOfAHundredThousandCharactersIsAnswered() throws {
    let words = String(repeating: "nước lên từng ngày ", count: 5_300)
    let outcome = try run("check", "-", "--format", "json", input: words)
    #expect(outcome.status == 1)
    #expect(outcome.objects.first?["verdict"] as? String == "not-found")
    let bytes = try Program.run(["check", "-", "--db", database], input: [0xFF, 0x61])
    #expect(bytes.status == 2)
    #expect(bytes.errors.contains("UTF-8"))
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
