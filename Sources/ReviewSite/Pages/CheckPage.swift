import HTTPTypes
import Hummingbird
import QuoteCheck
import QuoteEngine
import QuoteStore

/// A quote, or a whole draft, held against the articles.
struct CheckPage {
  let desk: Desk

  /// The most characters of what is checked.
  static let longest = 200_000
  /// The most quotes of a draft that are checked at once.
  static let mostQuotes = 200

  /// The form; with a quote in the address its answer too, so that the address can be sent to others.
  func ask(_ request: Request, _ context: DeskContext) async throws -> Response {
    var form = Form(request)
    form["draft"] = nil
    return try await show(form, request, context)
  }

  /// The answer to what was sent, which may be a whole draft.
  func answer(_ request: Request, _ context: DeskContext) async throws -> Response {
    try await show(Form(context.body), request, context, isSent: true)
  }

  private func show(
    _ form: Form, _ request: Request, _ context: DeskContext, isSent: Bool = false
  ) async throws -> Response {
    let words = desk.words(context)
    var fields: Fields = [:]
    for name in ["quote", "speaker", "article", "draft"] {
      if let value = form[name] { fields[name] = value }
    }
    do {
      if let draft = form["draft"] {
        // An address that somebody has mistyped shows the beginning.
        let from = max(0, min(1_000_000, (try? form.integer("from")) ?? 0))
        let checks = try await Self.checks(ofDraft: draft, from: from, desk)
        fields["answers"] = checks.answers.map { check in
          var shown = Self.fields(check.answer, quote: check.quote, speaker: check.speaker, words)
          if check.gap != nil {
            shown["verdictName"] = words("verdict.not-checked")
            shown["what"] = words("verdict-what.not-checked")
          }
          return shown
        }
        if checks.answers.isEmpty { fields["message"] = words("check.no-quotes") }
        if checks.left > 0 {
          fields["more"] = words("check.more", ["n": words.number(checks.left)])
          fields["moreFrom"] = String(from + Self.mostQuotes)
        }
        fields["hasDraft"] = true
        let verified = checks.answers.count { $0.answer.isVerified }
        fields["summary"] = words(
          "check.summary", ["n": words.number(verified), "all": words.number(checks.answers.count)])
      } else if let quote = form["quote"] {
        let answer = try await Self.check(quote, speaker: form["speaker"], article: form["article"], desk)
        fields["answers"] = [Self.fields(answer, quote: quote, speaker: form["speaker"], words)]
        if !isSent { fields["hasAddress"] = true }
      } else if isSent {
        throw DeskError(status: .badRequest, code: "no-words")
      }
      fields["isAnswered"] = form["draft"] != nil || form["quote"] != nil
    } catch let error as DeskError where error.status.code < 500 {
      fields["message"] = words("error.\(error.code)", error.values)
    } catch let error as NotFound {
      let shown = DeskError(error)
      fields["message"] = words("error.\(shown.code)", shown.values)
    }
    return desk.page("check", title: words("check.title"), fields, request, context)
  }

  // MARK: Checking

  /// A quote of a draft with its answer.
  struct DraftQuote: Sendable {
    var quote: String
    var speaker: String?
    var answer: CheckAnswer
    /// Why it was not checked.
    var gap: String?
  }

  /// Checks one quote. Throws `NotFound` and `DeskError`.
  static func check(
    _ quote: String, speaker: String?, article: String?, _ desk: Desk
  ) async throws -> CheckAnswer {
    guard quote.unicodeScalars.count <= longest else { throw DeskError.badValue("quote") }
    return try await desk.pool.read { store in
      try answeringInput {
        try QuoteChecker(source: StoredArticles(store), lexicon: desk.settings.checkLexicon).check(
          quote, speaker: speaker, article: article)
      }
    }
  }

  /// Checks as many quotes of a draft as there may be at once, the worst first, and says how many are left behind them.
  static func checks(
    ofDraft draft: String, from: Int = 0, _ desk: Desk
  ) async throws -> (answers: [DraftQuote], left: Int) {
    guard draft.unicodeScalars.count <= longest else { throw DeskError.badValue("draft") }
    guard let annotate = desk.services.annotate else {
      throw DeskError(status: .notImplemented, code: "no-drafts")
    }
    return try await desk.pool.read { store in
      let (text, annotations) = try annotate(draft)
      let checker = QuoteChecker(source: StoredArticles(store), lexicon: desk.settings.checkLexicon)
      checker.ignoredText = text
      var checks: [DraftQuote] = []
      let items = DraftReader(lexicon: desk.settings.checkLexicon).items(of: text, annotations)
      for item in items.dropFirst(from).prefix(mostQuotes) {
        var gap = item.gap
        var answer = CheckAnswer(verdict: .notFound, score: 0)
        if gap != .unreadReport {
          let found =
            try item.layer == .quote
            ? checker.check(item.text, speaker: item.speaker)
            : checker.checkClaim(item.text, speaker: item.speaker)
          answer = found
          if answer.verdict != .notFound { gap = nil }
        }
        checks.append(
          DraftQuote(quote: item.text, speaker: item.speaker, answer: answer, gap: gap?.description))
      }
      // Worst first; of equal ones, in the order of the text.
      let sorted = checks.enumerated().sorted {
        ($1.element.answer.verdict.severity, $0.offset) < ($0.element.answer.verdict.severity, $1.offset)
      }.map(\.element)
      return (sorted, max(0, items.count - from - mostQuotes))
    }
  }

  private static func answeringInput<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as CheckInputError {
      switch error {
      case .noWords: throw DeskError(status: .badRequest, code: "no-words")
      case .tooLong: throw DeskError(status: .badRequest, code: "too-long-quote")
      }
    }
  }

  // MARK: Showing

  static func fields(_ answer: CheckAnswer, quote: String, speaker: String?, _ words: Phrases) -> Fields {
    var fields: Fields = [
      "verdict": answer.verdict.rawValue, "verdictName": words("verdict.\(answer.verdict.rawValue)"),
      "what": words("verdict-what.\(answer.verdict.rawValue)"), "score": words.percent(answer.score),
      "asked": quote,
      "warnings": answer.warnings.map { words("warning.\($0.rawValue)") },
      "notes": answer.notes.map { note -> String in
        if case .speakerUnknown(let name, let nearest) = note {
          return words(
            nearest.isEmpty ? "error.no-speaker" : "error.no-speaker-but",
            ["name": name, "nearest": nearest.map { "“\($0)”" }.joined(separator: ", ")])
        }
        return words("check-note.\(note.name)")
      },
    ]
    if let speaker { fields["askedSpeaker"] = speaker }
    if let said = answer.speaker {
      fields["said"] = said.reference.name
      fields["saidShare"] = words.percent(said.confidence)
    }
    if let article = answer.article {
      fields["articleTitle"] = article.title ?? article.key
      fields["articleLink"] = Links.article(article.key)
      fields["paper"] = article.source ?? ""
      fields["date"] = article.published.flatMap(PublicationDate.day).map(words.date) ?? ""
      fields["source"] = SafeHTML(
        text: "<span class=\"hint\">\(HTML.escape(answer.before))</span>"
          + Self.side(answer.diff, isSource: true)
          + "<span class=\"hint\">\(HTML.escape(answer.after))</span>")
      fields["quote"] = SafeHTML(text: Self.side(answer.diff, isSource: false))
    }
    if !answer.alsoIn.isEmpty {
      fields["alsoIn"] = answer.alsoIn.prefix(10).map { ["key": $0, "link": Links.article($0)] as Fields }
    }
    return fields
  }

  /// One side of a comparison: what it alone has is marked.
  static func side(_ diff: [DiffStep], isSource: Bool) -> String {
    var parts: [String] = []
    for step in diff {
      let text = HTML.escape(isSource ? step.source : step.quote)
      if text.isEmpty { continue }
      switch step.kind {
      case .equal: parts.append(text)
      default: parts.append(isSource ? "<del>\(text)</del>" : "<ins>\(text)</ins>")
      }
    }
    return parts.joined(separator: " ")
  }
}

/// The same utterance as other articles printed it.
struct VariantPage {
  let desk: Desk

  /// The most wordings that are shown.
  private static let most = 40
  /// How long wordings of what a speaker says are looked for.
  private static let patience = Duration.seconds(1.5)

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let row = try Form(request).integer("row").map(Int64.init) else { throw DeskError.badValue("row") }
    let words = desk.words(context)
    let fields = try await desk.pool.read { store -> SendableFields in
      let record = try API.find(row, store)
      var fields = Self.fields(record, try Self.variants(of: record, StoredArticles(store)), words)
      fields["cards"] = RecordCard(words: words).html(record)
      return SendableFields(fields)
    }
    return desk.page("variants", title: words("variants.title"), fields.fields, request, context)
  }

  /// The wordings of what a speaker is quoted with, for the page about him.
  func part(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    guard let id = try form.integer("id").map(Int64.init) else { throw DeskError.badValue("id") }
    let words = desk.words(context)
    let fields = try await desk.pool.read { store -> SendableFields in
      var query = RecordQuery()
      query.speakerIDs = [id]
      query.layer = .quote
      query.limit = 40
      var groups: [Fields] = []
      var seen = Set<String>()
      let source = StoredArticles(store)
      let deadline = ContinuousClock.now + Self.patience
      for record in try store.records(query) {
        guard .now < deadline else { break }
        let id = record.id
        guard record.content.span.count >= 20, seen.insert(id).inserted else { continue }
        let found = try Self.variants(of: record, source)
        for variant in found {
          seen.insert(
            "\(variant.article.id)#q\(variant.record.content.span.start)-\(variant.record.content.span.end)")
        }
        if !found.isEmpty { groups.append(Self.fields(record, found, words)) }
        if groups.count == 12 { break }
      }
      return SendableFields(["groups": groups, "isEmpty": groups.isEmpty])
    }
    return desk.part("variant-groups", fields.fields, context)
  }

  static func variants(of record: StoredRecord, _ source: StoredArticles) throws -> [QuoteVariant] {
    let found = try VariantFinder(source: source).variants(
      of: record.content.text, in: record.article.key)
    func day(_ variant: QuoteVariant) -> String {
      variant.article.published.flatMap(PublicationDate.day) ?? "9"
    }
    return Array(found.sorted { (day($0), $1.score) < (day($1), $0.score) }.prefix(most))
  }

  private static func fields(_ record: StoredRecord, _ variants: [QuoteVariant], _ words: Phrases) -> Fields {
    [
      "text": record.content.text, "title": record.article.title ?? record.article.key,
      "link": Links.article(record.article.key, record: record.rowID), "paper": record.article.source ?? "",
      "date": record.article.published.flatMap(PublicationDate.day).map(words.date) ?? "",
      "isEmpty": variants.isEmpty,
      "variants": variants.map { variant -> Fields in
        [
          "title": variant.article.title ?? variant.article.id, "link": Links.article(variant.article.id),
          "paper": variant.article.source ?? "",
          "date": variant.article.published.flatMap(PublicationDate.day).map(words.date) ?? "",
          "speaker": variant.record.speaker?.name ?? words("card.nobody"),
          "share": words.percent(variant.score),
          "same": variant.score == 1,
          "source": SafeHTML(text: CheckPage.side(variant.diff, isSource: true)),
          "quote": SafeHTML(text: CheckPage.side(variant.diff, isSource: false)),
        ]
      },
    ]
  }
}
