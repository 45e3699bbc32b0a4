import HTTPTypes
import Hummingbird
import NIOCore

/// What every request passes before it reaches a page, and what every answer carries.
///
/// In order: the answer's headers, the answer to errors, the Host header, the address's length, the language, the
/// site's token, the body's size and pace, and for whatever may change something, where it comes from.
struct Gate: RouterMiddleware {
  typealias Context = DeskContext

  let desk: Desk
  let hosts: AllowedHosts
  let routes: RouteTable
  private let settings: SiteSettings
  private let secrets: Secrets
  private let errors: ErrorAnswers

  init(desk: Desk, routes: RouteTable) {
    self.desk = desk
    self.routes = routes
    settings = desk.settings
    secrets = desk.secrets
    hosts = AllowedHosts(desk.settings)
    errors = ErrorAnswers(desk: desk)
  }

  func handle(
    _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var context = context
    context.isAPI = request.uri.path.hasPrefix("/api/")
    context.language = Preferences.language(request)
    context.reviewer = Preferences.reviewer(request) ?? settings.reviewer
    var response: Response
    do {
      response = try await checked(request, &context, next)
    } catch {
      response = errors.answer(error, request, context)
    }
    if let chosen = Preferences.newLanguage(request) {
      response.setCookie(Preferences.cookie("lang", chosen.rawValue))
    }
    Self.protect(&response)
    let elapsed = start.duration(to: .now)
    let milliseconds =
      Double(elapsed.components.attoseconds) / 1e15 + Double(elapsed.components.seconds) * 1e3
    response.headers[.serverTiming] = "app;dur=\(Double(Int(milliseconds * 100)) / 100)"
    return response
  }

  private func checked(
    _ request: Request, _ context: inout DeskContext, _ next: (Request, DeskContext) async throws -> Response
  ) async throws -> Response {
    guard hosts.accepts(request.head.authority) else { throw DeskError.wrongHost }
    guard request.uri.string.utf8.count <= settings.longestAddress else { throw DeskError.tooLongAddress }
    let isRead = request.method == .get || request.method == .head
    if let answer = try await signIn(request, &context, isRead) { return answer }
    if let allowed = routes.allowed(request.uri.path), !allowed.contains(request.method.rawValue) {
      throw DeskError.wrongMethod(allowed: allowed)
    }
    guard !isRead else { return try await next(request, context) }
    guard request.method == .post else {
      throw routes.allowed(request.uri.path) == nil ? DeskError.notFound : DeskError.wrongMethod
    }
    try checkOrigin(request)
    context.body = try await BodyReader(settings, isFile: request.uri.path == "/api/v1/files").read(
      request, context)
    try checkWriteToken(request, context)
    try await checkDatabase(request)
    try await checkReviewer(request, context)
    return try await next(request, context)
  }

  /// Lets in who shows the site's token or his own: in a header, by a session, or once in the address or the form.
  private func signIn(
    _ request: Request, _ context: inout DeskContext, _ isRead: Bool
  ) async throws -> Response? {
    if let header = request.headers[.authorization], header.hasPrefix("Bearer ") {
      let entry = try await desk.entry(String(header.dropFirst(7)), from: context.remoteAddress)
      context.showedToken = true
      context.enter(as: entry.reviewer)
      return nil
    }
    if let session = desk.sessions.session(request.cookies["desk"]?.value) {
      context.enter(as: session.reviewer)
      return nil
    }
    if isRead, let shown = request.uri.queryParameters["token"] {
      let entry = try await desk.entry(String(shown), from: context.remoteAddress)
      let rest = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("token=") }
      let query = rest.isEmpty ? "" : "?" + rest.joined(separator: "&")
      var response = Response.redirect(to: Preferences.ownPlace(request.uri.path + query))
      desk.begin(entry, &response)
      return response
    }
    guard secrets.siteToken != nil else {
      context.isSignedIn = true
      return nil
    }
    // The page to sign in at needs its stylesheet.
    if isRead, request.uri.path.hasPrefix("/static/") { return nil }
    if request.uri.path == "/sign-in" { return nil }
    throw DeskError.signInNeeded
  }

  /// What was meant for one database is not written into another one.
  private func checkDatabase(_ request: Request) async throws {
    guard let meant = request.headers[.deskDatabase] else { return }
    guard meant == desk.databaseIdentity else { throw DeskError.otherDatabase }
  }

  /// Nobody decides under the name of somebody who has a token of his own, nor under another name than the page shows.
  private func checkReviewer(_ request: Request, _ context: DeskContext) async throws {
    if context.isBound {
      guard let shown = Preferences.reviewer(request), request.headers[.reviewer] != nil else { return }
      guard shown == context.reviewer else { throw DeskError.otherReviewer }
      return
    }
    guard context.isAPI else { return }
    let name = context.reviewer
    if try await desk.pool.read({ try $0.hasToken(name) }) { throw DeskError.boundName }
  }

  /// A write comes from the desk's own pages, or from no page at all.
  private func checkOrigin(_ request: Request) throws {
    if let origin = request.headers[.origin] {
      let own = request.head.authority ?? ""
      guard origin == "http://\(own)" || origin == "https://\(own)" else { throw DeskError.crossSite }
    }
    if let site = request.headers[.fetchSite], site != "same-origin", site != "none" {
      throw DeskError.crossSite
    }
  }

  private func checkWriteToken(_ request: Request, _ context: DeskContext) throws {
    if context.showedToken { return }
    if request.uri.path == "/sign-in" { return }
    var shown = request.headers[.deskToken]
    if shown == nil, Form.isForm(request) { shown = Form(context.body)["desk-token"] }
    guard Secrets.areEqual(secrets.writeToken, shown) else { throw DeskError.missingToken }
  }

  /// What browsers may do with an answer.
  private static func protect(_ response: inout Response) {
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
      + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.xFrameOptions] = "DENY"
    // “no-referrer” would take the Origin from forms.
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.openerPolicy] = "same-origin"
    response.headers[.resourcePolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), microphone=(), geolocation=()"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
  }
}

extension DeskContext {
  /// Lets somebody in, under his name where he showed a token of his own.
  fileprivate mutating func enter(as name: String?) {
    isSignedIn = true
    guard let name else { return }
    reviewer = name
    isBound = true
  }
}

extension HTTPField.Name {
  static let deskToken = Self("X-Desk-Token")!
  static let reviewer = Self("X-Reviewer")!
  static let deskDatabase = Self("X-Desk-Database")!
  static let fetchSite = Self("Sec-Fetch-Site")!
  static let serverTiming = Self("Server-Timing")!
  static let xFrameOptions = Self("X-Frame-Options")!
  static let referrerPolicy = Self("Referrer-Policy")!
  static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
  static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
  static let permissionsPolicy = Self("Permissions-Policy")!
}
