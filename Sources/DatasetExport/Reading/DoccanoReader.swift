import ArticleReader
import Foundation

/// Reads the lines of doccano: of projects with relations (`entities`, `relations`) and of those without (`label`).
public enum DoccanoReader {
  /// Reads an article. Throws a `DatasetLine.Fault` for what is none.
  public static func article(_ line: Data) throws -> MarkedText {
    guard let object = try? JSONSerialization.jsonObject(with: line) as? [String: Any] else {
      throw DatasetLine.Fault(
        reason: "no JSON object", remedy: "export the project from doccano as JSONL once more")
    }
    guard let text = object["text"] as? String ?? object["data"] as? String else {
      throw DatasetLine.Fault(
        reason: "`text` is missing", remedy: "import takes doccano's JSONL of a sequence labelling project")
    }
    let (article, shown) = AnnotatedMembers.article(object, text: text)
    var marks = MarkCollector(article, shown: shown)
    let entities = ["entities", "label", "labels", "annotations"].lazy.compactMap { object[$0] as? [Any] }
      .first
    for (number, entity) in (entities ?? []).enumerated() {
      guard let mark = Mark(entity, number) else {
        throw DatasetLine.Fault(
          reason: "entity \(number + 1) has no label with its place",
          remedy: "an entity is [start, end, label] or has start_offset, end_offset and label")
      }
      try marks.add(id: mark.id, label: mark.label, start: mark.start, end: mark.end)
    }
    for case let relation as [String: Any] in object["relations"] as? [Any] ?? [] {
      guard let from = relation["from_id"] as? Int, let to = relation["to_id"] as? Int,
        let kind = relation["type"] as? String
      else {
        throw DatasetLine.Fault(
          reason: "a relation lacks from_id, to_id or type",
          remedy: "export the project from doccano once more")
      }
      marks.relate(kind, from: "\(from)", to: "\(to)")
    }
    return marks.finish()
  }

  private struct Mark {
    var id: String
    var label: String
    var start: Int
    var end: Int

    init?(_ entity: Any, _ number: Int) {
      if let parts = entity as? [Any], parts.count >= 3, let start = parts[0] as? Int,
        let end = parts[1] as? Int,
        let label = parts[2] as? String
      {
        (id, self.label, self.start, self.end) = ("#\(number)", label, start, end)
      } else if let parts = entity as? [String: Any], let start = parts["start_offset"] as? Int,
        let end = parts["end_offset"] as? Int, let label = parts["label"] as? String
      {
        id = (parts["id"] as? Int).map { "\($0)" } ?? "#\(number)"
        (self.label, self.start, self.end) = (label, start, end)
      } else {
        return nil
      }
    }
  }
}

/// What annotation tools keep of an article besides its text.
enum AnnotatedMembers {
  static func article(_ members: [String: Any], text: String) -> (Article, shown: [String]?) {
    // Some exports keep metadata in a member of its own.
    let inner = members["meta"] as? [String: Any] ?? members["metadata"] as? [String: Any] ?? [:]
    func value(_ member: MarkedMember) -> String? {
      (members[member.rawValue] ?? inner[member.rawValue]) as? String
    }
    func filled(_ member: MarkedMember) -> String? { value(member).flatMap { $0.isEmpty ? nil : $0 } }
    let article = Article(
      id: filled(.key) ?? "", title: filled(.title), text: text, url: filled(.url), source: filled(.source),
      published: filled(.published), author: filled(.author))
    return (article, value(.records).map { $0.split(separator: " ").map(String.init) })
  }
}
