import Testing

@testable import VietnameseText

/// Pieces of Vietnamese and of what crawls bring with it.
let pieces = [
  "hoà", "Đặng", "ưỡn", "TP.HCM", " ", " ", "\n", "\r\n", ".", "...", "…", "“", "”", "\"", "1.500",
  "4.1.2017",
  "a", "N.", "😀", "👩\u{200D}🌾", "e\u{302}\u{301}", "\u{A0}", "\u{AD}", "\u{200B}", "中", "–", "!", "?", "(",
  ")",
  "ông", "Ông", "xong", "v.v.", "abcdefghijklmnop", "@", "/",
]

/// A text of up to `count` of them.
func randomText(upTo count: Int, using random: inout some RandomNumberGenerator) -> String {
  (0..<Int.random(in: 0...count, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
    .joined()
}

/// A small generator with a seed, so that a failure can be had again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed ^= mixed >> 33
    mixed = mixed &* 0xFF51_AFD7_ED55_8CCD
    return mixed ^ mixed >> 33
  }
}

@Suite struct OffsetMapTests {
  @Test func mapAgreesWithANaiveCountBothWays() {
    var random = SeededGenerator(state: 1)
    for _ in 0..<300 {
      let text = randomText(upTo: 60, using: &random)
      let map = OffsetMap(text)
      var byte = 0
      var codePoint = 0
      for scalar in text.unicodeScalars {
        #expect(map.codePoint(atByte: byte) == codePoint)
        #expect(map.byte(atCodePoint: codePoint) == byte)
        byte += UTF8.width(scalar)
        codePoint += 1
      }
      #expect(map.codePoint(atByte: byte) == codePoint)
      #expect(map.byte(atCodePoint: codePoint) == byte)
      #expect(map.byteCount == byte)
      #expect(map.codePointCount == codePoint)
    }
  }

  @Test func asciiAndEmptyTextsMapToThemselves() {
    let map = OffsetMap(String(repeating: "a", count: 200))
    #expect(map.codePoints(ofBytes: 70..<200) == 70..<200)
    #expect(map.bytes(ofCodePoints: 0..<199) == 0..<199)
    #expect(OffsetMap("").codePoint(atByte: 0) == 0)
    #expect(OffsetMap("").byte(atCodePoint: 0) == 0)
  }

  @Test func offsetInsideACharacterCountsThatCharacter() {
    #expect(OffsetMap("ặb").codePoint(atByte: 1) == 1)
  }
}
