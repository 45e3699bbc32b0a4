import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import ReviewSite

@Suite("The JSON interface is as its OpenAPI document says")
struct OpenAPITests {
  nonisolated(unsafe) private static let document =
    try! JSONSerialization.jsonObject(with: Data(DeskFixture.files.openAPI)) as! [String: Any]
  nonisolated(unsafe) private static let paths = document["paths"] as! [String: [String: Any]]

  @Test("every route is described, and everything described is a route")
  func routes() throws {
    let desk = try DeskFixture()
    let routes = Set(
      desk.site.router().routes.compactMap { route -> String? in
        let path = "\(route.path)"
        guard path.hasPrefix("/api/v1") else { return nil }
        let described = path.dropFirst("/api/v1".count).split(separator: "/").map { part -> String in
          part.hasPrefix(":") ? "{\(part.dropFirst())}" : part.hasPrefix("{") ? String(part) : String(part)
        }
        return "\(route.method.rawValue) /\(described.joined(separator: "/"))"
      }.filter { !$0.hasPrefix("HEAD") })
    let described = Set(
      Self.paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
    #expect(routes == described)
  }

  @Test("every answer is as described: all operations, and what they refuse")
  func answers() async throws {
    let desk = try DeskFixture()
    let headers = desk.writeHeaders
    try await desk.test { client in
      let first = try await client.json("/records?limit=1")
      let row = try #require(first["records", "0", "row"] as? Int)
      let article = try await client.json("/articles/ben-do")
      let speaker = try #require(article["records", "0", "speaker", "id"] as? Int)
      let other = try #require(
        (try await client.json("/speakers?q=mac+van+lung"))["speakers", "0", "id"] as? Int)
      var operations = Set<String>()

      func check(
        _ method: HTTPRequest.Method, _ path: String, _ uri: String, _ expected: Int, body: String? = nil,
        type: String = "application/json"
      ) async throws {
        var sent = headers
        sent[.contentType] = type
        let response = try await client.execute(
          uri: "/api/v1" + uri, method: method, headers: method == .post ? sent : [:],
          body: body.map { ByteBuffer(string: $0) }
        ) { $0 }
        let operation = try #require(
          Self.paths[path]?[method.rawValue.lowercased()] as? [String: Any], "\(path) is not described")
        #expect(response.status.code == expected, "\(uri): \(String(buffer: response.body).prefix(300))")
        let answers = operation["responses"] as? [String: [String: Any]] ?? [:]
        let answer = try #require(
          answers[String(response.status.code)], "\(uri): \(response.status) is not described")
        operations.insert("\(method.rawValue) \(path)")
        let content = answer["content"] as? [String: [String: Any]] ?? [:]
        let type = (response.headers[.contentType] ?? "").prefix { $0 != ";" }
        let described = try #require(content[String(type)], "\(uri): \(type) is not described")
        guard type == "application/json" else { return }
        let value = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
        let faults = JSONSchema(document: Self.document).faults(
          value, described["schema"] as? [String: Any] ?? [:])
        #expect(faults.isEmpty, "\(uri): \(faults.prefix(5))")
      }

      try await check(.get, "/openapi.json", "/openapi.json", 200)
      try await check(.get, "/session", "/session", 200)
      try await check(.get, "/undo", "/undo", 200)
      try await check(.get, "/undo", "/undo?before=x", 400)
      try await check(.get, "/disputes", "/disputes", 200)
      try await check(.post, "/disputes/{row}", "/disputes/1", 404, body: #"{"reviewer":"An"}"#)
      try await check(.get, "/pairs", "/pairs", 200)
      try await check(.get, "/pairs", "/pairs?limit=0", 400)
      try await check(.get, "/pairs", "/pairs?limit=", 400)
      let end = #"{"article":"ben-do","key":"quách diệu ân","kind":"person"}"#
      let second = #"{"article":"ben-do-2","key":"quách diệu ân","kind":"person"}"#
      try await check(
        .post, "/pairs", "/pairs", 200, body: #"{"ends":[\#(end),\#(second)],"same":false}"#)
      try await check(.get, "/pairs", "/pairs", 200)
      try await check(.post, "/pairs", "/pairs", 200, body: #"{"ends":[\#(end),\#(second)],"same":null}"#)
      try await check(.post, "/pairs", "/pairs", 409, body: #"{"ends":[\#(end),\#(second)],"same":null}"#)
      try await check(.post, "/pairs", "/pairs", 400, body: #"{"ends":[\#(end)],"same":true}"#)
      try await check(.get, "/batches", "/batches", 200)
      let many = #"{"action":"reject","filter":"article=tin-3","request":"mot-loat-thu"}"#
      try await check(.post, "/batches", "/batches", 200, body: many)
      try await check(
        .post, "/batches", "/batches", 404, body: many.replacing("article=tin-3", with: "status=all"))
      try await check(.post, "/batches", "/batches", 404, body: many.replacing("tin-3", with: "khong-co"))
      try await check(.get, "/batches", "/batches", 200)
      try await check(.post, "/batches/{name}/undo", "/batches/mot-loat-thu/undo", 200)
      try await check(.post, "/batches/{name}/undo", "/batches/khong-co-loat/undo", 404)
      try await check(.post, "/leases", "/leases", 200, body: #"{"rows":[]}"#)
      try await check(
        .post, "/leases", "/leases", 400,
        body: #"{"rows":[\#((0...100).map(String.init).joined(separator: ","))]}"#)
      try await check(.get, "/records", "/records?limit=200&status=all", 200)
      try await check(.get, "/records", "/records?order=place&offset=3&limit=2", 200)
      try await check(.get, "/records", "/records?below=2", 400)
      try await check(.get, "/records", "/records?speaker=khong+ai", 404)
      try await check(.get, "/records/{row}", "/records/\(row)", 200)
      try await check(.get, "/records/{row}", "/records/0", 404)
      try await check(.get, "/records/{row}/alternatives", "/records/\(row)/alternatives", 200)
      try await check(.get, "/records/{row}/alternatives", "/records/0/alternatives", 404)
      try await check(
        .get, "/records/{row}/variants", "/records/\(article["records", "0", "row"] as? Int ?? 0)/variants",
        200)
      try await check(.get, "/records/{row}/variants", "/records/0/variants", 404)
      let decisions = "/records/{row}/decisions"
      let uri = "/records/\(row)/decisions"
      try await check(.post, decisions, uri, 200, body: #"{"action":"accept","version":1}"#)
      try await check(.post, decisions, uri, 409, body: #"{"action":"reject","version":1}"#)
      try await check(.post, decisions, uri, 200, body: #"{"action":"note","version":2,"note":"xem lại"}"#)
      try await check(
        .post, decisions, uri, 200,
        body: #"{"action":"speaker","version":3,"speaker":{"name":"Ngạc Mơ","kind":"person"}}"#)
      try await check(
        .post, decisions, uri, 200, body: #"{"action":"speaker","version":4,"speaker":{"id":\#(other)}}"#)
      try await check(.post, decisions, uri, 200, body: #"{"action":"speaker","version":5,"speaker":null}"#)
      try await check(.post, decisions, uri, 400, body: #"{"action":"speaker","version":6}"#)
      try await check(
        .post, decisions, uri, 200, body: #"{"action":"keep","version":6,"insteadOf":"reject"}"#)
      try await check(.get, "/undo", "/undo", 200)
      try await check(.post, decisions, uri, 200, body: #"{"action":"kind","version":6,"kind":"mixed"}"#)
      try await check(
        .post, decisions, uri, 409, body: #"{"action":"span","version":7,"start":5,"end":99999}"#)
      try await check(.post, decisions, uri, 409, body: #"{"action":"span","version":7,"start":-5,"end":3}"#)
      try await check(
        .post, decisions, uri, 404, body: #"{"action":"speaker","version":7,"speaker":{"id":99999}}"#)
      for version in 7..<13 {
        try await check(.post, decisions, uri, 200, body: #"{"action":"undo","version":\#(version)}"#)
      }
      try await check(.post, decisions, uri, 409, body: #"{"action":"undo","version":13}"#)
      try await check(
        .post, decisions, "/records/0/decisions", 404, body: #"{"action":"accept","version":1}"#)
      try await check(.get, "/records/{row}/history", "/records/\(row)/history", 200)
      try await check(.get, "/records/{row}/history", "/records/0/history", 404)
      let added = #"{"article":"ben-do","kind":"direct","start":0,"end":6,"speaker":{"id":\#(other)}}"#
      try await check(.post, "/records", "/records", 201, body: added)
      try await check(.post, "/records", "/records", 409, body: added)
      try await check(.post, "/records", "/records", 404, body: added.replacing("ben-do", with: "khong-co"))
      try await check(.post, "/records", "/records", 400, body: "{}")
      try await check(.get, "/articles", "/articles?q=ban+tin", 200)
      try await check(.get, "/articles/{key}", "/articles/ben-do", 200)
      try await check(.get, "/articles/{key}", "/articles/nghich", 200)
      try await check(.get, "/articles/{key}", "/articles/khong-co", 404)
      try await check(.get, "/speakers", "/speakers?q=quach&article=ben-do", 200)
      try await check(.get, "/speakers/{id}", "/speakers/\(speaker)", 200)
      try await check(.get, "/speakers/{id}", "/speakers/0", 404)
      let people = "/speakers/{id}"
      try await check(
        .post, people + "/merge", "/speakers/\(speaker)/merge", 200,
        body: #"{"others":[\#(other)],"preview":true}"#)
      try await check(.get, "/speakers/{id}", "/speakers/\(other)", 200)
      try await check(.post, people + "/merge", "/speakers/\(speaker)/merge", 400, body: #"{"others":[]}"#)
      try await check(
        .post, people + "/split", "/speakers/\(speaker)/split", 200,
        body: #"{"articles":["ben-do-2"],"name":"Bà Ân khác","preview":true}"#)
      try await check(
        .post, people + "/split", "/speakers/\(speaker)/split", 409,
        body: #"{"articles":["tin-1"],"name":"Bà Ân khác"}"#)
      try await check(
        .post, people + "/split", "/speakers/\(speaker)/split", 200,
        body: #"{"articles":["ben-do-2"],"name":"Bà Ân khác"}"#)
      try await check(
        .post, people + "/rename", "/speakers/\(speaker)/rename", 200, body: #"{"name":"Quách Diệu Ân (xã)"}"#
      )
      try await check(
        .post, people + "/rename", "/speakers/\(speaker)/rename", 409, body: #"{"name":"Mạc Văn Lũng"}"#)
      try await check(
        .post, people + "/aliases", "/speakers/\(speaker)/aliases", 200, body: #"{"name":"Bà Chủ tịch"}"#)
      try await check(
        .post, people + "/aliases", "/speakers/0/aliases", 404, body: #"{"name":"Bà Chủ tịch"}"#)
      try await check(
        .post, people + "/merge", "/speakers/\(speaker)/merge", 200, body: #"{"others":[\#(other)]}"#)
      try await check(.get, people + "/mendings", "/speakers/\(speaker)/mendings", 200)
      try await check(.get, people + "/mendings", "/speakers/-1/mendings", 404)
      try await check(.get, "/records", "/records?until=", 400)
      let mended = try await client.json("/speakers/\(speaker)/mendings")
      let last = try #require(mended["mendings", "0", "line"] as? Int)
      let before = try #require(mended["mendings", "1", "line"] as? Int)
      let undo = "/mendings/{line}/undo"
      try await check(.post, undo, "/mendings/\(before)/undo", 409)
      try await check(.post, undo, "/mendings/\(last)/undo", 200)
      try await check(.post, undo, "/mendings/\(last)/undo", 404)
      try await check(.get, "/search", "/search?q=ben", 200)
      try await check(.get, "/search", "/search", 400)
      try await check(.get, "/overview", "/overview", 200)
      try await check(
        .post, "/check", "/check", 200,
        body: #"{"quote":"Năm nay nước không lên nhanh lắm","speaker":"Ai Đó"}"#)
      try await check(
        .post, "/check", "/check", 200,
        body: #"{"draft":"Ông Mạc Văn Lũng nói: “Tôi chờ ngày ấy đã mười năm”."}"#)
      try await check(.post, "/check", "/check", 400, body: #"{"quote":"…"}"#)
      try await check(.post, "/check", "/check", 404, body: #"{"quote":"bến đò","article":"khong-co"}"#)
      for format in ["jsonl", "csv", "web-annotation", "claimreview"] {
        try await check(.get, "/exports/{format}", "/exports/\(format)", 200)
      }
      try await check(.get, "/exports/{format}", "/exports/brat", 404)
      try await check(.get, "/records", "/records?order=instructive&limit=5", 200)
      try await check(.get, "/records", "/records?role=official&gender=f&decided-since=2020-01-01", 200)
      try await check(
        .post, "/readings", "/readings", 202,
        body:
          #"{"title":"Bến mới","text":"Bà Lò Thị Sậy nói: “Bến này mới mở hôm qua”.","source":"Báo Sông"}"#)
      try await check(.post, "/readings", "/readings", 400, body: #"{"text":"  "}"#)
      try await check(
        .post, "/readings", "/readings", 202, body: #"{"addresses":["https://bao.example/bai-1"]}"#)
      try await check(.post, "/readings", "/readings", 400, body: #"{"addresses":["file:///etc/passwd"]}"#)
      let file = "/files"
      let bytes = "application/octet-stream"
      try await check(
        .post, file, file + "?name=bai.txt", 202, body: "Ông Mạc Văn Lũng nói: “Tôi về bến”.", type: bytes)
      try await check(.post, file, file + "?name=bai.txt", 415, body: "{}")
      try await check(.post, file, file, 400, body: "x", type: bytes)
      try await check(.get, "/readings", "/readings", 200)
      let reading = try await client.json("/readings")["readings", "0", "name"] as? String
      try await check(.get, "/readings/{name}", "/readings/\(try #require(reading))", 200)
      try await check(.get, "/readings/{name}", "/readings/khong-co", 404)
      let all = Set(Self.paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
      #expect(operations == all, "not asked: \(all.subtracting(operations))")
    }
  }

  @Test("a validator that finds faults: a wrong type, a missing and an extra member, a value out of range")
  func validator() {
    let schema: [String: Any] = [
      "type": "object", "required": ["a"], "additionalProperties": false,
      "properties": ["a": ["type": ["string", "null"]], "b": ["type": "number", "maximum": 1]],
    ]
    let validator = JSONSchema(document: [:])
    #expect(validator.faults(["a": NSNull(), "b": 0.5], schema).isEmpty)
    for wrong in [["b": 1], ["a": 1], ["a": "x", "b": 2], ["a": "x", "c": 1]] as [[String: Any]] {
      #expect(!validator.faults(wrong, schema).isEmpty)
    }
  }

  @Test(
    "two reviewers at one record: the second is told how it stands, and by whom, and nothing is overwritten")
  func conflict() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      var mine = desk.writeHeaders
      mine[.reviewer] = "Mai"
      var other = desk.writeHeaders
      other[.reviewer] = "B%C3%ACnh"
      let row = try #require(try await client.json("/records?limit=1")["records", "0", "row"] as? Int)
      let first = try await client.post(
        "/records/\(row)/decisions", mine, #"{"action":"accept","version":1}"#)
      #expect(first["record", "reviewer"] as? String == "Mai")
      let second = try await client.post(
        "/records/\(row)/decisions", other, #"{"action":"reject","version":1}"#)
      #expect(second.status == 409 && second["current", "status"] as? String == "accepted")
      #expect(second["current", "reviewer"] as? String == "Mai")
      let version = try #require(second["current", "version"] as? Int)
      let again = try await client.post(
        "/records/\(row)/decisions", other, #"{"action":"reject","version":\#(version)}"#)
      #expect(again["record", "reviewer"] as? String == "Bình")
      let lines = try await client.json("/records/\(row)/history")["lines"] as? [[String: Any]]
      #expect(lines?.map { $0["by"] as? String } == ["Mai", "Bình"])
      desk.site.desk.cache.forget()
    }
  }

  @Test("an export over the network is the export of the command, byte for byte")
  func export() async throws {
    let desk = try DeskFixture()
    let text = try await desk.test { try await $0.page("/api/v1/exports/jsonl").text }
    let lines = text.split(separator: "\n")
    #expect(lines.count == 27)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
  }
}
