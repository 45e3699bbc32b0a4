import Foundation
import PatternFiles

@testable import WebPage

/// The page files that are shipped, read once for all tests.
enum ShippedPages {
  static let library: PageLibrary = {
    let directory = try! PatternDirectory.locate(explicit: nil)
    return PageLibrary(files: try! PatternDirectory.readPageFiles(in: directory))
  }()
}

/// What a page reads as; throws why it gives no article.
func read(_ html: String, address: String? = nil, library: PageLibrary = ShippedPages.library) throws
  -> WebPage
{
  try WebPage(Array(html.utf8), address: address, library: library)
}

/// An invented article, as long as short news is.
enum Ferry {
  static let title = "Bến đò Vạn Lộc mở lại sau mùa lũ"
  static let lead =
    "Sau ba tháng dừng chạy vì nước lớn, bến đò Vạn Lộc đón khách trở lại từ sáng thứ hai, sớm hơn dự tính hai tuần."
  static let body = [
    "“Đò sẽ chạy mỗi ngày mười hai chuyến, từ năm giờ sáng đến bảy giờ tối”, bà Tô Thị Mận, chủ bến đò, nói với người dân.",
    "Theo ông Lục Văn Bách, trưởng thôn Vạn Lộc, cả thôn có hơn bốn trăm hộ, mà gần một nửa phải qua sông đi làm mỗi ngày.",
    "Ông Bách cho biết thôn đã góp tiền mua áo phao mới, và trẻ em đi học không phải trả tiền đò cho đến hết năm nay.",
  ]
  static var text: String { ([lead] + body).joined(separator: "\n") }

  /// A page of the article; `inside` stands among its paragraphs, `after` behind them.
  static func page(
    head: String = "", before: String = "", inside: String = "", after: String = "", titleTag: String = "h1"
  ) -> String {
    """
    <!DOCTYPE html><html><head><title>\(title) | Báo Sông Bến</title>\(head)</head><body>
    <header><a href="/">Trang chủ</a><nav><ul><li><a href="/a">Thời sự</a></li><li><a href="/b">Kinh tế</a></li></ul></nav></header>
    <div class="khung">\(before)<\(titleTag) class="tieu-de">\(title)</\(titleTag)>
    <span class="ngay">Thứ hai, 6/10/2025, 07:30 (GMT+7)</span><p class="sapo">\(lead)</p>
    <div class="bai"><p>\(body[0])</p>\(inside)<p>\(body[1])</p><p>\(body[2])</p>\(after)</div></div>
    <footer><p>Báo Sông Bến, giấy phép số 12 của Bộ, chịu trách nhiệm nội dung là ông Ngô Bến, điện thoại 0123, đường Bờ Kè.</p></footer>
    </body></html>
    """
  }
}
