import Foundation
import Testing

@testable import VietnameseText

@Suite struct FoldingTests {
  static let lower = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"

  @Test func everyVietnameseLetterFoldsToItsBase() {
    let base =
      String(repeating: "a", count: 18) + "d" + String(repeating: "e", count: 12)
      + String(repeating: "i", count: 6)
    let all =
      base + String(repeating: "o", count: 18) + String(repeating: "u", count: 12)
      + String(repeating: "y", count: 6)
    #expect(Folding.fold(Self.lower) == all)
    #expect(Folding.fold(Self.lower.uppercased()) == all)
    #expect(Folding.fold(Self.lower.decomposedStringWithCanonicalMapping) == all)
  }

  @Test func otherTextKeepsItsShape() {
    #expect(Folding.fold("Ðặng GHÉ “Chợ”, 5G 😀 中 Øst Ёлка") == "dang ghe “cho”, 5g 😀 中 ost елка")
    #expect(Folding.fold("") == "")
  }

  @Test func keyIsOneForAllSpellingsOfAWord() {
    let key = Array("hòa bình đẹp".utf8)
    for text in [
      "Hoà  Bình\u{A0}đẹp", " HÒA BÌNH ĐẸP\n", "hoà bình đẹp".decomposedStringWithCanonicalMapping,
      "hòa\tbình \n đẹp",
    ] {
      #expect(Array(Folding.keyPreservingDiacritics(text).utf8) == key)
    }
    #expect(Folding.keyPreservingDiacritics(" \n ") == "")
  }

  @Test func byteVariantsAppend() {
    var output = Array("x ".utf8)
    var text = " Thuý "
    text.withUTF8 { Folding.appendKeyPreservingDiacritics($0, to: &output) }
    text.withUTF8 { Folding.appendFolded($0, to: &output) }
    #expect(String(decoding: output, as: UTF8.self) == "x thúy thuy ")
  }

  @Test(arguments: [
    ("Đi", true), ("ngày", true), ("e\u{301}", true), ("NGAY MAI", false), ("“a” – 1 中 😀 Я", false),
    ("", false),
    ("Ư", true),
  ])
  func diacriticsAreSeen(text: String, expected: Bool) {
    #expect(Folding.hasDiacritics(text) == expected)
  }
}

@Suite struct LettersTests {
  @Test func lowercasingAgreesWithTheStandardLibrary() {
    let upper = FoldingTests.lower.uppercased()
    #expect(scalars(Letters.lowercased(upper)) == scalars(FoldingTests.lower))
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      #expect(scalars(Letters.lowercased(text)) == scalars(scalar.properties.lowercaseMapping), "\(value)")
    }
  }

  @Test func caseAndKindOfVietnameseLetters() {
    for scalar in FoldingTests.lower.unicodeScalars {
      #expect(Letters.isLower(scalar) && Letters.isLetter(scalar) && !Letters.isUpper(scalar))
    }
    for scalar in FoldingTests.lower.uppercased().unicodeScalars {
      #expect(Letters.isUpper(scalar) && Letters.isLetter(scalar) && !Letters.isLower(scalar))
    }
    #expect(!Letters.isLetter("1") && !Letters.isLetter("“") && !Letters.isLetter("\u{301}"))
    #expect(Letters.isMark("\u{301}") && Letters.isLetter("中") && !Letters.isUpper("中"))
  }
}
