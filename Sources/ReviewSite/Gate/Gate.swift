import HTTPTypes
import Hummingbird
import NIOCore

/// What every request passes before it reaches a page, and what every answer carries.
///
/// In order: the answer's headers, the answer to errors, the Host header, the address's length, the language, the
/// site's token, the body's size and pace, and for whatever may change something, where it comes from.
struct Gate: RouterMiddleware {
  typealias Context = DeskContext

  let settings: SiteSettings
  let hosts: AllowedHosts
  let secrets: Secrets
  let errors: ErrorAnswers

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
    if let answer = try signIn(request, &context, isRead) { return answer }
    guard !isRead else { return try await next(request, context) }
    guard request.method == .post else { throw DeskError.wrongMethod }
    try checkOrigin(request)
    context.body = try await BodyReader(settings).read(request, context)
    try checkWriteToken(request, context)
    return try await next(request, context)
  }

  /// Lets in who shows the site's token: in a header, in a cookie, or once in the address or the form.
  private func signIn(_ request: Request, _ context: inout DeskContext, _ isRead: Bool) throws -> Response? {
    guard let token = secrets.siteToken, let session = secrets.session else { return nil }
    if let header = request.headers[.authorization], header.hasPrefix("Bearer ") {
      guard Secrets.areEqual(token, String(header.dropFirst(7))) else { throw DeskError.signInNeeded }
      context.showedToken = true
      return nil
    }
    if Secrets.areEqual(session, request.cookies["desk"]?.value) { return nil }
    // The page to sign in at needs its stylesheet.
    if isRead, request.uri.path.hasPrefix("/static/") { return nil }
    if request.method == .post, request.uri.path == "/sign-in" { return nil }
    if isRead, let shown = request.uri.queryParameters["token"], Secrets.areEqual(token, String(shown)) {
      var response = Response.redirect(to: request.uri.path.hasPrefix("//") ? "/" : request.uri.path)
      response.setCookie(Preferences.cookie("desk", session, isSecret: true))
      return response
    }
    throw DeskError.signInNeeded
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

extension HTTPField.Name {
  static let deskToken = Self("X-Desk-Token")!
  static let reviewer = Self("X-Reviewer")!
  static let fetchSite = Self("Sec-Fetch-Site")!
  static let serverTiming = Self("Server-Timing")!
  static let xFrameOptions = Self("X-Frame-Options")!
  static let referrerPolicy = Self("Referrer-Policy")!
  static let openerPolicy = Self("Cross-Origin-Opener-Policy")!
  static let resourcePolicy = Self("Cross-Origin-Resource-Policy")!
  static let permissionsPolicy = Self("Permissions-Policy")!
}
