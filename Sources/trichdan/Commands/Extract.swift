import ArgumentParser
import ArticleReader
import DatasetExport
import QuoteEngine

/// `trichdan extract`: articles in, one JSON line an article out.
struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Reads articles and prints each with its quotes and claims as one JSON line.",
    discussion: """
      Reads text, web pages (also as browsers save them), feeds, JSON lines and arrays, CSV, .docx, .odt, .epub, .pdf, crawls
      (WARC) and archives of these; what a file is, its bytes tell. A directory stands for all such files in and below
      it; - is standard input.
      Articles come out in the order in which they were read. An article that cannot be taken is named on
      standard error with the reason, the others go on, and the exit status is 1.

      Examples:
        trichdan extract bai-bao/ > trich-dan.jsonl
        cat bai.txt | trichdan extract - | jq '.quotes[].speaker.name'
        trichdan extract trang-da-luu.html crawl.warc.gz
        trichdan extract bai.csv --map text=noi_dung,published=ngay
      """)

  @Argument(help: "Files, directories, or - for standard input (the default).")
  var paths: [String] = []

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    let library = try patterns.library()
    let output = StandardOutput()
    let progress = Progress(quiet: quiet.quiet)
    let reader = ArticleReader(
      paths: paths.isEmpty ? ["-"] : paths, settings: try reading.settings(try patterns.pages()))
    var besides = ReadBesides()
    var articles = 0
    var hasRefused = false
    try ArticlePipeline(library: library).run(reader) { batch, engine in
      var lines = Lines()
      lines.bytes.reserveCapacity(batch.byteCount * 3 / 2)
      batch.parse { reading in
        switch reading {
        case .article(let article):
          ArticleLine.append(article, engine.annotate(article.text), to: &lines.bytes)
          lines.articles += 1
        case .refused(let refused): lines.refused.append(refused)
        case .skipped(let what, _): lines.besides.skip(what)
        case .listed(let addresses, let place): lines.besides.list(addresses, place)
        }
      }
      return lines
    } consume: { lines, position in
      try output.write(lines.bytes)
      articles += lines.articles
      besides.add(lines.besides)
      for refused in lines.refused {
        hasRefused = true
        progress.clear()
        printError("trichdan: \(refused.said)")
      }
      progress.show("\(articles) articles, \(position.bytesRead >> 20) MB")
    }
    try output.flush()
    progress.clear()
    if !quiet.quiet { for line in besides.lines { printError("trichdan: \(line)") } }
    if hasRefused { throw ExitStatus.no.exit }
  }

  /// What a worker makes of a batch.
  private struct Lines: Sendable {
    var bytes: [UInt8] = []
    var articles = 0
    var refused: [RefusedArticle] = []
    var besides = ReadBesides()
  }
}
