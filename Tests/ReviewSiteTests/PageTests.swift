import ArticleReader
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import QuoteEngine
import QuoteStore
import Testing

@testable import ReviewSite

@Suite("Pages")
struct PageTests {
  @Test("both languages have the same words, and each its manner of numbers and dates")
  func languages() {
    let (vi, en) = (DeskFixture.files.phrases(.vietnamese), DeskFixture.files.phrases(.english))
    // Vietnamese has no singular; the engine writes its evidence in English.
    #expect(en.keys.filter { !$0.hasSuffix(".one") }.subtracting(vi.keys).isEmpty)
    #expect(vi.keys.filter { !$0.hasPrefix("evidence.") }.subtracting(en.keys).isEmpty)
    #expect(vi.number(1_234_567) == "1.234.567" && en.number(1_234_567) == "1,234,567")
    #expect(vi.decimal(0.5, digits: 2) == "0,50" && en.decimal(-0.5, digits: 2) == "−0.50")
    #expect(vi.date("2021-03-04") == "4/3/2021" && en.date("2021-03-04") == "4 March 2021")
    #expect(en.count("count.quotes", 1) == "1 quote" && en.count("count.quotes", 2) == "2 quotes")
  }

  @Test("the language is the one chosen, else the browser's, else Vietnamese")
  func languageChoice() async throws {
    #expect(Language.preferred("de, en;q=0.5, vi;q=0.7") == .vietnamese)
    #expect(Language.preferred("en-GB,vi;q=0.9") == .english)
    #expect(Language.preferred("de") == .vietnamese && Language.preferred(nil) == .vietnamese)
    let desk = try DeskFixture()
    try await desk.test { client in
      #expect(try await client.page("/queue").text.contains("lang=\"vi\""))
      let chosen = try await client.page("/queue?lang=en")
      #expect(chosen.text.contains("lang=\"en\"") && chosen.headers[.setCookie]?.hasPrefix("lang=en") == true)
      let kept = try await client.page("/queue", headers: [.cookie: "lang=en", .acceptLanguage: "vi"])
      #expect(kept.text.contains("Queue"))
    }
  }

  @Test("no page leaves a word untranslated or a template's sign behind", arguments: ["vi", "en"])
  func everyWord(language: String) async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let row = try #require(try await client.json("/records?limit=1")["records", "0", "row"] as? Int)
      for uri in [
        "/queue", "/speakers", "/speaker?id=1", "/article?key=ben-do", "/check", "/search?q=ben", "/overview",
        "/variants?row=\(row)", "/sharing", "/nope",
      ] {
        let text = try await client.page(uri, headers: [.cookie: "lang=\(language)"]).text
        #expect(!text.contains("[[") && !text.contains("{{"), "\(uri)")
        #expect(!text.contains("error.") && !text.contains("Optional("), "\(uri)")
      }
    }
  }

  @Test("what an article says stays text on every page")
  func hostileText() async throws {
    let desk = try DeskFixture()
    // A quotation mark with an accent on it, which would end an attribute.
    let accented = "\"\u{301} onmouseover"
    try await desk.test { client in
      let answer = try await client.json("/articles/nghich")
      let row = try #require(answer["records", "0", "row"] as? Int)
      let speaker = try #require(answer["records", "0", "speaker", "id"] as? Int)
      for uri in [
        "/article?key=nghich", "/queue?article=nghich&status=all", "/speaker?id=\(speaker)",
        "/variants?row=\(row)",
        "/search?q=hacked", "/search?q=%3Cscript%3E%22", "/part/card?row=\(row)&context=1&article=1",
        "/overview",
        "/queue?speaker=%22%3E%3Cscript%3E", "/queue?form=%22%3E%3Cscript%3E", "/nope%3Cscript%3E",
      ] {
        let text = try await client.page(uri).text
        #expect(!text.contains("<script>"), "\(uri)")
        #expect(!text.contains("<img src=x"), "\(uri)")
        #expect(!text.contains(accented), "\(uri)")
        #expect(!text.contains("javascript:window.hacked=1\""), "\(uri)")
      }
      // What looks like a template's sign in an article stays as it stands.
      let page = try await client.page("/article?key=nghich").text
      #expect(page.contains("{{token}} {{{token}}} [[queue.title]]"))
    }
  }

  @Test("a quotation mark with a combining accent is escaped, which the template library's own way misses")
  func combiningAccent() {
    let (text, escaped) = ("\"\u{301} x='\u{301}<\u{338}", "&quot;\u{301} x=&#39;\u{301}&lt;\u{338}")
    #expect(HTML.escape(text) == escaped)
  }

  @Test("the marked text is the article's text, character for character")
  func markedText() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      for key in ["ben-do", "nghich"] {
        let page = try await client.page("/article?key=\(key)").text
        let start = try #require(page.range(of: "id=\"text\" data-key=\"\(key)\">"))
        let end = try #require(page.range(of: "</div>\n</section>", range: start.upperBound..<page.endIndex))
        var text = String(page[start.upperBound..<end.lowerBound])
        text = text.replacing(/<[^>]*>/, with: "")
        for (entity, character) in [
          ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] {
          text = text.replacingOccurrences(of: entity, with: character, options: .literal)
        }
        #expect(text == (try await client.json("/articles/\(key)")["text"] as? String), "\(key)")
      }
    }
  }

  @Test("overlapping marks, marks over line ends and marks beyond the text keep the text whole")
  func oddMarks() {
    var marked = MarkedText("aé🚣\n\nb<c", start: 10)
    marked.add(.record(1, .quote, number: 1), Span(start: 0, end: 12))
    marked.add(.record(2, .claim, number: 2), Span(start: 11, end: 16))
    marked.add(.cue(1), Span(start: 15, end: 99))
    let html = marked.paragraphs(title: nil).text
    let plain = html.replacing(/<[^>]*>/, with: "")
    #expect(plain == "aé🚣\n\nb&lt;c")
    #expect(html.contains("class=\"q c\"") && html.contains("data-cue=\"1\""))
  }

  @Test(
    "what stands around a record is cut at words, and never into the record",
    arguments: [
      ("ông đò ngang qua bến cũ", 10, 14..<16, 14, "đò ngang qua bến"),
      ("đò ngang", 0, 0..<2, 0, "đò"), ("ước đò ngang", 5, 9..<11, 9, "đò"),
      ("🚣 đò. ", 7, 9..<12, 9, "đò."), ("ngang", 3, 3..<8, 3, "ngang"),
    ] as [(String, Int, Range<Int>, Int, String)])
  func contextOfWholeWords(text: String, start: Int, span: Range<Int>, from: Int, kept: String) {
    let context = RecordContext(start: start, text: text)
      .trimmedToWords(around: Span(start: span.lowerBound, end: span.upperBound))
    #expect(context == RecordContext(start: from, text: kept))
  }

  @Test("the queue has the least certain first, pages on, and is narrowed by each filter")
  func queue() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      var seen: [Int] = []
      var confidences: [Double] = []
      var after = ""
      repeat {
        let answer = try await client.json("/records?limit=10\(after.isEmpty ? "" : "&after=\(after)")")
        for record in answer["records"] as? [[String: Any]] ?? [] {
          seen.append(record["row"] as! Int)
          confidences.append((record["confidence"] as! NSNumber).doubleValue)
        }
        after = answer["next"] as? String ?? ""
      } while !after.isEmpty
      #expect(Set(seen).count == seen.count && seen.count > 40)
      #expect(confidences == confidences.sorted())
      func count(_ filter: String) async throws -> Int {
        (try await client.json("/records?limit=200&order=place&\(filter)")["records"] as? [Any])?.count ?? -1
      }
      // What parts the records, however sure the weights are of them.
      let bound = try #require(confidences.first { $0 > confidences[0] })
      let all = try await count("status=all")
      #expect(all == seen.count)
      for filter in [
        "speaker=quach+dieu+an", "source=Tin+B%E1%BA%BFn", "since=2022-01-01", "until=2021-12-31",
        "layer=quote", "kind=organisation",
        "min-confidence=\(bound)", "below=\(bound)", "check-worthy=money", "match=nhip+cau", "article=ben-do",
        "form=quote-then-speaker",
      ] {
        let some = try await count(filter)
        #expect(some > 0 && some < all, "\(filter) lets \(some) of \(all) through")
      }
      #expect(try await client.page("/queue?speaker=kh%C3%B4ng+ai").status == 200)
    }
  }

  @Test("a static file is kept by browsers under its hash, and asked for again by its tag")
  func assets() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let first = try await client.page("/static/desk.css")
      #expect(first.headers[.cacheControl]?.contains("immutable") == true)
      let tag = try #require(first.headers[.eTag])
      #expect(try await client.page("/static/desk.css", headers: [.ifNoneMatch: tag]).status == 304)
      #expect(first.headers[.contentEncoding] == nil)
      for (asked, given) in [
        ("gzip, deflate", "gzip"), ("gzip;q=0.5", "gzip"), ("gzip;q=0", nil), ("br", nil),
      ] {
        let packed = try await client.execute(
          uri: "/static/desk.css", method: .get, headers: [.acceptEncoding: asked]
        ) { ($0.headers[.contentEncoding], [UInt8]($0.body.readableBytesView)) }
        #expect(packed.0 == given, "\(asked)")
        let bytes = given == nil ? packed.1 : PackedBytes.unpack(packed.1)
        #expect(bytes == Array(first.text.utf8))
      }
      #expect(
        try await client.page("/queue").text.contains("/static/desk.css?v=\(tag.dropFirst().dropLast())"))
    }
  }

  @Test("a check names the verdict, marks the words and warns; a draft lists its quotes worst first")
  func check() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      func send(_ fields: String) async throws -> String {
        try await client.execute(
          uri: "/check", method: .post,
          headers: [.contentType: "application/x-www-form-urlencoded", .cookie: "lang=en"],
          body: ByteBuffer(string: "desk-token=\(desk.site.desk.secrets.writeToken)&\(fields)")
        ) { String(buffer: $0.body) }
      }
      let same = try await send("quote=" + "Năm nay nước lên nhanh lắm".urlEncoded)
      #expect(same.contains("v-verbatim"))
      let wrong = try await send(
        "quote=" + "Năm nay nước lên nhanh lắm".urlEncoded + "&speaker=" + "Quách Diệu Ân".urlEncoded)
      #expect(wrong.contains("v-misattributed") && wrong.contains("Mạc Văn Lũng"))
      let empty = try await send("quote=" + "“…”".urlEncoded)
      #expect(empty.contains("There is no word to check"))
      let draft = try await send(
        "draft="
          + "Ông Mạc Văn Lũng nói: “Năm nay nước xuống nhanh lắm, tôi mừng”. Ông nói: “Tôi chờ ngày ấy đã mười năm”."
          .urlEncoded)
      let verbatim = try #require(draft.range(of: "v-verbatim"))
      let other = try #require(draft.range(of: "verdict v-"))
      #expect(other.lowerBound < verbatim.lowerBound)
    }
  }

  @Test("a page that was kept is made anew as soon as anybody has changed the database")
  func keptPages() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let row = try #require(try await client.json("/articles/ben-do")["records", "0", "row"] as? Int)
      let before = try await client.page("/article?key=ben-do").text
      let again = try await client.page("/article?key=ben-do").text
      #expect(before == again)
      let other = try await client.page("/article?key=ben-do", headers: [.cookie: "lang=en; reviewer=Mai"])
        .text
      #expect(other.contains("data-reviewer=\"Mai\"") && other.contains("lang=\"en\""))
      _ = try await client.post(
        "/records/\(row)/decisions", desk.writeHeaders, #"{"action":"accept","version":1}"#)
      let after = try await client.page("/article?key=ben-do").text
      #expect(!before.contains("st-accepted") && after.contains("st-accepted"))
    }
  }

  @Test("names in memory are found by the beginnings of their words")
  func names() async throws {
    let desk = try DeskFixture()
    let names = try await desk.site.desk.cache.current()
    #expect(names.speakers.rows(matching: "DIEU a", limit: 5).count == 1)
    #expect(names.speakers.rows(matching: "ieu", limit: 5).isEmpty)
    #expect(names.titles.rows(matching: "ban tin so", limit: 100).count == 24)
    #expect(names.speakers.rows(matching: "  ", limit: 5).isEmpty)
  }

  @Test(
    "confidence is understood as it is shown, in per cent",
    arguments: [
      ("62", 0.62), ("62 %", 0.62), ("62%", 0.62), ("0,62", 0.62), ("0.62", 0.62), ("62,5", 0.625),
      ("100", 1), ("1", 1),
      ("1%", 0.01), ("0", 0),
    ] as [(String, Double)])
  func percent(typed: String, share: Double) throws {
    let filter = RecordFilter(page: Form("min-confidence=\(typed.urlEncoded)"[...]))
    #expect(filter.minimum == share && filter.faults.isEmpty)
  }

  @Test("a filter that cannot be used is named, and the others hold")
  func badFilter() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let page = try await client.page(
        "/queue?below=nhiều".urlQueryEscaped + "&layer=quote&source=Tin+B%E1%BA%BFn&since=2022-13-99",
        headers: [.cookie: "lang=en"])
      #expect(page.status == 200 && page.text.contains("cannot be used for “Confidence below”"))
      #expect(page.text.contains("Tin Bến") && page.text.contains("<option value=\"quote\" selected>"))
      #expect(page.text.contains("class=\"card") && !page.text.contains("l-claim"))
      #expect(page.text.contains("“2022-13-99” cannot be used"))
    }
  }

  @Test("forms are offered by their words")
  func formsInWords() async throws {
    let desk = try DeskFixture()
    let figures = try await desk.site.desk.cache.current().figures
    #expect(figures.forms.contains { $0.words?.isEmpty == false })
    let page = try await desk.test { try await $0.page("/queue") }
    for form in figures.forms.prefix(3) {
      #expect(page.text.contains("\">\(HTML.escape(form.words ?? form.name))</option>"))
    }
  }

  @Test("a list of speakers goes on past its first page, and says where it is")
  func longLists() async throws {
    let desk = try DeskFixture()
    let store = try QuoteStoreHandle(desk.database)
    try store.ingestSpeakers(450)
    try await desk.test { client in
      var seen = Set<String>()
      var uri: String? = "/speakers"
      var pages = 0
      while let next = uri {
        let text = try await client.page(next, headers: [.cookie: "lang=en"]).text
        for match in text.matches(of: /\/speaker\?id=(\d+)/) { seen.insert(String(match.1)) }
        uri = text.firstMatch(of: /href="(\/speakers\?[^"]*)" rel="next"/).map {
          String($0.1).replacingOccurrences(of: "&amp;", with: "&")
        }
        pages += 1
      }
      #expect(pages == 3 && seen.count > 450)
      let second = try await client.page("/speakers?offset=200", headers: [.cookie: "lang=en"]).text
      #expect(second.contains("201 to 400"))
    }
  }

  @Test("names typed with diacritics are found with them, without any they are found with all")
  func diacriticsInNames() async throws {
    let desk = try DeskFixture()
    let names = try await desk.site.desk.cache.current()
    #expect(names.speakers.rows(matching: "quách điều", limit: 5).isEmpty)
    #expect(names.speakers.rows(matching: "Quách Diệu", limit: 5).count == 1)
    #expect(names.speakers.rows(matching: "quach dieu", limit: 5).count == 1)
    #expect(names.speakers.rows(matching: "quach diệu", limit: 5).count == 1)
  }

  @Test(
    "of a share of records two readers see nothing of each other, and a third sees both readings side by side"
  )
  func blind() async throws {
    let desk = try DeskFixture { $0.double = DoubleShare(1) }
    try await desk.test { client in
      let row = try #require(try await client.json("/records?limit=1")["records", "0", "row"] as? Int)
      func decide(_ body: String, _ reviewer: String) async throws -> Answer {
        var headers = desk.writeHeaders
        headers[.reviewer] = reviewer
        return try await client.post("/records/\(row)/decisions", headers, body)
      }
      func isInQueue(_ reviewer: String) async throws -> Bool {
        try await client.page("/queue", headers: [.cookie: "reviewer=\(reviewer)"]).text.contains(
          "id=\"r\(row)\"")
      }
      let first = try await decide(#"{"action":"accept","version":1}"#, "An")
      #expect(first["blind"] as? Bool == true && first["record", "status"] as? String == "unreviewed")
      #expect(try await !isInQueue("An"))
      #expect(try await isInQueue("Mai"))
      let second = try await decide(#"{"action":"reject","version":1}"#, "Mai")
      #expect(second["blind"] as? Bool == true && second["record", "status"] as? String == "unreviewed")
      for reviewer in ["An", "Mai"] {
        let page = try await client.page("/disputes", headers: [.cookie: "reviewer=\(reviewer)"]).text
        #expect(!page.contains("data-dispute="))
      }
      #expect(try await !isInQueue("Linh"))
      let page = try await client.page("/disputes", headers: [.cookie: "reviewer=Linh"]).text
      #expect(page.contains("data-dispute=\"\(row)\"") && page.contains("An: ") && page.contains("Mai: "))
      var headers = desk.writeHeaders
      headers[.reviewer] = "Mai"
      #expect(try await client.post("/disputes/\(row)", headers, #"{"reviewer":"Mai"}"#).status == 403)
      headers[.reviewer] = "Linh"
      let settled = try await client.post("/disputes/\(row)", headers, #"{"reviewer":"Mai"}"#)
      #expect(settled["record", "status"] as? String == "rejected")
    }
  }

  @Test("articles are listed, the last one taken first, found by their titles, with how much is reviewed")
  func articles() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let all = try await client.page("/articles", headers: [.cookie: "lang=en"]).text
      let first = try #require(all.range(of: "/article?key=nghich"))
      let later = try #require(all.range(of: "/article?key=tin-1\""))
      #expect(first.lowerBound < later.lowerBound && all.contains("id=\"read-files\""))
      let found = try await client.page("/articles?q=nguoi+lai+do", headers: [.cookie: "lang=en"]).text
      #expect(found.contains("ben-do-2") && !found.contains("tin-1") && found.contains("0 of "))
      let none = try await client.page("/articles?q=khong+co+dau", headers: [.cookie: "lang=en"]).text
      #expect(none.contains("No article has such a title") && none.contains("/search?q="))
    }
    let readOnly = try DeskFixture { $0.isReadOnly = true }
    try await readOnly.test { client in
      #expect(try await !client.page("/articles").text.contains("id=\"read-files\""))
      let refused = try await client.post("/readings", readOnly.writeHeaders, #"{"text":"Đò về."}"#)
      #expect(refused.status == 403)
    }
  }

  @Test("what is handed in is read one after the other, and says what was taken and what not")
  func readings() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let sent = try await client.post(
        "/readings", desk.writeHeaders,
        #"{"title":"Bến Sậy có đò máy","text":"Bà Lò Thị Sậy nói: “Đò máy chạy từ sáng mai”."}"#)
      #expect(sent.status == 202)
      let name = try #require(sent["name"] as? String)
      let bad = try await client.post(
        "/readings", desk.writeHeaders, #"{"addresses":["https://bao.example/x"]}"#)
      let other = try #require(bad["name"] as? String)
      func state(_ name: String) async throws -> String? {
        try await client.json("/readings/\(name)")["state"] as? String
      }
      // They take as long as they take.
      while ["waiting", "reading"].contains(try await state(name)) { await Task.yield() }
      while ["waiting", "reading"].contains(try await state(other)) { await Task.yield() }
      #expect(try await state(name) == "done")
      #expect(try await state(other) == "failed")
      let keys = try await client.json("/readings/\(name)")["keys"] as? [String]
      let key = try #require(keys?.first)
      #expect(try await client.page("/article?key=\(key.urlEncoded)").text.contains("Lò Thị Sậy"))
    }
  }

  @Test("the original is given as a file that no browser runs, and one that was not kept is named")
  func keptSource() async throws {
    let desk = try DeskFixture()
    let page = "<p>Bà Lò Thị Sậy nói: “Đò máy chạy từ sáng mai”.</p><script>window.hacked=1</script>"
    let store = try QuoteStore(path: desk.database, mode: .update)
    var article = Article(id: "giu", title: nil, text: "Bà Lò Thị Sậy nói: “Đò máy chạy từ sáng mai”.")
    article.origin = Origin(
      place: "/bao/giu.html", reader: "page/1", encoding: "UTF-8", bytes: Array(page.utf8))
    let annotations = QuoteEngine(library: DeskFixture.library).annotate(article.text)
    _ = try IngestSession(store: store, stamp: IngestStamp(patternVersion: "1", programVersion: "0")).write([
      PreparedArticle(article, annotations)
    ])
    try store.close()
    try await desk.test { client in
      let shown = try await client.page("/article?key=giu").text
      #expect(shown.contains("href=\"/source?key=giu\"") && shown.contains("/bao/giu.html"))
      let source = try await client.page("/source?key=giu")
      #expect(source.status == 200 && source.text == page)
      #expect(source.headers[.contentType] == "application/octet-stream")
      #expect(source.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
      #expect(try await client.page("/source?key=ben-do").status == 404)
      #expect(try await !client.page("/article?key=ben-do").text.contains("href=\"/source"))
    }
  }

  @Test("a doubtful pair is decided about, and the decision taken back", arguments: [true, false])
  func doubtfulPairs(same: Bool) async throws {
    let desk = try DeskFixture(withDoubts: true)
    try await desk.test { client in
      let name = "Trịnh Công Kho"
      func speakers() async throws -> Int {
        try await desk.site.desk.pool.read { store in
          let ids = try store.records().filter { $0.article.key.hasPrefix("kho") }.compactMap {
            $0.speaker?.rowID
          }
          return Set(ids).count
        }
      }
      /// Who is found by the two names.
      func found() async throws -> [String] {
        try await desk.site.desk.pool.read { store in
          try store.speakers(named: name + "áy").map(\.name) + store.speakers(named: name + "ái").map(\.name)
        }
      }
      let page = try await client.page("/doubtful", headers: [.cookie: "lang=en"]).text
      #expect(page.contains(name + "áy") && page.contains(name + "ái") && page.contains("data-same=\"true\""))
      #expect(page.contains("Names that differ in a letter") && page.contains("words of their roles"))
      #expect(try await speakers() == 2)
      let ends = try JSONSerialization.data(
        withJSONObject: try #require(try await client.json("/pairs")["pairs", "0", "ends"]))
      func send(_ same: String) async throws -> Answer {
        try await client.post(
          "/pairs", desk.writeHeaders, #"{"ends":\#(String(decoding: ends, as: UTF8.self)),"same":\#(same)}"#)
      }
      #expect(try await send("\(same)").status == 200)
      #expect(try await speakers() == (same ? 1 : 2))
      let after = try await client.page("/doubtful", headers: [.cookie: "lang=en"]).text
      #expect(!after.contains("data-pair=") && after.contains("data-take-back"))
      #expect(try await send("null").status == 200)
      #expect(try await speakers() == 2)
      #expect(try await found() == [name + "áy", name + "ái"])
      #expect(try await client.page("/doubtful").text.contains("data-pair="))
      #expect(try await send("null").status == 409)
    }
  }

  @Test("the sources report counts what the list behind each bar has")
  func sources() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let page = try await client.page("/sources", headers: [.cookie: "lang=en"]).text
      #expect(page.contains("Mạc Văn Lũng") && page.contains("class=\"chart rows\""))
      let bar = /<a href="\/queue\?([^"]*)" aria-label="[^"]*: (\d+) quotes?, (\d+) claims?"/
      let bars = page.matches(of: bar)
      #expect(bars.count > 5)
      for bar in bars {
        let query = String(bar.1).replacingOccurrences(of: "&amp;", with: "&")
        let list = try await client.json("/records?limit=200&order=place&\(query)")["records"] as? [Any]
        #expect(list?.count == (Int(bar.2) ?? 0) + (Int(bar.3) ?? 0), "\(query)")
      }
    }
  }

  @Test("what takes long to make is kept for its time and made anew then")
  func timedCache() {
    let cache = TimedCache<String, Int>(most: 2, seconds: 20, times: 0)
    let start = Date(timeIntervalSince1970: 1_000_000)
    #expect(cache.value("a", at: start) { 1 } == 1)
    #expect(cache.value("a", at: start + 19) { 2 } == 1)
    #expect(cache.value("a", at: start + 21) { 3 } == 3)
    for name in ["b", "c", "d"] { #expect(cache.value(name, at: start + 22) { 4 } == 4) }
    cache.forget("d")
    #expect(cache.value("d", at: start + 23) { 5 } == 5)
  }

  @Test("the queue that teaches has what is left, also where it was ranked before")
  func instructive() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      func rows() async throws -> [Int] {
        try await client.page("/queue?order=instructive").text.matches(of: /id="r(\d+)"/)
          .compactMap { Int($0.1) }
      }
      let before = try await rows()
      #expect(before.count == QueuePage.length)
      _ = try await client.post(
        "/records/\(before[0])/decisions", desk.writeHeaders, #"{"action":"accept","version":1}"#)
      let after = try await rows()
      #expect(after.count == QueuePage.length && !after.contains(before[0]) && after.contains(before[1]))
      let except = before.map { String($0) }.joined(separator: ",")
      let next = try await client.page("/queue?order=instructive&part=1&except=\(except)").text
      #expect(next.contains("class=\"card") && !before.contains { next.contains("id=\"r\($0)\"") })
    }
  }

  @Test("the bar of a month leads to its list, also where the month has no 31st day")
  func barsOfMonths() async throws {
    #expect(Links.lastDay(of: "2024-02") == "2024-02-29" && Links.lastDay(of: "2023-02") == "2023-02-28")
    #expect(Links.lastDay(of: "1900-02") == "1900-02-28" && Links.lastDay(of: "2022-11") == "2022-11-30")
    #expect(Links.lastDay(of: "2022-12") == "2022-12-31" && Links.lastDay(of: "2022") == "2022-12-31")
    let desk = try DeskFixture()
    try await desk.test { client in
      let id = try #require(
        (try await client.json("/speakers?q=mac+van+lung"))["speakers", "0", "id"] as? Int)
      let page = try await client.page("/speaker?id=\(id)").text
      let links = page.matches(of: /<a href="(\/queue\?speaker-id[^"]*)"/).map {
        String($0.1).replacingOccurrences(of: "&amp;", with: "&")
      }
      #expect(links.count > 10)
      for link in links {
        let list = try await client.page(link, headers: [.cookie: "lang=en"]).text
        #expect(!list.contains("cannot be used") && list.contains("class=\"card "), "\(link)")
      }
    }
  }

  @Test("what learning would gain is measured after a hundred decisions, and after a hundred more again")
  func learning() {
    let measured = Locked(0)
    let watch = LearningWatch(
      {
        measured.with { $0 += 1 }
        return LearningGain(articles: 30, before: (0.8, 0.5), after: (0.83, 0.52))
      }, logged: { _ in })
    func settled(_ reviewed: Int) -> LearningWatch.State {
      var state = watch.look(reviewed: reviewed)
      // It is told at the next look, which may come before it is measured.
      while state.isMeasuring || state.gain == nil && reviewed >= 100 {
        state = watch.look(reviewed: reviewed)
      }
      return state
    }
    #expect(settled(99).gain == nil && measured.with { $0 } == 0)
    #expect(settled(100).gain?.after.quotes == 0.83)
    #expect(settled(199).measuredAt == 100 && measured.with { $0 } == 1)
    _ = settled(200)
    #expect(settled(201).measuredAt == 200)
    let words = DeskFixture.files.phrases(.english)
    let shown = OverviewPage.learning(settled(201), 230, words)
    #expect((shown["verdict"] as? String)?.contains("better") == true)
    #expect(shown["next"] as? String == "Measured again after 70 more decisions.")
  }

  @Test("the queue leaves out what somebody else looks at, until he goes away")
  func leases() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      let first = try #require(try await client.json("/records?limit=1")["records", "0", "row"] as? Int)
      var headers = desk.writeHeaders
      headers[.reviewer] = "Mai"
      _ = try await client.post("/leases", headers, #"{"rows":[\#(first)]}"#)
      func isThere(_ reviewer: String) async throws -> Bool {
        try await client.page("/queue", headers: [.cookie: "reviewer=\(reviewer)"]).text.contains(
          "id=\"r\(first)\"")
      }
      #expect(try await isThere("Mai"))
      #expect(try await !isThere("An"))
      headers[.reviewer] = "An"
      let taken = try await client.post("/leases", headers, #"{"rows":[\#(first)]}"#)
      #expect(taken["taken", "0", "by"] as? String == "Mai")
      headers[.reviewer] = "Mai"
      _ = try await client.post("/leases", headers, #"{"rows":[]}"#)
      #expect(try await isThere("An"))
    }
    let leases = Leases()
    let now = Date(timeIntervalSince1970: 1_000_000)
    #expect(leases.take([1, 2], for: "Mai", at: now).isEmpty)
    #expect(leases.take([2], for: "An", at: now + 10) == [2: "Mai"])
    #expect(leases.take([2], for: "An", at: now + Double(Leases.seconds) + 1).isEmpty)
  }

  @Test("the queue is shared out and given by name: each has his part, and nobody another one's")
  func sharing() async throws {
    let desk = try DeskFixture()
    try await desk.test { client in
      func rows(_ reviewer: String, _ query: String = "") async throws -> Set<String> {
        var all: Set<String> = []
        var next: String? = "/queue?\(query)"
        while let uri = next {
          let page = try await client.page(uri, headers: [.cookie: "lang=en; reviewer=\(reviewer)"]).text
          all.formUnion(page.matches(of: /id="r(\d+)"/).map { String($0.1) })
          next = page.firstMatch(of: /id="next" href="([^"]*)"/).map {
            String($0.1).replacingOccurrences(of: "&amp;", with: "&")
          }
        }
        return all
      }
      func send(_ fields: String) async throws -> (status: Int, text: String) {
        let token = desk.site.desk.secrets.writeToken
        return try await client.execute(
          uri: "/sharing", method: .post,
          headers: [.contentType: "application/x-www-form-urlencoded", .cookie: "lang=en"],
          body: ByteBuffer(string: "desk-token=\(token)&\(fields)")
        ) { ($0.status.code, String(buffer: $0.body)) }
      }
      let all = try await rows("An")
      #expect(all.count > 40)
      for way in ["paper", "speaker", "date"] {
        #expect(try await send("do=out&by=\(way)&names=An%0D%0AMai%0AAn").status == 303)
        let (an, mai, guest) = try await (rows("An"), rows("Mai"), rows("Lan"))
        // What has no paper, speaker or date is everybody's.
        #expect(an.union(mai) == all && an.intersection(mai) == guest, "\(way)")
        #expect(an.count < all.count && mai.count < all.count && guest.count < an.count, "\(way)")
      }
      let shares = try await client.page("/sharing", headers: [.cookie: "lang=en"]).text
      let ids = shares.matches(of: /name="share" value="(\d+)"/).map { String($0.1) }
      #expect(ids.count == 2 && shares.contains("published up to"))
      // A part is a list with an address, also for others, and of the interface.
      let part = try await rows("Lan", "share=\(ids[0])")
      let annes = try await rows("An")
      #expect(!part.isEmpty && part.isSubset(of: annes))
      let list = try await client.json("/records?limit=200&share=\(ids[0])")["records"] as? [Any]
      #expect(list?.count == part.count)
      for id in ids { #expect(try await send("do=remove&share=\(id)").status == 303) }
      #expect(try await rows("Lan") == all)
      let gone = try await client.page("/queue?share=\(ids[0])", headers: [.cookie: "lang=en"])
      #expect(gone.status == 200 && gone.text.contains("was taken back"))
      // Given by name, with what the page's fields offer.
      let given = try await send("do=give&name=Mai&speaker=Qu%C3%A1ch+Di%E1%BB%87u+%C3%82n&source=")
      #expect(given.status == 303)
      let (mai, an) = try await (rows("Mai"), rows("An"))
      #expect(mai == all && an.count < all.count && !an.isEmpty)
      let own = try await client.page("/queue", headers: [.cookie: "lang=en; reviewer=Mai"]).text
      #expect(own.contains("Your part:") && own.contains("Quách Diệu Ân"))
      for (fields, words) in [
        ("do=give&name=Mai", "Choose a paper"), ("do=out&by=paper&names=An", "two reviewers"),
        ("do=give&name=Mai&source=Báo%20Biển", "Báo Biển"),
        ("do=give&name=Mai&since=2021-99-99", "Published"), ("do=out&by=x&names=An%0AMai", "by"),
        ("do=remove&share=x", "share"), ("do=nothing", "do"),
      ] {
        let refused = try await send(fields)
        #expect(refused.status == 400 && refused.text.contains(words), "\(fields)")
      }
    }
  }
}

extension String {
  /// An address with its letters beyond ASCII escaped.
  fileprivate var urlQueryEscaped: String {
    addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? self
  }
}
