import Foundation
import VietnameseText

/// What a page says of itself: meta elements (OpenGraph and others), schema.org as JSON-LD, links and its title.
struct PageMetadata {
  /// The first content of each meta element, by name in lower case.
  private(set) var meta: [String: String] = [:]
  /// `<title>`.
  private(set) var title = ""
  /// `<link rel=canonical>`.
  private(set) var canonical: String?
  /// The article that JSON-LD describes.
  private(set) var article: [String: Any] = [:]
  /// Names of organisations in JSON-LD.
  private(set) var organisations: [String] = []
  /// Whether JSON-LD calls the page a list of others.
  private(set) var isList = false
  /// How many articles microdata marks.
  private var markedArticles = 0
  /// The first names that microdata gives as author and as publisher.
  private var microdata: [String: String] = [:]
  /// Names in JSON-LD by the identifiers that stand for them.
  private var namesByID: [String: String] = [:]

  init(_ tree: HTMLTree) {
    for id in tree.nodes.indices {
      guard let tag = tree.nodes[id].tag else { continue }
      if let property = tree.attribute("itemprop", of: id)?.lowercased(),
        Self.microdataNames.contains(property), microdata[property] == nil
      {
        microdata[property] = Self.microdataName(tree, id)
      }
      if let type = tree.attribute("itemtype", of: id)?.trimmed(), type.hasSuffix("Article") {
        markedArticles += 1
      }
      switch tag {
      case .meta:
        let names = ["property", "name", "itemprop"].compactMap { tree.attribute($0, of: id) }
        guard let name = names.first?.lowercased(), let content = tree.attribute("content", of: id) else {
          continue
        }
        let text = Self.clean(content)
        if meta[name] == nil, !text.isEmpty { meta[name] = text }
      case .title: if title.isEmpty { title = Self.clean(tree.rawText(inside: id)) }
      case .link:
        if canonical == nil, tree.attribute("rel", of: id)?.lowercased() == "canonical" {
          canonical = tree.attribute("href", of: id)?.trimmed()
        }
      case .script:
        if tree.attribute("type", of: id)?.lowercased().contains("ld+json") == true {
          read(tree.rawText(inside: id))
        }
      default: continue
      }
    }
  }

  /// The first that is there of the meta elements called `names`.
  func first(_ names: String...) -> String? { names.lazy.compactMap { meta[$0] }.first }

  /// A text member of the article in JSON-LD.
  func articleText(_ name: String) -> String? {
    guard let text = article[name] as? String else { return nil }
    let cleaned = Self.clean(text)
    return cleaned.isEmpty ? nil : cleaned
  }

  /// The names of the article's authors in schema.org's terms.
  var authors: [String] { names(article["author"]) + [microdata["author"]].compactMap { $0 } }

  /// The publisher of the article in schema.org's terms.
  var publisher: String? { names(article["publisher"]).first ?? microdata["publisher"] }

  /// Whether the page calls itself an article: `og:type` is of no use, section pages have it too.
  ///
  /// In microdata one article is the page's; several are a list.
  var isArticle: Bool {
    !article.isEmpty || meta["article:published_time"] != nil || markedArticles == 1
  }

  private static let microdataNames: Set<String> = ["author", "publisher"]

  private static func microdataName(_ tree: HTMLTree, _ id: HTMLTree.NodeID) -> String? {
    let named = tree.elements(inside: id).first { tree.attribute("itemprop", of: $0) == "name" } ?? id
    let text = clean(tree.attribute("content", of: named) ?? tree.text(inside: named))
    return text.isEmpty || text.utf8.count > 200 ? nil : text
  }

  private func names(_ value: Any?) -> [String] {
    switch value {
    case let text as String: return [Self.clean(text)].filter { !$0.isEmpty }
    case let object as [String: Any]:
      if let name = object["name"] { return names(name) }
      return (object["@id"] as? String).flatMap { namesByID[$0] }.map { [$0] } ?? []
    case let list as [Any]: return list.flatMap { names($0) }
    default: return []
    }
  }

  private mutating func read(_ json: String) {
    // Line ends within strings are no JSON, and common.
    let bytes = json.utf8.map { $0 < 0x20 ? 0x20 : $0 }
    // Pages hold much that says it is JSON; what is none tells nothing.
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])
    else { return }
    take(value, depth: 0)
  }

  private mutating func take(_ value: Any, depth: Int) {
    guard depth < 8 else { return }
    if let list = value as? [Any] {
      for item in list { take(item, depth: depth + 1) }
      return
    }
    guard let object = value as? [String: Any] else { return }
    let types = (object["@type"] as? String).map { [$0] } ?? object["@type"] as? [String] ?? []
    if article.isEmpty,
      types.contains(where: {
        $0.hasSuffix("Article") || $0 == "BlogPosting" || $0 == "Report" || $0 == "LiveBlogPosting"
      })
    {
      article = object
    }
    if let id = object["@id"] as? String, let name = names(object["name"]).first { namesByID[id] = name }
    if types.contains(where: { $0.hasSuffix("Organization") }) { organisations += names(object["name"]) }
    if types.contains("CollectionPage") || types.contains("ItemList") { isList = true }
    if let graph = object["@graph"] { take(graph, depth: depth + 1) }
  }

  /// Text as a reader sees it: entities decoded, also those written twice; white space collapsed; NFC.
  static func clean(_ text: String) -> String {
    var decoded = text
    for _ in 0..<2 where decoded.utf8.contains(0x26) { decoded = HTMLTree.text(ofFragment: decoded) }
    var run = TextRun()
    run.append(decoded)
    return run.finished()
  }
}
