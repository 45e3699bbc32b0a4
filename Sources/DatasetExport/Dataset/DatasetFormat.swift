/// The formats in which datasets leave the house.
public enum DatasetFormat: String, Sendable, CaseIterable {
  /// One JSON object an article, with everything that `import` needs to bring it back.
  case jsonl
  /// One record a row, for spreadsheets.
  case csv
  /// The same as a workbook of Office Open XML.
  case xlsx
  /// The W3C's Web Annotation Data Model, an annotation a record.
  case webAnnotation = "web-annotation"
  /// Skeletons of schema.org's ClaimReview, for a fact-checker to complete.
  case claimReview = "claimreview"
  /// A .txt and an .ann file for each article, for the brat annotation tool.
  case brat
  /// Tokens in columns of CoNLL-U Plus.
  case conll
  /// JSON lines for doccano.
  case doccano
  /// Tasks for Label Studio.
  case labelStudio = "label-studio"
  /// spaCy's DocBin. The writer gives the lines of which a Python tool makes it.
  case spacy

  /// Whether the format's file is made by a Python tool of what the writer gives.
  public var needsPython: Bool { self == .spacy }

  /// The usual ending of the format's file, without a dot; `nil` when it is a folder of files.
  public var fileExtension: String? {
    switch self {
    case .jsonl: "jsonl"
    case .csv: "csv"
    case .xlsx: "xlsx"
    case .webAnnotation, .claimReview: "jsonld"
    case .brat: nil
    case .conll: "conllup"
    case .doccano: "doccano.jsonl"
    case .labelStudio: "json"
    case .spacy: "spacy"
    }
  }

  /// The format's media type, for a download.
  public var mediaType: String {
    switch self {
    case .jsonl, .doccano: "application/jsonl"
    case .csv: "text/csv; charset=utf-8; header=present"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .webAnnotation: "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\""
    case .claimReview: "application/ld+json"
    case .brat: "application/x-directory"
    case .conll: "text/plain; charset=utf-8"
    case .labelStudio: "application/json"
    case .spacy: "application/octet-stream"
    }
  }

  /// Whether records that a reviewer rejected are part of the dataset when nobody asks for them.
  ///
  /// They are where each record carries its status and an import needs them; elsewhere a rejected record would be
  /// taken for a quote.
  public var keepsRejected: Bool {
    switch self {
    case .jsonl, .csv, .xlsx: true
    case .webAnnotation, .claimReview, .brat, .conll, .doccano, .labelStudio, .spacy: false
    }
  }

  func writer(programVersion: String, options: DatasetOptions) -> any DatasetWriter {
    switch self {
    case .jsonl: JSONLinesWriter()
    case .csv: TableWriter(CSVSheet(style: options.csv), units: options.units)
    case .xlsx: TableWriter(WorkbookSheet(), units: options.units)
    case .webAnnotation: WebAnnotationWriter(programVersion: programVersion)
    case .claimReview: ClaimReviewWriter(options.checker, appearances: options.appearances)
    case .brat: BratWriter()
    case .conll: CoNLLWriter()
    case .doccano: DoccanoWriter()
    case .labelStudio: LabelStudioWriter(programVersion: programVersion)
    case .spacy: DoccanoWriter(hasTokens: true)
    }
  }
}

/// What some formats leave to whoever exports.
public struct DatasetOptions: Sendable {
  /// How `csv` is written.
  public var csv = CSVStyle()
  /// What reads the figures of `csv` and `xlsx`.
  public var units = FigureUnits.none
  /// What a checker fills in of `claimreview`.
  public var checker = CheckerStatement()
  /// How often each claim appears, so that `claimreview` has one review of it.
  public var appearances = ClaimAppearances()

  /// Makes options as they are when nothing is said.
  public init() {}
}

/// A format: turns article after article into bytes.
///
/// What stands in `out` after each call goes to the dataset's file; `files` are whole files.
protocol DatasetWriter {
  /// Writes what stands before the first article.
  mutating func begin(_ out: inout DatasetOutput)
  /// Writes an article.
  mutating func write(_ article: DatasetArticle, _ out: inout DatasetOutput)
  /// Writes what stands after the last article.
  mutating func end(_ out: inout DatasetOutput)
}

/// What a format has written and nobody has taken yet.
struct DatasetOutput {
  /// The bytes of the dataset's file.
  var bytes: [UInt8] = []
  /// The files of a dataset that has many.
  var files: [(name: String, bytes: [UInt8])] = []
}
