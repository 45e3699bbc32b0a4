/// A CSS selector, as far as page rules need it: `tag`, `#id`, `.class`, `[name]`, `[name=value]` with `^=`, `$=`, `*=` and
/// `~=`, `:not(…)`, `:first-child`, the combinators (space), `>`, `+` and `~`, and several in one with commas.
struct Selector: Sendable, Hashable {
  /// Why a selector cannot be read.
  struct Fault: Error, Hashable {
    /// What is wrong, with the place in the selector.
    var message: String
  }

  /// What one element has to have.
  struct Compound: Sendable, Hashable {
    var tag: String?
    var tests: [Test] = []
  }

  enum Test: Sendable, Hashable {
    case id(String)
    case hasClass(String)
    case attribute(String, Comparison, String)
    case not(Compound)
    case firstChild
  }

  enum Comparison: Sendable, Hashable {
    case present, equals, begins, ends, contains, word
  }

  enum Combinator: Sendable, Hashable {
    case descendant, child, next, later
  }

  /// The elements of a selector from the right, each with how the next one stands to it.
  private struct Chain: Sendable, Hashable {
    var last: Compound
    var before: [(Combinator, Compound)] = []

    static func == (left: Chain, right: Chain) -> Bool {
      left.last == right.last && left.before.elementsEqual(right.before) { $0 == $1 }
    }
    func hash(into hasher: inout Hasher) { hasher.combine(last) }
  }

  /// The selector as it was written.
  let text: String
  private var chains: [Chain] = []

  /// Reads a selector.
  init(_ text: String) throws(Fault) {
    self.text = text
    var parser = Parser(text)
    while true {
      var parts: [(Combinator, Compound)] = []
      var combinator = Combinator.descendant
      parser.skipSpace()
      while true {
        parts.append((combinator, try parser.compound()))
        guard let next = parser.combinator() else { break }
        combinator = next
      }
      var chain = Chain(last: parts[parts.count - 1].1)
      for index in stride(from: parts.count - 1, to: 0, by: -1) {
        chain.before.append((parts[index].0, parts[index - 1].1))
      }
      chains.append(chain)
      if parser.isAtEnd { break }
      try parser.expect(",")
    }
  }

  private struct Parser {
    private let text: [Character]
    private var index = 0

    init(_ text: String) { self.text = Array(text) }

    var isAtEnd: Bool { index >= text.count }

    mutating func skipSpace() { while index < text.count, text[index].isWhitespace { index += 1 } }

    mutating func expect(_ character: Character) throws(Fault) {
      guard index < text.count, text[index] == character else { throw fault("`\(character)`") }
      index += 1
    }

    /// How the next element stands to the last one; `nil` at the end or at a comma.
    mutating func combinator() -> Combinator? {
      let start = index
      skipSpace()
      guard index < text.count, text[index] != ",", text[index] != ")" else { return nil }
      let signs: [Character: Combinator] = [">": .child, "+": .next, "~": .later]
      if let combinator = signs[text[index]] {
        index += 1
        skipSpace()
        return combinator
      }
      return index > start ? .descendant : nil
    }

    mutating func compound() throws(Fault) -> Compound {
      var compound = Compound()
      let start = index
      if index < text.count, text[index] == "*" {
        index += 1
      } else if let name = name() {
        compound.tag = name.lowercased()
      }
      while index < text.count {
        switch text[index] {
        case "#":
          index += 1
          compound.tests.append(.id(try needed("an id")))
        case ".":
          index += 1
          compound.tests.append(.hasClass(try needed("a class")))
        case "[": compound.tests.append(try attribute())
        case ":": compound.tests.append(try pseudo())
        default:
          if index == start { throw fault("a tag, #id, .class or [attribute]") }
          return compound
        }
      }
      if index == start { throw fault("a tag, #id, .class or [attribute]") }
      return compound
    }

    private mutating func pseudo() throws(Fault) -> Test {
      index += 1
      switch try needed("`not(…)` or `first-child`").lowercased() {
      case "first-child": return .firstChild
      case "not":
        try expect("(")
        skipSpace()
        let inner = try compound()
        skipSpace()
        try expect(")")
        return .not(inner)
      case let other: throw Fault(message: "`:\(other)` is not known; there are `:not(…)` and `:first-child`")
      }
    }

    private mutating func attribute() throws(Fault) -> Test {
      index += 1
      skipSpace()
      let name = try needed("an attribute's name").lowercased()
      skipSpace()
      guard index < text.count else { throw fault("`]`") }
      if text[index] == "]" {
        index += 1
        return .attribute(name, .present, "")
      }
      let signs: [Character: Comparison] = ["^": .begins, "$": .ends, "*": .contains, "~": .word]
      var comparison = Comparison.equals
      if let sign = signs[text[index]] {
        comparison = sign
        index += 1
      }
      try expect("=")
      skipSpace()
      var value = ""
      if index < text.count, text[index] == "\"" || text[index] == "'" {
        let quote = text[index]
        index += 1
        while index < text.count, text[index] != quote {
          value.append(text[index])
          index += 1
        }
        try expect(quote)
      } else {
        value = try needed("a value")
      }
      skipSpace()
      try expect("]")
      return .attribute(name, comparison, value)
    }

    private mutating func needed(_ what: String) throws(Fault) -> String {
      guard let name = name() else { throw fault(what) }
      return name
    }

    private mutating func name() -> String? {
      var name = ""
      while index < text.count {
        let character = text[index]
        if character == "\\", index + 1 < text.count {
          name.append(text[index + 1])
          index += 2
        } else if character.isLetter || character.isNumber || character == "-" || character == "_" {
          name.append(character)
          index += 1
        } else {
          break
        }
      }
      return name.isEmpty ? nil : name
    }

    private func fault(_ wanted: String) -> Fault {
      let got = index < text.count ? "`\(text[index])`" : "the end"
      return Fault(message: "at character \(index + 1): \(wanted) is wanted, not \(got)")
    }
  }
}

// MARK: Matching

extension Selector {
  /// Whether the element is one that the selector means.
  func matches(_ id: HTMLTree.NodeID, in tree: HTMLTree) -> Bool {
    chains.contains { chain in
      Self.has(chain.last, id, tree) && Self.stands(chain.before[...], id, tree)
    }
  }

  /// The elements that the selector means, in the order of the page.
  func elements(in tree: HTMLTree, inside root: HTMLTree.NodeID = 0) -> [HTMLTree.NodeID] {
    guard !tree.nodes.isEmpty else { return [] }
    return tree.elements(inside: root).filter { matches($0, in: tree) }
  }

  private static func stands(
    _ before: ArraySlice<(Combinator, Compound)>, _ id: HTMLTree.NodeID, _ tree: HTMLTree
  ) -> Bool {
    guard let (combinator, compound) = before.first else { return true }
    let rest = before.dropFirst()
    switch combinator {
    case .child:
      guard let parent = tree.parent(of: id) else { return false }
      return has(compound, parent, tree) && stands(rest, parent, tree)
    case .descendant:
      return tree.line(from: id).dropFirst().contains { has(compound, $0, tree) && stands(rest, $0, tree) }
    case .next:
      guard let sibling = siblings(before: id, tree).last else { return false }
      return has(compound, sibling, tree) && stands(rest, sibling, tree)
    case .later:
      return siblings(before: id, tree).contains { has(compound, $0, tree) && stands(rest, $0, tree) }
    }
  }

  private static func siblings(before id: HTMLTree.NodeID, _ tree: HTMLTree) -> [HTMLTree.NodeID] {
    guard let parent = tree.parent(of: id) else { return [] }
    var found: [HTMLTree.NodeID] = []
    var index = parent + 1
    while index < id {
      if tree.nodes[index].tag != nil { found.append(index) }
      index = Int(tree.nodes[index].end)
    }
    return found
  }

  private static func has(_ compound: Compound, _ id: HTMLTree.NodeID, _ tree: HTMLTree) -> Bool {
    guard tree.nodes[id].tag != nil else { return false }
    if let tag = compound.tag, tree.tagName(of: id) != tag { return false }
    return compound.tests.allSatisfy { passes($0, id, tree) }
  }

  private static func passes(_ test: Test, _ id: HTMLTree.NodeID, _ tree: HTMLTree) -> Bool {
    switch test {
    case .id(let value): return tree.attribute("id", of: id) == value
    case .hasClass(let name):
      return tree.attribute("class", of: id)?.utf8.split(whereSeparator: { $0 <= 0x20 }).contains {
        $0.elementsEqual(name.utf8)
      }
        ?? false
    case .attribute(let name, let comparison, let value):
      guard let found = tree.attribute(name, of: id) else { return false }
      switch comparison {
      case .present: return true
      case .equals: return found == value
      case .begins: return !value.isEmpty && found.hasPrefix(value)
      case .ends: return !value.isEmpty && found.hasSuffix(value)
      case .contains: return !value.isEmpty && found.contains(value)
      case .word:
        return found.utf8.split(whereSeparator: { $0 <= 0x20 }).contains { $0.elementsEqual(value.utf8) }
      }
    case .not(let inner): return !has(inner, id, tree)
    case .firstChild: return siblings(before: id, tree).isEmpty
    }
  }
}
