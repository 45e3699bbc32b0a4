import ArgumentParser
import DatasetExport
import Foundation
import QuoteStore

extension DatasetFormat: ExpressibleByArgument {}

/// `trichdan export`: the database, or a part of it, as a dataset.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes quotes and claims as a dataset, with a dataset card beside it.",
    discussion: """
      jsonl           an article a line, with everything that `import` needs; for pandas and Hugging Face datasets
      csv             a record a row, for spreadsheets
      xlsx            the same as a workbook, for Excel and LibreOffice
      web-annotation  the W3C's Web Annotation Data Model, in JSON-LD
      claimreview     skeletons of schema.org's ClaimReview, for a fact-checker to complete
      brat            a folder of .txt and .ann files for the brat annotation tool
      conll           a token a line in columns of CoNLL-U Plus
      doccano         JSON lines for doccano
      label-studio    tasks for Label Studio, whose labelling configuration is in the card
      spacy           spaCy's DocBin, by way of Python with spaCy ($TRICHDAN_PYTHON, else python3)

      Articles come in the order of their keys; the same database gives the same bytes. With filters, a dataset holds the
      records that pass them and the articles they stand in. jsonl, csv and xlsx hold rejected records, marked as such; the other
      formats leave them out unless --status asks for them.

      Examples:
        trichdan export jsonl -o trich-dan.jsonl
        trichdan export csv --reviewed -o da-duyet.csv
        trichdan export xlsx --check-worthy money -o so-tien.xlsx
        trichdan export claimreview --status accepted --checker "Ban kiểm chứng" --rating "Sai" -o kiem-chung.jsonld
        trichdan export web-annotation --speaker "le thi minh" --license CC-BY-4.0 -o minh.jsonld
        trichdan export brat -o brat/data/trich-dan
        trichdan export label-studio --article nuoc-ngot-ly-son -o nuoc.json
      """)

  @Argument(
    help:
      "The format: jsonl, csv, xlsx, web-annotation, claimreview, brat, conll, doccano, label-studio or spacy."
  )
  var format: DatasetFormat

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file, or for brat the new folder. Default: standard output.", valueName: "path"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The file of the dataset card. Default: PATH.card.md, for brat README.md in the folder; none for standard output.",
      valueName: "file"))
  var card: String?

  @Option(
    help: ArgumentHelp("The dataset's licence for the card, such as CC-BY-4.0.", valueName: "licence"))
  var license: String?

  @Flag(help: "Write over a file that no export has written. A database is never written over.")
  var force = false

  @Flag(help: "Only records that a person has decided on; short for --status reviewed.")
  var reviewed = false

  @OptionGroup var spreadsheet: SpreadsheetOptions

  @Option(help: ArgumentHelp("claimreview: who checks.", valueName: "name"))
  var checker: String?

  @Option(help: ArgumentHelp("claimreview: the checker's own address.", valueName: "address"))
  var checkerUrl: String?

  @Option(help: ArgumentHelp("claimreview: where the check is published.", valueName: "address"))
  var url: String?

  @Option(help: ArgumentHelp("claimreview: the verdict, in the checker's words.", valueName: "words"))
  var rating: String?

  @Option(help: ArgumentHelp("claimreview: the day of the check.", valueName: "date"))
  var checkedOn: String?

  @OptionGroup var filters: RecordFilters
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    let statement = [checker, checkerUrl, url, rating, checkedOn].compactMap(\.self)
    if format != .claimReview, !statement.isEmpty {
      throw ValidationError("--checker, --checker-url, --url, --rating and --checked-on are for claimreview")
    }
    try PublishedOptions.check(checkedOn)
    if format == .xlsx || format == .spacy, output == nil, Terminal.hasOutput {
      throw ValidationError(
        "\(format.rawValue) is no text for a terminal; name a file with -o, such as -o trich-dan.\(format.rawValue)"
      )
    }
    if format == .brat, output == nil {
      throw ValidationError("brat is a folder of files; name one with -o, such as -o brat-data")
    }
    if reviewed, filters.status != nil {
      throw ValidationError(
        "--reviewed and --status cannot both be; --status reviewed is the same as --reviewed")
    }
  }

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    let progress = Progress(quiet: quiet.quiet)
    defer { progress.clear() }
    var filters = filters
    if reviewed { filters.status = .reviewed }
    let typed = filters.typed
    // Before the work, which may be long: nothing is written over that must not be.
    let rules = OutputRules(database: database.path, isForced: force)
    let destination = try destination(rules)
    let card = try cardDestination(rules)
    try reportingStoreErrors {
      let query = try filters.query(store, filters.identity()) {
        if !quiet.quiet { printError("trichdan: \($0)") }
      }
      let total = try store.counts().articles
      var options = DatasetOptions()
      options.csv = spreadsheet.csv
      options.units = try FigureUnits.shipped()
      options.checker.name = checker
      options.checker.site = checkerUrl
      options.checker.url = url
      options.checker.rating = rating
      options.checker.day = checkedOn.flatMap(PublicationDate.day)
      let run = DatasetRun(
        format: format, query: typed.isEmpty ? nil : query, wantsRejected: filters.status == .rejected,
        needsContentHash: cardPath != nil, options: options)
      let result = try run.write(store, to: destination) { articles, records in
        progress.show(
          "\(articles) articles, \(records) records",
          share: typed.isEmpty && total > 0 ? Double(articles) / Double(total) : nil)
      }
      try destination.complete()
      progress.clear()
      if result.summary.records == 0, !typed.isEmpty, !quiet.quiet {
        printError("trichdan: " + (try EmptyList(store, filters, query).reason))
      }
      try writeCard(result, typed, destination, card)
      try destination.commit()
      try card?.commit()
      guard !quiet.quiet else { return }
      let place = output.map { " to \($0)" } ?? ""
      printError(
        "exported \(result.summary.articles) articles, \(result.summary.records(of: .quote)) quotes, "
          + "\(result.summary.records(of: .claim)) claims\(place)")
      if cardPath == nil {
        printError("no dataset card: name a file for the dataset with -o, or one for the card with --card")
      }
    }
  }

  private func destination(_ rules: OutputRules) throws -> any DatasetDestination {
    guard let output else {
      try OutputDestination.requireFree(rules)
      return format.needsPython ? try DocBinDestination(OutputDestination()) : OutputDestination()
    }
    try makeFolder(of: output)
    if format == .brat { return try FolderDestination(output) }
    let file = try FileDestination(output, rules)
    return format.needsPython ? try DocBinDestination(file) : file
  }

  private func makeFolder(of output: String) throws {
    let folder = PathName.folder(of: output)
    guard folder != "." else { return }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        "cannot make the folder \(folder): \((error as NSError).localizedDescription); check the path, its permissions and "
          + "the disk")
    }
  }

  /// The file of the card; `nil` when there is none, or when it is part of the folder.
  private func cardDestination(_ rules: OutputRules) throws -> FileDestination? {
    guard let cardPath, !(card == nil && format == .brat) else { return nil }
    if let output, format != .brat {
      let (card, dataset) = try (OutputTarget(cardPath, rules), OutputTarget(output, rules))
      guard case .whole = card.way, card.file == dataset.file else {
        return try FileDestination(cardPath, rules)
      }
      throw CommandFailure("--card and -o name the same file; name two", status: .usage)
    }
    return try FileDestination(cardPath, rules)
  }

  private var cardPath: String? {
    card
      ?? output.flatMap { output in
        if format == .brat { return "README.md" }
        // What is written into a device or a fifo has no neighbours.
        return OutputTarget.isStream(output) ? nil : "\(output).card.md"
      }
  }

  private func writeCard(
    _ result: DatasetRun.Result, _ filters: [String], _ destination: any DatasetDestination,
    _ card: FileDestination?
  ) throws {
    guard let cardPath else { return }
    let page = DatasetCard(
      format: format, name: output.map(PathName.name(of:)) ?? "standard output",
      summary: result.summary, filters: filters, programVersion: Trichdan.version, licence: license,
      contentHash: result.contentHash ?? "", fileHash: destination.hexadecimal)
    let bytes = Array(page.text.utf8)
    if let card { try card.write(bytes) } else { try destination.writeFile(cardPath, bytes) }
  }
}

/// Writes a dataset out of a database, and finds the hash of all that the database holds.
struct DatasetRun {
  /// The format.
  var format: DatasetFormat
  /// What limits it; `nil` for everything.
  var query: RecordQuery?
  /// Whether rejected records are asked for.
  var wantsRejected = false
  /// Whether the hash is needed, which reads the whole database.
  var needsContentHash = true
  /// What the format leaves to the user.
  var options = DatasetOptions()

  /// What came of it.
  struct Result {
    var summary: DatasetSummary
    var contentHash: String?
  }

  /// Writes the dataset, all of it from one state of the database.
  func write(
    _ store: QuoteStore, to sink: any DatasetSink, show: (_ articles: Int, _ records: Int) -> Void
  ) throws -> Result {
    try store.readDataset { reader in
      var options = options
      if format == .claimReview {
        try reader.forEachArticle(query) { options.appearances.add($0, wantsRejected: wantsRejected) }
      }
      var exporter = DatasetExporter(
        format: format, programVersion: Trichdan.version, wantsRejected: wantsRejected, options: options,
        to: sink)
      let content = HashingSink()
      var all = DatasetExporter(format: .jsonl, programVersion: Trichdan.version, to: content)
      try reader.forEachArticle(query) { article in
        try exporter.add(article)
        if needsContentHash, query == nil { try all.add(article) }
        show(exporter.summary.articles, exporter.summary.records)
      }
      let summary = try exporter.finish()
      guard needsContentHash else { return Result(summary: summary) }
      if query != nil { try reader.forEachArticle { try all.add($0) } }
      _ = try all.finish()
      return Result(summary: summary, contentHash: content.hexadecimal)
    }
  }
}

extension RecordFilters {
  /// The filters as they are typed, for a dataset card.
  var typed: [String] {
    var typed: [String] = []
    func add(_ name: String, _ value: String?) {
      if let value { typed.append("--\(name) \(Self.quoted(value))") }
    }
    add("speaker", speaker)
    add("kind", speakerKind?.rawValue)
    for key in article { add("article", key) }
    if layer != .both { add("layer", layer.rawValue) }
    add("match", match)
    add("status", status?.rawValue)
    add("reviewed-by", reviewedBy)
    add("min-confidence", minConfidence.map { "\($0)" })
    add("since", published.since)
    add("until", published.until)
    add("source", source)
    add("cue-class", cueClass)
    if let negated { typed.append(negated ? "--negated" : "--no-negated") }
    for one in role { add("role", one.rawValue) }
    add("gender", gender?.rawValue)
    add("check-worthy", checkWorthy?.rawValue)
    add("limit", limit.most.map { "\($0)" })
    return typed
  }

  private static func quoted(_ value: String) -> String {
    let isPlain = value.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-._/:".unicodeScalars.contains($0)
    }
    return isPlain && !value.isEmpty ? value : "'\(value.replacing("'", with: "'\\''"))'"
  }
}
