import ArgumentParser
import QuoteEngine
import QuoteStore
import SpeakerIdentity

/// The layers that a list may be of.
enum LayerChoice: String, ExpressibleByArgument, CaseIterable {
  case quote, claim, both

  /// The layer, or `nil` for both.
  var layer: Layer? {
    switch self {
    case .quote: .quote
    case .claim: .claim
    case .both: nil
    }
  }
}

/// The review statuses that a list may be of.
enum StatusChoice: String, ExpressibleByArgument, CaseIterable {
  case unreviewed, accepted, corrected, added, rejected, reviewed, conflict

  /// The statuses, or `nil` for any.
  var statuses: Set<ReviewStatus>? {
    switch self {
    case .reviewed: Set(ReviewStatus.allCases.filter(\.isReviewed))
    case .conflict: nil
    default: ReviewStatus(rawValue: rawValue).map { [$0] }
    }
  }
}

extension SpeakerKind: ExpressibleByArgument {}
extension Figure.Kind: ExpressibleByArgument {}
extension RoleClass: ExpressibleByArgument {}

/// A gender as the filters have it.
enum GenderChoice: String, ExpressibleByArgument, CaseIterable {
  case male, female

  var gender: ProfileGender { self == .male ? .male : .female }
}

/// The filters of `quotes`, which exports take too.
struct RecordFilters: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only what this speaker says: a name as people write it, with a title before it, in a short form or another spelling. "
        + "Of several, words in brackets choose, \"Lê Văn Nam (luật sư)\", or #12.",
      valueName: "name"))
  var speaker: String?

  @Option(name: .customLong("kind"), help: "Only speakers of this kind.")
  var speakerKind: SpeakerKind?

  @Option(
    help: ArgumentHelp(
      "Only speakers whose role is of this class: official, police, military, court, lawyer, expert, medical, business, "
        + "artist, athlete, journalist, religious, suspect or private; may be given several times.",
      valueName: "class"))
  var role: [RoleClass] = []

  @Option(help: "Only speakers whom the words tell to be male or female.")
  var gender: GenderChoice?

  @Option(help: ArgumentHelp("Only from this article; may be given several times.", valueName: "key"))
  var article: [String] = []

  @Option(help: "Quoted words, reported clauses, or both.")
  var layer: LayerChoice = .both

  @Option(
    name: .customLong("match"),
    help: ArgumentHelp(
      "Only with these words, side by side, else in any order. “…” keeps words side by side, + between them parts them, "
        + "OR asks for either, -word for what does not have it.",
      valueName: "text"))
  var match: String?

  @Option(
    help: ArgumentHelp(
      "Only with this review status: unreviewed, accepted, corrected, added, rejected; reviewed stands for all but the "
        + "first, conflict for those that the patterns contradict by now.",
      valueName: "status"))
  var status: StatusChoice?

  @Option(help: ArgumentHelp("Only those that this reviewer was the last to decide on.", valueName: "name"))
  var reviewedBy: String?

  @Option(help: ArgumentHelp("Only with at least this confidence, 0 to 1.", valueName: "x"))
  var minConfidence: Double?

  @OptionGroup var published: PublishedOptions

  @Option(help: ArgumentHelp("Only from articles of this paper.", valueName: "paper"))
  var source: String?

  @Option(help: ArgumentHelp("Only with a cue of this class, such as deny.", valueName: "class"))
  var cueClass: String?

  @Flag(inversion: .prefixedNo, help: "Only what is denied, or what is not.")
  var negated: Bool?

  @Option(
    help: ArgumentHelp(
      "Only with something to look up: number, money, percentage, date, comparison or superlative.",
      valueName: "kind"))
  var checkWorthy: Figure.Kind?

  @OptionGroup var limit: LimitOption

  mutating func validate() throws {
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence is a number from 0 to 1, such as 0.8")
    }
    if let match, WordSearch(match) == nil {
      throw ValidationError(
        "--match needs a word to look for, with a letter or a digit; -word only leaves out")
    }
  }

  /// The data by which a name is understood as people type it; `nil` where no name is asked for.
  func identity() throws -> IdentityLibrary? { try speaker == nil ? nil : PatternsOption.identity(nil) }

  /// The query that the filters make. `note` gets what a user should know of how a name was understood.
  ///
  /// Fails with the list of those whom a name may mean, where there are several.
  func query(
    _ store: QuoteStore, _ identity: IdentityLibrary?, note: (String) -> Void
  ) throws -> RecordQuery {
    var query = RecordQuery()
    query.speakerKind = speakerKind
    if let speaker {
      let answer = try store.ask(speaker, kind: speakerKind, identity: identity)
      guard let only = answer.only else { throw CommandFailure(Self.choice(answer), status: .no) }
      query.speakerIDs = [only.id]
      if let taken = answer.note { note(taken) }
    }
    if !role.isEmpty { query.roleClasses = role }
    query.gender = gender?.gender
    if !article.isEmpty { query.articleKeys = try article.map(store.articleKey) }
    query.layer = layer.layer
    query.statuses = status?.statuses
    if status == .conflict { query.isInConflict = true }
    query.reviewer = reviewedBy
    query.minimumConfidence = minConfidence
    (query.since, query.until) = published.days
    if let source { query.papers = try store.papers(named: source) }
    if let cueClass { query.cueClass = try CueClasses.known(cueClass, in: store) }
    query.isNegated = negated
    query.figure = checkWorthy
    query.limit = limit.most
    if let match { query.words = try words(match, query, store, note) }
    return query
  }

  /// The words side by side; where nothing has them so, in any order.
  private func words(
    _ typed: String, _ query: RecordQuery, _ store: QuoteStore, _ note: (String) -> Void
  ) throws -> WordSearch? {
    guard let together = WordSearch(typed, sideBySide: true), let apart = WordSearch(typed), together != apart
    else {
      return WordSearch(typed, sideBySide: true)
    }
    var query = query
    query.words = together
    guard try store.count(query, most: 0).isMore == false else { return together }
    query.words = apart
    guard try store.count(query, most: 0).isMore else { return together }
    note("nothing has “\(typed)” side by side; these have the words apart")
    return apart
  }

  /// The speakers whom a name may mean, a line each, and how to choose.
  static func choice(_ answer: SpeakerAnswer) -> String {
    let shown = answer.matches.prefix(20).map { match in
      let place = match.articleKey.map { " in \($0)" } ?? ""
      let what = match.description.isEmpty ? "" : "  \(match.description)"
      return "\n  #\(match.id)  \(match.name)\(place)  \(match.kind.rawValue)\(what)"
    }
    let more = answer.matches.count > 20 ? "\n  … \(answer.matches.count - 20) more" : ""
    return "“\(answer.typed)” may be any of \(answer.matches.count) speakers:\(shown.joined())\(more)\n"
      + "choose one by its number, --speaker '#\(answer.matches[0].id)', or by its role, "
      + "--speaker \"\(answer.matches[0].name) (\(answer.matches[0].role ?? "…"))\""
  }
}
