import PCRE2
import Yams

/// Reads the forms of one YAML file, with the line of each for messages.
struct FormFile {
  /// Names that stand for a piece of pattern inside other patterns, with their texts.
  /// A macro that is a list has several readings, which are tried in turn.
  var macros: [(name: String, readings: [String], line: Int)] = []
  /// The forms as written.
  var forms: [Draft] = []
  /// What could not be read.
  var faults: [PatternFault] = []

  /// A form before its macros are put in and its pattern is compiled.
  struct Draft {
    var id = ""
    var summary = ""
    var target = Form.Target.quote
    var regex = ""
    var confidence = 0.5
    var examples: [Form.Example] = []
    var rejects: [String] = []
    var line = 0
  }

  init(_ file: PatternFile) {
    let root: Node?
    do {
      root = try Yams.compose(yaml: file.text)
    } catch let error as YamlError {
      faults.append(PatternFault(file: file.name, line: Self.line(of: error), message: "\(error)"))
      return
    } catch {
      faults.append(PatternFault(file: file.name, line: 0, message: "\(error)"))
      return
    }
    guard let map = root?.mapping else {
      faults.append(
        PatternFault(file: file.name, line: 0, message: "a form file is a mapping with `macros:` or `forms:`")
      )
      return
    }
    for (key, value) in map {
      switch key.string {
      case "macros":
        for (name, text) in value.mapping ?? [:] {
          guard let name = name.string else { continue }
          let readings = text.sequence.map { $0.compactMap(\.string) } ?? [text.string ?? ""]
          macros.append((name, readings, key.mark?.line ?? 0))
        }
      case "forms":
        for node in value.sequence ?? [] { read(node, file.name) }
      default:
        faults.append(
          PatternFault(
            file: file.name, line: key.mark?.line ?? 0,
            message: "unknown key `\(key.string ?? "?")`; there are `macros` and `forms`"))
      }
    }
  }

  private mutating func read(_ node: Node, _ file: String) {
    var draft = Draft()
    draft.line = node.mark?.line ?? 0
    func fault(_ message: String, _ at: Node? = nil) -> PatternFault {
      PatternFault(file: file, line: at?.mark?.line ?? draft.line, message: message)
    }
    for (key, value) in node.mapping ?? [:] {
      switch key.string {
      case "id": draft.id = value.string ?? ""
      case "form": draft.summary = value.string ?? ""
      case "regex": draft.regex = value.string ?? ""
      case "target":
        if let target = Form.Target(rawValue: value.string ?? "") {
          draft.target = target
        } else {
          faults.append(fault("target is `quote` or `claim`, not `\(value.string ?? "?")`", value))
        }
      case "confidence":
        if let number = value.float, (0...1).contains(number) {
          draft.confidence = number
        } else {
          faults.append(fault("confidence is a number from 0 to 1", value))
        }
      case "captures": break  // documentation of the groups; lint holds it against the pattern
      case "examples":
        for example in value.sequence ?? [] {
          guard let text = example["text"]?.string, let content = example["content"]?.string else {
            faults.append(fault("an example of `\(draft.id)` needs `text` and `content`", example))
            continue
          }
          draft.examples.append(
            Form.Example(
              text: text, content: content, speaker: example["speaker"]?.string,
              source: example["source"]?.string, cue: example["cue"]?.string))
        }
      case "rejects":
        for reject in value.sequence ?? [] { if let text = reject.string { draft.rejects.append(text) } }
      default:
        faults.append(
          fault(
            "unknown key `\(key.string ?? "?")`; a form has id, form, target, regex, captures, confidence, examples and rejects",
            key))
      }
    }
    if draft.id.isEmpty { faults.append(fault("a form without `id`")) }
    if draft.regex.isEmpty {
      faults.append(fault("form `\(draft.id)` has no `regex`"))
      return
    }
    forms.append(draft)
  }

  private static func line(of error: YamlError) -> Int {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: 0
    }
  }
}
