import Testing

@testable import WebPage

@Suite struct PageTests {
  @Test func headlineLeadAndBodyAreTakenAndWhatIsAroundThemIsNot() throws {
    let page = try read(Ferry.page())
    #expect(page.title == Ferry.title)
    #expect(page.text == Ferry.text)
    #expect(page.published == "2025-10-06T07:30:00+07:00")
  }

  @Test(arguments: [
    #"<div class="box-related"><ul><li><a href="/1">Chợ nổi Bình Thới họp lại mỗi sáng chủ nhật</a></li></ul></div>"#,
    #"<div><h3><a href="/1">Chợ nổi Bình Thới họp lại</a></h3><p>Chợ họp từ bốn giờ sáng, người bán kẻ mua đông như trước mùa lũ, ghe xuồng chật cả một khúc sông dài.</p></div>"#,
    #"<p><a href="/1">Xem thêm: Chợ nổi Bình Thới họp lại mỗi sáng chủ nhật</a></p>"#,
    "<p>Mời bạn đọc xem video chợ nổi trên kênh của báo.</p>",
    #"<div style="display: none">Chữ không ai thấy trên trang.</div>"#,
    "<script>var a = 'Chữ của máy';</script>",
    #"<aside><p>Đọc nhiều nhất trong tuần này trên báo Sông Bến là những bài sau đây, mời xem.</p></aside>"#,
  ])
  func boxesAmongTheParagraphsAreLeftOut(box: String) throws {
    #expect(try read(Ferry.page(inside: box)).text == Ferry.text)
  }

  @Test(arguments: [
    "<figure><img src=a.jpg><figcaption>Bến đò sáng thứ hai. Ảnh: Hà Vy</figcaption></figure>",
    "<table><tr><td><img src=a.jpg></td></tr><tr><td>Bến đò sáng thứ hai. Ảnh: Hà Vy</td></tr></table>",
    "<p><img src=a.jpg></p><p>Bến đò sáng thứ hai. Ảnh: Hà Vy</p>",
    #"<div class="photo-caption">Bến đò sáng thứ hai. Ảnh: Hà Vy</div>"#,
  ])
  func captionsStandApart(picture: String) throws {
    let page = try read(Ferry.page(inside: picture))
    #expect(page.captions == ["Bến đò sáng thứ hai. Ảnh: Hà Vy"])
    #expect(page.text == Ferry.text)
  }

  @Test(arguments: [
    ("<p><b>Hà Vy</b></p>", "Hà Vy"), ("<p>Hà Vy (tổng hợp)</p>", "Hà Vy"),
    ("<p>Bài và ảnh: HÀ VY - TÔ BẾN</p>", "HÀ VY, TÔ BẾN"),
    ("<p>Hà Vy</p><p>Theo Sông Bến Mới</p>", "Hà Vy"),
  ])
  func aBylineAtTheEndIsTheAuthorAndNoText(line: String, author: String) throws {
    let page = try read(Ferry.page(after: line))
    #expect(page.author == author)
    #expect(page.text == Ferry.text)
  }

  @Test func thePaperIsNotTakenForTheAuthor() throws {
    let page = try read(
      Ferry.page(
        head:
          #"<meta name="author" content="Báo Sông Bến"><meta property="og:site_name" content="Báo Sông Bến">"#
      ))
    #expect(page.author == nil)
    #expect(page.source == "Báo Sông Bến")
  }

  @Test func aHostIsNoPaper() throws {
    let page = try read(Ferry.page(head: #"<meta property="og:site_name" content="songben.example">"#))
    #expect(page.source == "Báo Sông Bến")
  }

  @Test func whatIsShownGoesBeforeWhatIsDescribed() throws {
    let head = """
      <meta property="og:title" content="Bến đò Vạn Lộc mở lại sau mùa lũ lớn"><script type="application/ld+json">
      {"@type": "NewsArticle", "headline": "Bến đò", "datePublished": "2025-10-05T01:00:00Z", "author": {"name": "Hà Vy"}}</script>
      """
    let page = try read(Ferry.page(head: head))
    #expect(page.title == Ferry.title)
    #expect(page.published == "2025-10-06T07:30:00+07:00")
    #expect(page.author == "Hà Vy")
  }

  @Test func aHeadlineWithoutHeadingIsFoundByThePagesTitle() throws {
    let page = try read(
      Ferry.page(head: #"<meta property="og:title" content="\#(Ferry.title)">"#, titleTag: "div"))
    #expect(page.title == Ferry.title)
    #expect(page.text == Ferry.text)
  }

  @Test func theCanonicalAddressIsThePages() throws {
    let head =
      #"<link rel="canonical" href="https://songben.example/ben-do-1.html"><meta property="og:url" content="https://songben.example/s/1">"#
    #expect(try read(Ferry.page(head: head)).url == "https://songben.example/ben-do-1.html")
  }

  @Test func crossedAndForgottenTagsDoNotMatter() throws {
    let page = Ferry.page().replacing("</p>", with: "").replacing("</footer>", with: "</div></b></footer>")
    #expect(try read(page).text == Ferry.text)
  }

  @Test func aPlaceSetApartByStyleAloneIsNotGluedToTheLead() throws {
    let page = Ferry.page().replacing(Ferry.lead, with: "<span>VẠN LỘC</span>\(Ferry.lead)")
    #expect(try read(page).text.hasPrefix("VẠN LỘC Sau ba tháng"))
  }

  @Test func bodiesThatAreParagraphsBetweenBreaksAreRead() throws {
    let page = Ferry.page().replacing("</p><p>", with: "<br><br>")
    #expect(try read(page).text == Ferry.text)
  }

  @Test func aPageOfHeadlinesIsRefusedByName() throws {
    let teasers = (1...15).map { number in
      """
      <div class="tin"><h3><a href="/\(number)">Tin thứ \(number) của báo Sông Bến trong ngày hôm nay</a></h3>
      <p>Tóm tắt của tin thứ \(number), dài vừa đủ để trông như một đoạn văn của bài báo, nhưng không phải là một đoạn văn.</p></div>
      """
    }
    let page = "<html><body><h1>Thời sự</h1><div>\(teasers.joined())</div></body></html>"
    #expect(throws: WebPage.Refusal.headlines) { try read(page) }
  }

  @Test func aPageWithoutTextIsRefused() {
    #expect(throws: WebPage.Refusal.noText) {
      try read("<html><body><h1>\(Ferry.title)</h1><img src=a></body></html>")
    }
    #expect(throws: WebPage.Refusal.noText) { try read("") }
  }

  @Test func aBodyThatAScriptFetchesIsTakenFromTheDescription() throws {
    let body = ([Ferry.lead] + Ferry.body).joined(separator: "\\n")
    let page = """
      <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"\(Ferry.title)","articleBody":"\(body)"}</script>
      </head><body><div id=app></div></body></html>
      """
    #expect(try read(page).text == Ferry.text)
    #expect(try read(page).notes.count == 1)
  }
}

@Suite struct WildPageTests {
  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      String(repeating: "<div>", count: 1_000_000), String(repeating: "<b><i>", count: 500_000),
      "<div " + (0..<200_000).map { "a\($0)=1" }.joined(separator: " ") + ">",
      (0..<900).map { "<font size=\($0)>" }.joined() + String(repeating: "<p>x", count: 100_000),
      String(repeating: "<table><tr><td>", count: 300_000),
    ])
  func pagesThatWouldTakeForeverAreRefusedAtOnce(page: String) {
    #expect {
      try read(page)
    } throws: { error in
      if case .unparsable = error as? WebPage.Refusal { true } else { false }
    }
  }

  @Test(.timeLimit(.minutes(10))) func manyParagraphsWithoutEndTagsAreNothingUnusual() throws {
    let page = "<h1>Dài</h1><div>" + String(repeating: "<p>\(Ferry.body[1])<br>", count: 20_000) + "</div>"
    #expect(try read(page).text.split(separator: "\n").count == 20_000)
  }
}
