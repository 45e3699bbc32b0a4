import QuoteEngine

/// Moves the edges of a span over a text, by words and by code points.
struct SpanEditor: Equatable {
  /// An end of the span.
  enum Edge {
    case start, end
  }
  /// The span now.
  private(set) var span: Span
  /// The edge that moves.
  private(set) var edge = Edge.end
  private let text: [Unicode.Scalar]

  /// Starts with a span of a text.
  init(_ span: Span, in text: [Unicode.Scalar]) {
    self.span = span
    self.text = text
  }

  /// Takes a key; says whether it moved something.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .tab, .backTab: edge = edge == .end ? .start : .end
    case .right, .character("l"): move(byWords: 1)
    case .left, .character("h"): move(byWords: -1)
    case .character("."), .down, .character("j"): move(to: position + 1)
    case .character(","), .up, .character("k"): move(to: position - 1)
    default: return false
    }
    return true
  }

  private var position: Int { edge == .end ? span.end : span.start }

  private mutating func move(to place: Int) {
    switch edge {
    case .end: if place > span.start, place <= text.count { span.end = place }
    case .start: if place >= 0, place < span.end { span.start = place }
    }
  }

  /// To the next or last end of a word for the end of the span, begin of a word for its start.
  private mutating func move(byWords step: Int) {
    var place = position
    func isBoundary(_ place: Int) -> Bool {
      guard place > 0, place < text.count else { return true }
      let (before, after) = (isWord(text[place - 1]), isWord(text[place]))
      return edge == .end ? before && !after : !before && after
    }
    repeat { place += step } while place > 0 && place < text.count && !isBoundary(place)
    move(to: place)
  }

  private func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }
}
