import Foundation
import QuoteCheck
import QuoteStore

/// `check --from`: many quotes from a file, one answer each.
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

  /// Checks what a file holds, or standard input for `-`, and says whether all was verified.
  func run(_ path: String, _ format: CheckFormat) throws -> Bool {
    var printer = CheckPrinter(format, output, title: path == "-" ? "standard input" : path)
    var isVerified = true
    var count = 0
    try CheckRequestFile.read(try data(path)) { line in
      let requests: [CheckRequest]
      switch line.requests {
      case .success(let found): requests = found
      case .failure(let fault):
        isVerified = false
        progress.clear()
        printError("trichdan: \(path):\(line.number): \(fault)")
        return
      }
      for request in requests {
        var problem: String?
        var answer = CheckAnswer(verdict: .notFound, score: 0)
        do {
          answer =
            request.layer == .quote
            ? try checker.check(request.quote, speaker: request.speaker, article: request.article ?? article)
            : try checker.checkClaim(
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
          printError("trichdan: \(path):\(line.number): \(problem)")
        }
        isVerified = isVerified && answer.isVerified
        try printer.add(
          answer, rawID: request.id, id: request.shownID, quote: request.quote, speaker: request.speaker,
          problem: problem)
        count += 1
        progress.show("\(count) quotes checked")
      }
    }
    progress.clear()
    try printer.finish()
    if count == 0, isVerified { throw CommandFailure("\(path) has no line to check", status: .usage) }
    return isVerified
  }

  private func data(_ path: String) throws -> Data {
    if path == "-" { return try StandardInput.readAll() }
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue
    else {
      throw CommandFailure(
        "\(path): no such file; --from takes lines of text, CSV or JSON lines in a file, or - for standard input"
      )
    }
    guard let read = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("\(path) cannot be read; check that you may read it")
    }
    return read
  }
}
