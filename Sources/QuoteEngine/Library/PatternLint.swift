import VietnameseText

/// Holds a pattern library to its own promises: every entry readable and reachable, every form taking its
/// examples and leaving its rejects alone.
public enum PatternLint {
  /// All faults of a library, in the order of files and lines.
  ///
  /// - Parameter files: the library's files, as they were read.
  /// - Throws: the first fault, when nothing of the library can be used.
  public static func faults(in files: [PatternFile]) throws -> [PatternFault] {
    let library = try PatternLibrary(files: files)
    var faults = library.faults
    faults += entries(library)
    faults += forms(library)
    return faults.sorted { ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message) }
  }

  // MARK: Lexicons

  private static func entries(_ library: PatternLibrary) -> [PatternFault] {
    var faults: [PatternFault] = []
    var seen: [String: LexiconEntry] = [:]
    for entry in library.entries {
      let key = entry.file + "\u{0}" + Folding.keyPreservingDiacritics(entry.phrase)
      func fault(_ message: String) {
        faults.append(PatternFault(file: entry.file, line: entry.line, message: message))
      }
      if let first = seen[key] {
        fault("`\(entry.phrase)` stands already at line \(first.line); one of the two is never reached")
      } else {
        seen[key] = entry
      }
      if !Array(Normalization.nfc(entry.phrase).unicodeScalars).elementsEqual(entry.phrase.unicodeScalars) {
        fault("`\(entry.phrase)` is not in Unicode NFC; write it composed")
      }
      if ToneMarks.modern(entry.phrase) != entry.phrase {
        fault(
          "`\(entry.phrase)` has its tone mark in the older place; write `\(ToneMarks.modern(entry.phrase))`")
      }
    }
    // A phrase that is listed as no cue with the same words takes the cue's place.
    let cues = library.entries.filter { library.lexicons[$0.file] == .cue }
    let blocked = Set(
      library.entries.filter { library.lexicons[$0.file] == .notCue }.map {
        Folding.keyPreservingDiacritics($0.phrase)
      })
    for cue in cues where blocked.contains(Folding.keyPreservingDiacritics(cue.phrase)) {
      faults.append(
        PatternFault(
          file: cue.file, line: cue.line,
          message: "`\(cue.phrase)` is a not-cue too, so that it is never a cue"))
    }
    return faults
  }

  // MARK: Forms

  private static func forms(_ library: PatternLibrary) -> [PatternFault] {
    var faults: [PatternFault] = []
    var ids: [String: Form] = [:]
    let engine = QuoteEngine(library: library)
    for form in library.forms {
      func fault(_ message: String) {
        faults.append(
          PatternFault(file: form.file, line: form.line, message: "form `\(form.id)`: \(message)"))
      }
      if let first = ids[form.id] { fault("the id is taken already at \(first.file):\(first.line)") }
      ids[form.id] = form
      if form.examples.isEmpty { fault("has no example; give at least one text that it takes") }
      for example in form.examples { if let message = check(example, form, engine) { fault(message) } }
      for reject in form.rejects {
        if let record = records(reject, form, engine).first(where: { $0.pattern == form.id }) {
          fault("takes «\(record.content.text)» in its reject “\(reject)”")
        }
      }
    }
    return faults
  }

  private static func records(_ text: String, _ form: Form, _ engine: QuoteEngine) -> [Attribution] {
    let found = engine.annotate(Normalization.nfc(text))
    return form.target == .quote ? found.quotes : found.claims
  }

  /// What is wrong with the way a form takes its example, `nil` when nothing is.
  private static func check(_ example: Form.Example, _ form: Form, _ engine: QuoteEngine) -> String? {
    let found = records(example.text, form, engine)
    guard let record = found.first(where: { $0.content.text == example.content }) else {
      let got = found.map { "«\($0.content.text)»" }.joined(separator: ", ")
      return
        "finds \(got.isEmpty ? "nothing" : got) in its example “\(example.text)”, not «\(example.content)»"
    }
    // Another form may read the same words of the same speaker: the weights choose between the two.
    if record.pattern != form.id, example.speaker == nil {
      return "its example “\(example.text)” is taken by form `\(record.pattern)`, and names no speaker"
    }
    if let speaker = example.speaker, record.speaker?.name != speaker {
      return "gives “\(example.text)” to \(record.speaker?.name ?? "nobody"), not to \(speaker)"
    }
    if let source = example.source, record.source?.text != source {
      return "reads the source «\(record.source?.text ?? "")» in “\(example.text)”, not «\(source)»"
    }
    if let cue = example.cue, record.cue?.text != cue {
      return "reads the cue «\(record.cue?.text ?? "")» in “\(example.text)”, not «\(cue)»"
    }
    return nil
  }
}
