import ArticleReader
import Foundation
import QuoteCheck
import QuoteEngine
import VietnameseText
import Yams

/// Checks that a person wrote, each file with an article of its own: `NAME.checks.yaml`.
///
///     article: |
///       “Có người đồn rằng xã bán đất”, ông A nói.
///     checks:
///       - shows: somebody's view left out
///         quote: "Xã bán đất"
///         verdict: shortened
///         warnings: [cut-start, attribution-dropped]
public struct WrittenChecks: Sendable {
  /// The articles, their keys those of the files.
  public private(set) var articles: [Article] = []
  /// The checks.
  public private(set) var checks: [GeneratedCheck] = []

  /// No checks.
  public init() {}

  private static let ending = ".checks.yaml"

  /// Reads the files in a directory and below; where `path` is a file, there are none. Throws `EvaluationFileError`.
  public init(at path: String) throws {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue,
      let names = FileManager.default.enumerator(atPath: path)
    else { return }
    for name in names.compactMap({ $0 as? String }).filter({ $0.hasSuffix(Self.ending) }).sorted() {
      try read(
        path + "/" + name, key: String((name as NSString).lastPathComponent.dropLast(Self.ending.count)))
    }
  }

  private mutating func read(_ file: String, key: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw EvaluationFileError(file: file, message: "cannot be read")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
    } catch {
      throw EvaluationFileError(file: file, message: "no YAML: \(error)")
    }
    guard let map = root?.mapping, let text = map["article"]?.scalar?.string,
      let list = map["checks"]?.sequence
    else {
      throw EvaluationFileError(
        file: file, message: "has to be a mapping with an article and a list of checks")
    }
    articles.append(Article(id: key, text: Normalization.nfc(text)))
    for node in list { checks.append(try check(node, key, file)) }
  }

  private func check(_ node: Node, _ key: String, _ file: String) throws -> GeneratedCheck {
    func fault(_ message: String) -> EvaluationFileError {
      EvaluationFileError(file: file, line: node.mark?.line ?? 0, message: message)
    }
    func text(_ name: String) -> String? {
      guard let value = node[name], value.null == nil else { return nil }
      return value.scalar?.string
    }
    guard let kind = text("shows").flatMap(CheckCase.init) else {
      throw fault("`shows` is not one of \(CheckCase.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard let words = text("quote") ?? text("claim") else { throw fault("`quote` or `claim` is missing") }
    guard let verdict = text("verdict").flatMap(Verdict.init) else {
      throw fault("`verdict` is not one of \(Verdict.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let names = node["warnings"]?.sequence.map { $0.compactMap { $0.scalar?.string } } ?? []
    let warnings = try names.map { name in
      guard let warning = CheckWarning(rawValue: name) else {
        throw fault(
          "`\(name)` is not one of \(CheckWarning.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      return warning
    }
    return GeneratedCheck(
      kind: kind, layer: text("claim") == nil ? .quote : .claim, article: key, quote: words,
      speaker: text("speaker"), verdict: verdict, warnings: Set(warnings))
  }
}
