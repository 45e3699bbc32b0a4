import ArticleFetcher
import ArticleReader
import Foundation
import QuoteEngine
import QuoteStore
import ReviewSite
import SpeakerIdentity
import VietnameseText
import WebPage

/// Reads what is handed to the review desk into its database, as `ingest --keep-source` does with files and addresses.
struct DeskReading: Sendable {
  /// The database's path.
  var database: String
  var library: PatternLibrary
  var identity: IdentityLibrary?
  var pages: PageLibrary
  /// Whether addresses of this machine and of private networks are fetched too.
  var fetchesPrivateHosts: Bool

  /// Reads it; `show` is told how far it is.
  func read(
    _ submission: ArticleSubmission, _ show: @escaping @Sendable (ReadingProgress) -> Void
  ) throws -> ReadingProgress {
    let store = try QuoteStore(path: database, mode: .update)
    // What was read is committed by then.
    defer { try? store.close() }
    let stamp = IngestStamp(patternVersion: library.version, programVersion: Trichdan.version)
    let run = IngestRun(store: store, library: library, stamp: stamp, identity: identity)
    let writer = IngestWriter(run)
    var settings = ReadingSettings()
    settings.pages = pages
    settings.keepsOrigin = true
    settings.keepsBytes = true
    var refused: [String] = []
    func refuse(_ text: String) {
      if refused.count < ReadingProgress.mostNotes { refused.append(text) }
    }
    func progress(_ done: Int, _ total: Int) -> ReadingProgress {
      var progress = Self.progress(writer.summary, refused)
      (progress.done, progress.total) = (done, total)
      return progress
    }
    switch submission {
    case .addresses(let addresses):
      var fetching = FetchSettings()
      fetching.refusesPrivateHosts = !fetchesPrivateHosts
      let fetch = FetchRun(ingest: run, fetching: fetching, reading: settings, follows: false)
      _ = try fetch.run(addresses, writer, refuse: refuse) { fetched, total in
        show(progress(fetched.fetched + fetched.unchanged + fetched.failed, total))
      }
    case .file(let name, let bytes):
      // Files of one name are not one file: where each is from holds what is in it.
      let mark = Article(id: "", text: name + "\n" + String(decoding: bytes, as: UTF8.self)).sha256().prefix(
        8)
      let reader = ArticleReader(
        bytes: bytes, name: name, place: "upload://\(mark)/\(name)", settings: settings)
      try run.run(reader, writer, refuse: refuse) { _, done in
        show(progress(min(done, bytes.count), bytes.count))
      }
    case .text(let article):
      let line = try JSONSerialization.data(withJSONObject: Self.object(article), options: .sortedKeys)
      let reader = ArticleReader(
        bytes: [UInt8](line), name: "pasted.jsonl", place: "pasted://desk", settings: settings)
      try run.run(reader, writer, refuse: refuse) { _, _ in show(progress(0, 0)) }
    }
    if let identity { try store.regroupSpeakers(identity) }
    let summary = writer.summary
    var notes = summary.keptApart.map { "\($0.place): kept apart as \($0.key), because its key was taken" }
    notes += summary.sameTexts.map { "\($0.place): has the text of \($0.key), and was not taken twice" }
    return Self.progress(summary, refused + notes + summary.besides.lines)
  }

  private static func progress(_ summary: IngestRun.Summary, _ notes: [String]) -> ReadingProgress {
    var progress = ReadingProgress()
    (progress.added, progress.changed, progress.unchanged) = (
      summary.added, summary.changed, summary.unchanged
    )
    (progress.quotes, progress.claims, progress.keys) = (summary.quotes, summary.claims, summary.keys)
    progress.notes = Array(notes.prefix(ReadingProgress.mostNotes))
    return progress
  }

  /// A pasted article as a line of JSON. Its key is made of its words, so that the same text is the same article and another one is
  /// never put in its place.
  private static func object(_ article: PastedArticle) -> [String: String] {
    let words = Folding.fold(article.title ?? String(article.text.prefix(200)))
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    var slug = ""
    for word in words.prefix(12) where slug.utf8.count + word.utf8.count < 60 {
      slug += (slug.isEmpty ? "" : "-") + word
    }
    let text = Normalization.nfc(article.text.replacing("\r\n", with: "\n"))
    let mark = Article(id: "", text: (article.title ?? "") + "\n" + text).sha256().prefix(8)
    let known: [(String, String?)] = [
      ("id", slug.isEmpty ? "bai-\(mark)" : "\(slug)-\(mark)"), ("text", text), ("title", article.title),
      ("source", article.source), ("published", article.published), ("url", article.url),
    ]
    return Dictionary(
      known.compactMap { name, value in value.map { (name, $0) } }, uniquingKeysWith: { first, _ in first })
  }
}
