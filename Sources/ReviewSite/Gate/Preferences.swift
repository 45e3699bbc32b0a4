import HTTPTypes
import Hummingbird

/// What a browser keeps for its user: the language and the name under which he decides.
enum Preferences {
  /// The language that the address asks for, that was chosen before, or that the browser likes best.
  static func language(_ request: Request) -> Language {
    newLanguage(request) ?? request.cookies["lang"].flatMap { Language(rawValue: $0.value) }
      ?? Language.preferred(request.headers[.acceptLanguage])
  }

  /// The language that the address asks for.
  static func newLanguage(_ request: Request) -> Language? {
    request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
  }

  /// Whether the browser takes what gzip has compressed.
  static func takesGzip(_ request: Request) -> Bool {
    (request.headers[.acceptEncoding] ?? "").lowercased().split(separator: ",").contains { part in
      let words = part.split(whereSeparator: { $0 == ";" || $0.isWhitespace })
      return words.first == "gzip"
        && !words.contains { $0.hasPrefix("q=0") && !$0.contains { ("1"..."9").contains($0) } }
    }
  }

  /// The name that a program sends, or that a browser keeps.
  static func reviewer(_ request: Request) -> String? {
    (request.headers[.reviewer] ?? request.cookies["reviewer"]?.value)
      .flatMap(\.removingPercentEncoding).flatMap(name)
  }

  /// A reviewer's name as it is kept: one line of at most 80 characters; `nil` when nothing is left of it.
  static func name(_ typed: String) -> String? {
    let words = typed.unicodeScalars.prefix(400)
      .split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
      .map { String($0) }
    let name = String(words.joined(separator: " ").prefix(80))
    return name.isEmpty ? nil : name
  }

  /// A cookie of the desk. A secret one is not for scripts.
  ///
  /// `Lax`: a link in a mail opens signed in; what changes something shows the page's token besides.
  static func cookie(_ name: String, _ value: String, isSecret: Bool = false) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: isSecret ? Int(Sessions.longest) : 365 * 24 * 3600, path: "/",
      secure: false, httpOnly: isSecret, sameSite: .lax)
  }

  /// A cookie that takes one away.
  static func noCookie(_ name: String) -> Cookie {
    Cookie(name: name, value: "", maxAge: 0, path: "/", secure: false, httpOnly: true, sameSite: .lax)
  }

  /// An address to go to, if it is one of this site; else the queue.
  static func ownPlace(_ back: String?) -> String {
    guard let back, back.hasPrefix("/"), !back.hasPrefix("//"), !back.contains("\\"),
      back.allSatisfy({ $0.isASCII && !$0.isNewline })
    else { return "/queue" }
    return back
  }
}
