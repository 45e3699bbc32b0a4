/// Looks over a page's tags before it is parsed, and refuses one that would take unbounded time or memory.
///
/// The standard's algorithm looks through all open elements at many tags and copies open formatting elements into each
/// new block, so that a page of a few megabytes can be made to take hours. No page that people read comes
/// near the limits.
enum HTMLGuard {
  static let deepest = 2_000
  private static let mostAttributes = 5_000
  /// How many copies of formatting elements a page may make.
  private static let mostCopies = 4_000_000

  static func check(_ bytes: [UInt8]) throws(HTMLTree.Fault) {
    let fault = bytes.withUnsafeBufferPointer { scan($0) }
    if let fault { throw fault }
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> HTMLTree.Fault? {
    var depth = 0
    var formatting = 0
    var copies = 0
    var index = 0
    let count = bytes.count
    while index < count {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      index += 1
      guard index < count else { break }
      if bytes[index] == 0x21 {
        if index + 2 < count, bytes[index + 1] == 0x2D, bytes[index + 2] == 0x2D {
          index = find("-->", in: bytes, from: index + 1) ?? count
        }
        continue
      }
      let isEnd = bytes[index] == 0x2F
      if isEnd { index += 1 }
      var name = 0
      let start = index
      while index < count, bytes[index] | 0x20 &- 0x61 < 26 || bytes[index] &- 0x30 < 10 {
        if index - start < 7 { name = name << 8 | Int(bytes[index] | 0x20) } else { name = 0 }
        index += 1
      }
      guard index > start else { continue }
      // To the end of the tag, past what stands in quotes.
      var attributes = 0
      var quote: UInt8 = 0
      var last: UInt8 = 0
      while index < count {
        let byte = bytes[index]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == 0x3E {
          break
        } else if byte == 0x22 || byte == 0x27, last == 0x3D {
          quote = byte
        } else if byte <= 0x20 || byte == 0x2F {
          attributes += 1
        }
        if byte > 0x20 { last = byte }
        index += 1
      }
      if attributes > mostAttributes, !isEnd {
        // Long white space is no attribute; count the words.
        if words(in: bytes, start..<index) > mostAttributes { return .tooWild }
      }
      if name == Self.script || name == Self.style {
        if !isEnd {
          index = find(name == Self.script ? "</script" : "</style", in: bytes, from: index) ?? count
        }
        continue
      }
      if Self.unnested.contains(name) {
        if !isEnd { copies += formatting }
      } else {
        let isFormatting = Self.formatting.contains(name)
        if isEnd {
          depth = max(0, depth - 1)
          if isFormatting { formatting = max(0, formatting - 1) }
        } else {
          depth += 1
          copies += formatting
          if isFormatting { formatting += 1 }
        }
      }
      if depth > deepest { return .tooDeep }
      if copies > mostCopies { return .tooWild }
    }
    return nil
  }

  private static func words(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    var count = 0
    var isInWord = false
    for index in range {
      let isSpace = bytes[index] <= 0x20
      if !isSpace, !isInWord { count += 1 }
      isInWord = !isSpace
    }
    return count
  }

  private static func find(
    _ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var index = start
    outer: while index + wanted.count <= bytes.count {
      for offset in 0..<wanted.count where fold(bytes[index + offset]) != wanted[offset] {
        index += 1
        continue outer
      }
      return index
    }
    return nil
  }

  private static func fold(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  private static func code(_ name: String) -> Int { name.utf8.reduce(0) { $0 << 8 | Int($1 | 0x20) } }
  private static let script = code("script")
  private static let style = code("style")
  /// Elements that hold nothing, or that the next of their kind closes.
  private static let unnested = Set(
    [
      "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "br", "img", "input",
      "hr",
      "meta", "link", "area", "base", "col", "embed", "param", "source", "track", "wbr", "html", "head",
      "body",
      "rt", "rp", "path", "g", "use", "rect", "circle",
    ].map(code))
  private static let formatting = Set(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"].map(
      code))
}
