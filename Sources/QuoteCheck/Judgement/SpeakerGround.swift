import QuoteEngine
import VietnameseText

/// What an article itself gives for an attribution: whether its sentence names who speaks, points at somebody, or leaves it
/// to be inferred.
///
/// The engine's confidence alone does not tell whom to accuse: it is learnt anew with every set of weights, and it is about
/// the whole record. Whether a name stands beside a verb of saying does not change (measured on gold; see README).
struct SpeakerGround {
  /// How the article says who speaks.
  enum Kind: Sendable {
    /// The sentence names the speaker beside a verb of saying: bà Mận nói.
    case named
    /// It points back at somebody: bà nói, vị này cho biết.
    case pointed
    /// Nothing in the sentence says it: carried over, an interview's answer.
    case inferred
  }

  let kind: Kind
  /// Whether it is sure enough to vouch for the speaker, and where the speaker has a name, to hold it against another one.
  let isSure: Bool

  /// Below this, what no sentence says was wrong too often (measured; see README).
  static let sureConfidence = 0.6

  /// Words of a pronoun or what points like one; longer ones are parts of the sentence that were taken for a speaker.
  static let longestPronoun = 3

  /// Below this, even a name beside a verb was not the speaker's: the engine took it for want of another.
  static let leastConfidence = 0.3

  /// Looks at the sentences round `unit`, the bytes of the words in question.
  init(
    _ record: Attribution, _ said: SpeakerReference, at unit: Range<Int>, in article: IndexedArticle,
    _ annotations: Annotations
  ) {
    if let source = record.source, Self.areTogether(source, record.content, in: article) {
      kind = Self.names(source.text, said) ? .named : .pointed
    } else {
      kind = .inferred
    }
    switch (kind, said.kind) {
    case (.named, .person), (.named, .organisation):
      isSure = record.cue != nil && record.confidence >= Self.leastConfidence
    case (.named, _), (.pointed, .group), (.pointed, .unnamed): isSure = true
    case (.pointed, _):
      let words = record.source?.text.split(separator: " ").count ?? 0
      isSure =
        words <= Self.longestPronoun
        && SpeakerIdentity(said.name).stands(in: article, before: unit, sentences: Surroundings.before)
    case (.inferred, .person):
      isSure =
        record.confidence >= Self.sureConfidence
        && SpeakerIdentity(said.name).stands(in: article, round: unit)
        && !Self.otherSpoke(before: record, than: said, annotations)
    case (.inferred, _): isSure = false
    }
  }

  /// Whether somebody else was named as speaking after the speaker last was: then the words may be his.
  private static func otherSpoke(
    before record: Attribution, than said: SpeakerReference, _ annotations: Annotations
  ) -> Bool {
    let last = (annotations.quotes + annotations.claims).filter {
      $0.source != nil && $0.speaker != nil && $0.content.span.end <= record.content.span.start
    }.max { $0.content.span < $1.content.span }
    return last.map { $0.speaker != said } ?? false
  }

  /// Whether the source stands in one sentence with the words: no end of a line or sentence lies between.
  private static func areTogether(_ source: Excerpt, _ content: Excerpt, in article: IndexedArticle) -> Bool {
    let (first, second) =
      source.span < content.span ? (source.span, content.span) : (content.span, source.span)
    guard first.end < second.start else { return true }
    let between = article.text.bytes[article.map.bytes(ofCodePoints: first.end..<second.start)]
    guard !between.contains(0x0A) else { return false }
    return !zip(between, between.dropFirst()).contains { [0x2E, 0x21, 0x3F].contains($0) && $1 == 0x20 }
  }

  /// Whether the words that stand for the speaker hold a part of the name; Bộ này points back.
  private static func names(_ source: String, _ said: SpeakerReference) -> Bool {
    let words = source.split { !$0.isLetter && !$0.isNumber }
    guard let last = words.last, !pointing.contains(last.lowercased()) else { return false }
    let own = Set(said.name.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() })
    let capitals = words.filter { $0.first?.isUppercase == true }
    if capitals.contains(where: { own.contains($0.lowercased()) }) { return true }
    // WHO for Tổ chức Y tế Thế giới.
    if said.kind == .organisation {
      return capitals.contains { $0.count > 1 && $0.allSatisfy(\.isUppercase) }
    }
    // One who is only described is named by the description.
    return (said.kind == .unnamed || said.kind == .group) && words.count > 1
      && own.isSuperset(of: words.map { $0.lowercased() })
  }

  private static let pointing: Set<String> = ["này", "đó", "ấy", "kia", "trên", "nọ"]
}

/// How far round a passage a name counts as standing near it.
enum Surroundings {
  /// Sentences before the one of the passage: what a pronoun points at stands there.
  static let before = 4
  /// Sentences after it.
  static let after = 2
}

extension SpeakerIdentity {
  /// Whether the name stands in the sentences before `unit` or in what precedes it in its own.
  func stands(in article: IndexedArticle, before unit: Range<Int>, sentences count: Int) -> Bool {
    let sentences = article.sentences(around: unit)
    let own = sentences.lastIndex { $0.lowerBound <= unit.lowerBound } ?? 0
    let start = sentences.isEmpty ? 0 : sentences[max(0, own - count)].lowerBound
    return start < unit.lowerBound
      && stands(in: article.text, article.text.words(inBytes: start..<unit.lowerBound))
  }

  /// Whether the name stands near `unit`, outside it.
  func stands(in article: IndexedArticle, round unit: Range<Int>) -> Bool {
    if stands(in: article, before: unit, sentences: Surroundings.before) { return true }
    let sentences = article.sentences(around: unit)
    let own = sentences.firstIndex { $0.upperBound >= unit.upperBound } ?? sentences.count - 1
    guard own >= 0, own < sentences.count else { return false }
    let end = sentences[min(sentences.count - 1, own + Surroundings.after)].upperBound
    return unit.upperBound < end
      && stands(in: article.text, article.text.words(inBytes: unit.upperBound..<end))
  }
}
