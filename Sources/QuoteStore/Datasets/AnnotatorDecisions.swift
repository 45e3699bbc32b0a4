import ArticleReader
import DatasetExport
import Foundation
import QuoteEngine

/// What an annotator did to an article in another tool, as decisions about its records.
///
/// A mark that stands as it was exported accepts its record; one that was moved, or has another label or speaker, corrects it;
/// one that nothing was exported for adds a record; a record that was exported and has no mark any more is rejected.
struct AnnotatorDecisions {
  private let marked: MarkedText
  private let person: String
  private let now: String

  init(_ marked: MarkedText, by person: String, at now: String) {
    self.marked = marked
    self.person = person
    self.now = now
  }

  /// An article that the database does not have: all that is marked was added.
  func newArticle() -> DatasetArticle {
    var article = DatasetArticle(
      article: marked.article, sha256: marked.article.sha256(),
      origin: DatasetOrigin(ingestedAt: now, patternVersion: "", programVersion: ""))
    for entry in marked.records {
      if let record = added(entry, of: article) { article.records.append(record) }
    }
    article.records = Self.ordered(article.records)
    return article
  }

  /// The article that the database has, with the decisions instead of what was there.
  func decided(_ here: DatasetArticle) -> DatasetArticle {
    var article = here
    article.log = []
    article.readings = []
    article.orphans = []
    article.decisions = nil
    article.article = marked.article
    article.article.id = here.article.id
    let exported = Dictionary(
      MarkedText(here).records.map { ($0.mark.id, $0) }, uniquingKeysWith: { first, _ in first })
    let hasCues = marked.marks.contains { $0.label == .cue }
    var left = here.records
    var decided: [DatasetRecord] = []
    var open: [(mark: MarkedText.Mark, sources: [MarkedText.Mark], cues: [MarkedText.Mark])] = []
    for entry in marked.records {
      let layer = entry.mark.label.recordKind?.layer
      guard
        let place = left.firstIndex(where: {
          $0.attribution.layer == layer && $0.attribution.content.span == entry.mark.span
        })
      else {
        open.append(entry)
        continue
      }
      let record = left.remove(at: place)
      let before = exported[MarkedText.id(of: record.attribution)]
      decided.append(settled(record, entry, before, hasCues, here))
    }
    for entry in open {
      let layer = entry.mark.label.recordKind?.layer
      // What shares words with it and has no mark of its own any more was moved.
      let place = left.firstIndex {
        let span = $0.attribution.content.span
        return $0.attribution.layer == layer && span.start < entry.mark.span.end
          && entry.mark.span.start < span.end && wasShown($0)
      }
      if let place {
        let record = left.remove(at: place)
        let before = exported[MarkedText.id(of: record.attribution)]
        decided.append(settled(record, entry, before, hasCues, here))
      } else if let record = added(entry, of: here) {
        decided.append(record)
      }
    }
    for var record in left where wasShown(record) {
      record.status = ReviewStatus.rejected.rawValue
      decided.append(signed(record))
    }
    article.records = Self.ordered(decided)
    return article
  }

  // MARK: Records

  private func wasShown(_ record: DatasetRecord) -> Bool {
    marked.shown?.contains(MarkedText.id(of: record.attribution)) ?? false
  }

  private typealias Entry = (mark: MarkedText.Mark, sources: [MarkedText.Mark], cues: [MarkedText.Mark])

  private func settled(
    _ record: DatasetRecord, _ entry: Entry, _ before: Entry?, _ hasCues: Bool, _ here: DatasetArticle
  ) -> DatasetRecord {
    var record = record
    var found = record.attribution
    if let kind = entry.mark.label.recordKind { found.kind = kind }
    found.content = excerpt(entry.mark.span, here) ?? found.content
    found.figures = found.figures.filter {
      $0.excerpt.span.start >= found.content.span.start && $0.excerpt.span.end <= found.content.span.end
    }
    if Self.places(entry.sources) != Self.places(before?.sources ?? []) {
      found.source = entry.sources.first.flatMap { excerpt($0.span, here) }
      let speaker = entry.sources.first.flatMap { self.speaker($0, in: here) }
      if !speaker.isSame(as: found.speaker) {
        found.speaker = speaker
        (record.person, record.role, record.roleClass, record.gender, record.sameAs) = (
          nil, nil, nil, nil, nil
        )
      }
    }
    if hasCues, Self.places(entry.cues) != Self.places(before?.cues ?? []) {
      found.cue = entry.cues.first.flatMap { excerpt($0.span, here) }
    }
    let isSame = found == record.attribution
    // What was decided before and stands as it was is nothing new.
    if isSame, record.knownStatus.isReviewed, record.knownStatus != .rejected { return record }
    if record.origin == nil, record.knownStatus != .added {
      let old = record.attribution
      record.origin =
        MachineProposal(kind: old.kind, content: old.content, speaker: old.speaker?.alone).json
    }
    record.attribution = found
    record.status = (isSame ? ReviewStatus.accepted : .corrected).rawValue
    return signed(record)
  }

  private func added(_ entry: Entry, of article: DatasetArticle) -> DatasetRecord? {
    guard let kind = entry.mark.label.recordKind, let content = excerpt(entry.mark.span, article) else {
      return nil
    }
    var record = DatasetRecord(
      Attribution(
        kind: kind, content: content, speaker: entry.sources.first.flatMap { speaker($0, in: article) },
        source: entry.sources.first.flatMap { excerpt($0.span, article) },
        cue: entry.cues.first.flatMap { excerpt($0.span, article) }, via: nil, confidence: 1,
        pattern: DecisionWriter.pattern, evidence: ["added by \(person)"], cueClass: nil, isNegated: false,
        figures: []))
    record.status = ReviewStatus.added.rawValue
    return signed(record)
  }

  private func signed(_ record: DatasetRecord) -> DatasetRecord {
    var record = record
    record.reviewer = person
    record.reviewedAt = now
    return record
  }

  // MARK: Marks

  private static func places(_ marks: [MarkedText.Mark]) -> Set<String> {
    Set(marks.map { "\($0.label.rawValue) \($0.span.start)-\($0.span.end)" })
  }

  private func excerpt(_ span: Span, _ article: DatasetArticle) -> Excerpt? {
    let scalars = article.article.text.unicodeScalars
    guard 0 <= span.start, span.start < span.end,
      let start = scalars.index(scalars.startIndex, offsetBy: span.start, limitedBy: scalars.endIndex),
      let end = scalars.index(start, offsetBy: span.count, limitedBy: scalars.endIndex)
    else { return nil }
    return Excerpt(span: span, text: String(scalars[start..<end]))
  }

  /// Who is meant by marked words: whoever else is named so there, else the words themselves.
  private func speaker(_ mark: MarkedText.Mark, in here: DatasetArticle) -> SpeakerReference? {
    guard let kind = mark.label.speakerKind, let words = excerpt(mark.span, here) else { return nil }
    for record in here.records where record.attribution.source?.span == mark.span {
      if let speaker = record.attribution.speaker, speaker.kind == kind { return speaker }
    }
    let mentioned = here.speakers.filter { entry in
      entry.speaker.kind == kind
        && entry.speaker.mentions.contains { $0.start < mark.span.end && mark.span.start < $0.end }
    }
    if mentioned.count == 1 {
      return SpeakerReference(name: mentioned[0].speaker.name, kind: kind)
    }
    let name = words.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let alike = here.speakers.first { entry in
      entry.speaker.kind == kind
        && (entry.speaker.forms + [entry.speaker.name]).contains { NameKey($0).key == NameKey(name).key }
    }
    if let alike { return SpeakerReference(name: alike.speaker.name, kind: kind) }
    guard name.unicodeScalars.contains(where: \.isLetterOrDigit) else { return nil }
    return SpeakerReference(name: name, kind: kind)
  }

  private static func ordered(_ records: [DatasetRecord]) -> [DatasetRecord] {
    records.sorted { a, b in
      let (one, other) = (a.attribution, b.attribution)
      if one.content.span != other.content.span { return one.content.span < other.content.span }
      return one.layer == .quote && other.layer == .claim
    }
  }
}
