import ArticleReader
import DatasetExport
import Foundation
import QuoteEngine
import SpeakerIdentity
import VietnameseText

/// What an article tells of its speakers for finding them in other articles, as a member of its JSON object.
enum IdentityMember {
  /// Appends the member, whose speakers are all whom a record names, each once by name and kind.
  static func append(
    _ article: Article, _ annotations: Annotations, _ library: IdentityLibrary, to out: inout [UInt8]
  ) {
    let read = ProfileReader(library).article(
      article.text, published: article.published.flatMap(PublicationDay.day))
    var json = JSONStream()
    json.object("identity") { json in
      json.member("evidence", Data(read.evidence.data).base64EncodedString())
      json.array("speakers") { json in
        for speaker in cast(annotations) {
          let kind = IdentityProfile.Kind(rawValue: speaker.kind.rawValue) ?? .person
          let own = read.own(
            SpeakerFacts(
              name: speaker.name, kind: kind, roles: speaker.roles,
              mentions: speaker.mentions.lazy.filter { $0.start <= $0.end }.map { $0.start..<$0.end }))
          let place = library.place(
            name: speaker.name, kind: kind, roles: speaker.roles, article: read.evidence, own: own)
          json.object { json in
            json.member("name", speaker.name)
            json.member("kind", kind.rawValue)
            json.member("block", place.block)
            json.member("authority", place.authority.map { library.authority.entries[$0].name })
            json.member("own", Data(own.data).base64EncodedString())
          }
        }
      }
    }
    out += json.bytes
  }

  /// Everybody who speaks, and whoever is only referred to, such as who passed words on.
  private static func cast(_ annotations: Annotations) -> [Speaker] {
    var cast: [Speaker] = []
    var known: Set<[String]> = []
    func add(_ speaker: Speaker) {
      let key = Folding.keyPreservingDiacritics(speaker.name)
      if !key.isEmpty, known.insert([key, speaker.kind.rawValue]).inserted { cast.append(speaker) }
    }
    func add(_ name: String, _ kind: SpeakerKind) {
      add(Speaker(name: name, kind: kind, forms: [name], roles: [], mentions: []))
    }
    annotations.speakers.forEach(add)
    for record in annotations.quotes + annotations.claims where record.content.span.count > 0 {
      if let speaker = record.speaker { add(speaker.name, speaker.kind) }
      if let via = record.via { add(via.name, via.kind) }
      for member in record.speaker?.members ?? [] {
        // The kind that the article gives somebody of that name.
        let one = cast.first { $0.name == member && ($0.kind == .person || $0.kind == .organisation) }
        add(member, one?.kind ?? .person)
      }
    }
    return cast
  }
}
