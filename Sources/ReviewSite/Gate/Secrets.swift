import Crypto

/// What only the server and whom it trusts know.
struct Secrets: Sendable {
  /// What visitors have to show, where anything.
  let siteToken: String?
  /// What a page shows with each write; another one at each start.
  let writeToken = Secrets.random()

  init(siteToken: String?) { self.siteToken = siteToken }

  /// 128 bits from the system's generator, in hexadecimal digits.
  static func random() -> String {
    var generator = SystemRandomNumberGenerator()
    return hex((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
  }

  /// The SHA-256 of a text, in hexadecimal digits.
  static func digest(_ text: String) -> String { hex(SHA256.hash(data: Array(text.utf8))) }

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
