import Testing

@testable import WebPage

/// What pages say of themselves where nothing but their words and their set says it: no schema.org, no classes.
@Suite struct PageFactsTests {
  private static let date = "2025-10-06T07:30:00+07:00"
  private static let paragraphs = Ferry.body.map { "<p>\($0)</p>" }.joined()
  private static let menu =
    #"<div><a href="/">Trang chủ</a></div><ul><li><a href="/thoi-su">Thời Sự</a></li><li><a href="/kinh-te">Kinh tế</a></li></ul>"#
  private static let imprint = """
    <div class="chan"><p>Báo Sông Bến – Cơ quan ngôn luận của tỉnh Sông Bến. Tổng Biên tập: Ngô Bến. Giấy phép số 12/GP-BTTTT.
    Toà soạn: 4 đường Bờ Kè. Điện thoại: 0123 456 789.</p>
    <p>© Bản quyền thuộc Báo Sông Bến. Ghi rõ nguồn khi phát hành lại thông tin từ trang này.</p></div>
    """

  /// A page with nothing but `body` between its menu and its imprint.
  private func page(
    _ body: String, title: String = Ferry.title, head: String = "", foot: String = Self.imprint
  ) -> String {
    "<html><head><title>\(title)</title>\(head)</head><body>\(Self.menu)\(body)\(foot)</body></html>"
  }

  // MARK: The imprint

  /// The imprint of a page whose parts stand in the body itself was read as the article's end.
  @Test func theImprintIsNoText() throws {
    let page = try read(
      page("<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p>\(Ferry.lead)</p>\(Self.paragraphs)"))
    #expect(page.text == Ferry.text)
  }

  @Test func aParagraphAboutALicenceIsText() throws {
    let about =
      "Giấy phép của bến đò do huyện cấp, Tổng biên tập một tờ báo từng hỏi mua nhưng bà Mận không bán lại."
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p>\(Ferry.lead)</p><p>\(about)</p>\(Self.paragraphs)"
      ))
    #expect(page.text.contains(about))
  }

  // MARK: The paper

  @Test(arguments: [
    // The imprint says whose the rights are.
    ("", Ferry.title, imprint, "Báo Sông Bến"),
    ("", Ferry.title, "<p>Copyright © 2025 Tạp chí Sông Bến</p>", "Tạp chí Sông Bến"),
    // The name has the letters of the host.
    (
      #"<link rel="canonical" href="https://songben.example/1.html">"#, Ferry.title,
      "<p>Theo dõi Sông Bến trên mạng</p>", "Sông Bến"
    ),
    // Letters of the host in metadata are no name where the page spells it.
    (
      #"<link rel="canonical" href="https://baosongben.example/1.html"><meta property="og:site_name" content="baosongben">"#,
      Ferry.title, imprint, "Báo Sông Bến"
    ),
    (
      #"<link rel="canonical" href="https://baosongben.example/1.html">"#, Ferry.title,
      "<p>Báo điện tử Sông Bến</p>", "Báo điện tử Sông Bến"
    ),
    // The page's title ends with it; the name of a section is none.
    ("", "\(Ferry.title) - Sông Bến", "", "Sông Bến"),
    ("", "\(Ferry.title) | Thời Sự", "", nil),
    // The logo is called so.
    ("", Ferry.title, #"<a href="/"><img class="logo" alt="Sông Bến Online"></a>"#, "Sông Bến Online"),
    // Nothing else says it.
    (#"<meta property="og:site_name" content="songben">"#, Ferry.title, "", "songben"),
    ("", Ferry.title, "", nil),
  ])
  func thePaperIsWhatThePageCallsItself(head: String, title: String, foot: String, paper: String?) throws {
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>",
        title: title, head: head, foot: foot))
    #expect(page.source == paper)
  }

  /// A page without an address whose links lead to another paper was taken for that paper's.
  @Test func aMailAddressSaysWhosePageItIs() throws {
    let links = (1...9).map { #"<a href="https://tienphong.vn/\#($0).html">Bài \#($0)</a>"# }.joined(
      separator: " ")
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p>\(Ferry.lead)</p><div>\(Self.paragraphs)</div><div>\(links)</div>",
        foot: "<p>Sông Bến, đường Bờ Kè</p><p>Thư: toasoan@songben.example</p>"))
    #expect(page.source == "Sông Bến")
  }

  // MARK: Author and date

  @Test(arguments: [
    #"<div class="tg">Hà Vy • 06/10/2025 07:30</div>"#,
    #"<p><i>06/10/2025 7h30</i> <b>Hà Vy</b></p>"#,
    #"<div><span>Hà Vy</span> <span>06/10/2025 07:30 GMT+7</span></div>"#,
    #"<div>Hà Vy</div><div>Thứ Hai, 06/10/2025 07:30</div>"#,
  ])
  func whoSharesTheLineOfTheDateWrote(line: String) throws {
    let page = try read(
      page("<h1>\(Ferry.title)</h1>\(line)<p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>"))
    #expect(page.author == "Hà Vy")
    #expect(page.published == Self.date)
  }

  /// The site's section beside the date is nobody.
  @Test func aSectionBesideTheDateIsNoAuthor() throws {
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><div>Thời Sự - 06/10/2025 07:30</div><p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>"
      ))
    #expect(page.author == nil)
    #expect(page.published == Self.date)
  }

  @Test(arguments: [
    #"<p style="text-align:right">Hà Vy (thực hiện)</p>"#, "<p><strong>Hà Vy</strong></p>",
    "<div>Đăng bởi <b>Hà Vy</b> lúc 07:30 ngày 06/10/2025</div>",
    #"<div class="author-box"><h4>Hà Vy</h4><p>Hà Vy viết về sông nước từ năm 2009, từng nhận giải báo chí tỉnh cho loạt bài về những bến đò ngang ở thượng nguồn.</p></div>"#,
  ])
  func whoSignsBelowTheTextWrote(foot: String) throws {
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>\(foot)"
      ))
    #expect(page.author == "Hà Vy")
    #expect(page.text == Ferry.text)
  }

  @Test func microdataAloneIsRead() throws {
    let page = try read(
      page(
        """
        <div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">\(Ferry.title)</h1>
        <span itemprop="author" itemscope><span itemprop="name">Hà Vy</span></span>
        <meta itemprop="datePublished" content="\(Self.date)"><div itemprop="publisher" itemscope><meta itemprop="name" content="Sông Bến"></div>
        <h2 itemprop="description">\(Ferry.lead)</h2><div itemprop="articleBody">\(Self.paragraphs)</div></div>
        """, foot: ""))
    #expect(page.author == "Hà Vy")
    #expect(page.source == "Sông Bến")
    #expect(page.published == Self.date)
    #expect(page.text == Ferry.text)
  }

  @Test func anAuthorMayBeNamedByReference() throws {
    let graph = """
      <script type="application/ld+json">{"@graph": [{"@type": "Person", "@id": "#havy", "name": "Hà Vy"},
      {"@type": "Article", "headline": "\(Ferry.title)", "author": {"@id": "#havy"}}]}</script>
      """
    let page = try read(
      page("<h1>\(Ferry.title)</h1><p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>", head: graph)
    )
    #expect(page.author == "Hà Vy")
  }

  @Test(arguments: [
    ("Monday, October 6, 2025 7:30 AM", date), ("6 Oct 2025, 07:30", date),
    ("6 Tháng Mười, 2025 07:30", date),
    ("Tháng Mười Một 6, 2025 07:30", "2025-11-06T07:30:00+07:00"),
    // The day of publication, not that of the last change.
    ("Cập nhật: 08/10/2025 10:00 | Ngày đăng: 06/10/2025 07:30", date),
    ("Ngày đăng: 06/10/2025 07:30 - Cập nhật: 08/10/2025 10:00", date),
  ])
  func datesAreReadAsTheyAreWritten(line: String, date: String) throws {
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><div>\(line)</div><p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>"
      ))
    #expect(page.published == date)
  }

  /// The clock in a site's head was taken for the article's date.
  @Test func theDayOfTheVisitIsNotThatOfTheArticle() throws {
    let page = try read(
      page(
        """
        <div>Thứ sáu, 05/12/2025 14:22 (GMT+7)</div><h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div>
        <p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>
        """))
    #expect(page.published == Self.date)
  }

  @Test func placeAndDayAtTheEndAreTheDate() throws {
    let page = try read(
      page(
        "<h1>\(Ferry.title)</h1><p>\(Ferry.lead)</p>\(Self.paragraphs)<p><i>Vạn Lộc, ngày 6 tháng 10 năm 2025</i></p>"
      ))
    #expect(page.published == "2025-10-06")
  }

  // MARK: The headline

  @Test(arguments: [
    // More than the headline in the page's title, or nothing of it.
    ("In bài: \(Ferry.title)", "<b>\(Ferry.title)</b><br>"),
    ("SONG BEN ONLINE", #"<span id="ctl00_lblTieuDe"><b>\#(Ferry.title)</b></span><br>"#),
    (
      "Cổng thông tin huyện Vạn Lộc",
      #"<h3>TIN TỨC SỰ KIỆN</h3><div class="title-detail">\#(Ferry.title)</div>"#
    ),
    // The site's name is the heading.
    (Ferry.title, #"<h1><a href="/">Sông Bến</a></h1><h2>\#(Ferry.title)</h2>"#),
  ])
  func theHeadlineIsFoundWhereItIsNoHeading(title: String, headline: String) throws {
    let page = try read(
      page(
        "<div>\(headline)<i>Cập nhật: 06/10/2025 7:30:00 SA</i><br><b>\(Ferry.lead)</b><br>\(Ferry.body.joined(separator: "<br>"))</div>",
        title: title))
    #expect(page.title == Ferry.title)
    #expect(page.text == Ferry.text)
    #expect(page.published == Self.date)
  }

  // MARK: No article

  private static let others = [
    "Chợ nổi Bình Thới họp lại mỗi sáng chủ nhật", "Cầu treo Lũng Nà được thay cáp mới trước Tết",
    "Học sinh đảo Cù được tặng ba trăm áo phao", "Đập Khe Sim xả nước cho vụ hè thu sớm mười ngày",
    "Làng chiếu Đồng Vạt tìm người nối nghề ở tuổi hai mươi",
  ]

  @Test(
    arguments: [
      { "<h3><a href=/1>\($0)</a></h3><p>\($1)</p>" },
      {
        "<article><h2><a href=/1>\($0)</a></h2><time datetime=2025-10-06>06/10/2025</time><p>\($1)</p></article>"
      },
      { "<li><a href=/1>\($0)</a><span> 06/10/2025 07:30</span><div>\($1)</div></li>" },
    ] as [@Sendable (String, String) -> String])
  func shortListsOfHeadlinesAreRefusedByName(item: @Sendable (String, String) -> String) {
    let items = Self.others.enumerated().map { item($1, Ferry.body[$0 % 3]) }.joined()
    #expect(throws: WebPage.Refusal.headlines) { try read(page("<h1>Thời Sự</h1><div>\(items)</div>")) }
  }

  /// A question about cookies was read as the article's beginning, an offer to subscribe as its text.
  @Test func whatIsLaidOverAnArticleIsLeftOut() throws {
    let wall = """
      <div class="cmp-overlay"><p>Chúng tôi và các đối tác lưu trữ thông tin trên thiết bị của bạn, và xử lý dữ liệu cho quảng cáo,
      đo lường nội dung và phát triển sản phẩm, theo những gì bạn chọn dưới đây.</p></div>
      """
    let article =
      "<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p class=sapo>\(Ferry.lead)</p><div>\(Self.paragraphs)</div>"
    #expect(try read(page(wall + article)).text == Ferry.text)
    let offer =
      "<div class=paywall><p>Nội dung này dành cho bạn đọc đã đăng ký gói thành viên. Mời bạn đăng nhập để đọc tiếp bài này.</p></div>"
    #expect(throws: WebPage.Refusal.noText) {
      try read(
        page("<h1>\(Ferry.title)</h1><div>06/10/2025 07:30</div><p class=sapo>\(Ferry.lead)</p>\(offer)"))
    }
  }
}
