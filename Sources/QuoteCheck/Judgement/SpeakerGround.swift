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
  /// Whether it is sure enough to vouch for the speaker.
  let isSure: Bool
  /// Whether, where the speaker has a name, it is sure enough to hold it against another one.
  let mayAccuse: Bool
  /// Whether the words that stand for the speaker are somebody else's of the article as well.
  let isAmbiguous: Bool

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
    if let source = record.source, Self.areTogether(source, record.content, in: article),
      !(record.content.span.start <= source.span.start && source.span.end <= record.content.span.end)
    {
      kind = Self.names(source.text, said) ? .named : .pointed
    } else {
      kind = .inferred
    }
    let source = record.source?.text ?? ""
    isAmbiguous = Self.isShared(source, said, annotations) || Self.isOfOtherGender(source, said, annotations)
    switch (kind, said.kind) {
    case (.named, .person), (.named, .organisation):
      isSure =
        record.cue != nil && record.confidence >= Self.leastConfidence
        && !Self.isCommonNoun(said) && !isAmbiguous
      mayAccuse = isSure
    case (.named, _), (.pointed, .group), (.pointed, .unnamed):
      isSure = true
      mayAccuse = true
    case (.pointed, _):
      isSure =
        source.split(separator: " ").count <= Self.longestPronoun
        && record.confidence >= Self.leastConfidence && !Self.isCommonNoun(said) && !isAmbiguous
        && !Self.hasOtherSubject(record, in: article)
        && !Self.isDescribedLikeAnother(source, said, in: article, annotations)
        && SpeakerIdentity(said.name).stands(in: article, before: unit, sentences: Surroundings.before)
      mayAccuse =
        isSure && record.confidence >= Self.sureConfidence
        && (said.kind == .person || Self.isNounOf(said, source))
    case (.inferred, .person):
      // A verb without its subject may have another one: trên thiệp mời có ghi “…”.
      isSure =
        record.cue == nil && record.confidence >= Self.sureConfidence
        && SpeakerIdentity(said.name).stands(in: article, round: unit)
        && !Self.otherSpoke(before: record, than: said, annotations)
        && !Self.isSpokenOf(said, in: record.content.text)
        && !Self.isSpokenOf(said, in: String(decoding: article.text.bytes[unit], as: UTF8.self))
      mayAccuse = isSure
    case (.inferred, _):
      isSure = false
      mayAccuse = false
    }
  }

  /// Whether an organisation's name is a noun that begins a sentence: Hãng, Bộ.
  private static func isCommonNoun(_ said: SpeakerReference) -> Bool {
    said.kind == .organisation && !said.name.contains(" ") && Folding.hasDiacritics(said.name)
      && !said.name.allSatisfy(\.isUppercase)
  }

  /// Whether the words that stand for the speaker name somebody else of the article as well: ông Hùng, where there are two.
  private static func isShared(_ source: String, _ said: SpeakerReference, _ annotations: Annotations) -> Bool
  {
    guard said.kind == .person else { return false }
    let capitals = namePart(source)
    guard let last = capitals.last?.lowercased(), capitals.count == 1 else { return false }
    let own = words(said.name).map { $0.lowercased() }
    return annotations.speakers.contains { other in
      let theirs = words(other.name).map { $0.lowercased() }
      return other.kind == .person && theirs.count > 1 && theirs != own && theirs.last == last
    }
  }

  /// Whether the speaker is ông with this name elsewhere and bà here, or the other way round.
  private static func isOfOtherGender(
    _ source: String, _ said: SpeakerReference, _ annotations: Annotations
  ) -> Bool {
    guard said.kind == .person, let here = words(source).first.flatMap({ gender[$0.lowercased()] }),
      let known = annotations.speakers.first(where: { $0.name == said.name && $0.kind == said.kind })
    else { return false }
    let named = known.forms.filter { form in
      let words = words(form)
      return words.count > 1 && words[1].first?.isUppercase == true
    }
    let genders = Set(named.compactMap { words($0).first.flatMap { gender[$0.lowercased()] } })
    return !genders.isEmpty && !genders.contains(here)
      || genders.count > 1 && namePart(source).count < 3
  }

  /// The words of a name among those that stand for a speaker; Bà that begins a sentence is none.
  private static func namePart(_ source: String) -> [Substring] {
    let words = words(source)
    let isAddress = words.count > 1 && gender[words[0].lowercased()] != nil
    return words.dropFirst(isAddress ? 1 : 0).filter { $0.first?.isUppercase == true }
  }

  private enum Gender { case woman, man }
  private static let gender: [String: Gender] = [
    "bà": .woman, "chị": .woman, "cô": .woman, "ông": .man, "chú": .man,
  ]

  /// Whether somebody else comes between what points back and the verb: theo ông, có gia đình kể.
  private static func hasOtherSubject(_ record: Attribution, in article: IndexedArticle) -> Bool {
    guard let source = record.source, let cue = record.cue, source.span.end < cue.span.start else {
      return false
    }
    let between = article.text.bytes[article.map.bytes(ofCodePoints: source.span.end..<cue.span.start)]
    return between.count { $0 == UInt8(ascii: ",") } % 2 == 1
  }

  /// Whether the noun by which the words point back is what the article calls another speaker, and never this one: người con
  /// trai, where it has con trai họ, Lê Văn Tám.
  private static func isDescribedLikeAnother(
    _ source: String, _ said: SpeakerReference, in article: IndexedArticle, _ annotations: Annotations
  ) -> Bool {
    let noun = words(source).map { $0.lowercased() }.drop { pointers.contains($0) }
      .prefix { !pointing.contains($0) }
    guard said.kind == .person, noun.count > 1 else { return false }
    let text = article.text
    let keys = ComparedText(noun.joined(separator: " ")).exact
    let own = Set(ComparedText(said.name).exact)
    let others = Set(
      annotations.speakers.lazy.filter { $0.kind == .person && $0.name != said.name }
        .flatMap { ComparedText($0.name).exact }
    ).subtracting(own)
    guard !keys.isEmpty, text.count >= keys.count else { return false }
    var isOthers = false
    for start in 0...(text.count - keys.count)
    where text.exact[start..<start + keys.count].elementsEqual(keys) {
      let end = start + keys.count
      let near = (end..<min(end + nounReach, text.count)).prefix { !text.traits[$0].contains(.opensSentence) }
      let name = near.drop { !text.traits[$0].contains(.capitalised) }
        .prefix { text.traits[$0].contains(.capitalised) }
      guard !name.isEmpty else { continue }
      // A family name alone is not the speaker's.
      if name.allSatisfy({ own.contains(text.exact[$0]) }) { return false }
      isOthers = isOthers || name.contains { others.contains(text.exact[$0]) }
    }
    return isOthers
  }

  /// Words before the noun that tell nothing of whom it means.
  private static let pointers: Set<String> = ["người", "vị", "nữ", "nam"]

  /// How far behind a noun a name is its bearer's.
  private static let nounReach = 3

  /// Whether the noun of bộ này is one of the organisation's name.
  private static func isNounOf(_ said: SpeakerReference, _ source: String) -> Bool {
    let own = Set(words(said.name).map { $0.lowercased() })
    return words(source).first.map { own.contains($0.lowercased()) } ?? false
  }

  /// Whether the words themselves speak of the speaker by name: nobody does so of himself.
  private static func isSpokenOf(_ said: SpeakerReference, in words: String) -> Bool {
    said.name.contains(" ") && words.contains(said.name)
  }

  private static func words(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }

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
    let words = words(source)
    guard let last = words.last, !pointing.contains(last.lowercased()) else { return false }
    let own = Set(Self.words(said.name).map { $0.lowercased() })
    // Half of all women are called Thị.
    let capitals = words.filter {
      $0.first?.isUppercase == true && !(said.kind == .person && middleNames.contains($0.lowercased()))
    }
    if capitals.contains(where: { own.contains($0.lowercased()) }) { return true }
    // WHO for Tổ chức Y tế Thế giới.
    if said.kind == .organisation {
      return capitals.contains { $0.count > 1 && $0.allSatisfy(\.isUppercase) }
    }
    // One who is only described is named by the description.
    return (said.kind == .unnamed || said.kind == .group) && words.count > 1
      && own.isSuperset(of: words.map { $0.lowercased() })
  }

  private static let middleNames: Set<String> = ["thị", "văn"]

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
