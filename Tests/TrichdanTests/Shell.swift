import Foundation

extension Program {
  /// Runs a line of shell in which `"$0"` is the program, for redirections that `run` has none of.
  static func shell(_ line: String, in directory: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line, try executable().path]
    var variables = ProcessInfo.processInfo.environment
    for name in ["TRICHDAN_PATTERNS", "TRICHDAN_DB"] { variables[name] = nil }
    process.environment = variables
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    let files = ["/shell-output", "/shell-errors"].map { directory + $0 }
    for file in files { FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: files[0])
    process.standardError = FileHandle(forWritingAtPath: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self)
    }
    let isExit = process.terminationReason == .exit
    return Outcome(
      status: isExit ? process.terminationStatus : 128 + process.terminationStatus, output: texts[0],
      errors: texts[1])
  }
}
