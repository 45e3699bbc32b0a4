import ArticleReader
import Foundation
import QuoteEngine
import QuoteStore

/// What happens between a reviewer's keys and the database.
///
/// Every decision is on the disk before the page says so. Nothing here knows of a terminal: keys come in, pages go out.
final class ReviewSession {
  /// What the keys mean at a moment.
  private enum Mode {
    case browse
    case help
    case speaker(SpeakerPrompt)
    case newSpeaker(String)
    case span(SpanEditor)
    case kind
    case note(LineEditor)
    case missed(LineEditor)
    case missedSpeaker(Span, SpeakerPrompt)
    case missedNewSpeaker(Span, String)
  }

  private let store: QuoteStore
  private let query: RecordQuery
  private let reviewer: String
  /// Under which name the reviewer's place is remembered.
  private let queueName: String
  private var queue: ReviewQueue
  private var record: StoredRecord?
  private var article: Article?
  private var scalars: [Unicode.Scalar] = []
  private var alternatives: [SpeakerSuggestion] = []
  private var progress = ReviewProgress()
  private var mode = Mode.browse
  private var scroll = 0
  private var message: (text: String, style: Style)?
  /// The records that were decided on in this session, the last one last.
  private var decisions: [Int64] = []

  /// How many decisions were taken, those that were taken back too.
  private(set) var decisionCount = 0
  /// Whether the reviewer wants to stop.
  private(set) var isDone = false

  /// Starts where the reviewer stopped.
  init(_ store: QuoteStore, _ query: RecordQuery, reviewer: String, queueName: String) throws {
    self.store = store
    self.query = query
    self.reviewer = reviewer
    self.queueName = queueName
    queue = try ReviewQueue(store, query)
    if let stopped = try store.reviewPlace(of: reviewer, in: queueName) { try queue.resume(at: stopped) }
    progress = try store.reviewProgress(query)
    try show(try queue.current())
  }

  /// Whether there was nothing to review.
  var isEmpty: Bool { queue.count == 0 }

  /// Remembers where the reviewer is; what fails here loses the place and nothing else.
  func rememberPlace() {
    guard let record else { return }
    // As said above; the decisions themselves are written elsewhere.
    try? store.setReviewPlace(
      ReviewPlace(recordID: record.rowID, confidence: record.confidence), of: reviewer, in: queueName)
  }

  // MARK: Keys

  /// Does what a key means; an error of the database is shown and ends nothing.
  func take(_ key: Key) {
    message = nil
    do {
      try handle(key)
    } catch ReviewError.stale(let current, _) {
      mode = .browse
      reload(current)
      let who = current.reviewer ?? "another extraction"
      say("Not saved: \(who) changed it meanwhile (\(current.status.rawValue)). Look again and decide.", .red)
    } catch {
      mode = .browse
      say("Not saved: \(error)", .red)
      // What is wrong has been said; where the next one cannot be read either, this one stays on the screen.
      if case ReviewError.gone? = error as? ReviewError { try? forward() }
    }
  }

  private func handle(_ key: Key) throws {
    switch mode {
    case .browse: try browse(key)
    case .help: mode = .browse
    case .kind: try chooseKind(key)
    case .speaker(var prompt):
      let answer = try prompt.take(key, suggest: suggest)
      mode = .speaker(prompt)
      switch answer {
      case .none: break
      case .cancelled, .empty: mode = .browse
      case .known(let one): try decide(.speaker(.known(one.id)))
      case .new(let name): mode = .newSpeaker(name)
      }
    case .newSpeaker(let name):
      if let kind = speakerKind(key) { try decide(.speaker(.named(name, kind))) }
    case .span(var editor):
      if key == .enter {
        try decide(.span(editor.span))
      } else if editor.take(key) {
        mode = .span(editor)
      } else if isCancel(key) {
        mode = .browse
      }
    case .note(var editor):
      if key == .enter {
        try decide(.note(editor.text))
      } else if editor.take(key) {
        mode = .note(editor)
      } else if isCancel(key) {
        mode = .browse
      }
    case .missed(let editor): try findMissed(key, editor)
    case .missedSpeaker(let span, var prompt):
      let answer = try prompt.take(key, suggest: suggest)
      mode = .missedSpeaker(span, prompt)
      switch answer {
      case .none: break
      case .cancelled: mode = .browse
      case .empty: try add(span, .nobody)
      case .known(let one): try add(span, .known(one.id))
      case .new(let name): mode = .missedNewSpeaker(span, name)
      }
    case .missedNewSpeaker(let span, let name):
      if let kind = speakerKind(key) { try add(span, .named(name, kind)) }
    }
  }

  private func browse(_ key: Key) throws {
    switch key {
    case .character("q"), .control("c"), .control("d"): isDone = true
    case .character("?"): mode = .help
    case .character("u"): try undo()
    case .character("b"), .left: try back()
    case .character("n"), .right, .enter, .character(" "): try forward()
    case .pageDown, .down: scroll += key == .down ? 1 : 5
    case .pageUp, .up: scroll -= key == .up ? 1 : 5
    default:
      guard let record else { return }
      switch key {
      case .character("a"): if try decide(.accept) { try forward() }
      case .character("r"): if try decide(.reject) { try forward() }
      case .character("s"): mode = .speaker(SpeakerPrompt(offered: alternatives))
      case .character("0"): try decide(.speaker(.nobody))
      case .character(let digit) where digit.isASCII && digit.isNumber:
        guard let number = digit.wholeNumberValue, number <= alternatives.count else {
          say("There is no \(digit) among the other speakers.", .yellow)
          return
        }
        try decide(.speaker(.known(alternatives[number - 1].id)))
      case .character("k"): mode = .kind
      case .character("e"):
        guard record.isAnchored else { throw ReviewError.notInText(id: record.id) }
        mode = .span(SpanEditor(record.content.span, in: scalars))
      case .character("o"): mode = .note(LineEditor(record.note ?? ""))
      case .character("m"): mode = .missed(LineEditor())
      default: break
      }
    }
  }

  private func isCancel(_ key: Key) -> Bool { key == .escape || key == .control("c") || key == .control("g") }

  private func suggest(_ typed: String) throws -> [SpeakerSuggestion] {
    try store.speakerSuggestions(typed, article: record?.article.key)
  }

  private func chooseKind(_ key: Key) throws {
    switch key {
    case .character("d"): try decide(.kind(.direct))
    case .character("f"): try decide(.kind(.fragment))
    case .character("i"): try decide(.kind(.indirect))
    case .character("m"): try decide(.kind(.mixed))
    case _ where isCancel(key): mode = .browse
    default: break
    }
  }

  private func speakerKind(_ key: Key) -> SpeakerKind? {
    switch key {
    case .character("p"): return .person
    case .character("o"): return .organisation
    case .character("g"): return .group
    case .character("u"): return .unnamed
    case _ where isCancel(key):
      mode = .browse
      return nil
    default: return nil
    }
  }

  private func findMissed(_ key: Key, _ editor: LineEditor) throws {
    var editor = editor
    if key == .enter {
      guard let span = WordsFinder(scalars).find(editor.text, near: record?.content.span.start ?? 0) else {
        mode = .missed(editor)
        say("These words are not in the article; type them as they stand there.", .yellow)
        return
      }
      mode = .missedSpeaker(span, SpeakerPrompt(offered: try everybody()))
    } else if editor.take(key) {
      mode = .missed(editor)
    } else if isCancel(key) {
      mode = .browse
    }
  }

  /// The speaker of the record and the others of the article.
  private func everybody() throws -> [SpeakerSuggestion] {
    guard let speaker = record?.speaker else { return alternatives }
    let own = SpeakerSuggestion(
      id: speaker.rowID, name: speaker.name, kind: speaker.kind, isInArticle: true, records: 0)
    return [own] + alternatives
  }

  // MARK: Decisions

  @discardableResult
  private func decide(_ decision: Decision) throws -> Bool {
    guard let record else { return false }
    let outcome = try store.decide(decision, on: record.rowID, by: reviewer, expecting: record.version)
    mode = .browse
    decisions.append(record.rowID)
    try saved(outcome)
    return true
  }

  private func add(_ span: Span, _ speaker: SpeakerChoice) throws {
    guard let article else { return }
    let missed = MissedQuote(
      articleKey: article.id, kind: WordsFinder(scalars).kind(of: span), span: span, speaker: speaker)
    let outcome = try store.add(missed, by: reviewer)
    mode = .browse
    if let added = outcome.record { decisions.append(added.rowID) }
    try saved(outcome)
  }

  private func undo() throws {
    guard let number = decisions.last ?? record?.rowID else { return }
    let version = number == record?.rowID ? record?.version : nil
    let outcome: DecisionOutcome
    do {
      outcome = try store.decide(.undo, on: number, by: reviewer, expecting: version)
    } catch ReviewError.gone(let id) {
      _ = decisions.popLast()
      throw ReviewError.gone(id: id)
    }
    _ = decisions.popLast()
    queue.go(to: number)
    try saved(outcome)
  }

  /// Shows what was saved. The record comes as it is now; when it is gone, the one at the reviewer's place.
  private func saved(_ outcome: DecisionOutcome) throws {
    decisionCount += 1
    if let now = outcome.record {
      queue.mark(now)
      try show(now)
    } else {
      try show(try queue.current())
    }
    progress = try store.reviewProgress(query)
    rememberPlace()
    let words = outcome.record?.content.text ?? outcome.before?.content.text ?? ""
    let state = outcome.record.map { saying($0, outcome.action) } ?? "taken out again"
    say("Saved (\(outcome.logLine)): \(state): “\(DisplayWidth.cut(words, to: 30))”", .green)
  }

  private func saying(_ record: StoredRecord, _ action: ReviewAction) -> String {
    switch action {
    case .undo: "undone, \(record.status.rawValue) again"
    case .speaker: record.speaker.map { "speaker \(DisplayWidth.cut($0.name, to: 24))" } ?? "speaker nobody"
    case .kind: record.kind.rawValue
    case .note: record.note == nil ? "note taken away" : "note"
    case .span: "span \(record.content.span.start)–\(record.content.span.end)"
    default: record.status.rawValue
    }
  }

  // MARK: Moving

  private func forward() throws {
    let said = message
    let (next, isFromStart) = try queue.next()
    try show(next)
    message = said
    rememberPlace()
    if isFromStart, next != nil, said == nil { say("From the start again: what was passed over.", .yellow) }
  }

  private func back() throws {
    guard let before = try queue.back() else {
      say("This is the first.", .yellow)
      return
    }
    try show(before)
    rememberPlace()
  }

  private func reload(_ current: StoredRecord) {
    do { try show(current) } catch { record = current }
  }

  private func show(_ next: StoredRecord?) throws {
    record = next
    scroll = 0
    alternatives = []
    guard let next else { return }
    let stored = try store.article(next.article.key).article
    if stored != article {
      article = stored
      scalars = Array(stored.text.unicodeScalars)
    }
    alternatives = try store.alternatives(to: next)
  }

  private func say(_ text: String, _ style: Style) { message = (text, style) }

  // MARK: Pages

  /// What the reviewer sees now.
  func page() -> ReviewPage {
    var page = ReviewPage()
    let words = Messages.current
    page.progress = words.message("\(progress.left) left, \(progress.reviewed) decided")
    page.message = message
    if query.isInConflict == true {
      page.progress = words.message("\(progress.inConflict) in conflict")
    }
    guard let record else {
      page.head = "trichdan review"
      page.title = words("Nothing is left to review here.")
      page.keys = [("b", "back"), ("u", "undo"), ("q", "quit")]
      return page
    }
    let about = [record.article.key, record.article.source, record.article.published]
    page.head = about.compactMap(\.self).joined(separator: " · ")
    page.title = record.article.title ?? ""
    page.scroll = scroll
    mark(record, &page)
    page.facts = facts(record)
    page.keys = Self.keys
    switch mode {
    case .browse: break
    case .help:
      page.list = Self.help
      page.keys = [("any key", "back to the quote")]
    case .speaker(let prompt):
      ask("Who says it?", prompt, &page)
      page.keys = Self.promptKeys
    case .missedSpeaker(_, let prompt):
      ask("Who says it? (Enter: nobody)", prompt, &page)
      page.keys = Self.promptKeys
    case .newSpeaker(let name), .missedNewSpeaker(_, let name):
      page.list = ["“\(name)” is new here. What is it?"]
      page.keys = [
        ("p", "person"), ("o", "organisation"), ("g", "group"), ("u", "unnamed"), ("Esc", "leave"),
      ]
    case .span(let editor):
      let edge = editor.edge == .end ? "end" : "begin"
      page.message = ("The \(edge) moves: \(editor.span.start)–\(editor.span.end)", .yellow)
      page.keys = [
        ("← →", "by a word"), (", .", "by a letter"), ("Tab", "other end"), ("Enter", "save"),
        ("Esc", "leave"),
      ]
    case .kind:
      page.message = ("Which kind?", .yellow)
      page.keys = [
        ("d", "direct quote"), ("f", "fragment"), ("i", "indirect claim"), ("m", "mixed claim"),
        ("Esc", "leave"),
      ]
    case .note(let editor):
      page.prompt = ("Note:", editor.text)
      page.keys = [("Enter", "save"), ("Ctrl-U", "empty"), ("Esc", "leave")]
    case .missed(let editor):
      if message == nil { page.prompt = ("Missed words (first … last):", editor.text) }
      page.keys = [("Enter", "find"), ("Esc", "leave")]
    }
    return page
  }

  private func ask(_ question: String, _ prompt: SpeakerPrompt, _ page: inout ReviewPage) {
    page.prompt = (question, prompt.typed)
    page.list = prompt.lines.isEmpty ? ["(nobody of that name yet)"] : prompt.lines
    page.chosen = prompt.lines.isEmpty ? nil : prompt.chosen ?? -1
  }

  static let keys = [
    ("a", "accept"), ("r", "reject"), ("s", "speaker"), ("1-9", "choose"), ("0", "nobody"), ("e", "span"),
    ("k", "kind"), ("m", "missed"), ("o", "note"), ("u", "undo"), ("n", "next"), ("b", "back"), ("?", "help"),
    ("q", "quit"),
  ].map { (key: $0.0, meaning: $0.1) }

  static let promptKeys = [("Tab", "choose"), ("Enter", "take"), ("Esc", "leave")].map {
    (key: $0.0, meaning: $0.1)
  }

  static let help = [
    "a  it is right as it stands          r  it is no quote, or none to keep",
    "s  somebody else says it: type a name, Tab completes; 1-9 takes one of the list",
    "0  a careful reader could not tell who says it",
    "e  move the begin or the end         k  direct, fragment, indirect or mixed",
    "m  add one that is not marked: type its words, or its first … last ones",
    "o  leave a note                      u  take back the last decision",
    "n  next, undecided                   b  back, decided ones too",
    "↑ ↓ move the text                    q  quit; go on another time where you stopped",
    "[…] the quote or claim   <…> who says it   _…_ the cue",
    "Each decision is saved at once.",
  ]

  /// So many code points of the article around a record can be scrolled to.
  private static let context = 3000

  /// The paragraph of a record with its marks, and what stands before and after it, dim.
  private func mark(_ record: StoredRecord, _ page: inout ReviewPage) {
    var content = record.content.span
    if case .span(let editor) = mode { content = editor.span }
    if case .missedSpeaker(let span, _) = mode { content = span }
    if case .missedNewSpeaker(let span, _) = mode { content = span }
    guard record.isAnchored else {
      page.text.append(Messages.current("These words are no longer in the article's text:") + " ", [.red])
      page.text.append("[\(record.content.text)]", [.bold])
      return
    }
    let near = [record.source, record.cue].compactMap { $0?.span }.filter {
      abs($0.start - content.start) < 1500 && $0.end <= scalars.count
    }
    var start = min(content.start, near.map(\.start).min() ?? .max)
    var end = max(content.end, near.map(\.end).max() ?? 0)
    while start > 0, scalars[start - 1] != "\n" { start -= 1 }
    while end < scalars.count, scalars[end] != "\n" { end += 1 }
    // The title stands at the top already.
    let head = record.article.title.map { $0.unicodeScalars.count } ?? 0
    var from = max(0, start - Self.context)
    if from < head, start > head { from = head }
    while from < start, scalars[from] == "\n" { from += 1 }
    page.text.append(scalars[from..<start], [.dim])
    let style: Style = record.layer == .quote ? .green : .yellow
    var focus = 0
    for place in start...end {
      // What ends here closes before what begins here opens.
      if record.cue?.span.end == place { page.text.append("_", [.dim]) }
      if record.source?.span.end == place { page.text.append(">", [.dim]) }
      if content.end == place {
        page.text.append("]", [.bold, style])
        page.focus = focus..<page.text.count
      }
      if content.start == place {
        focus = page.text.count
        page.text.append("[", [.bold, style])
      }
      if record.source?.span.start == place { page.text.append("<", [.dim]) }
      if record.cue?.span.start == place { page.text.append("_", [.dim]) }
      guard place < end else { break }
      var styles: [Style] = []
      if record.cue.map({ $0.span.start <= place && place < $0.span.end }) == true {
        styles = [.underline]
      } else if record.source.map({ $0.span.start <= place && place < $0.span.end }) == true {
        styles = [.cyan]
      } else if content.start <= place, place < content.end {
        styles = [style]
      }
      page.text.append([scalars[place]], styles)
    }
    page.text.append(scalars[end..<min(scalars.count, end + Self.context)], [.dim])
  }

  private func facts(_ record: StoredRecord) -> [(label: String, text: StyledText)] {
    var facts: [(String, StyledText)] = []
    let words = Messages.current
    func add(_ label: String, _ text: String, _ styles: [Style] = []) {
      var styled = StyledText()
      styled.append(Printable.text(text), styles)
      facts.append((label, styled))
    }
    add(
      "Speaker",
      record.speaker.map { "\($0.name) (\(words.value($0.kind.rawValue)))" } ?? words("? (not known)"),
      [.bold])
    let via = record.via.map { words.message(", via \($0.name)") } ?? ""
    add(
      "Kind",
      "\(words("\(record.kind.rawValue) \(record.layer.rawValue)"))\(via), \(record.pattern), \(Decimals.text(record.confidence, digits: 2))"
    )
    if record.status.isReviewed {
      add(
        "Decided",
        "\(words.value(record.status.rawValue)) \(words("by")) \(record.reviewer ?? "?"), \(record.reviewedAt ?? "")",
        [.magenta])
    }
    if let proposal = record.proposal {
      add(
        "Conflict",
        words.message(
          "the patterns now say \(proposal.speaker?.name ?? "nobody"), \(proposal.kind.rawValue): “\(proposal.content.text)”"
        ),
        [.red])
    }
    if let note = record.note { add("Note", note, [.magenta]) }
    if !alternatives.isEmpty {
      add(
        "Or",
        alternatives.enumerated().map { "\($0.offset + 1) \($0.element.name)".replacing(" ", with: "\u{A0}") }
          .joined(separator: "   "))
    }
    for (index, step) in record.evidence.enumerated() {
      add(index == 0 ? "Why" : "", "- \(words.evidence(step))")
    }
    return facts.map { (label: $0.0, text: $0.1) }
  }
}
