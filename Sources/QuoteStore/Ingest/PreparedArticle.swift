import ArticleReader
import QuoteEngine
import VietnameseText

/// An article with its annotations in the form in which it is written to the database.
///
/// Making one needs no database, so the threads that extract do that work too.
public struct PreparedArticle: Sendable {
  /// The article.
  public private(set) var article: Article
  /// SHA-256 of the text, in hexadecimal digits.
  public let sha256: String

  let length: Int
  let records: [Record]
  let speakers: [CastMember]

  /// One quote or claim, its speakers as indices.
  struct Record: Sendable {
    var attribution: Attribution
    var speaker: Int?
    var via: Int?
    var evidence: String
    var figures: String
    var words: String
  }

  /// Somebody whom the article lets speak or pass words on.
  struct CastMember: Sendable {
    var name: String
    var kind: SpeakerKind
    var key: NameKey
    /// The forms besides the name itself by which it may be looked up.
    var forms: [(form: String, key: NameKey)]
    var formList: String
    var roles: String
    var mentions: String
  }

  /// Prepares an article.
  ///
  /// - Parameters:
  ///   - annotations: what was found in it; spans are code points of its text.
  ///   - sha256: its hash where that is known already.
  public init(_ article: Article, _ annotations: Annotations, sha256: String? = nil) {
    self.article = article
    self.sha256 = sha256 ?? article.sha256()
    var text = article.text
    // All bytes but those that go on with a code point; over the bytes themselves the sum takes many at once.
    length = text.withUTF8 { $0.reduce(0) { $0 &+ ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    var cast = Cast()
    for speaker in annotations.speakers { cast.add(speaker) }
    var records: [Record] = []
    records.reserveCapacity(annotations.quotes.count + annotations.claims.count)
    for attribution in annotations.quotes + annotations.claims where attribution.content.span.count > 0 {
      records.append(
        Record(
          attribution: attribution, speaker: cast.index(of: attribution.speaker),
          via: cast.index(of: attribution.via),
          evidence: JSONText.array(attribution.evidence), figures: FigureText.encode(attribution.figures),
          words: RecordIndex.words(attribution.content.text)))
    }
    self.records = records
    speakers = cast.speakers
  }

  /// The same article under another key.
  public func withKey(_ key: String) -> PreparedArticle {
    var copy = self
    copy.article.id = key
    return copy
  }

  /// The article's speakers, each once by key and kind.
  private struct Cast {
    var speakers: [CastMember] = []
    private var indices: [Identity: Int] = [:]
    private var references: [SpeakerReference: Int] = [:]

    private struct Identity: Hashable {
      var key: String
      var kind: SpeakerKind
    }

    mutating func add(_ speaker: Speaker) {
      _ = place(speaker.name, speaker.kind, speaker)
    }

    mutating func index(of reference: SpeakerReference?) -> Int? {
      guard let reference else { return nil }
      if let known = references[reference] { return known }
      let index = place(reference.name, reference.kind, nil)
      references[reference] = index
      return index
    }

    private mutating func place(_ name: String, _ kind: SpeakerKind, _ full: Speaker?) -> Int? {
      let key = NameKey(name)
      guard !key.key.isEmpty else { return nil }
      let identity = Identity(key: key.key, kind: kind)
      if let known = indices[identity] { return known }
      var forms: [(form: String, key: NameKey)] = []
      for form in full?.forms ?? [] where TellingForms.tells(form, of: name) {
        let formKey = NameKey(form)
        if formKey.key.isEmpty || formKey == key || forms.contains(where: { $0.key == formKey }) { continue }
        forms.append((form, formKey))
      }
      indices[identity] = speakers.count
      speakers.append(
        CastMember(
          name: name, kind: kind, key: key, forms: forms, formList: JSONText.array(full?.forms ?? [name]),
          roles: JSONText.array(full?.roles ?? []), mentions: MentionText.encode(full?.mentions ?? [])))
      return speakers.count - 1
    }
  }
}

/// Places of mentions as a JSON array of pairs, `[[5,12],[40,46]]`.
enum MentionText {
  static func encode(_ spans: [Span]) -> String {
    guard !spans.isEmpty else { return "[]" }
    var out: [UInt8] = []
    out.reserveCapacity(spans.count * 12 + 2)
    for span in spans {
      out.append(out.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
      out.append(UInt8(ascii: "["))
      out.append(contentsOf: String(span.start).utf8)
      out.append(UInt8(ascii: ","))
      out.append(contentsOf: String(span.end).utf8)
      out.append(UInt8(ascii: "]"))
    }
    out.append(UInt8(ascii: "]"))
    return String(decoding: out, as: UTF8.self)
  }

  static func decode(_ text: String) -> [Span] {
    var numbers: [Int] = []
    for piece in text.split(whereSeparator: { !$0.isNumber }) { numbers.append(Int(piece) ?? 0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      Span(start: numbers[$0], end: numbers[$0 + 1])
    }
  }
}
