import Foundation
import QuoteCheck
import QuoteStore

/// `check --from`: many quotes from a file of JSON lines, one answer a line.
struct CheckList {
  private let checker: QuoteChecker
  private let article: String?
  private let output: StandardOutput
  private let progress: Progress

  init(_ checker: QuoteChecker, article: String?, _ output: StandardOutput, _ progress: Progress) {
    self.checker = checker
    self.article = article
    self.output = output
    self.progress = progress
  }

  /// Checks the lines of a file, or of standard input for `-`, and says whether all were verified.
  func run(_ path: String, _ format: CheckFormat) throws -> Bool {
    let data: Data
    if path == "-" {
      data = try StandardInput.readAll()
    } else {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue
      else {
        throw CommandFailure(
          "\(path): no such file; --from takes a file of JSON lines, or - for standard input")
      }
      guard let read = FileManager.default.contents(atPath: path) else {
        throw CommandFailure("\(path) cannot be read; check that you may read it")
      }
      data = read
    }
    var table = CheckTable(format == .table ? .table : .csv, output)
    var isVerified = true
    var number = 0
    var count = 0
    for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let request: Request
      do {
        request = try Request(line)
      } catch {
        isVerified = false
        progress.clear()
        printError("trichdan: \(path):\(number): \(error)")
        continue
      }
      var problem: String?
      var answer = CheckAnswer(verdict: .notFound, score: 0)
      do {
        answer = try checker.check(
          request.quote, speaker: request.speaker, article: request.article ?? article)
      } catch let error as CheckInputError {
        problem = "\(error)"
      } catch let error as UnknownArticle {
        problem = "\(error)"
      } catch let error as NotFound {
        problem = "\(error)"
      }
      if let problem {
        progress.clear()
        printError("trichdan: \(path):\(number): \(problem)")
      }
      isVerified = isVerified && answer.isVerified
      switch format {
      case .json, .jsonl: try output.line(CheckLine.text(answer, rawID: request.id, error: problem))
      case .table, .csv:
        try table.add(
          answer, id: request.shownID, quote: request.quote, speaker: request.speaker, error: problem)
      }
      count += 1
      progress.show("\(count) quotes checked")
    }
    if format == .table || format == .csv { try table.finish() }
    if count == 0, isVerified { throw CommandFailure("\(path) has no line to check", status: .usage) }
    return isVerified
  }

  /// One line.
  private struct Request {
    /// The id as JSON: whatever it was.
    var id: String
    /// The same for people.
    var shownID: String
    var quote: String
    var speaker: String?
    var article: String?

    struct Fault: Error, CustomStringConvertible {
      var description: String
    }

    init(_ line: Data) throws {
      guard let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else {
        throw Fault(description: "no JSON object; write {\"id\": …, \"quote\": …} on one line")
      }
      func text(_ key: String) throws -> String? {
        guard let value = object[key], !(value is NSNull) else { return nil }
        guard let text = value as? String else { throw Fault(description: "`\(key)` has to be a string") }
        return text
      }
      guard let quote = try text("quote") else { throw Fault(description: "has no `quote`") }
      self.quote = quote
      speaker = try text("speaker").flatMap { $0.contains(where: \.isLetter) ? $0 : nil }
      article = try text("article").flatMap { $0.isEmpty ? nil : $0 }
      switch object["id"] {
      case let name as String:
        id = ListPrinter.jsonString(name)
        shownID = name
      case let number as NSNumber:
        id = "\(number)"
        shownID = id
      default:
        id = "null"
        shownID = ""
      }
    }
  }
}
