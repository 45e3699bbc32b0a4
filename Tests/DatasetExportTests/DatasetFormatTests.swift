import ArticleReader
import Foundation
import QuoteEngine
import Testing

@testable import DatasetExport

@Suite struct DatasetFormatTests {
  private func file(_ name: String, _ sink: MemorySink) throws -> String {
    String(decoding: try #require(sink.files.first { $0.name == name }).bytes, as: UTF8.self)
  }

  private func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test(arguments: DatasetFormat.allCases)
  func theSameArticlesGiveTheSameBytes(format: DatasetFormat) throws {
    let (one, other) = (try Sample.export(format), try Sample.export(format))
    #expect(one.bytes == other.bytes)
    #expect(one.files.map(\.bytes) == other.files.map(\.bytes))
    #expect(!one.bytes.isEmpty || !one.files.isEmpty)
  }

  @Test(arguments: DatasetFormat.allCases)
  func noArticleAtAllIsAWholeDatasetToo(format: DatasetFormat) throws {
    let sink = try Sample.export(format, [])
    switch format {
    case .jsonl: #expect(sink.bytes.isEmpty)
    case .csv: #expect(try CSVRows.read(sink.bytes.dropFirst(3)[...]).count == 1)
    case .xlsx: #expect(try Self.rows(sink).count == 1)
    case .webAnnotation, .claimReview: _ = try object(sink.bytes)
    case .brat: #expect(sink.files.map(\.name) == ["annotation.conf", "visual.conf"])
    case .conll: #expect(String(decoding: sink.bytes, as: UTF8.self).hasPrefix("# global.columns = ID FORM "))
    case .doccano, .spacy: #expect(sink.bytes.isEmpty)
    case .labelStudio: #expect(try JSONSerialization.jsonObject(with: Data(sink.bytes)) as? [Int] == [])
    }
  }

  // MARK: jsonl

  @Test func everyLineHasTheSameKeysAndValuesOfOneType() throws {
    var bare = DatasetArticle(
      article: Article(id: "x", text: "Đò."), sha256: Article(id: "x", text: "Đò.").sha256(),
      origin: DatasetOrigin(ingestedAt: "", patternVersion: "", programVersion: ""))
    bare.records = []
    let lines = try Sample.export(.jsonl, [bare, Sample.article]).bytes.split(separator: 0x0A).map {
      try object(Array($0))
    }
    #expect(lines.count == 2)
    #expect(Set(lines[0].keys) == Set(lines[1].keys))
    for key in lines[0].keys {
      #expect((lines[0][key] is String) == (lines[1][key] is String), "\(key)")
      #expect(!(lines[0][key] is NSNull), "\(key)")
    }
  }

  @Test func aLineComesBackAsTheArticleThatItWas() throws {
    let bytes = try Sample.export(.jsonl).bytes
    var back = try DatasetLine.article(Data(bytes))
    // The day is made from `published` by whoever stores the article.
    back.publicationDay = Sample.article.publicationDay
    var expected = Sample.article
    expected.records = expected.records(of: .quote) + expected.records(of: .claim)
    #expect(back == expected)
    #expect(try Sample.export(.jsonl, [back]).bytes == bytes)
  }

  @Test func aLineOfExtractComesInWithNobodysDecisions() throws {
    var annotations = Annotations()
    var said = Sample.record("=1+1", by: "Tô Vĩnh Khoan").attribution
    said.via = SpeakerReference(name: "Đài Bến", kind: .organisation)
    annotations.quotes = [said]
    var bytes: [UInt8] = []
    ArticleLine.append(Article(id: "a", text: Sample.text), annotations, to: &bytes)
    let article = try DatasetLine.article(Data(bytes))
    #expect(article.records.map(\.attribution) == [said])
    #expect(article.records.map(\.status) == ["unreviewed"])
    #expect(article.log.isEmpty)
  }

  @Test(arguments: [
    ("\"text\":\"Đò", "\"text\":\"Xò", "`sha256` is not the hash"),
    ("\"start\":10,", "\"start\":11,", "does not stand at 11–14"),
    ("\"quotes\":", "\"quoten\":", "`quotes` is missing"),
    ("\"kind\":\"direct\"", "\"kind\":\"indirect\"", "`indirect` is no kind of quote"),
    ("\"confidence\":0.9,", "\"confidence\":\"0.9\",", "has the wrong type"),
    ("\"status\":\"accepted\"", "\"status\":\"agreed\"", "`agreed` is no review status"),
    ("{\"id\"", "[{\"id\"", "no JSON object"),
  ])
  func aLineThatWasTamperedWithIsRefused(old: String, new: String, reason: String) throws {
    let line = String(decoding: try Sample.export(.jsonl).bytes, as: UTF8.self)
    #expect(line.contains(old))
    let changed = line.replacing(old, with: new, maxReplacements: 1)
    let fault = try #require(throws: DatasetLine.Fault.self) { try DatasetLine.article(Data(changed.utf8)) }
    #expect("\(fault)".contains(reason), "\(fault)")
  }

  // MARK: csv

  @Test func csvHasAByteOrderMarkAndItsLinesEndAsRFC4180Says() throws {
    let bytes = try Sample.export(.csv).bytes
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let rows = try CSVRows.read(bytes.dropFirst(3)[...])
    #expect(rows.count == 6)
    #expect(rows.allSatisfy { $0.count == RecordRow.columns.count })
    #expect(rows[0] == RecordRow.columns)
  }

  @Test func noCellIsAFormulaAndEachTextComesBack() throws {
    let rows = try CSVRows.read(try Sample.export(.csv).bytes.dropFirst(3)[...])
    let text = try #require(RecordRow.columns.firstIndex(of: "text"))
    let author = try #require(RecordRow.columns.firstIndex(of: "author"))
    let note = try #require(RecordRow.columns.firstIndex(of: "note"))
    let row = try #require(rows.first { $0[text] == "'=1+1" })
    #expect(row[author] == "'=Nguyễn")
    #expect(row[note] == "'-tốt\n\"lắm\"")
    #expect(SpreadsheetCell.text(of: row[text]) == "=1+1")
  }

  @Test(arguments: [
    "=x", "+x", "-x", "@x", "\tx", "\rx", "\nx", "＝x", "'=x", "''-x", "'x", "x", "", "'", "“x”",
  ])
  func whatGuardsACellCanBeTakenAway(text: String) throws {
    let cell = SpreadsheetCell.isGuarded(text) ? "'" + text : text
    #expect(SpreadsheetCell.text(of: cell).isSame(as: text))
    #expect(!"=+-@\t\r\n＝".unicodeScalars.contains(cell.unicodeScalars.first ?? "x"))
  }

  // MARK: Linked data

  @Test func anAnnotationNamesItsWordsTheirPlaceAndTheirSpeaker() throws {
    let collection = try object(try Sample.export(.webAnnotation).bytes)
    #expect(collection["total"] as? Int == 4)
    let items = try #require((collection["first"] as? [String: Any])?["items"] as? [[String: Any]])
    let item = try #require(items.first { ($0["creator"] as? [String: Any])?["name"] as? String == "an" })
    #expect(item["id"] as? String == "urn:trichdan:b%E1%BA%BFn%2F1:q10-14")
    let target = try #require(item["target"] as? [String: Any])
    #expect((target["source"] as? [String: Any])?["id"] as? String == "https://vi.example/a%20b")
    let selectors = try #require(target["selector"] as? [[String: Any]])
    #expect(selectors[0]["exact"] as? String == "=1+1")
    #expect(selectors[0]["prefix"] as? String == "Đò \"mới\"\n\n")
    #expect((selectors[0]["suffix"] as? String)?.unicodeScalars.count == 32)
    #expect(selectors[1]["start"] as? Int == 10)
    let bodies = try #require(item["body"] as? [[String: Any]])
    #expect(
      bodies.map { $0["purpose"] as? String } == ["identifying", "describing", "classifying", "commenting"])
    #expect(bodies[0]["value"] as? String == "Tô Vĩnh Khoan")
  }

  @Test func aClaimReviewHasTheClaimAndNoRating() throws {
    let graph = try #require(
      try object(try Sample.export(.claimReview).bytes)["@graph"] as? [[String: Any]])
    #expect(graph.count == 4)
    for review in graph {
      for left in ["reviewRating", "author", "datePublished", "url"] { #expect(review[left] is NSNull) }
      let claim = try #require(review["itemReviewed"] as? [String: Any])
      #expect(claim["datePublished"] as? String == "2021-04-05")
      #expect((claim["appearance"] as? [String: Any])?["headline"] as? String == "Đò \"mới\"")
    }
    let quote = try #require(graph[0]["itemReviewed"] as? [String: Any])
    #expect(quote["@type"] as? [String] == ["Claim", "Quotation"])
    #expect((quote["author"] as? [String: Any])?["name"] as? String == "Tô Vĩnh Khoan")
  }

  // MARK: brat

  @Test func aQuoteOverTwoLinesIsInFragmentsWithASpaceBetween() throws {
    let name = BratDocument.name(of: "bến/1")
    let lines = try file(name + ".ann", try Sample.export(.brat)).split(separator: "\n")
    #expect(try file(name + ".txt", try Sample.export(.brat)) == Sample.text)
    let first = Sample.excerpt("Đò chạy,").span
    let second = Sample.excerpt("rồi đò nghỉ").span
    #expect(
      lines.contains {
        $0.hasSuffix(
          "\tDirect \(first.start) \(first.end);\(second.start) \(second.end)\tĐò chạy, rồi đò nghỉ")
      })
    // Python ends lines at U+2028 as well.
    #expect(lines.contains { $0.hasSuffix("\t5.000 đồng; @bến") })
    #expect(lines.allSatisfy { !$0.unicodeScalars.contains("\u{2028}") })
  }

  @Test func aSpeakerWhoIsNotNamedAtTheQuoteIsTiedToTheNearestMention() throws {
    let lines = try file(BratDocument.name(of: "bến/1") + ".ann", try Sample.export(.brat)).split(
      separator: "\n")
    let quote = try #require(lines.first { $0.contains("\tDirect ") && $0.hasSuffix("rồi đò nghỉ") })
    let mention = try #require(lines.first { $0.contains("\tPerson ") && $0.hasSuffix("\tbà Mận") })
    let (a, b) = (quote.prefix { $0 != "\t" }, mention.prefix { $0 != "\t" })
    #expect(lines.contains { $0.hasSuffix("\tSpokenBy Arg1:\(a) Arg2:\(b)") })
    #expect(lines.contains { $0.hasSuffix("\tNegated \(a)") })
  }

  @Test(arguments: [
    "bai-1", "bai_1", "Bai-1", "bến", "../x", "a/b", "", ".ẩn", "stdin:2", String(repeating: "x", count: 300),
  ])
  func aKeyBecomesAFileNameThatIsSafeEverywhere(key: String) {
    let name = BratDocument.name(of: key)
    #expect(name.utf8.count <= 100)
    #expect(!name.hasPrefix(".") || key.isEmpty)
    #expect(
      name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0)
      })
    #expect((name == key) == ["bai-1", "bai_1"].contains(key))
  }

  @Test func oneClaimInTwoArticlesIsOneReview() throws {
    var other = Sample.article
    other.article.id = "bến/2"
    other.publicationDay = "2021-04-01"
    var options = DatasetOptions()
    options.checker.name = "Ban kiểm chứng"
    options.checker.rating = "Đúng"
    options.checker.url = "https://kiem.example/1"
    options.checker.day = "2021-05-01"
    for article in [Sample.article, other] { options.appearances.add(article, wantsRejected: false) }
    let sink = MemorySink()
    var exporter = DatasetExporter(format: .claimReview, programVersion: "0.1", options: options, to: sink)
    for article in [Sample.article, other] { try exporter.add(article) }
    _ = try exporter.finish()
    let graph = try #require(try object(sink.bytes)["@graph"] as? [[String: Any]])
    // Of four kept records two have a named speaker; what groups and the unnamed say is of each article.
    #expect(graph.count == 2 + 2 * 2)
    let review = try #require(graph.first { $0["claimReviewed"] as? String == "=1+1" })
    #expect((review["author"] as? [String: Any])?["name"] as? String == "Ban kiểm chứng")
    #expect((review["reviewRating"] as? [String: Any])?["alternateName"] as? String == "Đúng")
    #expect(review["datePublished"] as? String == "2021-05-01")
    let claim = try #require(review["itemReviewed"] as? [String: Any])
    #expect((claim["appearance"] as? [[String: Any]])?.count == 2)
    #expect(claim["datePublished"] as? String == "2021-04-01")
    #expect((claim["identifier"] as? [String])?.count == 2)
  }

  // MARK: What is left out, and the card

  @Test func rejectedRecordsAreLeftOutWhereTheyWouldBeTakenForQuotes() throws {
    for format in DatasetFormat.allCases where format != .brat && format != .xlsx {
      let text = String(decoding: try Sample.export(format).bytes, as: UTF8.self)
      let asked = String(decoding: try Sample.export(format, wantsRejected: true).bytes, as: UTF8.self)
      #expect(text.contains("q4-7") == format.keepsRejected, "\(format)")
      #expect(asked.contains("q4-7"), "\(format)")
    }
  }

  // MARK: xlsx

  private static func rows(_ sink: MemorySink) throws -> [[String]] {
    let sheet = try #require(ZIPReader.entry("xl/worksheets/sheet1.xml", in: sink.bytes))
    return WorkbookReader.rows(String(decoding: sheet, as: UTF8.self))
  }

  @Test func aWorkbookHoldsTextsAsTheyAre() throws {
    let rows = try Self.rows(try Sample.export(.xlsx))
    #expect(rows.count == 6)
    #expect(rows[0] == RecordRow.columns)
    let text = try #require(RecordRow.columns.firstIndex(of: "text"))
    let note = try #require(RecordRow.columns.firstIndex(of: "note"))
    let row = try #require(rows.first { $0[text] == "=1+1" })
    #expect(row[note] == "-tốt\n\"lắm\"")
  }

  /// XML 1.0 has no place for them; a workbook with one is refused as damaged.
  @Test func whatXMLMayNotHoldIsWrittenAsSpreadsheetsReadIt() {
    var bytes: [UInt8] = []
    WorkbookSheet.append("a\u{1}<&>\u{1F}\u{FFFE}đ", to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "a_x0001_&lt;&amp;&gt;_x001F__xFFFE_đ")
  }

  @Test func aCellIsNoLongerThanSpreadsheetsTake() {
    var bytes: [UInt8] = []
    WorkbookSheet.append(String(repeating: "đ", count: 40_000), to: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.utf16.count == 32_767 && text.hasSuffix("đ…"))
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
  func columnsHaveTheLettersOfSpreadsheets(column: Int, letters: String) {
    #expect(WorkbookSheet.letters(column) == letters)
  }

  @Test func aDamagedEntryIsNotRead() throws {
    var bytes = try Sample.export(.xlsx).bytes
    bytes[200] ^= 0xFF
    #expect(ZIPReader.entry("xl/worksheets/sheet1.xml", in: bytes) == nil)
    #expect(ZIPReader.entry("xl/khong-co.xml", in: bytes) == nil)
  }

  @Test func theCardCountsWhatIsInTheDataset() throws {
    var exporter = DatasetExporter(format: .csv, programVersion: "0.1", to: MemorySink())
    try exporter.add(Sample.article)
    let card = DatasetCard(
      format: .csv, name: "a|b.csv", summary: try exporter.finish(), filters: ["--speaker 'tô vĩnh'"],
      programVersion: "0.1", licence: "CC-BY-4.0", contentHash: "abc", fileHash: "def"
    ).text
    for line in [
      "| articles | 1 |", "| quotes | 3 |", "| claims | 2 |", "| review: accepted | 1 |",
      "| reviewed by an | 1 |",
      "| filters | `--speaker 'tô vĩnh'` |", "| licence | CC-BY-4.0 |", "license: \"CC-BY-4.0\"",
      "| database content (SHA-256) | `abc` |", "| published | 2021-04-05 to 2021-04-05 |",
      "| annotated by | trichdan 0.1, patterns p1 (1 articles) |",
    ] {
      #expect(card.contains(line), "\(line)")
    }
  }

  // MARK: The check

  @Test func whatIsExportedIsFoundToBeRight() {
    var check = DatasetCheck(programVersion: "0.1")
    check.check(Sample.article)
    #expect(check.faults.isEmpty, "\(check.faults)")
    #expect(check.places > 20)
  }

  @Test func manyArticlesAreCheckedLikeOne() {
    var wrong = Sample.article
    wrong.sha256 = "x"
    var check = DatasetCheck(programVersion: "0.1")
    check.check([Sample.article, wrong, Sample.article])
    var one = DatasetCheck(programVersion: "0.1")
    one.check(Sample.article)
    #expect(check.places == 3 * one.places)
    #expect(check.faults.count == 1)
  }

  @Test(arguments: DatasetFormat.allCases)
  func aPlaceThatIsOffByOneIsFoundInEveryFormat(format: DatasetFormat) {
    var article = Sample.article
    article.records[1].attribution.content.span.start += 1
    article.records[1].attribution.content.span.end += 1
    var check = DatasetCheck(programVersion: "0.1")
    check.check(article, format)
    #expect(!check.faults.isEmpty)
  }

  @Test(arguments: DatasetFormat.allCases)
  func aLetterOfAnotherCodePointIsFoundInEveryFormat(format: DatasetFormat) {
    var article = Sample.article
    let index = article.records.firstIndex { $0.attribution.content.text.hasPrefix("giá") }!
    // The same to the eye, and to Swift's ==: “á” as two code points.
    article.records[index].attribution.content.text = "gia\u{301} 5.000 đồng"
    var check = DatasetCheck(programVersion: "0.1")
    check.check(article, format)
    #expect(!check.faults.isEmpty)
  }
}
