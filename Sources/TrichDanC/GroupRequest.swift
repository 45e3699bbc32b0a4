import Foundation
import SpeakerIdentity

/// The speakers of one block, as `trichdan_group` is given them.
struct GroupRequest: Decodable {
  struct Member: Decodable {
    /// The article's key.
    var article: String
    var name: String
    var kind: String
    /// The name of the authority's entry that is meant.
    var authority: String?
    /// What the article tells of everybody in it.
    var evidence: Data
    /// What it tells of this speaker.
    var own: Data
  }

  var block: String
  var members: [Member]

  init(_ json: Data) throws {
    do {
      self = try JSONDecoder().decode(GroupRequest.self, from: json)
    } catch {
      throw CFailure(
        description: "the members are no JSON object of the shape that trichdan.h describes: \(error)")
    }
  }

  /// Who is one, as the database has it: a body's written forms are one name, and people are weighed.
  func clusters(_ library: IdentityLibrary) throws -> [[Int]] {
    let profiles = try members.enumerated().map { index, member in
      guard let kind = IdentityProfile.Kind(rawValue: member.kind),
        let article = ArticleEvidence(data: [UInt8](member.evidence)),
        var own = OwnEvidence(data: [UInt8](member.own))
      else {
        throw CFailure(
          description:
            "member \(index) (“\(member.name)”) was not made by this version of the library; annotate anew")
      }
      if let name = member.authority { own.take(authority: library.index(ofAuthority: name)) }
      return IdentityProfile(
        articleKey: member.article, name: member.name, kind: kind, article: article, own: own)
    }
    if profiles.isEmpty { return [] }
    if block.hasPrefix("o:") { return [Array(profiles.indices)] }
    return BlockGrouping(PairModel(library)).clusters(of: profiles.map { BlockGrouping.Member($0) })
  }
}
