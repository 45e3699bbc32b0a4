import QuoteCheck

/// Two wordings one above the other, word under word, with what differs marked: in colour, or else in brackets.
struct SideBySide {
  /// A few words that stand one above the other.
  private struct Cell {
    var source: String
    var quote: String
    var kind: DiffStep.Kind
  }

  private var cells: [Cell] = []
  private let colour: Bool

  /// Sets out the steps of a comparison.
  init(_ steps: [DiffStep], colour: Bool) {
    self.colour = colour
    for step in steps {
      let source = Self.words(step.source)
      let quote = Self.words(step.quote)
      if step.kind == .equal, source.count == quote.count {
        for (a, b) in zip(source, quote) { cells.append(Cell(source: a, quote: b, kind: .equal)) }
      } else if step.kind == .omitted {
        // Long omissions are broken like other words.
        for part in Self.parts(source) { cells.append(Cell(source: part, quote: "", kind: .omitted)) }
      } else {
        cells.append(
          Cell(source: source.joined(separator: " "), quote: quote.joined(separator: " "), kind: step.kind))
      }
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func parts(_ words: [String]) -> [String] {
    stride(from: 0, to: words.count, by: 8).map {
      words[$0..<min(words.count, $0 + 8)].joined(separator: " ")
    }
  }

  /// The lines, each pair with these heads and no wider than `width`.
  func lines(source head: String, quote secondHead: String, width: Int) -> [String] {
    let margin = max(DisplayWidth.of(head), DisplayWidth.of(secondHead)) + 2
    var out: [String] = []
    var upper = ""
    var lower = ""
    var used = 0
    func flush() {
      guard used > 0 else { return }
      if !out.isEmpty { out.append("") }
      out.append(Self.padded(Style.dim.applied(to: head, colour: colour), head, to: margin) + upper)
      out.append(
        Self.padded(Style.dim.applied(to: secondHead, colour: colour), secondHead, to: margin) + lower)
      upper = ""
      lower = ""
      used = 0
    }
    for cell in cells {
      let (a, b) = (marked(cell.source, cell.kind), marked(cell.quote, cell.kind))
      let columns = max(DisplayWidth.of(a), DisplayWidth.of(b))
      if used > 0, margin + used + columns + 1 > width { flush() }
      if used > 0 {
        upper += " "
        lower += " "
        used += 1
      }
      upper += Self.padded(styled(a, cell.kind, isSource: true), a, to: columns)
      lower += Self.padded(styled(b, cell.kind, isSource: false), b, to: columns)
      used += columns
    }
    flush()
    return out.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func marked(_ text: String, _ kind: DiffStep.Kind) -> String {
    kind == .equal || colour || text.isEmpty ? text : "[\(text)]"
  }

  private func styled(_ text: String, _ kind: DiffStep.Kind, isSource: Bool) -> String {
    kind == .equal ? text : (isSource ? Style.red : Style.green).applied(to: text, colour: colour)
  }

  private static func padded(_ styled: String, _ plain: String, to columns: Int) -> String {
    styled + String(repeating: " ", count: max(0, columns - DisplayWidth.of(plain)))
  }
}
