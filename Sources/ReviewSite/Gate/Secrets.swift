import Crypto

/// What only the server and whom it trusts know.
struct Secrets: Sendable {
  /// What visitors have to show, where anything.
  let siteToken: String?
  /// What a page shows with each write; another one at each start.
  let writeToken = Secrets.random()
  /// What a browser keeps after it has shown the site's token.
  let session: String?

  init(siteToken: String?) {
    self.siteToken = siteToken
    session = siteToken.map { Self.hex(SHA256.hash(data: Array("trichdan session \($0)".utf8))) }
  }

  /// 128 bits from the system's generator, in hexadecimal digits.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return hex((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  /// Compares in a time that does not depend on where two differ.
  static func areEqual(_ a: String, _ b: String?) -> Bool {
    guard let b else { return false }
    // Comparing digests takes the same time whatever they are.
    return SHA256.hash(data: Array(a.utf8)) == SHA256.hash(data: Array(b.utf8))
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { String(Int($0) + 0x100, radix: 16).dropFirst() }.joined()
  }
}
