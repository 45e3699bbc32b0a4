import Foundation
import Testing

/// Kills, power cuts and failing calls, two of each sort and scenario: `make torture` has as many as are wanted.
@Suite struct TortureTests {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".ci/torture").path

  private static let isPossible: Bool = {
    #if os(Linux)
      return ["python3", "cc"].allSatisfy { name in
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
          FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
        }
      }
    #else
      return false
    #endif
  }()

  @Test(.enabled(if: isPossible, "python3 and a C compiler on Linux"))
  func nothingIsLostWhenTheProgramIsKilledOrItsCallsFail() throws {
    try torture("--kills", "22", "--faults", "20")
  }

  /// A disk that erred while a new database's log was merged left a malformed one in its place.
  @Test(.enabled(if: isPossible, "python3 and a C compiler on Linux"))
  func aDiskThatErrsWhileADatabaseIsMadeLeavesNoneThatIsDamaged() throws {
    try torture("--kills", "0", "--only", "make", "--faults", "16", "--seed", "5")
  }

  private func torture(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      [
        "python3", Self.script, "--program", try Program.executable().path,
      ] + arguments
    let folder = Folder()
    let file = folder.write("ra", "")
    let output = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    process.waitUntilExit()
    let said = try String(contentsOfFile: file, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(said)")
  }
}
