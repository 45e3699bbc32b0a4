import QuoteEngine
import Testing

@testable import QuoteCheck

/// A draft hides nothing from its check.
@Suite struct DraftReaderTests {
  private func items(_ text: String, _ annotations: Annotations = Annotations()) -> [DraftItem] {
    DraftReader(lexicon: words).items(of: text, annotations)
  }

  @Test(arguments: ["«…»", "“…”", "\"…\"", "„…“", "‹…›", "「…」", "＂…＂", "❝…❞", "``…''"])
  func everyStretchInMarksIsAnItem(_ marks: String) {
    let words = "Bến mở từ ba giờ sáng"
    let found = items("Tin bến\n\n" + marks.replacing("…", with: words) + ", bà Hoà kể lại.")
    #expect(found.map(\.text) == [words])
    #expect(found.allSatisfy { $0.layer == .quote && $0.gap == nil })
  }

  @Test func whatTheEngineFoundIsNoItemTwice() {
    let text = "“Bến mở từ ba giờ sáng”, bà Lê Thị Hoà nói."
    let found = items(text, source(text, ("Bến mở từ ba giờ sáng", "Lê Thị Hoà")).annotations)
    #expect(found.map(\.speaker) == ["Lê Thị Hoà"])
  }

  @Test func answersOfInterviewsAreItems() {
    let found = items(
      "Chuyện bến\n\nHỏi: Bến mở lúc nào?\n\nĐáp: Bến mở từ ba giờ sáng.\n\nÔng Sáu: Tôi thì ngủ tới trưa.")
    #expect(found.map(\.text) == ["Bến mở từ ba giờ sáng", "Tôi thì ngủ tới trưa"])
    #expect(found.map(\.speaker) == [nil, "Ông Sáu"])
  }

  @Test func reportsThatWereNotReadAreNamed() {
    let found = items("Ban quản lý bến cho biết đò sẽ chạy từ ba giờ sáng. Trời hôm ấy trong xanh.")
    #expect(found.map(\.gap) == [.unreadReport])
  }

  @Test(arguments: [
    "Theo ông Đỗ Văn Sáu, đò sẽ chạy từ ba giờ sáng.", "Đò sẽ chạy từ ba giờ sáng, ông Sáu nói.",
    "Ông Sáu nói đò sẽ chạy từ ba giờ sáng.",
  ])
  func attributionsWithoutMarksAreItems(_ text: String) {
    #expect(items(text).map(\.gap) == [.unreadReport])
  }

  @Test func wordsAfterANameAndAColonAreItems() {
    let found = items("Ông Sáu nói: Đò sẽ chạy từ ba giờ sáng.")
    #expect(found.map(\.text) == ["Đò sẽ chạy từ ba giờ sáng"])
    #expect(found.map(\.speaker) == ["Ông Sáu"])
  }

  @Test func aDraftWithoutAttributionHasNoItems() {
    #expect(items("Trời hôm ấy trong xanh. Bến vắng khách.").isEmpty)
    #expect(items("").isEmpty)
  }
}
