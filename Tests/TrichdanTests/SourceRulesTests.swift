import Foundation
import Testing

/// Rules of the house that a compiler does not see.
@Suite struct SourceRulesTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")

  /// An error that nobody hears of hides the next one: each `try?` says in a comment why that is right here.
  @Test func everyErrorThatIsPassedOverSaysWhy() throws {
    var silent: [String] = []
    for file in FileManager.default.enumerator(atPath: Self.sources.path)?.compactMap({ $0 as? String }) ?? []
    where file.hasSuffix(".swift") && !file.hasPrefix("QuoteEngine/") {
      let lines = try String(contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
        .components(separatedBy: "\n")
      for (index, line) in lines.enumerated() where line.contains(/\btry\?/) {
        // On the lines before it, within the statement that it stands in.
        let said = lines[max(0, index - 4)...index].contains { $0.contains("//") }
        if !said { silent.append("\(file):\(index + 1): \(line.trimmingCharacters(in: .whitespaces))") }
      }
    }
    #expect(silent.isEmpty, "\(silent.sorted().joined(separator: "\n"))")
  }
}
