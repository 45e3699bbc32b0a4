/// Breaks text that holds colours into lines of a terminal's width, between words.
enum WrappedText {
  /// The lines of a text; `width` is `nil` where lines may be long. Lines after the first of each paragraph stand
  /// `hanging` columns to the right.
  static func lines(_ text: String, width: Int?, hanging: Int = 0) -> [String] {
    let paragraphs = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let width else { return paragraphs.map(String.init) }
    var lines: [String] = []
    for paragraph in paragraphs { wrap(paragraph, max(20, width), hanging, &lines) }
    return lines
  }

  private static func wrap(_ paragraph: Substring, _ width: Int, _ hanging: Int, _ lines: inout [String]) {
    let indent = String(repeating: " ", count: hanging)
    var line = ""
    var used = 0
    var word = ""
    var wordWidth = 0
    /// The colour that holds where a line ends, which has to be set again in the next.
    var colour = ""
    var isInEscape = false
    var escape = ""
    func endLine() {
      lines.append(colour.isEmpty ? line : line + "\u{1B}[0m")
      line = indent + colour
      used = hanging
    }
    func endWord() {
      if used + wordWidth > width, used > hanging {
        while line.last == " " { line.removeLast() }
        endLine()
      }
      line += word
      used += wordWidth
      word = ""
      wordWidth = 0
    }
    for scalar in paragraph.unicodeScalars {
      if isInEscape {
        escape.unicodeScalars.append(scalar)
        guard scalar.properties.isAlphabetic else { continue }
        isInEscape = false
        // A colour belongs to what follows it; its end to what it follows.
        endWord()
        line += escape
        colour = escape == "\u{1B}[0m" ? "" : escape
      } else if scalar == "\u{1B}" {
        isInEscape = true
        escape = "\u{1B}"
      } else if scalar == " " {
        endWord()
        if used < width {
          line += " "
          used += 1
        }
      } else {
        word.unicodeScalars.append(scalar)
        wordWidth += DisplayWidth.of(scalar)
        // A word that is wider than the screen is broken where the screen ends.
        if wordWidth >= width - hanging { endWord() }
      }
    }
    endWord()
    lines.append(colour.isEmpty ? line : line + "\u{1B}[0m")
  }
}
