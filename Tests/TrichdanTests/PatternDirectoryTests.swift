import Foundation
import PatternFiles
import Testing

@Suite struct PatternDirectoryTests {
  private let folder = Folder()

  private func makePatterns(_ path: String) throws -> String {
    let directory = folder.path + "/" + path
    try FileManager.default.createDirectory(
      atPath: directory + "/lexicons", withIntermediateDirectories: true)
    return directory
  }

  @Test func whatTheUserNamesComesFirstThenTheEnvironment() throws {
    let one = try makePatterns("one")
    let two = try makePatterns("two")
    let environment = ["TRICHDAN_PATTERNS": two]
    #expect(try PatternDirectory.locate(explicit: one, environment: environment, executable: nil).path == one)
    #expect(try PatternDirectory.locate(explicit: nil, environment: environment, executable: nil).path == two)
  }

  @Test func theInstalledPatternsAreFoundThroughALinkToTheProgram() throws {
    let installed = try makePatterns("usr/share/trichdan/Patterns")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/usr/bin", withIntermediateDirectories: true)
    let program = folder.write("usr/bin/trichdan", "")
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: program)
    let found = try PatternDirectory.locate(explicit: nil, environment: [:], executable: link)
    #expect(
      found.resolvingSymlinksInPath().path == URL(fileURLWithPath: installed).resolvingSymlinksInPath().path)
  }

  @Test func theSourcesPatternsAreFoundFromABuildDirectory() throws {
    let patterns = try makePatterns("src/Patterns")
    try FileManager.default.createDirectory(
      atPath: folder.path + "/src/.build/debug", withIntermediateDirectories: true)
    let program = folder.write("src/.build/debug/trichdan", "")
    let found = try PatternDirectory.locate(explicit: nil, environment: [:], executable: program)
    #expect(
      found.resolvingSymlinksInPath().path == URL(fileURLWithPath: patterns).resolvingSymlinksInPath().path)
  }

  @Test func whenThereIsNoneTheErrorSaysWhereItLooked() throws {
    let program = folder.write("trichdan", "")
    let error = try #require(throws: PatternDirectoryError.self) {
      try PatternDirectory.locate(explicit: nil, environment: [:], executable: program)
    }
    #expect("\(error)".contains("share/trichdan/Patterns"))
    #expect("\(error)".contains("--patterns DIR"))
    #expect(throws: PatternDirectoryError.self) {
      try PatternDirectory.locate(explicit: folder.path, environment: [:], executable: nil)
    }
  }

  @Test func onlyPatternFilesAreReadInOrder() throws {
    let directory = try makePatterns("p")
    try FileManager.default.createDirectory(atPath: directory + "/forms", withIntermediateDirectories: true)
    _ = folder.write("p/lexicons/b.txt", "hai\r\n")
    _ = folder.write("p/lexicons/a.txt", [0xEF, 0xBB, 0xBF] + Array("một".utf8))
    _ = folder.write("p/forms/q.yaml", "forms: []")
    _ = folder.write("p/README.md", "")
    _ = folder.write("p/.hidden.txt", "")
    let files = try PatternDirectory.readFiles(in: URL(fileURLWithPath: directory))
    #expect(files.map(\.name) == ["forms/q.yaml", "lexicons/a.txt", "lexicons/b.txt"])
    #expect(files.map(\.text) == ["forms: []", "một", "hai\n"])
  }

  @Test func aFileThatIsNotUTF8IsNamed() throws {
    let directory = try makePatterns("p")
    _ = folder.write("p/lexicons/a.txt", Array("nó".utf8) + [0xFF, 0x41])
    let error = try #require(throws: PatternDirectoryError.self) {
      try PatternDirectory.readFiles(in: URL(fileURLWithPath: directory))
    }
    #expect(error == .notUTF8(path: directory + "/lexicons/a.txt", byte: 3))
  }
}
