import VietnameseText

/// The words by which parts of a page are known, on any page: `pages/words.yaml`.
struct PageWords: Sendable {
  /// The lists of the file.
  enum List: String, CaseIterable {
    case clutterClasses = "clutter-classes"
    case clutterClassWords = "clutter-class-words"
    case commentClasses = "comment-classes"
    case captionClasses = "caption-classes"
    case leadClasses = "lead-classes"
    case bylineClasses = "byline-classes"
    case bodyClasses = "body-classes"
    case photoCredits = "photo-credits"
    case clutterLines = "clutter-lines"
    case clutterBeginnings = "clutter-beginnings"
    case sourceLines = "source-lines"
    case bylineLabels = "byline-labels"
    case bylineTails = "byline-tails"
    case nameJoints = "name-joints"
    case bylineOpenings = "byline-openings"
    case nobody
    case noNameBeginnings = "no-name-beginnings"
    case titleClasses = "title-classes"
    case wallClasses = "wall-classes"
    case imprintWords = "imprint-words"
    case imprintBeginnings = "imprint-beginnings"
    case ownerMarks = "owner-marks"
    case homeWords = "home-words"
    case paperPrefixes = "paper-prefixes"
    case publishedLabels = "published-labels"
    case changedLabels = "changed-labels"
    case hours, afternoon, morning
    case dayWords = "day-words"
    case monthWords = "month-words"
    case yearWords = "year-words"
    case monthNames = "month-names"
  }

  private var lists: [List: [String]] = [:]
  private var keys: [List: [String]] = [:]
  private var bytes: [List: [[UInt8]]] = [:]
  private(set) var clutterClassWords: Set<String> = []
  /// The names of months with their numbers, the longest first.
  private(set) var months: [(name: [UInt8], number: Int)] = []

  /// The search keys of a list's entries.
  func keys(_ list: List) -> [String] { keys[list] ?? [] }

  /// The first entry of a list that stands somewhere in a label's bytes.
  func firstEntry(of list: List, in label: [UInt8]) -> String? {
    guard let index = bytes[list]?.firstIndex(where: { Self.stands($0, in: label) }) else { return nil }
    return lists[list]?[index]
  }

  private static func stands(_ word: [UInt8], in label: [UInt8]) -> Bool {
    guard let first = word.first, label.count >= word.count else { return false }
    return label.withUnsafeBufferPointer { label in
      word.withUnsafeBufferPointer { word in
        outer: for start in 0...(label.count - word.count) where label[start] == first {
          for offset in 1..<max(1, word.count) where label[start + offset] != word[offset] { continue outer }
          return true
        }
        return false
      }
    }
  }

  /// The entries of a list, as the file has them.
  subscript(_ list: List) -> [String] {
    get { lists[list] ?? [] }
    set {
      lists[list] = newValue
      keys[list] = newValue.map { Folding.keyPreservingDiacritics($0) }
      bytes[list] = newValue.map { Array($0.utf8) }
      if list == .clutterClassWords { clutterClassWords = Set(newValue) }
      if list == .monthNames {
        months = newValue.enumerated().flatMap { index, names in
          names.lowercased().split(separator: "/").map { (Array($0.utf8), index + 1) }
        }
        months.sort { $0.name.count > $1.name.count }
      }
    }
  }
}
