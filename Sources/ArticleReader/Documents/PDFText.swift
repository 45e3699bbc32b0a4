import Foundation

/// The text of a PDF, by the program `pdftotext` of poppler, which runs apart so that a damaged file cannot harm this one.
enum PDFText {
  private static let seconds = 60.0

  /// The text, its lines joined to paragraphs.
  static func lines(of bytes: [UInt8]) throws(SourceError) -> [String] {
    guard let program = find() else {
      throw .contents(
        reason: "reading a PDF needs pdftotext, which is not installed",
        remedy: "install it: apt-get install poppler-utils (or brew install poppler)")
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "trichdan-\(UUID().uuidString)")
    // What cannot be removed is the system's to clear: it is in its folder for temporary files.
    defer { try? FileManager.default.removeItem(at: folder) }
    let output: Data
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appendingPathComponent("in.pdf")
      let text = folder.appendingPathComponent("out.txt")
      try Data(bytes).write(to: file)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["-q", "-enc", "UTF-8", file.path, text.path]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      let end = Date().addingTimeInterval(seconds)
      while process.isRunning, Date() < end { usleep(5_000) }
      if process.isRunning {
        process.terminate()
        throw SourceError.contents(
          reason: "the PDF was not read in \(Int(seconds)) seconds", remedy: "save its text as .txt")
      }
      guard process.terminationStatus == 0 else {
        throw SourceError.contents(
          reason: "the PDF is damaged or locked (pdftotext ended with \(process.terminationStatus))",
          remedy: "open it and print it to a new PDF, or save its text as .txt")
      }
      output = try Data(contentsOf: text)
    } catch let error as SourceError {
      throw error
    } catch {
      throw .contents(
        reason: "the PDF cannot be read: \(error.localizedDescription)", remedy: "save its text as .txt")
    }
    let lines = WrappedLines.joined(String(decoding: output, as: UTF8.self).replacing("\u{C}", with: "\n\n"))
    guard lines.contains(where: { $0.contains { $0.isLetter } }) else {
      throw .contents(
        reason: "the PDF holds no text, only pictures of it", remedy: "run text recognition (OCR) on it first"
      )
    }
    return lines
  }

  private static func find() -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/local/bin"
    return path.split(separator: ":").lazy.map { "\($0)/pdftotext" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }
}
