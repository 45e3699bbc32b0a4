import Foundation

/// Names and addresses as they stand in a Host header.
enum HostName {
  /// The name of a Host or authority without its port, in lower case; `nil` when it is malformed.
  static func name(of authority: String) -> String? {
    var text = authority.lowercased()[...]
    guard text.utf8.count <= 300, !text.contains("@"), !text.contains("/") else { return nil }
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || isPort(rest) else { return nil }
      return String(text[text.index(after: text.startIndex)..<end])
    }
    if let colon = text.firstIndex(of: ":") {
      guard isPort(text[colon...]) else { return nil }
      text = text[..<colon]
    }
    if text.hasSuffix(".") { text.removeLast() }
    return text.isEmpty ? nil : String(text)
  }

  /// Whether only this machine can be reached by it.
  static func isLoopback(_ host: String) -> Bool {
    let host = host.lowercased()
    return host == "localhost" || host == "::1" || (isIPv4(host) && host.hasPrefix("127."))
  }

  /// Whether it is a number and no name: what no name server can point elsewhere.
  static func isAddress(_ host: String) -> Bool { isIPv4(host) || host.contains(":") }

  private static func isIPv4(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil && $0.allSatisfy(\.isASCII) }
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.first == ":" && text.dropFirst().count <= 5
      && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}

/// The names under which the desk may be asked for.
///
/// A page elsewhere can point a name of its own at this machine and so read the desk as if it were its own
/// (DNS rebinding); the Host header then holds that name.
struct AllowedHosts: Sendable {
  private let names: Set<String>
  private let takesAnyAddress: Bool

  init(_ settings: SiteSettings) {
    var names = Set(settings.extraHosts.compactMap(HostName.name(of:)))
    let host = settings.host.lowercased()
    names.insert(host)
    let listensEverywhere = ["0.0.0.0", "::", "*"].contains(host)
    if settings.isLoopback || listensEverywhere { names.formUnion(["localhost", "127.0.0.1", "::1"]) }
    if listensEverywhere {
      let own = ProcessInfo.processInfo.hostName.lowercased()
      if !own.isEmpty { names.insert(own) }
    }
    self.names = names
    takesAnyAddress = listensEverywhere
  }

  /// Whether a request with this Host header is meant for the desk.
  func accepts(_ authority: String?) -> Bool {
    guard let authority, let name = HostName.name(of: authority) else { return false }
    return names.contains(name) || takesAnyAddress && HostName.isAddress(name)
  }
}
