import QuoteEngine

/// Writes a dataset: a format, a stream of articles with their records, a sink for the bytes.
///
///     var exporter = DatasetExporter(format: .csv, programVersion: "1.0", to: sink)
///     for article in articles { try exporter.add(article) }
///     let summary = try exporter.finish()
///
/// One article is in memory at a time. The same articles give the same bytes. Errors are the sink's.
public struct DatasetExporter {
  private var writer: any DatasetWriter
  private let sink: any DatasetSink
  private let format: DatasetFormat
  private let wantsRejected: Bool
  private var output = DatasetOutput()
  private var hasBegun = false
  private static let bufferSize = 1 << 16

  /// What the dataset holds so far.
  public private(set) var summary = DatasetSummary()

  /// Makes an exporter.
  ///
  /// - Parameters:
  ///   - programVersion: named in the formats that say what generated them.
  ///   - wantsRejected: whether rejected records are part of it where the format leaves them out by itself.
  ///   - options: what some formats leave to whoever exports.
  public init(
    format: DatasetFormat, programVersion: String, wantsRejected: Bool = false,
    options: DatasetOptions = DatasetOptions(), to sink: any DatasetSink
  ) {
    writer = format.writer(programVersion: programVersion, options: options)
    self.format = format
    self.sink = sink
    self.wantsRejected = wantsRejected || format.keepsRejected
  }

  /// Adds an article.
  public mutating func add(_ article: DatasetArticle) throws {
    begin()
    if wantsRejected {
      try write(article)
    } else {
      var kept = article
      kept.records.removeAll { $0.status == "rejected" }
      try write(kept)
    }
  }

  /// Writes the rest; call once, after the last article.
  public mutating func finish() throws -> DatasetSummary {
    begin()
    writer.end(&output)
    try flush()
    return summary
  }

  private mutating func begin() {
    guard !hasBegun else { return }
    hasBegun = true
    writer.begin(&output)
  }

  private mutating func write(_ article: DatasetArticle) throws {
    summary.add(article)
    writer.write(article, &output)
    if output.bytes.count >= Self.bufferSize || !output.files.isEmpty { try flush() }
  }

  private mutating func flush() throws {
    if !output.bytes.isEmpty { try sink.write(output.bytes) }
    for file in output.files { try sink.writeFile(file.name, file.bytes) }
    output.bytes.removeAll(keepingCapacity: true)
    output.files.removeAll(keepingCapacity: true)
  }
}

/// What a dataset holds, in numbers.
public struct DatasetSummary: Sendable, Hashable {
  /// The articles.
  public var articles = 0
  /// The records by kind.
  public var kinds: [RecordKind: Int] = [:]
  /// The records by review status.
  public var statuses: [String: Int] = [:]
  /// The records that are given to somebody, by the kind of the speaker.
  public var speakerKinds: [SpeakerKind: Int] = [:]
  /// The records by who reviewed them.
  public var reviewers: [String: Int] = [:]
  /// The articles by the versions of the pattern library and of the program that made their annotations.
  public var origins: [Maker: Int] = [:]
  /// The first and the last day of publication.
  public var days: ClosedRange<String>?

  /// What made annotations.
  public struct Maker: Sendable, Hashable, Comparable {
    /// The version of the pattern library.
    public var patternVersion: String
    /// The version of the program.
    public var programVersion: String

    public static func < (a: Maker, b: Maker) -> Bool {
      (a.programVersion, a.patternVersion) < (b.programVersion, b.patternVersion)
    }
  }

  /// All records.
  public var records: Int { kinds.values.reduce(0, +) }

  /// The records of a layer.
  public func records(of layer: Layer) -> Int {
    kinds.reduce(0) { $0 + ($1.key.layer == layer ? $1.value : 0) }
  }

  mutating func add(_ article: DatasetArticle) {
    articles += 1
    origins[
      Maker(patternVersion: article.origin.patternVersion, programVersion: article.origin.programVersion),
      default: 0] += 1
    if let day = article.publicationDay {
      days = days.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
    }
    for record in article.records {
      kinds[record.attribution.kind, default: 0] += 1
      statuses[record.status, default: 0] += 1
      if let speaker = record.attribution.speaker { speakerKinds[speaker.kind, default: 0] += 1 }
      if let reviewer = record.reviewer { reviewers[reviewer, default: 0] += 1 }
    }
  }
}
