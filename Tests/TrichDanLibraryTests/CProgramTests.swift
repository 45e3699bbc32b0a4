import Foundation
import Testing

/// A program in C, built against the library that this build made.
@Suite struct CProgramTests {
  fileprivate struct Tools {
    var compiler: String
    var library: URL
  }

  /// The C compiler and the library beside the tests; `nil` where one of them is missing.
  fileprivate static let tools: Tools? = {
    let compilers = ["cc", "clang", "gcc"].flatMap { name in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
    }
    guard let compiler = compilers.first(where: FileManager.default.isExecutableFile) else { return nil }
    for bundle in [Bundle.main.executablePath].compactMap({ $0 }) + CommandLine.arguments {
      var folder = URL(fileURLWithPath: bundle)
      for _ in 0..<4 {
        folder.deleteLastPathComponent()
        let library = folder.appendingPathComponent("libtrichdan-c.so")
        if FileManager.default.fileExists(atPath: library.path) {
          return Tools(compiler: compiler, library: library)
        }
      }
    }
    return nil
  }()

  private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, said: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  @Test(
    .enabled(if: CProgramTests.tools != nil, "needs a C compiler and libtrichdan-c.so"),
    arguments: [("annotate", [String]()), ("fuzz", ["200", "7"])])
  func aProgramInCUsesTheLibrary(name: String, arguments: [String]) throws {
    let tools = try #require(Self.tools)
    let root = QuoteFinderTests.root
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "trichdan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appendingPathComponent(name).path
    let built = try run(
      tools.compiler,
      [
        "-Wall", "-Wextra", "-Werror", "-I", root.appendingPathComponent("Sources/TrichDanC").path,
        root.appendingPathComponent("Tests/TrichDanLibraryTests/C/\(name).c").path, tools.library.path,
        "-Wl,-rpath,\(tools.library.deletingLastPathComponent().path)", "-lpthread", "-o", program,
      ])
    try #require(built.status == 0, "\(built.said.suffix(2000))")
    let ran = try run(program, [QuoteFinderTests.patterns.path] + arguments)
    #expect(ran.status == 0, "\(ran.said)")
  }
}
