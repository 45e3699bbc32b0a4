import AsyncHTTPClient
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers of hosts, and which of them are of the public Internet.
enum HostNumbers {
  /// The numbers of a host, as text; empty where it has none. Waits for the name server.
  static func resolve(_ host: String) -> [String] {
    var hints = addrinfo()
    #if os(Linux)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var found: [String] = []
    var next = first
    while let entry = next?.pointee {
      next = entry.ai_next
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      guard
        getnameinfo(entry.ai_addr, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
          == 0
      else { continue }
      let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if !found.contains(text) { found.append(text) }
    }
    return found
  }

  /// Whether a number is one that anybody on the Internet means the same host by (RFC 6890 and its registries).
  static func isPublic(_ number: String) -> Bool {
    var four = in_addr()
    if inet_pton(AF_INET, number, &four) == 1 { return isPublic(UInt32(bigEndian: four.s_addr)) }
    var six = in6_addr()
    guard inet_pton(AF_INET6, number, &six) == 1 else { return false }
    let bytes = withUnsafeBytes(of: &six) { [UInt8]($0) }
    let words = stride(from: 0, to: 16, by: 2).map { UInt32(bytes[$0]) << 8 | UInt32(bytes[$0 + 1]) }
    // Numbers of the old kind in the new one: mapped, and those that a gateway turns back.
    let last = words[6] << 16 | words[7]
    if words[0...4].allSatisfy({ $0 == 0 }), words[5] == 0xFFFF { return isPublic(last) }
    if words[0] == 0x64, words[1] == 0xFF9B { return isPublic(last) }
    if words[0] == 0x2002 { return isPublic(words[1] << 16 | words[2]) }
    guard words[0] & 0xE000 == 0x2000 else { return false }
    return !(words[0] == 0x2001 && (words[1] < 0x200 || words[1] == 0xDB8)) && words[0] & 0xFFF0 != 0x3FF0
  }

  private static func isPublic(_ number: UInt32) -> Bool {
    !reserved.contains { number >> (32 - $0.bits) == $0.start >> (32 - $0.bits) }
  }

  private static let reserved: [(start: UInt32, bits: UInt32)] = [
    (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16),
    (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16),
    (0xC612_0000, 15), (0xC633_6400, 24), (0xCB00_7100, 24), (0xE000_0000, 4), (0xF000_0000, 4),
  ]
}

/// Clients by host. Where private hosts are refused, each host's numbers are looked at once, and its client asks no other: what a
/// name stands for cannot change between the look and the request.
actor HostClients {
  /// Why a host is not asked.
  enum Refusal: Error {
    case isPrivate
    case isUnknown
  }

  private let configuration: HTTPClient.Configuration
  private let refusesPrivate: Bool
  private let common: HTTPClient
  private var pinned: [String: HTTPClient] = [:]

  init(_ configuration: HTTPClient.Configuration, refusesPrivate: Bool) {
    self.configuration = configuration
    self.refusesPrivate = refusesPrivate
    common = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// The client for a host. Throws `Refusal`.
  func client(for host: String) async throws -> HTTPClient {
    guard refusesPrivate else { return common }
    if let known = pinned[host] { return known }
    let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    let numbers = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: HostNumbers.resolve(bare)) }
    }
    guard let first = numbers.first else { throw Refusal.isUnknown }
    guard numbers.allSatisfy(HostNumbers.isPublic) else { throw Refusal.isPrivate }
    if let known = pinned[host] { return known }
    var configuration = configuration
    configuration.dnsOverride = [host: numbers.first { !$0.contains(":") } ?? first]
    let made = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    pinned[host] = made
    return made
  }

  /// Why a host is not asked; `nil` where it is.
  func refusal(of host: String) async -> Refusal? {
    do {
      _ = try await client(for: host)
      return nil
    } catch let refusal as Refusal {
      return refusal
    } catch {
      return .isUnknown
    }
  }

  /// Ends all connections.
  func shutdown() async throws {
    for client in pinned.values { try await client.shutdown() }
    pinned = [:]
    try await common.shutdown()
  }
}
