import ArticleReader
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import PatternFiles
import QuoteCheck
import QuoteEngine
import QuoteStore
import SpeakerIdentity

@testable import ReviewSite

/// A desk on a small database of invented articles, removed with it.
final class DeskFixture: Sendable {
  let folder: String
  let site: ReviewSite
  var database: String { folder + "/kho.sqlite" }

  /// The sources' root.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let files = try! SiteFiles(directory: root.appendingPathComponent("Site"))
  static let library: PatternLibrary = {
    let found = try! PatternDirectory.readFiles(in: root.appendingPathComponent("Patterns"))
    return try! PatternLibrary(files: found.map { PatternFile(name: $0.name, text: $0.text) })
  }()

  static let checkLexicon: CheckLexicon = {
    let found = try! PatternDirectory.readCheckFiles(in: root.appendingPathComponent("Patterns"))
    return try! CheckLexicon(files: found.map { PatternFile(name: $0.name, text: $0.text) })
  }()

  static let identity: IdentityLibrary = {
    let found = try! PatternDirectory.readIdentityFiles(in: root.appendingPathComponent("Patterns"))
    return IdentityLibrary(files: found.map { IdentityFile(name: $0.name, text: $0.text) })
  }()

  /// - Parameter withDoubts: whether two whose names differ in a letter may be one, and people are told apart.
  init(withDoubts: Bool = false, _ change: (inout SiteSettings) -> Void = { _ in }) throws {
    folder =
      URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("desk-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let store = try QuoteStore(path: folder + "/kho.sqlite", mode: .create)
    let stamp = IngestStamp(patternVersion: "1", programVersion: "0")
    _ = try IngestSession(store: store, stamp: stamp).write(
      Self.articles() + (withDoubts ? Self.doubtful : []))
    if withDoubts { try store.regroupSpeakers(Self.identity) }
    try store.close()
    var settings = SiteSettings()
    settings.port = 0
    settings.reviewer = "an"
    settings.checkLexicon = Self.checkLexicon
    change(&settings)
    var services = SiteServices()
    services.annotate = { draft in (draft, QuoteEngine(library: Self.library).annotate(draft)) }
    services.identity = Self.identity
    services.read = { [folder] in try Self.read($0, into: folder + "/kho.sqlite", $1) }
    site = try ReviewSite(
      database: folder + "/kho.sqlite", files: Self.files, settings: settings,
      logger: ReviewSite.logger(.critical), services: services)
  }

  deinit {
    site.desk.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Runs requests through the whole chain, without a socket.
  func test<T: Sendable>(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> T) async throws
    -> T
  {
    try await Application(router: site.router(), logger: site.desk.logger).test(.router) {
      try await body($0)
    }
  }

  /// What a write has to show.
  var writeHeaders: HTTPFields {
    [.contentType: "application/json", .deskToken: site.desk.secrets.writeToken]
  }

  /// Reads what is handed in, in place of what the program does: files and texts alone.
  private static func read(
    _ submission: ArticleSubmission, into database: String,
    _ show: @Sendable (ReadingProgress) -> Void
  ) throws -> ReadingProgress {
    var progress = ReadingProgress()
    let reader: ArticleReader
    switch submission {
    case .addresses(let addresses):
      progress.notes = addresses.map { "\($0): no network here; give the page" }
      return progress
    case .file(let name, let bytes):
      reader = ArticleReader(bytes: bytes, name: name, place: "upload://\(name)")
    case .text(let article):
      let text = (article.title.map { $0 + "\n\n" } ?? "") + article.text
      reader = ArticleReader(bytes: Array(text.utf8), name: "dan.txt", place: "pasted://desk")
    }
    let store = try QuoteStore(path: database, mode: .update)
    defer { try? store.close() }
    let session = IngestSession(store: store, stamp: IngestStamp(patternVersion: "1", programVersion: "0"))
    let engine = QuoteEngine(library: library)
    while let reading = reader.next() {
      switch reading {
      case .article(let article):
        _ = try session.write([PreparedArticle(article, engine.annotate(article.text))])
        progress.added += 1
        progress.keys.append(article.id)
        show(progress)
      case .refused(let refused): progress.notes.append("\(refused)")
      case .skipped, .listed: break
      }
    }
    return progress
  }

  // MARK: The articles

  private static func articles() -> [PreparedArticle] {
    let engine = QuoteEngine(library: library)
    var articles: [PreparedArticle] = []
    func add(_ key: String, _ title: String, _ text: String, _ source: String, _ published: String) {
      let whole = title + "\n\n" + text
      articles.append(
        PreparedArticle(
          Article(
            id: key, title: title, text: whole, url: "https://bao.example/\(key)", source: source,
            published: published),
          engine.annotate(whole)))
    }
    add(
      "ben-do", "Bến đò Vạn Chài sắp mở lại",
      """
      Sáng 4/3, bà Quách Diệu Ân, Chủ tịch UBND xã Vạn Chài, nói: “Bến đò phải mở lại trước Tết, không một nhịp cầu nào \
      thay được nó”. Bà Ân cho biết xã đã dành 120 triệu đồng để sửa bến.

      “Năm nay nước lên nhanh lắm”, ông Mạc Văn Lũng, lái đò, kể. Ông Lũng khẳng định chưa ai bị phạt.

      Mỗi mùa khô, sông 🚣 lại cạn. Theo Sở Bến Bãi, giá vé là 5.000 đồng.
      """, "Báo Sông", "2021-03-04")
    add(
      "ben-do-2", "Người lái đò chờ Tết",
      """
      Bà Quách Diệu Ân, Chủ tịch UBND xã Vạn Chài, nói: “Bến đò phải mở lại trước Tết, không nhịp cầu nào thay được nó”.

      Ông Mạc Văn Lũng nói: “Tôi chờ ngày ấy đã mười năm”.
      """, "Tin Bến", "2021-05-06")
    for number in 1...24 {
      add(
        "tin-\(number)", "Bản tin số \(number) từ bến sông",
        "Ông Mạc Văn Lũng cho biết chuyến đò thứ \(number) đã cập bến lúc \(number % 12) giờ. "
          + "“Chuyến này chở \(number * 3) người”, ông Lũng nói.", "Tin Bến", "2022-\(number % 12 + 1)-11")
    }
    articles.append(hostile)
    return articles
  }

  /// Two articles about one man whose name a paper misspells.
  private static let doubtful: [PreparedArticle] = [("khoay", "Khoáy"), ("khoai", "Khoái")].map { key, name in
    let text =
      "Bến Vạn Chài đóng cửa\n\nÔng Trịnh Công \(name), trưởng ban quản lý bến đò xã Vạn Chài, nói: “Bến đóng "
      + "cửa từ mai”. Ông \(name) cho biết đò cũ đã mục."
    return PreparedArticle(
      Article(
        id: key, title: "Bến Vạn Chài đóng cửa", text: text, source: "Tin Bến", published: "2022-03-04"),
      QuoteEngine(library: library).annotate(text), identity: identity)
  }

  /// An article whose every part tries to be more than text.
  static let hostile: PreparedArticle = {
    let title = "<script>window.hacked=1</script> & \"'"
    let quote = "\"\u{301} onmouseover=window.hacked=1 x=\"</textarea><script>window.hacked=1</script>"
    let name = "Nguyễn <img src=x onerror=window.hacked=1> \"'"
    let text =
      title + "\n\n" + name + " nói: “" + quote
      + "”. {{token}} {{{token}}} [[queue.title]]\u{202E}\n<b>hết</b>\n"
    var annotations = Annotations()
    annotations.quotes = [
      Attribution(
        kind: .direct, content: excerpt(quote, in: text),
        speaker: SpeakerReference(name: name, kind: .person),
        source: excerpt(name, in: text), cue: excerpt("nói:", in: text), via: nil, confidence: 0.99,
        pattern: "speaker-cue-quote\"><script>window.hacked=1</script>",
        evidence: ["<script>window.hacked=1</script>"], cueClass: "neutral", isNegated: false, figures: [])
    ]
    annotations.speakers = [
      Speaker(
        name: name, kind: .person, forms: [name, "<i>ông</i>"], roles: ["<script>window.hacked=1</script>"],
        mentions: [excerpt(name, in: text).span])
    ]
    return PreparedArticle(
      Article(
        id: "nghich", title: title, text: text, url: "javascript:window.hacked=1",
        source: "<script>window.hacked=1</script>", published: "\"><script>window.hacked=1</script>"),
      annotations)
  }()

  static func excerpt(_ words: String, in text: String) -> Excerpt {
    let whole = Array(text.unicodeScalars)
    let part = Array(words.unicodeScalars)
    let start = (0...whole.count - part.count).first { whole[$0..<$0 + part.count].elementsEqual(part) }!
    return Excerpt(span: Span(start: start, end: start + part.count), text: words)
  }
}

/// A JSON answer.
struct Answer: @unchecked Sendable {
  let status: Int
  let value: Any

  init(_ response: TestResponse) throws {
    status = response.status.code
    value = try JSONSerialization.jsonObject(
      with: Data(response.body.readableBytesView), options: .fragmentsAllowed)
  }

  subscript(path: String...) -> Any? {
    var at: Any? = value
    for name in path {
      if let list = at as? [Any], let index = Int(name) {
        at = list.indices.contains(index) ? list[index] : nil
      } else {
        at = (at as? [String: Any])?[name]
      }
    }
    return at
  }
}

extension TestClientProtocol {
  /// The text of a page.
  func page(_ uri: String, headers: HTTPFields = [:]) async throws -> (
    status: Int, text: String, headers: HTTPFields
  ) {
    try await execute(uri: uri, method: .get, headers: headers) {
      ($0.status.code, String(buffer: $0.body), $0.headers)
    }
  }

  func json(_ uri: String) async throws -> Answer {
    try await execute(uri: "/api/v1" + uri, method: .get) { try Answer($0) }
  }

  func post(_ uri: String, _ headers: HTTPFields, _ body: String) async throws -> Answer {
    try await execute(uri: "/api/v1" + uri, method: .post, headers: headers, body: ByteBuffer(string: body)) {
      try Answer($0)
    }
  }
}
