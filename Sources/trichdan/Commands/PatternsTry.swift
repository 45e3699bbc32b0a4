import ArgumentParser
import QuoteEngine
import VietnameseText

/// `trichdan patterns try`: what the patterns do to a text, and why.
struct PatternsTry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract:
      "Shows the marks, cues and mentions of a text, which form fired, and the attribution with its evidence.",
    discussion: """
      Example:
        trichdan patterns try '“Bến đò sẽ mở lại”, bà Lê Thị Mận nói.'

      The first line of each sentence is what the forms read, a character a piece; Patterns/forms/macros.yaml
      says what each stands for.
      """)

  @Argument(help: "The text, a sentence or a whole article.")
  var text: String

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var quiet: QuietOption

  func run() throws {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure("there is no text to try; put it between quotation marks", status: .usage)
    }
    let engine = QuoteEngine(library: try patterns.library())
    let output = StandardOutput()
    try output.write(engine.explain(Normalization.nfc(text)).description)
    try output.flush()
  }
}
