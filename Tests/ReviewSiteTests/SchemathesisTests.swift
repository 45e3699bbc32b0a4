import Foundation
import Testing

@testable import ReviewSite

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Schemathesis reads the description of the JSON interface and looks for answers that are not as it says.
@Suite("The JSON interface under schemathesis", .serialized)
struct SchemathesisTests {
  private static let version = "4.32.5"
  private static let folder = DeskFixture.root.appendingPathComponent(".build/schemathesis")

  /// Why it cannot be run; `nil` where it can.
  private static let obstacle: String? = {
    let program = folder.appendingPathComponent("bin/schemathesis").path
    let stamp = folder.appendingPathComponent("version-\(version)").path
    if FileManager.default.fileExists(atPath: stamp) { return nil }
    func run(_ program: String, _ arguments: [String]) -> Bool {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      do { try process.run() } catch { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
    guard run("/usr/bin/env", ["python3", "-m", "venv", folder.path]),
      run(
        folder.appendingPathComponent("bin/python").path,
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "schemathesis==\(version)"]),
      FileManager.default.isExecutableFile(atPath: program),
      FileManager.default.createFile(atPath: stamp, contents: nil)
    else { return "schemathesis cannot be installed here with python3 -m venv and pip" }
    return nil
  }()

  @Test(
    "all its checks find nothing", .enabled(if: obstacle == nil, "schemathesis cannot be installed here"))
  func findsNothing() async throws {
    let served = try await ServedDesk()
    let session = try await URLSession.shared.data(from: URL(string: served.address + "api/v1/session")!).0
    let object = try JSONSerialization.jsonObject(with: session) as? [String: Any]
    let token = try #require(object?["writeToken"] as? String)
    // The same examples in every run: a fault that they meet is met by everybody. What a run of hours would find, `.ci/schemathesis`
    // looks for.
    let (status, output) = try await served.run(
      Self.folder.appendingPathComponent("bin/schemathesis").path,
      [
        "run", served.address + "api/v1/openapi.json", "--url", served.address + "api/v1",
        "--header", "X-Desk-Token: \(token)", "--checks", "all", "--max-examples", "6",
        "--generation-deterministic", "--no-color", "--request-timeout",
        "120",
      ], ["HOME": served.desk.folder])
    #expect(status == 0, "\(output.suffix(12_000))")
  }
}
