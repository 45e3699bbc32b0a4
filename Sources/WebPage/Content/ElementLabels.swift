/// What the classes, ids and the like of a page's elements say of them.
///
/// A page has thousands of elements and a few hundred labels, so each label is looked at once.
struct ElementLabels {
  /// What a label says.
  struct Traits {
    /// The word by which the element is clutter.
    var clutterWord: String?
    /// The word by which readers wrote what stands in it.
    var commentWord: String?
    /// The word by which it is laid over the article, or stands in its place.
    var wallWord: String?
    var isTitle = false
    var isCaption = false
    var isLead = false
    var isByline = false
    var isBody = false
  }

  private let tree: HTMLTree
  private let words: PageWords
  private var numbers: [Int32]
  private var traits: [Traits] = [Traits()]
  private var known: [String: Int32] = ["": 0]

  init(_ tree: HTMLTree, _ words: PageWords) {
    self.tree = tree
    self.words = words
    numbers = Array(repeating: -1, count: tree.nodes.count)
  }

  /// What the label of an element says.
  subscript(id: HTMLTree.NodeID) -> Traits {
    mutating get {
      if numbers[id] < 0 { numbers[id] = number(of: id) }
      return traits[Int(numbers[id])]
    }
  }

  private mutating func number(of id: HTMLTree.NodeID) -> Int32 {
    var label = ""
    for name in ["class", "id", "type", "data-role", "itemprop"] {
      guard let value = tree.attribute(name, of: id), !value.isEmpty else { continue }
      if !label.isEmpty { label += " " }
      label += value
    }
    if let number = known[label] { return number }
    let bytes = label.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var found = Traits()
    found.clutterWord =
      words.firstEntry(of: .clutterClasses, in: bytes)
      ?? bytes.split { $0 <= 0x20 || $0 == 0x2D || $0 == 0x5F }.lazy.map {
        String(decoding: $0, as: UTF8.self)
      }
      .first(where: words.clutterClassWords.contains)
    found.commentWord = words.firstEntry(of: .commentClasses, in: bytes)
    found.wallWord = words.firstEntry(of: .wallClasses, in: bytes)
    found.isTitle = words.firstEntry(of: .titleClasses, in: bytes) != nil
    found.isCaption = words.firstEntry(of: .captionClasses, in: bytes) != nil
    found.isLead = words.firstEntry(of: .leadClasses, in: bytes) != nil
    found.isByline = words.firstEntry(of: .bylineClasses, in: bytes) != nil
    found.isBody = words.firstEntry(of: .bodyClasses, in: bytes) != nil
    let number = Int32(traits.count)
    traits.append(found)
    known[label] = number
    return number
  }
}
