import Foundation

/// What the program says and how another language has it: a file of gettext's format (PO), which translators' tools edit.
///
/// `msgid` is the English text and `msgstr` the other one. In messages `{1}`, `{2}` … stand for what is put in.
struct PhraseFile: Sendable {
  /// The texts, by the English ones.
  var phrases: [String: String] = [:]

  /// Why a file cannot be used.
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  /// Makes a file without texts.
  init() {}

  /// Reads a file. Throws a `Fault` with file and line.
  init(file: String, text: String) throws {
    var id: String?
    var words: String?
    func add() { if let id, let words, !id.isEmpty, !words.isEmpty { phrases[id] = words } }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      func fault(_ what: String) -> Fault { Fault(description: "\(file):\(index + 1): \(what)") }
      let quoted: Substring
      if line.hasPrefix("msgid ") {
        add()
        (id, words) = ("", nil)
        quoted = line.dropFirst(6)
      } else if line.hasPrefix("msgstr ") {
        guard id != nil else { throw fault("msgstr without msgid") }
        words = ""
        quoted = line.dropFirst(7)
      } else {
        quoted = line[...]
      }
      guard let text = Self.unquoted(quoted) else { throw fault("a text stands between double quotes") }
      if words != nil {
        words! += text
      } else if id != nil {
        id! += text
      } else {
        throw fault("a text without msgid")
      }
    }
    add()
  }

  private static func unquoted(_ quoted: Substring) -> String? {
    guard quoted.count >= 2, quoted.first == "\"", quoted.last == "\"" else { return nil }
    var out = ""
    var isEscaped = false
    for character in quoted.dropFirst().dropLast() {
      if isEscaped {
        switch character {
        case "n": out.append("\n")
        case "t": out.append("\t")
        default: out.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        return nil
      } else {
        out.append(character)
      }
    }
    return isEscaped ? nil : out
  }
}
