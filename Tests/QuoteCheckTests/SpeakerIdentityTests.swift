import QuoteEngine
import Testing

@testable import QuoteCheck

@Suite struct SpeakerIdentityTests {
  private func fit(
    _ claimed: String, _ name: String, _ kind: SpeakerKind = .person, forms: [String] = [],
    roles: [String] = []
  ) -> SpeakerIdentity.Fit {
    SpeakerIdentity(claimed).fit(name, kind: kind, forms: forms, roles: roles)
  }

  @Test func aPersonIsOneManUnderAllHisNames() {
    for claimed in [
      "Lê Thị Hoà", "lê thị hòa", "le thi hoa", "bà Lê Thị Hòa", "bà Hoà", "Chủ tịch xã Lê Thị Hoà",
      "Chủ tịch Hoà",
      "ba hoa", "chu tich hoa", "Thị Hoà",
    ] {
      #expect(fit(claimed, "Lê Thị Hoà", roles: ["Chủ tịch xã Vân Trạch"]) >= .part, "\(claimed)")
    }
    #expect(fit("Chủ tịch xã Vân Trạch", "Lê Thị Hoà", roles: ["Chủ tịch xã Vân Trạch"]) == .whole)
    #expect(fit("Bill Mooke", "Chuyên gia về mưa Bill Mooke của Đài Bến", .unnamed) >= .part)
  }

  @Test func anotherPersonIsNobodyElse() {
    for claimed in ["Lê Thị Mận", "bà Mận", "Đỗ Văn Hoà", "Chủ tịch Mận", "le thi man", "ông Sáu"] {
      #expect(fit(claimed, "Lê Thị Hoà", forms: ["bà", "bà Hoà"]) == .none, "\(claimed)")
    }
    // A pronoun is anybody's.
    #expect(fit("bà", "Lê Thị Hoà", forms: ["bà"]) == .none)
    #expect(fit("Alon Mokri", "Cha của Alon Mokri", .unnamed) == .none)
  }

  @Test func misspellingsAccuseNobody() {
    #expect(fit("Sergei Mokhailov", "Sergei Mokhalov") == .maybe)
    #expect(fit("Mạc Kim Thắng", "Mạc Kim Thảng") == .maybe)
  }

  @Test func organisationsGoByAcronymsAndShorterNames() {
    #expect(fit("BYT", "Bộ Y tế", .organisation) == .whole)
    #expect(fit("Bộ Giáo dục", "Bộ Giáo dục và Đào tạo", .organisation) >= .part)
    #expect(fit("Bộ Xây dựng", "Bộ Y tế", .organisation) == .none)
  }

  @Test func rightWordsOfSomebodyElseAreMisattributed() throws {
    let words = "Đò sẽ không chạy trước Tết"
    #expect(try checker(ferry).check(words, speaker: "bà Hòa").verdict == .verbatim)
    let wrong = try checker(ferry).check(words, speaker: "Đỗ Văn Sáu")
    #expect(wrong.verdict == .misattributed)
    #expect(wrong.speaker?.reference.name == "Lê Thị Hoà")
    let unknown = try checker(ferry).check(words, speaker: "Lê Thị Mận")
    #expect(unknown.notes == [.speakerUnknown("Lê Thị Mận", nearest: ["Lê Thị Hoà"])])
    // Nobody is accused of words that were given to a name that nobody bears; nor is it verified.
    #expect(unknown.verdict == .verbatim)
    #expect(!unknown.isVerified)
  }

  @Test func anUnsureAttributionAccusesNobody() throws {
    var unsure = ferry
    unsure.annotations.quotes[0].confidence = 0.4
    unsure.annotations.quotes[0].source = nil
    let answer = try checker(unsure).check("Đò sẽ không chạy trước Tết", speaker: "Đỗ Văn Sáu")
    #expect(answer.verdict == .verbatim)
    #expect(answer.notes == [.speakerUnsure])
    #expect(!answer.isVerified)
  }

  /// Whether a name is known depended on which articles earlier lines of a list had been found in.
  @Test func answersDoNotDependOnWhatWasAskedBefore() throws {
    let other = source(
      "“Nước đã rút khỏi các xã”, bà Cao Thị Bưởi nói.", id: "nước",
      ("Nước đã rút khỏi các xã", "Cao Thị Bưởi"))
    let questions = [
      ("một câu không có ở bài nào cả", "Cao Thị Bưởi"), ("Nước đã rút khỏi các xã", "Cao Thị Bưởi"),
      ("một câu không có ở bài nào cả", "Lê Thị Mận"),
    ]
    let first = checker(ferry, other)
    let forwards = try questions.map { try first.check($0.0, speaker: $0.1) }
    let second = checker(ferry, other)
    let backwards = try questions.reversed().map { try second.check($0.0, speaker: $0.1) }
    #expect(forwards == backwards.reversed())
    #expect(forwards[0].notes == [])
    #expect(forwards[2].notes == [.speakerUnknown("Lê Thị Mận", nearest: ["Lê Thị Hoà", "Cao Thị Bưởi"])])
  }

  /// The engine's confidence was learnt anew, and half of the wrong speakers went unnoticed: what counts is that the sentence
  /// names the speaker.
  @Test func aNameBesideTheVerbIsSureWhateverTheConfidence() throws {
    var sentence = ferry
    sentence.annotations.quotes[0].confidence = 0.4
    let answer = try checker(sentence).check("Đò sẽ không chạy trước Tết", speaker: "Đỗ Văn Sáu")
    #expect(answer.verdict == .misattributed)
    #expect(answer.speaker?.isSure == true)
  }

  /// *Bà nói* is whoever was named before: the engine's choice was held against the right one.
  @Test func aPronounAccusesNobodyWhoIsNamedNearby() throws {
    let text = """
      Bà Lê Thị Hoà ra bến. Bà Cao Thị Bưởi đi cùng. “Nước còn lớn lắm”, bà nói.

      Chiều xuống. Gió lên. Chợ tan. Đò về. Trẻ con tắm sông. Ông Đỗ Văn Sáu kể: “Hôm qua tôi ở nhà”.
      """
    var said = source(text, ("Nước còn lớn lắm", "Cao Thị Bưởi"), ("Hôm qua tôi ở nhà", "Đỗ Văn Sáu"))
    let place = text.range(of: "bà nói")!
    let start = text[..<place.lowerBound].unicodeScalars.count
    said.annotations.quotes[0].source = Excerpt(span: Span(start: start, end: start + 2), text: "bà")
    let near = try checker(said).check("Nước còn lớn lắm", speaker: "Lê Thị Hoà")
    #expect(near.verdict == .verbatim)
    #expect(near.notes.contains(.speakerUnsure) || !near.isVerified)
    #expect(!near.isVerified)
    #expect(try checker(said).check("Nước còn lớn lắm", speaker: "Cao Thị Bưởi").isVerified)
    #expect(try checker(said).check("Nước còn lớn lắm", speaker: "Đỗ Văn Sáu").verdict == .misattributed)
  }

  /// A speaker who was carried over past somebody else was vouched for.
  @Test func whoIsCarriedOverPastSomebodyElseIsNotVouchedFor() throws {
    let text = "“Nước lên”, bà Lê Thị Hoà nói.\n\n“Đò nghỉ”, ông Đỗ Văn Sáu kể.\n\n“Chợ cũng tan rồi”."
    var said = source(
      text, ("Nước lên", "Lê Thị Hoà"), ("Đò nghỉ", "Đỗ Văn Sáu"), ("Chợ cũng tan rồi", "Lê Thị Hoà"))
    said.annotations.quotes[2].source = nil
    let answer = try checker(said).check("Chợ cũng tan rồi", speaker: "Lê Thị Hoà")
    #expect(answer.verdict == .verbatim)
    #expect(!answer.isVerified)
  }

  @Test func aGivenNameAfterANicknameMayBeTheSameOnes() {
    #expect(fit("Nhan Thị Lành", "Tư Lành") == .maybe)
    #expect(fit("Nhan Thị Trâm", "Trâm Bé") == .maybe)
    #expect(fit("Nhan Thị Lành", "Tư Mận") == .none)
  }

  @Test func lettersInAnotherOrderAreAMisspelling() {
    #expect(fit("Salman Mokshird", "Mokdrish") == .maybe)
  }

  /// *Ba con tin* may be whoever speaks: the engine's name was held against it.
  @Test func aDescriptionIsNotAccused() throws {
    let answer = try checker(ferry).check("Đò sẽ không chạy trước Tết", speaker: "ba người lái đò")
    #expect(answer.verdict == .verbatim)
    #expect(!answer.isVerified)
  }

  /// The noun that begins a sentence was taken for an organisation's name, and held against the company.
  @Test func aNounIsNoNameToHoldAgainstAnybody() throws {
    var said = source(
      "Vanmoc mở thêm kho. Hãng nói: “Kho mới chứa được 6.000 thùng”.", ("Kho mới chứa được 6.000 thùng", nil)
    )
    said.annotations.quotes[0].speaker = SpeakerReference(name: "Hãng", kind: .organisation)
    said.annotations.quotes[0].source = Excerpt(span: Span(start: 20, end: 24), text: "Hãng")
    said.annotations.quotes[0].cue = Excerpt(span: Span(start: 25, end: 28), text: "nói")
    let answer = try checker(said).check("Kho mới chứa được 6.000 thùng", speaker: "Vanmoc")
    #expect(answer.verdict == .verbatim)
    #expect(!answer.isVerified)
  }

  /// Two have one family name: bà Kilbran was taken for ông Kilbran.
  @Test func aNameThatTwoBearAccusesAndConfirmsNobody() throws {
    let text = "Ông Struan Kilbran và bà Morag Kilbran ở lại. “Còn tôi ở lại bờ”, bà Kilbran nói."
    var said = source(text, ("Còn tôi ở lại bờ", "Struan Kilbran"))
    let place = text.range(of: "bà Kilbran nói")!
    let start = text[..<place.lowerBound].unicodeScalars.count
    said.annotations.quotes[0].source = Excerpt(
      span: Span(start: start, end: start + 10), text: "bà Kilbran")
    said.annotations.speakers.append(
      Speaker(name: "Morag Kilbran", kind: .person, forms: ["bà Morag Kilbran"], roles: [], mentions: []))
    let hers = try checker(said).check("Còn tôi ở lại bờ", speaker: "Morag Kilbran")
    #expect(hers.verdict == .verbatim)
    #expect(!(try checker(said).check("Còn tôi ở lại bờ", speaker: "Struan Kilbran").isVerified))
  }

  /// Bà that begins the sentence was counted as a word of the name.
  @Test func aNameThatTwoBearAccusesNobodyAtASentencesBeginning() throws {
    let text = "Ông Struan Kilbran và bà Morag Kilbran ở lại. Bà Kilbran nói: “Còn tôi ở lại bờ”."
    var said = source(text, ("Còn tôi ở lại bờ", "Struan Kilbran"))
    said.annotations.quotes[0].source = Excerpt(span: Span(start: 46, end: 56), text: "Bà Kilbran")
    said.annotations.quotes[0].cue = Excerpt(span: Span(start: 57, end: 60), text: "nói")
    said.annotations.speakers.append(
      Speaker(name: "Morag Kilbran", kind: .person, forms: ["bà Morag Kilbran"], roles: [], mentions: []))
    #expect(try checker(said).check("Còn tôi ở lại bờ", speaker: "Morag Kilbran").verdict == .verbatim)
    #expect(!(try checker(said).check("Còn tôi ở lại bờ", speaker: "Struan Kilbran").isVerified))
  }

  /// Người con trai was taken for the father, and the father vouched for, though the article calls another one con trai.
  @Test func aNounIsNotWhoeverTheArticleNeverCallsSo() throws {
    let text = """
      Ông Đỗ Văn Sáu ra bến. Con trai ông, Đỗ Hạt, sửa đò. Người con trai nói: “Hồ sơ chấm kín cả”.
      """
    var said = source(text, ("Hồ sơ chấm kín cả", "Đỗ Văn Sáu"))
    let place = text.range(of: "Người con trai")!
    let start = text[..<place.lowerBound].unicodeScalars.count
    said.annotations.quotes[0].source = Excerpt(
      span: Span(start: start, end: start + 14), text: "Người con trai")
    said.annotations.quotes[0].cue = Excerpt(span: Span(start: start + 15, end: start + 18), text: "nói")
    said.annotations.speakers.append(
      Speaker(name: "Đỗ Hạt", kind: .person, forms: ["Đỗ Hạt"], roles: [], mentions: []))
    #expect(!(try checker(said).check("Hồ sơ chấm kín cả", speaker: "Đỗ Văn Sáu").isVerified))
    #expect(try checker(said).check("Hồ sơ chấm kín cả", speaker: "Đỗ Hạt").verdict == .verbatim)
  }

  /// Chị cả Doãn Thị Xoan was taken to name Hoắc Thị Nhâm, since both are called Thị.
  @Test func aMiddleNameNamesNobody() throws {
    let text = "Chị cả Doãn Thị Xoan nói trước. “Má dặn giữ vườn”, chị cả Doãn Thị Xoan nói."
    var said = source(text, ("Má dặn giữ vườn", "Hoắc Thị Nhâm"))
    let place = text.range(of: "chị cả Doãn")!
    let start = text[..<place.lowerBound].unicodeScalars.count
    said.annotations.quotes[0].source = Excerpt(
      span: Span(start: start, end: start + 20), text: "chị cả Doãn Thị Xoan")
    #expect(try checker(said).check("Má dặn giữ vườn", speaker: "Doãn Thị Xoan").verdict == .verbatim)
  }

  /// Several are not one, and one of an organisation is not the organisation.
  @Test func fewerOrMoreThanTheSpeakerAreNotTheSpeaker() {
    #expect(fit("một số tờ báo", "tờ báo", .group) == .maybe)
    #expect(fit("một quan chức thuộc Viện Hải văn", "Viện Hải văn", .organisation) == .maybe)
    #expect(fit("Giám đốc Viện Hải văn", "Viện Hải văn", .organisation) == .maybe)
    #expect(fit("Tập đoàn Vanmoc Sài", "Vanmoc Sài", .organisation) == .whole)
    #expect(fit("Phó Chủ tịch Lê Thị Hoà", "Lê Thị Hoà") == .whole)
  }

  /// What the engine took for another word for a speaker vouched for words that were not hers.
  @Test func aDescriptionHasToStandThere() throws {
    var said = ferry
    said.annotations.speakers[0].forms.append("chú cán bộ")
    let words = "Đò sẽ không chạy trước Tết"
    #expect(!(try checker(said).check(words, speaker: "chú cán bộ").isVerified))
    #expect(try checker(said).check(words, speaker: "bà Hoà").isVerified)
  }

  /// Typed without diacritics because it has none: ba con tin is no Mr Tin.
  @Test func aDescriptionWithoutDiacriticsIsNotAccused() throws {
    let text = "Trong hang có ba con tin. “Xin mang nước tới đây”, ông Đỗ Văn Sáu nói."
    let said = source(text, id: "hang", ("Xin mang nước tới đây", "Đỗ Văn Sáu"))
    #expect(try checker(said).check("Xin mang nước tới đây", speaker: "ba con tin").verdict == .verbatim)
    #expect(
      try checker(said, ferry).check("Xin mang nước tới đây", speaker: "le thi hoa").verdict == .misattributed
    )
  }

  /// Trên thiệp mời có ghi “…”: the verb's own subject writes, not whoever spoke before.
  @Test func aVerbWithoutASpeakerCarriesNobodyOver() throws {
    let text = "“Gió lên”, ông Đỗ Văn Sáu nói. Trên thiệp mời có ghi: “Áo dài và nón lá cho mọi người”."
    var said = source(text, ("Gió lên", "Đỗ Văn Sáu"), ("Áo dài và nón lá cho mọi người", "Đỗ Văn Sáu"))
    said.annotations.quotes[1].source = nil
    said.annotations.quotes[1].cue = Excerpt(span: Span(start: 48, end: 51), text: "ghi")
    let answer = try checker(said).check("Áo dài và nón lá cho mọi người", speaker: "Đỗ Văn Sáu")
    #expect(answer.verdict == .verbatim)
    #expect(!answer.isVerified)
  }

  /// An interview's I was given to the friend whom it speaks of by name.
  @Test func nobodyIsWhomTheWordsSpeakOf() throws {
    let text = "Mạc Bình và Tư Lành làm nhạc.\n\nTôi thấy Tư Lành ngỡ ngàng lắm, rồi cũng đồng ý."
    var said = source(text, ("Tôi thấy Tư Lành ngỡ ngàng lắm, rồi cũng đồng ý", "Tư Lành"))
    said.annotations.quotes[0].source = nil
    said.annotations.quotes[0].cue = nil
    let answer = try checker(said).check(
      "Tôi thấy Tư Lành ngỡ ngàng lắm, rồi cũng đồng ý", speaker: "Mạc Bình")
    #expect(answer.verdict != .misattributed)
    #expect(!answer.isVerified)
  }
}
