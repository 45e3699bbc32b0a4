import Foundation
import Testing

@testable import TrichdanProgram

@Suite struct MessagesTests {
  private static let vietnamese = Messages(language: .vi)

  /// Texts of help pages: what a translator has to know, whole or piece by piece.
  private static func texts(_ command: CommandTree.Command) -> [String] {
    var texts = [command.abstract].compactMap(\.self)
    for piece in Messages.pieces(of: command.discussion ?? "") {
      switch piece {
      case .paragraph(let text): texts.append(text)
      case .line(_, let explanation): if let explanation { texts.append(explanation) }
      }
    }
    for argument in command.arguments ?? [] where argument.shouldDisplay {
      texts += [argument.abstract].compactMap(\.self)
    }
    return texts + command.shown.flatMap(Self.texts)
  }

  /// Data, names of commands and of files are the same in all languages.
  private static func isNeutral(_ text: String) -> Bool {
    text.isEmpty || text.hasPrefix("lines of {")
  }

  @Test func everyHelpTextIsThereInVietnamese() throws {
    let texts = Set(Self.texts(try CommandTree.make())).filter { !Self.isNeutral($0) }
    #expect(texts.count > 100)
    let missing = texts.filter { !Self.vietnamese.knows($0) }.sorted()
    #expect(missing.isEmpty, "add to Site/terminal/vi.po:\n\(missing.joined(separator: "\n"))")
  }

  /// The literals of errors and notes in the sources, with `{1}`, `{2}` … where something is put in.
  private static func messages() throws -> [(file: String, text: String)] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/trichdan")
    var found: [(file: String, text: String)] = []
    let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    for file in files.sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
      for start in ["CommandFailure(", "ValidationError(", "printError("] {
        for part in text.components(separatedBy: start).dropFirst() {
          if let literal = SwiftLiteral.read(part) { found.append((file, literal)) }
        }
      }
    }
    return found
  }

  @Test func everyMessageIsThereInVietnamese() throws {
    let messages = try Self.messages()
    #expect(messages.count > 50)
    let missing = messages.filter { message in
      let words = message.text.replacing("trichdan: ", with: "", maxReplacements: 1).trimmingCharacters(
        in: .whitespaces)
      // What is put in is somebody else's message, or data.
      let rest = words.replacing(/\{\d+\}/, with: "").filter { $0.isLetter }
      return rest.count > 3 && !Self.vietnamese.understands(words)
        && !Self.vietnamese.understands(words.replacing(/\{\d+\}/, with: "7"))
    }
    #expect(
      missing.isEmpty,
      "add to Site/terminal/vi.po:\n\(missing.map { "\($0.file): \($0.text)" }.joined(separator: "\n"))")
  }

  /// What reading and fetching say was English in a Vietnamese run.
  @Test func whyAnArticleWasRefusedIsSaidInVietnamese() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    var missing: [String] = []
    var count = 0
    for folder in ["ArticleReader", "ArticleFetcher", "WebPage"] {
      let root = sources.appendingPathComponent(folder)
      let files = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
      for file in files.sorted() where file.hasSuffix(".swift") {
        let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
        for start in ["reason:", "remedy:", "notes.append(", "fault("] {
          for part in text.components(separatedBy: start).dropFirst() {
            guard let literal = SwiftLiteral.read(part),
              literal.replacing(/\{\d+\}/, with: "").contains(where: \.isLetter)
            else { continue }
            count += 1
            if !Self.vietnamese.understands(literal),
              !Self.vietnamese.understands(literal.replacing(/\{\d+\}/, with: "7"))
            {
              missing.append("\(file): \(literal)")
            }
          }
        }
      }
    }
    #expect(count > 60)
    #expect(missing.isEmpty, "add to Site/terminal/vi.po:\n\(missing.joined(separator: "\n"))")
  }

  @Test func theReviewInATerminalSpeaksVietnamese() {
    let shown = (ReviewSession.keys + ReviewSession.promptKeys).map(\.meaning) + ReviewSession.help
    let missing = shown.filter { !Self.vietnamese.knows($0) }
    #expect(missing.isEmpty, "add to Site/terminal/vi.po:\n\(missing.joined(separator: "\n"))")
  }

  @Test func aMessageIsFoundByTheTextThatItWasMadeOf() {
    let words = Self.vietnamese
    #expect(
      words.message("trichdan: no speaker is called “Lê”; did you mean “Lê Minh”?")
        == "trichdan: không có người nói nào tên “Lê”; có phải ý bạn là “Lê Minh”?")
    #expect(words.message("cue “nói” (deny)") == "từ dẫn “nói” (phủ nhận)")
    #expect(
      words.message("Error: Unknown option '--spaeker'. Did you mean '--speaker'?")
        == "Lỗi: Không có tuỳ chọn '--spaeker'. Có phải ý bạn là '--speaker'?")
    #expect(
      words.message("Help:  --limit <n>  At most so many.\nUsage: trichdan quotes <options>")
        == "Trợ giúp:  --limit <n>  \(words("At most so many."))\nCách dùng: trichdan quotes <tuỳ chọn>")
    #expect(words.knows("At most so many."))
    #expect(words.message("something new") == "something new")
    #expect(Messages(language: .en).message("cue “nói” (deny)") == "cue “nói” (deny)")
  }

  /// A command's name came out as “trích dẫn”, which nobody can type.
  @Test func whatHasToBeTypedIsNotTranslated() {
    #expect(
      Self.vietnamese.message("trichdan: “qoutes” is no command; did you mean “quotes”?")
        == "trichdan: không có lệnh “qoutes”; có phải ý bạn là “quotes”?")
    #expect(
      Self.vietnamese.message(
        "--cue-class “denied” is no class of cues; did you mean “deny”? There are: deny"
      )
      .contains("“deny”"))
  }

  @Test func whatIsPutInIsNotLost() throws {
    let file = try PhraseFile(
      file: "x",
      text: "msgid \"{1} of {2}\"\nmsgstr \"{2} có {1}\"\n\nmsgid \"\"\nmsgstr \"đầu\"\n# ghi chú\n")
    #expect(Messages(language: .vi, file: file).message("a of b") == "b có a")
    #expect(Messages(language: .vi, file: file).message("  a of b") == "  b có a")
  }

  @Test(arguments: ["msgstr \"x\"", "\"x\"", "msgid x", "msgid \"a\"b\"", "msgid \"a"])
  func aFaultyFileIsNamedWithItsLine(text: String) {
    #expect(throws: PhraseFile.Fault.self) { try PhraseFile(file: "vi.po", text: "# đầu\n" + text) }
  }

  @Test func theLanguageIsTheOneThatWasAskedForLast() {
    func language(
      _ arguments: [String], _ environment: [String: String], _ settings: InterfaceLanguage? = nil
    )
      -> InterfaceLanguage
    { .preferred(["trichdan"] + arguments, environment, settings: settings) }
    #expect(language([], [:]) == .en)
    #expect(language([], ["LANG": "vi_VN.UTF-8"]) == .vi)
    #expect(language([], ["LANG": "vi_VN.UTF-8", "LC_ALL": "C"]) == .en)
    #expect(language([], ["LANG": "vi_VN"], .en) == .en)
    #expect(language([], ["TRICHDAN_LANG": "vi"], .en) == .vi)
    #expect(language(["--lang", "en"], ["TRICHDAN_LANG": "vi"]) == .en)
    #expect(language(["--lang=vi"], [:]) == .vi)
  }

  // MARK: A Vietnamese run

  /// Words that English sentences can hardly do without, and Vietnamese ones have not.
  private static let english = [
    "the", "of", "with", "is", "are", "and", "not", "only", "from", "which", "there", "this", "what", "found",
  ]

  private static func englishWords(in text: String) -> [String] {
    let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    return english.filter(words.contains)
  }

  @Test func noEnglishStandsInAVietnameseRun() throws {
    let folder = Folder()
    let database = folder.path + "/kho.sqlite"
    let file = folder.write(
      "do.txt", "“Đò sẽ chạy trước Tết”, bà Lê Thị Minh nói. Sở Bến Bãi bác bỏ tin ngừng chạy.")
    let empty = folder.write("rong.txt", "")
    let picture = folder.write("anh.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0])
    let headlines = folder.write(
      "muc.html", "<html><body><h1>Mục</h1><p><a href=/1>Đò chạy lại</a></p></body></html>")
    func run(_ arguments: String...) throws -> String {
      let outcome = try Program.run(arguments + ["--lang", "vi"])
      return outcome.errors + outcome.output
    }
    let root = try CommandTree.make()
    var shown: [(String, String)] = []
    for command in root.shown {
      shown.append((command.commandName, try run("help", command.commandName)))
    }
    for arguments in [
      ["ingest", file, "--db", database], ["quotes", "--db", database],
      ["quotes", "--explain", "--db", database],
      ["quotes", "--wide", "--db", database], ["quotes", "--speaker", "Lê Thị Mink", "--db", database],
      ["quotes", "--match", "mưa", "--db", database], ["quotes", "--count", "--db", database],
      ["quotes", "--limit", "0"], ["quotes", "--cue-class", "denied", "--db", database],
      ["quotes", "--spaeker", "x"],
      ["quotes", "--layer", "x"], ["qoutes"], ["speakers", "--db", database],
      ["search", "đò", "--db", database],
      ["search", "mưa", "--db", database], ["articles", "--db", database],
      ["articles", "remove", "do", "--dry-run", "--db", database], ["show", "khong-co", "--db", database],
      ["export", "brat"], ["export", "csv", "-o", folder.path + "/a.csv", "--db", database],
      ["quotes", "--db", folder.path + "/khong-co.sqlite"],
      ["ingest", folder.path + "/khong-co.txt", "--db", database],
      ["verify", "--db", database], ["check", "--db", database], ["report", "--db", database],
      ["check", "Đò chạy trước Tết", "--speaker", "Tô Bến", "--db", database],
      ["show", "do", "--db", database], ["source", "do", "--db", database],
      ["ingest", empty, picture, headlines, "--db", database],
      ["patterns", "try-page", "--lines", headlines],
      ["patterns", "list", "--file", "khong-co"],
    ] {
      let outcome = try Program.run(arguments + ["--lang", "vi"])
      shown.append((arguments.joined(separator: " "), outcome.errors + outcome.output))
    }
    for (what, text) in shown {
      // Options, file names, addresses, verdicts and other names of data (`not-found`), and what stands in `…` are the
      // same in all languages.
      let words = text.replacing(
        /`[^`]*`|[\w\/.-]+\.[a-z]+|\b[a-z]+(?:-[a-z]+)+\b|--?[a-z][a-z-]*|'[^']*'|<[^>]*>|  trichdan .*/,
        with: "")
      #expect(Self.englishWords(in: words).isEmpty, "\(what): \(Self.englishWords(in: words))\n\(text)")
    }
  }
}

/// Reads string literals out of Swift.
enum SwiftLiteral {
  /// The text of the literals that `source` begins with, joined by `+`; what is put in becomes `{1}`, `{2}` ….
  static func read(_ source: String) -> String? {
    var rest = source.drop { $0.isWhitespace }
    guard rest.first == "\"" else { return nil }
    var text = ""
    var place = 0
    while rest.first == "\"" {
      rest.removeFirst()
      while let character = rest.first, character != "\"" {
        rest.removeFirst()
        guard character == "\\" else {
          text.append(character)
          continue
        }
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case "n": text.append("\n")
        case "(":
          place += 1
          text += "{\(place)}"
          var depth = 1
          while depth > 0, let inner = rest.popFirst() {
            if inner == "(" { depth += 1 } else if inner == ")" { depth -= 1 }
          }
        default: text.append(escaped)
        }
      }
      guard !rest.isEmpty else { return nil }
      rest.removeFirst()
      let behind = rest.drop { $0.isWhitespace }
      guard behind.first == "+" else { break }
      rest = behind.dropFirst().drop { $0.isWhitespace }
    }
    return text
  }
}
