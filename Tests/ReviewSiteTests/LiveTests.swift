import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Testing

@testable import ReviewSite

/// A desk that listens, for what only a real connection shows.
private func serving(
  _ settings: SiteSettings = SiteSettings(), _ body: @escaping @Sendable (Int) async throws -> Void
) async throws {
  let desk = try DeskFixture {
    $0 = settings
    $0.port = 0
  }
  let (addresses, continuation) = AsyncStream<Int>.makeStream()
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      let application = desk.site.application { channel in continuation.yield(channel.localAddress?.port ?? 0)
      }
      try await application.run()
    }
    var ports = addresses.makeAsyncIterator()
    let port = try #require(await ports.next())
    defer { group.cancelAll() }
    try await body(port)
  }
  _ = desk
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
private final class Connection: @unchecked Sendable {
  let descriptor: Int32

  init(port: Int) throws {
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
      throw POSIXError(.init(rawValue: errno) ?? .ECONNREFUSED)
    }
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Sends; false when the other side does not take it any more.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL.rawValue))
      }
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
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      out += buffer[0..<count]
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The first line of an answer.
  func status() -> String { String(receive(atMost: 1).prefix { $0 != "\r\n" && $0 != "\r" }) }
}

@Suite("The desk over real connections", .serialized)
struct LiveTests {
  private static func post(_ length: String, _ extra: String = "") -> String {
    "POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(length)\(extra)\r\n"
  }

  @Test("a body of 100 MB is refused before it is taken in, announced or not")
  func hugeBody() async throws {
    try await serving { port in
      let announced = try Connection(port: port)
      announced.send(Self.post("Content-Length: 104857600\r\n"))
      #expect(announced.status().contains(" 413 "))
      let chunked = try Connection(port: port)
      chunked.send(Self.post("Transfer-Encoding: chunked\r\n"))
      let block = Array("100000\r\n".utf8) + [UInt8](repeating: 0x20, count: 1 << 20) + Array("\r\n".utf8)
      var sent = 0
      while sent < 100, chunked.send(block) { sent += 1 }
      // It is cut off long before the end; the answer may be lost with the connection.
      #expect(sent < 100)
    }
  }

  @Test("a body that trickles is given up after its time, and the connection closed")
  func slowBody() async throws {
    try await serving(.with { $0.bodySeconds = 0.5 }) { port in
      let slow = try Connection(port: port)
      slow.send(Self.post("Content-Length: 100\r\n"))
      for _ in 0..<4 {
        slow.send("{")
        try await Task.sleep(for: .milliseconds(100))
      }
      let answer = slow.receive()
      #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }
  }

  @Test("a head that trickles, and a connection that says nothing, are closed")
  func slowHead() async throws {
    try await serving(.with { $0.idleSeconds = 1 }) { port in
      let slow = try Connection(port: port)
      slow.send("GET /queue HTTP/1.1\r\nHost: localhost\r\nX-A: ")
      let silent = try Connection(port: port)
      for _ in 0..<4 {
        slow.send("a")
        try await Task.sleep(for: .milliseconds(300))
      }
      #expect(silent.receive() == "")
      #expect(!slow.receive().hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("a head of a megabyte and nonsense instead of a request do no harm")
  func oddHeads() async throws {
    try await serving { port in
      let huge = try Connection(port: port)
      huge.send(
        "GET /queue HTTP/1.1\r\nHost: localhost\r\nX-A: " + String(repeating: "a", count: 1 << 20)
          + "\r\n\r\n")
      #expect(!huge.receive(atMost: 1).hasPrefix("HTTP/1.1 200"))
      let nonsense = try Connection(port: port)
      nonsense.send([0x16, 0x03, 0x01, 0x00, 0xFF] + [UInt8](repeating: 0x90, count: 500))
      _ = nonsense.receive()
      let hostless = try Connection(port: port)
      hostless.send("GET /queue HTTP/1.1\r\nConnection: close\r\n\r\n")
      #expect(!hostless.receive().hasPrefix("HTTP/1.1 200"))
      let fine = try Connection(port: port)
      fine.send("GET /queue HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect(fine.receive().hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test("thousands of connections that only sit there keep nobody out: 10,000 where the system allows it")
  func manyConnections() async throws {
    // Both ends are in this process.
    let allowed = (SiteSettings.raiseConnectionLimit(wanted: 20_500) - 400) / 2
    let wanted = min(10_000, allowed)
    let settings = SiteSettings.with {
      $0.mostConnections = wanted + 50
      $0.idleSeconds = 60
    }
    try await serving(settings) { port in
      var held: [Connection] = []
      for _ in 0..<wanted { held.append(try Connection(port: port)) }
      let start = ContinuousClock.now
      let visitor = try Connection(port: port)
      visitor.send("GET /overview HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      #expect(visitor.receive().hasPrefix("HTTP/1.1 200"))
      #expect(start.duration(to: .now) < .seconds(20))
      #expect(held.count == wanted)
    }
  }

  @Test("beyond the limit, a connection waits until another one ends, and is served then")
  func connectionLimit() async throws {
    try await serving(.with { $0.mostConnections = 4 }) { port in
      var held = try (0..<4).map { _ in try Connection(port: port) }
      // The system takes it in; the desk does not look at it yet.
      let late = try Connection(port: port)
      late.send("GET /static/desk.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      held.removeAll()
      #expect(late.receive().hasPrefix("HTTP/1.1 200"))
    }
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
      desk.site.desk.cache.forget()
    }
  }
}
