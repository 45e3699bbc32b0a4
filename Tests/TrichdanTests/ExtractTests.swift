import Foundation
import Testing

@Suite struct ExtractTests {
  private let folder = Folder()
  private let good = "Bến đò mở lại\n\n“Đò sẽ chạy trước Tết”, bà Lê Thị Minh nói.\n"

  private func extract(_ paths: [String], input: [UInt8] = []) throws -> Program.Outcome {
    try Program.run(["extract"] + paths, input: input)
  }

  /// Runs a bad file with a good one after it; the good one must come out, and the bad one be named.
  private func expectRefused(
    _ path: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try extract([path, folder.write("tot.txt", good)])
    #expect(outcome.status == 1, sourceLocation: sourceLocation)
    #expect(outcome.objects.compactMap { $0["id"] as? String } == ["tot"], sourceLocation: sourceLocation)
    #expect(outcome.errors.contains(path), sourceLocation: sourceLocation)
    #expect(outcome.errors.contains(reason), "\(outcome.errors)", sourceLocation: sourceLocation)
  }

  @Test func anArticleComesOutAsOneLineWhosePlacesHoldTheirWords() throws {
    let outcome = try extract([folder.write("ben.txt", good)])
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    let line = try #require(outcome.objects.first)
    #expect(line["text"] as? String == good)
    #expect(line["title"] as? String == "Bến đò mở lại")
    let text = Array(good.unicodeScalars)
    for layer in ["quotes", "claims"] {
      for record in try #require(line[layer] as? [[String: Any]]) {
        let span = (record["start"] as! Int)..<(record["end"] as! Int)
        #expect(String(String.UnicodeScalarView(text[span])) == record["text"] as? String)
      }
    }
  }

  @Test func standardInputIsTextOrJSONLines() throws {
    #expect(try extract([], input: Array(good.utf8)).objects.first?["id"] as? String == "stdin")
    let lines = #"{"id":"a","text":"Đò."}"# + "\n" + #"{"text":"Đò."}"#
    #expect(
      try extract(["-"], input: Array(lines.utf8)).objects.compactMap { $0["id"] as? String } == [
        "a", "stdin:2",
      ])
  }

  @Test func articlesComeOutInTheOrderOfTheInput() throws {
    let lines = (0..<3000).map {
      #"{"id":"\#($0)","text":"\#(String(repeating: "Đò chạy. ", count: $0 % 40 + 1))"}"#
    }
    let outcome = try extract([folder.write("tin.jsonl", lines.joined(separator: "\n"))])
    #expect(outcome.status == 0)
    #expect(outcome.objects.compactMap { $0["id"] as? String } == (0..<3000).map(String.init))
  }

  // MARK: Bad input

  @Test func invalidUTF8IsRefused() throws {
    try expectRefused(folder.write("a.txt", Array("Đò".utf8) + [0xC3, 0x28]), "not valid UTF-8 at byte 4")
  }

  @Test func aByteOrderMarkIsTaken() throws {
    let outcome = try extract([folder.write("a.txt", [0xEF, 0xBB, 0xBF] + Array(good.utf8))])
    #expect(outcome.status == 0)
    #expect(outcome.objects.first?["text"] as? String == good)
  }

  @Test func nulBytesAreRefused() throws {
    try expectRefused(folder.write("a.txt", Array("Đò\0chạy".utf8)), "NUL")
  }

  @Test func anEmptyFileIsRefused() throws {
    try expectRefused(folder.write("a.txt", ""), "empty")
  }

  @Test func aDirectoryStandsForItsFiles() throws {
    _ = folder.write("b.txt", good)
    _ = folder.write("a.txt", good)
    let outcome = try extract([folder.path])
    #expect(outcome.status == 0)
    #expect(outcome.objects.compactMap { $0["id"] as? String } == ["a", "b"])
  }

  @Test func aDirectoryWithoutArticlesIsRefused() throws {
    let empty = Folder()
    try expectRefused(empty.path, "the directory holds no file")
  }

  @Test func aMissingFileIsRefused() throws {
    try expectRefused(folder.path + "/mat.txt", "no such file")
  }

  @Test(.enabled(if: geteuid() != 0, "the administrator may read everything"))
  func aFileWithoutReadPermissionIsRefused() throws {
    let file = folder.write("a.txt", good)
    chmod(file, 0)
    try expectRefused(file, "no permission")
  }

  @Test func aTruncatedLineAmongGoodOnesIsRefused() throws {
    let lines = "{\"id\":\"1\",\"text\":\"Đò.\"}\n{\"id\":\"2\",\"te\n{\"id\":\"3\",\"text\":\"Đò.\"}\n"
    let file = folder.write("tin.jsonl", lines)
    let outcome = try extract([file])
    #expect(outcome.status == 1)
    #expect(outcome.objects.compactMap { $0["id"] as? String } == ["1", "3"])
    #expect(outcome.errors.contains("\(file):2: the line is cut short"))
  }

  @Test func aLineWithoutTextIsRefused() throws {
    try expectRefused(
      folder.write("tin.jsonl", #"{"id":"1","title":"Đò"}"#), "tin.jsonl:1: the line has no `text`")
  }

  @Test(arguments: ["“", "\"", "‘", "«", "''", "- "])
  func aHundredThousandOpeningMarksAreTaken(mark: String) throws {
    let outcome = try extract([
      folder.write("a.txt", "Ông Tô Vĩnh nói: " + String(repeating: mark, count: 100_000))
    ])
    #expect(outcome.status == 0)
    #expect(outcome.objects.count == 1)
  }

  @Test func aMegabyteWithoutASpaceIsTaken() throws {
    let outcome = try extract([folder.write("a.txt", String(repeating: "ố", count: 350_000))])
    #expect(outcome.status == 0)
    #expect((outcome.objects.first?["text"] as? String)?.unicodeScalars.count == 350_000)
  }

  @Test func decomposedTextComesOutComposed() throws {
    let outcome = try extract([folder.write("a.txt", good.decomposedStringWithCanonicalMapping)])
    #expect(outcome.status == 0)
    let text = outcome.objects.first?["text"] as? String
    #expect(text.map { Array($0.unicodeScalars) } == Array(good.unicodeScalars))
  }

  /// Without its reporting verbs the program found less, and said nothing.
  @Test func lexiconsThatAreGoneOrEmptyAreNamed() throws {
    let files = FileManager.default
    let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Patterns").path
    let folder = Folder()
    let patterns = folder.path + "/Patterns"
    try files.copyItem(atPath: shipped, toPath: patterns)
    let whole = try Program.run(["extract", "--patterns", patterns], input: Array("Không ai nói gì.".utf8))
    #expect(whole.errors == "", "\(whole.errors)")
    try files.removeItem(atPath: patterns + "/lexicons/cues.txt")
    try "# không còn gì\n".write(toFile: patterns + "/lexicons/titles.txt", atomically: true, encoding: .utf8)
    let outcome = try Program.run(["extract", "--patterns", patterns], input: Array("Không ai nói gì.".utf8))
    #expect(outcome.errors.contains("no file lexicons/cues.txt"), "\(outcome.errors)")
    #expect(outcome.errors.contains("no entry in lexicons/titles.txt"), "\(outcome.errors)")
  }
}
