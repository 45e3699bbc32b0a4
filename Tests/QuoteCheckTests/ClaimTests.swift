import Testing

@testable import QuoteCheck

/// What somebody is said to have said in other words.
@Suite struct ClaimTests {
  private func check(_ claim: String, _ speaker: String? = "bà Hoà") throws -> CheckAnswer {
    try checker(ferry).checkClaim(claim, speaker: speaker)
  }

  @Test func theSameFiguresAndSpeakerSupportIt() throws {
    let answer = try check("bến chở 1.500 khách mỗi ngày nhưng còn phải chờ nước lên")
    #expect(answer.verdict == .supported)
    #expect(answer.isVerified)
  }

  @Test func anotherFigureDiffers() throws {
    let answer = try check("bến chở 1.600 khách mỗi ngày nhưng phải chờ nước lên")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.numberChanged])
    #expect(!answer.isVerified)
  }

  @Test func aLostNegationDiffers() throws {
    let answer = try check("đò sẽ chạy trước Tết")
    #expect(answer.verdict == .differs)
    #expect(answer.warnings == [.negationChanged])
  }

  @Test func anotherSpeakerDiffers() throws {
    #expect(try check("bến chở 1.500 khách mỗi ngày, phải chờ nước lên", "Đỗ Văn Sáu").verdict == .differs)
  }

  @Test func somethingElseIsNotFound() throws {
    #expect(try check("con cá hát hay hơn chim trên cành").verdict == .notFound)
    #expect(throws: CheckInputError.noWords) { try check("…") }
  }
}
