import PCRE2

/// What a form found in a sentence, in pieces of the article.
struct Candidate {
  /// The form's index in the library.
  var form: Int
  var sentence: Int
  /// The content's pieces; a claim's content may reach further than the form saw.
  var content: Range<Int>
  /// The pieces that name the speaker, empty when the form leaves the speaker out.
  var source: Range<Int>
  /// The piece of the cue, or -1.
  var cue: Int
  /// The piece of dẫn lời or its like, or -1.
  var cite: Int
  /// The piece of who passed the words on, or an empty range.
  var via: Range<Int>
}

/// Runs the forms over the lines of the sentences.
///
/// Forms stand in the order of their precision: the first that takes a quote or a cue keeps it.
final class FormStage {
  /// One reading of a form with its matcher: all that a match needs, in one place.
  private final class Runner {
    let form: Int
    let needs: SymbolSet
    let matcher: Matcher
    let groups: Form.Groups

    init(form: Int, needs: SymbolSet, variant: Form.Variant) {
      self.form = form
      self.needs = needs
      matcher = Matcher(variant.pattern)
      groups = variant.groups.copied()
    }
  }

  private let quoteRunners: [Runner]
  private let claimRunners: [Runner]

  init(_ library: PatternLibrary) {
    func runners(_ target: Form.Target) -> [Runner] {
      library.forms.enumerated().filter { $0.element.target == target }.flatMap { index, form in
        form.variants.map { Runner(form: index, needs: form.needs, variant: $0) }
      }
    }
    quoteRunners = runners(.quote)
    claimRunners = runners(.claim)
  }

  /// Calls `body` with every match of every form of a target in one sentence, in the order of the forms.
  func each(
    _ target: Form.Target, in sentence: Int, of text: ArticleText, _ body: (Candidate) -> Void
  ) {
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    guard from < to else { return }
    var present = SymbolSet()
    for symbol in text.line.buffer[from..<to] { present.insert(symbol) }
    let runners = target == .quote ? quoteRunners : claimRunners
    // Bodies look at the line, so it is handed on as a pointer that outlives no call of theirs: nothing
    // changes the line while forms run.
    let line = UnsafeBufferPointer(rebasing: text.line.buffer[from..<to])
    let subject = Subject(trusted: line)
    for runner in runners where runner.needs.meets(present) { run(runner, subject, from, sentence, body) }
  }

  private func run(
    _ runner: Runner, _ subject: Subject, _ base: Int, _ sentence: Int, _ body: (Candidate) -> Void
  ) {
    let matcher = runner.matcher
    func range(_ numbers: [Int]) -> Range<Int>? {
      for number in numbers { if let range = matcher.range(at: number) { return range } }
      return nil
    }
    func moved(_ range: Range<Int>?) -> Range<Int> {
      guard let range, !range.isEmpty else { return 0..<0 }
      return range.lowerBound + base..<range.upperBound + base
    }
    var start = 0
    while start < subject.count {
      // A form that meets its limit on a strange line has simply not matched there.
      guard let found = try? matcher.match(in: subject, from: start), found else { return }
      if let content = range(runner.groups.content) {
        let cite = range(runner.groups.cite)
        let cue = range(runner.groups.cue) ?? cite
        body(
          Candidate(
            form: runner.form, sentence: sentence,
            content: content.lowerBound + base..<content.upperBound + base,
            source: moved(range(runner.groups.source)), cue: cue.map { $0.lowerBound + base } ?? -1,
            cite: cite.map { $0.lowerBound + base } ?? -1,
            via: moved(range(runner.groups.via))))
      }
      start = max(matcher.range.lowerBound, start) + 1
    }
  }
}
