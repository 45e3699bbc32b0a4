import ArticleReader
import QuoteEngine
import SpeakerIdentity
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
  /// What the article tells of everybody in it, for the identity of its speakers.
  let evidence: ArticleEvidence?

  /// One quote or claim, its speakers as indices.
  struct Record: Sendable {
    var attribution: Attribution
    var speaker: Int?
    var via: Int?
    var evidence: String
    var figures: String
    var words: String
    /// The speaker's title as the article has it at this place, or else elsewhere.
    var role: String?
    var roleClass: RoleClass?
    var gender: ProfileGender?
    /// Who speaks together, for the row.
    var members: String?
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
    /// Who it may be in other articles; `nil` where nothing is known of identity.
    var identity: Identity?

    struct Identity: Sendable {
      var own: OwnEvidence
      var place: SpeakerPlace
      var authority: AuthorityEntry?
      /// The title that says most.
      var role: String?
    }
  }

  /// Prepares an article.
  ///
  /// - Parameters:
  ///   - annotations: what was found in it; spans are code points of its text.
  ///   - sha256: its hash where that is known already.
  ///   - identity: the data by which its speakers are found in other articles; without, they are by their names.
  public init(
    _ article: Article, _ annotations: Annotations, sha256: String? = nil, identity: IdentityLibrary? = nil
  ) {
    self.article = article
    self.sha256 = sha256 ?? article.sha256()
    var text = article.text
    // All bytes but those that go on with a code point; over the bytes themselves the sum takes many at once.
    length = text.withUTF8 { $0.reduce(0) { $0 &+ ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    var cast = Cast()
    for speaker in annotations.speakers { cast.add(speaker) }
    var reader: SpeakerReader?
    if let identity, !annotations.speakers.isEmpty {
      reader = SpeakerReader(identity, article)
      for index in cast.speakers.indices { reader?.read(&cast.speakers[index], annotations.speakers) }
    }
    evidence = reader?.article.evidence
    var records: [Record] = []
    records.reserveCapacity(annotations.quotes.count + annotations.claims.count)
    for attribution in annotations.quotes + annotations.claims where attribution.content.span.count > 0 {
      let count = cast.speakers.count
      var record = Record(
        attribution: attribution,
        speaker: cast.index(of: attribution.speaker?.alone),
        via: cast.index(of: attribution.via),
        evidence: JSONText.array(attribution.evidence), figures: FigureText.encode(attribution.figures),
        words: RecordIndex.words(attribution.content.text))
      if let joint = attribution.speaker, !joint.members.isEmpty {
        record.members = cast.joint(joint)
      }
      if let reader {
        // Whoever is only referred to, such as who passed the words on.
        for index in count..<max(count, cast.speakers.count) { reader.read(&cast.speakers[index], []) }
        if let speaker = record.speaker { reader.describe(&record, cast.speakers[speaker]) }
      }
      records.append(record)
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

    /// The members of a group as a record's row has them, each one of the article's speakers.
    mutating func joint(_ group: SpeakerReference) -> String? {
      func name(_ index: Int?) -> JointSpeakers.Name? {
        index.map {
          JointSpeakers.Name(name: speakers[$0].name, key: speakers[$0].key.key, kind: speakers[$0].kind)
        }
      }
      let members = group.members.compactMap { member in
        // The kind that the article gives somebody of that name; people speak together more than bodies do.
        let known = speakers.first { $0.name == member && $0.kind.isJoinedAcrossArticles }
        return name(index(of: SpeakerReference(name: member, kind: known?.kind ?? .person)))
      }
      return name(index(of: SpeakerReference(name: group.name, kind: group.kind))).flatMap {
        JointSpeakers.encode($0, members)
      }
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

  /// Reads what `encode` gives. Throws `DamagedValue` when it is something else.
  static func decode(_ text: String) throws -> [Span] {
    let numbers = text.utf8.split { !(0x30...0x39).contains($0) }.compactMap { Int(Substring($0)) }
    let spans = stride(from: 0, to: numbers.count - 1, by: 2).map {
      Span(start: numbers[$0], end: numbers[$0 + 1])
    }
    guard encode(spans) == text, spans.allSatisfy({ $0.start <= $0.end }) else {
      throw DamagedValue(fault: "a list of places cannot be read (“\(text.prefix(40))”)")
    }
    return spans
  }
}
