/// A quotation mark as it is written: which marks it belongs with, on which side it stands, and how many tokens it takes.
///
/// Besides the usual marks it knows those of other countries and trades (»…«, ‹…›, ‚…‘, 「…」, 〝…〞, <<…>>, ,,…''), marks doubled by
/// mistake, and what a page or a program left of them (`&ldquo;`, `<q>`, `\\"`).
struct MarkGlyph {
  /// Marks that open and close each other.
  enum Family: UInt8, CaseIterable {
    case double, single, guillemets, angles, corners, tags
  }
  /// The side of the words on which the glyph stands.
  enum Side: UInt8 {
    case opening, closing, either
  }

  var family: Family
  var side: Side
  /// Tokens.
  var width: UInt8

  /// The mark as a number that is kept as its token's hash; never 0.
  var code: UInt64 { 1 << 40 | UInt64(width) << 16 | UInt64(side.rawValue) << 8 | UInt64(family.rawValue) }

  init(_ family: Family, _ side: Side, _ width: UInt8 = 1) {
    self.family = family
    self.side = side
    self.width = width
  }

  /// The mark of a code; `nil` for any other hash.
  @inline(__always)
  init?(code: UInt64) {
    guard code >> 40 == 1, let family = Family(rawValue: UInt8(code & 0xFF)),
      let side = Side(rawValue: UInt8(code >> 8 & 0xFF))
    else { return nil }
    self.family = family
    self.side = side
    width = UInt8(code >> 16 & 0xFF)
  }

  /// Gives every mark of the text its role and its code.
  static func read(_ text: ArticleText) {
    var index = 0
    while index < text.tokens.count {
      guard text.tokens[index].kind == .punctuation, let mark = mark(at: index, text) else {
        index += 1
        continue
      }
      text.tokens[index].role = UInt8(ascii: "m")
      text.tokens[index].hash = mark.code
      // What a mark takes besides its first token says nothing of its own.
      for rest in index + 1..<index + Int(mark.width) {
        text.tokens[rest].role = UInt8(ascii: "o")
        text.tokens[rest].hash = 0
      }
      index += Int(mark.width)
    }
  }

  private static func mark(at index: Int, _ text: ArticleText) -> MarkGlyph? {
    let token = text.tokens[index]
    let bytes = text.bytes
    let start = Int(token.start)
    let end = Int(token.end)
    func joined(_ offset: Int) -> Token? {
      guard index + offset < text.tokens.count else { return nil }
      let other = text.tokens[index + offset]
      return other.spaced || other.kind == .newline ? nil : other
    }
    func isByte(_ offset: Int, _ byte: UInt8) -> Bool {
      guard let other = joined(offset) else { return false }
      return other.end - other.start == 1 && bytes[Int(other.start)] == byte
    }
    func three(_ offset: Int) -> UInt8? {
      guard let other = joined(offset), other.end - other.start == 3, bytes[Int(other.start)] == 0xE2,
        bytes[Int(other.start) + 1] == 0x80
      else { return nil }
      return bytes[Int(other.start) + 2]
    }
    /// Whether a word or number follows without a space after so many tokens.
    func opensWord(after width: Int) -> Bool {
      guard token.spaced || index == 0 || !text.tokens[index - 1].isWord else { return false }
      return joined(width).map { $0.kind == .word || $0.kind == .number } ?? false
    }
    switch bytes[start] {
    case 0x22: return MarkGlyph(.double, .either)
    case 0x27, 0x60:
      // Two apostrophes side by side are a double mark.
      if isByte(1, bytes[start]) { return MarkGlyph(.double, .either, 2) }
      return MarkGlyph(.single, .either)
    case UInt8(ascii: "\\") where isByte(1, 0x22): return MarkGlyph(.double, .either, 2)
    case UInt8(ascii: "\\") where isByte(1, 0x27): return MarkGlyph(.single, .either, 2)
    case UInt8(ascii: ",") where isByte(1, UInt8(ascii: ",")) && opensWord(after: 2):
      return MarkGlyph(.double, .opening, 2)
    case UInt8(ascii: "<"):
      if end - start == 1, isByte(1, UInt8(ascii: "<")) { return MarkGlyph(.guillemets, .opening, 2) }
      if end - start == 2, bytes[start + 1] == UInt8(ascii: "<") { return MarkGlyph(.guillemets, .opening) }
      return tag(index, text)
    case UInt8(ascii: ">"):
      if end - start == 1, isByte(1, UInt8(ascii: ">")) { return MarkGlyph(.guillemets, .closing, 2) }
      if end - start == 2, bytes[start + 1] == UInt8(ascii: ">") { return MarkGlyph(.guillemets, .closing) }
      return nil
    case UInt8(ascii: "&"): return entity(index, text)
    case 0xC2:
      guard end - start == 2 else { return nil }
      switch bytes[start + 1] {
      case 0xAB: return MarkGlyph(.guillemets, .opening)
      case 0xBB: return MarkGlyph(.guillemets, .closing)
      default: return nil
      }
    case 0xE2:
      guard end - start == 3, bytes[start + 1] == 0x80 else { return nil }
      switch bytes[start + 2] {
      case 0x9C, 0x9E:
        // “”words: the mark was typed twice.
        if let next = three(1), next == 0x9D || next == 0x9C, opensWord(after: 2) {
          return MarkGlyph(.double, .opening, 2)
        }
        return MarkGlyph(.double, .opening)
      case 0x9D:
        if three(1) == 0x9D { return MarkGlyph(.double, .closing, 2) }
        return MarkGlyph(.double, .closing)
      case 0x9F, 0xB3: return MarkGlyph(.double, .either)
      case 0x98:
        if three(1) == 0x98 { return MarkGlyph(.double, .opening, 2) }
        if three(1) == 0x99, opensWord(after: 2) { return MarkGlyph(.double, .opening, 2) }
        return MarkGlyph(.single, .opening)
      case 0x99:
        if three(1) == 0x99 { return MarkGlyph(.double, .closing, 2) }
        return MarkGlyph(.single, .closing)
      case 0x9A, 0x9B: return MarkGlyph(.single, .opening)
      case 0xB9: return MarkGlyph(.angles, .opening)
      case 0xBA: return MarkGlyph(.angles, .closing)
      default: return nil
      }
    case 0xE3:
      guard end - start == 3, bytes[start + 1] == 0x80 else { return nil }
      switch bytes[start + 2] {
      case 0x8C, 0x8E: return MarkGlyph(.corners, .opening)
      case 0x8D, 0x8F: return MarkGlyph(.corners, .closing)
      case 0x9D: return MarkGlyph(.double, .opening)
      case 0x9E, 0x9F: return MarkGlyph(.double, .closing)
      default: return nil
      }
    default: return nil
    }
  }

  private static let entities: [(name: StaticString, mark: MarkGlyph)] = [
    ("ldquo", MarkGlyph(.double, .opening, 3)), ("rdquo", MarkGlyph(.double, .closing, 3)),
    ("bdquo", MarkGlyph(.double, .opening, 3)), ("quot", MarkGlyph(.double, .either, 3)),
    ("lsquo", MarkGlyph(.single, .opening, 3)), ("rsquo", MarkGlyph(.single, .closing, 3)),
    ("laquo", MarkGlyph(.guillemets, .opening, 3)), ("raquo", MarkGlyph(.guillemets, .closing, 3)),
  ]

  /// `&ldquo;` and its like.
  private static func entity(_ index: Int, _ text: ArticleText) -> MarkGlyph? {
    guard index + 2 < text.tokens.count, text.tokens[index + 1].kind == .word, !text.tokens[index + 1].spaced,
      !text.tokens[index + 2].spaced, text.tokens[index + 2].role == UInt8(ascii: ";")
    else { return nil }
    return entities.first { text.reads($0.name, index + 1, index + 2) }?.mark
  }

  /// `<q>` and `</q>`.
  private static func tag(_ index: Int, _ text: ArticleText) -> MarkGlyph? {
    let start = Int(text.tokens[index].start)
    func matches(_ tag: StaticString) -> UInt8? {
      let length = tag.utf8CodeUnitCount
      guard start + length <= text.bytes.count else { return nil }
      for offset in 0..<length where text.bytes[start + offset] != tag.utf8Start[offset] { return nil }
      var width = 0
      while index + width < text.tokens.count, Int(text.tokens[index + width].start) < start + length {
        width += 1
      }
      guard Int(text.tokens[index + width - 1].end) == start + length else { return nil }
      return UInt8(width)
    }
    if let width = matches("<q>") { return MarkGlyph(.tags, .opening, width) }
    if let width = matches("</q>") { return MarkGlyph(.tags, .closing, width) }
    return nil
  }
}
