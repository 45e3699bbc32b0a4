import Foundation
import PatternFiles
import QuoteStore
import SpeakerIdentity
import Testing

/// What the pages say of asking for speakers.
@Suite struct AskingTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The rows of the table behind a comment, each as its cells, without the head.
  private static func table(behind comment: String, on page: String) throws -> [[String]] {
    let text = try String(contentsOf: root.appendingPathComponent(page), encoding: .utf8)
    guard let start = text.range(of: comment)?.upperBound else { return [] }
    let lines = text[start...].split(separator: "\n").drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    return lines.dropFirst(2).map { line in
      line.split(separator: "|").map { cell in
        cell.trimmingCharacters(in: .whitespaces).replacing("`", with: "").replacing("*", with: "")
      }
    }
  }

  /// The table needs Corpus/ alone, so it is asked for there.
  @Test(arguments: ["README.md", "README.vi.md"])
  func everyNameOnThePageIsFoundInEveryWay(page: String) throws {
    guard FileManager.default.fileExists(atPath: Self.root.appendingPathComponent(page).path) else {
      return
    }
    let rows = try Self.table(behind: "<!-- asked: Corpus -->", on: page)
    #expect(rows.count >= 10)
    let folder = Folder()
    let database = folder.path + "/a.sqlite"
    let outcome = try Program.run([
      "ingest", "--quiet", "--db", database, Self.root.appendingPathComponent("Corpus").path,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let files = try PatternDirectory.readIdentityFiles(in: Self.root.appendingPathComponent("Patterns"))
    let library = IdentityLibrary(files: files.map { IdentityFile(name: $0.name, text: $0.text) })
    let store = try QuoteStore(path: database, mode: .read)
    for row in rows {
      #expect(row.count == 5, "\(row)")
      for typed in row {
        do {
          let answer = try store.ask(typed, identity: library)
          #expect(answer.only?.name == row[0], "\(typed): \(answer.matches.map(\.label))")
        } catch let error as NotFound {
          Issue.record("\(typed): \(error)")
        }
      }
    }
  }
}
