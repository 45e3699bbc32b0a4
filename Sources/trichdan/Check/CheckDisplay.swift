import QuoteCheck

/// An answer for people.
struct CheckDisplay {
  let colour: Bool
  let width: Int

  /// The lines of an answer to a quote that was given to `speaker`.
  func lines(_ answer: CheckAnswer, speaker: String?, history: [HistoryEntry] = []) -> [String] {
    let words = Messages.current
    var out: [String] = []
    let verdict = (answer.isVerified ? Style.green : Style.red).applied(
      to: answer.verdict.rawValue, colour: colour)
    var head = verdict
    if answer.article != nil {
      head += "  " + words.message("score \(Decimals.text(answer.score, digits: 2))")
    }
    if !answer.warnings.isEmpty {
      head +=
        "  "
        + Style.yellow.applied(to: answer.warnings.map(\.rawValue).joined(separator: ", "), colour: colour)
    }
    out.append(head)
    out += wrapped(words.message(Self.meaning(answer, speaker: speaker)), nil)
    if let article = answer.article {
      out.append("")
      var facts: [(label: String, text: String)] = []
      let place = answer.found.map { "\($0.span.start)–\($0.span.end)" } ?? ""
      facts.append(("article", "\(article.key)  \(place)"))
      if let title = article.title { facts.append(("title", title)) }
      let about = [article.source, article.published, article.url].compactMap(\.self).joined(separator: "  ")
      if !about.isEmpty { facts.append(("from", about)) }
      if let said = answer.speaker {
        let sure = said.isSure ? "" : ", " + words("not sure")
        facts.append(
          (
            "speaker",
            "\(said.reference.name) (\(words.value(said.reference.kind.rawValue)), "
              + "\(Decimals.text(said.confidence, digits: 2))\(sure))"
          ))
      }
      if answer.places.count > 1 {
        for place in answer.places.prefix(20) {
          let about = [
            place.article.published ?? words("no date"), place.article.source, place.article.key,
            "\(place.span.start)–\(place.span.end)", place.speaker?.reference.name,
          ]
          facts.append(("also", about.compactMap(\.self).joined(separator: "  ")))
        }
        if answer.places.count > 20 {
          facts.append(("also", words.message("\(answer.places.count - 20) more places")))
        }
      }
      out += labelled(facts)
      out.append("")
      if !answer.before.isEmpty { out += wrapped("… " + answer.before) }
      out += SideBySide(answer.diff, colour: colour).lines(
        source: words("source"), quote: words("quoted"), width: width)
      if !answer.after.isEmpty { out += wrapped(answer.after + " …") }
    }
    if history.count > 1 { out += [""] + self.history(history) }
    let notes = answer.notes.map { Self.text($0, answer) }
    if !notes.isEmpty { out.append("") }
    for note in notes { out += wrapped(words.message("note: \(note)"), nil) }
    return out
  }

  /// Facts under each other, each with its label before it; what is longer than a line goes on below.
  private func labelled(_ facts: [(label: String, text: String)]) -> [String] {
    let labels = facts.map { Messages.current.head($0.label) }
    let margin = (labels.map(DisplayWidth.of).max() ?? 0) + 2
    var out: [String] = []
    for (label, fact) in zip(labels, facts) {
      var text = StyledText()
      text.append(fact.text, [])
      for (number, line) in text.lines(width: max(10, width - margin)).enumerated() {
        let head = number == 0 ? label : ""
        out.append(
          head + String(repeating: " ", count: margin - DisplayWidth.of(head)) + line.text(colour: colour))
      }
    }
    return out
  }

  /// The earliest and the latest article with the words, and what changed on the way.
  private func history(_ entries: [HistoryEntry]) -> [String] {
    func about(_ entry: HistoryEntry) -> String {
      [
        entry.article.published ?? Messages.current("no date"), entry.article.source, entry.article.key,
        entry.speaker,
      ]
      .compactMap(\.self)
      .joined(separator: "  ")
    }
    var facts = [(label: "earliest", text: about(entries[0]))]
    if let latest = entries.last(where: { $0.article.published != nil }), entries.count > 1 {
      facts.append((label: "latest", text: about(latest)))
    }
    for entry in entries where entry.score < 1 {
      var changed = CheckAnswer(verdict: .altered, score: entry.score)
      changed.diff = entry.diff
      let what = "\(entry.article.published ?? entry.article.key): \(CheckTable.changes(changed))"
      facts.append((label: "drifted", text: what))
    }
    return labelled(facts)
  }

  /// The verdict in a sentence.
  static func meaning(_ answer: CheckAnswer, speaker: String?) -> String {
    switch answer.verdict {
    case .verbatim: "the words stand in the source, in order and whole"
    case .shortened:
      answer.warnings.contains(.cutMidSentence)
        ? "words are left out; the quote stops within a sentence"
        : answer.warnings.contains(.cutStart)
          ? "words are left out; the quote begins within a sentence" : "words are left out, none is changed"
    case .altered:
      answer.speakers.count > 1
        ? "the passage runs over the words of \(answer.speakers.map(\.name).joined(separator: " and "))"
        : "words are changed or added, or a negation is left out"
    case .ambiguous: "the words stand in several places, which give them to different people"
    case .supported: "the source says so, by the same speaker"
    case .differs: "the source says something else"
    case .misattributed where answer.warnings.contains(.saidNotToBeSaid):
      "the words stand there, but the source says that they were not said"
    case .misattributed:
      "the words stand there, but the source gives them to \(answer.speaker?.reference.name ?? "somebody else")"
        + (speaker.map { ", not to \($0)" } ?? "")
    case .notFound: "nothing close enough is in the source"
    }
  }

  /// A note in a sentence.
  static func text(_ note: CheckNote, _ answer: CheckAnswer) -> String {
    switch note {
    case .comparedWithoutDiacritics: "the quote has no diacritics and was compared without them"
    case .speakerUnsure: "who speaks is not sure here; look at the source"
    case .speakerNotGiven: "the source gives these words to nobody; they are the reporter’s"
    case .speakerUnknown(let name, let nearest):
      "nobody is known as “\(name)”"
        + (nearest.isEmpty ? "" : "; did you mean " + nearest.map { "“\($0)”" }.joined(separator: ", ") + "?")
    case .veryShort: "one word or two prove little"
    case .writtenOtherwise: "numbers or names are written in another way than in the source"
    case .editorsBrackets(let words): "[\(words)] is the editor’s and was not compared"
    case .otherSpeakerToo:
      "the source gives the words to \(answer.speaker?.reference.name ?? "somebody else"), besides"
    }
  }

  private func wrapped(_ text: String, _ style: Style? = .dim) -> [String] {
    func shown(_ line: String) -> String { style?.applied(to: line, colour: colour) ?? line }
    var out: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let columns = DisplayWidth.of(word)
      if used > 0, used + columns + 1 > width {
        out.append(shown(line))
        line = ""
        used = 0
      }
      line += used > 0 ? " \(word)" : String(word)
      used += columns + (used > 0 ? 1 : 0)
    }
    if used > 0 { out.append(shown(line)) }
    return out
  }
}
