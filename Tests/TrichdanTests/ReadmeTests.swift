import Foundation
import Testing

/// What the pages say is what happens: every command on them is run, on the files that they name.
///
/// With `TRICHDAN_RENEW_PAGES=1` (`make pages`) outputs that have changed are written into the pages instead.
@Suite(.serialized) struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: ["README.md", "README.vi.md"])
  func everyCommandRunsAndPrintsWhatThePageShows(page: String) throws {
    let url = Self.root.appendingPathComponent(page)
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    let text = try String(contentsOf: url, encoding: .utf8)
    let isRenewed = ProcessInfo.processInfo.environment["TRICHDAN_RENEW_PAGES"] == "1"
    var renewed: [(command: ReadmePage.Command, lines: [String])] = []
    let blocks = ReadmePage.blocks(of: text)
    #expect(blocks.contains { !$0.commands.isEmpty })
    let shell = try ReadmeShell(root: Self.root, language: page.contains(".vi.") ? "vi" : "en")
    for block in blocks {
      if let file = block.file { _ = shell.folder.write(file, block.text) }
      for command in block.commands {
        let outcome = try shell.run(command.line)
        #expect(outcome.status <= 1, "\(page):\(command.number): \(command.line)\n\(outcome.output)")
        if let lack = ReadmePage.lack(of: command.expected, in: outcome.output) {
          if isRenewed {
            renewed.append((command, ReadmePage.renewed(command.expected, by: outcome.output)))
            continue
          }
          Issue.record("\(page):\(command.number): \(command.line)\nlacks: \(lack)\n\(outcome.output)")
        }
      }
    }
    guard !renewed.isEmpty else { return }
    var lines = text.components(separatedBy: "\n")
    for (command, output) in renewed.reversed() { lines.replaceSubrange(command.shown, with: output) }
    try lines.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
  }

  @Test func anOutputThatHasChangedIsRenewedAsThePageShowsIt() {
    let output = "\r\u{1B}[K10 articles\u{1B}[Karticles  12\nquotes    7\nseconds   3\n\n"
    #expect(
      ReadmePage.renewed(["articles  11", "seconds   …"], by: output)
        == ["articles  12", "quotes    7", "seconds   …"])
    // Where lines are left out, those that are shown stay, as they are now.
    #expect(
      ReadmePage.renewed(["…", "direct  said by A  0.8", "…"], by: "x\ndirect  said by A  0.7\ny\n")
        == ["…", "direct  said by A  0.7", "…"])
  }

  @Test func linesMayBeLeftOutOnlyWhereThePageSaysSo() {
    let output = "a  b\nc\nd e f\n"
    #expect(ReadmePage.lack(of: ["a b", "c", "d e f"], in: output) == nil)
    #expect(ReadmePage.lack(of: ["a b", "…", "d … f"], in: output) == nil)
    #expect(ReadmePage.lack(of: ["a b", "d e f"], in: output) == "d e f")
    #expect(ReadmePage.lack(of: ["a b", "…", "x"], in: output) == "x")
    #expect(ReadmePage.lack(of: [], in: output) == nil)
  }

  @Test func commandsFilesAndWhatIsNotRunAreReadFromAPage() {
    let page = """
      <!-- file: bai.jsonl -->
      ```json
      {"id": "a"}
      ```
      ```console
      $ trichdan a \\
          b
      out
      $ trichdan c
      ```
      <!-- not run: it waits for keys -->
      ```sh
      trichdan review
      ```
      ```python
      import pandas
      ```
      """
    let blocks = ReadmePage.blocks(of: page)
    #expect(blocks.compactMap(\.file) == ["bai.jsonl"])
    #expect(blocks.first?.text == "{\"id\": \"a\"}\n")
    #expect(blocks.flatMap(\.commands).map(\.line) == ["trichdan a \\\n    b", "trichdan c"])
    #expect(blocks.flatMap(\.commands).first?.expected == ["out"])
  }
}

/// The code blocks of a page.
enum ReadmePage {
  struct Block {
    /// The file that the block is the content of.
    var file: String?
    var text = ""
    var commands: [Command] = []
  }

  struct Command {
    /// The line of the page, from 1.
    var number: Int
    var line: String
    /// What the page shows of the output; nothing where it shows none.
    var expected: [String] = []
    /// The lines of the page, from 0, that show it.
    var shown = 0..<0
  }

  /// Reads a page. A comment `<!-- file: NAME -->` before a block makes it a file, `<!-- not run: WHY -->` passes it over.
  static func blocks(of page: String) -> [Block] {
    var blocks: [Block] = []
    var kind: String?
    var comment = ""
    var block = Block()
    var isRun = false
    for (index, line) in page.components(separatedBy: "\n").enumerated() {
      if line.hasPrefix("```") {
        if kind == nil {
          kind = String(line.dropFirst(3))
          block = Block()
          if comment.hasPrefix("<!-- file: ") { block.file = String(comment.dropFirst(11).dropLast(4)) }
          isRun = ["console", "sh"].contains(kind ?? "") && !comment.hasPrefix("<!-- not run")
        } else {
          blocks.append(block)
          kind = nil
          comment = ""
        }
        continue
      }
      guard let kind else {
        if line.hasPrefix("<!-- ") { comment = line } else if !line.isEmpty { comment = "" }
        continue
      }
      block.text += line + "\n"
      guard isRun, block.file == nil else { continue }
      if let last = block.commands.last, last.expected.isEmpty, last.line.hasSuffix("\\") {
        block.commands[block.commands.count - 1].line += "\n" + line
      } else if kind == "sh" {
        if !line.isEmpty, !line.hasPrefix("#") {
          block.commands.append(Command(number: index + 1, line: line))
        }
      } else if line.hasPrefix("$ ") {
        block.commands.append(Command(number: index + 1, line: String(line.dropFirst(2))))
      } else if !block.commands.isEmpty {
        let last = block.commands.count - 1
        block.commands[last].expected.append(line)
        block.commands[last].shown =
          (block.commands[last].shown.isEmpty ? index : block.commands[last].shown.lowerBound)..<index + 1
      }
    }
    return blocks
  }

  /// The first line that a page shows and an output lacks: lines come in order, one after the other unless `…` stands
  /// between them; `…` within a line stands for anything, and runs of spaces are one.
  static func lack(of expected: [String], in output: String) -> String? {
    let lines = output.components(separatedBy: "\n").map(squeezed)
    var at = 0
    var mayPass = true
    for line in expected {
      let wanted = squeezed(line)
      if wanted == "…" {
        mayPass = true
        continue
      }
      if wanted.isEmpty { continue }
      var found: Int?
      for index in at..<max(at, lines.count) {
        if matches(lines[index], wanted) {
          found = index
          break
        }
        if !mayPass, !lines[index].isEmpty { break }
      }
      guard let found else { return line }
      at = found + 1
      mayPass = false
    }
    return nil
  }

  /// What a page is to show of an output in place of what it shows: the same lines as they are now where it leaves lines out,
  /// else all of them; what stands for anything stays.
  static func renewed(_ expected: [String], by output: String) -> [String] {
    var lines = output.components(separatedBy: "\n").map { line in
      var line = line.components(separatedBy: "\u{1B}[K").last ?? line
      while line.last?.isWhitespace == true { line.removeLast() }
      return line
    }
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard expected.contains(where: { squeezed($0) == "…" }) else {
      return lines.map { line in
        expected.first { $0.contains("…") && matches(squeezed(line), squeezed($0)) } ?? line
      }
    }
    var at = 0
    return expected.compactMap { shown in
      let wanted = squeezed(shown)
      if wanted == "…" || wanted.isEmpty { return shown }
      if let same = lines[at...].firstIndex(where: { matches(squeezed($0), wanted) }) {
        at = same + 1
        return shown
      }
      let words = Set(wanted.split(separator: " "))
      func isAlike(_ line: String) -> Bool {
        let shared = words.intersection(squeezed(line).split(separator: " ")).count
        return shared * 2 > words.count
      }
      guard let alike = lines[at...].firstIndex(where: isAlike) else { return nil }
      at = alike + 1
      return lines[alike]
    }
  }

  private static func squeezed(_ line: String) -> String {
    // A byte order mark is not seen, and what progress wrote before it took its line away is not there any more.
    let seen = String(String.UnicodeScalarView(line.unicodeScalars.filter { $0 != "\u{FEFF}" }))
    let left = seen.components(separatedBy: "\u{1B}[K").last ?? seen
    return left.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func matches(_ line: String, _ wanted: String) -> Bool {
    let parts = wanted.components(separatedBy: "…")
    if parts.count == 1 { return line == wanted }
    guard line.hasPrefix(parts[0]), line.hasSuffix(parts[parts.count - 1]) else { return false }
    var rest = line[...]
    for part in parts where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

/// A shell in a folder of its own, which has what the pages speak of: the program, Corpus/ and Patterns/.
final class ReadmeShell {
  let folder = Folder()
  private let language: String
  private let bin: String
  /// What was exported by earlier commands.
  private var variables = ""

  init(root: URL, language: String) throws {
    self.language = language
    bin = try Program.executable().deletingLastPathComponent().path
    for name in ["Corpus", "Patterns", "Tests/ArticleReaderTests/Files"] {
      let copy = URL(fileURLWithPath: folder.path).appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: root.appendingPathComponent(name), to: copy)
    }
  }

  /// Runs a line of bash in a terminal of 100 columns, and gives what it shows.
  func run(_ line: String) throws -> (status: Int32, output: String) {
    if line.hasPrefix("export ") || line.hasPrefix("unset ") { variables += line + "\n" }
    let terminal = try PseudoTerminal(
      ["-c", "cd \"$0\"\n\(variables)\(line)", folder.path], columns: 100, rows: 1000,
      environment: [
        "PATH": bin + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"), "NO_COLOR": "1",
        "PAGER": "", "TRICHDAN_LANG": language, "TMPDIR": folder.path,
      ], executable: "/bin/bash")
    let status = terminal.end()
    return (status, terminal.output.replacing("\r\n", with: "\n"))
  }
}
