import Foundation

/// A Python environment under .build with the programs that read the exports, made once.
enum Consumers {
  /// Why there is none; `nil` when there is one.
  static var reason: String? {
    if case .failure(let problem) = environment { problem.description } else { nil }
  }

  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static let build = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build")

  /// The environment's Python.
  private static let environment = install(
    "consumers", "requirements.txt", "pandas, datasets, pyld and brat")

  /// The Python with the code of annotation tools, and the folder of doccano's.
  static let annotators: Result<(python: String, doccano: String), Problem> = {
    install("annotators", "annotators.txt", "spaCy, conllu and Label Studio's SDK").flatMap { python in
      let doccano = build.appendingPathComponent("annotators/doccano").path
      if FileManager.default.fileExists(atPath: doccano + "/backend") { return .success((python, doccano)) }
      do {
        try run(
          python,
          [
            "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--ignore-requires-python",
            "--target", doccano, "doccano==1.8.4",
          ])
        return .success((python, doccano))
      } catch {
        return .failure(Problem(description: "doccano cannot be installed here with pip: \(error)"))
      }
    }
  }()

  /// Why there are no annotation tools; `nil` when there are.
  static var annotatorsReason: String? {
    if case .failure(let problem) = annotators { problem.description } else { nil }
  }

  private static func install(
    _ name: String, _ list: String, _ what: String
  ) -> Result<String, Problem> {
    let build = build.appendingPathComponent(name)
    let python = build.appendingPathComponent("bin/python").path
    let requirements = folder.appendingPathComponent(list).path
    let stamp = build.appendingPathComponent("requirements.txt").path
    let files = FileManager.default
    if files.contentsEqual(atPath: requirements, andPath: stamp) { return .success(python) }
    do {
      if !files.isExecutableFile(atPath: python) {
        try run("/usr/bin/env", ["python3", "-m", "venv", build.path])
      }
      try run(
        python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements])
      try? files.removeItem(atPath: stamp)
      try files.copyItem(atPath: requirements, toPath: stamp)
      return .success(python)
    } catch {
      return .failure(
        Problem(description: "\(what) cannot be installed here with python3 -m venv and pip: \(error)"))
    }
  }

  /// Reads the formats of annotation tools in a folder with the tools, and gives how many records each found.
  static func readAnnotations(_ exports: String) throws -> [String: Int] {
    let (python, doccano) = try annotators.get()
    let script = folder.appendingPathComponent("read_annotations.py").path
    let output = try run(python, [script, exports, doccano])
    let counts = try JSONSerialization.jsonObject(with: output) as? [String: Int]
    guard let counts else { throw Problem(description: String(decoding: output, as: UTF8.self)) }
    return counts
  }

  /// Reads the exports in a folder, and gives how many records each program found.
  static func read(_ exports: String) throws -> [String: Int] { try counts("read_exports.py", [exports]) }

  /// Counts a report anew from a jsonl export, and gives how many figures of each part agree. Throws where one does not.
  static func recount(_ export: String, _ report: String) throws -> [String: Int] {
    try counts("recount_report.py", [export, report])
  }

  private static func counts(_ script: String, _ arguments: [String]) throws -> [String: Int] {
    let output = try run(
      environment.get(), [folder.appendingPathComponent(script).path] + arguments)
    let counts = try JSONSerialization.jsonObject(with: output) as? [String: Int]
    guard let counts else { throw Problem(description: String(decoding: output, as: UTF8.self)) }
    return counts
  }

  @discardableResult
  private static func run(_ program: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var variables = ProcessInfo.processInfo.environment
    variables["HF_HUB_OFFLINE"] = "1"
    variables["PYTHONWARNINGS"] = "ignore"
    process.environment = variables
    let scratch = Folder()
    let output = scratch.write("output", "")
    let errors = scratch.write("errors", "")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      throw Problem(description: "\(arguments.joined(separator: " ")): \(said.suffix(2000))")
    }
    return try Data(contentsOf: URL(fileURLWithPath: output))
  }
}
