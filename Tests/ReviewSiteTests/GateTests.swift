import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import QuoteStore
import Testing

@testable import ReviewSite

@Suite("Attacks on the desk")
struct GateTests {
  @Test(
    "a Host header that is not ours is refused, whatever it looks like",
    arguments: [
      "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.2:8080@evil.example", "",
      "[::2]", "169.254.0.1",
    ])
  func foreignHost(host: String) {
    #expect(!AllowedHosts(SiteSettings()).accepts(host))
  }

  @Test(
    "the desk's own names are taken with any port",
    arguments: ["localhost", "LOCALHOST:9", "127.0.0.1:8080", "[::1]:80"])
  func ownHost(host: String) {
    #expect(AllowedHosts(SiteSettings()).accepts(host))
  }

  @Test("a desk that listens everywhere takes addresses, but no name that it does not know")
  func everywhere() {
    var settings = SiteSettings()
    settings.host = "0.0.0.0"
    settings.extraHosts = ["ban-duyet.example"]
    let hosts = AllowedHosts(settings)
    #expect(hosts.accepts("192.168.1.5:8080") && hosts.accepts("ban-duyet.example"))
    #expect(!hosts.accepts("evil.example"))
  }

  @Test("a write from another site is refused, with or without the token")
  func crossSite() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      for (name, value) in [
        (HTTPField.Name.origin, "https://evil.example"), (.origin, "null"), (.fetchSite, "cross-site"),
        (.fetchSite, "same-site"),
      ] {
        var headers = desk.writeHeaders
        headers[name] = value
        let answer = try await client.post(
          "/records/1/decisions", headers, #"{"action":"accept","version":1}"#)
        #expect(answer.status == 403 && answer["error", "code"] as? String == "cross-site")
      }
      #expect(try await client.json("/records/1")["status"] as? String == "unreviewed")
    }
  }

  @Test("a write without the page's token, or with a wrong one, is refused")
  func missingToken() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      for token in [nil, "", "0000"] as [String?] {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.deskToken] = token
        let answer = try await client.post(
          "/records/1/decisions", headers, #"{"action":"accept","version":1}"#)
        #expect(answer.status == 403 && answer["error", "code"] as? String == "missing-token")
      }
      let form = try await client.execute(
        uri: "/reviewer", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "name=ai")
      ) { $0.status.code }
      #expect(form == 403)
    }
  }

  @Test("with a site token, nothing but the sign-in page and its style is shown without it")
  func siteToken() async throws {
    let desk = try DeskFixture { $0.token = "mot-cau-dai-bi-mat" }
    try await desk.test { client in
      for uri in ["/queue", "/article?key=ben-do", "/api/v1/session", "/api/v1/exports/jsonl", "/?token=sai"]
      {
        let page = try await client.page(uri)
        #expect(page.status == 401, "\(uri)")
        #expect(!page.text.contains(desk.site.desk.secrets.writeToken), "\(uri)")
      }
      let bearer = try await client.page("/queue", headers: [.authorization: "Bearer mot-cau-dai-bi-mat"])
      #expect(bearer.status == 200)
      let wrong = try await client.page("/queue", headers: [.authorization: "Bearer mot-cau-dai-bi-ma"])
      #expect(wrong.status == 401)
      let entry = try await client.page("/queue?token=mot-cau-dai-bi-mat")
      let cookie = try #require(entry.headers[.setCookie])
      #expect(entry.status == 303 && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
      #expect(!cookie.contains("mot-cau-dai-bi-mat"))
      let inside = try await client.page(
        "/queue", headers: [.cookie: String(cookie.prefix { $0 != ";" })])
      #expect(inside.status == 200)
      let written = try await client.post(
        "/records/1/decisions",
        [.authorization: "Bearer mot-cau-dai-bi-mat", .contentType: "application/json"],
        #"{"action":"accept","version":1}"#)
      #expect(written.status == 200)
    }
  }

  @Test("every answer forbids inline script, framing and guessing of types")
  func headers() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      for uri in ["/queue", "/nope", "/api/v1/session", "/static/desk.js", "/api/v1/records/999999"] {
        let policy = try #require(try await client.page(uri).headers[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        let headers = try await client.page(uri).headers
        #expect(headers[.xContentTypeOptions] == "nosniff" && headers[.xFrameOptions] == "DENY")
      }
    }
  }

  @Test(
    "no path leads out of the desk's files",
    arguments: [
      "/static/../openapi.json", "/static/..%2fopenapi.json", "/static/%2e%2e/%2e%2e/etc/passwd",
      "/static//etc/passwd",
      "/static/desk.css%00.js", "/static/..%5c..%5cwindows", "/%2e%2e/%2e%2e/etc/passwd",
      "//evil.example/%2e%2e",
      "/api/v1/exports/..%2f..%2fkho.sqlite",
    ])
  func pathTricks(uri: String) async throws {
    let desk = try DeskFixture()
    let page = try await desk.test { try await $0.page(uri) }
    #expect(page.status == 404)
    #expect(!page.text.contains("root:"))
  }

  @Test("statements in SQL are words like others")
  func injection() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let trick = "x'; DROP TABLE record; --".urlEncoded
      for uri in [
        "/search?q=\(trick)", "/queue?speaker=\(trick)", "/queue?source=\(trick)", "/queue?match=\(trick)",
        "/queue?form=\(trick)", "/article?key=\(trick)", "/speakers?q=\(trick)",
        "/api/v1/speakers?q=\(trick)&article=\(trick)",
        "/search?q=" + "\" OR NEAR(a b) * ^ -".urlEncoded,
      ] {
        #expect(try await client.page(uri).status < 500, "\(uri)")
      }
      let named = try await client.post(
        "/records/1/decisions", desk.writeHeaders,
        #"{"action":"speaker","version":1,"speaker":{"name":"x'; DROP TABLE record; --","kind":"person"}}"#)
      #expect(named["record", "speaker", "name"] as? String == "x'; DROP TABLE record; --")
      #expect((try await client.json("/overview")["quotes"] as? Int ?? 0) > 20)
    }
  }

  @Test("a speaker's name of a million bytes is refused, and so is an empty one")
  func hugeName() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      for name in [
        String(repeating: "ă", count: 500_000), "", " \\u0000 ", String(repeating: "a", count: 201),
      ] {
        let answer = try await client.post(
          "/records/1/decisions", desk.writeHeaders,
          #"{"action":"speaker","version":1,"speaker":{"name":"\#(name)","kind":"person"}}"#)
        #expect(answer.status == 400, "\(name.prefix(20))")
      }
      #expect(try await client.page("/speakers?q=" + String(repeating: "a", count: 20_000)).status == 414)
      #expect(try await client.json("/records/1")["status"] as? String == "unreviewed")
    }
  }

  @Test("broken JSON, other types and other methods get an answer of their own")
  func malformed() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let uri = "/records/1/decisions"
      for body in [
        "", "{", "[]", "null", #"{"action":1,"version":1}"#, #"{"action":"accept"}"#,
        #"{"action":"fly","version":1}"#, "\u{0}",
      ] {
        #expect(try await client.post(uri, desk.writeHeaders, body).status == 400, "\(body)")
      }
      var headers = desk.writeHeaders
      headers[.contentType] = "text/plain"
      #expect(try await client.post(uri, headers, "{}").status == 415)
      let deleted = try await client.execute(uri: "/api/v1/records/1", method: .delete) { $0.status.code }
      #expect(deleted == 405)
      for uri in ["/speaker?id=x", "/speaker", "/article", "/api/v1/records?limit=0"] {
        #expect(try await client.page(uri).status == 400, "\(uri)")
      }
      // A filter that cannot be used is named on the page, which keeps the others.
      for uri in ["/queue?below=700", "/queue?since=gestern"] {
        #expect(try await client.page(uri).status < 500, "\(uri)")
      }
      for uri in ["/speaker?id=99999", "/article?key=khong-co", "/api/v1/records/99999/history"] {
        #expect(try await client.page(uri).status == 404, "\(uri)")
      }
    }
  }

  @Test("errors say nothing of files, statements or types")
  func errorsWithoutInsides() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      // The database goes away under the desk.
      try FileManager.default.removeItem(atPath: desk.database)
      try Data("no database".utf8).write(to: URL(fileURLWithPath: desk.database))
      for uri in ["/nope", "/api/v1/records/999999", "/api/v1/exports/jsonl", "/article?key=x'"] {
        let text = try await client.page(uri).text
        for word in ["SQL", "sqlite", ".swift", "Error(", desk.folder] {
          #expect(!text.contains(word), "\(uri): \(word)")
        }
      }
    }
  }

  @Test("a read-only desk changes nothing and shows no buttons")
  func readOnly() async throws {
    let desk = try DeskFixture { $0.isReadOnly = true }
    try await desk.test { client in
      let answer = try await client.post(
        "/records/1/decisions", desk.writeHeaders, #"{"action":"accept","version":1}"#)
      #expect(answer.status == 403 && answer["error", "code"] as? String == "read-only")
      let page = try await client.page("/queue")
      #expect(page.status == 200 && !page.text.contains("data-do=\"accept\""))
      let merge = try await client.post(
        "/speakers/1/merge", desk.writeHeaders, #"{"others":[2],"preview":true}"#)
      #expect(merge.status == 403)
    }
  }

  @Test(
    "the name of a reviewer leads nowhere else and stays on one line",
    arguments: ["//evil.example", "https://evil.example", "/\\evil", "javascript:alert(1)"])
  func openRedirect(back: String) async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let body =
        "desk-token=\(desk.site.desk.secrets.writeToken)&name=" + "Mai\r\nSet-Cookie: x=1".urlEncoded
        + "&back=" + back.urlEncoded
      let headers = try await client.execute(
        uri: "/reviewer", method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: body)
      ) { $0.headers }
      #expect(headers[.location] == "/queue")
      #expect(headers[values: .setCookie].count == 1)
    }
  }

  @Test("before one signs in, no page and no error holds what a write needs")
  func nothingBeforeSignIn() async throws {
    let desk = try DeskFixture { $0.token = "mot-cau-dai-bi-mat" }
    let long = String(repeating: "x", count: 20_000)
    try await desk.test { client in
      for uri in [
        "/queue", "/nope", "/sign-in", "/queue?q=\(long)", "/api/v1/nope", "/static/none", "/?token=sai",
      ] {
        let page = try await client.page(uri)
        #expect(!page.text.contains(desk.site.desk.secrets.writeToken), "\(uri.prefix(40))")
        #expect(!page.text.contains(desk.site.desk.databaseIdentity), "\(uri.prefix(40))")
      }
    }
  }

  @Test(
    "signing in says when the token is wrong, goes where one was going, and the session is random and can be ended"
  )
  func signingIn() async throws {
    let desk = try DeskFixture { $0.token = "mot-cau-dai-bi-mat" }
    @Sendable func send(
      _ client: any TestClientProtocol, _ path: String, _ form: String, cookie: String? = nil
    )
      async throws
      -> TestResponse
    {
      var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      if let cookie { headers[.cookie] = cookie }
      return try await client.execute(
        uri: path, method: .post, headers: headers, body: ByteBuffer(string: form)
      ) { $0 }
    }
    try await desk.test { client in
      let asked = try await client.page("/article?key=ben-do", headers: [.cookie: "lang=en"])
      #expect(asked.status == 401 && asked.text.contains("value=\"/article?key=ben-do\""))
      let wrong = try await send(
        client, "/sign-in", "token=sai&back=/article?key%3Dben-do", cookie: "lang=en")
      let text = String(buffer: wrong.body)
      #expect(
        wrong.status.code == 401 && text.contains("The token is wrong")
          && text.contains("/article?key=ben-do"))
      func enter(_ back: String) async throws -> (place: String?, cookie: String) {
        let response = try await send(client, "/sign-in", "token=mot-cau-dai-bi-mat&back=\(back.urlEncoded)")
        return (
          response.headers[.location], String((response.headers[.setCookie] ?? "").prefix { $0 != ";" })
        )
      }
      let (place, cookie) = try await enter("/article?key=ben-do")
      #expect(place == "/article?key=ben-do")
      #expect(try await enter("//evil.example/").place == "/queue")
      #expect(try await enter("https://evil.example/").place == "/queue")
      #expect(try await enter("/queue").cookie != cookie, "each session has a name of its own")
      #expect(try await client.page("/queue", headers: [.cookie: cookie]).status == 200)
      let end = try await send(
        client, "/sign-out", "desk-token=\(desk.site.desk.secrets.writeToken)", cookie: cookie)
      #expect(end.status.code == 303)
      #expect(try await client.page("/queue", headers: [.cookie: cookie]).status == 401)
      // A link in a mail, with what was asked for besides.
      let link = try await client.page("/article?key=ben-do&token=mot-cau-dai-bi-mat")
      #expect(link.headers[.location] == "/article?key=ben-do")
    }
  }

  @Test("a session ends when it is not used, and at the latest after its time")
  func sessionsEnd() {
    let sessions = Sessions()
    let start = Date(timeIntervalSince1970: 1_000_000)
    let name = sessions.begin(reviewer: "Mai", at: start)
    #expect(sessions.session(name, at: start + 3600)?.reviewer == "Mai")
    #expect(sessions.session(name, at: start + 3600 + Sessions.idle) == nil)
    let other = sessions.begin(reviewer: nil, at: start)
    var now = start
    while now < start + Sessions.longest - 3600 {
      #expect(sessions.session(other, at: now) != nil)
      now += 3600
    }
    #expect(sessions.session(other, at: start + Sessions.longest) == nil)
  }

  @Test("guesses at the token are slowed, by address, and a right one forgets them")
  func guesses() async throws {
    let guesses = Guesses()
    let now = Date(timeIntervalSince1970: 1_000_000)
    for _ in 0..<4 { guesses.wrong("10.0.0.9", at: now) }
    #expect(guesses.wait("10.0.0.9", at: now) == 0)
    for _ in 0..<6 { guesses.wrong("10.0.0.9", at: now) }
    #expect(guesses.wait("10.0.0.9", at: now) == 32 && guesses.wait("10.0.0.8", at: now) == 0)
    for _ in 0..<20 { guesses.wrong("10.0.0.9", at: now) }
    #expect(guesses.wait("10.0.0.9", at: now) == 300)
    guesses.right("10.0.0.9")
    #expect(guesses.wait("10.0.0.9", at: now) == 0)
    let desk = try DeskFixture { $0.token = "mot-cau-dai-bi-mat" }
    try await desk.test { client in
      let first = try await client.page("/queue", headers: [.authorization: "Bearer sai"])
      #expect(first.status == 401)
      // So many that the wait is not over by the next request, on however slow a machine.
      for address in ["local", "127.0.0.1", "::1"] {
        for _ in 0..<30 { desk.site.desk.guesses.wrong(address) }
      }
      let slowed = try await client.page("/queue", headers: [.authorization: "Bearer sai"])
      #expect(slowed.status == 429 && slowed.headers[.retryAfter] != nil)
      let right = try await client.page("/queue", headers: [.authorization: "Bearer mot-cau-dai-bi-mat"])
      #expect(right.status == 429, "nor is a right one looked at meanwhile")
    }
  }

  @Test("a name with a token of its own is decided under with that token alone, and then under no other")
  func ownTokens() async throws {
    let desk = try DeskFixture()
    let store = try QuoteStore(path: desk.database, mode: .update)
    try store.setToken(digest: SiteSettings.digest(ofToken: "ma-rieng-cua-mai"), of: "Mai")
    try store.close()
    let body = #"{"action":"accept","version":1}"#
    try await desk.test { client in
      var headers = desk.writeHeaders
      headers[.reviewer] = "Mai"
      let stolen = try await client.post("/records/1/decisions", headers, body)
      #expect(stolen.status == 403 && stolen["error", "code"] as? String == "bound-name")
      let form = try await client.execute(
        uri: "/reviewer", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"],
        body: ByteBuffer(string: "desk-token=\(desk.site.desk.secrets.writeToken)&name=Mai")
      ) { $0.status.code }
      #expect(form == 403)
      let own: HTTPFields = [.authorization: "Bearer ma-rieng-cua-mai", .contentType: "application/json"]
      let saved = try await client.post("/records/1/decisions", own, body)
      #expect(saved.status == 200 && saved["record", "reviewer"] as? String == "Mai")
      var other = own
      other[.reviewer] = "an"
      let mixed = try await client.post("/records/2/decisions", other, body)
      #expect(mixed.status == 409 && mixed["error", "code"] as? String == "other-reviewer")
      // Without a common token, everybody else goes on as before.
      #expect(try await client.post("/records/2/decisions", desk.writeHeaders, body).status == 200)
    }
  }

  @Test("what was meant for another database is not written")
  func otherDatabase() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      var headers = desk.writeHeaders
      headers[.deskDatabase] = "0123456789abcdef0123456789abcdef"
      let refused = try await client.post(
        "/records/1/decisions", headers, #"{"action":"accept","version":1}"#)
      #expect(refused.status == 409 && refused["error", "code"] as? String == "other-database")
      headers[.deskDatabase] = try await client.json("/session")["database"] as? String
      let taken = try await client.post("/records/1/decisions", headers, #"{"action":"accept","version":1}"#)
      #expect(taken.status == 200)
    }
  }

  @Test("an address asked for by a method that it does not take says which it takes")
  func wrongMethods() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      for (uri, method, allowed) in [
        ("/api/v1/overview", HTTPRequest.Method.post, "GET, HEAD"),
        ("/api/v1/records", .delete, "GET, HEAD, POST"),
        ("/api/v1/records/1/decisions", .get, "POST"), ("/queue", .put, "GET, HEAD"),
        ("/sign-out", .get, "POST"),
      ] {
        let (status, allow) = try await client.execute(uri: uri, method: method) {
          ($0.status.code, $0.headers[.allow])
        }
        #expect(status == 405 && allow == allowed, "\(method) \(uri)")
      }
      #expect(try await client.execute(uri: "/nope", method: .delete) { $0.status.code } == 404)
    }
  }

  @Test("a desk that is only to be read changes not a byte of the file, whatever is asked of it")
  func readOnlyFile() async throws {
    let desk = try DeskFixture { $0.isReadOnly = true }
    let before = try Data(contentsOf: URL(fileURLWithPath: desk.database))
    try await desk.test { client in
      for uri in [
        "/queue", "/article?key=ben-do", "/overview", "/search?q=nhip+cau+nao", "/speaker?id=1",
        "/check?quote=" + "Năm nay nước lên nhanh lắm".urlEncoded, "/api/v1/exports/jsonl", "/api/v1/undo",
      ] {
        #expect(try await client.page(uri).status == 200, "\(uri)")
      }
      for uri in ["/records/1/decisions", "/batches", "/leases", "/speakers/1/rename"] {
        let bodies = [
          "/batches": #"{"action":"accept","filter":"layer=quote","request":"mot-loat-thu"}"#,
          "/leases": #"{"rows":[1]}"#,
          "/speakers/1/rename": #"{"name":"X"}"#,
        ]
        let answer = try await client.post(
          uri, desk.writeHeaders, bodies[uri] ?? #"{"action":"accept","version":1}"#)
        #expect(answer.status == 403 && answer["error", "code"] as? String == "read-only", "\(uri)")
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: desk.database)) == before)
    let queue = try await desk.test { try await $0.page("/queue") }
    #expect(!queue.text.contains("id=\"tools\""))
  }
}
