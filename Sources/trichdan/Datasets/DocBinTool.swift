import DatasetExport
import Foundation
import PatternFiles

/// The Python program that makes spaCy's DocBin and reads it: there is no other than spaCy's own.
struct DocBinTool {
  /// The environment variable that names a Python which has spaCy.
  static let variable = "TRICHDAN_PYTHON"

  private let python: String
  private let script: URL

  /// Finds Python with spaCy. Throws a `CommandFailure` that says what to install.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    let named = environment[Self.variable] ?? ""
    python = named.isEmpty ? "python3" : named
    let search = ShippedDirectory.find("python", executable: PatternDirectory.runningExecutable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("docbin.py").path)
    }
    guard let folder = search.found else {
      throw CommandFailure(
        "docbin.py, which is shipped with the program, was not found in \(search.searched.joined(separator: "; ")); install "
          + "the program again")
    }
    script = folder.appendingPathComponent("docbin.py")
    let missing = CommandFailure(
      "\(python) has no spaCy, by way of which DocBin is written and read; pip install spacy, or name a Python that has it with "
        + "$\(Self.variable)")
    let outcome: (status: Int32, errors: String)
    do { outcome = try run(["check"]) } catch { throw missing }
    guard outcome.status == 0 else { throw missing }
  }

  /// Makes a DocBin of lines.
  func write(_ lines: URL, to docBin: URL) throws {
    let outcome = try run(["write", lines.path, docBin.path])
    guard outcome.status == 0 else {
      throw CommandFailure("spaCy cannot write the DocBin: \(outcome.errors)")
    }
  }

  /// Makes lines of a DocBin.
  func read(_ docBin: String, to lines: URL) throws {
    let outcome = try run(["read", docBin, lines.path])
    guard outcome.status == 0 else {
      throw CommandFailure(
        "\(docBin) is no DocBin that this spaCy reads: \(outcome.errors); write it again with the same spaCy")
    }
  }

  private func run(_ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script.path] + arguments
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said.split(separator: "\n").last.map(String.init) ?? "")
  }
}

/// A folder of the system's for files that only this run needs.
final class ScratchFolder {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "trichdan-\(UUID().uuidString)")

  init() throws {
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw CommandFailure(
        "cannot make the folder \(folder.path): \((error as NSError).localizedDescription); check the path, its permissions and "
          + "the disk")
    }
  }

  // What cannot be removed is the system's to clear: it is in its folder for temporary files.
  deinit { try? FileManager.default.removeItem(at: folder) }

  func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}

/// Takes the lines of `spacy`, and hands the DocBin that is made of them on when all are there.
final class DocBinDestination: DatasetDestination {
  private let inner: any DatasetDestination
  private let tool: DocBinTool
  private let scratch: ScratchFolder
  private let lines: FileDestination

  var hexadecimal: String? { inner.hexadecimal }

  init(_ inner: any DatasetDestination) throws {
    self.inner = inner
    tool = try DocBinTool()
    scratch = try ScratchFolder()
    lines = try FileDestination(
      scratch.file("lines").path, OutputRules(database: "", isForced: false))
  }

  func write(_ bytes: [UInt8]) throws { try lines.write(bytes) }
  func writeFile(_ name: String, _ bytes: [UInt8]) throws { try inner.writeFile(name, bytes) }

  func complete() throws {
    try lines.commit()
    let docBin = scratch.file("docbin")
    try tool.write(scratch.file("lines"), to: docBin)
    let file = try FileHandle(forReadingFrom: docBin)
    while let part = try file.read(upToCount: 1 << 20), !part.isEmpty { try inner.write(Array(part)) }
    try file.close()
  }

  func commit() throws { try inner.commit() }
}
