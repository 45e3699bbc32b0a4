import Testing
import VietnameseText

@testable import QuoteEngine

@Suite("forms")
struct FormTests {
  private static let forms = (try? Shipped.library().forms) ?? []

  @Test(
    "every form takes its own examples, with the speaker, source and cue that they name",
    arguments: forms.map(\.id))
  func examplesAreTaken(id: String) throws {
    let engine = try Shipped.engine()
    let form = try #require(engine.library.forms.first { $0.id == id })
    for example in form.examples {
      let found = engine.annotate(Normalization.nfc(example.text))
      let records = form.target == .quote ? found.quotes : found.claims
      let record = records.first { $0.content.text == example.content }
      #expect(
        record != nil, "\(form.file):\(form.line) finds \(records.map(\.content.text)) in “\(example.text)”")
      guard let record else { continue }
      // Several forms may read the same words of the same speaker; the weights choose among them.
      #expect(record.pattern == id || example.speaker != nil, "“\(example.text)”")
      if let speaker = example.speaker { #expect(record.who == speaker, "“\(example.text)”") }
      if let source = example.source { #expect(record.source?.text == source, "“\(example.text)”") }
      if let cue = example.cue { #expect(record.cue?.text == cue, "“\(example.text)”") }
      #expect(record.confidence > 0 && record.confidence <= 1)
    }
  }

  @Test("no form takes its rejects", arguments: forms.map(\.id))
  func rejectsAreRefused(id: String) throws {
    let engine = try Shipped.engine()
    let form = try #require(engine.library.forms.first { $0.id == id })
    for text in form.rejects {
      let found = engine.annotate(Normalization.nfc(text))
      #expect(!(found.quotes + found.claims).contains { $0.pattern == id }, "“\(text)”")
    }
  }

  @Test("the shipped library has forms for both layers, and no fault")
  func libraryIsSound() throws {
    let library = try Shipped.library()
    #expect(library.faults.map(\.description) == [])
    #expect(Set(library.forms.map(\.target)) == [.quote, .claim])
    #expect(Set(library.forms.map(\.id)).count == library.forms.count)
  }

  @Test("two forms of one precision order are tried as written: the first that takes a quote keeps it")
  func orderOfForms() throws {
    let records = try annotate("“Bến đò sẽ mở lại trước Tết”, ông Lục Văn Tấn nói: “Cứ yên tâm đi lại”.")
      .quotes
    #expect(records.map(\.content.text) == ["Bến đò sẽ mở lại trước Tết", "Cứ yên tâm đi lại"])
    #expect(records.map(\.who) == ["Lục Văn Tấn", "Lục Văn Tấn"])
  }

  @Test("a form that backtracks without end costs its own matches, not the article")
  func runawayForm() throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(
        name: "forms/aa.yaml",
        text: """
          forms:
            - id: runaway
              form: x
              target: quote
              regex: '(?: [wWNp]+ [wWNp]* )+ [wWNp]+ (?<content> Z )'
          """))
    let engine = QuoteEngine(library: try PatternLibrary(files: files))
    let article =
      String(repeating: "Nước lên ", count: 200) + ", ông Lục Văn Tấn nói: “Bến đò sẽ mở lại trước Tết”."
    #expect(engine.annotate(article).quotes.map(\.who) == ["Lục Văn Tấn"])
  }
}

@Suite("library")
struct LibraryTests {
  @Test("the version is the same for the same files in any order, and another after any change")
  func versions() throws {
    let files = try ShippedPatterns.files()
    let version = try PatternLibrary(files: files).version
    #expect(try PatternLibrary(files: files.reversed()).version == version)
    var changed = files
    changed[0].text += "# a word more\n"
    #expect(try PatternLibrary(files: changed).version != version)
  }

  @Test("no file at all is an error that says what is missing")
  func emptyLibrary() throws {
    #expect(throws: PatternFault.self) { try PatternLibrary(files: []) }
    let lexiconsOnly = try ShippedPatterns.files().filter { $0.name.hasSuffix(".txt") }
    let fault = #expect(throws: PatternFault.self) { try PatternLibrary(files: lexiconsOnly) }
    #expect(fault?.message.contains("forms") == true)
  }

  @Test("a macro that nobody defined is named with the ones there are")
  func unknownMacro() throws {
    var files = try ShippedPatterns.files()
    files.append(
      PatternFile(
        name: "forms/zz.yaml",
        text: "forms:\n  - id: lost\n    form: x\n    target: quote\n    regex: '{mentoin} (?<content> Q )'\n"
      ))
    let faults = try PatternLibrary(files: files).faults
    #expect(faults.count == 1)
    #expect(faults.first?.file == "forms/zz.yaml")
    #expect(faults.first?.message.contains("mentoin") == true)
    #expect(faults.first?.message.contains("mention") == true)
  }

  @Test("YAML that cannot be read is a fault with its line")
  func brokenYAML() throws {
    var files = try ShippedPatterns.files()
    files.append(PatternFile(name: "forms/zz.yaml", text: "forms:\n  - id: a\n   form: [\n"))
    let fault = try PatternLibrary(files: files).faults.first
    #expect(fault?.file == "forms/zz.yaml")
    #expect((fault?.line ?? 0) >= 2)
  }

  @Test("a comment, an empty line and spaces round the fields are no part of an entry")
  func lexiconLines() {
    let entries = LexiconFile.entries(
      of: PatternFile(name: "kin.txt", text: "# cha\n\n  cha nuôi  |  m   # of the house\nmẹ nuôi|f\n"))
    #expect(entries.map(\.phrase) == ["cha nuôi", "mẹ nuôi"])
    #expect(entries.map(\.fields) == [["m"], ["f"]])
    #expect(entries.map(\.line) == [3, 4])
  }
}
