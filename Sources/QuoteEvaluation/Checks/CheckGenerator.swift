import Foundation
import QuoteCheck
import QuoteEngine
import VietnameseText

/// A check that was made from a gold quote.
public struct GeneratedCheck: Sendable, Hashable {
  /// How it was made.
  public var kind: CheckCase
  /// Whether it is a quote or a claim in other words.
  public var layer = Layer.quote
  /// The article it is held against.
  public var article: String
  /// The quote.
  public var quote: String
  /// Who is said to have said it.
  public var speaker: String?
  /// What the answer has to be.
  public var verdict: Verdict
  /// The warnings that the answer has to have, and no others.
  public var warnings: Set<CheckWarning>
  /// A verdict that is as right where the answer does not vouch for the speaker.
  public var unsureVerdict: Verdict?
}

/// Makes checks with a known verdict from gold quotes: the same ones in every run.
///
/// A quote makes a check of a kind only where it can: one without a number has none to change.
public struct CheckGenerator {
  private let articles: [GoldArticle]

  /// Makes checks from these articles.
  public init(_ articles: [GoldArticle]) { self.articles = articles }

  /// All checks, article by article.
  public func checks() -> [GeneratedCheck] {
    articles.indices.flatMap { index in
      articles[index].quotes.indices.flatMap { checks(of: $0, in: index) }
        + articles[index].claims.indices.flatMap { claimChecks(of: $0, in: index) }
    }
  }

  private func checks(of number: Int, in index: Int) -> [GeneratedCheck] {
    let article = articles[index]
    let record = article.quotes[number]
    let scalars = Array(article.text.unicodeScalars)
    func text(_ record: GoldRecord, _ scalars: [Unicode.Scalar]) -> String {
      String(String.UnicodeScalarView(scalars[record.span.start..<record.span.end]))
    }
    let quote = text(record, scalars)
    var random = SplitMix(seed: UInt64(index) << 20 + UInt64(number))
    var standing = Set<CheckWarning>()
    let isNested = article.quotes.contains {
      $0.span.start <= record.span.start && record.span.end <= $0.span.end && $0.span != record.span
    }
    if isNested { standing.insert(.quotedInsideAnotherQuote) }
    var out: [GeneratedCheck] = []
    func add(
      _ kind: CheckCase, _ changed: String?, _ verdict: Verdict, _ warnings: Set<CheckWarning> = [],
      speaker: String? = nil
    ) {
      guard let changed else { return }
      out.append(
        GeneratedCheck(
          kind: kind, article: article.id, quote: changed, speaker: speaker, verdict: verdict,
          warnings: verdict == .notFound ? [] : warnings.union(standing)))
    }
    let changer = QuoteChanger(quote, article: article.text)
    add(.asIs, quote, .verbatim)
    add(.rightSpeaker, record.speaker == nil ? nil : quote, .verbatim, speaker: record.speaker)
    add(.nfd, quote.decomposedStringWithCanonicalMapping, .verbatim)
    add(.toneMarks, changer.toneMarksMoved, .verbatim)
    add(.marks, changer.marksChanged, .verbatim)
    add(.spaces, changer.spacesChanged, .verbatim)
    add(.letterCase, changer.caseChanged, .verbatim)
    add(.withoutDiacritics, Folding.hasDiacritics(quote) ? changer.plain : nil, .verbatim)
    add(.numberWriting, changer.numberWritten, .verbatim)
    add(.iAndY, changer.iForY, .verbatim)
    add(.toneMisplaced, changer.toneMisplaced, .verbatim)
    add(.eth, changer.ethForD, .verbatim)
    add(.invisible, changer.withInvisible, .verbatim)
    add(.numberInWords, changer.numberInWords, .verbatim)
    add(.month, changer.monthWritten, .verbatim)
    add(.abbreviation, changer.abbreviated, .verbatim)
    add(.brackets, changer.bracketed(&random), .verbatim)
    add(.frontCut, changer.frontCut(&random), .shortened, [.cutStart])
    add(.frontCutNegation, changer.frontCutAtNegation, .altered, [.negationChanged])
    add(.cutAtSentence, changer.cutAtSentence, .verbatim)
    add(.cutInSentence, changer.cutInSentence(&random), .shortened, [.cutMidSentence])
    if let middle = changer.middleOut(&random) {
      let verdict: Verdict = middle.losesNegation ? .altered : .shortened
      let warnings: Set<CheckWarning> = middle.losesNegation ? [.negationChanged] : []
      add(.middleOut, middle.plain, verdict, warnings)
      add(.middleOutMarked, middle.marked, verdict, warnings)
    }
    add(.wordChanged, changer.wordChanged(&random), .altered)
    add(.thirdChanged, changer.thirdChanged, .altered)
    add(.wordsSwapped, changer.wordsSwapped(&random), .altered)
    add(.wordAdded, changer.wordAdded(&random), .altered)
    add(.negationDropped, changer.negationDropped, .altered, [.negationChanged])
    add(.negationAdded, changer.negationAdded(&random), .altered, [.negationChanged])
    add(.numberChanged, changer.numberChanged, .altered, [.numberChanged])
    add(.nameChanged, changer.nameChanged, .altered, [.nameChanged])
    if record.speaker != nil, let other = otherSpeaker(than: record, in: article) {
      let isNamed = Self.isNamed(record) && Self.hasName(other)
      add(isNamed ? .otherSpeaker : .otherSpeakerUnnamed, quote, .misattributed, speaker: other)
      if !isNamed { out[out.count - 1].unsureVerdict = .verbatim }
    }
    let elsewhere = articles[(index + 1 + random.next(max(1, articles.count - 1))) % articles.count]
    if elsewhere.id != article.id, !elsewhere.quotes.isEmpty {
      let other = elsewhere.quotes[random.next(elsewhere.quotes.count)]
      let words = text(other, Array(elsewhere.text.unicodeScalars))
      if QuoteChanger.wordCount(words) > 3, !article.text.contains(words) {
        add(.otherArticle, words, .notFound)
      }
    }
    return out
  }

  private func claimChecks(of number: Int, in index: Int) -> [GeneratedCheck] {
    let article = articles[index]
    let record = article.claims[number]
    let scalars = Array(article.text.unicodeScalars)
    let claim = String(String.UnicodeScalarView(scalars[record.span.start..<record.span.end]))
    let changer = QuoteChanger(claim, article: article.text)
    guard QuoteChanger.wordCount(claim) > 5 else { return [] }
    var random = SplitMix(seed: UInt64(index) << 20 + UInt64(number) + 1 << 19)
    // What somebody denies, nobody may be said to claim.
    let isDenied =
      record.cue.map { cue in
        // Phản bác lại rằng is followed by the speaker's own words.
        !cue.lowercased().contains("rằng") && Self.denying.contains { cue.lowercased().contains($0) }
          && !(cue.lowercased().hasPrefix("phản bác") && isAfterThat(record, scalars))
      } ?? false
    var out: [GeneratedCheck] = []
    func add(
      _ kind: CheckCase, _ changed: String?, _ verdict: Verdict, _ warnings: Set<CheckWarning> = [],
      speaker: String? = record.speaker
    ) {
      guard let changed else { return }
      out.append(
        GeneratedCheck(
          kind: kind, layer: .claim, article: article.id, quote: changed, speaker: speaker,
          verdict: isDenied ? .differs : verdict,
          warnings: isDenied ? warnings.union([.saidNotToBeSaid]) : warnings))
    }
    add(.claim, claim, .supported)
    let elsewhere = articles[(index + 1 + random.next(max(1, articles.count - 1))) % articles.count]
    if elsewhere.id != article.id, !elsewhere.claims.isEmpty {
      let other = elsewhere.claims[random.next(elsewhere.claims.count)]
      let scalars = Array(elsewhere.text.unicodeScalars)
      let words = String(String.UnicodeScalarView(scalars[other.span.start..<other.span.end]))
      if QuoteChanger.wordCount(words) > 5, !article.text.contains(words) {
        out.append(
          GeneratedCheck(
            kind: .claimElsewhere, layer: .claim, article: article.id, quote: words, speaker: nil,
            verdict: .notFound, warnings: []))
      }
    }
    add(.claimFigure, changer.numberChanged, .differs, [.numberChanged])
    add(.claimNegation, changer.negationDropped, .differs, [.negationChanged])
    add(.claimName, changer.nameChanged, .differs, [.nameChanged])
    if record.speaker != nil, let other = otherSpeaker(than: record, in: article) {
      let isNamed = Self.isNamed(record) && Self.hasName(other)
      add(isNamed ? .claimSpeaker : .claimSpeakerUnnamed, claim, .differs, speaker: other)
      if !isNamed { out[out.count - 1].unsureVerdict = .supported }
    }
    return out
  }

  /// Whether rằng stands right before a claim, or opens it.
  private func isAfterThat(_ record: GoldRecord, _ scalars: [Unicode.Scalar]) -> Bool {
    let start = max(0, record.span.start - 12)
    let words = String(String.UnicodeScalarView(scalars[start..<min(scalars.count, record.span.start + 5)]))
    return words.lowercased().contains("rằng")
  }

  /// Whether the gold's words for the speaker are his name and no pronoun; one capital alone begins a description
  /// (Một lãnh đạo phường).
  private static func isNamed(_ record: GoldRecord) -> Bool {
    guard let source = record.source, let speaker = record.speaker, record.cue != nil,
      speaker.split(separator: " ").count(where: { $0.first?.isUppercase == true }) > 1
    else { return false }
    let own = Set(speaker.split { !$0.isLetter })
    return source.split { !$0.isLetter }.contains { $0.first?.isUppercase == true && own.contains($0) }
  }

  /// Whether there is a name in it: một nguồn tin may be whoever speaks.
  private static func hasName(_ speaker: String) -> Bool {
    speaker.split(separator: " ").contains { $0.first?.isUppercase == true }
  }

  private static let denying = ["phủ nhận", "bác bỏ", "phản bác", "bác", "chối", "cải chính"]

  /// Somebody else whom the article quotes, and who is not named in the sentence: there, it is not sure who speaks.
  private func otherSpeaker(than record: GoldRecord, in article: GoldArticle) -> String? {
    let own = [record.speaker].compactMap(\.self) + record.accept
    // The same words may stand there twice, in the headline and below.
    let around = Self.surroundings(of: record.span, in: article.text)
    let scalars = Array(article.text.unicodeScalars)
    func words(_ record: GoldRecord) -> String {
      String(String.UnicodeScalarView(scalars[record.span.start..<record.span.end]))
    }
    // Whoever says the same words elsewhere in the article is no other speaker of them.
    let said = words(record)
    let same = (article.quotes + article.claims).filter {
      words($0).contains(said) || said.contains(words($0))
    }
    return (article.quotes + article.claims).compactMap(\.speaker).first { name in
      !same.contains { $0.speaker == name }
        && !name.split(separator: " ").contains { $0.first?.isUppercase == true && around.contains($0) }
        && !own.contains { SpeakerComparison.isRight(name, speaker: $0, accept: []) }
        && !SpeakerComparison.isRight(record.speaker, speaker: name, accept: [])
    }
  }
}

extension CheckGenerator {
  /// The words of the lines round a span.
  private static func surroundings(of span: Span, in text: String) -> Set<Substring> {
    let scalars = Array(text.unicodeScalars)
    var start = span.start
    while start > 0, scalars[start - 1] != "\n" { start -= 1 }
    var end = span.end
    while end < scalars.count, scalars[end] != "\n" { end += 1 }
    let outside =
      String(String.UnicodeScalarView(scalars[start..<span.start])) + " "
      + String(String.UnicodeScalarView(scalars[span.end..<end]))
    return Set(outside.split { !$0.isLetter }.map { Substring(String($0)) })
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// A number from 0 up to `limit`, exclusive.
  mutating func next(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ value >> 31) % UInt64(max(1, limit)))
  }
}
