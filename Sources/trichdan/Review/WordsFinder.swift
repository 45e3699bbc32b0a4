import QuoteEngine
import VietnameseText

/// Finds words in an article as somebody types them, to add what the machine missed.
struct WordsFinder {
  private let text: [Unicode.Scalar]

  /// Takes the article's text.
  init(_ text: [Unicode.Scalar]) { self.text = text }

  /// The place of typed words that is nearest to `place`.
  ///
  /// `first words … last words`, or with three dots, stands for all from the first to the last. Letter case does not
  /// count; diacritics do when some were typed.
  func find(_ typed: String, near place: Int) -> Span? {
    let parts = typed.replacing("...", with: "…").split(separator: "…", maxSplits: 1).map {
      words(String($0))
    }
    guard let first = parts.first, !first.isEmpty else { return nil }
    let starts = occurrences(of: first, isExact: Folding.hasDiacritics(typed))
    guard parts.count > 1, !parts[1].isEmpty else {
      return starts.min { abs($0.start - place) < abs($1.start - place) }
    }
    let ends = occurrences(of: parts[1], isExact: Folding.hasDiacritics(typed))
    let spans = starts.compactMap { start in
      ends.first { $0.start >= start.end }.map { Span(start: start.start, end: $0.end) }
    }
    return spans.min { abs($0.start - place) < abs($1.start - place) }
  }

  /// What the words in a place probably are: in marks they are a quote.
  func kind(of span: Span) -> RecordKind {
    let marks = Set("“”\"‘’'«»".unicodeScalars)
    let before = span.start > 0 ? text[span.start - 1] : " "
    let after = span.end < text.count ? text[span.end] : " "
    return marks.contains(before) && marks.contains(after) ? .direct : .indirect
  }

  private struct Word {
    var key: String
    var folded: String
    var span: Span
  }

  private func words(_ text: String) -> [Word] { Self.words(Array(text.unicodeScalars)) }

  private static func words(_ text: [Unicode.Scalar]) -> [Word] {
    var found: [Word] = []
    var start: Int?
    for index in 0...text.count {
      let isWord =
        index < text.count
        && (text[index].properties.isAlphabetic || text[index].properties.numericType != nil
          || text[index].properties.generalCategory == .nonspacingMark)
      if isWord, start == nil { start = index }
      if !isWord, let from = start {
        let key = Folding.keyPreservingDiacritics(String(String.UnicodeScalarView(text[from..<index])))
        found.append(Word(key: key, folded: Folding.fold(key), span: Span(start: from, end: index)))
        start = nil
      }
    }
    return found
  }

  private func occurrences(of wanted: [Word], isExact: Bool) -> [Span] {
    let words = Self.words(text)
    guard !wanted.isEmpty, wanted.count <= words.count else { return [] }
    return (0...words.count - wanted.count).compactMap { first in
      let isHere = zip(wanted, words[first..<first + wanted.count]).allSatisfy {
        isExact ? $0.key == $1.key : $0.folded == $1.folded
      }
      return isHere
        ? Span(start: words[first].span.start, end: words[first + wanted.count - 1].span.end) : nil
    }
  }
}
