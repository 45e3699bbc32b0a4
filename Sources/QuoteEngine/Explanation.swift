/// What the engine saw in a text and why it decided as it did, for `patterns try`.
public struct Explanation: Sendable {
  /// One sentence: its words and its line of pieces.
  public struct Line: Sendable, Hashable {
    /// The pieces as (symbol, words).
    public var pieces: [Piece]
    /// The symbols alone, as the forms read them.
    public var symbols: String
  }
  /// One piece of a line.
  public struct Piece: Sendable, Hashable {
    /// The symbol that the forms read.
    public var symbol: Character
    /// What the symbol stands for, in a word.
    public var role: String
    /// The words of the piece.
    public var text: String
  }
  /// The sentences in their order.
  public var lines: [Line]
  /// What was found.
  public var annotations: Annotations
}

extension Explanation: CustomStringConvertible {
  /// The lines and attributions as a plain text.
  public var description: String {
    var out = ""
    for line in lines {
      out += line.symbols + "\n"
      for piece in line.pieces { out += "  \(piece.symbol) \(piece.role.padding(12)) \(piece.text)\n" }
    }
    for record in annotations.quotes + annotations.claims {
      out += "\(record.kind.rawValue): «\(record.content.text)»\n  speaker: \(record.speaker?.name ?? "–")\n"
      for step in record.evidence { out += "  · \(step)\n" }
    }
    for rejected in annotations.rejected {
      out += "no quote: «\(rejected.content.text)» (\(rejected.reason))\n"
    }
    return out
  }
}

extension QuoteEngine {
  /// Annotates a text and tells what each stage saw.
  public func explain(_ article: String) -> Explanation {
    let annotations = annotate(article)
    var copy = article
    return copy.withUTF8 { bytes in
      drafts(bytes)
      let lines = text.sentences.map { sentence in
        let range = Int(sentence.pieceStart)..<Int(sentence.pieceEnd)
        return Explanation.Line(
          pieces: range.map { index in
            let piece = text.pieces[index]
            return Explanation.Piece(
              symbol: Character(Unicode.Scalar(piece.symbol)), role: Symbol.role(piece.symbol),
              text: text.text(Int(piece.lo), Int(piece.hi)))
          },
          symbols: String(decoding: text.line[range], as: UTF8.self))
      }
      return Explanation(lines: lines, annotations: annotations)
    }
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String {
    count >= width ? self : self + String(repeating: " ", count: width - count)
  }
}
