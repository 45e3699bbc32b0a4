import ArticleReader
import Foundation
import GRDB
import QuoteEngine
import Testing

@testable import QuoteStore

@Suite struct DecisionTests {
  private let fixture = Fixture()

  private func record(_ store: QuoteStore, _ words: String) throws -> StoredRecord {
    try #require(try store.records().first { $0.content.text == words })
  }

  private static let promise = "Đò sẽ chạy trước Tết"
  private static let fare = "giá vé là 5.000 đồng"

  @Test func eachDecisionIsALineOfTheLogWithBeforeAndAfter() throws {
    let store = try fixture.store([ferry])
    let quote = try record(store, Self.promise)
    let outcome = try store.decide(.accept, on: quote.rowID, by: "an", expecting: quote.version)
    #expect(outcome.record?.status == .accepted)
    #expect(outcome.record?.reviewer == "an")
    #expect(outcome.record?.version == quote.version + 1)
    let line = try #require(try store.reviewLog().last)
    #expect(line.id == outcome.logLine)
    #expect(line.madeBy == "an")
    #expect(line.action == "accept")
    #expect(line.recordID == quote.rowID)
    #expect(line.anchor?.content == quote.content)
    #expect(line.anchor?.contextBefore == "“")
    #expect(line.before.flatMap(RecordState.init(json:)) == RecordState(quote))
    #expect(line.after.flatMap(RecordState.init(json:)) == outcome.record.map(RecordState.init))
    #expect(try store.reviewFaults() == [])
  }

  @Test func acceptedRejectedAndCorrectedAreToldApart() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let rows = try store.records().map(\.rowID)
    try store.decide(.accept, on: rows[0], by: "an")
    try store.decide(.reject, on: rows[1], by: "an")
    try store.decide(.kind(.fragment), on: rows[2], by: "bình")
    #expect(try store.records().map(\.status) == [.accepted, .rejected, .corrected, .unreviewed])
    // Accepting what was corrected leaves it corrected; back to what the machine said is accepted.
    try store.decide(.accept, on: rows[2], by: "an")
    #expect(try store.record(rows[2])?.status == .corrected)
    try store.decide(.kind(.direct), on: rows[2], by: "an")
    #expect(try store.record(rows[2])?.status == .accepted)
    let progress = try store.reviewProgress()
    #expect(progress.counts == [.accepted: 2, .rejected: 1, .unreviewed: 1])
    #expect((progress.left, progress.reviewed, progress.total) == (1, 3, 4))
    #expect(progress.byReviewer == ["an": 3])
    #expect(try store.reviewFaults() == [])
  }

  @Test func aKindOfTheOtherLayerMovesTheRecordThere() throws {
    let store = try fixture.store([ferry])
    let quote = try record(store, Self.promise)
    let now = try store.decide(.kind(.mixed), on: quote.rowID, by: "an").record
    #expect(now?.layer == .claim)
    #expect(now?.id == "do-1#c1-21")
    #expect(try store.record(id: "do-1#c1-21")?.rowID == quote.rowID)
    #expect(try store.record(id: "do-1#q1-21") == nil)
  }

  @Test func aNewSpanBringsItsWordsToTheSearchAndLosesWhatIsOutside() throws {
    let store = try fixture.store([ferry])
    let claim = try record(store, Self.fare)
    let start = claim.content.span.start
    #expect(claim.figures.count == 1)
    // With spaces at both ends, which are left out.
    let now = try store.decide(.span(Span(start: start - 1, end: start + 7)), on: claim.rowID, by: "an")
      .record
    #expect(now?.content == Excerpt(span: Span(start: start, end: start + 6), text: "giá vé"))
    #expect(now?.figures == [])
    #expect(try store.words { $0.words = WordSearch("gia ve") } == ["giá vé"])
    #expect(try store.words { $0.words = WordSearch("dong") } == [])
    try store.decide(.undo, on: claim.rowID, by: "an")
    #expect(try store.words { $0.words = WordSearch("dong") } == [Self.fare])
    #expect(try store.record(claim.rowID)?.figures == claim.figures)
    #expect(try store.reviewFaults() == [])
  }

  @Test func aSpeakerMayBeKnownNewOrNobody() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let claim = try record(store, Self.fare)
    let woman = try store.speakers(named: "Lê Thị Hoà")[0].id
    #expect(
      try store.decide(.speaker(.known(woman)), on: claim.rowID, by: "an").record?.speaker?.name
        == "Lê Thị Hoà")
    let new = try store.decide(.speaker(.named(" Đỗ Văn  Sáu ", .person)), on: claim.rowID, by: "an").record
    #expect(new?.speaker?.name == "Đỗ Văn  Sáu")
    #expect(try store.speakers(named: "do van sau").map(\.id) == [new?.speaker?.rowID])
    // The same name, typed otherwise, is the same speaker.
    let again = try store.decide(.speaker(.named("lê thị hòa", .person)), on: claim.rowID, by: "an").record
    #expect(again?.speaker?.rowID == woman)
    // Nobody needs the new one any more.
    #expect(throws: NotFound.self) { try store.speakers(named: "do van sau") }
    #expect(try store.decide(.speaker(.nobody), on: claim.rowID, by: "an").record?.speaker == nil)
    #expect(throws: ReviewError.emptyName) {
      try store.decide(.speaker(.named("“…”", .person)), on: claim.rowID, by: "an")
    }
    #expect(throws: ReviewError.noSpeaker(999)) {
      try store.decide(.speaker(.known(999)), on: claim.rowID, by: "an")
    }
    for _ in 0..<4 { try store.decide(.undo, on: claim.rowID, by: "an") }
    #expect(try store.record(claim.rowID).map(RecordState.init) == RecordState(claim))
    #expect(try store.reviewFaults() == [])
  }

  @Test func aGroupOfAnotherArticleIsThisArticlesGroup() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let group = try store.speakers(named: "các lái đò")[0].id
    let claim = try record(store, Self.fare)
    let now = try store.decide(.speaker(.known(group)), on: claim.rowID, by: "an").record
    #expect(now?.speaker?.name == "các lái đò")
    #expect(now?.speaker?.rowID != group)
    #expect(try store.speakers(named: "các lái đò").compactMap(\.articleKey).sorted() == ["do-1", "do-2"])
  }

  @Test func wordsThatNameTheOldSpeakerDoNotNameTheNewOne() throws {
    let text = "“Đò chạy”, ông nói. “Đò dừng”, bà Lê Thị Hoà kể."
    let store = try fixture.store([
      prepared(
        "mot", text, Said("Đò chạy", by: "Đỗ Văn Sáu").with { $0.source = "ông" },
        Said("Đò dừng", by: "Lê Thị Hoà").with { $0.source = "bà Lê Thị Hoà" })
    ])
    for (words, source) in [("Đò chạy", "ông"), ("Đò dừng", nil)] {
      let row = try record(store, words).rowID
      let now = try store.decide(.speaker(.named("Trần Văn Tư", .person)), on: row, by: "an").record
      #expect(now?.source?.text == source)
    }
    let row = try record(store, "Đò dừng").rowID
    #expect(try store.decide(.undo, on: row, by: "an").record?.source?.text == "bà Lê Thị Hoà")
  }

  @Test func aMissedQuoteIsAddedByItsPlace() throws {
    let store = try fixture.store([ferry])
    let place = excerpt("Theo Sở Bến Bãi", in: ferry.article.text)
    let missed = MissedQuote(
      articleKey: "do-1", kind: .fragment, span: place.span, speaker: .named("Đỗ Văn Sáu", .person))
    let outcome = try store.add(missed, by: "an")
    let added = try #require(outcome.record)
    #expect(added.content == place)
    #expect(added.status == .added)
    #expect(added.speaker?.name == "Đỗ Văn Sáu")
    #expect(try store.words { $0.words = WordSearch("theo so") } == [place.text])
    #expect(throws: ReviewError.placeTaken(by: added)) { try store.add(missed, by: "an") }
    #expect(try store.decide(.kind(.direct), on: added.rowID, by: "an").record?.status == .added)
    #expect(try store.decide(.undo, on: added.rowID, by: "an").record?.kind == .fragment)
    // Taking back the addition takes the record out, and its number is not given again.
    #expect(try store.decide(.undo, on: added.rowID, by: "an").record == nil)
    #expect(try store.records().count == 2)
    #expect(try store.words { $0.words = WordSearch("theo so") } == [])
    #expect(throws: NotFound.self) { try store.speakers(named: "do van sau") }
    #expect(try store.add(missed, by: "an").record?.rowID != added.rowID)
    #expect(throws: NotFound.self) {
      try store.add(MissedQuote(articleKey: "khong-co", kind: .direct, span: place.span), by: "an")
    }
    #expect(try store.reviewFaults() == [])
  }

  @Test func aNoteLeavesTheStatusAndKeepsTheRecord() throws {
    let store = try fixture.store([ferry])
    let quote = try record(store, Self.promise)
    let noted = try store.decide(.note("  hỏi lại toà soạn\n"), on: quote.rowID, by: "an").record
    #expect(noted?.note == "hỏi lại toà soạn")
    #expect(noted?.status == .unreviewed)
    try store.ingest([prepared("do-1", ferry.article.text)], patterns: "2")
    #expect(try store.records().map(\.note) == ["hỏi lại toà soạn"])
    try store.decide(.note(""), on: quote.rowID, by: "an")
    #expect(try store.record(quote.rowID)?.note == nil)
    #expect(try store.reviewFaults() == [])
    try store.ingest([prepared("do-1", ferry.article.text)], patterns: "3")
    #expect(try store.records().isEmpty)
    #expect(try store.reviewFaults() == [])
  }

  @Test func undoTakesBackOneDecisionAfterTheOther() throws {
    let store = try fixture.store([ferry])
    let quote = try record(store, Self.promise)
    #expect(throws: ReviewError.nothingToUndo(id: quote.id)) {
      try store.decide(.undo, on: quote.rowID, by: "an")
    }
    var states = [RecordState(quote)]
    let decisions: [Decision] = [
      .accept, .speaker(.named("Đỗ Văn Sáu", .person)), .span(Span(start: 1, end: 3)), .kind(.fragment),
      .note("?"), .reject,
    ]
    for decision in decisions {
      let now = try #require(try store.decide(decision, on: quote.rowID, by: "an").record)
      states.append(RecordState(now))
    }
    for state in states.dropLast().reversed() {
      let now = try #require(try store.decide(.undo, on: quote.rowID, by: "bình").record)
      #expect(RecordState(now) == state)
    }
    #expect(throws: ReviewError.self) { try store.decide(.undo, on: quote.rowID, by: "an") }
    #expect(try store.reviewLog().count == decisions.count * 2)
    #expect(try store.reviewFaults() == [])
  }

  @Test func aDecisionAboutAnOlderStateIsRefusedWithTheNewOne() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.promise)
    let other = try fixture.open(.update)
    try other.decide(.reject, on: seen.rowID, by: "bình", expecting: seen.version)
    let now = try #require(try store.record(seen.rowID))
    #expect(throws: ReviewError.stale(current: now, expected: seen.version)) {
      try store.decide(.accept, on: seen.rowID, by: "an", expecting: seen.version)
    }
    #expect(try store.record(seen.rowID) == now)
    #expect(try store.reviewLog().count == 1)
    try store.decide(.accept, on: seen.rowID, by: "an", expecting: now.version)
    #expect(try store.record(seen.rowID)?.status == .accepted)
  }

  @Test func aRecordThatIsGoneIsNeverTakenForAnother() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store, Self.fare)
    let other = prepared("do-1", ferry.article.text, Said(Self.promise, by: "Lê Thị Hoà"))
    try store.ingest([other], patterns: "2")
    try store.ingest([ferry], patterns: "3")
    #expect(try store.records().count == 2)
    #expect(throws: ReviewError.gone(id: "record \(seen.rowID)")) {
      try store.decide(.accept, on: seen.rowID, by: "an")
    }
  }

  @Test(arguments: [(-1, 3), (3, 3), (5, 4), (0, 100_000), (22, 22), (21, 24)])
  func aPlaceOutsideTheTextIsRefused(start: Int, end: Int) throws {
    let store = try fixture.store([ferry])
    let quote = try record(store, Self.promise)
    #expect(throws: ReviewError.self) {
      try store.decide(.span(Span(start: start, end: end)), on: quote.rowID, by: "an")
    }
    #expect(try store.record(quote.rowID) == quote)
    #expect(try store.reviewLog().isEmpty)
  }

  @Test func twoRecordsNeverStandAtOnePlace() throws {
    let store = try fixture.store([ferryAgain])
    let records = try store.records()
    #expect(throws: ReviewError.placeTaken(by: records[0])) {
      try store.decide(.span(records[0].content.span), on: records[1].rowID, by: "an")
    }
    // Nor after an undo: the place was taken meanwhile.
    try store.decide(.span(Span(start: 1, end: 6)), on: records[0].rowID, by: "an")
    let added = try store.add(
      MissedQuote(articleKey: "do-2", kind: .direct, span: records[0].content.span), by: "an")
    #expect(throws: ReviewError.placeTaken(by: try #require(added.record))) {
      try store.decide(.undo, on: records[0].rowID, by: "an")
    }
    #expect(try store.reviewFaults() == [])
  }

  @Test func theQueueIsLeastCertainFirstWithAllFilters() throws {
    let store = try fixture.store([ferry, ferryAgain])
    var query = RecordQuery()
    query.order = .leastCertain
    query.statuses = [.unreviewed]
    #expect(try store.records(query).map(\.confidence) == [0.7, 0.9, 0.9, 0.9])
    #expect(try store.recordNumbers(query) == store.records(query).map(\.rowID))
    query.confidenceBelow = 0.9
    #expect(try store.records(query).map(\.content.text) == [Self.fare])
    query.confidenceBelow = nil
    query.offset = 1
    query.limit = 2
    #expect(try store.recordNumbers(query).count == 2)
    query.words = WordSearch("len nhanh")
    query.offset = 0
    #expect(try store.recordNumbers(query).count == 1)
    #expect(try store.reviewProgress(query).left == 1)
    let row = try record(store, Self.fare).rowID
    try store.decide(.accept, on: row, by: "bình")
    #expect(try store.words { $0.reviewer = "bình" } == [Self.fare])
    #expect(try store.words { $0.statuses = [.unreviewed] }.count == 3)
    #expect(try store.words { $0.isInConflict = true } == [])
  }

  @Test func theQueueIsReadFromAnIndex() throws {
    let store = try fixture.store([ferry])
    var query = RecordQuery()
    query.order = .leastCertain
    query.statuses = [.unreviewed]
    let (sql, arguments) = query.statement()
    let plan = try store.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
        $0["detail"] as String
      }
    }
    #expect(plan.contains { $0.contains("record_queue") }, "\(plan)")
    #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }

  @Test func speakersAreOfferedAsOneTypes() throws {
    let store = try fixture.store([ferry, ferryAgain])
    func names(_ typed: String, _ key: String? = nil) throws -> [String] {
      try store.speakerSuggestions(typed, article: key).map(\.name)
    }
    #expect(try names("le th") == ["Lê Thị Hoà"])
    #expect(try names("hoa") == ["Lê Thị Hoà"])
    #expect(try names("Lè") == [])
    #expect(try names("") == [])
    #expect(try names("%") == [])
    #expect(try names("các", "do-2") == ["các lái đò"])
    #expect(try names("các", "do-1") == [])
    #expect(try names("b", "do-1").first == "Lê Thị Hoà")
    let quote = try record(store, Self.promise)
    #expect(try store.alternatives(to: quote).map(\.name) == ["Sở Bến Bãi"])
  }

  @Test func recordsAreFoundByTheIdThatUsersSee() throws {
    let key = "a#b#q1-2"
    let store = try fixture.store([prepared(key, "“Đò chạy”, họ nói.", Said("Đò chạy", by: nil))])
    #expect(try store.record(id: key + "#q1-8")?.content.text == "Đò chạy")
    for id in [key, key + "#c1-8", key + "#q1-9", "#q1-8", "", key + "#q8-1", key + "#q-1-8", key + "#x1-8"] {
      #expect(try store.record(id: id) == nil, "\(id)")
    }
  }

  @Test func aPlaceInTheQueueIsRemembered() throws {
    let store = try fixture.store([ferry])
    #expect(try store.reviewPlace(of: "an", in: "all") == nil)
    try store.setReviewPlace(ReviewPlace(recordID: 1, confidence: 0.5), of: "an", in: "all")
    try store.setReviewPlace(ReviewPlace(recordID: 2, confidence: 0.7), of: "an", in: "all")
    #expect(try store.reviewPlace(of: "an", in: "all") == ReviewPlace(recordID: 2, confidence: 0.7))
    #expect(try store.reviewPlace(of: "bình", in: "all") == nil)
  }

  // MARK: The log

  @Test func theLogCannotBeChanged() throws {
    let store = try fixture.store([ferry])
    try store.decide(.accept, on: try store.records()[0].rowID, by: "an")
    for sql in ["UPDATE review_log SET made_by = 'x'", "DELETE FROM review_log"] {
      #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: sql) } }
    }
    #expect(try store.reviewLog().map(\.madeBy) == ["an"])
  }

  @Test(arguments: [
    "UPDATE record SET status = 'rejected' WHERE status = 'accepted'",
    "UPDATE record SET status = 'unreviewed'",
    "UPDATE record SET note = 'x' WHERE status = 'accepted'",
    "UPDATE record SET speaker_id = NULL WHERE status = 'accepted'",
    "UPDATE record SET end = end - 1 WHERE status = 'accepted'",
    "DELETE FROM record WHERE status = 'accepted'",
    "UPDATE record SET status = 'rejected' WHERE status = 'unreviewed'",
    "UPDATE speaker SET name = 'X', key = 'x' WHERE kind = 'person'",
  ])
  func whatWasChangedWithoutTheLogIsNoticed(sql: String) throws {
    let store = try fixture.store([ferry])
    try store.decide(.accept, on: try record(store, Self.promise).rowID, by: "an")
    #expect(try store.reviewFaults() == [])
    try store.write { try $0.execute(sql: sql) }
    #expect(try !store.reviewFaults().isEmpty)
  }

  @Test func theLogFollowsMendedSpeakers() throws {
    let store = try fixture.store([ferry, ferryAgain])
    let quote = try record(store, Self.promise)
    let claim = try record(store, Self.fare)
    try store.decide(.accept, on: quote.rowID, by: "an")
    try store.decide(.accept, on: claim.rowID, by: "an")
    try store.decide(.accept, on: try record(store, "Nước lên nhanh lắm").rowID, by: "an")
    _ = try store.renameSpeaker("Lê Thị Hoà", to: "Lê Thị Hoà (bến đò)", by: "an")
    #expect(try store.reviewFaults() == [])
    _ = try store.splitSpeaker("Lê Thị Hoà", articles: ["do-1"], to: "Lê Thị Hoà (chủ quán)", by: "an")
    #expect(try store.reviewFaults() == [])
    _ = try store.mergeSpeakers(into: "Lê Thị Hoà (bến đò)", ["Sở Bến Bãi"], by: "an")
    #expect(try store.reviewFaults() == [])
    _ = try store.renameSpeaker("các lái đò", to: "những người lái đò", by: "an")
    #expect(try store.reviewFaults() == [])
    #expect(try store.stateFromLog(quote.rowID)?.speaker?.name == "Lê Thị Hoà (chủ quán)")
    // What is taken back comes under the names of now.
    #expect(
      try store.decide(.undo, on: quote.rowID, by: "an").record?.speaker?.name == "Lê Thị Hoà (chủ quán)")
    #expect(try store.decide(.undo, on: claim.rowID, by: "an").record?.speaker?.name == "Lê Thị Hoà (bến đò)")
    #expect(try store.reviewFaults() == [])
  }

  /// Decisions, mended speakers, other patterns and corrected texts in every order: the records are as the log says, the
  /// excerpts stand in the text, and no two are at one place.
  @Test(arguments: 1...12)
  func afterAnythingTheRecordsAreAsTheLogSays(seed: Int) throws {
    var random = SeededNumbers(seed)
    let store = try fixture.store([ferry, ferryAgain])
    var texts = ["do-1": ferry.article.text, "do-2": ferryAgain.article.text]
    for step in 0..<60 {
      let records = try store.records()
      let key = random.pick(["do-1", "do-2"])!
      let length = texts[key]!.unicodeScalars.count
      let low = random.number(below: length - 1)
      let span = Span(start: low, end: min(length, low + 1 + random.number(below: 30)))
      do {
        switch random.number(below: 13) {
        case 0:
          try store.add(
            MissedQuote(articleKey: key, kind: random.pick(RecordKind.allCases)!, span: span), by: "an")
        case 1:
          // Other patterns: some of the words that were found, and others.
          try store.ingest([invented(key, texts[key]!, &random)], patterns: "\(step)")
        case 2:
          // A corrected text: a word more, a letter less, or something before.
          var text = Array(texts[key]!.unicodeScalars)
          switch random.number(below: 3) {
          case 0: text.insert(contentsOf: Array("Cập nhật lúc 8 giờ. ".unicodeScalars), at: 0)
          case 1: text.remove(at: random.number(below: text.count))
          default: text.insert(contentsOf: Array(" nay".unicodeScalars), at: random.number(below: text.count))
          }
          texts[key] = String(String.UnicodeScalarView(text))
          try store.ingest([invented(key, texts[key]!, &random)], patterns: "\(step)")
        case 3:
          let names = try store.speakerEntries().map { "#\($0.id)" }
          if let one = random.pick(names), let other = random.pick(names) {
            _ = try store.mergeSpeakers(into: one, [other], by: "an")
          }
        case 4:
          if let one = random.pick(try store.speakerEntries().map { "#\($0.id)" }) {
            _ = try store.renameSpeaker(one, to: "Tên mới \(step)", by: "an")
          }
        default:
          guard let record = random.pick(records) else { continue }
          let speaker = random.pick(try store.speakerEntries().map(\.id))
          let decision: Decision =
            random.pick([
              .accept, .reject, .undo, .undo, .note("ghi \(step)"), .note(""), .speaker(.nobody),
              .speaker(.named("Người \(random.number(below: 5))", random.pick(SpeakerKind.allCases)!)),
              .speaker(.known(speaker ?? 1)), .kind(random.pick(RecordKind.allCases)!), .span(span),
            ])!
          try store.decide(decision, on: record.rowID, by: random.pick(["an", "bình"])!)
        }
      } catch is ReviewError {
        // Refused: then nothing has changed, which the checks see.
      } catch is NotFound {
      }
      let faults = try store.reviewFaults()
      #expect(faults == [], "step \(step)")
      guard faults.isEmpty else { return }
      try checkExcerpts(store, texts)
    }
    #expect(try store.scalar("PRAGMA integrity_check") == "ok")
    #expect(try store.scalar("PRAGMA foreign_key_check") == String?.none)
    let indexed: Int? = try store.scalar("SELECT count(*) FROM record_words_docsize")
    let count = try store.records().count
    #expect(indexed == count)
  }

  private func checkExcerpts(_ store: QuoteStore, _ texts: [String: String]) throws {
    var ids = Set<String>()
    for record in try store.records() where record.isAnchored {
      let text = Array(texts[record.article.key]!.unicodeScalars)
      for excerpt in [record.content, record.source, record.cue].compactMap(\.self)
        + record.figures.map(\.excerpt)
      {
        #expect(excerpt.span.end <= text.count)
        guard excerpt.span.end <= text.count else { continue }
        #expect(String(String.UnicodeScalarView(text[excerpt.span.start..<excerpt.span.end])) == excerpt.text)
      }
      #expect(ids.insert(record.id).inserted, "two records are \(record.id)")
    }
  }

  /// What some pattern set may find in a text: a few stretches of words, each once a layer.
  private func invented(_ key: String, _ text: String, _ random: inout SeededNumbers) -> PreparedArticle {
    var annotations = Annotations()
    let scalars = Array(text.unicodeScalars)
    var places = Set<RecordPlace>()
    for start in [1, 4, 22, 30, 40] where start < scalars.count && random.number(below: 4) > 0 {
      let span = Span(start: start, end: min(scalars.count, start + 5 + random.number(below: 3)))
      let kind = random.pick(RecordKind.allCases)!
      guard scalars[span.start..<span.end].contains(where: \.properties.isAlphabetic),
        places.insert(RecordPlace(layer: kind.layer, span: span)).inserted
      else { continue }
      let record = Attribution(
        kind: kind,
        content: Excerpt(span: span, text: String(String.UnicodeScalarView(scalars[span.start..<span.end]))),
        speaker: random.pick([
          nil, SpeakerReference(name: "Lê Thị Hoà", kind: .person),
          SpeakerReference(name: "các lái đò", kind: .group),
        ])!,
        source: nil, cue: nil, via: nil, confidence: 0.5, pattern: "x", evidence: [], cueClass: nil,
        isNegated: false, figures: [])
      if kind.layer == .quote { annotations.quotes.append(record) } else { annotations.claims.append(record) }
    }
    return PreparedArticle(Article(id: key, text: text), annotations)
  }
}

/// Random numbers that are the same in each run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(below limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

  mutating func pick<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[number(below: list.count)] }
}
