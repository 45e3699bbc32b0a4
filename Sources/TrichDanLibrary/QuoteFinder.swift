import Foundation
import QuoteEngine
import VietnameseText

/// Finds quotes and claims with their speakers in Vietnamese news articles.
///
/// A value that costs nothing to copy: the patterns are read once, and all copies share them and a pool of engines. Any
/// number of threads and tasks may use it at the same time.
///
///     let finder = try QuoteFinder()
///     for quote in try finder.quotes(in: text).quotes {
///       print(quote.speaker?.name ?? "?", quote.passage.text)
///     }
public struct QuoteFinder: Sendable {
  private let pool: EnginePool

  /// Reads the patterns.
  ///
  /// - Parameter patterns: their folder; without one, `$TRICHDAN_PATTERNS`, else those that come with the library.
  /// - Throws: what is wrong with the patterns, with file and line.
  public init(patterns: URL? = nil) throws(QuoteFinderError) {
    pool = EnginePool(library: try PatternFolder.library(in: patterns))
  }

  /// A finder on engines that exist.
  package init(pool: EnginePool) { self.pool = pool }

  /// A short hash of all pattern files, which tells one version of the patterns from another.
  public var patternsVersion: String { pool.library.version }

  /// Finds the quotes and claims of one article.
  ///
  /// Time and memory grow with the text's length alone.
  ///
  /// - Parameter text: the article in NFC with `\n` line ends, as ``normalized(_:)`` gives it; the headline is the first line
  ///   when an empty line follows. Offsets of what is found count its code points.
  /// - Throws: ``TextFault`` where the text is not as it has to be: offsets in a text that was changed silently would be
  ///   wrong in the caller's.
  public func quotes(in text: String) throws(TextFault) -> ArticleQuotes {
    if let fault = TextFault.first(in: text) { throw fault }
    return ArticleQuotes(pool.annotations(of: text))
  }

  /// A text in NFC with `\n` line ends, and without NUL characters.
  public static func normalized(_ text: String) -> String {
    var plain = text
    if plain.utf8.contains(0) { plain.unicodeScalars.removeAll { $0 == "\0" } }
    if plain.utf8.contains(0x0D) {
      plain = plain.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }
    return Normalization.nfc(plain)
  }
}
