import Foundation

/// What a web page holds: an article and what the page says of it.
public struct WebPage: Sendable, Hashable {
  /// The headline as it is shown, in NFC.
  public var title: String?
  /// Lead and body, a paragraph a line, without headline, captions and byline; in NFC.
  public var text = ""
  /// The captions of pictures, in the order of the page.
  public var captions: [String] = []
  /// Who wrote it; several with commas between.
  public var author: String?
  /// When it was published: a day, or a time with its zone (ISO 8601).
  public var published: String?
  /// The paper's name.
  public var source: String?
  /// The page's own address.
  public var url: String?
  /// The file of the site rule that was used.
  public var rule: String?
  /// What was done to the text that a reader should know.
  public var notes: [String] = []

  /// Why a page gives no article.
  public enum Refusal: Error, Sendable, Hashable {
    /// A section's or a home page: headlines of several articles.
    case headlines
    /// Too little text: an empty page, a picture story, or text that a script fetches later.
    case noText
    /// The page's tags are such that parsing would take too long; see `HTMLTree.Fault`.
    case unparsable(HTMLTree.Fault)

    /// The reason in words.
    public var reason: String {
      switch self {
      case .headlines: "a page of headlines, not an article"
      case .noText: "no article in the page: it holds too little running text"
      case .unparsable(.tooDeep):
        "its elements stand in each other more than \(HTMLGuard.deepest) deep, which is no page to read"
      case .unparsable(.tooWild):
        "its tags are never closed or have thousands of attributes, which is no page to read"
      }
    }

    /// What would mend it.
    public var remedy: String {
      switch self {
      case .headlines: "give the pages of its articles"
      case .noText: "save the page once it is shown whole in the browser, or give the article as text"
      case .unparsable: "save the article's text as .txt"
      }
    }
  }

  /// What became of a line of the page, for those who write rules.
  public struct Line: Sendable, Hashable {
    /// What it was taken for.
    public enum Fate: String, Sendable {
      case title, lead, body, caption, byline
      case left = "left out"
    }
    /// The text.
    public var text: String
    /// What it was taken for.
    public var fate: Fate
    /// Why it was left out.
    public var reason: String?
  }

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - bytes: the page in UTF-8.
  ///   - address: where it was fetched, when that is known.
  ///   - library: what is known of papers' pages.
  ///   - explain: gets each line of the page with what became of it.
  public init(
    _ bytes: [UInt8], address: String? = nil, library: PageLibrary, explain: (([Line]) -> Void)? = nil
  ) throws(Refusal) {
    let tree: HTMLTree
    do { tree = try HTMLTree(bytes) } catch { throw .unparsable(error) }
    guard !tree.nodes.isEmpty else { throw .noText }
    var reading = PageReading(tree, saved: Self.savedFrom(bytes), address: address, library: library)
    let result = reading.read()
    explain?(reading.lines())
    switch result {
    case .success(let page): self = page
    case .failure(let refusal): throw refusal
    }
  }

  init() {}

  /// The address that browsers write into a page that they save.
  private static func savedFrom(_ bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(2_000), as: UTF8.self)
    guard let mark = head.range(of: "saved from url=(") else { return nil }
    let rest = head[mark.upperBound...].drop { $0 != ")" }.dropFirst()
    let address = rest.prefix { !$0.isWhitespace }
    return address.hasPrefix("http") ? String(address) : nil
  }
}

extension WebPage {
  /// The paragraphs of a piece of HTML, as feeds and tables hold articles, and the captions in it.
  public static func paragraphs(ofFragment html: String) -> (lines: [String], captions: [String]) {
    // A piece that is too large or too deep has no paragraphs; the article is refused for want of a text.
    guard let tree = try? HTMLTree(Array(html.utf8)), !tree.nodes.isEmpty else { return ([], []) }
    let blocks = PageBlocks(tree)
    var isCaption = Array(repeating: false, count: blocks.blocks.count)
    for id in tree.nodes.indices where tree.nodes[id].tag == .figcaption || tree.nodes[id].tag == .figure {
      for index in blocks.ranges[id] { isCaption[index] = true }
    }
    let shown = blocks.blocks.indices.filter { !blocks.blocks[$0].isPicture }
    return (
      shown.filter { !isCaption[$0] }.map { blocks.blocks[$0].text },
      shown.filter { isCaption[$0] }.map { blocks.blocks[$0].text }
    )
  }

  /// The headings and paragraphs of a piece of HTML with the headline that it begins with.
  public static func chapter(_ bytes: [UInt8]) -> (title: String?, lines: [String]) {
    // As above.
    guard let tree = try? HTMLTree(bytes), !tree.nodes.isEmpty else { return (nil, []) }
    let blocks = PageBlocks(tree)
    var lines = blocks.blocks.filter { !$0.isPicture }
    let isHeading =
      lines.first.map {
        tree.line(from: $0.element).prefix(3).contains { tree.nodes[$0].tag?.isHeading == true }
      } ?? false
    guard isHeading, let title = lines.first?.text else {
      let named = PageMetadata(tree).title
      return (named.isEmpty ? nil : named, lines.map(\.text))
    }
    lines.removeFirst()
    return (title, lines.map(\.text))
  }

  /// A date as pages and feeds write it, in ISO 8601 with its zone; `nil` when it is not understood.
  public static func date(_ text: String, library: PageLibrary) -> String? {
    (PageDate.machine(text) ?? PageDate.visible(text, library.words))?.text
  }

  /// The charset that a page declares in its first bytes.
  public static func declaredCharset(_ bytes: some Collection<UInt8>) -> String? {
    let head = String(decoding: bytes.prefix(4_096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
    for mark in ["charset=", "encoding="] {
      guard let found = head.range(of: mark) else { continue }
      let name = head[found.upperBound...].drop { "\"' ".contains($0) }.prefix {
        $0.isLetter || $0.isNumber || "-_".contains($0)
      }
      if !name.isEmpty { return String(name) }
    }
    return nil
  }
}

extension WebPage {
  /// The name of the paper that an address is of, where it is known.
  public static func paper(ofAddress address: String, library: PageLibrary) -> String? {
    PageAddress.host(address).flatMap(library.paper(atHost:))
  }
}

extension WebPage {
  /// A line of plain text with its entities as letters; nothing else changes.
  public static func decodingEntities(_ line: String) -> String {
    // A sign that opens a tag is text here, not markup.
    HTMLTree.text(ofFragment: "<pre>x" + line.replacing("<", with: "&lt;") + "</pre>").dropFirst().description
  }
}
