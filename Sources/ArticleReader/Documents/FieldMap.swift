import VietnameseText

/// Which fields of JSON objects and tables hold the parts of an article.
public struct FieldMap: Sendable, Hashable {
  /// The parts of an article.
  public enum Part: String, Sendable, CaseIterable {
    case id, text, title, url, source, published, author
  }

  /// Why a map cannot be read.
  public struct Fault: Error, CustomStringConvertible {
    /// What is wrong and what would mend it.
    public var description: String
  }

  /// Fields that a user named, by part.
  private var given: [Part: String] = [:]
  /// Fields that are known by their names, by part, the surest first.
  private var known: [Part: [String]]

  /// The map with the names that fields usually have.
  public init() {
    known = [
      .id: ["id", "key", "article_id", "_id"],
      .text: ["text", "content", "body", "fulltext", "full_text", "article", "articlebody", "article_body"],
      .title: ["title", "headline", "name"],
      .url: ["url", "link", "href", "address"],
      .source: ["source", "site", "paper", "publisher", "domain", "site_name"],
      .published: [
        "published", "published_at", "date", "time", "datetime", "publish_date", "pubdate", "datepublished",
        "created_at",
      ],
      .author: ["author", "authors", "byline", "creator"],
    ]
  }

  /// A map of what a user wrote: `text=body,published=time`.
  public init(_ written: String) throws(Fault) {
    self.init()
    for pair in written.split(separator: ",") {
      let sides = pair.split(separator: "=", maxSplits: 1).map { String($0).trimmedOfSpace() }
      guard sides.count == 2, !sides[1].isEmpty, let part = Part(rawValue: sides[0]) else {
        let parts = Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault(
          description:
            "--map takes PART=FIELD with commas between, such as text=body,published=time; the parts are \(parts)"
        )
      }
      given[part] = sides[1]
    }
  }

  /// Whether a user named fields.
  public var isGiven: Bool { !given.isEmpty }

  /// Which of `fields` hold which part.
  func fields(among names: [String]) -> [Part: Int] {
    var found: [Part: Int] = [:]
    let folded = names.map { Folding.fold($0) }
    for part in Part.allCases {
      if let name = given[part] {
        found[part] = names.firstIndex(of: name) ?? folded.firstIndex(of: Folding.fold(name))
        continue
      }
      for name in known[part] ?? [] {
        if let index = folded.firstIndex(of: name), !given.values.contains(names[index]) {
          found[part] = index
          break
        }
      }
    }
    return found
  }

  /// The field that a user named for a part and that is not among `names`.
  func missing(among names: [String]) -> String? {
    Part.allCases.lazy.compactMap { given[$0] }.first { name in
      !names.contains(name) && !names.map(Folding.fold).contains(Folding.fold(name))
    }
  }
}

extension String {
  /// Without white space at both ends.
  func trimmedOfSpace() -> String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
