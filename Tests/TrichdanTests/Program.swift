import Foundation

/// The program as it was built beside these tests, run as a process.
enum Program {
  /// How a run ended.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String

    /// The lines of standard output as JSON objects.
    var objects: [[String: Any]] {
      output.split(separator: "\n").compactMap {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
      }
    }
  }

  /// Runs the program with these arguments and this standard input.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], directory: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try executable()
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    for name in ["TRICHDAN_PATTERNS", "TRICHDAN_DB", "TRICHDAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"] {
      variables[name] = nil
    }
    variables["TRICHDAN_CONFIG"] = ""
    process.environment = variables.merging(environment) { $1 }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    // Files, not pipes: nobody has to read one while the other fills.
    let folder = NSTemporaryDirectory() + "/run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func file(_ name: String, _ bytes: [UInt8] = []) -> URL {
      let url = URL(fileURLWithPath: folder + "/" + name)
      try? Data(bytes).write(to: url)
      return url
    }
    let output = file("output")
    let errors = file("errors")
    process.standardInput = try FileHandle(forReadingFrom: file("input", input))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  private struct NotBuilt: Error {}

  /// The build directory is that of the test bundle, which is the running program or one of its arguments.
  static func executable() throws -> URL {
    let candidates =
      [Bundle.main.executablePath].compactMap { $0 } + CommandLine.arguments
      + Bundle.allBundles.map(\.bundlePath)
    for candidate in candidates {
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

/// A directory of files for one test, removed with it.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "/trichdan-" + UUID().uuidString
    try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = path + "/" + name
    try! Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}
