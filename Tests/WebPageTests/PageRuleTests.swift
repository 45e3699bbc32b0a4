import Testing

@testable import WebPage

@Suite struct PageRuleTests {
  private func library(_ rule: String, papers: String = "") -> PageLibrary {
    PageLibrary(files: [("pages/bao.yaml", rule), ("pages/papers.txt", papers)])
  }

  @Test func theShippedFilesAreSound() {
    #expect(ShippedPages.library.faults.isEmpty, "\(ShippedPages.library.faults)")
    #expect(ShippedPages.library.rules.count >= 9)
  }

  @Test func aRuleSaysWhereThePartsStand() throws {
    let rule = """
      name: Sông Bến
      hosts: [songben.example]
      title: .ten
      body: .than
      author: .nguoi
      remove: [.quang-cao]
      captions: .chu-anh
      """
    let html = """
      <html><head><link rel=canonical href="https://www.songben.example/1.html"><title>Khác hẳn</title></head><body><h1>Sai</h1>
      <div class=ten>\(Ferry.title)</div><div class=nguoi>Hà Vy</div><div class=than><p>\(Ferry.lead)</p><p class=quang-cao>Mua ngay</p>
      <p class=chu-anh>Bến đò</p><p>\(Ferry.body[0])</p><p>\(Ferry.body[1])</p><p>\(Ferry.body[2])</p><p>Lời bàn ngắn</p></div></body></html>
      """
    let page = try read(html, library: library(rule))
    #expect(page.title == Ferry.title)
    #expect(page.text == Ferry.text + "\nLời bàn ngắn")
    #expect(page.captions == ["Bến đò"])
    #expect(page.author == "Hà Vy")
    #expect(page.source == "Sông Bến")
    #expect(page.rule == "pages/bao.yaml")
  }

  @Test func aRuleThatFindsNothingDoesNoHarm() throws {
    let rule =
      "name: Sông Bến\nhosts: [songben.example]\ntitle: .khong-co\nlead: .khong-co\nbody: .khong-co\ndate: .khong-co"
    var shipped = ShippedPages.library
    let page = Ferry.page(head: "<link rel=canonical href=https://songben.example/1.html>")
    let plain = try read(page, library: shipped)
    shipped = shipped.adding(rule)
    let ruled = try read(page, library: shipped)
    #expect(ruled.text == plain.text)
    #expect(ruled.title == plain.title)
    #expect(ruled.published == plain.published)
  }

  @Test func faultsNameFileAndLine() {
    let faults = library(
      "name: A\nhosts: [bao.example]\ntitel: h1\nbody: 'p >'",
      papers: "bao.example | Báo\nkhong dung\nwww.a.vn | A"
    ).faults.map(\.description)
    #expect(faults.contains { $0.hasPrefix("pages/bao.yaml:3: unknown key `titel`") })
    #expect(faults.contains { $0.hasPrefix("pages/bao.yaml:4: `body` is no selector") })
    #expect(
      faults.contains { $0.hasPrefix("pages/papers.txt:1: `bao.example` stands already at pages/bao.yaml:2") }
    )
    #expect(faults.contains { $0.hasPrefix("pages/papers.txt:2:") })
    #expect(faults.contains { $0.hasPrefix("pages/papers.txt:3: `www.a.vn` is no host") })
  }

  @Test func hostsBelowAPapersAreIts() {
    let papers = library("name: A\nhosts: [a.vn]", papers: "b.a.vn | B")
    #expect(papers.paper(atHost: "m.a.vn") == "A")
    #expect(papers.paper(atHost: "b.a.vn") == "B")
    #expect(papers.paper(atHost: "ca.vn") == nil)
  }
}

extension PageLibrary {
  /// The same with one rule more.
  fileprivate func adding(_ rule: String) -> PageLibrary {
    var copy = self
    copy.add(rules: PageLibrary(files: [("pages/them.yaml", rule)]).rules)
    return copy
  }
}

@Suite struct PageDateTests {
  @Test(arguments: [
    ("2025-10-06T07:30:00+07:00", "2025-10-06T07:30:00+07:00"),
    ("2025-10-06T00:30:00Z", "2025-10-06T00:30:00Z"),
    ("2025-10-06T07:30:05.123+0700", "2025-10-06T07:30:05+07:00"),
    ("2025-10-06 07:30", "2025-10-06T07:30:00+07:00"),
    ("2025-10-06", "2025-10-06"), ("Mon, 06 Oct 2025 07:30:00 +0700", "2025-10-06T07:30:00+07:00"),
    ("06 Oct 2025 00:30:00 GMT", "2025-10-06T00:30:00Z"),
  ])
  func datesOfMachinesAreRead(text: String, expected: String) {
    #expect(PageDate.machine(text)?.text == expected)
  }

  @Test(arguments: [
    ("Thứ hai, 6/10/2025, 07:30 (GMT+7)", "2025-10-06T07:30:00+07:00"),
    ("06-10-2025 - 00:01 AM", "2025-10-06T00:01:00+07:00"),
    ("06.10.2025 12:05 AM", "2025-10-06T00:05:00+07:00"),
    ("06/10/2025 - 03:15 PM", "2025-10-06T15:15:00+07:00"),
    ("07:30 | 06/10/2025", "2025-10-06T07:30:00+07:00"),
    ("7h30 ngày 6 tháng 10 năm 2025", "2025-10-06T07:30:00+07:00"),
    ("Hà Vy - 06/10/2025 19:45", "2025-10-06T19:45:00+07:00"), ("Ngày 6/10/2025", "2025-10-06"),
    ("2025-10-06 07:30:11", "2025-10-06T07:30:11+07:00"), ("06/10/2025 9 giờ", "2025-10-06T09:00:00+07:00"),
  ])
  func datesOfPeopleAreRead(text: String, expected: String) {
    #expect(PageDate.visible(text, ShippedPages.library.words)?.text == expected)
  }

  @Test(arguments: ["", "hôm qua", "31/13/2025", "1234567", "tháng 10"])
  func whatIsNoDateIsNone(text: String) {
    #expect(PageDate.visible(text, ShippedPages.library.words) == nil)
    #expect(PageDate.machine(text) == nil)
  }
}

@Suite struct BylineTests {
  private let byline = Byline(ShippedPages.library.words)

  @Test(arguments: [
    ("Hà Vy", ["Hà Vy"]), ("HÀ VY - TÔ BẾN", ["HÀ VY", "TÔ BẾN"]), ("Bài, ảnh: Hà Vy", ["Hà Vy"]),
    ("Hà Vy và Tô Bến", ["Hà Vy", "Tô Bến"]),
    ("Hà Vy (theo Reuters)", ["Hà Vy"]), ("H.V.", ["H.V."]),
  ])
  func namesAreFound(line: String, names: [String]) {
    #expect(byline.names(in: line) == names)
  }

  @Test(arguments: [
    "Bến đò mở lại", "Ban biên tập", "Hà Vy nói", "Ông Bách: không", "Admin", "12/3/2025", "",
  ])
  func otherLinesNameNobody(line: String) {
    #expect(byline.names(in: line) == nil)
  }
}
