/// One file of the pattern library: its name within the library and its text.
///
/// The engine never opens files; whoever calls it reads them.
public struct PatternFile: Sendable, Hashable {
  /// The path within the library, with `/`, such as `lexicons/cues.txt`.
  public var name: String
  /// The whole text of the file.
  public var text: String

  /// Makes a pattern file from its name and text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
