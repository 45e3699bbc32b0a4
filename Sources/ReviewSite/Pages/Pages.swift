import HTTPTypes
import Hummingbird
import NIOCore
import QuoteStore

/// The pages and the files that they need.
struct Pages {
  let desk: Desk

  func add(to router: Router<DeskContext>) {
    router.get("/") { _, _ in Response.redirect(to: "/queue") }
    router.get("queue", use: QueuePage(desk: desk).kept)
    router.get("articles", use: kept(ArticlesPage(desk: desk).show))
    router.get("source", use: SourcePage(desk: desk).send)
    router.get("sources", use: kept(SourcesPage(desk: desk).show))
    router.get("article", use: kept(ArticlePage(desk: desk).show))
    router.get("speaker", use: kept(SpeakerPage(desk: desk).show))
    router.get("speakers", use: kept(SpeakersPage(desk: desk).show))
    router.get("doubtful", use: DoubtfulPage(desk: desk).show)
    router.get("search", use: kept(SearchPage(desk: desk).show))
    router.get("overview", use: overview)
    router.get("sharing", use: SharingPage(desk: desk).show)
    router.post("sharing", use: SharingPage(desk: desk).change)
    router.get("disputes", use: DisputePage(desk: desk).show)
    router.get("batch", use: BatchPage(desk: desk).show)
    router.get("check", use: CheckPage(desk: desk).ask)
    router.post("check", use: CheckPage(desk: desk).answer)
    router.get("variants", use: kept(VariantPage(desk: desk).show))
    router.get("part/variants", use: VariantPage(desk: desk).part)
    router.get("part/card", use: card)
    router.get("static/:name", use: asset)
    router.get("favicon.ico") { _, _ in Response(status: .noContent) }
    router.get("sign-in", use: signInPage)
    router.post("sign-in", use: signIn)
    router.post("sign-out", use: signOut)
    router.post("reviewer", use: reviewer)
  }

  private typealias Handler = @Sendable (Request, DeskContext) async throws -> Response

  /// A page that is kept until the database changes.
  private func kept(_ show: @escaping Handler) -> Handler {
    { [desk] request, context in
      let generation = try await desk.cache.current().generation
      return try await desk.pages.page(request, context, generation: generation) {
        try await show(request, context)
      }
    }
  }

  /// The overview, kept until the database changes or more is known of what learning would gain.
  @Sendable private func overview(_ request: Request, _ context: DeskContext) async throws -> Response {
    let content = try await desk.cache.current()
    let learning = desk.learning.look(reviewed: content.figures.progress.reviewed)
    let generation = content.generation &* 1_000_003 &+ learning.hashValue
    return try await desk.pages.page(request, context, generation: generation) {
      try await OverviewPage(desk: desk).show(request, context)
    }
  }

  /// One card anew, after a decision.
  @Sendable private func card(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(request)
    guard let row = try form.integer("row").map(Int64.init) else { throw DeskError.badValue("row") }
    let number = try form.integer("number") ?? 0
    let words = desk.words(context)
    let card = try await desk.pool.read { store -> SafeHTML in
      let record = try API.find(row, store)
      let around =
        form["context"] == nil ? nil : try store.contexts(of: [record], length: QueuePage.contextLength)[0]
      return RecordCard(words: words).html(
        record, number: number, context: around, withArticle: form["article"] != nil,
        withSpeaker: form["no-speaker"] == nil)
    }
    return desk.html(card.text)
  }

  /// A file, of those that were read at the start: nothing that is asked for is a path.
  @Sendable private func asset(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard let name = context.parameters.get("name"), let asset = desk.files.assets[name] else {
      throw DeskError.notFound
    }
    let tag = "\"\(asset.version)\""
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    var headers: HTTPFields = [
      .contentType: asset.mediaType, .eTag: tag, .cacheControl: "public, max-age=31536000, immutable",
      .vary: "Accept-Encoding",
    ]
    let isPacked = Preferences.takesGzip(request)
    if isPacked { headers[.contentEncoding] = "gzip" }
    return Response(
      status: .ok, headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: isPacked ? asset.packed : asset.bytes)))
  }

  /// The page to sign in at, for who comes without being sent.
  @Sendable private func signInPage(_ request: Request, _ context: DeskContext) async throws -> Response {
    desk.page(
      "sign-in", title: desk.words(context)("sign-in.title"),
      ["back": Preferences.ownPlace(Form(request)["back"])], request, context)
  }

  /// Begins a session in a browser that shows a token, and goes on to where it was going.
  @Sendable private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(context.body)
    guard let shown = form["token"] else { throw DeskError.wrongToken }
    let entry = try await desk.entry(shown, from: context.remoteAddress)
    var response = Response.redirect(to: Preferences.ownPlace(form["back"]))
    desk.sessions.end(request.cookies["desk"]?.value)
    desk.begin(entry, &response)
    return response
  }

  /// Ends a browser's session.
  @Sendable private func signOut(_ request: Request, _ context: DeskContext) async throws -> Response {
    desk.sessions.end(request.cookies["desk"]?.value)
    var response = Response.redirect(to: "/sign-in")
    response.setCookie(Preferences.noCookie("desk"))
    return response
  }

  /// Keeps the name under which somebody decides.
  @Sendable private func reviewer(_ request: Request, _ context: DeskContext) async throws -> Response {
    let form = Form(context.body)
    guard let name = form["name"].flatMap(Preferences.name) else { throw DeskError.badValue("name") }
    guard !context.isBound else { throw DeskError.otherReviewer }
    if try await desk.pool.read({ try $0.hasToken(name) }) { throw DeskError.boundName }
    var response = Response.redirect(to: Preferences.ownPlace(form["back"]))
    response.setCookie(Preferences.cookie("reviewer", name.urlEncoded))
    return response
  }
}
