import PatternFiles
import QuoteEngine
import QuoteStore

/// The classes of cues that users may ask for.
enum CueClasses {
  /// The class as it was typed, when a record has it or the patterns know it. Throws a `CommandFailure` with the classes
  /// that there are.
  static func known(_ typed: String, in store: QuoteStore) throws -> String {
    let stored = try store.cueClasses()
    if stored.contains(typed) { return typed }
    // Reading the patterns takes longer than most lists. Where they cannot be read, there are the classes of the
    // records: what is wrong with them is for the commands to say that cannot do without.
    let files =
      (try? PatternDirectory.locate(explicit: nil)).flatMap { try? PatternDirectory.readFiles(in: $0) } ?? []
    // As above.
    let library = try? PatternLibrary(files: files.map { PatternFile(name: $0.name, text: $0.text) })
    let entries = library?.entries.filter { $0.file.hasSuffix("/cues.txt") } ?? []
    let classes = Set(entries.compactMap(\.fields.first)).union(stored)
    if classes.contains(typed) { return typed }
    let nearest = Nearest.of(typed, in: classes).map { "; did you mean “\($0)”?" } ?? ""
    throw CommandFailure(
      "--cue-class “\(typed)” is no class of cues\(nearest.isEmpty ? "." : nearest) There are: \(classes.sorted().joined(separator: ", "))",
      status: .usage)
  }
}
