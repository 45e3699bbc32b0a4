import Hummingbird
import QuoteEngine
import QuoteStore

/// The JSON interface under /api/v1.
struct API {
  let desk: Desk

  /// The most records that one answer has.
  private static let longestList = 200

  func add(to router: Router<DeskContext>) {
    let api = router.group("api/v1")
    api.get("openapi.json") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(bytes: desk.files.openAPI)))
    }
    api.get("session") { _, context in session(context) }
    api.get("records", use: records)
    api.post("records", use: addRecord)
    api.get("records/:row", use: record)
    api.get("records/:row/history", use: history)
    api.get("records/:row/alternatives", use: alternatives)
    api.post("records/:row/decisions", use: decide)
    api.get("undo", use: lastDecision)
    api.post("leases", use: lease)
    api.get("articles", use: articles)
    api.get("articles/:key", use: article)
    api.get("speakers", use: speakers)
    api.get("speakers/:id", use: speaker)
    api.post("speakers/:id/merge", use: merge)
    api.post("speakers/:id/split", use: split)
    api.post("speakers/:id/rename", use: rename)
    api.post("speakers/:id/aliases", use: alias)
    api.get("speakers/:id/mendings", use: mendings)
    api.post("mendings/:line/undo", use: undoMending)
    api.get("search", use: search)
    api.get("overview", use: overview)
    api.get("exports/:format", use: ExportDownload(desk: desk, database: desk.database).send)
    addChecks(to: api)
    addBatches(to: api)
    addDisputes(to: api)
    addReadings(to: api)
    addPairs(to: api)
  }

  // MARK: The session

  private func session(_ context: DeskContext) -> Response {
    desk.json([
      "reviewer": .string(context.reviewer), "language": .string(context.language.rawValue),
      "readOnly": .bool(desk.settings.isReadOnly), "writeToken": .string(desk.secrets.writeToken),
      "database": .string(desk.databaseIdentity), "isBound": .bool(context.isBound),
    ])
  }

  // MARK: Records

  @Sendable private func records(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let filter = try RecordFilter(form)
    if let name = ["order", "limit", "offset", "after"].first(where: form.isBlank) {
      throw DeskError.badValue(name)
    }
    let order = form["order"] ?? "queue"
    guard ["queue", "place", "instructive"].contains(order) else { throw DeskError.badValue("order") }
    let limit = try form.integer("limit") ?? 50
    guard (1...Self.longestList).contains(limit) else { throw DeskError.badValue("limit") }
    let offset = try form.integer("offset") ?? 0
    guard (0...10_000_000).contains(offset) else { throw DeskError.badValue("offset") }
    let after = try QueuePage.place(form["after"])
    let answer = try await desk.pool.read { store -> JSON in
      if order == "instructive" {
        let query = try filter.query(store, usual: .unreviewed)
        let rows = try store.instructiveRows(query, limit: limit)
        return [
          "records": .array(try rows.compactMap { try store.record($0) }.map(RecordJSON.record)),
          "next": .null,
        ]
      }
      var query = try filter.query(store, usual: order == "queue" ? .unreviewed : nil)
      query.order = order == "queue" ? .leastCertain : .place
      query.after = order == "queue" ? after : nil
      query.offset = order == "queue" ? 0 : offset
      query.limit = limit + 1
      var records = try store.records(query)
      var next = JSON.null
      if records.count > limit {
        records.removeLast()
        let last = records[records.count - 1]
        next = order == "queue" ? .string("\(last.confidence):\(last.rowID)") : .string("\(offset + limit)")
      }
      return ["records": .array(records.map(RecordJSON.record)), "next": next]
    }
    return desk.json(answer)
  }

  @Sendable private func record(_ request: Request, _ context: DeskContext) async throws -> Response {
    let row = try Self.row(context, "row")
    return desk.json(
      try await desk.pool.read { store in RecordJSON.record(try Self.find(row, store)) })
  }

  @Sendable private func history(_ request: Request, _ context: DeskContext) async throws -> Response {
    let row = try Self.row(context, "row")
    return desk.json(
      try await desk.pool.read { store in
        _ = try Self.find(row, store)
        return ["lines": .array(try store.history(of: row).map(RecordJSON.logEntry))]
      })
  }

  @Sendable private func alternatives(_ request: Request, _ context: DeskContext) async throws -> Response {
    let row = try Self.row(context, "row")
    return desk.json(
      try await desk.pool.read { store in
        ["speakers": .array(try store.alternatives(to: Self.find(row, store)).map(RecordJSON.suggestion))]
      })
  }

  @Sendable private func decide(_ request: Request, _ context: DeskContext) async throws -> Response {
    let row = try Self.row(context, "row")
    let sent = try context.decode(SentDecision.self, request)
    let decision = try sent.decision()
    let seen = try sent.context()
    let double = desk.settings.double
    let answer = try await desk.pool.write { store -> JSON in
      if let answer = try Self.readBlind(decision, on: row, sent, double, store, context.reviewer) {
        return answer
      }
      let outcome = try answering {
        try store.decide(decision, on: row, by: context.reviewer, seen)
      }
      return [
        "record": outcome.record.map(RecordJSON.record) ?? .null, "line": .integer(Int(outcome.logLine)),
        "blind": false,
      ]
    }
    desk.cache.forget()
    return desk.json(answer)
  }

  /// Takes a decision aside where two are to read the record without seeing each other; `nil` where it is an ordinary one.
  private static func readBlind(
    _ decision: Decision, on row: Int64, _ sent: SentDecision, _ double: DoubleShare, _ store: QuoteStore,
    _ reviewer: String
  ) throws -> JSON? {
    switch decision {
    case .accept, .reject, .speaker, .span, .kind:
      guard double.contains(row), try store.record(row)?.status == .unreviewed else { return nil }
      let seen = try sent.context()
      switch try answering({ try store.readBlind(decision, on: row, by: reviewer, seen) }) {
      case .agreed(let outcome):
        return [
          "record": outcome.record.map(RecordJSON.record) ?? .null,
          "line": .integer(Int(outcome.logLine)), "blind": false,
        ]
      // Whether another one has read it otherwise is nothing that he is told.
      case .waiting(let record), .disputed(let record):
        return ["record": RecordJSON.record(record), "line": 0, "blind": true]
      }
    case .undo:
      guard let name = sent.undoes, try store.removeReading(request: name, by: reviewer) else { return nil }
      return [
        "record": try store.record(row).map(RecordJSON.record) ?? .null, "line": 0, "blind": false,
      ]
    case .note, .keep: return nil
    }
  }

  /// The reviewer's last decision that still counts: what `undo` would take back.
  @Sendable private func lastDecision(_ request: Request, _ context: DeskContext) async throws -> Response {
    let before = try Form(request).integer("before").map(Int64.init)
    guard before ?? 1 > 0 else { throw DeskError.badValue("before") }
    let last = try await desk.pool.read { try $0.lastDecision(by: context.reviewer, before: before) }
    return desk.json([
      "last": last.map { last in
        [
          "decision": RecordJSON.logEntry(last.line), "record": RecordJSON.record(last.record),
          "covering": last.covering.map(RecordJSON.logEntry) ?? .null,
        ]
      } ?? .null
    ])
  }

  private struct SentLease: Decodable, Sendable {
    var rows: [Int64]
  }

  /// Says which records somebody looks at, in place of those he said before, and learns who looks at which of them.
  @Sendable private func lease(_ request: Request, _ context: DeskContext) async throws -> Response {
    let sent = try context.decode(SentLease.self, request)
    guard sent.rows.count <= Leases.most, sent.rows.allSatisfy({ $0 > 0 }) else {
      throw DeskError.badValue("rows")
    }
    guard !desk.settings.isReadOnly else { throw DeskError.readOnly }
    let taken = desk.leases.take(sent.rows, for: context.reviewer)
    return desk.json([
      "seconds": .integer(Leases.seconds),
      "taken": .array(
        taken.sorted { $0.key < $1.key }.map { ["row": .integer(Int($0.key)), "by": .string($0.value)] }),
    ])
  }

  @Sendable private func addRecord(_ request: Request, _ context: DeskContext) async throws -> Response {
    let sent = try context.decode(SentRecord.self, request)
    let missed = try sent.missed()
    let name = try SentDecision.checkedRequest(sent.request)
    let answer = try await desk.pool.write { store -> JSON in
      let outcome = try answering { try store.add(missed, by: context.reviewer, request: name) }
      return [
        "record": outcome.record.map(RecordJSON.record) ?? .null, "line": .integer(Int(outcome.logLine)),
        "blind": false,
      ]
    }
    desk.cache.forget()
    return desk.json(answer, status: .created)
  }

  // MARK: Articles

  @Sendable private func articles(_ request: Request, _ context: DeskContext) async throws -> Response {
    let typed = Form(request)["q"] ?? ""
    let titles = try await desk.cache.current().titles
    let answer = try await desk.pool.read { store -> JSON in
      let rows = typed.isEmpty ? titles.firstRows(50) : titles.rows(matching: typed, limit: 50)
      return ["articles": .array(try store.articleSummaries(rows).map(RecordJSON.article))]
    }
    return desk.json(answer)
  }

  @Sendable private func article(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let key = context.parameters.get("key")?.removingPercentEncoding else { throw DeskError.notFound }
    return desk.json(
      try await desk.pool.read { store in
        let stored = try store.article(key)
        return [
          "key": .string(stored.article.id), "title": .optional(stored.article.title),
          "url": .optional(stored.article.url), "source": .optional(stored.article.source),
          "published": .optional(stored.article.published), "author": .optional(stored.article.author),
          "sha256": .string(stored.sha256), "ingestedAt": .string(stored.ingestedAt),
          "text": .string(stored.article.text), "records": .array(stored.records.map(RecordJSON.record)),
        ]
      })
  }

  // MARK: Speakers

  @Sendable private func speakers(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    let typed = form["q"] ?? ""
    let article = form["article"]
    let names = try await desk.cache.current().speakers
    let answer = try await desk.pool.read { store -> JSON in
      // What stands in the article at hand comes first; the rest from memory.
      let rows = typed.isEmpty ? names.firstRows(10) : names.rows(matching: typed, limit: 10)
      var found = try store.speakerSuggestions(rows, counted: names)
      if let article {
        let here = try store.speakers(in: article, matching: typed)
        found = here + found.filter { other in !here.contains { $0.id == other.id } }
      }
      return ["speakers": .array(found.prefix(12).map(RecordJSON.suggestion))]
    }
    return desk.json(answer)
  }

  @Sendable private func speaker(_ request: Request, _ context: DeskContext) async throws -> Response {
    let id = try Self.row(context, "id")
    return desk.json(
      try await desk.pool.read { store in
        let profile = try store.speakerProfile(id)
        func tallies(_ all: [SpeakerProfile.Tally]) -> JSON {
          .array(
            all.map {
              ["name": .string($0.name), "quotes": .integer($0.quotes), "claims": .integer($0.claims)]
            })
        }
        return [
          "id": .integer(Int(profile.entry.id)), "name": .string(profile.entry.name),
          "kind": .string(profile.entry.kind.rawValue), "article": .optional(profile.entry.articleKey),
          "aliases": .array(profile.entry.aliases.map(JSON.string)),
          "forms": .array(profile.entry.forms.map(JSON.string)),
          "roles": .array(
            profile.roles.map { ["name": .string($0.name), "articles": .integer($0.articles)] }),
          "quotes": .integer(profile.entry.quotes), "claims": .integer(profile.entry.claims),
          "articles": .integer(profile.entry.articles), "months": tallies(profile.months),
          "papers": tallies(profile.papers),
        ]
      })
  }

  private struct SentMerge: Decodable, Sendable {
    var others: [Int64]
    var preview: Bool?
  }
  private struct SentSplit: Decodable, Sendable {
    var articles: [String]
    var name: String
    var preview: Bool?
  }
  private struct SentName: Decodable, Sendable {
    var name: String
  }

  @Sendable private func merge(_ request: Request, _ context: DeskContext) async throws -> Response {
    let id = try Self.row(context, "id")
    let sent = try context.decode(SentMerge.self, request)
    guard (1...100).contains(sent.others.count), sent.others.allSatisfy({ $0 > 0 }) else {
      throw DeskError.badValue("others")
    }
    let others = sent.others.filter { $0 != id }
    return try await mend(sent.preview ?? false) { store in
      sent.preview ?? false
        ? try store.previewMerge(into: id, others)
        : try store.mergeSpeakers(into: "#\(id)", others.map { "#\($0)" }, by: context.reviewer)
    }
  }

  @Sendable private func split(_ request: Request, _ context: DeskContext) async throws -> Response {
    let id = try Self.row(context, "id")
    let sent = try context.decode(SentSplit.self, request)
    let name = try SpeakerName.checked(sent.name)
    guard !sent.articles.isEmpty, sent.articles.count <= 1000 else { throw DeskError.badValue("articles") }
    return try await mend(sent.preview ?? false) { store in
      sent.preview ?? false
        ? try store.previewSplit(id, articles: sent.articles, to: name)
        : try store.splitSpeaker("#\(id)", articles: sent.articles, to: name, by: context.reviewer)
    }
  }

  @Sendable private func rename(_ request: Request, _ context: DeskContext) async throws -> Response {
    let id = try Self.row(context, "id")
    let name = try SpeakerName.checked(context.decode(SentName.self, request).name)
    return try await mend(false) { store in try store.renameSpeaker("#\(id)", to: name, by: context.reviewer)
    }
  }

  @Sendable private func alias(_ request: Request, _ context: DeskContext) async throws -> Response {
    let id = try Self.row(context, "id")
    let name = try SpeakerName.checked(context.decode(SentName.self, request).name)
    return try await mend(false) { store in try store.addAlias(name, to: "#\(id)", by: context.reviewer) }
  }

  /// What was changed about a speaker and can be taken back, the last one first.
  @Sendable private func mendings(_ request: Request, _ context: DeskContext) async throws -> Response {
    let id = try Self.row(context, "id")
    return desk.json(
      try await desk.pool.read { store in
        [
          "mendings": .array(
            try store.mendings(of: id).map { mending in
              [
                "line": .integer(Int(mending.line)), "by": .string(mending.madeBy),
                "at": .string(mending.madeAt), "action": .string(mending.action),
                "before": .string(mending.before), "after": .string(mending.after),
                "records": .integer(mending.records),
              ]
            })
        ]
      })
  }

  @Sendable private func undoMending(_ request: Request, _ context: DeskContext) async throws -> Response {
    let line = try Self.row(context, "line")
    do {
      return try await mend(false) { store in try store.undoMending(line, by: context.reviewer) }
    } catch MendingError.unknown {
      throw DeskError.notFound
    } catch MendingError.later(let later) {
      throw DeskError(
        status: .conflict, code: "later-mending", values: ["before": later.before, "after": later.after])
    }
  }

  private func mend(
    _ isPreview: Bool, _ body: @escaping @Sendable (QuoteStore) throws -> MendingOutcome
  ) async throws -> Response {
    let outcome = try await desk.pool.write(body)
    if !isPreview { desk.cache.forget() }
    return desk.json([
      "name": .string(outcome.name), "records": .integer(outcome.records), "preview": .bool(isPreview),
    ])
  }

  // MARK: Search and overview

  @Sendable private func search(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let typed = Form(request)["q"] else { throw DeskError.badValue("q") }
    let names = try await desk.cache.current()
    let results = try await desk.pool.read { store in
      try SearchResults(String(typed.prefix(200)), store, names)
    }
    return desk.json([
      "speakers": .array(results.speakers.map(RecordJSON.suggestion)),
      "articles": .array(results.articles.map(RecordJSON.article)),
      "texts": .array(
        results.texts.map { ["article": RecordJSON.article($0.article), "excerpt": .string($0.excerpt)] }),
      "records": .array(results.records.map(RecordJSON.record)), "more": .bool(results.isMore),
    ])
  }

  @Sendable private func overview(_ request: Request, _ context: DeskContext) async throws -> Response {
    let figures = try await desk.cache.current().figures
    return desk.json([
      "articles": .integer(figures.articles), "quotes": .integer(figures.quotes),
      "claims": .integer(figures.claims),
      "speakers": .integer(figures.speakers),
      "statuses": .object(
        ReviewStatus.allCases.map { ($0.rawValue, .integer(figures.progress.counts[$0] ?? 0)) }),
      "inConflict": .integer(figures.progress.inConflict), "lost": .integer(figures.progress.lost),
      "reviewers": .array(
        figures.progress.byReviewer.sorted { $0.key < $1.key }.map {
          ["name": .string($0.key), "records": .integer($0.value)]
        }),
      "agreements": .array(
        figures.agreements.map {
          [
            "reviewers": .array($0.reviewers.map(JSON.string)), "records": .integer($0.records),
            "agreed": .integer($0.agreed), "kappa": $0.kappa.map(JSON.decimal) ?? .null,
          ]
        }),
      "confidence": .array(
        figures.confidence.enumerated().map { index, bin in
          [
            "from": .decimal(Double(index) / 20), "quotes": .integer(bin.quotes),
            "claims": .integer(bin.claims),
          ]
        }),
    ])
  }

  // MARK: Parts

  private static func row(_ context: DeskContext, _ name: String) throws -> Int64 {
    guard let row = context.parameters.get(name).flatMap({ Int64($0) }), row > 0 else {
      throw DeskError.notFound
    }
    return row
  }

  static func find(_ row: Int64, _ store: QuoteStore) throws -> StoredRecord {
    guard let record = try store.record(row) else {
      throw DeskError(status: .notFound, code: "gone", values: ["id": "\(row)"])
    }
    return record
  }
}
