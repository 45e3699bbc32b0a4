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
    let matcher: Matcher
    let groups: Form.Groups

    init(form: Int, variant: Form.Variant) {
      self.form = form
      matcher = Matcher(variant.pattern)
      groups = variant.groups.copied()
    }
  }

  /// The forms of one target, in their order, and what a line must hold for each. The sets lie apart from the
  /// runners, for most sentences have what few of the forms need.
  private final class Runners {
    private(set) var all: [Runner] = []
    private var common = SymbolSet()
    private var needs = PlainArray<SymbolSet>()
    /// The sets of runner `i` end at `needEnds[i]` and begin where those of the one before end.
    private var needEnds = PlainArray<Int>()

    init(_ forms: [Form], _ target: Form.Target) {
      for (index, form) in forms.enumerated() where form.target == target {
        common.formUnion(form.needs)
        for variant in form.variants {
          all.append(Runner(form: index, variant: variant))
          needs.append(form.needs)
          for set in variant.needs { needs.append(set) }
          needEnds.append(needs.count)
        }
      }
    }

    deinit {
      needs.deallocate()
      needEnds.deallocate()
    }

    /// Calls `body` with the runners that a line with these symbols may satisfy.
    @inline(__always)
    func each(for present: SymbolSet, _ body: (Runner) -> Void) {
      guard common.meets(present) else { return }
      var need = 0
      for index in 0..<needEnds.count {
        let end = needEnds[index]
        var isMet = true
        while isMet, need < end {
          isMet = needs[need].meets(present)
          need += 1
        }
        need = end
        if isMet { body(all[index]) }
      }
    }
  }

  private let quotes: Runners
  private let claims: Runners

  init(_ library: PatternLibrary) {
    quotes = Runners(library.forms, .quote)
    claims = Runners(library.forms, .claim)
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
    let runners = target == .quote ? quotes : claims
    // Bodies look at the line, so it is handed on as a pointer that outlives no call of theirs: nothing
    // changes the line while forms run.
    let line = UnsafeBufferPointer(rebasing: text.line.buffer[from..<to])
    let subject = Subject(trusted: line)
    runners.each(for: present) { run($0, subject, from, sentence, body) }
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
      // Nor has one whose content may be empty, where it is.
      if let content = range(runner.groups.content), !content.isEmpty {
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
