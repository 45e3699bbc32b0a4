import Foundation
import QuoteEvaluation

/// The articles of Corpus/ with their gold annotations, found from this file.
enum Corpus {
  private static let directory = ShippedPatterns.directory.deletingLastPathComponent()
    .appending(path: "Corpus").resolvingSymlinksInPath()
  private static let read = Result { try GoldReader.articles(at: directory.path) }

  /// Fails where the words of a record do not stand in its article.
  static func articles() throws -> [GoldArticle] { try read.get() }
}
