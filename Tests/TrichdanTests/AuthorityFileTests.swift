import Foundation
import Testing

/// A newsroom's own authority file, in a directory of patterns that its settings name.
@Suite struct AuthorityFileTests {
  private let folder = Folder()

  /// The shipped patterns with more lines about people, and settings that name them.
  private func settings(people lines: String) throws -> [String: String] {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    let patterns = folder.path + "/mau"
    try FileManager.default.copyItem(atPath: package + "/Patterns", toPath: patterns)
    let file = patterns + "/authority/people.txt"
    let people = try String(contentsOfFile: file, encoding: .utf8)
    try (people + "\n" + lines).write(toFile: file, atomically: true, encoding: .utf8)
    return ["TRICHDAN_CONFIG": folder.write("config.yaml", "patterns: \(patterns)\n")]
  }

  /// The settings' directory was read for forms alone, and wrong lines were passed over in silence.
  @Test func itsLinesHoldAndWrongOnesAreNamed() throws {
    let environment = try settings(
      people: """
        Đặng Mây Sậy | f | artist | - | Sậy Hồng | -
        Mai Văn Ghế | x | official | 1960 | - | -
        Mai Văn Gỗ | m | official | 1960 | Sậy Hồng | -
        """)
    let database = folder.path + "/kho.sqlite"
    let article = folder.write("hat.txt", "Đêm hát\n\n“Tôi hát trên ghe”, ca sĩ Sậy Hồng nói.")
    let ingested = try Program.run(["ingest", "--db", database, article], environment: environment)
    #expect(ingested.status == 0)
    #expect(ingested.errors.contains("authority/people.txt:"))
    #expect(ingested.errors.contains("`x` is no"))
    #expect(ingested.errors.contains("“Sậy Hồng” is claimed by Đặng Mây Sậy already"))
    let asked = try Program.run(
      ["quotes", "--db", database, "--speaker", "Đặng Mây Sậy", "--format", "jsonl"], environment: environment
    )
    #expect(asked.objects.map { $0["text"] as? String } == ["Tôi hát trên ghe"], "\(asked.errors)")
  }
}
