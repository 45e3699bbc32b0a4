import Foundation
import PatternFiles
import QuoteStore

/// What the program says, in the user's language.
///
/// Sources are written in English; a message is looked up, as a whole or as the template that it was made of, when it is
/// printed. What is not known stays English.
struct Messages: Sendable {
  /// The language.
  let language: InterfaceLanguage
  private let phrases: [String: String]
  private let templates: [Template]

  /// The messages in the language that the user means.
  static let current = Messages(
    language: .preferred(
      CommandLine.arguments, ProcessInfo.processInfo.environment, settings: Settings.current.language))

  /// Makes the messages of a language from the file that is shipped with the program.
  init(language: InterfaceLanguage) {
    let file = language == .en ? nil : Self.shipped(language)
    self.init(language: language, file: file ?? PhraseFile())
  }

  init(language: InterfaceLanguage, file: PhraseFile) {
    self.language = language
    phrases = file.phrases
    // The most particular first: those with most text of their own.
    templates = file.phrases.compactMap { Template(key: $0.key, value: $0.value) }.sorted {
      ($1.weight, $0.key) < ($0.weight, $1.key)
    }
  }

  /// The file of a language.
  static func file(_ language: InterfaceLanguage) -> URL? {
    let folder = ShippedDirectory.find("Site", executable: PatternDirectory.runningExecutable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("terminal").path)
    }.found
    return folder?.appendingPathComponent("terminal/\(language.rawValue).po")
  }

  private static func shipped(_ language: InterfaceLanguage) -> PhraseFile? {
    // Without its words the program speaks English.
    guard let file = file(language), let text = try? String(contentsOf: file, encoding: .utf8) else {
      return nil
    }
    do {
      return try PhraseFile(file: file.path, text: text)
    } catch {
      FileHandle.standardError.write(Data("trichdan: \(error)\n".utf8))
      return nil
    }
  }

  // MARK: Looking up

  /// A text of several paragraphs and examples, piece by piece: a paragraph is looked up with its lines joined, of an
  /// example what stands behind it as its explanation.
  func paragraphs(_ text: String) -> String {
    guard language != .en else { return text }
    return Self.pieces(of: text).map { piece in
      switch piece {
      case .paragraph(let text): self(text)
      case .line(let line, nil): line
      case .line(let line, let explanation?): line + self(explanation)
      }
    }.joined(separator: "\n")
  }

  /// A piece of a text.
  enum Piece: Hashable {
    /// A paragraph in one line.
    case paragraph(String)
    /// A line that stays as it is but for the explanation at its end; empty ones too.
    case line(String, explanation: String?)
  }

  /// The pieces that a text is translated by.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var paragraph: [Substring] = []
    func end() {
      if !paragraph.isEmpty { pieces.append(.paragraph(paragraph.joined(separator: " "))) }
      paragraph = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let body = line.drop { $0 == " " }
      let gap = body.range(of: "  ", options: .backwards)
      if line.isEmpty || line.hasPrefix(" ") || gap != nil {
        end()
        if let gap {
          pieces.append(.line(String(line[..<gap.upperBound]), explanation: String(line[gap.upperBound...])))
        } else {
          pieces.append(.line(String(line), explanation: nil))
        }
      } else {
        paragraph.append(line)
        // “Examples:” stands for itself.
        if line.hasSuffix(":"), paragraph.count == 1 { end() }
      }
    }
    end()
    return pieces
  }

  /// A text as a whole; as it is, where it is not known.
  func callAsFunction(_ text: String) -> String { phrases[text] ?? text }

  /// Whether a text is known as a whole.
  func knows(_ text: String) -> Bool { phrases[text] != nil }

  /// Whether a message is known, as a whole or by a template.
  func understands(_ message: String) -> Bool {
    knows(message) || templates.contains { $0.values(in: message) != nil }
  }

  /// A column's name.
  func head(_ name: String) -> String {
    language == .en ? name.replacing("_", with: " ") : phrases[name] ?? name
  }

  /// A word that a column holds, such as a status.
  func value(_ word: String) -> String { phrases[word] ?? word }

  /// A step of an attribution.
  func evidence(_ step: String) -> String { message(step) }

  /// A day `yyyy-mm-dd`, as papers in the language write it.
  func date(_ day: String) -> String {
    let parts = day.split(separator: "-").compactMap { Int($0) }
    guard language == .vi, parts.count == 3 else { return day }
    return "\(parts[2])/\(parts[1])/\(parts[0])"
  }

  /// A message of one or several lines, made of templates.
  func message(_ text: String) -> String {
    guard !phrases.isEmpty else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }.joined(
      separator: "\n")
  }

  private func line(_ line: Substring, depth: Int = 0) -> String {
    let text = String(line)
    if let whole = phrases[text] { return whole }
    guard depth < 6, !text.isEmpty else { return text }
    // What stands before, and space at the edges, is nobody's words.
    let body = text.trimmingCharacters(in: .whitespaces)
    if body != text, let place = text.range(of: body), !body.isEmpty {
      let inner = self.line(body[...], depth: depth + 1)
      return String(text[..<place.lowerBound]) + inner + String(text[place.upperBound...])
    }
    if text.hasPrefix("trichdan: ") { return "trichdan: " + self.line(text.dropFirst(10), depth: depth + 1) }
    for template in templates {
      guard let values = template.values(in: text) else { continue }
      return template.filled(
        values.enumerated().map { place, value in
          template.isQuoted(place) ? value : self.line(value[...], depth: depth + 1)
        })
    }
    // „--limit <n>  At most so many.“: what a name means stands behind a gap.
    if let gap = text.range(of: "  ", options: .backwards), gap.upperBound < text.endIndex {
      return String(text[..<gap.upperBound]) + self.line(text[gap.upperBound...], depth: depth + 1)
    }
    return text
  }

  /// A text with places for others.
  private struct Template: Sendable {
    let key: String
    /// What stands between the places, first to last.
    let pieces: [[UInt8]]
    /// The number of each place in the key.
    let places: [Int]
    /// The other language's pieces, text or the number of a place.
    let words: [(text: String, place: Int?)]
    var weight: Int { pieces.reduce(0) { $0 + $1.count } }

    init?(key: String, value: String) {
      let parts = Self.parts(key)
      guard parts.contains(where: { $0.place != nil }), !key.contains("\n") else { return nil }
      self.key = key
      var pieces: [[UInt8]] = [[]]
      var places: [Int] = []
      for part in parts {
        if let place = part.place {
          places.append(place)
          pieces.append([])
        } else {
          pieces[pieces.count - 1] += Array(part.text.utf8)
        }
      }
      self.pieces = pieces
      self.places = places
      words = Self.parts(value)
    }

    private static func parts(_ text: String) -> [(text: String, place: Int?)] {
      var parts: [(text: String, place: Int?)] = []
      var rest = text[...]
      while let open = rest.firstIndex(of: "{") {
        let behind = rest[rest.index(after: open)...]
        guard let close = behind.firstIndex(of: "}"), let place = Int(behind[..<close]) else {
          parts.append((String(rest[...open]), nil))
          rest = behind
          continue
        }
        parts.append((String(rest[..<open]), nil))
        parts.append(("", place))
        rest = behind[behind.index(after: close)...]
      }
      parts.append((String(rest), nil))
      return parts
    }

    /// What stands at the places, or `nil` when the text is not made of the template.
    func values(in text: String) -> [String]? {
      let bytes = Array(text.utf8)
      guard let first = pieces.first, let last = pieces.last, bytes.count >= first.count + last.count,
        bytes.starts(with: first), bytes.suffix(last.count).elementsEqual(last)
      else { return nil }
      var values: [String] = []
      var at = first.count
      let end = bytes.count - last.count
      for piece in pieces.dropFirst().dropLast() {
        var found: Int?
        var place = at
        while place + piece.count <= end {
          if bytes[place..<(place + piece.count)].elementsEqual(piece) {
            found = place
            break
          }
          place += 1
        }
        guard let found else { return nil }
        values.append(String(decoding: bytes[at..<found], as: UTF8.self))
        at = found + piece.count
      }
      values.append(String(decoding: bytes[at..<end], as: UTF8.self))
      return values
    }

    /// Whether a place stands in quotation marks of its own: what is in it is typed so, in any language.
    func isQuoted(_ place: Int) -> Bool {
      pieces[place].suffix(3).elementsEqual("“".utf8) && pieces[place + 1].prefix(3).elementsEqual("”".utf8)
    }

    func filled(_ values: [String]) -> String {
      words.map { part in
        guard let place = part.place else { return part.text }
        guard let index = places.firstIndex(of: place) else { return "" }
        return values[index]
      }.joined()
    }
  }
}
