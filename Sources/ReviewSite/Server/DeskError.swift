import HTTPTypes
import Hummingbird
import QuoteStore

/// Why a request is not answered as asked: a status for programs, a code, and words for people in `languages/`.
struct DeskError: Error {
  /// The HTTP status.
  var status: HTTPResponse.Status
  /// What is wrong, for programs: `not-found`. The words are those of `error.` and the code.
  var code: String
  /// What stands in the words' places.
  var values: [String: String] = [:]
  /// Headers that the answer has to carry.
  var headers: HTTPFields = [:]

  static let notFound = DeskError(status: .notFound, code: "not-found")
  static let wrongMethod = DeskError(status: .methodNotAllowed, code: "wrong-method")
  static let wrongHost = DeskError(status: .misdirectedRequest, code: "wrong-host")
  static let crossSite = DeskError(status: .forbidden, code: "cross-site")
  static let missingToken = DeskError(status: .forbidden, code: "missing-token")
  static let signInNeeded = DeskError(status: .unauthorized, code: "sign-in")
  static let wrongToken = DeskError(status: .unauthorized, code: "wrong-token")
  static let boundName = DeskError(status: .forbidden, code: "bound-name")
  static let otherReviewer = DeskError(status: .conflict, code: "other-reviewer")
  static let otherDatabase = DeskError(status: .conflict, code: "other-database")
  static let readOnly = DeskError(status: .forbidden, code: "read-only")
  static let tooLarge = DeskError(status: .contentTooLarge, code: "too-large")
  static let tooLongAddress = DeskError(status: .uriTooLong, code: "too-long-address")
  static let tooSlowBody = DeskError(status: .requestTimeout, code: "too-slow-body")
  static let tooSlow = DeskError(status: .serviceUnavailable, code: "too-slow")
  static let busy = DeskError(status: .serviceUnavailable, code: "busy")
  static let locked = DeskError(status: .serviceUnavailable, code: "locked")
  static let wrongMediaType = DeskError(status: .unsupportedMediaType, code: "wrong-media-type")
  static let fault = DeskError(status: .internalServerError, code: "fault")

  /// Too many wrong tokens from an address.
  static func tooManyGuesses(seconds: Int) -> DeskError {
    DeskError(
      status: .tooManyRequests, code: "too-many-guesses", values: ["n": "\(seconds)"],
      headers: [.retryAfter: "\(seconds)"])
  }

  /// A method that an address does not take.
  static func wrongMethod(allowed: [String]) -> DeskError {
    DeskError(
      status: .methodNotAllowed, code: "wrong-method", headers: [.allow: allowed.joined(separator: ", ")])
  }

  /// A value that was sent and cannot be used.
  static func badValue(_ name: String) -> DeskError {
    DeskError(status: .badRequest, code: "bad-value", values: ["name": name])
  }

  /// The answer for any error; what is not foreseen says nothing of the program's insides.
  init(_ error: any Error) {
    switch error {
    case let error as DeskError: self = error
    case let error as NotFound: self = DeskError(error)
    case let error as DecisionConflict:
      self.init(status: .conflict, code: error.code, values: error.values)
    case is StorePool.Busy: self = .busy
    case is StorePool.TooSlow: self = .tooSlow
    case StoreError.locked, StoreError.diskFull: self = .locked
    case StoreError.readOnly: self = .readOnly
    case let error as HTTPError where error.status == .notFound: self = .notFound
    case let error as HTTPError where error.status == .methodNotAllowed: self = .wrongMethod
    case let error as HTTPError where error.status == .contentTooLarge: self = .tooLarge
    case let error as HTTPError where (400..<500).contains(error.status.code):
      self = DeskError(status: error.status, code: "bad-request")
    default: self = .fault
    }
  }

  private init(_ error: NotFound) {
    switch error {
    case .speaker(let name, let nearest), .article(let name, let nearest), .paper(let name, let nearest):
      let code: String
      switch error {
      case .speaker: code = "no-speaker"
      case .article: code = "no-article"
      default: code = "no-paper"
      }
      self.init(
        status: .notFound, code: nearest.isEmpty ? code : code + "-but",
        values: ["name": Self.shown(name), "nearest": nearest.map { "“\($0)”" }.joined(separator: ", ")])
    case .ambiguousSpeaker(let name, _):
      self.init(status: .conflict, code: "ambiguous-speaker", values: ["name": Self.shown(name)])
    case .nameTaken(let name, _):
      self.init(status: .conflict, code: "name-taken", values: ["name": Self.shown(name)])
    case .notInArticle(let name, let article):
      self.init(
        status: .conflict, code: "not-in-article", values: ["name": Self.shown(name), "article": article])
    }
  }

  init(
    status: HTTPResponse.Status, code: String, values: [String: String] = [:], headers: HTTPFields = [:]
  ) {
    self.status = status
    self.code = code
    self.values = values
    self.headers = headers
  }

  /// A name as an answer repeats it.
  private static func shown(_ name: String) -> String { name.count > 80 ? name.prefix(80) + "…" : name }
}
