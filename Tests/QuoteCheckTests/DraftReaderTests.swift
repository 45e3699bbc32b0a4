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

  /// An interview without a label had no answers.
  @Test func whatFollowsAQuestionBehindADashIsAnItem() {
    let found = items("Chuyện bến\n\n- Đò chạy lúc nào, thưa ông?\n\n- Đò sẽ chạy từ ba giờ sáng.\n\n- Vâng.")
    #expect(found.map(\.text) == ["Đò sẽ chạy từ ba giờ sáng"])
    #expect(items("Mua:\n- ba con cá to\n- hai mớ rau muống").isEmpty)
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

  /// …, đó là lời bà Mận: a draft with these words only had nothing to check.
  @Test(arguments: [
    "Chợ sẽ mở lại trước Tết, đó là lời bà Mận.", "Đò nghỉ hai tháng là khẳng định của ông Đỗ Văn Sáu.",
    "Nguyên văn lời ông Sáu: đò nghỉ hai tháng nữa.",
    "Việc đò nghỉ hai tháng được ông Sáu gọi là đúng quy trình.",
  ])
  func nounsThatNameTheSpeakerAreItems(_ text: String) {
    #expect(items(text).count == 1)
  }

  /// 6,000 marks that nothing closes, and the words after them came back as verbatim.
  @Test func wordsWhoseMarkIsNeverClosedAreNotVouchedFor() throws {
    let open = String(repeating: "“", count: 6_000) + "Bến mở từ ba giờ sáng và đóng lúc tám giờ"
    let found = try #require(items(open).last)
    #expect(found.gap == .neverClosed)
    #expect(items("“Bến mở từ ba giờ sáng").map(\.gap) == [.neverClosed])
    // A paragraph that goes on with a mark of its own is how papers print long quotes.
    #expect(items("“Bến mở từ ba giờ sáng.\n\n“Rồi đóng lúc tám giờ tối”, bà Hoà nói.").first?.gap == nil)
    let text = "“Bến mở từ ba giờ sáng, bà Lê Thị Hoà nói."
    let read = source(text, ("Bến mở từ ba giờ sáng", "Lê Thị Hoà")).annotations
    #expect(items(text, read).first?.gap == nil || items(text, read).first?.gap == .neverClosed)
  }

  @Test func aBracketThatIsNeverClosedIsNotVouchedFor() {
    let text = "“Bến [mở từ ba giờ sáng”, bà Lê Thị Hoà nói."
    #expect(
      items(text, source(text, ("Bến [mở từ ba giờ sáng", "Lê Thị Hoà")).annotations).map(\.gap) == [
        .neverClosed
      ])
    let closed = "“Bến [đò] mở từ ba giờ sáng”, bà Lê Thị Hoà nói."
    #expect(
      items(closed, source(closed, ("Bến [đò] mở từ ba giờ sáng", "Lê Thị Hoà")).annotations).map(\.gap) == [
        nil
      ])
  }
}
