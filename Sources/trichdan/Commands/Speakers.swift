import ArgumentParser
import QuoteEngine
import QuoteStore

/// `trichdan speakers`: lists and mends speakers.
struct Speakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the speakers; mends what joining them by name got wrong.",
    discussion: """
      Articles that name the same person or body have one speaker, namesakes are told apart by what the articles say of
      them; groups, initials, given names alone and the unnamed belong to their article.
      What merge, split, rename and alias decide holds for later articles too, and when articles are ingested again.

      Examples:
        trichdan speakers --kind person --limit 20
        trichdan speakers merge "Lê Thị Minh" "Lê Minh"
        trichdan speakers split "Nguyễn Văn Nam" --article bai-7 --as "Nguyễn Văn Nam (Huế)"
        trichdan speakers rename "Le Minh" "Lê Minh"
        trichdan speakers alias "Bộ Xây dựng" "BXD"
        trichdan speakers doubtful --decide
        trichdan speakers why "Nguyễn Văn Nam"
      """,
    subcommands: [
      ListSpeakers.self, MergeSpeakers.self, SplitSpeaker.self, RenameSpeaker.self, AliasSpeaker.self,
      DoubtfulSpeakers.self, UndoSpeakers.self, WhySpeaker.self, RegroupSpeakers.self, LearnSpeakers.self,
    ],
    defaultSubcommand: ListSpeakers.self)
}

/// `--db`, `--kind` and `--quiet` of the commands that mend speakers.
struct MendingOptions: ParsableArguments {
  @Option(
    help: "The speakers' kind, where several have the same name: person, organisation, group or unnamed.")
  var kind: SpeakerKind?

  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  /// Opens the database, mends it and says what came of it.
  func mend(_ body: (QuoteStore) throws -> (MendingOutcome, String)) throws {
    let store = try database.open(.update)
    try reportingStoreErrors {
      let (outcome, what) = try body(store)
      if !quiet.quiet {
        let records =
          outcome.records > 0 ? "; \(outcome.records) quotes and claims changed their speaker" : ""
        printError("\(what)\(records)")
      }
      try store.close()
    }
  }
}

/// `trichdan speakers list`, which is what `speakers` alone does.
struct ListSpeakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists speakers with their forms and how much they say, the most quoted first.")

  @Option(help: "Only speakers of this name, alias or form.")
  var speaker: String?

  @Option(help: "Only speakers of this kind: person, organisation, group or unnamed.")
  var kind: SpeakerKind?

  @Option(
    help: ArgumentHelp(
      "Only speakers who say something with these words, by how much and how lately they do.",
      valueName: "text"))
  var match: String?

  @OptionGroup var limit: LimitOption

  @OptionGroup var format: FormatOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    if let match, WordSearch(match) == nil {
      throw ValidationError("--match needs a word to look for, with a letter or a digit")
    }
  }

  /// Those who speak about a matter.
  private func listAbout(_ words: WordSearch, _ store: QuoteStore, _ output: StandardOutput) throws {
    var query = RecordQuery()
    query.words = words
    query.speakerKind = kind
    var list = ListPrinter(
      [
        Column("id"), Column("name", leads: true, lines: 3), Column("kind", flexible: true, spare: 2),
        Column("role", flexible: true, lines: 2, spare: 1), Column("quotes"), Column("claims"),
        Column("articles", spare: 4),
        Column("last", spare: 3),
      ], format: format.format, to: output)
    for about in try store.speakers(about: query, limit: limit.most) {
      try list.add([
        .integer(Int(about.speaker.rowID)), .text(about.speaker.name), .text(kind(of: about.speaker.kind)),
        .optional(about.role), .integer(about.quotes), .integer(about.claims), .integer(about.articles),
        .optional(about.last),
      ])
    }
    try list.finish()
    try output.flush()
  }

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    let output = format.output()
    try reportingStoreErrors {
      if let words = match.flatMap({ WordSearch($0) }) { return try listAbout(words, store, output) }
      let ids = try speaker.map {
        try store.ask($0, kind: kind, identity: PatternsOption.identity(nil)).matches.map(\.id)
      }
      let entries = try store.speakerEntries(kind: kind, ids: ids, limit: limit.most)
      if format.format == .jsonl {
        for entry in entries { try output.line(Self.line(entry)) }
      } else {
        var list = ListPrinter(
          [
            Column("id"), Column("name", leads: true, lines: 3), Column("kind", flexible: true, spare: 3),
            Column("forms", flexible: true, lines: 2, spare: 1), Column("quotes"), Column("claims"),
            Column("articles", spare: 2), Column("article", flexible: true, spare: 4),
          ], format: format, to: output)
        for entry in entries {
          try list.add([
            .integer(Int(entry.id)), .text(entry.name), .text(kind(of: entry.kind)),
            .text((entry.aliases + entry.forms).joined(separator: "; ")), .integer(entry.quotes),
            .integer(entry.claims),
            .integer(entry.articles), .optional(entry.articleKey),
          ])
        }
        try list.finish()
      }
      try output.flush()
    }
  }

  /// A kind of speaker in the user's language, where a person reads it.
  private func kind(of kind: SpeakerKind) -> String {
    format.format == .table ? Messages.current.value(kind.rawValue) : kind.rawValue
  }

  private static func line(_ entry: SpeakerEntry) -> String {
    var line = JSONObjectText()
    line.add("id", Int(entry.id))
    line.add("name", entry.name)
    line.add("kind", entry.kind.rawValue)
    line.add("aliases", raw: RecordLine.list(entry.aliases.map(ListPrinter.jsonString)))
    line.add("forms", raw: RecordLine.list(entry.forms.map(ListPrinter.jsonString)))
    line.add("quotes", entry.quotes)
    line.add("claims", entry.claims)
    line.add("articles", entry.articles)
    line.add("article", entry.articleKey)
    return line.text
  }
}

/// `trichdan speakers merge`.
struct MergeSpeakers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Makes speakers one; the first keeps its name.")

  @Argument(help: "The speaker who keeps the name; #12 is the one of that id.")
  var name: String

  @Argument(help: "The speakers who become one with it.")
  var others: [String]

  @OptionGroup var options: MendingOptions

  func run() throws {
    try options.mend { store in
      let outcome = try store.mergeSpeakers(into: name, others, kind: options.kind, by: currentPerson)
      return (
        outcome, "\(others.map { "“\($0)”" }.joined(separator: ", ")) and “\(outcome.name)” are one speaker"
      )
    }
  }
}

/// `trichdan speakers split`.
struct SplitSpeaker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split", abstract: "Gives what a speaker says in some articles to another one.")

  @Argument(help: "The speaker under whose name two are mixed up.")
  var name: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The articles in which it is the other one.", valueName: "key"))
  var article: [String]

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The name of the other one, who may be new.", valueName: "name"))
  var newName: String

  @OptionGroup var options: MendingOptions

  func run() throws {
    try options.mend { store in
      let outcome = try store.splitSpeaker(
        name, articles: article, to: newName, kind: options.kind, by: currentPerson)
      return (outcome, "in \(article.joined(separator: ", ")), “\(name)” is “\(outcome.name)”")
    }
  }
}

/// `trichdan speakers rename`.
struct RenameSpeaker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Gives a speaker another name; the old one still finds it.")

  @Argument(help: "The name now.")
  var old: String

  @Argument(help: "The name from now on.")
  var new: String

  @OptionGroup var options: MendingOptions

  func run() throws {
    try options.mend { store in
      let outcome = try store.renameSpeaker(old, to: new, kind: options.kind, by: currentPerson)
      return (outcome, "“\(old)” is now called “\(outcome.name)”")
    }
  }
}

/// `trichdan speakers alias`.
struct AliasSpeaker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias", abstract: "Gives a speaker one more name, under which articles may know it.")

  @Argument(help: "The speaker.")
  var name: String

  @Argument(help: "The other name.")
  var form: String

  @OptionGroup var options: MendingOptions

  func run() throws {
    try options.mend { store in
      let outcome = try store.addAlias(form, to: name, kind: options.kind, by: currentPerson)
      return (outcome, "“\(form)” is “\(outcome.name)”")
    }
  }
}
