/// The version of the library and of the program.
public enum LibraryVersion {
  /// The number, by the rules of semantic versions.
  public static let number: StaticString = "0.1.0"
}
