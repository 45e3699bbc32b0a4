import QuoteEngine
import QuoteStore

/// Asks for a speaker: one types, and picks among those that it may be.
struct SpeakerPrompt {
  private var editor = LineEditor()
  private let offered: [SpeakerSuggestion]
  private(set) var suggestions: [SpeakerSuggestion]
  /// The suggestion that Enter takes; what was typed when there is none.
  private(set) var chosen: Int?

  /// What came of a key.
  enum Answer: Equatable {
    case none
    case cancelled
    /// Enter with nothing typed.
    case empty
    case known(SpeakerSuggestion)
    case new(String)
  }

  /// Starts with those whom the article offers.
  init(offered: [SpeakerSuggestion]) {
    self.offered = offered
    suggestions = offered
  }

  /// What was typed.
  var typed: String { editor.text }

  /// Takes a key; `suggest` finds speakers by what was typed.
  mutating func take(_ key: Key, suggest: (String) throws -> [SpeakerSuggestion]) rethrows -> Answer {
    switch key {
    case .escape, .control("c"), .control("g"): return .cancelled
    case .tab, .down: move(1)
    case .backTab, .up: move(-1)
    case .enter:
      if let chosen { return .known(suggestions[chosen]) }
      let name = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard !name.isEmpty else { return .empty }
      let same = suggestions.filter { $0.name.lowercased() == name.lowercased() }
      return same.count == 1 ? .known(same[0]) : .new(name)
    default:
      if editor.take(key) {
        chosen = nil
        suggestions = typed.allSatisfy(\.isWhitespace) ? offered : try suggest(typed)
      }
    }
    return .none
  }

  private mutating func move(_ step: Int) {
    guard !suggestions.isEmpty else { return }
    guard let chosen else {
      self.chosen = step > 0 ? 0 : suggestions.count - 1
      return
    }
    let next = chosen + step
    self.chosen = suggestions.indices.contains(next) ? next : nil
  }

  /// The suggestions as lines.
  var lines: [String] {
    suggestions.map { one in
      let place = one.isInArticle ? Messages.current(", in this article") : ""
      return "\(one.name) (\(Messages.current.value(one.kind.rawValue))\(place))"
    }
  }
}
