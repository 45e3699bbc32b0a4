import ArticleReader
import QuoteEngine

/// `conll`: a token a line in columns, in the CoNLL-U Plus format. https://universaldependencies.org/ext-format.html
///
/// Quotes, claims, the words that name speakers and cues have a column each, in which a token begins (`B-`) or goes on with
/// (`I-`) what its label says, or is outside (`O`). MISC has what the columns cannot say: the white space after a token, so
/// that the text can be put together again, and to which words a quote's or claim's relations lead.
struct CoNLLWriter: DatasetWriter {
  /// The columns, in the words of the format.
  static let columns = ["ID", "FORM"] + MarkColumn.allCases.map(\.rawValue) + ["MISC"]

  mutating func begin(_ out: inout DatasetOutput) {
    out.bytes += "# global.columns = \(Self.columns.joined(separator: " "))\n".utf8
  }

  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput) {
    let marked = MarkedText(article)
    let text = MarkedTokens(marked)
    guard !text.tokens.isEmpty else { return }
    let cells = Cells(marked, text.tokens)
    let about = article.article
    func comment(_ name: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      out.bytes += "# \(name) = \(Self.line(value))\n".utf8
    }
    for (number, first) in text.sentences.enumerated() {
      let last = number + 1 < text.sentences.count ? text.sentences[number + 1] : text.tokens.count
      if number == 0 {
        comment("newdoc id", about.id)
        for (name, value) in MarkedMember.of(about) { comment(name.rawValue, value) }
        comment(MarkedMember.sha256.rawValue, article.sha256)
        // Where nothing was found, that too is said: nothing is missing then.
        out.bytes +=
          "# \(MarkedMember.records.rawValue) = \((marked.shown ?? []).joined(separator: " "))\n".utf8
      }
      comment("sent_id", "\(about.id)-\(number + 1)")
      comment("text", text.text(text.tokens[first].start, text.tokens[last - 1].end))
      for token in first..<last {
        var line = "\(token - first + 1)\t\(text.text(text.tokens[token].start, text.tokens[token].end))"
        for column in MarkColumn.allCases { line += "\t" + cells.tags(column, token) }
        var misc = cells.misc(token)
        if token == 0, text.tokens[0].start > 0 {
          misc.append("SpacesBefore=" + ColumnSpaces.escaped(text.text(0, text.tokens[0].start)))
        }
        let next = token + 1 < text.tokens.count ? text.tokens[token + 1].start : text.scalars.count
        switch text.text(text.tokens[token].end, next) {
        case " " where token + 1 < text.tokens.count: break
        case "": misc.append("SpaceAfter=No")
        case let spaces: misc.append("SpacesAfter=" + ColumnSpaces.escaped(spaces))
        }
        line += "\t" + (misc.isEmpty ? "_" : misc.joined(separator: "|")) + "\n"
        out.bytes += line.utf8
      }
      out.bytes.append(0x0A)
    }
  }

  mutating func end(_ out: inout DatasetOutput) {}

  /// A text on one line.
  private static func line(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(LineBreaks.isBreak(scalar) ? " " : scalar) }
    return String(scalars)
  }

  /// The tags and relations of an article's tokens.
  private struct Cells {
    private var tags: [MarkColumn: [Int: [String]]] = [:]
    private var relations: [Int: [String]] = [:]

    init(_ marked: MarkedText, _ tokens: [Span]) {
      let related = Dictionary(
        marked.records.map { ($0.mark.id, $0) }, uniquingKeysWith: { first, _ in first })
      for column in MarkColumn.allCases {
        var placed: [(span: Span, label: MarkLabel, number: Int)] = []
        for mark in marked.marks.filter({ $0.label.column == column }).sorted(by: { $0.span < $1.span }) {
          // Marks of one label that share words have numbers, by which their tokens are told apart.
          let beside = placed.filter {
            $0.label == mark.label && $0.span.end >= mark.span.start && $0.span.start <= mark.span.end
          }.map(\.number)
          let number = (1...).first { !beside.contains($0) } ?? 1
          placed.append((mark.span, mark.label, number))
          let name = mark.label.rawValue + (number > 1 ? "/\(number)" : "")
          var token = Self.first(tokens, at: mark.span.start)
          var letter = "B"
          while token < tokens.count, tokens[token].start < mark.span.end {
            tags[column, default: [:]][token, default: []].append("\(letter)-\(name)")
            if letter == "B", let record = related[mark.id] {
              for (key, others) in [("SpokenBy", record.sources), ("Cue", record.cues)] {
                guard let other = others.first else { continue }
                relations[token, default: []].append(
                  "\(key):\(name)=\(other.span.start)-\(other.span.end):\(other.label.rawValue)")
              }
            }
            letter = "I"
            token += 1
          }
        }
      }
    }

    private static func first(_ tokens: [Span], at place: Int) -> Int {
      var (low, high) = (0, tokens.count)
      while low < high {
        let middle = (low + high) / 2
        if tokens[middle].start < place { low = middle + 1 } else { high = middle }
      }
      return low
    }

    func tags(_ column: MarkColumn, _ token: Int) -> String {
      tags[column]?[token]?.joined(separator: "|") ?? "O"
    }

    func misc(_ token: Int) -> [String] { relations[token] ?? [] }
  }
}

/// White space in a column, with the escapes that UDPipe uses and one for all others.
enum ColumnSpaces {
  private static let letters: [(Unicode.Scalar, Character)] = [
    (" ", "s"), ("\t", "t"), ("\n", "n"), ("\r", "r"), ("|", "p"), ("\\", "\\"),
  ]

  static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      if let letter = letters.first(where: { $0.0 == scalar })?.1 { return "\\\(letter)" }
      return "\\x{\(String(scalar.value, radix: 16))}"
    }.joined()
  }

  /// `nil` for what is no such text.
  static func unescaped(_ text: Substring) -> String? {
    var out = String.UnicodeScalarView()
    var rest = text
    while let first = rest.popFirst() {
      guard first == "\\" else {
        out.append(contentsOf: first.unicodeScalars)
        continue
      }
      guard let letter = rest.popFirst() else { return nil }
      if letter == "x" {
        guard rest.first == "{", let end = rest.firstIndex(of: "}"),
          let value = UInt32(rest[rest.index(after: rest.startIndex)..<end], radix: 16),
          let scalar = Unicode.Scalar(value)
        else { return nil }
        out.append(scalar)
        rest = rest[rest.index(after: end)...]
      } else {
        guard let scalar = letters.first(where: { $0.1 == letter })?.0 else { return nil }
        out.append(scalar)
      }
    }
    return String(out)
  }
}

/// What formats of annotation tools say of an article besides its text and marks, under the names that they use.
enum MarkedMember: String, CaseIterable {
  case key, title, url, source, published, author, sha256, records

  /// What an article says of itself.
  static func of(_ article: Article) -> [(MarkedMember, String?)] {
    [
      (.title, article.title), (.url, article.url), (.source, article.source),
      (.published, article.published), (.author, article.author),
    ]
  }
}
