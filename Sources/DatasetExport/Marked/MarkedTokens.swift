import QuoteEngine
import VietnameseText

/// The tokens of a text for formats of columns: syllables, numbers and signs, cut wherever a mark begins or ends.
struct MarkedTokens {
  let scalars: [Unicode.Scalar]
  /// The tokens in order; between them is white space or nothing.
  let tokens: [Span]
  /// The numbers of the tokens that begin a sentence; no sentence ends inside a quote or claim.
  let sentences: [Int]

  init(_ article: MarkedText) {
    scalars = Array(article.article.text.unicodeScalars)
    var cuts = Set<Int>()
    for mark in article.marks { cuts.formUnion([mark.span.start, mark.span.end]) }
    tokens = Self.tokens(of: scalars, cuts)
    sentences = Self.sentences(of: article, tokens)
  }

  private static func tokens(of scalars: [Unicode.Scalar], _ cuts: Set<Int>) -> [Span] {
    var tokens: [Span] = []
    var place = 0
    while place < scalars.count {
      guard !scalars[place].properties.isWhitespace else {
        place += 1
        continue
      }
      let start = place
      place += 1
      if isWord(scalars[start]) {
        while place < scalars.count, !cuts.contains(place) {
          let isJoint =
            (scalars[place] == "." || scalars[place] == ",") && isDigit(scalars[place - 1])
            && place + 1 < scalars.count && isDigit(scalars[place + 1])
          guard isWord(scalars[place]) || isJoint else { break }
          place += 1
        }
      }
      tokens.append(Span(start: start, end: place))
    }
    return tokens
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private static func sentences(of article: MarkedText, _ tokens: [Span]) -> [Int] {
    var text = article.article.text
    return text.withUTF8 { bytes in
      // Where each code point begins.
      var offsets: [Int] = []
      offsets.reserveCapacity(bytes.count + 1)
      for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 { offsets.append(index) }
      offsets.append(bytes.count)
      var protected: [Range<Int>] = []
      for span in article.marks.filter({ $0.label.recordKind != nil }).map(\.span).sorted() {
        let range = offsets[span.start]..<offsets[span.end]
        if let last = protected.last, range.lowerBound < last.upperBound {
          protected[protected.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
        } else {
          protected.append(range)
        }
      }
      var ranges: [Range<Int>] = []
      SentenceSplitter().split(bytes, protecting: protected, into: &ranges)
      var numbers: [Int] = []
      var next = 0
      for (number, token) in tokens.enumerated() {
        var begins = number == 0
        while next < ranges.count, ranges[next].lowerBound <= offsets[token.start] {
          begins = true
          next += 1
        }
        if begins { numbers.append(number) }
      }
      return numbers
    }
  }

  /// The text between two places.
  func text(_ start: Int, _ end: Int) -> String { String(String.UnicodeScalarView(scalars[start..<end])) }
}
