/// Where words begin in a text, by their first three letters.
///
/// Places stand in the text's order, all of one beginning side by side; a beginning's first place is at
/// `firsts[code]`. It takes two passes over the text and four bytes a word.
struct WordBeginnings: Sendable {
  private var places: [Int32] = []
  private var firsts: [Int32] = Array(repeating: 0, count: codes + 1)

  /// Letters, digits as one, other bytes as one, and what is no letter.
  private static let letters = 29
  private static let codes = letters * letters * letters

  /// Makes it for no text.
  init() {}

  /// Takes a folded text of less than 2 GB whose first byte is no letter.
  init(of text: [UInt8]) {
    text.withUnsafeBufferPointer { text in
      var counts: [Int32] = Array(repeating: 0, count: Self.codes + 1)
      Self.forEachWord(in: text) { _, code in
        counts[code + 1] += 1
        return true
      }
      for code in 0..<Self.codes { counts[code + 1] += counts[code] }
      firsts = counts
      places = Array(repeating: 0, count: Int(counts[Self.codes]))
      Self.forEachWord(in: text) { place, code in
        places[Int(counts[code])] = Int32(place)
        counts[code] += 1
        return true
      }
    }
  }

  /// The first places, `most` at least, where words begin that may begin so, in the order of `text`, which is the one
  /// that this was made of; nowhere for no bytes.
  func places(of word: [UInt8], in text: UnsafeBufferPointer<UInt8>, most: Int) -> ArraySlice<Int32> {
    let known = word.prefix(3).map(Self.letter)
    guard !known.isEmpty else { return [] }
    var code = 0
    for index in 0..<3 { code = code * Self.letters + (index < known.count ? known[index] : 0) }
    var width = 1
    for _ in known.count..<3 { width *= Self.letters }
    let found = places[Int(firsts[code])..<Int(firsts[code + width])]
    // One or two letters are many beginnings, each in order for itself. Where there are too many to sort, the first
    // ones are soon met in the text.
    if width == 1 { return found }
    if found.count <= most { return found.sorted()[...] }
    var first: [Int32] = []
    Self.forEachWord(in: text) { place, itsCode in
      if code..<code + width ~= itsCode { first.append(Int32(place)) }
      return first.count < most
    }
    return first[...]
  }

  /// Calls `body` with each word's place and beginning, until it gives `false`.
  private static func forEachWord(in text: UnsafeBufferPointer<UInt8>, _ body: (Int, Int) -> Bool) {
    var wasBoundary = true
    for place in text.indices {
      let isBoundary = isBoundary(text[place])
      if wasBoundary, !isBoundary {
        var code = 0
        var isOver = false
        for index in place..<place + 3 {
          let letter = isOver || index >= text.count ? 0 : letter(text[index])
          isOver = isOver || letter == 0
          code = code * letters + letter
        }
        guard body(place, code) else { return }
      }
      wasBoundary = isBoundary
    }
  }

  private static func letter(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): 27
    default: isBoundary(byte) ? 0 : 28
    }
  }

  /// Whether a byte of a folded text is neither letter nor digit.
  static func isBoundary(_ byte: UInt8) -> Bool {
    byte < 0x30 || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
  }
}
