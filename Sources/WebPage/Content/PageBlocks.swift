/// A page's lines of text and pictures, in the order of the page.
struct PageBlocks {
  /// A line of running text, or a picture.
  struct Block {
    /// The text in NFC; empty for a picture.
    var text: String
    /// Its length in code points, and how many of them stand in links.
    var length: Int
    var linked: Int
    /// The block-level element that the text stands in, or the picture's own.
    var element: HTMLTree.NodeID
    var isPicture: Bool

    /// Whether most of it is a link.
    var isLink: Bool { length > 0 && linked * 5 > length * 4 }
    /// Whether it may be another article's headline, which may share its line with a date.
    var isHeadline: Bool { linked > 25 && linked * 2 > length }
    /// Whether it reads like a paragraph of an article.
    var isProse: Bool { length >= 60 && linked * 20 < length * 7 }
  }

  private(set) var blocks: [Block] = []
  /// The first and one after the last block inside each element; empty for those that hold none.
  private(set) var ranges: [Range<Int>]
  private var lengths: [Int] = [0]
  private var links: [Int] = [0]
  private var prose: [Int] = [0]
  private var texts: [Int] = [0]

  /// Collects the blocks of the page's body.
  init(_ tree: HTMLTree) {
    ranges = Array(repeating: 0..<0, count: tree.nodes.count)
    var builder = Builder()
    var open: [Open] = []
    func close(_ index: Int, _ ranges: inout [Range<Int>]) {
      let element = open.removeLast()
      if element.isBlock { builder.flush() } else { builder.isAtEdge = true }
      ranges[element.id] = element.firstBlock..<builder.blocks.count
    }
    var index = 0
    while index < tree.nodes.count {
      while let last = open.last, Int(tree.nodes[last.id].end) <= index { close(index, &ranges) }
      let node = tree.nodes[index]
      guard let tag = node.tag else {
        if let holder = open.last {
          builder.append(node.text, in: holder.blockElement, isLinked: holder.isLinked)
        }
        index += 1
        continue
      }
      if tag.isUnseen {
        index = Int(node.end)
        continue
      }
      if tag == .br {
        builder.flush()
        index += 1
        continue
      }
      if tag == .img {
        builder.flush()
        let first = builder.blocks.count
        builder.blocks.append(Block(text: "", length: 0, linked: 0, element: index, isPicture: true))
        ranges[index] = first..<first + 1
        index += 1
        continue
      }
      let isBlock = tag.isBlock || open.isEmpty
      if isBlock { builder.flush() } else { builder.isAtEdge = true }
      open.append(
        Open(
          id: index, firstBlock: builder.blocks.count, isBlock: isBlock,
          blockElement: isBlock ? index : open[open.count - 1].blockElement,
          isLinked: tag == .a || open.last?.isLinked == true))
      index += 1
    }
    while !open.isEmpty { close(index, &ranges) }
    blocks = builder.blocks
    for block in blocks {
      lengths.append(lengths[lengths.count - 1] + block.length)
      links.append(links[links.count - 1] + block.linked)
      prose.append(prose[prose.count - 1] + (block.isProse ? block.length - block.linked : 0))
      texts.append(texts[texts.count - 1] + (block.isPicture ? 0 : 1))
    }
  }

  /// The code points of the blocks in `range`.
  func length(in range: Range<Int>) -> Int { lengths[range.upperBound] - lengths[range.lowerBound] }
  /// Those of them that are linked.
  func linked(in range: Range<Int>) -> Int { links[range.upperBound] - links[range.lowerBound] }
  /// Those that stand outside links in paragraphs of prose.
  func prose(in range: Range<Int>) -> Int { prose[range.upperBound] - prose[range.lowerBound] }
  /// The number of lines of text.
  func lines(in range: Range<Int>) -> Int { texts[range.upperBound] - texts[range.lowerBound] }

  /// The text inside an element, its lines joined by spaces.
  func text(of element: HTMLTree.NodeID) -> String {
    blocks[ranges[element]].filter { !$0.isPicture }.map(\.text).joined(separator: " ")
  }

  private struct Open {
    var id: HTMLTree.NodeID
    var firstBlock: Int
    var isBlock: Bool
    var blockElement: HTMLTree.NodeID
    var isLinked: Bool
  }

  /// Puts the texts between two block ends together.
  private struct Builder {
    var blocks: [Block] = []
    /// An element begins or ends here without a line's end.
    var isAtEdge = false
    private var run = TextRun()
    private var linkedText = TextRun()
    private var linked = 0
    private var element: HTMLTree.NodeID?

    mutating func append(_ text: String, in blockElement: HTMLTree.NodeID, isLinked: Bool) {
      guard text.utf8.contains(where: { $0 > 0x20 }) else {
        run.space()
        return
      }
      // A place's name set apart by style alone, before the lead: <span>TP HCM</span>Nếu …
      if isAtEdge, run.endsInLetter, Self.beginsLikeASentence(text) { run.space() }
      isAtEdge = false
      run.append(text)
      if element == nil { element = blockElement }
      if isLinked {
        linkedText.append(text)
        linked += linkedText.finished().unicodeScalars.count
      }
    }

    mutating func flush() {
      defer {
        linked = 0
        element = nil
        isAtEdge = false
      }
      let text = run.finished()
      guard !text.isEmpty, let element else { return }
      let length = text.unicodeScalars.count
      blocks.append(
        Block(text: text, length: length, linked: min(linked, length), element: element, isPicture: false))
    }

    private static func beginsLikeASentence(_ text: String) -> Bool {
      var scalars = text.unicodeScalars.makeIterator()
      guard let first = scalars.next(), first.properties.isUppercase else { return false }
      guard let second = scalars.next() else { return true }
      return second.properties.isLowercase
    }
  }
}
