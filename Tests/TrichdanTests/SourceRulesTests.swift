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

  /// A data race that the compiler was told not to look for: whoever says so proves it right there.
  @Test func everyUncheckedSendableHasItsProof() throws {
    var unproven: [String] = []
    for file in FileManager.default.enumerator(atPath: Self.sources.path)?.compactMap({ $0 as? String }) ?? []
    where file.hasSuffix(".swift") {
      let lines = try String(contentsOf: Self.sources.appendingPathComponent(file), encoding: .utf8)
        .components(separatedBy: "\n")
      for (index, line) in lines.enumerated() where line.contains("@unchecked Sendable") {
        let isProven = lines[max(0, index - 4)...index].contains { $0.contains("/// Unchecked Sendable: ") }
        if !isProven { unproven.append("\(file):\(index + 1)") }
      }
    }
    #expect(unproven.isEmpty, "\(unproven.sorted().joined(separator: "\n"))")
  }

  /// Who looks for a command finds it where all are.
  @Test func allCommandsStandInOneFolder() throws {
    let commands = Self.sources.appendingPathComponent("trichdan")
    let elsewhere = try FileManager.default.subpathsOfDirectory(atPath: commands.path).filter { file in
      guard file.hasSuffix(".swift"), !file.hasPrefix("Commands/"), file != "Trichdan.swift" else {
        return false
      }
      let text = try String(contentsOf: commands.appendingPathComponent(file), encoding: .utf8)
      return text.contains(/struct \w+: (Async)?ParsableCommand/)
    }
    #expect(elsewhere.isEmpty)
  }
}
