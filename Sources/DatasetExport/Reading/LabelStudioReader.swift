import ArticleReader
import Foundation

/// Reads what Label Studio exports as JSON: tasks with the annotations that people made. Predictions, which nobody has
/// decided on, are not read.
public enum LabelStudioReader {
  /// What one task came to.
  public enum Task {
    /// An article with its annotation.
    case article(MarkedText)
    /// A task that nobody has annotated.
    case untouched
    /// A task that cannot be taken.
    case refused(DatasetLine.Fault)
  }

  /// Reads the tasks of a file. Throws a `DatasetLine.Fault` for what is none.
  public static func tasks(_ file: Data) throws -> [Task] {
    guard let tasks = try? JSONSerialization.jsonObject(with: file) as? [Any] else {
      throw DatasetLine.Fault(
        reason: "no JSON array of tasks", remedy: "export the project from Label Studio as JSON")
    }
    return tasks.map { task in
      do { return try read(task) } catch let fault as DatasetLine.Fault {
        return .refused(fault)
      } catch { return .refused(DatasetLine.Fault(reason: "\(error)", remedy: "export the project again")) }
    }
  }

  private static func read(_ task: Any) throws -> Task {
    guard let task = task as? [String: Any], let data = task["data"] as? [String: Any],
      let text = data["text"] as? String
    else {
      throw DatasetLine.Fault(
        reason: "`data.text` is missing",
        remedy: "export as JSON, not as JSON-MIN, from a project whose <Text> has value=\"$text\"")
    }
    let annotations =
      (task["annotations"] as? [[String: Any]] ?? task["completions"] as? [[String: Any]] ?? [])
      .filter { $0["was_cancelled"] as? Bool != true }
    // Of several annotators the last one to save has decided.
    let chosen = annotations.max { moment($0) < moment($1) }
    guard let result = chosen?["result"] as? [[String: Any]] else { return .untouched }
    let (article, shown) = AnnotatedMembers.article(data, text: text)
    var marks = MarkCollector(article, shown: shown)
    for region in result where region["type"] as? String == "labels" {
      guard let id = region["id"] as? String, let value = region["value"] as? [String: Any],
        let start = value["start"] as? Int, let end = value["end"] as? Int,
        let labels = value["labels"] as? [String], let label = labels.first
      else {
        throw DatasetLine.Fault(
          reason: "a region has no place or label in `value`", remedy: "export the project again")
      }
      try marks.add(id: id, label: label, start: start, end: end)
    }
    for relation in result where relation["type"] as? String == "relation" {
      guard let from = relation["from_id"] as? String, let to = relation["to_id"] as? String else { continue }
      let isTurned = relation["direction"] as? String == "left"
      // A relation that nobody has named is the usual one.
      let kind = (relation["labels"] as? [String])?.first ?? MarkRelation.spokenBy.rawValue
      marks.relate(kind, from: isTurned ? to : from, to: isTurned ? from : to)
    }
    return .article(marks.finish())
  }

  private static func moment(_ annotation: [String: Any]) -> String {
    annotation["updated_at"] as? String ?? annotation["created_at"] as? String ?? ""
  }
}
