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

  @Test func composedVietnameseTakesTheQuickWay() {
    var text = "Bà Đỗ Thị Ưng nói: “Ruộng ngập… cả rồi!” – 15.000₫ 😀"
    #expect(text.withUTF8 { Normalization.isSurelyNFC($0) })
    var decomposed = "Việt".decomposedStringWithCanonicalMapping
    #expect(decomposed.withUTF8 { !Normalization.isSurelyNFC($0) })
  }
}
