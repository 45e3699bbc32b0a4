/// Finds where a short pattern stands in a long text with the fewest changed, added and missing characters.
///
/// The bit-vector algorithm of G. Myers, “A fast bit-vector algorithm for approximate string matching based on dynamic
/// programming”, Journal of the ACM 46(3), 1999, with 64 rows of the table in a machine word: a fixed number of
/// operations for each byte of the text, whatever the text and the pattern are.
struct BitParallelSearch {
  /// The longest pattern, in bytes.
  static let longestPattern = 64

  /// A place in a text that ends before byte `end`, and the edits that make the pattern of it.
  struct Hit: Hashable {
    var end: Int
    var distance: Int
  }

  /// For each byte, the rows of the pattern that have it.
  private let rows: [UInt64]
  private let count: Int

  /// Prepares to look for 1 to 64 bytes.
  init(_ pattern: some Collection<UInt8>) {
    precondition((1...Self.longestPattern).contains(pattern.count), "a pattern has 1 to 64 bytes")
    var rows = [UInt64](repeating: 0, count: 256)
    for (row, byte) in pattern.enumerated() { rows[Int(byte)] |= 1 << UInt64(row) }
    self.rows = rows
    count = pattern.count
  }

  /// The places with at most `most` edits: of places that overlap, the best, and of equal ones the first. The best
  /// `limit` of them, in the order of the text.
  func hits(in text: [UInt8], most: Int, limit: Int) -> [Hit] {
    var found: [Hit] = []
    let last = UInt64(count - 1)
    var positive = ~UInt64(0)
    var negative = UInt64(0)
    var distance = count
    let most = min(most, count - 1)
    rows.withUnsafeBufferPointer { rows in
      text.withUnsafeBufferPointer { text in
        for index in 0..<text.count {
          let equal = rows[Int(text[index])]
          let vertical = equal | negative
          let horizontal = (((equal & positive) &+ positive) ^ positive) | equal
          var up = negative | ~(horizontal | positive)
          var down = positive & horizontal
          // No branch: whether it grows or shrinks cannot be foretold.
          distance += Int(truncatingIfNeeded: up >> last & 1) - Int(truncatingIfNeeded: down >> last & 1)
          // The pattern may begin anywhere in the text: no difference comes in from above.
          up <<= 1
          down <<= 1
          positive = down | ~(vertical | up)
          negative = up & vertical
          guard distance <= most else { continue }
          if let previous = found.last, index + 1 - previous.end < count {
            if distance < previous.distance {
              found[found.count - 1] = Hit(end: index + 1, distance: distance)
            }
          } else {
            found.append(Hit(end: index + 1, distance: distance))
          }
        }
      }
    }
    guard found.count > limit else { return found }
    return found.sorted { ($0.distance, $0.end) < ($1.distance, $1.end) }.prefix(limit).sorted {
      $0.end < $1.end
    }
  }
}
