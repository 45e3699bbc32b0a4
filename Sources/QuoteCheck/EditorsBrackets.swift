/// Words in square brackets in a quote: whoever prints the quote says that they are not the speaker's.
///
/// Họ [ban quản lý] chưa trả lời; [T]rường sẽ đóng cửa; […].
struct EditorsBrackets {
  /// The quote without them.
  private(set) var text: String
  /// The words of each.
  private(set) var words: [String] = []

  /// More words than this are no remark.
  private static let longest = 12

  /// Reads a quote. A bracket that nothing closes is a mark like any other.
  init(_ quote: String) {
    text = ""
    var rest = Substring(quote)
    while let open = rest.firstIndex(of: "[") {
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(of: "]") else { break }
      let content = inner[..<close]
      let after = inner[inner.index(after: close)...]
      text += rest[..<open]
      rest = after
      let count = content.split(whereSeparator: \.isWhitespace).count {
        $0.contains { $0.isLetter || $0.isNumber }
      }
      if count > Self.longest {
        text += content
      } else if count == 1, content.allSatisfy(\.isLetter), after.first?.isLetter == true {
        // [T]rường: a letter that was put in another case.
        text += content
      } else if count > 0 {
        words.append(String(content))
        text += " "
      } else {
        // […]
        text += "[" + content + "]"
      }
    }
    text += rest
  }
}
