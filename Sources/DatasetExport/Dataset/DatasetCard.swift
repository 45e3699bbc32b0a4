import QuoteEngine

/// The dataset card that goes with an export: what is in it, how it was made, what it may be used for.
///
/// The page is Markdown with the head of metadata that Hugging Face reads. It says nothing of the time, so that the same
/// database gives the same card.
public struct DatasetCard: Sendable {
  /// The format.
  public var format: DatasetFormat
  /// The name of the dataset's file or folder.
  public var name: String
  /// What the dataset holds.
  public var summary: DatasetSummary
  /// The filters that limited it, as they are typed.
  public var filters: [String]
  /// The version of the program that exported it.
  public var programVersion: String
  /// The licence, in the words of whoever publishes the dataset; `nil` when nobody has said.
  public var licence: String?
  /// SHA-256 of all that the database holds: of what `trichdan export jsonl` gives without filters.
  public var contentHash: String
  /// SHA-256 of the dataset's file; `nil` for a folder.
  public var fileHash: String?

  /// Makes a card.
  public init(
    format: DatasetFormat, name: String, summary: DatasetSummary, filters: [String], programVersion: String,
    licence: String?, contentHash: String, fileHash: String?
  ) {
    self.format = format
    self.name = name
    self.summary = summary
    self.filters = filters
    self.programVersion = programVersion
    self.licence = licence
    self.contentHash = contentHash
    self.fileHash = fileHash
  }

  /// The page.
  public var text: String {
    var page = head
    page += "# Quotes and claims in Vietnamese news\n\n"
    page +=
      "`\(name)`: who is quoted as saying what, in the format `\(format.rawValue)` of trichdan. \(about)\n\n"
    page += "## What is in it\n\n"
    page += table(
      [("articles", "\(summary.articles)"), ("quotes", "\(summary.records(of: .quote))")]
        + kinds(of: .quote) + [("claims", "\(summary.records(of: .claim))")] + kinds(of: .claim)
        + [("published", summary.days.map { "\($0.lowerBound) to \($0.upperBound)" } ?? "not known")])
    page += "\n"
    page += table(
      summary.statuses.sorted { $0.key < $1.key }.map { ("review: \($0.key)", "\($0.value)") }
        + summary.reviewers.sorted { $0.key < $1.key }.map { ("reviewed by \($0.key)", "\($0.value)") }
        + SpeakerKind.allCases.compactMap { kind in
          summary.speakerKinds[kind].map { ("spoken by: \(kind.rawValue)", "\($0)") }
        })
    page += "\n## How it was made\n\n"
    var rows = [("exported by", "trichdan \(programVersion)")]
    for (maker, count) in summary.origins.sorted(by: { $0.key < $1.key }) {
      rows.append(
        (
          "annotated by",
          "trichdan \(maker.programVersion), patterns \(maker.patternVersion) (\(count) articles)"
        ))
    }
    rows.append(("filters", filters.isEmpty ? "none" : filters.map { "`\($0)`" }.joined(separator: " ")))
    if !format.keepsRejected { rows.append(("rejected records", rejected)) }
    rows.append(("licence", licence ?? "not stated: the articles' texts belong to their publishers"))
    rows.append(("database content (SHA-256)", "`\(contentHash)`"))
    if let fileHash { rows.append(("this file (SHA-256)", "`\(fileHash)`")) }
    page += table(rows)
    page += """

      The content hash is that of `trichdan export jsonl` without filters (`trichdan export jsonl | sha256sum`). Records
      are proposed by a program and wrong at times, unless a person has reviewed them (status `accepted`, `corrected` or
      `added`). The confidence is the share of records by the same form that were right when measured. The dataset says
      what a paper reports that somebody said; it does not say whether they said it, nor whether it is true.

      ## How to read it

      \(reading)

      """
    return page
  }

  // MARK: Parts

  private var rejected: String {
    let count = summary.statuses["rejected"] ?? 0
    return count > 0 ? "\(count), asked for with --status" : "left out"
  }

  private var about: String {
    switch format {
    case .jsonl: "Each line is an article with its quotes, claims and speakers."
    case .csv, .xlsx: "Each row is a quote or a claim."
    case .webAnnotation:
      "Each item is a quote or a claim as an annotation of the W3C's Web Annotation Data Model."
    case .claimReview:
      "Each item is the skeleton of a schema.org ClaimReview. `url`, `author`, `datePublished` and `reviewRating` are for "
        + "the fact-checker to fill in."
    case .brat: "Each article is a .txt and an .ann file for the brat annotation tool."
    case .conll: "Each line is a token with its labels, in columns of CoNLL-U Plus."
    case .doccano: "Each line is an article with its entities and relations, as doccano takes them."
    case .labelStudio: "Each item is a task for Label Studio."
    case .spacy: "Each document of the DocBin is an article with its spans, as spaCy has them."
    }
  }

  private var reading: String {
    switch format {
    case .jsonl:
      """
      Offsets count Unicode code points of `text` from 0, end exclusive: Python's `text[start:end]`. What is not known of
      an article is an empty string. `review` and `speakerDecisions` are JSON within a string, for `trichdan import`.

      ```python
      import pandas
      articles = pandas.read_json("\(name)", lines=True, dtype=False)
      quotes = articles[["id", "quotes"]].explode("quotes")

      import datasets
      articles = datasets.load_dataset("json", data_files="\(name)", split="train")
      ```

      The head of this page has the types of all columns. With the page as README.md beside the file, `load_dataset` of
      the folder uses them, whatever the first lines look like.
      """
    case .csv:
      """
      RFC 4180 in UTF-8 with a byte order mark. `start` and `end` count Unicode code points of the article's text from 0,
      end exclusive; `before` and `after` are the text round the words. A cell that begins with = + - or @ (or a tab or a
      line end) has an apostrophe before it, so that no spreadsheet takes it for a formula. To take it away again:

      ```python
      import pandas, re
      records = pandas.read_csv("\(name)", dtype=str, keep_default_na=False)
      records = records.map(lambda cell: re.sub(r"^'(?='*[=+\\-@\\t\\r\\n＝＋－＠])", "", cell))
      ```
      """
    case .xlsx:
      """
      A workbook of Office Open XML, for Excel, LibreOffice and pandas. Texts are texts, whatever they begin with. `start`
      and `end` count Unicode code points of the article's text; `amount` and `amount_to` are numbers.

      ```python
      import pandas
      quotes = pandas.read_excel("\(name)")
      ```
      """
    case .webAnnotation:
      """
      JSON-LD with the context `http://www.w3.org/ns/anno.jsonld`. Positions count Unicode code points of the article's
      text from 0, end exclusive, as the model says; that text has the hash `trichdan:sha256`. Terms that the model does
      not have begin with `trichdan:`.
      """
    case .claimReview:
      """
      JSON-LD with the context `https://schema.org`. `identifier` of each `itemReviewed` is the article's key with the
      place of the words, such as `bai-1#q231-402`: Unicode code points of the article's text, `q` for a quote and `c`
      for a claim. `author` is the speaker.
      """
    case .brat:
      """
      Put the folder below brat's `data` directory. Offsets count characters of the .txt, as brat does. An annotation over
      several lines is in fragments. `SpokenBy` leads from a quote or claim to the words that name the speaker, `Reports`
      from the cue to what it reports; the notes have the speaker's name, the evidence and the reviewer's note.
      """
    case .conll:
      """
      CoNLL-U Plus, whose first line names the columns. A token begins (`B-`) or goes on with (`I-`) a quote, a claim, the words
      that name a speaker, or a cue; `O` is outside. Labels of one column that share words are parted by `|`. MISC has the white
      space after the token, and to which characters of the text a relation leads. `trichdan import` takes the file back.

      ```python
      import conllu
      sentences = conllu.parse(open("\(name)", encoding="utf-8").read())
      ```
      """
    case .doccano:
      """
      In doccano make a project of the kind sequence labelling with relation labelling, and import the file as JSONL(relation).
      What doccano exports as JSONL, `trichdan import` takes back: a label kept is accepted, one moved is corrected, one taken
      away is rejected. Offsets count Unicode code points.
      """
    case .labelStudio:
      """
      Make a project in Label Studio with this labelling configuration, and import the file. What it exports as JSON,
      `trichdan import` takes back: a region kept is accepted, one moved is corrected, one taken away is rejected. Offsets count
      Unicode code points.

      ```xml
      \(LabelStudioWriter.configuration)
      ```
      """
    case .spacy:
      """
      Quotes, claims, the words that name speakers and cues are the span groups `quotes`, `claims`, `speakers` and `cues`; a
      quote's or claim's `kb_id_` is its speaker's name. `doc.ents` are those who are named and speak.

      ```python
      import spacy
      from spacy.tokens import DocBin
      documents = list(DocBin().from_disk("\(name)").get_docs(spacy.blank("xx").vocab))
      ```
      """
    }
  }

  private func kinds(of layer: Layer) -> [(String, String)] {
    RecordKind.allCases.filter { $0.layer == layer }.compactMap { kind in
      summary.kinds[kind].map { ("– \(kind.rawValue)", "\($0)") }
    }
  }

  private func table(_ rows: [(String, String)]) -> String {
    guard !rows.isEmpty else { return "" }
    return "| | |\n| --- | --- |\n"
      + rows.map { "| \(Self.cell($0.0)) | \(Self.cell($0.1)) |\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }

  /// The head of metadata.
  private var head: String {
    let licence = licence.map { String(decoding: Self.quoted($0), as: UTF8.self) } ?? "unknown"
    var head = """
      ---
      pretty_name: Quotes and claims in Vietnamese news
      language:
      - vi
      license: \(licence)
      tags:
      - quotations
      - claims
      - news

      """
    if format == .jsonl {
      head +=
        "configs:\n- config_name: default\n  data_files: \(String(decoding: Self.quoted(name), as: UTF8.self))\n"
      head += Self.features
    }
    return head + "---\n\n"
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    JSONWriter.string(text, to: &out)
    return out
  }

  /// The types of the columns of `jsonl`.
  private static let features: String = {
    func column(_ name: String, _ type: String, _ indent: Int) -> String {
      let space = String(repeating: " ", count: indent)
      return "\(space)- name: \(name)\n\(space)  dtype: \(type)\n"
    }
    func nested(_ name: String, _ kind: String, _ indent: Int, _ body: String) -> String {
      let space = String(repeating: " ", count: indent)
      return "\(space)- name: \(name)\n\(space)  \(kind):\n\(body)"
    }
    func strings(_ names: [String], _ indent: Int) -> String {
      names.map { column($0, "string", indent) }.joined()
    }
    func lists(_ names: [String], _ indent: Int) -> String {
      let space = String(repeating: " ", count: indent)
      return names.map { "\(space)- name: \($0)\n\(space)  list: string\n" }.joined()
    }
    func place(_ indent: Int) -> String {
      column("start", "int64", indent) + column("end", "int64", indent) + column("text", "string", indent)
    }
    let person = strings(["name", "kind", "person"], 6)
    let speaking = person + strings(["role", "roleClass", "gender", "sameAs"], 6) + lists(["members"], 6)
    let record =
      strings(["id", "kind"], 4) + place(4) + nested("speaker", "struct", 4, speaking)
      + nested("source", "struct", 4, place(6)) + nested("cue", "struct", 4, place(6))
      + nested("via", "struct", 4, person) + column("confidence", "float64", 4)
      + column("pattern", "string", 4)
      + lists(["evidence"], 4) + column("cueClass", "string", 4)
      + column("negated", "bool", 4)
      + nested("figures", "list", 4, column("kind", "string", 6) + place(6))
      + strings(["status", "reviewer", "reviewedAt", "note"], 4)
    let speaker =
      strings(["name", "kind"], 4) + lists(["forms", "roles"], 4)
      + nested("mentions", "list", 4, column("start", "int64", 6) + column("end", "int64", 6))
      + strings(["foundName", "foundKind", "home", "person", "sameAs"], 4)
    let origin = strings(["place", "fetched", "bytes_sha256", "reader", "encoding"], 4) + lists(["notes"], 4)
    return "dataset_info:\n  features:\n"
      + strings(["id", "title", "url", "source", "published", "author", "sha256", "text"], 2)
      + nested("quotes", "list", 2, record) + nested("claims", "list", 2, record)
      + nested("speakers", "list", 2, speaker) + lists(["captions"], 2)
      + nested("origin", "struct", 2, origin)
      + strings(["ingestedAt", "patternVersion", "programVersion", "review", "speakerDecisions"], 2)
  }()
}
