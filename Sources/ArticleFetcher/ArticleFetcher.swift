import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Fetches addresses politely: robots.txt is kept, each host is asked once a second, and a page that has not changed is not sent again.
///
///     let fetcher = ArticleFetcher(settings: FetchSettings())
///     await fetcher.fetch(addresses, marks: [:]) { outcome in … }
public struct ArticleFetcher: Sendable {
  private let settings: FetchSettings

  /// Makes a fetcher.
  public init(settings: FetchSettings) { self.settings = settings }

  /// Whether a text is an address that can be fetched.
  public static func isAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    return lower.hasPrefix("http://") || lower.hasPrefix("https://")
  }

  /// Fetches `addresses`, each once, in their order for each host. `take` is called for each, one at a time; fetching waits for it, and
  /// ends when it throws.
  public func fetch(
    _ addresses: [String], marks: [String: VisitMark],
    take: @escaping @Sendable (FetchOutcome) async throws -> Void
  ) async throws {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(10), read: .seconds(Int64(max(1, settings.timeout))))
    // What expands beyond all measure is cut off.
    configuration.decompression = .enabled(limit: .size(settings.largest + 1))
    configuration.httpVersion = .http1Only
    let clients = HostClients(configuration, refusesPrivate: settings.refusesPrivateHosts)
    do {
      try await fetch(addresses, marks, clients, take)
    } catch {
      // The first error is the one to be told.
      try? await clients.shutdown()
      throw error
    }
    try await clients.shutdown()
  }

  private func fetch(
    _ addresses: [String], _ marks: [String: VisitMark], _ clients: HostClients,
    _ take: @escaping @Sendable (FetchOutcome) async throws -> Void
  ) async throws {
    var queues: [(host: String, addresses: [String])] = []
    var places: [String: Int] = [:]
    var seen: Set<String> = []
    for address in addresses where seen.insert(address).inserted {
      guard let host = Self.host(of: address) else {
        try await take(
          .failed(
            address: address, reason: "no address of the web", remedy: "write it with https:// or http://"))
        continue
      }
      if let place = places[host] {
        queues[place].addresses.append(address)
      } else {
        places[host] = queues.count
        queues.append((host, [address]))
      }
    }
    let gate = Gate(take)
    let pace = HostPace()
    let client = Requests(clients: clients, settings: settings, pace: pace)
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = 0
      func start() {
        guard next < queues.count else { return }
        let list = queues[next].addresses
        next += 1
        group.addTask {
          for address in list {
            try Task.checkCancellation()
            try await gate.pass(await client.visit(address, marks[address]))
          }
        }
      }
      for _ in 0..<max(1, settings.hosts) { start() }
      while try await group.next() != nil { start() }
    }
  }

  static func host(of address: String) -> String? {
    guard isAddress(address), let url = URLComponents(string: address), let host = url.host, !host.isEmpty
    else { return nil }
    return url.port.map { "\(host.lowercased()):\($0)" } ?? host.lowercased()
  }
}

/// Lets one outcome through at a time.
private actor Gate {
  private let take: @Sendable (FetchOutcome) async throws -> Void
  private var isBusy = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ take: @escaping @Sendable (FetchOutcome) async throws -> Void) { self.take = take }

  func pass(_ outcome: FetchOutcome) async throws {
    while isBusy { await withCheckedContinuation { waiting.append($0) } }
    isBusy = true
    defer {
      isBusy = false
      if !waiting.isEmpty { waiting.removeFirst().resume() }
    }
    try await take(outcome)
  }
}

/// When each host may be asked next, and what its robots.txt allows.
actor HostPace {
  private var last: [String: ContinuousClock.Instant] = [:]
  private var rules: [String: Task<RobotsRules, Never>] = [:]

  /// Waits until the host may be asked again, and gives the instant at which it was let through. However late
  /// a task wakes, two that were let through to one host are at least `delay` seconds apart.
  @discardableResult
  func wait(_ host: String, _ delay: Double) async -> ContinuousClock.Instant {
    while true {
      let now = ContinuousClock.now
      guard let turn = last[host].map({ $0 + .seconds(delay) }), turn > now, !Task.isCancelled else {
        last[host] = now
        return now
      }
      // Sleep ends early when the task is cancelled; the request that follows says so.
      try? await Task.sleep(until: turn, clock: .continuous)
    }
  }

  /// The site's rules, asked for once.
  func rules(of site: String, _ ask: @escaping @Sendable () async -> RobotsRules) async -> RobotsRules {
    if let known = rules[site] { return await known.value }
    let task = Task { await ask() }
    rules[site] = task
    return await task.value
  }
}
