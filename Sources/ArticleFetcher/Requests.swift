import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Single visits of addresses: robots.txt, redirects, retries and limits.
struct Requests: Sendable {
  let clients: HostClients
  let settings: FetchSettings
  let pace: HostPace

  private static let mostRedirects = 8

  /// Fetches an address.
  func visit(_ address: String, _ mark: VisitMark?) async -> FetchOutcome {
    var current = address
    for _ in 0...Self.mostRedirects {
      guard let url = URLComponents(string: current), let host = ArticleFetcher.host(of: current) else {
        return .failed(
          address: address, reason: "redirected to “\(current)”, which is no address of the web",
          remedy: "open it in a browser")
      }
      switch await clients.refusal(of: url.host ?? "") {
      case .isPrivate:
        return .failed(
          address: address, reason: "an address of this machine or of a private network",
          remedy: "give an address of the public web, or the saved page")
      case .isUnknown:
        return .failed(
          address: address, reason: "no such host is known", remedy: "check the address and the network")
      case nil: break
      }
      let robots = await rules(url, host)
      let path =
        (url.percentEncodedPath.isEmpty ? "/" : url.percentEncodedPath)
        + (url.percentEncodedQuery.map { "?\($0)" } ?? "")
      guard robots.allows(path) else {
        return .failed(
          address: address, reason: "the site's robots.txt does not allow it to be fetched",
          remedy: "save the page from a browser and give the file")
      }
      switch await attempt(current, host, mark, max(settings.delay, min(robots.delay ?? 0, 30))) {
      case .answer(let answer): return outcome(address, current, answer)
      case .redirect(let target):
        guard let next = URL(string: target, relativeTo: URL(string: current))?.absoluteURL.absoluteString
        else {
          return .failed(
            address: address, reason: "redirected to “\(target)”, which is no address",
            remedy: "open it in a browser")
        }
        current = next
      case .failed(let reason, let remedy): return .failed(address: address, reason: reason, remedy: remedy)
      }
    }
    return .failed(
      address: address, reason: "redirected more than \(Self.mostRedirects) times",
      remedy: "open it in a browser and give the address it ends at")
  }

  private struct Answer {
    var status: Int
    var headers: HTTPHeaders
    var bytes: [UInt8]
  }

  private enum Step {
    case answer(Answer)
    case redirect(String)
    case failed(reason: String, remedy: String)
  }

  private func outcome(_ address: String, _ final: String, _ answer: Answer) -> FetchOutcome {
    if answer.status == 304 { return .unchanged(address: address) }
    let type = answer.headers.first(name: "content-type")?.lowercased() ?? ""
    let charset = type.firstRange(of: "charset=").map { found in
      String(
        type[found.upperBound...].prefix { $0 != ";" && !$0.isWhitespace }.filter { $0 != "\"" && $0 != "'" })
    }
    return .fetched(
      FetchedPage(
        address: address, finalAddress: final, bytes: answer.bytes, charset: charset,
        fetched: Date().ISO8601Format(),
        mark: VisitMark(
          tag: answer.headers.first(name: "etag"), modified: answer.headers.first(name: "last-modified"))))
  }

  private func rules(_ url: URLComponents, _ host: String) async -> RobotsRules {
    let site = "\(url.scheme?.lowercased() ?? "https")://\(host)"
    return await pace.rules(of: site) {
      var address = site + "/robots.txt"
      for _ in 0..<5 {
        switch await attempt(address, host, nil, settings.delay, largest: 512 << 10) {
        case .answer(let answer):
          return RobotsRules(String(decoding: answer.bytes, as: UTF8.self), agent: settings.agent)
        case .redirect(let target):
          guard let next = URL(string: target, relativeTo: URL(string: address))?.absoluteURL.absoluteString,
            ArticleFetcher.isAddress(next)
          else { return .open }
          address = next
        case .failed(let reason, _):
          // A site without the file allows everything; one whose server fails is left alone.
          return reason.hasPrefix("the server answered 4") ? .open : .closed
        }
      }
      return .open
    }
  }

  /// One request, tried again where that may help.
  private func attempt(
    _ address: String, _ host: String, _ mark: VisitMark?, _ delay: Double, largest: Int? = nil
  ) async -> Step {
    var last = Step.failed(reason: "not fetched", remedy: "try again")
    for number in 0...settings.retries {
      await pace.wait(host, delay)
      let (step, wait) = await ask(address, mark, largest ?? settings.largest)
      last = step
      guard let wait else { return step }
      if number < settings.retries {
        // Sleep ends early when the task is cancelled; the next request says so.
        try? await Task.sleep(for: .seconds(min(wait * Double(1 << number), 60)))
      }
    }
    return last
  }

  /// Asks once. Gives the seconds after which to try again, `nil` when that would not help.
  private func ask(_ address: String, _ mark: VisitMark?, _ largest: Int) async -> (Step, Double?) {
    var request = HTTPClientRequest(url: address)
    request.headers.add(
      name: "User-Agent", value: "\(settings.agent)/1 (reads news articles to check quotes)")
    request.headers.add(
      name: "Accept", value: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5")
    request.headers.add(name: "Accept-Language", value: "vi,en;q=0.5")
    request.headers.add(name: "Accept-Encoding", value: "gzip, deflate")
    if let tag = mark?.tag { request.headers.add(name: "If-None-Match", value: tag) }
    if let modified = mark?.modified { request.headers.add(name: "If-Modified-Since", value: modified) }
    let brief = min(1.0, settings.delay)
    do {
      let host = URLComponents(string: address)?.host ?? ""
      let response = try await clients.client(for: host).execute(
        request, timeout: .milliseconds(Int64(settings.timeout * 1_000)))
      let status = Int(response.status.code)
      switch status {
      case 301, 302, 303, 307, 308:
        guard let target = response.headers.first(name: "location") else {
          return (.failed(reason: "redirected without saying where to", remedy: "open it in a browser"), nil)
        }
        return (.redirect(target), nil)
      case 304: return (.answer(Answer(status: status, headers: response.headers, bytes: [])), nil)
      case 200..<300: break
      case 429, 500..<600:
        let wait = response.headers.first(name: "retry-after").flatMap { Double($0) } ?? brief
        return (.failed(reason: "the server answered \(status)", remedy: "try again later"), wait)
      default: return (.failed(reason: "the server answered \(status)", remedy: "check the address"), nil)
      }
      var bytes: [UInt8] = []
      for try await var buffer in response.body {
        bytes.append(contentsOf: buffer.readBytes(length: buffer.readableBytes) ?? [])
        if bytes.count > largest {
          return (
            .failed(
              reason: "longer than \(largest >> 20) MB, which is no article",
              remedy: "fetch it with another program"), nil
          )
        }
      }
      return (.answer(Answer(status: status, headers: response.headers, bytes: bytes)), nil)
    } catch is HostClients.Refusal {
      // robots.txt has led elsewhere.
      return (.failed(reason: "led to a host that is not asked", remedy: "check the address"), nil)
    } catch let error as HTTPClientError {
      switch error {
      case .deadlineExceeded, .readTimeout, .connectTimeout:
        return (
          .failed(
            reason: "no whole answer within \(Int(settings.timeout)) seconds", remedy: "try again later"), nil
        )
      case .remoteConnectionClosed, .uncleanShutdown:
        return (
          .failed(reason: "the server broke off in the middle of the answer", remedy: "try again later"),
          brief
        )
      default: return (.failed(reason: "\(error)", remedy: "check the address"), nil)
      }
    } catch {
      let text = "\(error)"
      if error is HTTPParserError {
        return (
          .failed(
            reason: "the server broke off in the middle of the answer, or breaks the rules of HTTP",
            remedy: "try again later"),
          brief
        )
      }
      if text.contains("Decompression") {
        return (
          .failed(
            reason: "what it expands to is longer than \(largest >> 20) MB, or damaged",
            remedy: "fetch it with another program"), nil
        )
      }
      return (
        .failed(
          reason: "the host cannot be reached or breaks the rules of HTTP (\(text.prefix(120)))",
          remedy: "check the address and the network"), brief
      )
    }
  }
}
