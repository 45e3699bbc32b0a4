import Foundation
import WebPage

/// Reads one page and tells all of it, for those who write page rules.
public enum PageTrial {
  /// What a page was read as.
  public struct Result: Sendable {
    /// The article; `nil` when there is none.
    public var page: WebPage?
    /// Why there is none.
    public var reason: String?
    /// Every line of the page.
    public var lines: [WebPage.Line] = []
    /// The page's encoding.
    public var encoding: String?
    /// What was done to decode it.
    public var notes: [String] = []
  }

  /// Reads the page in a file; throws a `RefusedArticle` when the file is no page.
  public static func read(_ path: String, _ library: PageLibrary) throws -> Result {
    var bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw RefusedArticle(file: path, reason: "cannot be read", remedy: "check the path")
    }
    var address: String?
    var charset: String?
    switch KindOfBytes.kind(bytes, name: path, isNamed: true) {
    case .page: break
    case .mhtml:
      guard let found = MailParts.page(in: bytes) else {
        throw RefusedArticle(
          file: path, reason: "the saved page holds no HTML", remedy: "save the page again")
      }
      (bytes, charset, address) = found
    case let kind:
      throw RefusedArticle(
        file: path, reason: "the file is no web page but \(kind.name)", remedy: "give a page's file")
    }
    guard let decoded = TextDecoding.decode(bytes, declared: charset ?? WebPage.declaredCharset(bytes)) else {
      throw RefusedArticle(
        file: path, reason: "its encoding is not known", remedy: "save it again from a browser")
    }
    var result = Result(encoding: decoded.encoding, notes: decoded.notes)
    var lines: [WebPage.Line] = []
    do throws(WebPage.Refusal) {
      result.page = try WebPage(decoded.bytes, address: address, library: library) { lines = $0 }
    } catch {
      result.reason = "\(error.reason); \(error.remedy)"
    }
    result.lines = lines
    return result
  }
}
