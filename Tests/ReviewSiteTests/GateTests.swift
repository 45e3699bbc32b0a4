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
      #expect(entry.status == 303 && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
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
      for uri in [
        "/speaker?id=x", "/speaker", "/article", "/queue?below=7", "/queue?since=gestern", "/queue?after=1",
        "/api/v1/records?limit=0",
      ] {
        #expect(try await client.page(uri).status == 400, "\(uri)")
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
}
