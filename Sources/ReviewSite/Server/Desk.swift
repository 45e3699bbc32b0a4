import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import QuoteStore
import SpeakerIdentity

/// What all pages share: the database, the files, the settings.
final class Desk: Sendable {
  let settings: SiteSettings
  let files: SiteFiles
  let pool: StorePool
  let cache: DeskCache
  let pages: PageCache
  let secrets: Secrets
  let sessions = Sessions()
  let guesses = Guesses()
  let leases = Leases()
  /// How often the queue was shared out since the start: pages that were kept before are made anew.
  let sharings = Locked(0)
  /// The rows of the queue that teaches, by its filter, and reports of sources.
  let rankings = TimedCache<String, [Int64]>(most: 40, seconds: 20)
  let reports = TimedCache<String, SourceReport>(most: 10, seconds: 10)
  let readings: Readings
  let learning: LearningWatch
  /// Tells the database from all others.
  let databaseIdentity: String
  let logger: Logger
  /// The database's path.
  let database: String
  /// What the desk can have done for it.
  let services: SiteServices

  /// Opens the database. Throws a `StoreError`.
  init(
    database: String, files: SiteFiles, settings: SiteSettings, logger: Logger, services: SiteServices
  ) throws {
    self.database = database
    self.services = services
    readings = Readings(services.read) { logger.error("reading: \($0)") }
    learning = LearningWatch(services.measureLearning) { logger.error("learning: \($0)") }
    self.settings = settings
    self.files = files
    self.logger = logger
    secrets = Secrets(siteToken: settings.token)
    pool = try StorePool(
      path: database, readOnly: settings.isReadOnly,
      count: max(2, min(8, ProcessInfo.processInfo.activeProcessorCount)), seconds: settings.readSeconds)
    databaseIdentity = try pool.identity()
    cache = try DeskCache(path: database, isReadOnly: settings.isReadOnly)
    pages = try PageCache(path: database, isReadOnly: settings.isReadOnly)
  }

  /// Closes the database.
  func close() {
    pool.close()
    cache.close()
    pages.close()
  }

  /// The words of a request's language.
  func words(_ context: DeskContext) -> Phrases { files.phrases(context.language) }

  // MARK: Who comes in

  /// Whose token was shown: the site's, or a reviewer's own. Throws `DeskError` when it is nobody's.
  func entry(_ token: String, from address: String) async throws -> (reviewer: String?, isSite: Bool) {
    let seconds = guesses.wait(address)
    guard seconds == 0 else { throw DeskError.tooManyGuesses(seconds: seconds) }
    if let site = secrets.siteToken, Secrets.areEqual(site, token) {
      guesses.right(address)
      return (nil, true)
    }
    let digest = Secrets.digest(token)
    guard let name = try await pool.read({ try $0.reviewer(ofTokenDigest: digest) }) else {
      guesses.wrong(address)
      throw DeskError.wrongToken
    }
    guesses.right(address)
    return (name, false)
  }

  /// Begins a session for whoever showed a token.
  func begin(_ entry: (reviewer: String?, isSite: Bool), _ response: inout Response) {
    response.setCookie(
      Preferences.cookie("desk", sessions.begin(reviewer: entry.reviewer), isSecret: true))
  }

  // MARK: Answers

  /// A page in the site's frame.
  func page(
    _ template: String, title: String, _ fields: Fields, _ request: Request, _ context: DeskContext,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let words = words(context)
    var all = fields
    all["title"] = title
    all["lang"] = context.language.rawValue
    all["isVietnamese"] = context.language == .vietnamese
    all["otherLanguage"] = languageLink(request, context)
    if context.isSignedIn {
      all["reviewer"] = context.reviewer
      all["isBound"] = context.isBound
      all["hasSession"] = request.cookies["desk"] != nil
      all["token"] = secrets.writeToken
      all["database"] = databaseIdentity
    }
    all["isSignedIn"] = context.isSignedIn
    all["here"] = request.method == .get ? request.uri.string : "/queue"
    all["isReadOnly"] = settings.isReadOnly
    all["words"] = words.scriptWords
    all["at-\(template)"] = true
    return html(files.render(template, all, context.language), status: status)
  }

  /// A part of a page.
  func part(_ template: String, _ fields: Fields, _ context: DeskContext) -> Response {
    var all = fields
    all["isReadOnly"] = settings.isReadOnly
    return html(files.render(template, all, context.language))
  }

  /// HTML as an answer.
  func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  /// JSON as an answer.
  func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(bytes: value.bytes)))
  }

  /// The same page in the other language.
  private func languageLink(_ request: Request, _ context: DeskContext) -> String {
    let other: Language = context.language == .vietnamese ? .english : .vietnamese
    let isPage = request.method == .get || request.method == .head
    let pairs = (isPage ? request.uri.query ?? "" : "").split(separator: "&")
      .filter { !$0.hasPrefix("lang=") && !$0.hasPrefix("token=") }.map(String.init)
    let path = request.uri.path.hasPrefix("//") ? "/" : request.uri.path
    return path + "?" + (pairs + ["lang=\(other.rawValue)"]).joined(separator: "&")
  }
}

/// Answers for what cannot be answered as asked.
struct ErrorAnswers: Sendable {
  let desk: Desk

  /// A page, or JSON for a program, with the error's words and nothing of the program's insides.
  func answer(_ error: any Error, _ request: Request, _ context: DeskContext) -> Response {
    let shown = DeskError(error)
    if shown.status.code >= 500 {
      desk.logger.error("\(request.method) \(request.uri.path.prefix(200)): \(error)")
    }
    let words = desk.words(context)
    let message = words("error.\(shown.code)", shown.values)
    var response: Response
    if let conflict = error as? DecisionConflict {
      response = desk.json(
        conflict.json(message: words("error.\(conflict.code)", conflict.values), words), status: .conflict)
    } else if context.isAPI {
      response = desk.json(
        ["error": ["code": .string(shown.code), "message": .string(message)]], status: shown.status)
    } else if ["sign-in", "wrong-token", "too-many-guesses"].contains(shown.code) {
      var fields: Fields = ["back": Self.place(request, context)]
      if shown.code != "sign-in" { fields["message"] = message }
      response = desk.page(
        "sign-in", title: words("sign-in.title"), fields, request, context, status: shown.status)
    } else {
      response = desk.page(
        "error", title: words("error.title"), ["message": message, "status": shown.status.code], request,
        context,
        status: shown.status)
    }
    if shown.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
    for field in shown.headers { response.headers[field.name] = field.value }
    if shown.status == .methodNotAllowed, response.headers[.allow] == nil {
      response.headers[.allow] = "GET, HEAD, POST"
    }
    if shown.status == .serviceUnavailable { response.headers[.retryAfter] = "2" }
    return response
  }

  /// Where somebody was going who has to sign in first.
  private static func place(_ request: Request, _ context: DeskContext) -> String {
    if request.method == .post {
      return Form.isForm(request) ? Form(context.body)["back"] ?? "/queue" : "/queue"
    }
    let pairs = (request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("token=") }
    return Preferences.ownPlace(
      request.uri.path + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")))
  }
}
