import CGumbo

/// A parsed HTML page: its elements and texts in the order of the page.
///
/// libgumbo builds the tree by the algorithm of the HTML standard, so that a page with forgotten or crossed
/// tags comes out as a browser would show it; libxml2's HTML parser is older than that standard and moves
/// paragraphs of such pages about. The tree is copied into arrays, because what reads it goes over it again and again.
public struct HTMLTree {
  /// A place in the tree: its number in the order of the page.
  typealias NodeID = Int

  /// An element or a text.
  struct Node {
    /// The element's tag; `nil` for a text.
    var tag: HTMLTag?
    /// The element that holds it; -1 for the first.
    var parent: Int32
    /// One after the last node inside it.
    var end: Int32
    /// The text of a text node, entities decoded; for an element of unknown tag its tag's name.
    var text: String
    /// The first and one after the last of its attributes.
    var attributes: Range<Int32>
  }

  /// Why a page is not parsed.
  public enum Fault: Error, Sendable, Hashable {
    /// Elements stand in each other more deeply than any real page has them.
    case tooDeep
    /// Tags are never closed, or one has thousands of attributes.
    case tooWild
  }

  private(set) var nodes: [Node] = []
  private(set) var attributes: [(name: String, value: String)] = []

  /// Parses UTF-8 `bytes`.
  ///
  /// Takes time in proportion to the page's length; a page that would make the standard's algorithm take much longer is
  /// refused beforehand, see `HTMLGuard`.
  public init(_ bytes: [UInt8]) throws(Fault) {
    try HTMLGuard.check(bytes)
    guard !bytes.isEmpty else { return }
    bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        var options = kGumboDefaultOptions
        options.max_errors = 0
        guard let output = gumbo_parse_with_options(&options, characters.baseAddress, characters.count) else {
          return
        }
        defer { gumbo_destroy_output(&options, output) }
        copy(output.pointee.root)
      }
    }
  }

  /// The text of `html`, its entities decoded and its tags gone.
  static func text(ofFragment html: String) -> String {
    // What is too large or too deep for a tree stays as it is written.
    guard html.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C }), let tree = try? HTMLTree(Array(html.utf8))
    else { return html }
    return tree.nodes.indices.filter { tree.nodes[$0].tag == nil }.map { tree.nodes[$0].text }.joined()
  }

  private mutating func copy(_ root: UnsafeMutablePointer<GumboNode>?) {
    guard let root else { return }
    var stack: [(node: UnsafeMutablePointer<GumboNode>, id: Int32, next: UInt32)] = []
    if let id = append(root, parent: -1) { stack.append((root, id, 0)) }
    while let top = stack.last {
      let children = top.node.pointee.v.element.children
      guard top.next < children.length else {
        nodes[Int(top.id)].end = Int32(nodes.count)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      guard let child = children.data[Int(top.next)]?.assumingMemoryBound(to: GumboNode.self),
        let id = append(child, parent: top.id)
      else { continue }
      if nodes[Int(id)].tag != nil { stack.append((child, id, 0)) }
    }
  }

  /// Appends a node without its children; `nil` for comments.
  private mutating func append(_ node: UnsafeMutablePointer<GumboNode>, parent: Int32) -> Int32? {
    let id = Int32(nodes.count)
    let none = Int32(attributes.count)..<Int32(attributes.count)
    switch node.pointee.type {
    case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
      nodes.append(
        Node(
          tag: nil, parent: parent, end: id + 1, text: String(cString: node.pointee.v.text.text),
          attributes: none))
    case GUMBO_NODE_ELEMENT, GUMBO_NODE_TEMPLATE:
      let element = node.pointee.v.element
      let tag = HTMLTag(element.tag)
      let first = Int32(attributes.count)
      for index in 0..<Int(element.attributes.length) {
        guard let found = element.attributes.data[index]?.assumingMemoryBound(to: GumboAttribute.self) else {
          continue
        }
        attributes.append((String(cString: found.pointee.name), String(cString: found.pointee.value)))
      }
      var name = ""
      if tag == .unknown {
        var piece = element.original_tag
        gumbo_tag_from_original_text(&piece)
        if let data = piece.data {
          name = String(
            decoding: UnsafeRawBufferPointer(start: data, count: Int(piece.length)), as: UTF8.self
          ).lowercased()
        }
      }
      nodes.append(
        Node(
          tag: tag, parent: parent, end: id + 1, text: name, attributes: first..<Int32(attributes.count)))
    default: return nil
    }
    return id
  }
}

// MARK: Asking

extension HTMLTree {
  /// The value of an attribute, `nil` when the element has none of that name (in lower case).
  func attribute(_ name: String, of id: NodeID) -> String? {
    for index in nodes[id].attributes where attributes[Int(index)].name == name {
      return attributes[Int(index)].value
    }
    return nil
  }

  /// The name of the element's tag, in lower case.
  func tagName(of id: NodeID) -> String {
    guard let tag = nodes[id].tag else { return "" }
    return tag == .unknown ? nodes[id].text : tag.name
  }

  /// The element that holds `id`.
  func parent(of id: NodeID) -> NodeID? {
    let parent = nodes[id].parent
    return parent < 0 ? nil : Int(parent)
  }

  /// `id` and the elements that hold it, from the inside.
  func line(from id: NodeID) -> some Sequence<NodeID> {
    sequence(first: id) { parent(of: $0) }
  }

  /// All elements inside `id`, in the order of the page.
  func elements(inside id: NodeID) -> some Sequence<NodeID> {
    (id + 1..<Int(nodes[id].end)).lazy.filter { nodes[$0].tag != nil }
  }

  /// The text inside `id`, white space collapsed.
  func text(inside id: NodeID) -> String {
    var text = TextRun()
    var index = id
    while index < Int(nodes[id].end) {
      switch nodes[index].tag {
      case nil: text.append(nodes[index].text)
      case .some(let tag) where tag.isUnseen && index != id:
        index = Int(nodes[index].end)
        continue
      case .some(let tag): if tag.isBlock || tag == .br { text.append(" ") }
      }
      index += 1
    }
    return text.finished()
  }

  /// The texts inside an element, a space between any two.
  func separateText(inside id: NodeID) -> String {
    (id..<Int(nodes[id].end)).filter { nodes[$0].tag == nil }.map { nodes[$0].text }.joined(separator: " ")
  }

  /// The bare text inside `id`, as a script has it.
  func rawText(inside id: NodeID) -> String {
    (id..<Int(nodes[id].end)).filter { nodes[$0].tag == nil }.map { nodes[$0].text }.joined()
  }
}
