import Foundation
import PatternFiles
import Testing

@testable import QuoteEngine

/// The pattern files of this checkout.
enum ShippedPatterns {
  static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Patterns")

  static func files() throws -> [PatternFile] {
    try PatternDirectory.readFiles(in: directory).map { PatternFile(name: $0.name, text: $0.text) }
  }
}

@Suite("patterns lint")
struct PatternLintTests {
  @Test("the shipped patterns have no fault: every form takes its examples and refuses its rejects")
  func shippedPatternsAreSound() throws {
    let faults = try PatternLint.faults(in: ShippedPatterns.files())
    #expect(faults.isEmpty, "\(faults.map(\.description).joined(separator: "\n"))")
  }

  @Test("a phrase listed twice is named with the line of the first")
  func duplicatesAreNamed() throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(name: "extra/kin.txt", text: "# lexicon: kin\ncha nuôi | m\nmẹ nuôi | f\ncha nuôi | m\n"))
    let faults = try PatternLint.faults(in: files).filter { $0.file == "extra/kin.txt" }
    #expect(faults.map(\.line) == [4])
    #expect(faults.first?.message.contains("line 2") == true)
  }

  @Test("an entry with a kind that does not exist is left out and named")
  func unknownKindsAreNamed() throws {
    var files = try ShippedPatterns.files()
    files.append(PatternFile(name: "extra/titles.txt", text: "# lexicon: title\nchủ bến đò | boss | -\n"))
    let faults = try PatternLibrary(files: files).faults.filter { $0.file == "extra/titles.txt" }
    #expect(faults.map(\.line) == [2])
  }

  @Test("a form whose pattern does not compile is named with its file and line, and the others still work")
  func brokenFormsAreNamed() throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(
        name: "forms/zz.yaml",
        text: "forms:\n  - id: broken\n    form: x\n    target: quote\n    regex: '(?<content> Q'\n"))
    let library = try PatternLibrary(files: files)
    #expect(library.faults.contains { $0.file == "forms/zz.yaml" && $0.message.contains("broken") })
    #expect(library.forms.contains { $0.id == "quote-then-speaker" })
  }

  @Test("macros that call each other in a circle are a fault, not an endless loop")
  func circularMacros() throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(
        name: "forms/zz.yaml",
        text: """
          macros:
            left: "{right}"
            right: "{left}"
          forms:
            - id: circle
              form: x
              target: quote
              regex: '{left} (?<content> Q )'
          """))
    #expect(try PatternLibrary(files: files).faults.contains { $0.message.contains("circle") })
  }

  @Test(
    "a form whose content is no marked stretch, or may be nothing, finds nothing there and ends nothing",
    arguments: [
      "(?<source> P ) (?<content> V )", "(?<content> P? ) (?<cue> V )", "(?<content> (?= V ) )",
      "V (?<content> $ )",
      "(?<source> P ) (?<content> . )", "(?<content> .* )", "(?<content> z )",
      "(?<cue> V ) (?<content> P? ) \\.? $",
    ], ["quote", "claim"])
  func strangeContentEndsNothing(regex: String, target: String) throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(
        name: "forms/aa.yaml",
        text: """
          forms:
            - id: strange
              form: "X nói"
              target: \(target)
              regex: |
                \(regex)
              confidence: 0.7
              examples:
                - text: "Bà Lê Thị Mận nói."
                  content: nói
          """))
    let library = try PatternLibrary(files: files)
    #expect(library.forms.contains { $0.id == "strange" })
    let faults = try PatternLint.faults(in: files).filter { $0.file == "forms/aa.yaml" }
    if target == "quote" { #expect(!faults.isEmpty) }
    let engine = QuoteEngine(library: library)
    for text in [
      "Bà Lê Thị Mận nói.", "Bà Lê Thị Mận nói", "“Đò chạy rồi”, bà Lê Thị Mận nói: “Cứ đi”.",
      "– Đò chạy rồi, bà Mận nói.", "Bà Mận: “Đò ‘mới’ chạy”.\n\nÔng Tô Vĩnh Khoan nói rằng đò nghỉ. Nói",
      "“a”",
    ] {
      let found = engine.annotate(text)
      for record in found.quotes + found.claims { #expect(!record.content.text.isEmpty) }
    }
  }
}
