import Testing

@testable import VietnameseText

@Suite struct ToneMarksTests {
  @Test(arguments: [
    ("hoà", "hòa"), ("hoá", "hóa"), ("hoả", "hỏa"), ("hoã", "hõa"), ("hoạ", "họa"),
    ("khoè", "khòe"), ("khoé", "khóe"), ("khoẻ", "khỏe"), ("khoẽ", "khõe"), ("khoẹ", "khọe"),
    ("thuỳ", "thùy"), ("thuý", "thúy"), ("thuỷ", "thủy"), ("thuỹ", "thũy"), ("thuỵ", "thụy"),
    ("HOÀ", "HÒA"), ("Hoà", "Hòa"), ("KHOẺ", "KHỎE"), ("THUỸ", "THŨY"), ("Đoá", "Đóa"), ("OẢ", "ỎA"),
    ("Uỷ", "Ủy"), ("UỶ", "ỦY"), ("oà", "òa"), ("ngoẻo ngoẻ", "ngoẻo ngỏe"), ("nghoạ", "nghọa"),
    ("Xoá-sổ, hoạ/thuỷ", "Xóa-sổ, họa/thủy"),
  ])
  func oldStyleBecomesNew(old: String, new: String) {
    #expect(scalars(ToneMarks.modern(old)) == scalars(new))
  }

  @Test(arguments: [
    "hoàn", "quý", "Quỳ", "QUỶ", "huỳnh", "hòa", "khoác", "ngoại", "thuyền", "quà", "toán", "Peroà", "straoà",
    "", "o", "à", "uý\u{300}", "khuỷu", "hoài", "xuý\u{AD}n",
  ])
  func otherSyllablesAreUntouched(word: String) {
    #expect(scalars(ToneMarks.modern(word)) == scalars(word))
  }

  @Test func newStyleIsStable() {
    let once = ToneMarks.modern("Toà uỷ thác khoẻ khoắn, hoà thuận và quý hoá")
    #expect(once == "Tòa ủy thác khỏe khoắn, hòa thuận và quý hóa")
    #expect(scalars(ToneMarks.modern(once)) == scalars(once))
  }
}
