import Hummingbird
import QuoteStore

/// Which part of the queue is whose: shared out by paper, speaker or date, or given to one by name.
struct SharingPage {
  let desk: Desk

  /// The most reviewers among whom a queue is shared out.
  private static let mostReviewers = 100
  /// How far what is left of a part is counted.
  private static let mostCounted = 5000

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    try await page(request, context, message: nil)
  }

  private func page(_ request: Request, _ context: DeskContext, message: String?) async throws -> Response {
    let words = desk.words(context)
    let figures = try await desk.cache.current().figures
    let fields = try await desk.pool.read { store -> SendableFields in
      let shares = try store.queueShares()
      let known = Set(
        figures.progress.byReviewer.keys + shares.map(\.reviewer)
          + (try store.reviewersWithTokens().map(\.name)))
      var papers = HTMLWriter()
      for paper in figures.papers.prefix(200) {
        papers.markup("<option value=\"")
        papers.text(paper.name)
        papers.markup("\"></option>")
      }
      return SendableFields([
        "isEmpty": shares.isEmpty, "reviewers": known.sorted(), "papers": papers.html,
        "names": known.sorted().joined(separator: "\n"),
        "shares": try shares.map { share -> Fields in
          var query = RecordQuery()
          query.statuses = [.unreviewed]
          query.share = share
          let left = try store.count(query, most: Self.mostCounted)
          let count = words.number(left.count)
          return [
            "id": String(share.id), "reviewer": share.reviewer, "words": Self.said(share, words),
            "link": "/queue?share=\(share.id)", "by": share.madeBy,
            "left": left.isMore ? words("queue.more-than", ["n": count]) : count,
          ]
        },
      ])
    }.fields
    var all = fields
    if let message { all["message"] = message }
    return desk.page(
      "sharing", title: words("sharing.title"), all, request, context,
      status: message == nil ? .ok : .badRequest)
  }

  /// Shares the queue out, gives a part of it to somebody, or takes one back.
  @Sendable func change(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(context.body)
    do {
      // A name with a token of its own stands for nobody else here either.
      let name = context.reviewer
      if !context.isBound, try await desk.pool.read({ try $0.hasToken(name) }) { throw DeskError.boundName }
      switch form["do"] {
      case "out": try await shareOut(form, context)
      case "give": try await give(form, context)
      case "remove":
        guard let id = try form.integer("share") else { throw DeskError.badValue("share") }
        try await desk.pool.write { store in _ = try store.takeBackShare(Int64(id)) }
      default: throw DeskError.badValue("do")
      }
    } catch let error where error is NotFound || error is DeskError {
      let shown = DeskError(error)
      return try await page(
        request, context, message: desk.words(context)("error.\(shown.code)", shown.values))
    }
    desk.cache.forget()
    desk.sharings.with { $0 += 1 }
    return .redirect(to: "/sharing")
  }

  private func shareOut(_ form: Form, _ context: DeskContext) async throws {
    var names: [String] = []
    for line in (form["names"] ?? "").split(whereSeparator: \.isNewline).prefix(Self.mostReviewers) {
      if let name = Preferences.name(String(line)), !names.contains(name) { names.append(name) }
    }
    guard names.count > 1 else { throw DeskError(status: .badRequest, code: "too-few-names") }
    guard let key = try form.choice("by", of: SharingKey.self) else { throw DeskError.badValue("by") }
    let reviewers = names
    let count = try await desk.pool.write { store in
      try store.shareOut(by: key, among: reviewers, by: context.reviewer)
    }
    guard count > 0 else { throw DeskError(status: .badRequest, code: "nothing-to-share") }
  }

  private func give(_ form: Form, _ context: DeskContext) async throws {
    guard let name = form["name"].flatMap(Preferences.name) else { throw DeskError.badValue("name") }
    let filter = RecordFilter(page: form)
    let words = desk.words(context)
    if let fault = filter.faults.first {
      throw DeskError(
        status: .badRequest, code: "bad-value", values: ["name": words("filter.\(fault.name)")])
    }
    try await desk.pool.write { store in
      var share = QueueShare(reviewer: name)
      if let source = filter.source { share.papers = try store.papers(named: source) }
      if let speaker = filter.speaker {
        // Namesakes are one reviewer's together.
        share.speaker = try store.speakers(named: speaker).first?.name ?? speaker
      }
      share.since = filter.since
      share.until = filter.until
      guard !share.isEverything else { throw DeskError(status: .badRequest, code: "no-part") }
      try store.give([share], by: context.reviewer)
    }
  }

  /// What a part has, in words.
  static func said(_ share: QueueShare, _ words: Phrases) -> String {
    var parts: [String] = []
    if let papers = share.papers {
      let some = papers.prefix(3).joined(separator: ", ")
      parts.append(
        papers.count > 3
          ? words("sharing.papers", ["names": some, "n": words.number(papers.count - 3)]) : some)
    }
    if let speaker = share.speaker { parts.append(speaker) }
    func stretch(_ key: String, _ first: String?, _ last: String?) {
      switch (first, last) {
      case (let first?, let last?): parts.append(words("sharing.\(key)", ["from": first, "to": last]))
      case (let first?, nil): parts.append(words("sharing.\(key)-from", ["from": first]))
      case (nil, let last?): parts.append(words("sharing.\(key)-to", ["to": last]))
      case (nil, nil): break
      }
    }
    stretch("speakers", share.firstSpeaker, share.lastSpeaker)
    stretch("days", share.since.map(words.date), share.until.map(words.date))
    return parts.joined(separator: "; ")
  }
}
