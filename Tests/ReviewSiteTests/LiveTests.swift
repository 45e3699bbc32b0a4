import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import ReviewSite

/// A desk that listens, for what only a real connection shows. `body` runs on a thread of its own, where it may wait.
private func serving<T: Sendable>(
  _ settings: SiteSettings = SiteSettings(), _ body: @escaping @Sendable (Int) throws -> T
) async throws -> T {
  let desk = try DeskFixture {
    $0 = settings
    $0.port = 0
  }
  let (addresses, continuation) = AsyncStream<Int>.makeStream()
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      try await desk.site.application { channel in continuation.yield(channel.localAddress?.port ?? 0) }.run()
    }
    var ports = addresses.makeAsyncIterator()
    let port = await ports.next() ?? 0
    defer { group.cancelAll() }
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body(port) }) }
    }
  }
}

extension SiteSettings {
  /// Settings with changes.
  fileprivate static func with(_ change: (inout SiteSettings) -> Void) -> SiteSettings {
    var settings = SiteSettings()
    change(&settings)
    return settings
  }
}

/// A plain connection: what is sent and what comes back, byte by byte.
private final class Connection {
  private struct Refused: Error {}
  private let descriptor: Int32

  init(port: Int) throws {
    // A desk that hangs up is met as an error of `send`.
    signal(SIGPIPE, SIG_IGN)
    #if os(Linux)
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      throw Refused()
    }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Sends; false when the other side does not take it any more.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + sent, bytes.count - sent) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// What comes until the other side closes, or for so many bytes.
  func receive(atMost most: Int = 1 << 20) -> String {
    var out: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while out.count < most {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      out += buffer[0..<count]
    }
    return String(decoding: out, as: UTF8.self)
  }
}

@Suite("The desk over real connections", .serialized)
struct LiveTests {
  private static func post(_ extra: String) -> String {
    "POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(extra)\r\n"
  }
  private static func get(_ path: String) -> String {
    "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
  }

  @Test("a body of 100 MB is refused before it is taken in, announced or not")
  func hugeBody() async throws {
    let (answer, sent) = try await serving { port in
      let announced = try Connection(port: port)
      announced.send(Self.post("Content-Length: 104857600\r\n"))
      let answer = announced.receive(atMost: 1)
      let chunked = try Connection(port: port)
      chunked.send(Self.post("Transfer-Encoding: chunked\r\n"))
      let block =
        Array("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20) + Array("\r\n".utf8)
      var sent = 0
      while sent < 100, chunked.send(block) {
        sent += 1
        // At the pace of a fast line.
        usleep(20_000)
      }
      return (answer, sent)
    }
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
    // Cut off long before the end; the answer may be lost with the connection.
    #expect(sent < 90)
  }

  @Test("a body that trickles is given up after its time, and the connection closed")
  func slowBody() async throws {
    let answer = try await serving(.with { $0.bodySeconds = 0.5 }) { port in
      let slow = try Connection(port: port)
      slow.send(Self.post("Content-Length: 100\r\n"))
      for _ in 0..<4 {
        slow.send("{")
        usleep(100_000)
      }
      return slow.receive()
    }
    #expect(answer.hasPrefix("HTTP/1.1 408 "))
  }

  @Test("a head that trickles, and a connection that says nothing, are closed")
  func slowHead() async throws {
    let (slow, silent) = try await serving(.with { $0.idleSeconds = 1 }) { port in
      let slow = try Connection(port: port)
      slow.send("GET /queue HTTP/1.1\r\nHost: localhost\r\nX-A: ")
      let silent = try Connection(port: port)
      for _ in 0..<5 {
        slow.send("a")
        usleep(300_000)
      }
      return (slow.receive(), silent.receive())
    }
    #expect(silent.isEmpty)
    #expect(!slow.hasPrefix("HTTP/1.1 200"))
  }

  @Test("a head of a megabyte, nonsense, and a request without Host do no harm")
  func oddHeads() async throws {
    let (huge, hostless, fine) = try await serving { port in
      let huge = try Connection(port: port)
      huge.send(
        "GET /queue HTTP/1.1\r\nHost: localhost\r\nX-A: " + String(repeating: "a", count: 1 << 20)
          + "\r\n\r\n")
      let nonsense = try Connection(port: port)
      nonsense.send([0x16, 0x03, 0x01, 0x00, 0xFF] + [UInt8](repeating: 0x90, count: 500))
      _ = nonsense.receive()
      let hostless = try Connection(port: port)
      hostless.send("GET /queue HTTP/1.1\r\nConnection: close\r\n\r\n")
      let fine = try Connection(port: port)
      fine.send(Self.get("/queue"))
      return (huge.receive(atMost: 1), hostless.receive(), fine.receive())
    }
    #expect(!huge.hasPrefix("HTTP/1.1 200"))
    #expect(!hostless.hasPrefix("HTTP/1.1 200"))
    #expect(fine.hasPrefix("HTTP/1.1 200"))
  }

  @Test("thousands of connections that only sit there keep nobody out: 10,000 where the system allows it")
  func manyConnections() async throws {
    // Both ends are in this process.
    let wanted = min(10_000, (SiteSettings.raiseConnectionLimit(wanted: 20_500) - 400) / 2)
    let settings = SiteSettings.with {
      $0.mostConnections = wanted + 50
      $0.idleSeconds = 300
    }
    let (held, answer) = try await serving(settings) { port in
      let held = try (0..<wanted).map { _ in try Connection(port: port) }
      let visitor = try Connection(port: port)
      visitor.send(Self.get("/overview"))
      return (held.count, visitor.receive())
    }
    #expect(held == wanted)
    #expect(answer.hasPrefix("HTTP/1.1 200"))
  }

  @Test("beyond the limit, a connection waits until another one ends, and is served then")
  func connectionLimit() async throws {
    let answer = try await serving(.with { $0.mostConnections = 4 }) { port in
      var held = try (0..<4).map { _ in try Connection(port: port) }
      // The system takes it in; the desk does not look at it yet.
      let late = try Connection(port: port)
      late.send(Self.get("/static/desk.css"))
      held.removeAll()
      return late.receive()
    }
    #expect(answer.hasPrefix("HTTP/1.1 200"))
  }

  @Test("an ingest runs while the desk is read and decided on")
  func besideAnIngest() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let store = try QuoteStoreHandle(desk.database)
      for number in 0..<20 {
        try store.ingest(number)
        #expect(try await client.page("/queue").status == 200)
        let record = try await client.json("/records?limit=1")
        let row = try #require(record["records", "0", "row"] as? Int)
        let version = try #require(record["records", "0", "version"] as? Int)
        let answer = try await client.post(
          "/records/\(row)/decisions", desk.writeHeaders, #"{"action":"accept","version":\#(version)}"#)
        #expect(answer.status == 200)
      }
    }
  }
}
