import QuoteEngine

/// One step by which a quotation was found and given to its speaker.
public enum Evidence: Sendable, Hashable, CustomStringConvertible {
  /// A form of quotation fits the sentence; `summary` shows it with an example.
  case form(id: String, summary: String)
  /// A verb or phrase reports the words.
  case cue(words: String, class: String?)
  /// The words were passed on.
  case passedOn(by: String)
  /// How the speaker was told, in words.
  case speaker(step: String)

  /// The step in words, as the program prints it.
  public var description: String {
    switch self {
    case .form(let id, let summary): "form \(id): \(summary)"
    case .cue(let words, let cueClass): "cue “\(words)”" + (cueClass.map { " (\($0))" } ?? "")
    case .passedOn(let by): "passed on by \(by)"
    case .speaker(let step): step
    }
  }

  /// The steps of a record. What its members say by themselves is taken from them; the rest is about the speaker.
  static func steps(of found: Attribution) -> [Evidence] {
    let form = "form \(found.pattern): "
    var known: [String: Evidence] = [:]
    if let cue = found.cue {
      let step = Evidence.cue(words: cue.text, class: found.cueClass)
      known[step.description] = step
    }
    if let via = found.via {
      let step = Evidence.passedOn(by: via.name)
      known[step.description] = step
    }
    return found.evidence.map { step in
      step.hasPrefix(form)
        ? .form(id: found.pattern, summary: String(step.dropFirst(form.count)))
        : known[step] ?? .speaker(step: step)
    }
  }
}
