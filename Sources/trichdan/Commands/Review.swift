import ArgumentParser
import Foundation
import QuoteStore

/// `trichdan review`: decides on quotes and claims one by one in the terminal.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decides on quotes and claims one by one in the terminal.",
    discussion: """
      Shows what nobody has decided on yet, least certain first: the words in their paragraph, who is said to speak and why,
      and who else it may be. One key is one decision, and it is saved at once; quit at any moment and go on another time
      where you stopped. The text is marked [quote or claim], <speaker> and _cue_; ? lists the keys.

      Examples:
        trichdan review
        trichdan review --below 0.8 --reviewer an
        trichdan review --speaker "le thi minh"
        trichdan review --article bai-1                in the order of the text
        trichdan review --status conflict              what the patterns contradict by now
      """)

  /// In which order records come.
  enum OrderChoice: String, ExpressibleByArgument, CaseIterable {
    case uncertain, text
  }

  @Option(help: ArgumentHelp("Only with less than this confidence, 0 to 1.", valueName: "x"))
  var below: Double?

  @Option(
    help: ArgumentHelp(
      "Least certain first, or in the order of the text. Default: uncertain; text with --article.",
      valueName: "uncertain|text"))
  var order: OrderChoice?

  @OptionGroup var filters: RecordFilters
  @OptionGroup var reviewer: ReviewerOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    if let below, !(0...1).contains(below) {
      throw ValidationError("--below is a number from 0 to 1, such as 0.8")
    }
  }

  func run() throws {
    let store = try database.open(.update)
    let (session, end) = try reportingStoreErrors {
      var query = try filters.query(store, filters.identity()) {
        if !quiet.quiet { printError("trichdan: \($0)") }
      }
      if filters.status == nil { query.statuses = [.unreviewed] }
      query.confidenceBelow = below
      let isInText = order.map { $0 == .text } ?? !filters.article.isEmpty
      query.order = isInText ? .place : .leastCertain
      let session = try ReviewSession(store, query, reviewer: reviewer.name, queueName: queueName(isInText))
      guard !session.isEmpty else {
        try store.close()
        printError("there is nothing to review here; `trichdan quotes` lists what there is")
        return (session, End.reviewer)
      }
      return (session, try Self.run(session))
    }
    guard !session.isEmpty else { return }
    session.rememberPlace()
    try reportingStoreErrors { try store.close() }
    // Nobody reads it where the terminal is gone, or takes nothing any more.
    if !quiet.quiet, end != .terminalGone, end != .signal(SIGHUP), StandardError.isTaken {
      let count = session.decisionCount
      printError("\(count) decision\(count == 1 ? "" : "s") saved in \(database.path)")
    }
    // What the shell expects of a program that a signal has ended.
    if case .signal(let number) = end { throw ExitCode(128 + number) }
  }

  /// Why it ended.
  private enum End: Equatable {
    case reviewer
    case terminalGone
    case signal(Int32)
  }

  /// Shows pages and takes keys until the reviewer stops, a signal comes, or the terminal is gone.
  private static func run(_ session: ReviewSession) throws -> End {
    let terminal = try RawTerminal()
    defer { terminal.close() }
    while !session.isDone {
      let (columns, rows) = terminal.size
      let page = session.page().drawn(columns: columns, rows: rows, colour: Terminal.hasColour)
      terminal.draw(page.lines, cursor: page.cursor)
      switch terminal.next() {
      case .key(.control("z")): terminal.suspend()
      case .key(let key): session.take(key)
      case .redraw: break
      case .endOfInput: return .terminalGone
      case .signal(let number): return number == SIGINT ? .reviewer : .signal(number)
      }
    }
    return .reviewer
  }

  /// The filters in words, for remembering the place in this queue and not in another.
  private func queueName(_ isInText: Bool) -> String {
    var parts = [isInText ? "text" : "uncertain"]
    func add(_ name: String, _ value: String?) { if let value { parts.append("\(name)=\(value)") } }
    add("below", below.map { "\($0)" })
    add("speaker", filters.speaker)
    add("kind", filters.speakerKind?.rawValue)
    add("article", filters.article.isEmpty ? nil : filters.article.joined(separator: ","))
    add("layer", filters.layer.rawValue)
    add("match", filters.match)
    add("status", filters.status?.rawValue)
    add("source", filters.source)
    add("since", filters.published.since)
    add("until", filters.published.until)
    return parts.joined(separator: " ")
  }
}

/// `--reviewer`, with the user whom the system knows behind it.
struct ReviewerOption: ParsableArguments {
  @Option(help: ArgumentHelp("Who decides, for the review log. Default: $USER.", valueName: "name"))
  var reviewer: String?

  /// The name that stands in the log.
  var name: String {
    let given = reviewer?.split(whereSeparator: \.isWhitespace).joined(separator: " ") ?? ""
    return given.isEmpty ? currentPerson : given
  }
}
