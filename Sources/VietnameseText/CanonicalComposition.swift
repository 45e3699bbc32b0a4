/// Puts code points in NFC, in time that grows with their number alone.
///
/// It has tables of its own: Foundation's composition walks the whole text for each mark, keeps at most 63 marks on a
/// letter, and takes code points beyond U+FFFF by their lower half.
struct CanonicalComposition: Sendable {
  static let shared = CanonicalComposition()

  /// Combining classes of code points that have one other than 0.
  private let classes: [UInt32: UInt8]
  /// Decompositions to the end.
  private let decompositions: [UInt32: [UInt32]]
  /// Pairs that compose: the first in the upper half of the key.
  private let compositions: [UInt64: UInt32]

  private init() {
    var classes: [UInt32: UInt8] = [:]
    for entry in CanonicalMappings.classes.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split { $0 == "-" || $0 == ":" }
      guard parts.count == 3, let first = UInt32(parts[0], radix: 16), let last = UInt32(parts[1], radix: 16),
        first <= last, let combiningClass = UInt8(parts[2])
      else { continue }
      for value in first...last { classes[value] = combiningClass }
    }
    var steps: [UInt32: [UInt32]] = [:]
    var compositions: [UInt64: UInt32] = [:]
    for entry in CanonicalMappings.mappings.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split { $0 == "=" || $0 == ">" || $0 == "+" }.compactMap { UInt32($0, radix: 16) }
      guard parts.count == 2 || parts.count == 3 else { continue }
      steps[parts[0]] = Array(parts[1...])
      if entry.contains("=") { compositions[Self.key(parts[1], parts[2])] = parts[0] }
    }
    func whole(_ value: UInt32) -> [UInt32] { steps[value].map { $0.flatMap(whole) } ?? [value] }
    self.classes = classes
    self.compositions = compositions
    decompositions = steps.mapValues { $0.flatMap(whole) }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  /// Appends the NFC of `scalars` to `out`; what follows them must begin with a code point that combines with nothing
  /// before it.
  func append(_ scalars: [UInt32], to out: inout [UInt8]) {
    var parts: [(value: UInt32, combiningClass: UInt8)] = []
    parts.reserveCapacity(scalars.count + 4)
    for value in scalars { decompose(value, to: &parts) }
    order(&parts)
    compose(&parts)
    for part in parts { appendScalar(part.value, to: &out) }
  }

  // MARK: Steps

  private func decompose(_ value: UInt32, to parts: inout [(value: UInt32, combiningClass: UInt8)]) {
    if let syllable = Hangul.parts(of: value) {
      for part in syllable { parts.append((part, 0)) }
    } else if let mapping = decompositions[value] {
      for part in mapping { parts.append((part, classes[part] ?? 0)) }
    } else {
      parts.append((value, classes[value] ?? 0))
    }
  }

  /// Orders each run of marks by class; those of one class stay as they are.
  private func order(_ parts: inout [(value: UInt32, combiningClass: UInt8)]) {
    var start = 0
    while start < parts.count {
      guard parts[start].combiningClass != 0 else {
        start += 1
        continue
      }
      var end = start + 1
      var isOrdered = true
      while end < parts.count, parts[end].combiningClass != 0 {
        if parts[end - 1].combiningClass > parts[end].combiningClass { isOrdered = false }
        end += 1
      }
      if !isOrdered { orderRun(&parts, start..<end) }
      start = end
    }
  }

  /// Counts how many of each class there are, and then puts each in its place.
  private func orderRun(_ parts: inout [(value: UInt32, combiningClass: UInt8)], _ run: Range<Int>) {
    let marks = Array(parts[run])
    var places = [Int](repeating: 0, count: 257)
    for mark in marks { places[Int(mark.combiningClass) + 1] += 1 }
    for number in 1...256 { places[number] += places[number - 1] }
    for mark in marks {
      let number = Int(mark.combiningClass)
      parts[run.lowerBound + places[number]] = mark
      places[number] += 1
    }
  }

  /// Composes in place: each code point with the last starter before it, unless one between them blocks it.
  private func compose(_ parts: inout [(value: UInt32, combiningClass: UInt8)]) {
    var starter: Int?
    var last: UInt8 = 0
    var count = 0
    for part in parts {
      if let place = starter, count == place + 1 || (last != 0 && last < part.combiningClass),
        let composed = composed(parts[place].value, part.value)
      {
        parts[place].value = composed
        continue
      }
      if part.combiningClass == 0 { starter = count }
      last = part.combiningClass
      parts[count] = part
      count += 1
    }
    parts.removeLast(parts.count - count)
  }

  private func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
    Hangul.syllable(first, second) ?? compositions[Self.key(first, second)]
  }

  /// Hangul syllables, which are calculated (The Unicode Standard, section 3.12).
  private enum Hangul {
    private static let (syllables, leads, vowels, tails): (UInt32, UInt32, UInt32, UInt32) =
      (0xAC00, 0x1100, 0x1161, 0x11A7)
    private static let (leadCount, vowelCount, tailCount): (UInt32, UInt32, UInt32) = (19, 21, 28)

    static func parts(of value: UInt32) -> [UInt32]? {
      guard value >= syllables, value - syllables < leadCount * vowelCount * tailCount else { return nil }
      let index = value - syllables
      let pair = [leads + index / (vowelCount * tailCount), vowels + index / tailCount % vowelCount]
      return index % tailCount == 0 ? pair : pair + [tails + index % tailCount]
    }

    static func syllable(_ first: UInt32, _ second: UInt32) -> UInt32? {
      if first >= leads, first - leads < leadCount, second >= vowels, second - vowels < vowelCount {
        return syllables + ((first - leads) * vowelCount + second - vowels) * tailCount
      }
      if first >= syllables, first - syllables < leadCount * vowelCount * tailCount,
        (first - syllables) % tailCount == 0, second > tails, second - tails < tailCount
      {
        return first + second - tails
      }
      return nil
    }
  }
}
