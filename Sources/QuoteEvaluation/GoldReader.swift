import ArticleReader
import Foundation

/// Reads gold annotations from disk, whichever way they are kept.
public enum GoldReader {
  /// Reads a file of JSON lines, or a directory that holds `NAME.txt` beside `NAME.gold.yaml` in it or below.
  ///
  /// Articles of a directory get their path below it without the ending as their key, since names may come
  /// twice. Throws `EvaluationFileError` with the file and line at fault.
  public static func articles(at path: String) throws -> [GoldArticle] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw EvaluationFileError(file: path, message: "no such file or directory; check the path")
    }
    guard isDirectory.boolValue else { return try GoldLines.articles(in: data(at: path), file: path) }
    var out: [GoldArticle] = []
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() where name.hasSuffix(ending) {
      let key = String(name.dropLast(ending.count))
      let gold = path + "/" + name
      let reader = ArticleReader(paths: [path + "/" + key + ".txt"])
      switch reader.next() {
      case .article(let article):
        out.append(
          try GoldFolder.article(
            id: key, text: article.text, yaml: String(decoding: data(at: gold), as: UTF8.self), file: gold))
      case .refused(let refused):
        throw EvaluationFileError(file: refused.file, message: "\(refused.reason); \(refused.remedy)")
      case .skipped, .listed, nil:
        throw EvaluationFileError(file: gold, message: "has no article beside it")
      }
    }
    guard !out.isEmpty else {
      throw EvaluationFileError(
        file: path, message: "holds no gold annotations; they are NAME\(ending) beside NAME.txt")
    }
    return out
  }

  /// Reads predictions, as `extract` prints them, by article key.
  ///
  /// Throws `EvaluationFileError` with the file and line at fault.
  public static func predictions(at path: String) throws -> [String: Prediction] {
    try GoldLines.predictions(in: data(at: path), file: path)
  }

  private static let ending = ".gold.yaml"

  private static func data(at path: String) throws -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw EvaluationFileError(file: path, message: "cannot be read; check that it is there and may be read")
    }
  }
}
