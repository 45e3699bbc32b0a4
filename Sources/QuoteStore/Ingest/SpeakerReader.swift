import ArticleReader
import QuoteEngine
import SpeakerIdentity
import VietnameseText

/// Reads who an article's speakers are: what tells them from others, and the role in which each speaks.
struct SpeakerReader {
  private let library: IdentityLibrary
  let article: ReadArticle

  init(_ library: IdentityLibrary, _ article: Article) {
    self.library = library
    self.article = ProfileReader(library).article(
      article.text, published: article.published.flatMap(PublicationDate.day))
  }

  /// Reads a member of the cast, of whom `speakers` may tell roles and mentions.
  func read(_ member: inout PreparedArticle.CastMember, _ speakers: [Speaker]) {
    let full = speakers.first { $0.name == member.name && $0.kind == member.kind }
    member.identity = identity(
      of: member.name, member.kind, roles: full?.roles ?? [], forms: full?.forms ?? [],
      mentions: full?.mentions ?? [])
  }

  /// Who a speaker of the article is.
  func identity(
    of name: String, _ kind: SpeakerKind, roles: [String], forms: [String], mentions: [Span]
  ) -> PreparedArticle.CastMember.Identity {
    let profileKind = IdentityProfile.Kind(kind)
    var own = article.own(
      SpeakerFacts(
        name: library.properName(name, profileKind, forms: forms), kind: profileKind, roles: roles,
        mentions: mentions.lazy.filter { $0.start <= $0.end }.map { $0.start..<$0.end }))
    let place = library.place(
      name: name, kind: profileKind, roles: roles, forms: forms, article: article.evidence, own: own)
    own.take(place)
    return .init(
      own: own, place: place, authority: place.authority.map { library.authority.entries[$0] },
      role: library.tellingRole(of: roles))
  }

  /// Notes the role in which somebody speaks in a record.
  func describe(_ record: inout PreparedArticle.Record, _ speaker: PreparedArticle.CastMember) {
    guard speaker.kind != .organisation, let identity = speaker.identity else { return }
    let told = role(in: record.attribution.source?.text, of: speaker.name, speaker.kind, identity)
    record.role = told.role
    record.roleClass = told.roleClass
    record.gender = told.gender
  }

  /// The role that words which name a speaker give, or else the article; with its class, and the gender.
  func role(
    in source: String?, of name: String, _ kind: SpeakerKind, _ identity: PreparedArticle.CastMember.Identity
  ) -> (role: String?, roleClass: RoleClass?, gender: ProfileGender?) {
    let here = source.flatMap { library.role(in: $0, of: name) }
    return (
      here ?? identity.role ?? (kind == .unnamed ? library.office(within: name) ?? name : nil),
      here.flatMap { library.roleClass(of: $0) } ?? identity.own.mainClass ?? identity.authority?.roleClass,
      identity.own.gender ?? identity.authority?.gender
    )
  }
}

extension IdentityProfile.Kind {
  /// The engine's kind.
  init(_ kind: SpeakerKind) {
    switch kind {
    case .person: self = .person
    case .organisation: self = .organisation
    case .group: self = .group
    case .unnamed: self = .unnamed
    }
  }
}
