import Foundation
import Testing

@testable import VietnameseText

/// The code points: `==` of strings would take canonically equal ones for the same.
func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

@Suite struct NormalizationTests {
  @Test(arguments: [
    ("a\u{302}\u{323}", "\u{1EAD}"), ("a\u{323}\u{302}", "\u{1EAD}"), ("\u{E2}\u{323}", "\u{1EAD}"),
    ("u\u{31B}\u{303}", "\u{1EEF}"), ("\u{212B}", "\u{C5}"), ("\u{212A}", "K"), ("\u{2126}", "\u{3A9}"),
    ("a\u{340}", "\u{E0}"), ("a\u{341}", "\u{E1}"), ("\u{958}", "\u{915}\u{93C}"), ("\u{37E}", ";"),
    ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("\u{D558}\u{11AB}", "\u{D55C}"), ("\u{F900}", "\u{8C48}"),
    ("\u{2000}", "\u{2002}"), ("\u{2329}", "\u{3008}"), ("\u{1F71}", "\u{3AC}"),
    ("\u{304B}\u{3099}", "\u{304C}"),
  ])
  func decomposedAndSingletonTextIsComposed(text: String, composed: String) {
    #expect(scalars(Normalization.nfc(text)) == scalars(composed))
  }

  @Test func quickCheckPassesOnlyWhatIsItsOwnNFC() throws {
    for value in UInt32(0)...0x1_FAFF where Normalization.isInert(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(scalar.properties.canonicalCombiningClass == .notReordered, "U+\(String(value, radix: 16))")
      // After letters that compose with much, to find code points that combine backwards.
      for prefix in ["", "a", "\u{1112}\u{1161}", "\u{D558}", "\u{304B}", "e"] {
        let text = prefix + String(scalar)
        let expected = scalars(prefix.precomposedStringWithCanonicalMapping) + [value]
        #expect(
          scalars(text.precomposedStringWithCanonicalMapping) == expected, "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func nfcIsIdempotentAndAgreesWithFoundation() {
    var random = SeededGenerator(state: 2)
    for _ in 0..<300 {
      let text = randomText(upTo: 40, using: &random)
      for form in [text, text.decomposedStringWithCanonicalMapping] {
        let once = Normalization.nfc(form)
        #expect(scalars(once) == scalars(form.precomposedStringWithCanonicalMapping))
        #expect(scalars(Normalization.nfc(once)) == scalars(once))
      }
    }
  }

  /// Foundation kept the first 63 marks of a letter and dropped the others.
  @Test(arguments: [64, 1000])
  func allMarksOfALetterAreKept(count: Int) {
    let text = "e" + String(repeating: "\u{323}\u{302}", count: count)
    let composed = scalars(Normalization.nfc(text))
    #expect(composed.count == 2 * count - 1)
    #expect(composed.first == 0x1EC7)
    #expect(composed.dropFirst().prefix(count - 1).allSatisfy { $0 == 0x323 })
    #expect(composed.suffix(count - 1).allSatisfy { $0 == 0x302 })
  }

  /// Foundation took code points beyond U+FFFF for those with the same lower half.
  @Test func codePointsBeyondTheFirstPlaneStayWhatTheyAre() {
    #expect(scalars(Normalization.nfc("\u{2006B}\u{30C}")) == [0x2006B, 0x30C])
    #expect(scalars(Normalization.nfc("\u{11099}\u{110BA}")) == [0x1109A])
    #expect(scalars(Normalization.nfc("\u{1D15E}")) == [0x1D157, 0x1D165])
  }

  /// Swift compares by canonical equivalence with tables of its own.
  @Test func everyCodePointIsEquivalentToItsComposition() {
    for value in UInt32(0)...0x10_FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.generalCategory != .unassigned else {
        continue
      }
      for text in [String(scalar), "e\u{301}\(scalar)", "\(scalar)\u{323}\u{302}"] {
        let composed = Normalization.nfc(text)
        #expect(composed == text, "U+\(String(value, radix: 16))")
        #expect(scalars(Normalization.nfc(composed)) == scalars(composed), "U+\(String(value, radix: 16))")
      }
    }
  }

  /// One mark, marks throughout, and a heap of marks out of order: none takes longer than its length.
  @Test(arguments: ["x\u{323}", "Bà Mận nói đò chạy. ", "\u{302}\u{323}"])
  func timeGrowsWithTheLengthAlone(piece: String) {
    func threadNanoseconds() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
    func seconds(_ length: Int) -> Double {
      let plain = String(repeating: "Bà Mận nói rằng đò đã chạy lại. ", count: length)
      let text =
        piece.count == 1
        ? plain + piece
        : "a" + String(repeating: piece.decomposedStringWithCanonicalMapping, count: length)
      // The thread's own time, which other work on the machine does not lengthen.
      let start = threadNanoseconds()
      #expect(!Normalization.nfc(text).isEmpty)
      return Double(threadNanoseconds() - start) / 1e9
    }
    _ = seconds(1)
    let short = (0..<3).map { _ in seconds(4_000) }.min()!
    let long = (0..<3).map { _ in seconds(32_000) }.min()!
    // Eight times as long; a square would be 64 times.
    #expect(long < 24 * max(short, 0.001))
  }

  private static let unicodeTest = "/usr/share/unicode/NormalizationTest.txt"

  /// Unicode's own test, where Debian's package `unicode-data` or the like has put it.
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: unicodeTest), "NormalizationTest.txt is not installed"))
  func unicodesTestPasses() throws {
    var count = 0
    for line in try String(contentsOfFile: Self.unicodeTest, encoding: .utf8).split(separator: "\n") {
      let columns = line.prefix { $0 != "#" }.split(separator: ";").prefix(5).map { column in
        column.split(separator: " ").compactMap { UInt32($0, radix: 16) }
      }
      guard columns.count == 5, !line.hasPrefix("@") else { continue }
      count += 1
      for (source, goal) in [(0, 1), (1, 1), (2, 1), (3, 3), (4, 3)] {
        let text = String(String.UnicodeScalarView(columns[source].compactMap(Unicode.Scalar.init)))
        #expect(scalars(Normalization.nfc(text)) == columns[goal], "\(line)")
      }
    }
    #expect(count > 18_000)
  }

  @Test func composedVietnameseTakesTheQuickWay() {
    var text = "Bà Đỗ Thị Ưng nói: “Ruộng ngập… cả rồi!” – 15.000₫ 😀"
    #expect(text.withUTF8 { Normalization.isSurelyNFC($0) })
    var decomposed = "Việt".decomposedStringWithCanonicalMapping
    #expect(decomposed.withUTF8 { !Normalization.isSurelyNFC($0) })
  }
}
