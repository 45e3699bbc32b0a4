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
  /// The piece of who passed the words on, or an empty range.
  var via: Range<Int>
}

/// Runs the forms over the lines of the sentences.
///
/// Forms stand in the order of their precision: the first that takes a quote or a cue keeps it.
final class FormStage {
  private let library: PatternLibrary
  private let matchers: [[Matcher]]

  init(_ library: PatternLibrary) {
    self.library = library
    matchers = library.forms.map { $0.variants.map { Matcher($0.pattern) } }
  }

  /// Calls `body` with every match of every form of a target in one sentence, in the order of the forms.
  func each(
    _ target: Form.Target, in sentence: Int, of text: ArticleText, _ body: (Candidate) -> Void
  ) {
    let from = Int(text.sentences[sentence].pieceStart)
    let to = Int(text.sentences[sentence].pieceEnd)
    guard from < to else { return }
    var present = SymbolSet()
    for index in from..<to { present.insert(text.line[index]) }
    text.line.withUnsafeBufferPointer { all in
      let subject = Subject(trusted: UnsafeBufferPointer(rebasing: all[from..<to]))
      for (index, form) in library.forms.enumerated()
      where form.target == target && form.needs.meets(present) {
        for (variant, matcher) in zip(form.variants, matchers[index]) {
          run(index, variant.groups, matcher, subject, from, sentence, body)
        }
      }
    }
  }

  private func run(
    _ index: Int, _ groups: Form.Groups, _ matcher: Matcher, _ subject: Subject, _ base: Int, _ sentence: Int,
    _ body: (Candidate) -> Void
  ) {
    var start = 0
    while start < subject.count {
      // A form that meets its limit on a strange line has simply not matched there.
      guard let found = try? matcher.match(in: subject, from: start), found else { return }
      func range(_ numbers: [Int]) -> Range<Int>? {
        for number in numbers { if let range = matcher.range(at: number) { return range } }
        return nil
      }
      if let content = range(groups.content) {
        let source = range(groups.source) ?? 0..<0
        let cue = range(groups.cue) ?? range(groups.cite)
        let via = range(groups.via) ?? 0..<0
        body(
          Candidate(
            form: index, sentence: sentence, content: content.lowerBound + base..<content.upperBound + base,
            source: source.isEmpty ? 0..<0 : source.lowerBound + base..<source.upperBound + base,
            cue: cue.map { $0.lowerBound + base } ?? -1,
            via: via.isEmpty ? 0..<0 : via.lowerBound + base..<via.upperBound + base))
      }
      start = max(matcher.range.lowerBound, start) + 1
    }
  }
}
