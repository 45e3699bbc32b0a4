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
struct ClaimReviewWriter: DatasetWriter {
  private let checker: CheckerStatement
  private var count = 0

  init(_ checker: CheckerStatement = CheckerStatement()) { self.checker = checker }

  mutating func begin(_ out: inout DatasetOutput) {
    out.bytes += "{\"@context\":\"https://schema.org\",\n\"@graph\":[".utf8
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    for record in article.records {
      if count > 0 { out.bytes.append(UInt8(ascii: ",")) }
      out.bytes.append(0x0A)
      count += 1
      var json = JSONStream()
      swap(&json.bytes, &out.bytes)
      write(record.attribution, of: article, &json)
      swap(&json.bytes, &out.bytes)
    }
  }

  mutating func end(_ out: inout DatasetOutput) { out.bytes += "\n]}\n".utf8 }

  // MARK: Parts

  private func write(_ found: Attribution, of article: DatasetArticle, _ json: inout JSONStream) {
    let about = article.article
    let name = ResourceName.record(about.id, found.layer, found.content.span)
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
        json.member(
          "identifier", ArticleLine.recordID(article: about.id, layer: found.layer, span: found.content.span))
        json.member("text", found.content.text)
        json.member("inLanguage", "vi")
        if let speaker = found.speaker {
          Self.speaker("author", speaker, &json)
          if found.layer == .quote { Self.speaker("spokenByCharacter", speaker, &json) }
        }
        json.optional("datePublished", article.publicationDay)
        json.object("appearance") { json in Self.appearance(found, article, &json) }
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
