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

  /// Whether a text that should be a name is an address or a host.
  static func looksLikeAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    if lower.contains("://") || lower.contains("@") { return true }
    return !lower.contains(" ") && [".vn", ".com", ".net", ".org"].contains { lower.contains($0) }
  }

  /// The host that most of the page's links and mail addresses name, when no address of the page itself is known.
  static func commonHost(of tree: HTMLTree) -> String? {
    var counts: [String: Int] = [:]
    for id in tree.nodes.indices where tree.nodes[id].tag == .a {
      guard let address = tree.attribute("href", of: id) else { continue }
      if let host = host(address) { counts[host, default: 0] += 1 }
    }
    for node in tree.nodes where node.tag == nil && node.text.utf8.contains(0x40) {
      for word in node.text.split(whereSeparator: { $0.isWhitespace || $0 == ";" || $0 == "," }) {
        let parts = word.split(separator: "@")
        if parts.count == 2, parts[1].contains("."), !mailHosts.contains(parts[1].lowercased()) {
          counts[parts[1].lowercased(), default: 0] += 1
        }
      }
    }
    let sites = counts.filter { site in
      !socialSites.contains { site.key == $0 || site.key.hasSuffix("." + $0) }
    }
    return sites.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
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
