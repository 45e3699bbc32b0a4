import Foundation
import QuoteEngine

/// What a fact-checker says of a check, for `claimreview`.
public struct CheckerStatement: Sendable, Hashable {
  /// The organisation or person that checks.
  public var name: String?
  /// The checker's own address.
  public var site: String?
  /// Where the check is published.
  public var url: String?
  /// The verdict in the checker's words.
  public var rating: String?
  /// The day of the check, `yyyy-mm-dd`.
  public var day: String?

  /// Makes a statement that says nothing.
  public init() {}
}

/// `claimreview`: a graph of schema.org ClaimReviews in JSON-LD.
///
/// What a fact-checker has to add (the checker, the day, the address and above all the rating) stands there as null,
/// which JSON-LD reads as not said, unless the checker says it. Nothing is made up for it.
///
/// Where it is known how often a claim appears, its appearances are one review, which comes with the last of them.
struct ClaimReviewWriter: DatasetWriter {
  private let checker: CheckerStatement
  private let appearances: ClaimAppearances
  private var pending: [Int: [Appearance]] = [:]
  private var count = 0

  /// Where a claim stands.
  private struct Appearance {
    var found: Attribution
    var article: DatasetArticle
  }

  init(_ checker: CheckerStatement = CheckerStatement(), appearances: ClaimAppearances = ClaimAppearances()) {
    self.checker = checker
    self.appearances = appearances
  }

  mutating func begin(_ out: inout DatasetOutput) {
    out.bytes += "{\"@context\":\"https://schema.org\",\n\"@graph\":[".utf8
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    // What is known of the article, without what makes it large.
    var about = article
    about.article.text = ""
    about.records = []
    about.log = []
    for record in article.records {
      let found = record.attribution
      let key = ClaimAppearances.key(found)
      let appearance = Appearance(found: found, article: about)
      guard appearances.count(key) > 1 else {
        write([appearance], &out.bytes)
        continue
      }
      let all = (pending.removeValue(forKey: key) ?? []) + [appearance]
      if all.count == appearances.count(key) { write(all, &out.bytes) } else { pending[key] = all }
    }
  }

  private mutating func write(_ all: [Appearance], _ out: inout [UInt8]) {
    if count > 0 { out.append(UInt8(ascii: ",")) }
    out.append(0x0A)
    count += 1
    var json = JSONStream()
    swap(&json.bytes, &out)
    write(all, &json)
    swap(&json.bytes, &out)
  }

  mutating func end(_ out: inout DatasetOutput) {
    // Fewer came than were counted: what there is, in the order of its articles.
    for all in pending.values.sorted(by: { Self.name($0[0]) < Self.name($1[0]) }) { write(all, &out.bytes) }
    pending = [:]
    out.bytes += "\n]}\n".utf8
  }

  private static func name(_ appearance: Appearance) -> String {
    ResourceName.record(
      appearance.article.article.id, appearance.found.layer, appearance.found.content.span)
  }

  private static func identifier(_ appearance: Appearance) -> String {
    ArticleLine.recordID(
      article: appearance.article.article.id, layer: appearance.found.layer,
      span: appearance.found.content.span)
  }

  // MARK: Parts

  private func write(_ all: [Appearance], _ json: inout JSONStream) {
    let found = all[0].found
    let name = Self.name(all[0])
    let days = all.compactMap(\.article.publicationDay)
    json.object { json in
      json.member("@type", "ClaimReview")
      json.member("@id", name + ":review")
      json.member("claimReviewed", found.content.text)
      json.member("inLanguage", "vi")
      json.member("url", checker.url)
      if let name = checker.name {
        json.object("author") { json in
          json.member("@type", "Organization")
          json.member("name", name)
          json.optional("url", checker.site)
        }
      } else {
        json.member("author", nil as String?)
      }
      json.member("datePublished", checker.day)
      if let rating = checker.rating {
        json.object("reviewRating") { json in
          json.member("@type", "Rating")
          json.member("alternateName", rating)
        }
      } else {
        json.member("reviewRating", nil as String?)
      }
      json.object("itemReviewed") { json in
        switch found.layer {
        case .quote: json.member("@type", ["Claim", "Quotation"])
        case .claim: json.member("@type", "Claim")
        }
        json.member("@id", name)
        if all.count == 1 {
          json.member("identifier", Self.identifier(all[0]))
        } else {
          json.member("identifier", all.map(Self.identifier))
        }
        json.member("text", found.content.text)
        json.member("inLanguage", "vi")
        if let speaker = found.speaker {
          Self.speaker("author", speaker, &json)
          if found.layer == .quote { Self.speaker("spokenByCharacter", speaker, &json) }
        }
        json.optional("datePublished", days.min())
        if all.count == 1 {
          json.object("appearance") { json in Self.appearance(all[0].found, all[0].article, &json) }
        } else {
          json.array("appearance") { json in
            for one in all { json.object { json in Self.appearance(one.found, one.article, &json) } }
          }
        }
      }
    }
  }

  private static func speaker(_ key: StaticString, _ speaker: SpeakerReference, _ json: inout JSONStream) {
    json.object(key) { json in
      json.member("@type", SchemaType.of(speaker.kind).name)
      json.member("name", speaker.name)
      switch speaker.kind {
      case .person, .organisation: break
      case .group: json.member("disambiguatingDescription", "several people, not named")
      case .unnamed: json.member("disambiguatingDescription", "a person who is not named")
      }
    }
  }

  private static func appearance(
    _ found: Attribution, _ article: DatasetArticle, _ json: inout JSONStream
  ) {
    let about = article.article
    json.member("@type", "NewsArticle")
    json.member("@id", ResourceName.location(about.url, about.id))
    json.member("identifier", about.id)
    json.optional("url", about.url)
    json.optional("headline", about.title)
    json.optional("datePublished", article.publicationDay)
    if let author = about.author {
      json.object("author") { json in
        json.member("@type", "Person")
        json.member("name", author)
      }
    }
    if let paper = about.source {
      json.object("publisher") { json in
        json.member("@type", "Organization")
        json.member("name", paper)
      }
    }
    if let via = found.via {
      json.object("isBasedOn") { json in
        json.member("@type", "CreativeWork")
        json.object("publisher") { json in
          json.member("@type", SchemaType.of(via.kind).name)
          json.member("name", via.name)
        }
      }
    }
  }
}

/// How often each claim of a dataset appears: the same words by the same speaker, in whatever article.
///
/// It is made in a first reading, and costs some bytes a claim.
public struct ClaimAppearances: Sendable {
  private var counts: [Int: Int] = [:]

  /// Makes it for claims that are counted once each.
  public init() {}

  /// Counts an article's records.
  public mutating func add(_ article: DatasetArticle, wantsRejected: Bool) {
    for record in article.records where wantsRejected || record.status != "rejected" {
      counts[Self.key(record.attribution), default: 0] += 1
    }
  }

  func count(_ key: Int) -> Int { counts[key] ?? 1 }

  /// The words without regard to case, spaces and marks at the ends, with their speaker; records without a speaker are
  /// each a claim of its own.
  static func key(_ found: Attribution) -> Int {
    var hasher = Hasher()
    let words = found.content.text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    hasher.combine(words.trimmingCharacters(in: .punctuationCharacters))
    hasher.combine(found.layer)
    guard let speaker = found.speaker, speaker.kind == .person || speaker.kind == .organisation else {
      hasher.combine(UUID())
      return hasher.finalize()
    }
    hasher.combine(speaker.name)
    hasher.combine(speaker.kind)
    return hasher.finalize()
  }
}
