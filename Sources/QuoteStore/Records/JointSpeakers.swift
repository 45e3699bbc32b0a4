import GRDB
import QuoteEngine

/// Those who speak together (*ông A và bà B cùng nói*), as a record's row has them: a list of names with the keys and kinds
/// under which the article knows them, the group itself first.
///
/// Rows of speakers are found through the article's speakers, so that merging, renaming and parting namesakes hold for members
/// too. The list counts as long as the record is given to the group: a reviewer may have given it to somebody else.
enum JointSpeakers {
  /// One of the list.
  struct Name: Hashable {
    var name: String
    var key: String
    var kind: SpeakerKind
  }

  /// The list in JSON; `nil` where nobody speaks together.
  static func encode(_ group: Name, _ members: [Name]) -> String? {
    guard !members.isEmpty else { return nil }
    let lists = ([group] + members).map { JSONText.array([$0.name, $0.key, $0.kind.rawValue]) }
    return "[" + lists.joined(separator: ",") + "]"
  }

  /// The names of a record's members in JSON, as they are called now; no value for most records. `r` is the record.
  static let column = """
    CASE WHEN json_valid(r.members) THEN (SELECT json_group_array(ifnull(ms.name, json_extract(m.value, '$[0]')))
      FROM json_each(r.members) m LEFT JOIN article_speaker mp ON mp.article_id = r.article_id
        AND mp.key = json_extract(m.value, '$[1]') AND mp.kind = json_extract(m.value, '$[2]')
      LEFT JOIN speaker ms ON ms.id = mp.speaker_id
      WHERE m.key > 0 AND \(isOfGroup)) END
    """

  /// Whether the record is given to the group whose members it has.
  private static let isOfGroup = """
    EXISTS (SELECT 1 FROM article_speaker g WHERE g.article_id = r.article_id
      AND g.key = json_extract(r.members, '$[0][1]') AND g.kind = json_extract(r.members, '$[0][2]')
      AND g.speaker_id = r.speaker_id)
    """

  /// Whether a record is said by any of the speakers of a list in JSON, alone or together with others; the list is bound
  /// twice.
  static let condition = """
    (r.speaker_id IN (SELECT value FROM json_each(?)) OR r.id IN (
      SELECT j.id FROM record j INDEXED BY record_members, json_each(j.members) m
      JOIN article_speaker mp ON mp.article_id = j.article_id AND mp.key = json_extract(m.value, '$[1]')
        AND mp.kind = json_extract(m.value, '$[2]')
      JOIN article_speaker g ON g.article_id = j.article_id AND g.key = json_extract(j.members, '$[0][1]')
        AND g.kind = json_extract(j.members, '$[0][2]') AND g.speaker_id = j.speaker_id
      WHERE j.members IS NOT NULL AND m.key > 0 AND mp.speaker_id IN (SELECT value FROM json_each(?))))
    """
}

extension SpeakerReference {
  /// The speaker without the members that the words name: who it is, not how it is made up.
  var alone: SpeakerReference { SpeakerReference(name: name, kind: kind) }
}
