import Testing
import VietnameseText

@Suite struct UTF8CheckTests {
  private func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { UTF8Check.firstInvalidByte($0) }
  }

  @Test func validTextPasses() {
    #expect(
      firstInvalid(Array("a Đò “ổn” 🚀 \u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF} abcdefghijkl".utf8)) == nil)
    #expect(firstInvalid([]) == nil)
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
      [0xE1, 0xBB],
      [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x9A], [0xFF],
    ] as [[UInt8]])
  func invalidSequencesAreFoundAtTheirFirstByte(bytes: [UInt8]) {
    for before in [0, 1, 7, 8, 9] {
      #expect(firstInvalid(Array(repeating: 0x61, count: before) + bytes) == before)
    }
  }
}
