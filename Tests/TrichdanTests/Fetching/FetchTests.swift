import ArticleReader
import Foundation
import Testing

@testable import ArticleFetcher

/// An invented page of an article.
func ferryPage(_ number: Int) -> String {
  let paragraphs = (1...5).map {
    "<p>Đoạn \($0) của bài \(number): “Đò số \(number) sẽ chạy chuyến thứ \($0) vào sáng mai”, bà Tô Thị Mận, chủ bến đò Vạn Lộc, nói với mọi người đứng chờ.</p>"
  }
  return """
    <!DOCTYPE html><html><head><title>Bến đò số \(number) mở lại sau mùa lũ lớn</title></head><body>
    <h1>Bến đò số \(number) mở lại sau mùa lũ lớn</h1><span>6/10/2025, 07:30</span><div>\(paragraphs.joined())</div></body></html>
    """
}

private final class Taken: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [FetchOutcome] = []
  func take(_ outcome: FetchOutcome) { lock.withLock { all.append(outcome) } }
  var outcomes: [FetchOutcome] { lock.withLock { all } }
}

private func fetch(
  _ addresses: [String], marks: [String: VisitMark] = [:], delay: Double = 0, timeout: Double = 60,
  largest: Int = 32 << 20
) async throws -> [FetchOutcome] {
  var settings = FetchSettings()
  settings.delay = delay
  settings.timeout = timeout
  settings.largest = largest
  let taken = Taken()
  try await ArticleFetcher(settings: settings).fetch(addresses, marks: marks) { taken.take($0) }
  return taken.outcomes
}

extension FetchOutcome {
  fileprivate var page: FetchedPage? { if case .fetched(let page) = self { page } else { nil } }
  fileprivate var reason: String? { if case .failed(_, let reason, _) = self { reason } else { nil } }
}

@Suite("Hosts that are not of the public Internet") struct PublicHostTests {
  @Test(
    "numbers of private networks are told, in whatever way they are written",
    arguments: [
      "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
      "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fd12::1",
      "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::", "2001:db8::1", "ff02::1",
      "khong.phai.so",
    ])
  func privateNumbers(number: String) { #expect(!HostNumbers.isPublic(number)) }

  @Test(
    "numbers of the public Internet are let through",
    arguments: [
      "1.1.1.1", "172.15.0.1", "172.32.0.1", "192.167.255.255", "100.128.0.1", "2606:4700::1111",
      "::ffff:1.1.1.1",
    ])
  func publicNumbers(number: String) { #expect(HostNumbers.isPublic(number)) }

  @Test("whoever names an address of this machine where it is refused gets no request through to it")
  func refused() async throws {
    let server = TestServer { $0.answer(ferryPage(1)) }
    var settings = FetchSettings()
    settings.delay = 0
    settings.refusesPrivateHosts = true
    let taken = Taken()
    let port = server.port
    let addresses = ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"].map
    {
      "http://\($0):\(port)/bai"
    }
    try await ArticleFetcher(settings: settings).fetch(addresses, marks: [:]) { taken.take($0) }
    #expect(taken.outcomes.count == addresses.count)
    for outcome in taken.outcomes {
      #expect(outcome.reason == "an address of this machine or of a private network", "\(outcome)")
    }
    #expect(server.paths.isEmpty, "not even robots.txt")
  }
}

@Suite(.serialized) struct FetchTests {
  private let gzipped = PackedBytes.pack(Array("Đò chạy.".utf8))
  private let fails = Counter()

  final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    func next() -> Int {
      lock.withLock {
        count += 1
        return count
      }
    }
  }

  private func server() -> TestServer {
    let (gzipped, fails) = (gzipped, fails)
    return TestServer { request in
      switch request.path {
      case "/robots.txt": request.answer("User-agent: *\nDisallow: /cam\nAllow: /cam/duoc\n")
      case "/tot":
        if request.headers["if-none-match"] == "\"a1\"" {
          request.answer("", status: "304 Not Modified")
        } else {
          request.answer("Đò chạy.", "ETag: \"a1\"")
        }
      case "/chuyen": request.answer("", status: "302 Found", "Location: /tot")
      case "/vong": request.answer("", status: "301 Moved", "Location: /vong")
      case "/cham": Thread.sleep(forTimeInterval: 4)
      case "/doi":
        request.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nngắn".utf8))
      case "/dut": request.send(Array("HTTP/1.1 200 OK\r\nContent-Le".utf8))
      case "/to":
        request.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n".utf8))
        let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<100 where !request.send(chunk) { return }
      case "/nen": request.answer(gzipped, "Content-Encoding: gzip")
      case "/bo-ma": request.answer(Array("Đò".utf8), type: "text/html; charset=windows-1258")
      case "/loi":
        if fails.next() < 3 { request.answer("", status: "503 Busy") } else { request.answer("Đò") }
      case "/cam/duoc": request.answer("Đò")
      default: request.answer("", status: "404 Not Found")
      }
    }
  }

  @Test func pagesComeWithWhatTheServerSaysOfThem() async throws {
    let server = server()
    let outcomes = try await fetch(["/tot", "/nen", "/bo-ma"].map { server.root + $0 })
    #expect(
      outcomes.compactMap { $0.page.map { String(decoding: $0.bytes, as: UTF8.self) } } == [
        "Đò chạy.", "Đò chạy.", "Đò",
      ])
    #expect(outcomes.first?.page?.mark.tag == "\"a1\"")
    #expect(outcomes.last?.page?.charset == "windows-1258")
  }

  @Test func aPageThatHasNotChangedIsNotSentAgain() async throws {
    let server = server()
    let address = server.root + "/tot"
    let outcomes = try await fetch([address], marks: [address: VisitMark(tag: "\"a1\"")])
    guard case .unchanged(address)? = outcomes.first else {
      Issue.record("\(outcomes)")
      return
    }
  }

  @Test func redirectsAreFollowedAndCirclesEnd() async throws {
    let server = server()
    let outcomes = try await fetch(["/chuyen", "/vong"].map { server.root + $0 })
    #expect(outcomes.first?.page?.finalAddress == server.root + "/tot")
    #expect(outcomes.last?.reason?.hasPrefix("redirected more than") == true)
  }

  @Test func whatRobotsForbidIsNotAskedFor() async throws {
    let server = server()
    let outcomes = try await fetch(["/cam/bai", "/cam/duoc"].map { server.root + $0 })
    #expect(outcomes.first?.reason?.contains("robots.txt") == true)
    #expect(outcomes.last?.page != nil)
    #expect(server.paths == ["/robots.txt", "/cam/duoc"])
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      ("/cham", "no whole answer within"), ("/doi", "broke off"), ("/dut", ""), ("/to", "longer than 1 MB"),
      ("/khong-co", "the server answered 404"),
    ])
  func whatGoesWrongIsNamed(path: String, reason: String) async throws {
    let server = server()
    // Only the slow answer is to run out of time, however busy the machine is.
    let timeout: Double = path == "/cham" ? 1 : 60
    let outcomes = try await fetch([server.root + path], timeout: timeout, largest: 1 << 20)
    let found = try #require(outcomes.first?.reason)
    #expect(reason.isEmpty || found.hasPrefix(reason) || found.contains(reason), "\(found)")
  }

  @Test func aServerThatIsBusyIsAskedAgain() async throws {
    let server = server()
    let outcomes = try await fetch([server.root + "/loi"])
    #expect(outcomes.first?.page != nil)
    #expect(server.paths.count { $0 == "/loi" } == 3)
  }

  @Test func aHostIsAskedNoMoreOftenThanTheDelayAllows() async {
    let pace = HostPace()
    let instants = await withTaskGroup(of: ContinuousClock.Instant.self) { group in
      for _ in 0..<6 { group.addTask { await pace.wait("bao.example", 0.05) } }
      return await group.reduce(into: []) { $0.append($1) }.sorted()
    }
    #expect(instants.count == 6)
    for (first, second) in zip(instants, instants.dropFirst()) {
      #expect(second - first >= .milliseconds(50))
    }
  }

  @Test func theDelayOfTheSettingsIsKeptBetweenRequests() async throws {
    let server = server()
    let start = ContinuousClock.now
    _ = try await fetch(["/tot", "/nen", "/bo-ma"].map { server.root + $0 }, delay: 0.2)
    // robots.txt and three pages: three waits at the least, however busy the machine is.
    #expect(ContinuousClock.now - start >= .milliseconds(600))
  }

  @Test func textsThatAreNoAddressFail() async throws {
    let outcomes = try await fetch(["http://", "ftp://a.b/c"])
    #expect(outcomes.compactMap(\.reason).count == 2)
  }
}

@Suite struct RobotsTests {
  @Test(arguments: [
    ("/a", true), ("/rieng/a", false), ("/rieng/chung/a", true), ("/x.pdf", false), ("/x.pdf?a", true),
    ("/tim?q=a", false),
  ])
  func theLongestRuleThatFitsDecides(path: String, isAllowed: Bool) {
    let rules = RobotsRules(
      "User-agent: *\nDisallow: /rieng/\nAllow: /rieng/chung/\nDisallow: /*.pdf$\nDisallow: /tim?\nCrawl-delay: 3\n\nUser-agent: khac\nDisallow: /",
      agent: "trichdan")
    #expect(rules.allows(path) == isAllowed)
    #expect(rules.delay == 3)
  }

  @Test func rulesForTheProgramsOwnNameGoBeforeThoseForAll() {
    let rules = RobotsRules(
      "User-agent: trichdan\nDisallow: /a\n\nUser-agent: *\nDisallow: /", agent: "trichdan")
    #expect(rules.allows("/b"))
    #expect(!rules.allows("/a"))
    #expect(RobotsRules("", agent: "trichdan").allows("/"))
    #expect(!RobotsRules.closed.allows("/"))
  }

  @Test(.timeLimit(.minutes(10))) func manyStarsDoNotTakeForever() {
    let rules = RobotsRules(
      "User-agent: *\nDisallow: " + String(repeating: "*a", count: 900) + "b$", agent: "x")
    #expect(rules.allows("/" + String(repeating: "a", count: 4_000)))
  }
}

@Suite(.serialized) struct IngestAddressTests {
  private let folder = Folder()

  private func server(pages: Int) -> TestServer {
    TestServer { request in
      if request.path == "/robots.txt" {
        request.answer("", status: "404 Not Found")
      } else if request.path == "/tin.rss" {
        let port = request.headers["host"] ?? ""
        let items = (1...pages).map {
          "<item><title>Bài \($0)</title><link>http://\(port)/bai-\($0).html</link></item>"
        }
        request.answer(
          "<?xml version=\"1.0\"?><rss><channel><title>Sông Bến</title>\(items.joined())</channel></rss>")
      } else if request.path.hasPrefix("/bai-"), let number = Int(request.path.filter(\.isNumber)) {
        if request.headers["if-none-match"] == "\"v1\"" {
          request.answer("", status: "304 Not Modified")
        } else {
          request.answer(ferryPage(number), "ETag: \"v1\"")
        }
      } else {
        request.answer("", status: "404 Not Found")
      }
    }
  }

  @Test func articlesOfAFeedAreFetchedOnceAndKnownTheNextTime() throws {
    let server = server(pages: 5)
    let database = folder.path + "/a.sqlite"
    let arguments = ["ingest", "--db", database, "--delay", "0", "--follow", server.root + "/tin.rss"]
    let first = try Program.run(arguments)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.errors.contains("articles  5 (5 new"))
    let second = try Program.run(arguments)
    #expect(second.errors.contains("addresses 1 fetched, 5 unchanged, 0 failed"), "\(second.errors)")
    let about = try Program.run(["source", "--db", database, "bai-3", "--about"])
    #expect(about.output.contains("from      \(server.root)/bai-3.html"))
    #expect(about.output.contains("fetched   "))
  }

  @Test func anAddressThatFailsIsNamedAndTheOthersAreTaken() throws {
    let server = server(pages: 1)
    let list = folder.write("dia-chi.txt", "# hai bài\n\(server.root)/bai-1.html\n\(server.root)/mat.html\n")
    let outcome = try Program.run([
      "ingest", "--db", folder.path + "/b.sqlite", "--delay", "0", "--keep-source", "--from-file", list,
    ])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(server.root)/mat.html: the server answered 404"))
    #expect(outcome.errors.contains("articles  1 (1 new"))
    let source = try Program.run(["source", "--db", folder.path + "/b.sqlite", "bai-1"])
    #expect(source.output == ferryPage(1))
  }

  @Test(.timeLimit(.minutes(10))) func aRunThatWasKilledGoesOnAndTakesNothingTwice() throws {
    let server = server(pages: 30)
    let database = folder.path + "/c.sqlite"
    let arguments = ["ingest", "--db", database, "--delay", "0.02", "--follow", server.root + "/tin.rss"]
    let process = Process()
    process.executableURL = try Program.executable()
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    while server.paths.count < 12 { usleep(10_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let quotes = try Program.run(["quotes", "--db", database, "--format", "jsonl", "--limit", "1000"])
    let keys = quotes.objects.compactMap { $0["article"] as? String }
    #expect(Set(keys).count == 30)
    #expect(keys.count == 30 * 5, "\(keys.count)")
  }
}
