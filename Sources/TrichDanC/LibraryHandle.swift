import ArticleReader
import DatasetExport
import Foundation
import PatternFiles
import QuoteCheck
import QuoteEngine
import SpeakerIdentity
import TrichDan

/// What `trichdan_create` makes: patterns that were read, with a pool of engines.
final class LibraryHandle: Sendable {
  let pool: EnginePool
  private let folder: URL
  private let extras = Extras()

  init(patterns: String?) throws {
    folder = try PatternFolder.located(patterns.map { URL(fileURLWithPath: $0, isDirectory: true) })
    pool = EnginePool(library: try PatternFolder.library(in: folder))
  }

  /// An article of a plain text.
  func article(_ id: String, _ text: String) throws -> Article {
    if text.utf8.count > TextFault.longest { throw TextFault.tooLong(bytes: text.utf8.count) }
    if text.utf8.contains(0) { throw CFailure(description: "the text holds a NUL character; remove it") }
    let text = QuoteFinder.normalized(text)
    return Article(id: id, title: Article.title(of: text), text: text)
  }

  /// The answer for one article, without a line end.
  func annotate(_ article: Article) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(article.text.utf8.count * 3)
    ArticleLine.append(article, pool.annotations(of: article.text), to: &out)
    out.removeLast()
    return out
  }

  /// The answers for articles in lines of JSON.
  func annotate(lines: [UInt8], withIdentity: Bool) throws -> [UInt8] {
    let identity = withIdentity ? try self.identity() : nil
    var out: [UInt8] = []
    out.reserveCapacity(lines.count * 5 / 2)
    ArticleBatch(lines: lines, named: "lines").parse { reading in
      switch reading {
      case .article(let article):
        let annotations = pool.annotations(of: article.text)
        ArticleLine.append(article, annotations, to: &out)
        guard let identity else { return }
        // The object goes on with one more member.
        out.removeLast(2)
        out.append(UInt8(ascii: ","))
        IdentityMember.append(article, annotations, identity, to: &out)
        out.append(contentsOf: "}\n".utf8)
      case .refused(let refused):
        var json = JSONStream()
        json.object { $0.member("error", "\(refused.reason); \(refused.remedy)") }
        out += json.bytes
        out.append(0x0A)
      case .skipped, .listed: break
      }
    }
    return out
  }

  /// The answer to a check.
  func check(_ quote: String, speaker: String?, in article: Article) throws -> [UInt8] {
    let collection = ArticleCollection([article]) { [pool] in pool.annotations(of: $0.text) }
    let checker = QuoteChecker(source: collection, lexicon: try lexicon())
    return CheckAnswerObject.bytes(try checker.check(quote, speaker: speaker))
  }

  /// The speakers of one block, parted into people.
  func group(_ request: GroupRequest) throws -> [[Int]] {
    try request.clusters(identity())
  }

  private func lexicon() throws -> CheckLexicon {
    try extras.get(\.lexicon) {
      try CheckLexicon(
        files: PatternDirectory.readCheckFiles(in: folder).map { PatternFile(name: $0.name, text: $0.text) })
    }
  }

  private func identity() throws -> IdentityLibrary {
    try extras.get(\.identity) {
      IdentityLibrary(
        files: try PatternDirectory.readIdentityFiles(in: folder).map {
          IdentityFile(name: $0.name, text: $0.text)
        })
    }
  }

  /// What only some callers need, read when it is asked for first.
  ///
  /// Unchecked Sendable: both are read and written by `get` alone, under the lock.
  private final class Extras: @unchecked Sendable {
    private let lock = NSLock()
    var lexicon: CheckLexicon?
    var identity: IdentityLibrary?

    func get<Value>(
      _ path: ReferenceWritableKeyPath<Extras, Value?>, _ make: () throws -> Value
    ) throws -> Value {
      try lock.withLock {
        if let known = self[keyPath: path] { return known }
        let made = try make()
        self[keyPath: path] = made
        return made
      }
    }
  }
}
