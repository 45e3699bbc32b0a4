import Foundation

@testable import ArticleReader

/// A directory of files for one test, removed with it.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "/articles-" + UUID().uuidString
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = path + "/" + name
    let parent = (file as NSString).deletingLastPathComponent
    try! FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try! Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}

/// Everything that a reader yields.
func readings(_ paths: [String], batchSize: Int = 1 << 18, maximumArticleSize: Int = 1 << 26) -> [Reading] {
  let reader = ArticleReader(paths: paths, batchSize: batchSize, maximumArticleSize: maximumArticleSize)
  return Array(IteratorSequence(reader))
}

extension [Reading] {
  var articles: [Article] {
    compactMap { if case .article(let article) = $0 { article } else { nil } }
  }
  var refused: [RefusedArticle] {
    compactMap { if case .refused(let refused) = $0 { refused } else { nil } }
  }
}

/// What a line of JSON reads as.
func line(_ json: String) -> Reading? { line(Array(json.utf8)) }

func line(_ bytes: [UInt8]) -> Reading? {
  var parser = LineParser()
  return bytes.withUnsafeBufferPointer { parser.article(fromLine: $0, file: "tin.jsonl", line: 7) }
}

func article(_ json: String) -> Article? {
  if case .article(let article) = line(json) { article } else { nil }
}

func refusal(_ json: String) -> RefusedArticle? {
  if case .refused(let refused) = line(json) { refused } else { nil }
}
