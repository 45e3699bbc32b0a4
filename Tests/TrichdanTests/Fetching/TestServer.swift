import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A web server on this machine that answers as a test tells it, well or badly.
final class TestServer: @unchecked Sendable {
  /// One request, and the connection to answer on.
  struct Request {
    var path: String
    var headers: [String: String]
    fileprivate var socket: Int32

    /// Sends bytes; false when the other side has gone.
    @discardableResult func send(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }

    /// Sends a whole answer.
    func answer(
      _ body: [UInt8], status: String = "200 OK", type: String = "text/html; charset=utf-8",
      _ headers: String...
    ) {
      let more = headers.map { $0 + "\r\n" }.joined()
      send(
        Array(
          "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\nConnection: close\r\n\(more)\r\n"
            .utf8)
          + body)
    }

    func answer(_ body: String, status: String = "200 OK", _ headers: String...) {
      answer(
        Array(body.utf8), status: status,
        headers.joined(separator: "\r\n").isEmpty ? "X-Test: 1" : headers.joined(separator: "\r\n"))
    }
  }

  private let listener: Int32
  private let lock = NSLock()
  private var asked: [String] = []
  private let respond: @Sendable (Request) -> Void
  let port: Int

  /// The paths that were asked for, in order.
  var paths: [String] { lock.withLock { asked } }

  var root: String { "http://127.0.0.1:\(port)" }

  init(_ respond: @escaping @Sendable (Request) -> Void) {
    self.respond = respond
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    listener = listening
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        precondition(bind(listening, $0, size) == 0)
        precondition(listen(listening, 64) == 0)
        getsockname(listening, $0, &size)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [weak self] in
      while true {
        let client = accept(listening, nil, nil)
        guard client >= 0 else { return }
        guard let self else {
          close(client)
          return
        }
        Thread.detachNewThread { self.serve(client) }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private func serve(_ client: Int32) {
    defer { close(client) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      let count = recv(client, &buffer, buffer.count, 0)
      guard count > 0 else { return }
      bytes += buffer[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
    let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? "/"
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
    }
    lock.withLock {
      asked.append(path)
    }
    respond(Request(path: path, headers: headers, socket: client))
  }
}
