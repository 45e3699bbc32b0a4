import ArgumentParser
import QuoteStore
import SpeakerIdentity

/// `trichdan speakers doubtful`: pairs of speakers that somebody should decide about.
struct DoubtfulSpeakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doubtful",
    abstract: "Lists speakers of whom it is not sure whether they are one, and decides about them.",
    discussion: """
      The same name with what decides neither way, names that differ in a letter, short forms that may be somebody. What is
      decided holds at every later ingest, and `speakers learn` learns from it.

      Examples:
        trichdan speakers doubtful --limit 20
        trichdan speakers doubtful --decide            one after the other, with one key each: m, k, s, u, q
        trichdan speakers undo                         takes the last decision back
      """)

  @Flag(
    help: "Show one pair after the other and decide: m merges, k keeps apart, s skips, u takes back, q ends.")
  var decide = false

  @OptionGroup var limit: LimitOption

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption

  func run() throws {
    let library = try patterns.identity()
    let store = try database.open(decide ? .update : .read)
    defer { store.closeAfterReading() }
    try reportingStoreErrors {
      let pairs = try store.doubtfulSpeakers(library, limit: limit.most)
      if decide { return try decideAll(pairs, store, library) }
      let output = StandardOutput()
      var list = ListPrinter(
        [
          Column("probability"), Column("why"), Column("first", flexible: true),
          Column("second", flexible: true),
          Column("for", flexible: true), Column("against", flexible: true),
        ], format: format.format, to: output)
      for pair in pairs {
        try list.add([
          .decimal(pair.probability, digits: 2), .text(pair.reason.rawValue), .text(pair.first.label),
          .text(pair.second.label), .text(Self.words(pair.evidence.filter { $0.weight > 0 })),
          .text(Self.words(pair.evidence.filter { $0.weight < 0 })),
        ])
      }
      try list.finish()
      try output.flush()
    }
  }

  static func words(_ evidence: [PairEvidence]) -> String {
    var seen = Set<String>()
    return evidence.map(\.feature.summary).filter { seen.insert($0).inserted }.prefix(3).joined(
      separator: "; ")
  }

  private func decideAll(_ pairs: [DoubtfulPair], _ store: QuoteStore, _ library: IdentityLibrary) throws {
    let terminal = try RawTerminal()
    defer { terminal.close() }
    var index = 0
    var decided = 0
    while index < pairs.count {
      let pair = pairs[index]
      terminal.draw([
        "\(index + 1) of \(pairs.count)   \(pair.reason.rawValue)   probability \(Decimals.text(pair.probability, digits: 2))",
        "", "  \(pair.first.label)", "  \(pair.second.label)", "",
        "  for      " + Self.words(pair.evidence.filter { $0.weight > 0 }),
        "  against  " + Self.words(pair.evidence.filter { $0.weight < 0 }), "",
        "m merge   k keep apart   s skip   u take the last back   q end",
      ])
      switch terminal.next() {
      case .key(.character("m")):
        try store.decide(pair.ends.first, pair.ends.second, isSame: true, by: currentPerson, library)
        decided += 1
        index += 1
      case .key(.character("k")):
        try store.decide(pair.ends.first, pair.ends.second, isSame: false, by: currentPerson, library)
        decided += 1
        index += 1
      case .key(.character("s")):
        index += 1
      case .key(.character("u")):
        if decided > 0, try store.undoPairDecision(by: currentPerson, library) != nil {
          decided -= 1
          index = max(0, index - 1)
        }
      case .key(.control("z")): terminal.suspend()
      case .key(.character("q")), .key(.control("c")), .key(.escape), .endOfInput, .signal: return
      default: continue
      }
    }
  }
}

/// `trichdan speakers undo`: takes the last decision about a pair back.
struct UndoSpeakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Takes the last decision about a doubtful pair back.")

  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let library = try patterns.identity()
    let store = try database.open(.update)
    try reportingStoreErrors {
      guard let pair = try store.undoPairDecision(by: currentPerson, library) else {
        throw CommandFailure(
          "no doubtful pair was decided about; `speakers doubtful --decide` does that", status: .no)
      }
      if !quiet.quiet {
        printError(
          "taken back: \(pair.first.key) in \(pair.first.article) and \(pair.second.key) in \(pair.second.article) were "
            + (pair.isSame ? "one" : "two"))
      }
      try store.close()
    }
  }
}

/// `trichdan speakers why`: what joins a speaker's articles, and what keeps its namesakes apart.
struct WhySpeaker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Shows what joins a speaker's articles, and what keeps its namesakes apart.",
    discussion: """
      Example:
        trichdan speakers why "Nguyễn Văn Hùng (luật sư)"
      """)

  @Argument(help: "The speaker: a name as people write it, or #12.")
  var name: String

  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption

  func run() throws {
    let library = try patterns.identity()
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    let output = StandardOutput()
    try reportingStoreErrors {
      let answer = try store.ask(name, identity: library)
      for match in answer.matches.prefix(5) {
        let grounds = try store.speakerGrounds(match, library)
        try output.line(Style.bold.applied(to: match.label))
        if let entry = grounds.authority {
          try output.line(
            "  known to the authority file as \(entry.name)\(entry.sameAs.map { ", \($0)" } ?? "")")
        }
        for article in grounds.articles.prefix(12) {
          let roles = article.roles.isEmpty ? "" : "  " + article.roles.joined(separator: "; ")
          try output.line("  \(article.article)  \(article.name)\(roles)")
        }
        if grounds.articles.count > 12 { try output.line("  … and more articles") }
        for pair in grounds.joined.prefix(8) { try print(pair, "one with", to: output) }
        for other in grounds.others.prefix(8) {
          try output.line("  another: \(other.speaker.label)")
          try print(other.pair, "nearest", to: output)
        }
      }
      if answer.matches.count > 5 { try output.line("… and \(answer.matches.count - 5) more of the name") }
      try output.flush()
    }
  }

  private func print(_ pair: SpeakerGrounds.Pair, _ how: String, to output: StandardOutput) throws {
    try output.line("    \(pair.first) \(how) \(pair.second)  \(Decimals.text(pair.probability, digits: 2))")
    for reason in pair.evidence.prefix(6) {
      let sign = reason.weight > 0 ? "+" : "-"
      try output.line(
        Style.dim.applied(
          to: "      \(sign)\(Decimals.text(abs(reason.weight), digits: 2))  \(reason.feature.summary)"))
    }
  }
}

/// `trichdan speakers regroup`: parts the names into people anew.
struct RegroupSpeakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regroup",
    abstract:
      "Parts the speakers of one name into people, where the data about names or an older program left that undone.",
    discussion: """
      `ingest` and `reextract` do it at their end. Needed by itself after a change of the authority file or the weights, and
      after a database of an older version was opened. It may be stopped at any moment and run again.
      """)

  @OptionGroup var database: DatabaseOption
  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let library = try patterns.identity()
    let store = try database.open(.update)
    let progress = Progress(quiet: quiet.quiet)
    try reportingStoreErrors {
      let names = try store.regroupSpeakers(library) { progress.show("\($0) of \($1)") }
      progress.clear()
      if !quiet.quiet { printError("\(names) name\(names == 1 ? "" : "s") parted into people") }
      try store.close()
    }
  }
}

/// `trichdan speakers learn`: learns the weights of pairs from what reviewers decided.
struct LearnSpeakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "Learns from decided pairs how much what two articles tell of a name joins or parts the two.",
    discussion: """
      The decisions of `speakers doubtful --decide` in the databases that are named are the examples; the new weights are
      drawn towards those that there are, the less the more was decided. They are written to standard output, as
      Patterns/weights/speaker-pairs.tsv has them.

      Example:
        trichdan speakers learn 2024.sqlite 2025.sqlite > Patterns/weights/speaker-pairs.tsv
      """)

  @Argument(help: "Databases with decisions.")
  var databases: [String]

  @OptionGroup var patterns: PatternsOption

  func run() throws {
    let library = try patterns.identity()
    var examples: [PairTrainer.Example] = []
    for path in databases {
      try reportingStoreErrors {
        let store = try QuoteStore(path: path, mode: .read)
        defer { store.closeAfterReading() }
        examples += try store.pairExamples(library)
      }
    }
    guard !examples.isEmpty else {
      throw CommandFailure(
        "no pair was decided about in \(databases.joined(separator: ", ")); `speakers doubtful --decide` does that",
        status: .no)
    }
    var trainer = PairTrainer(library)
    trainer.startsFromLibrary = true
    let weights = trainer.weights(examples)
    let output = StandardOutput()
    try output.write(
      weights.fileText(
        comment: "speaker-pairs.tsv: how much what two articles tell of a name joins or parts the two.\n"
          + "Fields: feature, weight, what it is; join-from, doubtful-from and doubtful-to are probabilities."
      ))
    try output.flush()
    let same = examples.count { $0.isSame }
    printError("learnt from \(same) pairs that are one and \(examples.count - same) that are two")
  }
}
