/// Addresses of the web, as far as pages name them.
enum PageAddress {
  /// The host of an absolute address, without `www.`; `nil` for anything else.
  static func host(_ address: String) -> String? {
    let lower = address.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else { return nil }
    var host = lower.dropFirst(scheme.utf8.count).prefix { !"/?#:".contains($0) }
    if host.hasPrefix("www.") { host = host.dropFirst(4) }
    return host.contains(".") ? String(host) : nil
  }

  /// Whether an address, absolute or not, is a site's first page.
  static func isRoot(_ address: String) -> Bool {
    let address = address.trimmed()
    if address == "/" { return true }
    guard host(address) != nil, let scheme = address.range(of: "://") else { return false }
    let path = address[scheme.upperBound...].drop { $0 != "/" }
    return path.isEmpty || path == "/"
  }

  /// Whether a text that should be a name is an address or a host.
  static func looksLikeAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.contains("://") || lower.contains("@") { return true }
    return !lower.contains(" ") && [".vn", ".com", ".net", ".org"].contains { lower.contains($0) }
  }

  /// The hosts that a page's mail addresses and its links name, the most frequent first.
  static func hosts(of tree: HTMLTree) -> (mail: [String], links: [(host: String, count: Int)]) {
    var links: [String: Int] = [:]
    var mail: [String: Int] = [:]
    for node in tree.nodes.indices where tree.nodes[node].tag == .a {
      guard let address = tree.attribute("href", of: node), let host = host(address) else { continue }
      links[host, default: 0] += 1
    }
    for node in tree.nodes
    where node.tag == nil && node.text.utf8.count < 1_000 && node.text.utf8.contains(0x40) {
      for word in node.text.split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "," }) {
        let parts = word.split(separator: "@")
        guard parts.count == 2, parts[1].contains("."), !mailHosts.contains(parts[1].lowercased()) else {
          continue
        }
        mail[parts[1].lowercased(), default: 0] += 1
      }
    }
    let sites = links.filter { site in
      !socialSites.contains { site.key == $0 || site.key.hasSuffix("." + $0) }
    }
    func sorted(_ counts: [String: Int]) -> [(host: String, count: Int)] {
      counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }
    return (sorted(mail).map(\.host), sorted(sites))
  }

  private static let mailHosts: Set<String> = [
    "gmail.com", "yahoo.com", "yahoo.com.vn", "hotmail.com", "outlook.com",
  ]
  private static let socialSites = [
    "facebook.com", "youtube.com", "twitter.com", "x.com", "tiktok.com", "instagram.com", "google.com",
    "zalo.me",
    "apple.com", "telegram.org", "t.me", "linkedin.com", "pinterest.com", "play.google.com", "whatsapp.com",
  ]
}
