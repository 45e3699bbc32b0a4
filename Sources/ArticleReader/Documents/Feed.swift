/// An RSS or Atom feed.
struct Feed {
  /// One item: what it says of an article.
  struct Item {
    var title = ""
    var link = ""
    var published = ""
    var author = ""
    /// The whole article, in HTML, where the feed has it.
    var content = ""
  }

  var title = ""
  var items: [Item] = []

  /// Reads a feed.
  init(_ bytes: [UInt8]) throws(SourceError) {
    var path: [String] = []
    var item: Item?
    var text = ""
    var feed = (title: "", items: [Item]())
    try XMLReader.read(bytes) { event in
      switch event {
      case .start(let name, let attributes):
        path.append(name.lowercased())
        text = ""
        switch path.last {
        case "item", "entry": item = Item()
        case "link":
          let isOther = attributes["rel"].map { $0 != "alternate" } ?? false
          if !isOther, let address = attributes["href"], item != nil { item?.link = address }
        default: break
        }
      case .text(let piece): text += piece
      case .end(let name):
        let value = text.trimmedOfSpace()
        switch name.lowercased() {
        case "item", "entry":
          if let done = item { feed.items.append(done) }
          item = nil
        case "title":
          if item != nil {
            item?.title = value
          } else if feed.title.isEmpty, path.count <= 3 {
            feed.title = value
          }
        case "link": if item != nil, !value.isEmpty { item?.link = value }
        case "guid", "id": if item?.link.isEmpty == true, value.hasPrefix("http") { item?.link = value }
        case "pubdate", "published", "dc:date", "date": if !value.isEmpty { item?.published = value }
        case "updated": if item?.published.isEmpty == true { item?.published = value }
        case "dc:creator", "author", "name":
          if item?.author.isEmpty == true, !value.isEmpty { item?.author = Self.name(inMail: value) }
        case "content:encoded", "content": item?.content = value
        default: break
        }
        path.removeLast()
        text = ""
      }
    }
    title = feed.title
    items = feed.items
  }

  /// The name in `ha.vy@bao.example (Hà Vy)`, as RSS writes authors.
  private static func name(inMail author: String) -> String {
    guard author.contains("@"), author.hasSuffix(")"), let open = author.firstIndex(of: "(") else {
      return author
    }
    return String(author[author.index(after: open)...].dropLast())
  }

  /// The addresses of a sitemap, or of the sitemaps that it lists.
  static func addresses(ofSitemap bytes: [UInt8]) throws(SourceError) -> [String] {
    var found: [String] = []
    var text = ""
    try XMLReader.read(bytes) { event in
      switch event {
      case .start: text = ""
      case .text(let piece): text += piece
      case .end(let name): if name == "loc" { found.append(text.trimmedOfSpace()) }
      }
    }
    return found
  }
}
