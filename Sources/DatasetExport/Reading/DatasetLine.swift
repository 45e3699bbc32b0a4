import ArticleReader
import Foundation
import QuoteEngine

/// Reads the lines of the `jsonl` format, those of `extract` too.
public enum DatasetLine {
  /// Why a line cannot be taken.
  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public var reason: String
    /// What would mend it.
    public var remedy: String

    /// `reason; remedy`.
    public var description: String { "\(reason); \(remedy)" }
  }

  /// Reads an article, and sees that its words stand where it says.
  ///
  /// Throws a `Fault` when the line is no JSON or no article, when the text is not the one that was hashed, and when a
  /// record's words do not stand at its place.
  public static func article(_ line: Data) throws -> DatasetArticle {
    let stored: Line
    do {
      stored = try JSONDecoder().decode(Line.self, from: line)
    } catch let error as DecodingError {
      throw Fault(reason: explain(error), remedy: "import takes the lines of `trichdan export jsonl`")
    }
    let article = try stored.article()
    try check(article)
    return article
  }

  private static func explain(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + [key].compactMap(\.self)).map { key in
        key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)"
      }.joined().drop { $0 == "." }.description
    }
    switch error {
    case .keyNotFound(let key, let context): return "`\(path(context, key))` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "`\(path(context))` has the wrong type"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "`\(path(context))`: \(context.debugDescription)"
    default: return "no JSON object"
    }
  }

  /// Sees that an article is what `verify` lets pass. Throws a `Fault`.
  public static func check(_ article: DatasetArticle) throws {
    let remedy = "export it again; the text or the places were changed after the export"
    guard article.article.sha256() == article.sha256 else {
      throw Fault(reason: "`sha256` is not the hash of `text`", remedy: remedy)
    }
    let cutter = TextCutter(article.article.text)
    func check(_ excerpt: Excerpt, _ what: () -> String) throws {
      guard let words = cutter.words(at: excerpt.span), words.isSame(as: excerpt.text), !words.isEmpty else {
        throw Fault(
          reason:
            "\(what()): “\(excerpt.text.prefix(40))” does not stand at \(excerpt.span.start)–\(excerpt.span.end)",
          remedy: remedy)
      }
    }
    for record in article.records {
      let found = record.attribution
      func name(_ part: String) -> () -> String {
        {
          ArticleLine.recordID(article: article.article.id, layer: found.layer, span: found.content.span)
            + " " + part
        }
      }
      try check(found.content, name("words"))
      if let source = found.source { try check(source, name("source")) }
      if let cue = found.cue { try check(cue, name("cue")) }
      for figure in found.figures { try check(figure.excerpt, name("figure")) }
    }
    for speaker in article.speakers {
      for span in speaker.speaker.mentions where cutter.words(at: span) == nil {
        throw Fault(
          reason: "a mention of “\(speaker.speaker.name)” (\(span.start)–\(span.end)) is not in the text",
          remedy: remedy)
      }
    }
    if let broken = ArticleInvariants.faults(of: article).first {
      throw Fault(
        reason: broken,
        remedy: "run `trichdan reextract` on the database that it comes from, and export it again")
    }
  }

  // MARK: As it stands in JSON

  private struct Line: Decodable {
    var id: String
    var title: String?
    var url: String?
    var source: String?
    var published: String?
    var author: String?
    var sha256: String
    var text: String
    var quotes: [Record]
    var claims: [Record]
    var speakers: [Cast]?
    var captions: [String]?
    var origin: Provenance?
    var ingestedAt: String?
    var patternVersion: String?
    var programVersion: String?
    var review: String?
    var speakerDecisions: String?

    func article() throws -> DatasetArticle {
      var article = DatasetArticle(
        article: Article(
          id: id, title: filled(title), text: text, url: filled(url), source: filled(source),
          published: filled(published), author: filled(author)),
        sha256: sha256,
        origin: DatasetOrigin(
          ingestedAt: ingestedAt ?? "", patternVersion: patternVersion ?? "",
          programVersion: programVersion ?? ""))
      article.article.origin = origin?.origin(captions: captions ?? [])
      guard !id.isEmpty else {
        throw Fault(reason: "`id` is empty", remedy: "give the article a key of its own")
      }
      let kinds = Dictionary(
        (speakers ?? []).map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
      var numbered =
        try quotes.map { try $0.record(.quote, kinds) } + claims.map { try $0.record(.claim, kinds) }
      article.speakers = try (speakers ?? []).map { try $0.speaker() }
      if let review = filled(review) {
        let stored: Review
        do {
          stored = try JSONDecoder().decode(Review.self, from: Data(review.utf8))
        } catch {
          throw Fault(reason: "`review` is not what export writes", remedy: "leave it as it is, or empty")
        }
        try DatasetLine.check(stored.log)
        article.log = stored.log
        numbered += try (stored.orphans ?? []).map { orphan in
          try orphan.record(RecordKind(rawValue: orphan.kind)?.layer ?? .quote, kinds)
        }
        article.readings = stored.readings ?? []
        for proposal in stored.proposals ?? [] where numbered.indices.contains(proposal.record) {
          numbered[proposal.record].origin = proposal.origin
          numbered[proposal.record].proposal = proposal.proposal
        }
      }
      let anchored = quotes.count + claims.count
      article.records = Array(numbered[..<anchored])
      article.orphans = Array(numbered[anchored...])
      if let decisions = filled(speakerDecisions) {
        do {
          article.decisions = try JSONDecoder().decode(SpeakerDecisions.self, from: Data(decisions.utf8))
        } catch {
          throw Fault(
            reason: "`speakerDecisions` is not what export writes", remedy: "leave it as it is, or empty")
        }
        try DatasetLine.check(article.decisions ?? SpeakerDecisions())
      }
      return article
    }
  }

  private struct Review: Decodable {
    struct Proposal: Decodable {
      var record: Int
      var origin: String?
      var proposal: String?
    }
    var log: [DatasetLogEntry]
    var orphans: [Record]?
    var proposals: [Proposal]?
    var readings: [DatasetReading]?
  }

  /// Where an article came from.
  private struct Provenance: Decodable {
    enum CodingKeys: String, CodingKey {
      case place, fetched, reader, encoding, notes
      case bytesHash = "bytes_sha256"
    }
    var place: String
    var fetched: String?
    var bytesHash: String?
    var reader: String
    var encoding: String
    var notes: [String]?

    /// The origin; `nil` where `export` knows of none.
    func origin(captions: [String]) -> Origin? {
      guard !place.isEmpty || !reader.isEmpty else { return nil }
      return Origin(
        place: place, fetched: filled(fetched), bytesHash: bytesHash ?? "", reader: reader,
        encoding: encoding, notes: notes ?? [], captions: captions)
    }
  }

  private struct Words: Decodable {
    var start: Int
    var end: Int
    var text: String

    var excerpt: Excerpt { Excerpt(span: Span(start: start, end: end), text: text) }
  }

  private struct Name: Decodable {
    var name: String
    var kind: String?
    var role: String?
    var roleClass: String?
    var gender: String?
    var sameAs: String?
    var person: String?
    var members: [String]?
  }

  private struct Record: Decodable {
    struct Amount: Decodable {
      var kind: String
      var start: Int
      var end: Int
      var text: String
    }
    var kind: String
    var start: Int
    var end: Int
    var text: String
    var speaker: Name?
    var source: Words?
    var cue: Words?
    var via: Name?
    var confidence: Double
    var pattern: String
    var evidence: [String]
    var cueClass: String?
    var negated: Bool
    var figures: [Amount]
    var status: String?
    var reviewer: String?
    var reviewedAt: String?
    var note: String?

    func record(_ layer: Layer, _ kinds: [String: String]) throws -> DatasetRecord {
      guard let kind = RecordKind(rawValue: kind), kind.layer == layer else {
        throw Fault(
          reason: "`\(self.kind)` is no kind of \(layer.rawValue)",
          remedy: "quotes are direct or fragment, claims are indirect or mixed")
      }
      var record = DatasetRecord(
        Attribution(
          kind: kind, content: Excerpt(span: Span(start: start, end: end), text: text),
          speaker: try speaker.map { try reference($0, kinds) }, source: source?.excerpt, cue: cue?.excerpt,
          via: try via.map { try reference($0, kinds) }, confidence: confidence, pattern: pattern,
          evidence: evidence, cueClass: cueClass, isNegated: negated,
          figures: figures.compactMap { figure in
            Figure.Kind(rawValue: figure.kind).map {
              Figure(
                kind: $0,
                excerpt: Excerpt(span: Span(start: figure.start, end: figure.end), text: figure.text))
            }
          }))
      record.status = filled(status) ?? "unreviewed"
      guard DatasetLine.statuses.contains(record.status) else {
        throw Fault(
          reason: "`\(record.status)` is no review status",
          remedy: "there are " + DatasetLine.statuses.joined(separator: ", "))
      }
      record.reviewer = filled(reviewer)
      record.reviewedAt = filled(reviewedAt)
      record.note = filled(note)
      record.role = filled(speaker?.role)
      record.roleClass = filled(speaker?.roleClass)
      record.gender = filled(speaker?.gender)
      record.sameAs = filled(speaker?.sameAs)
      record.person = filled(speaker?.person)
      record.viaPerson = filled(via?.person)
      return record
    }

    private func reference(_ name: Name, _ kinds: [String: String]) throws -> SpeakerReference {
      // `extract` does not say of what kind the one is who passed the words on.
      let kind = name.kind ?? kinds[name.name] ?? SpeakerKind.organisation.rawValue
      return SpeakerReference(name: name.name, kind: try DatasetLine.kind(kind), members: name.members ?? [])
    }
  }

  private struct Cast: Decodable {
    struct Mention: Decodable {
      var start: Int
      var end: Int
    }
    var name: String
    var kind: String
    var forms: [String]
    var roles: [String]
    var mentions: [Mention]
    var foundName: String?
    var foundKind: String?
    var home: String?
    var person: String?
    var sameAs: String?

    func speaker() throws -> DatasetSpeaker {
      var speaker = DatasetSpeaker(
        Speaker(
          name: name, kind: try DatasetLine.kind(kind), forms: forms, roles: roles,
          mentions: mentions.map { Span(start: $0.start, end: $0.end) }),
        foundName: filled(foundName) ?? name, foundKind: try DatasetLine.kind(filled(foundKind) ?? kind),
        home: filled(home))
      speaker.person = filled(person)
      speaker.sameAs = filled(sameAs)
      return speaker
    }
  }

  /// Sees that lines of the log have places in it that a database can give them.
  private static func check(_ log: [DatasetLogEntry]) throws {
    for entry in log where !(1...1 << 40).contains(entry.line) {
      throw Fault(
        reason: "\(entry.line) is no place in a review log", remedy: "export it again, or leave the log out")
    }
  }

  private static func check(_ decisions: SpeakerDecisions) throws {
    try check(decisions.log)
    for rule in decisions.rules {
      _ = try kind(rule.kind)
      _ = try kind(rule.speaker.kind)
      guard ["merge", "split", "rename", "alias"].contains(rule.action), !rule.key.isEmpty else {
        throw Fault(
          reason: "`\(rule.action)` of “\(rule.key)” is no decision about a speaker",
          remedy: "there are merge, split, rename and alias")
      }
    }
    for alias in decisions.aliases { _ = try kind(alias.speaker.kind) }
    for end in decisions.pairs.flatMap({ [$0.first, $0.second] }) {
      _ = try kind(end.kind)
      guard !end.article.isEmpty, !end.key.isEmpty else {
        throw Fault(
          reason: "a pair of speakers in `speakerDecisions` names no article or no name",
          remedy: "leave it as it is, or empty")
      }
    }
  }

  private static let statuses = ["unreviewed", "accepted", "corrected", "added", "rejected"]

  private static func kind(_ name: String) throws -> SpeakerKind {
    guard let kind = SpeakerKind(rawValue: name) else {
      throw Fault(
        reason: "`\(name)` is no kind of speaker",
        remedy: "kinds are " + SpeakerKind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return kind
  }

  /// What `export` leaves empty where there is nothing.
  private static func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
