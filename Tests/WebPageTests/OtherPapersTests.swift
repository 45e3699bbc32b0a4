import Testing

@testable import WebPage

/// Pages as papers without a site rule lay them out, in the parts in which they differ.
@Suite struct OtherPapersTests {
  /// A page whose body is `body`, with the usual head and foot.
  private func page(_ body: String, head: String = "", host: String = "songben.example") -> String {
    """
    <!DOCTYPE html><html><head><title>\(Ferry.title) | Báo Sông Bến</title>
    <link rel="canonical" href="https://\(host)/bai-1.html"><meta property="og:title" content="\(Ferry.title)">
    <meta name="description" content="\(Ferry.lead)">\(head)</head><body>
    <header><a href="/">Trang chủ</a><nav><ul><li><a href="/a">Thời sự</a></li><li><a href="/b">Kinh tế</a></li></ul></nav></header>
    \(body)
    <footer><p>Báo Sông Bến, giấy phép số 12 của Bộ, chịu trách nhiệm nội dung là ông Ngô Bến, điện thoại 0123, đường Bờ Kè.</p></footer>
    </body></html>
    """
  }

  private static let paragraphs = Ferry.body.map { "<p>\($0)</p>" }.joined()
  private static let date = "2025-10-06T07:30:00+07:00"
  private static let others = [
    "Chợ nổi Bình Thới họp lại mỗi sáng chủ nhật", "Cầu treo Lũng Nà được thay cáp mới trước Tết",
    "Học sinh đảo Cù được tặng ba trăm áo phao", "Đập Khe Sim xả nước cho vụ hè thu sớm mười ngày",
  ]

  @Test(arguments: [
    // The name shares its line with the date.
    #"<p class="info"><span class="author">Hà Vy</span>-<span class="time">Thứ Hai, ngày 06/10/2025 07:30 GMT+7</span></p>"#,
    #"<div class="author-time"><span class="time">Thứ hai, 06/10/2025 07:30 (GMT+7)</span> <span class="author">Hà Vy</span></div>"#,
    // With an address beside it, and a photographer below.
    #"<div class="author-info"><a class="name">Hà Vy</a> <a href="mailto:x">havy@songben.example</a></div><div>06/10/2025 07:30 GMT+7</div>"#,
    #"<div class="meta"><time datetime="2025-10-06T07:30:00+07:00">Tháng Mười 6, 2025</time><span class="byline"> bởi <span class="author vcard"><a>Hà Vy</a></span></span></div>"#,
    #"<ul class="author"><li>Hà Vy/Sông Bến</li></ul><div>07:30, 06/10/2025</div>"#,
  ])
  func authorAndDateOnOneLineAreBoth(line: String) throws {
    let picture =
      #"<figure><img src=a.jpg><figcaption><p>Bến đò sáng nay</p><p class="photo-author">TÔ BẾN</p></figcaption></figure>"#
    let page = try read(
      page(
        #"<div class="m"><h1>\#(Ferry.title)</h1>\#(line)<p class="sapo">\#(Ferry.lead)</p><div class="b">\#(picture)\#(Self.paragraphs)</div></div>"#,
        head: #"<meta property="og:site_name" content="Sông Bến">"#))
    #expect(page.author == "Hà Vy")
    #expect(page.published == Self.date)
    #expect(page.text == Ferry.text)
  }

  @Test func aBylineAboveTheTextIsTheAuthorAndNoText() throws {
    let page = try read(
      page(
        """
        <main><h1>\(Ferry.title)</h1><section><ul><li><span>Tác giả, </span><strong>Hà Vy</strong></li>
        <li>Vai trò, Sông Bến</li></ul></section><div><time datetime="2025-10-06">6 tháng 10 2025</time></div>
        <div><p><b>\(Ferry.lead)</b></p></div>\(Ferry.body.map { "<div><p>\($0)</p></div>" }.joined())</main>
        """))
    #expect(page.author == "Hà Vy")
    #expect(page.published == "2025-10-06")
    #expect(page.text == Ferry.text)
  }

  @Test func whoHeldTheInterviewSigns() throws {
    let page = try read(
      Ferry.page(after: #"<p style="text-align: right"><strong>HÀ VY </strong>thực hiện</p>"#))
    #expect(page.author == "HÀ VY")
    #expect(page.text == Ferry.text)
  }

  /// A short piece of news above many long comments was read as the comments.
  @Test func commentsLongerThanTheArticleAreLeftOut() throws {
    let comment =
      "<div><p>Tôi ở Vạn Lộc đã bốn mươi năm, chưa năm nào lũ lớn như năm nay, mong sớm có cầu cho bà con đỡ khổ.</p></div>"
    let text = Ferry.body.prefix(2)
    let page = try read(
      page(
        """
        <div class="bai"><h1>\(Ferry.title)</h1><div>07:30 06/10/2025</div><p>\(Ferry.lead)</p>
        \(text.map { "<p>\($0)</p>" }.joined())</div><div class="binh-luan">\(String(repeating: comment, count: 12))</div>
        """))
    #expect(page.text == ([Ferry.lead] + text).joined(separator: "\n"))
  }

  /// A page that points to as many others as it has paragraphs was refused as a page of headlines.
  @Test func anArticleFullOfLinksToOthersIsStillOne() throws {
    func link(_ number: Int) -> String { #"<a href="/\#(number).html">\#(Self.others[number])</a>"# }
    let page = try read(
      page(
        """
        <div class="c1"><h1>\(Ferry.title)</h1><div>06/10/2025 - 07:30</div><div class="d"><p><b>\(Ferry.lead)</b></p>
        <p>\(Ferry.body[0])</p><p><strong>&gt;&gt;&gt; </strong>\(link(0))</p><p><strong>Xem thêm: </strong>\(link(1))</p>
        <p>\(Ferry.body[1])</p><p>Tin liên quan:</p><p>- \(link(2))</p><p>- \(link(3))</p><p>\(Ferry.body[2])</p></div></div>
        """))
    #expect(page.text == Ferry.text)
  }

  @Test(arguments: [
    #"<p>* Mời quý độc giả theo dõi các chương trình của Đài trên kênh trực tuyến!</p>"#,
    #"<div class="kg-cta-card"><p>Đăng ký nhận bản tin của chúng tôi để đọc những bài mới nhất mỗi sáng thứ hai hằng tuần.</p></div>"#,
    #"<div class="z-widget"><h3>Sách về sông nước</h3><p>Chúng tôi giới thiệu đến độc giả những cuốn sách hay về miền sông nước.</p></div>"#,
  ])
  func whatTheSitePutsBehindTheTextIsLeftOut(box: String) throws {
    #expect(try read(Ferry.page(after: box)).text == Ferry.text)
  }

  @Test func aSummaryInPointsIsNoLead() throws {
    let page = try read(
      page(
        """
        <div class="x"><h1>\(Ferry.title)</h1><div>Thứ hai, 06/10/2025 07:30 (GMT+7)</div><div class="ai-summary"><b>Tóm tắt</b><ul>
        <li>Bến đò Vạn Lộc đón khách trở lại từ thứ hai, sớm hơn dự tính hai tuần, sau ba tháng nghỉ.</li></ul></div>
        <p class="sapo">\(Ferry.lead)</p><div class="y">\(Self.paragraphs)</div></div>
        """))
    #expect(page.text == Ferry.text)
  }

  /// A short article whose page shows a day without a time was refused as holding too little text.
  @Test func aShortArticleWithItsDayAloneIsRead() throws {
    let text = Ferry.body.prefix(2)
    let page = try read(
      page(
        """
        <div class="hdr"><h1>\(Ferry.title)</h1></div><div class="published"><time datetime="2025-10-06T00:30:00+00:00">06/10/2025</time></div>
        <div class="intro"><p>\(Ferry.lead)</p></div><div class="wsw">\(text.map { "<p>\($0)</p>" }.joined())</div>
        """))
    #expect(page.text == ([Ferry.lead] + text).joined(separator: "\n"))
    #expect(page.published == "2025-10-06T00:30:00Z")
  }

  /// A short body with one box of another article in it was taken for such a box as a whole.
  @Test func aShortBodyWithABoxInItIsNoBox() throws {
    let box = #"<div class="media-block"><a href="/2"><h4>\#(Self.others[0])</h4></a></div>"#
    let page = try read(
      page(
        """
        <div class="hdr"><h1>\(Ferry.title)</h1></div><div>06/10/2025</div><div class="intro"><p>\(Ferry.lead)</p></div>
        <div class="wsw"><p>\(Ferry.body[0])</p><p>\(Ferry.body[1])</p>\(box)<p>\(Ferry.body[2])</p></div>
        """))
    #expect(page.text == Ferry.text)
  }

  /// Tables of an old system: headline, date, text and other headlines in cells of one table.
  @Test func pagesMadeOfTablesAreRead() throws {
    let page = try read(
      page(
        """
        <table><tr><td><table><tr><td><a href=/1>Thời sự</a></td></tr><tr><td><a href=/2>Văn hoá</a></td></tr></table></td><td><table>
        <tr><td class="pTitle"><b>\(Ferry.title)</b></td></tr><tr><td>Cập nhật lúc 07:30, Thứ Hai, 06/10/2025 (GMT+7)</td></tr>
        <tr><td><p class="pHead"><b>\(Ferry.lead)</b></p>\(Self.paragraphs)<p align=right><b>Hà Vy</b></p></td></tr>
        <tr><td><b>CÁC TIN KHÁC</b></td></tr><tr><td><ul><li><a href=/9>\(Self.others[0])</a> (05/10/2025)</li>
        <li><a href=/8>\(Self.others[1])</a> (05/10/2025)</li></ul></td></tr></table></td></tr></table>
        """))
    #expect(page.title == Ferry.title)
    #expect(page.text == Ferry.text)
    #expect(page.author == "Hà Vy")
    #expect(page.published == Self.date)
  }
}
