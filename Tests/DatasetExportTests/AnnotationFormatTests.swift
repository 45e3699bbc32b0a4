import ArticleReader
import Foundation
import QuoteEngine
import Testing

@testable import DatasetExport

@Suite struct AnnotationFormatTests {
  private static let marked: MarkedText = {
    var article = Sample.article
    article.records.removeAll { $0.status == "rejected" }
    return MarkedText(article)
  }()

  private func bytes(_ format: DatasetFormat) throws -> Data { Data(try Sample.export(format).bytes) }

  private func columns(_ text: String) throws -> [MarkedText] {
    var reader = ColumnsReader()
    var found: [MarkedText] = []
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      if let article = try reader.add(Substring(line)) { found.append(article) }
    }
    if let last = try reader.finish() { found.append(last) }
    return found
  }

  /// What a record says, whatever its mark is called.
  private static func said(_ article: MarkedText) -> Set<String> {
    func text(_ mark: MarkedText.Mark) -> String {
      "\(mark.label.rawValue) \(mark.span.start)-\(mark.span.end)"
    }
    return Set(
      article.records.map { entry in
        ([text(entry.mark)] + entry.sources.map { "by " + text($0) } + entry.cues.map { "cue " + text($0) })
          .joined(separator: ", ")
      })
  }

  private func expectSame(_ back: MarkedText) {
    #expect(Self.said(back) == Self.said(Self.marked))
    #expect(back.article.text.utf8.elementsEqual(Sample.text.utf8))
    #expect(back.article.id == "bến/1")
    #expect(back.article.author == "=Nguyễn")
    #expect(back.shown == Self.marked.shown)
    #expect(back.notes.isEmpty)
  }

  @Test func columnsComeBackAsTheyWere() throws {
    let back = try columns(String(decoding: try bytes(.conll), as: UTF8.self))
    #expect(back.count == 1)
    expectSame(try #require(back.first))
  }

  @Test func linesOfDoccanoComeBackAsTheyWere() throws {
    expectSame(try DoccanoReader.article(try bytes(.doccano)))
    expectSame(try DoccanoReader.article(try bytes(.spacy)))
  }

  @Test func tasksOfLabelStudioComeBackWhenTheyAreAnnotated() throws {
    guard case .untouched = try #require(try LabelStudioReader.tasks(try bytes(.labelStudio)).first) else {
      Issue.record("a prediction is no annotation")
      return
    }
    let text = String(decoding: try bytes(.labelStudio), as: UTF8.self)
    let annotated = text.replacing("\"predictions\"", with: "\"x\"").replacing("\"annotations\":[]", with: "")
      .replacing("\"x\"", with: "\"annotations\"").replacing("],}", with: "]}")
    guard case .article(let back) = try #require(try LabelStudioReader.tasks(Data(annotated.utf8)).first)
    else {
      Issue.record("not read: \(annotated)")
      return
    }
    expectSame(back)
  }

  @Test func whatAllPeopleDecidedIsAnAnnotationOfLabelStudio() throws {
    var article = Sample.article
    for index in article.records.indices { article.records[index].status = "accepted" }
    let sink = try Sample.export(.labelStudio, [article])
    guard case .article(let back) = try #require(try LabelStudioReader.tasks(Data(sink.bytes)).first) else {
      Issue.record("no annotation")
      return
    }
    #expect(Self.said(back) == Self.said(MarkedText(article)))
  }

  /// Two marks of one label that touch or share words are two, and what lies inside another is found again.
  @Test func marksThatShareWordsAreKeptApartInColumns() throws {
    var article = Sample.article
    article.records = [
      Sample.record("Đò chạy,\nrồi đò nghỉ"), Sample.record("đò nghỉ"), Sample.record("Đò chạy"),
      Sample.record("giá 5.000", .indirect), Sample.record("đồng", .indirect), Sample.record("5", .mixed),
    ].sorted { $0.attribution.content.span < $1.attribution.content.span }
    let back = try columns(String(decoding: try Sample.export(.conll, [article]).bytes, as: UTF8.self))
    #expect(Self.said(try #require(back.first)) == Self.said(MarkedText(article)))
  }

  @Test(arguments: [
    "", " ", "a", " a ", "a\r\n\u{A0}b\t\tc\u{2028}\u{3000}", "\n\n\nx|y\\z=1\n",
    "1.600,5 tỷ. Hết? “Đúng.” Rồi.", "🚤🚤 e\u{301}",
  ])
  func anyTextComesBackFromColumns(text: String) throws {
    let about = Article(id: "k", text: text)
    let article = DatasetArticle(
      article: about, sha256: about.sha256(),
      origin: DatasetOrigin(ingestedAt: "", patternVersion: "", programVersion: ""))
    let back = try columns(String(decoding: try Sample.export(.conll, [article]).bytes, as: UTF8.self))
    let hasWords = text.contains { !$0.isWhitespace }
    #expect(back.count == (hasWords ? 1 : 0))
    if hasWords {
      #expect(back[0].article.text.utf8.elementsEqual(text.utf8), "\(back[0].article.text.debugDescription)")
    }
  }

  @Test func sentencesDoNotEndInsideAQuote() throws {
    let text = String(decoding: try bytes(.conll), as: UTF8.self)
    let sentences = text.split(separator: "\n").filter { $0.hasPrefix("# text = ") }
    #expect(sentences.contains { $0.contains("Đò chạy, rồi đò nghỉ”") }, "\(sentences)")
  }

  // MARK: What people and tools make

  @Test func marksWithoutIdsAndWithSpacesAtTheirEndsAreTaken() throws {
    let line =
      #"{"id":7,"text":"Ông Thảng nói: “Có” .","label":[[0,10,"Person"],[15,19,"direct"],[10,13,"Nhãn lạ"]]}"#
    let back = try DoccanoReader.article(Data(line.utf8))
    #expect(back.marks.map(\.label) == [.person, .direct])
    #expect(back.marks[0].span == Span(start: 0, end: 9))
    #expect(back.article.id.isEmpty && back.shown == nil)
    #expect(back.notes.count == 1 && back.notes[0].contains("Nhãn lạ"))
  }

  @Test(arguments: [
    "x", "{}", #"{"text":"a","entities":[[0,9,"Direct"]]}"#, #"{"text":"a","entities":[[1,0,"Direct"]]}"#,
    #"{"text":"a","entities":[7]}"#, #"{"text":"a","relations":[{"from_id":1}]}"#,
  ])
  func faultyLinesOfDoccanoAreRefused(line: String) {
    #expect(throws: DatasetLine.Fault.self) { try DoccanoReader.article(Data(line.utf8)) }
  }

  @Test(arguments: [
    "1\tĐò\tO", "# global.columns = ID FORM\n", "# global.columns = ID FORM TRICHDAN:QUOTE\n1\tĐò\n",
    "# global.columns = FORM TRICHDAN:QUOTE MISC\nĐò\tO\tSpacesAfter=\\q\n",
  ])
  func faultyColumnsAreRefused(text: String) {
    #expect(throws: DatasetLine.Fault.self) { try columns(text) }
  }

  @Test func theFirstBytesTellTheTool() throws {
    #expect(AnnotationFormat.of(try bytes(.conll)) == .columns)
    #expect(AnnotationFormat.of(try bytes(.doccano)) == .doccano)
    #expect(AnnotationFormat.of(try bytes(.labelStudio)) == .labelStudio)
    #expect(AnnotationFormat.of(Data([0x78, 0x9C, 0x01])) == .docBin)
    #expect(AnnotationFormat.of(try bytes(.jsonl)) == nil)
    #expect(AnnotationFormat.of(Data(#"{"id":3,"text":"a","label":[]}"#.utf8)) == .doccano)
    #expect(AnnotationFormat.of(Data()) == nil)
  }
}
