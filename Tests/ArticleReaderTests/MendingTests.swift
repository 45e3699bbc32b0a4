import Foundation
import PatternFiles
import Testing
import WebPage

@testable import ArticleReader

@Suite struct MendingTests {
  private let pages = PageLibrary(
    files: try! PatternDirectory.readPageFiles(in: PatternDirectory.locate(explicit: nil)))

  private func mended(_ text: String) -> String { TextMending.mended(text, pages).text }

  @Test func linesBrokenAtAMarginAreJoined() {
    let text = """
      Bến đò Vạn Lộc mở lại

      Sau ba tháng dừng chạy vì nước lớn, bến đò Vạn Lộc đón khách
      trở lại từ sáng thứ hai, sớm hơn dự tính hai tuần. Bà Tô Thị
      Mận, chủ bến, nói đò sẽ chạy mỗi ngày mười hai chuyến từ sáng
      sớm.
      Theo ông Lục Văn Bách, cả thôn có hơn bốn trăm hộ, gần một nửa
      phải qua sông đi làm mỗi ngày, trẻ em đi học thì nhiều hơn nữa
      và thường đi chuyến đầu.
      """
    let lines = mended(text).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasSuffix("chuyến từ sáng sớm."))
    #expect(TextMending.mended(text, pages).notes.count == 1)
  }

  @Test func paragraphsGluedAfterAFullStopAreParted() {
    #expect(
      mended("Bến có từ năm 1945.Tuy nhiên, đò đã nghỉ.Bà Mận nói vậy.")
        == "Bến có từ năm 1945.\nTuy nhiên, đò đã nghỉ.\nBà Mận nói vậy.")
  }

  @Test(arguments: [
    "Ông ở TP.Hồ Chí Minh, học PGS.TS Lục.", "Xem songben.Vn hoặc bao.example nhé.", "Đò chạy 5.000 lượt.",
    "Mời hội đồng S.Bến họp.",
    "Thơ:\nĐò ơi\nsông ơi\nta về\nvới nhau\nmột lần\nnữa thôi\nnhé", "a_b và c_d là tên tệp.",
    "Công ty A&B; lãi &c.",
  ])
  func whatIsWholeIsLeftAsItIs(text: String) {
    #expect(mended(text) == text)
    #expect(TextMending.mended(text, pages).notes.isEmpty)
  }

  @Test func wordsJoinedByASegmenterAreParted() {
    #expect(
      mended("Bà Tô_Thị_Mận , chủ bến_đò Vạn_Lộc , nói : \" Đò sẽ chạy lại ngày_mai . \" Người_dân rất vui .")
        == "Bà Tô Thị Mận, chủ bến đò Vạn Lộc, nói: \"Đò sẽ chạy lại ngày mai.\" Người dân rất vui.")
  }

  @Test func entitiesAreDecoded() {
    #expect(
      mended("Bà Mận nói: &quot;Đò chạy&quot; &amp; cười, 3 < 5.\n\n  Hết.")
        == "Bà Mận nói: \"Đò chạy\" & cười, 3 < 5.\n\n  Hết.")
  }

  @Test func pointersAtTheEndAreSetAside() {
    #expect(mended("Bến đò\n\nĐò chạy.\n>> Xem thêm: Chợ nổi\nTin liên quan:\n") == "Bến đò\n\nĐò chạy.\n")
  }

  @Test func noArticleOfTheCorpusIsTouched() throws {
    let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Corpus")
    var count = 0
    for case let file as URL in FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)!
    where file.pathExtension == "txt" {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(TextMending.mended(text, pages).notes.isEmpty, "\(file.lastPathComponent)")
      count += 1
    }
    #expect(count > 10)
  }
}
