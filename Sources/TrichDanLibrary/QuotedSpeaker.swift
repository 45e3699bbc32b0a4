import QuoteEngine

/// Somebody or something that speaks in an article.
public struct QuotedSpeaker: Sendable, Hashable {
  /// What sort of speaker it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A person who has a name in the article.
    case person
    /// An organisation, a state or a medium.
    case organisation
    /// Several people, named together or by a common noun.
    case group
    /// One person who is never named.
    case unnamed

    init(_ kind: SpeakerKind) {
      switch kind {
      case .person: self = .person
      case .organisation: self = .organisation
      case .group: self = .group
      case .unnamed: self = .unnamed
      }
    }
  }

  /// The fullest name in the article without titles, or the noun phrase as it stands.
  public var name: String
  /// What sort of speaker it is.
  public var kind: Kind
  /// The names of those who speak together; empty for one speaker.
  public var members: [String]
  /// The forms that named the speaker, in the order of first appearance; empty in a ``Quotation``.
  public var forms: [String]
  /// Titles and offices that the article gives; empty in a ``Quotation``.
  public var roles: [String]
  /// Where the article mentions the speaker, in code points; empty in a ``Quotation``.
  public var mentions: [Range<Int>]

  /// Makes a speaker.
  public init(
    name: String, kind: Kind, members: [String] = [], forms: [String] = [], roles: [String] = [],
    mentions: [Range<Int>] = []
  ) {
    self.name = name
    self.kind = kind
    self.members = members
    self.forms = forms
    self.roles = roles
    self.mentions = mentions
  }

  init(_ reference: SpeakerReference) {
    self.init(name: reference.name, kind: Kind(reference.kind), members: reference.members)
  }
}
