import DatasetExport
import Foundation

/// A file of an annotation tool.
struct AnnotationSource {
  private let path: String
  private let format: AnnotationFormat

  /// Tells the tool by the bytes that the file begins with; `nil` for a dataset or database of our own and for standard input.
  init?(path: String) throws {
    guard path != "-" else { return nil }
    // What cannot be read is named by whoever reads it.
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    let beginning = try file.read(upToCount: 1 << 16) ?? Data()
    try file.close()
    guard !beginning.starts(with: Data("SQLite format 3\0".utf8)),
      let format = AnnotationFormat.of(beginning)
    else { return nil }
    self.path = path
    self.format = format
  }

  /// Hands on each article with a key for one that has none. `refuse` gets what cannot be taken, and `note` what was left out,
  /// in words.
  func forEachArticle(
    refuse: (String) -> Void, note: (String) -> Void,
    _ body: (_ article: MarkedText, _ fallbackKey: String, _ bytesRead: Int) throws -> Void
  ) throws {
    var noted = Set<String>()
    var count = 0
    func take(_ article: MarkedText, _ bytes: Int) throws {
      for text in article.notes where noted.insert(text).inserted { note("\(path): \(text)") }
      count += 1
      let stem =
        (path as NSString).lastPathComponent.split(separator: ".").first.map(String.init) ?? "article"
      try body(article, "\(stem)-\(count)", bytes)
    }
    switch format {
    case .columns: try columns(refuse, take)
    case .doccano: try lines(of: path, refuse, take)
    case .labelStudio: try tasks(refuse, note, take)
    case .docBin:
      let scratch = try ScratchFolder()
      let lines = scratch.file("lines")
      try DocBinTool().read(path, to: lines)
      try self.lines(of: lines.path, refuse, take)
    }
  }

  private typealias Take = (MarkedText, Int) throws -> Void

  private func lines(of file: String, _ refuse: (String) -> Void, _ take: Take) throws {
    let lines = try LineFile(file)
    var number = 0
    while let line = try lines.next() {
      number += 1
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
      let article: MarkedText
      do { article = try DoccanoReader.article(line) } catch let fault as DatasetLine.Fault {
        refuse("\(path):\(number): \(fault)")
        continue
      }
      try take(article, lines.bytesRead)
    }
  }

  private func columns(_ refuse: (String) -> Void, _ take: Take) throws {
    let lines = try LineFile(path)
    var reader = ColumnsReader()
    var number = 0
    /// The article with a faulty line is left out; its other lines are passed over.
    var isRefused = false
    func next(_ read: () throws -> MarkedText?) throws {
      let article: MarkedText?
      do { article = try read() } catch let fault as DatasetLine.Fault {
        if !isRefused { refuse("\(path):\(number): \(fault)") }
        isRefused = true
        return
      }
      guard let article else { return }
      if !isRefused { try take(article, lines.bytesRead) }
      isRefused = false
    }
    while let line = try lines.next() {
      number += 1
      try next { try reader.add(Substring(String(decoding: line, as: UTF8.self))) }
    }
    try next { try reader.finish() }
  }

  private func tasks(_ refuse: (String) -> Void, _ note: (String) -> Void, _ take: Take) throws {
    let tasks: [LabelStudioReader.Task]
    do { tasks = try LabelStudioReader.tasks(Data(contentsOf: URL(fileURLWithPath: path))) } catch let fault
      as DatasetLine.Fault
    {
      return refuse("\(path): \(fault)")
    }
    var untouched = 0
    for (number, task) in tasks.enumerated() {
      switch task {
      case .article(let article): try take(article, 0)
      case .untouched: untouched += 1
      case .refused(let fault): refuse("\(path), task \(number + 1): \(fault)")
      }
    }
    if untouched > 0 {
      note(
        "\(path): \(untouched) tasks that nobody has annotated were passed over; predictions decide nothing")
    }
  }
}
