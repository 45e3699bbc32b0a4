import Foundation

@testable import ReviewSite

/// The program itself, as it was built beside these tests, serving the articles of a fixture.
final class ServedDesk: Sendable {
  private struct NotBuilt: Error {}
  private struct NotStarted: Error {
    var log: String
  }

  let desk: DeskFixture
  /// Its address, with a slash at the end.
  let address: String
  private let server: Process

  init() async throws {
    desk = try DeskFixture()
    server = Process()
    server.executableURL = try Self.program()
    server.arguments = ["serve", "--quiet", "--port", "0", "--reviewer", "an", "--db", desk.database]
    server.environment = Self.environment
    let log = desk.folder + "/server.log"
    server.standardError = Self.file(log)
    try server.run()
    var found: String?
    // However slow the machine is: where it does not start, the log says why.
    for _ in 0..<3000 where found == nil && server.isRunning {
      try await Task.sleep(for: .milliseconds(100))
      found = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").first.map(String.init)
    }
    guard let found else {
      server.terminate()
      throw NotStarted(log: try String(contentsOfFile: log, encoding: .utf8))
    }
    address = found
  }

  deinit { server.terminate() }

  /// What programs of these tests find: the site's files and patterns as the sources have them.
  static var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables[SiteFiles.variable] = DeskFixture.root.appendingPathComponent("Site").path
    variables["TRICHDAN_PATTERNS"] = DeskFixture.root.appendingPathComponent("Patterns").path
    return variables
  }

  /// Runs a program to its end; gives its status and all that it says.
  func run(
    _ program: String, _ arguments: [String], _ more: [String: String] = [:]
  ) async throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    // What a program leaves behind goes with the fixture.
    process.currentDirectoryURL = URL(fileURLWithPath: desk.folder)
    process.environment = Self.environment.merging(more) { $1 }
    let output = desk.folder + "/" + UUID().uuidString + ".log"
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = Self.file(output)
    process.standardError = process.standardOutput
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return (status, String(decoding: try Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self))
  }

  private static func file(_ path: String) -> FileHandle? {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return FileHandle(forWritingAtPath: path)
  }

  /// The program as it was built beside these tests.
  static func program() throws -> URL {
    for candidate in CommandLine.arguments + Bundle.allBundles.map(\.bundlePath) {
      var directory = URL(fileURLWithPath: candidate)
      for _ in 0..<4 {
        directory.deleteLastPathComponent()
        let program = directory.appendingPathComponent("trichdan")
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: program.path, isDirectory: &isDirectory),
          !isDirectory.boolValue
        {
          return program
        }
      }
    }
    throw NotBuilt()
  }
}
