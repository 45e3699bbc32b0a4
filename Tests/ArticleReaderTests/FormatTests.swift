import Foundation
import PatternFiles
import Testing
import WebPage

@testable import ArticleReader

/// Files made by other programs; `Files/make_files.py` says how.
private func file(_ name: String) -> String {
  (#filePath as NSString).deletingLastPathComponent + "/Files/" + name
}

private let settings: ReadingSettings = {
  var settings = ReadingSettings()
  settings.pages = PageLibrary(
    files: try! PatternDirectory.readPageFiles(in: PatternDirectory.locate(explicit: nil)))
  settings.keepsOrigin = true
  return settings
}()

private func read(_ paths: String..., maximum: Int = 1 << 26) -> [Reading] {
  Array(IteratorSequence(ArticleReader(paths: paths, settings: settings, maximumArticleSize: maximum)))
}

private let title = "Bến đò Vạn Lộc mở lại sau mùa lũ"
private let lines = [
  "Sau ba tháng dừng chạy vì nước lớn, bến đò Vạn Lộc đón khách trở lại từ sáng thứ hai, sớm hơn dự tính hai tuần.",
  "“Đò sẽ chạy mỗi ngày mười hai chuyến, từ năm giờ sáng đến bảy giờ tối”, bà Tô Thị Mận, chủ bến đò, nói với người dân đứng chờ.",
  "Theo ông Lục Văn Bách, trưởng thôn Vạn Lộc, cả thôn có hơn bốn trăm hộ, mà gần một nửa phải qua sông đi làm mỗi ngày.",
  "Ông Bách cho biết thôn đã góp tiền mua áo phao mới, và trẻ em đi học không phải trả tiền đò cho đến hết năm.",
]
private let text = title + "\n\n" + lines.joined(separator: "\n")

extension [Reading] {
  fileprivate var skipped: [String] {
    compactMap { if case .skipped(let what, _) = $0 { what } else { nil } }
  }
  fileprivate var listed: [String] {
    flatMap { reading -> [String] in
      if case .listed(let addresses, _) = reading { addresses } else { [] }
    }
  }
}

@Suite struct FormatTests {
  @Test(arguments: ["page.html", "saved.mhtml", "page-1258.html"])
  func webPagesAreRead(name: String) throws {
    let article = try #require(read(file(name)).articles.first)
    #expect(article.text == text)
    #expect(article.author == "Hà Vy")
    #expect(article.published == "2025-10-06T07:30:00+07:00")
    #expect(article.source == "Báo Sông Bến")
    #expect(article.url == "https://bao.example/ben-do-van-loc-mo-lai-101.html")
    #expect(article.origin?.encoding == (name.contains("1258") ? "windows-1258" : "UTF-8"))
  }

  @Test(arguments: ["word.docx", "writer.odt"])
  func wordProcessorsDocumentsAreRead(name: String) throws {
    let article = try #require(read(file(name)).articles.first)
    #expect(article.text == text)
    #expect(article.title == title)
    #expect(article.author == "Hà Vy")
  }

  @Test func chaptersOfABookAreArticles() {
    let articles = read(file("book.epub")).articles
    #expect(articles.map(\.title) == ["\(title) 1", "\(title) 2"])
    #expect(articles.map(\.id) == ["book-1", "book-2"])
    #expect(articles.first?.text == "\(title) 1\n\n" + lines.joined(separator: "\n"))
  }

  @Test func linesOfAPDFAreJoinedToParagraphs() throws {
    let readings = read(file("print.pdf"))
    if let refused = readings.refused.first {
      // Where poppler is not installed, the reader says what to install.
      #expect(refused.remedy.contains("poppler"))
      return
    }
    // Paragraphs whose last line is full run together; no line breaks within a sentence.
    let found = try #require(readings.articles.first).text
    #expect(found.split(whereSeparator: \.isWhitespace) == text.split(whereSeparator: \.isWhitespace))
    #expect(Set(found.split(separator: "\n").dropFirst(2).compactMap(\.last)).isSubset(of: [".", "”"]))
    #expect(read(file("scan.pdf")).refused.first?.reason.contains("no text") == true)
  }

  @Test(arguments: ["feed.rss", "feed.atom"])
  func itemsWithTheirTextAreTakenAndTheOthersListed(name: String) throws {
    let readings = read(file(name))
    let article = try #require(readings.articles.first)
    #expect(readings.articles.count == 1)
    #expect(article.text == text)
    #expect(article.id == "ben-do-101")
    #expect(article.published == "2025-10-06T07:30:00+07:00")
    #expect(article.source == "Báo Sông Bến")
    #expect(readings.listed == ["https://bao.example/ben-do-104.html"])
  }

  @Test func aTableOutOfASheetIsRead() throws {
    let readings = read(file("sheet.csv"))
    let article = try #require(readings.articles.first)
    #expect(article.text == text)
    #expect(article.published == "06/10/2025 07:30")
    #expect(article.id == "ben-do-101")
    #expect(readings.refused.map(\.reason) == ["the row has no text"])
    #expect(readings.refused.map(\.line) == [6])
    #expect(read(file("sheet.xlsx")).refused.first?.remedy.contains("CSV") == true)
  }

  @Test(arguments: ["crawl.warc", "crawl.warc.gz"])
  func pagesOfACrawlAreRead(name: String) {
    let readings = read(file(name))
    #expect(readings.articles.map(\.id) == ["ben-do-van-loc-mo-lai-101", "cho-noi-103"])
    #expect(readings.articles.first?.text == text)
    #expect(readings.articles.first?.origin?.place == "https://bao.example/ben-do-van-loc-mo-lai-101.html")
    #expect(readings.articles.first?.origin?.fetched != nil)
    #expect(readings.skipped.sorted() == ["answers other than 200", "answers that are no page"])
    #expect(readings.refused.isEmpty)
  }

  @Test(arguments: ["bai.txt.gz", "bai.txt.xz", "bai.txt.zst"])
  func compressedFilesAreReadUnderTheirOwnNames(name: String) throws {
    let article = try #require(read(file(name)).articles.first)
    #expect(article.id == "bai")
    #expect(article.text == text + "\n")
  }

  @Test(arguments: [("all.zip", ["bai", "page"], ["image"]), ("all.tar", ["bai", "page"], [])])
  func archivesAreReadEntryByEntry(name: String, keys: [String], skipped: [String]) {
    let readings = read(file(name))
    #expect(readings.articles.map(\.id).sorted() == keys)
    #expect(readings.skipped == skipped)
    #expect(readings.articles.first?.origin?.place.hasSuffix("\(name)!/bai.txt") == true)
  }

  @Test func aFolderIsReadByKindAndWhatIsNotReadIsCounted() {
    let readings = read((file("x") as NSString).deletingLastPathComponent)
    #expect(
      Set(readings.skipped) == [
        "image", "spreadsheet", "other text", "answers other than 200", "answers that are no page",
      ])
    #expect(readings.articles.count > 15)
  }
}

@Suite struct EncodingTests {
  @Test(arguments: [
    ("windows-1258.txt", "windows-1258"), ("viscii.txt", "VISCII"), ("tcvn3.txt", "TCVN3 (ABC)"),
    ("utf-16le.txt", "UTF-16LE"), ("utf-16be.txt", "UTF-16BE"),
  ])
  func encodingsWithoutAMarkAreFoundOut(name: String, encoding: String) throws {
    let article = try #require(read(file(name)).articles.first)
    #expect(article.text == text.replacing("“", with: "\"").replacing("”", with: "\"") + "\n")
    #expect(article.origin?.encoding == encoding)
  }

  @Test func vniIsFoundOut() throws {
    // “Thôn Vạn Lộc”, “người dân đứng chờ” and so on, as the VNI fonts write them.
    let bytes: [UInt8] =
      Array("Th".utf8) + [0x6F, 0xE2] + Array("n V".utf8) + [0x61, 0xEF] + Array("n L".utf8) + [0x6F, 0xE4]
      + Array("c, ng".utf8) + [0xF6, 0xF4, 0xF8] + Array("i d".utf8) + [0x61, 0xE2] + Array("n ".utf8) + [
        0xF1, 0xF6, 0xF9,
      ]
      + Array("ng ch".utf8) + [0xF4, 0xF8] + Array(" b".utf8) + [0x65, 0xE1] + Array("n ".utf8) + [
        0xF1, 0x6F, 0xF8,
      ]
    let decoded = try #require(TextDecoding.decode(bytes))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "Thôn Vạn Lộc, người dân đứng chờ bến đò")
    #expect(decoded.encoding == "VNI")
  }

  @Test func misreadUTF8IsPutRightWithANote() throws {
    let article = try #require(read(file("mojibake.txt")).articles.first)
    #expect(article.text == text.replacing("“", with: "\"").replacing("”", with: "\"") + "\n")
    #expect(article.origin?.notes.count == 1)
  }

  /// What had been misread twice came out as if it had been misread once.
  @Test func whatWasMisreadTwiceIsPutRightToo() throws {
    func misread(_ text: String) -> String {
      String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
    }
    let sentence = "Thôn Vạn Lộc, người dân đứng chờ bến đò"
    let decoded = try #require(TextDecoding.decode(Array(misread(misread(sentence)).utf8)))
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == sentence)
    #expect(decoded.notes == ["UTF-8 that had been read as windows-1252 was put right, 2 times"])
  }

  /// iconv writes TCVN's set VN1, whose capitals stand in place of control characters.
  @Test func capitalsInPlaceOfControlCharactersAreRead() throws {
    #expect(Charset.tcvn3.decode([0x16] + Array(" ki".utf8) + [0xD5] + Array("n".utf8)) == "Ý kiến")
    #expect(Charset.tcvn3.decode([0x09, 0x0A, 0x0D]) == "\t\n\r")
  }

  /// Capitals with a tone of set VN1 stand from 0x80 on; they were lost.
  @Test func capitalsOfTheWholeStandardAreRead() throws {
    // „Ủy ban: BẾN ĐÒ VẠN LỘC MỞ LẠI, Ở ĐẢO CŨNG VẬY“ as iconv writes it in TCVN5712-1.
    let bytes: [UInt8] =
      Array(" ban: B".utf8) + [0xDA] + Array("N ".utf8) + [0xA7, 0x92] + Array(" V".utf8) + [0x84]
      + Array("N L".utf8) + [0x97] + Array("C M".utf8) + [0x99] + Array(" L".utf8) + [0x84]
      + Array("I, ".utf8)
      + [0x99, 0x20, 0xA7, 0x81] + Array("O C".utf8) + [0x9F] + Array("NG V".utf8) + [0x86] + Array("Y".utf8)
    let decoded = Charset.tcvn3.decode([0x9E] + Array("y".utf8) + bytes)
    #expect(decoded == "Ủy ban: BẾN ĐÒ VẠN LỘC MỞ LẠI, Ở ĐẢO CŨNG VẬY")
  }

  /// The ABC fonts have no capitals with tones: those of a headline were typed as small letters.
  @Test(arguments: [
    ("CHñ TÞCH Hå CHÝ MINH", "CHỦ TỊCH HỒ CHÍ MINH"), ("Mü vµ CHñ TÞCH x·", "Mỹ và CHỦ TỊCH xã"),
    ("Tô Bµ", "Tụ Bà"),
  ])
  func capitalsOfTheABCFontsAreRestored(typed: String, text: String) throws {
    let bytes = try #require(Charset.singleBytes(typed))
    #expect(Charset.tcvn3.decode(bytes) == text)
  }

  /// Text of the old fonts that was kept as UTF-8, as it is copied out of old documents, was taken as it stood.
  @Test(arguments: ["tcvn3.txt", "viscii.txt", "windows-1258.txt"])
  func oldEncodingsThatWereReadAsLatin1ArePutRight(name: String) throws {
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: file(name))))
    let misread = Charset.windows1252.decode(bytes)
    let decoded = try #require(TextDecoding.decode(Array(misread.utf8)))
    #expect(decoded.bytes == TextDecoding.decode(bytes)?.bytes)
    #expect(decoded.notes.contains { $0.hasSuffix("that had been read as windows-1252 was put right") })
  }

  @Test func aWrongDeclarationIsNotBelieved() throws {
    let page = try Data(contentsOf: URL(fileURLWithPath: file("page.html")))
    let folder = Folder()
    let path = folder.write(
      "sai.html", [UInt8](page).withUTF8Replaced("charset=\"utf-8\"", by: "charset=\"windows-1258\""))
    #expect(read(path).articles.first?.text == text)
  }

  @Test func foreignWordsAreNotMended() {
    let french =
      "Le café de Mme Élise à Hà Nội est fermé. Ça ne change rien : « naïve » est français, Ãgypt không có."
    #expect(
      TextDecoding.decode(Array(french.utf8)).map { String(decoding: $0.bytes, as: UTF8.self) } == french)
  }
}

extension [UInt8] {
  fileprivate func withUTF8Replaced(_ old: String, by new: String) -> [UInt8] {
    Array(String(decoding: self, as: UTF8.self).replacing(old, with: new).utf8)
  }
}

@Suite struct KindTests {
  private let folder = Folder()

  @Test(arguments: [
    ("a.txt", "<!DOCTYPE html><p>a", DocumentKind.page),
    ("a", "<?xml version=\"1.0\"?><rss><channel/></rss>", .feed),
    ("a.html", "{\"id\":\"1\",\"text\":\"Đò\"}\n{\"id\":\"2\",\"text\":\"Đò\"}", .jsonLines),
    ("a.txt", "[ {\"text\":\"a\"}]", .jsonObjects),
    ("a.json", "{\n  \"text\": \"a\"\n}", .jsonObjects), ("a.txt", "title,text\nA,\"B, C\"\n", .table),
    ("a.txt", "Bến đò\n\nĐò chạy.", .text),
    ("a.txt", "%PDF-1.4 ", .pdf), ("a.txt", "PAR1....", .parquet),
    ("a.xml", "<urlset><url><loc>https://a.vn</loc></url></urlset>", .sitemap),
    ("a.txt", "WARC/1.0\r\n", .warc), ("a.txt", "Đoạn một.</p><p>Đoạn hai.</p><p>Đoạn ba.</p>", .page),
    ("a.md", "# Đò", .otherText),
  ])
  func theBytesTellTheKindNotTheName(name: String, contents: String, kind: DocumentKind) {
    #expect(KindOfBytes.kind(Array(contents.utf8), name: name, isNamed: false) == kind)
  }

  @Test func kindsThatAreNotReadAreRefusedWithWhatHelps() {
    let parquet = folder.write("a.parquet", Array("PAR1".utf8) + Array(repeating: 7, count: 50))
    let noise = folder.write(
      "a.txt", (0..<400).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 1) } + Array(repeating: 0, count: 40))
    let refused = read(parquet, noise).refused
    #expect(refused.map(\.file) == [parquet, noise])
    #expect(refused.first?.remedy.contains("to_json") == true)
  }

  @Test func objectsOfAnArrayAreArticles() {
    let path = folder.write(
      "tin.json",
      "[\n {\n  \"headline\": \"Đò\", \"content\": \"Đò chạy {lại}.\",\n \"date\": \"2025-10-06\"},\n {\"id\": 7, \"text\": \"Hai \\\"ba\\\"\"}]"
    )
    let articles = read(path).articles
    #expect(articles.map(\.text) == ["Đò\n\nĐò chạy {lại}.", "Hai \"ba\""])
    #expect(articles.map(\.id) == ["tin:1", "7"])
    #expect(articles.first?.published == "2025-10-06")
  }

  @Test func fieldsThatAreNamedAreTaken() throws {
    let path = folder.write("tin.jsonl", #"{"noi_dung":"Đò chạy.","ngay":"6/10/2025","text":"khác"}"#)
    var settings = settings
    settings.fields = try FieldMap("text=noi_dung,published=ngay")
    let article = try #require(
      Array(IteratorSequence(ArticleReader(paths: [path], settings: settings))).articles.first)
    #expect(article.text == "Đò chạy.")
    #expect(article.published == "6/10/2025")
    #expect(throws: FieldMap.Fault.self) { try FieldMap("noi dung") }
    settings.fields = try FieldMap("text=khong_co")
    let refused = Array(IteratorSequence(ArticleReader(paths: [path], settings: settings))).refused
    #expect(refused.first?.reason == "the line has no `khong_co`, which --map names")
  }

  @Test func theFolderBesideASavedPageIsNotLookedInto() {
    _ = folder.write("bai.html", [UInt8](try! Data(contentsOf: URL(fileURLWithPath: file("page.html")))))
    _ = folder.write("bai_files/khung.html", "<!DOCTYPE html><p>quảng cáo</p>")
    let readings = read(folder.path)
    #expect(readings.articles.map(\.id) == ["bai"])
    #expect(readings.skipped == ["part of a saved page"])
    #expect(readings.refused.isEmpty)
  }
}

@Suite struct HostileInputTests {
  private let folder = Folder()

  @Test func namesThatLeadOutOfAnArchiveAreRefused() {
    let readings = read(file("outside.zip"))
    #expect(readings.articles.map(\.id) == ["trong"])
    #expect(readings.refused.map(\.reason) == ["the entry's name leads out of the archive"])
    #expect(
      !FileManager.default.fileExists(
        atPath: (file("x") as NSString).deletingLastPathComponent + "/../ngoai.txt"))
  }

  @Test(.timeLimit(.minutes(10))) func anArchiveThatExplodesIsRefused() {
    // 200 MB of one letter.
    let bomb = folder.write("bom.txt.gz", PackedBytes.pack([UInt8](repeating: 0x61, count: 200 << 20)))
    let refused = read(bomb, maximum: 1 << 30).refused
    #expect(refused.first?.reason.contains("zip bomb") == true)
  }

  @Test func aCrawlThatIsCutIsReadToTheCut() throws {
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file("crawl.warc"))))
    let path = folder.write("cut.warc", Array(whole[..<(whole.count - 300)]))
    let readings = read(path)
    #expect(readings.articles.map(\.id) == ["ben-do-van-loc-mo-lai-101"])
    #expect(readings.refused.first?.reason == "the WARC ends in the middle of a record")
  }

  @Test(.timeLimit(.minutes(10))) func entitiesOfXMLAreRefused() {
    var explode = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">"
    for step in 1...20 {
      explode +=
        "<!ENTITY a\(step) \"\(String(repeating: "&a\(step == 1 ? "" : "\(step - 1)");", count: 10))\">"
    }
    let bomb = folder.write(
      "bom.xml", "<?xml version=\"1.0\"?>" + explode + "]><rss><channel><title>&a20;</title></channel></rss>")
    let point = folder.write(
      "tro.xml",
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&f;</title></item></channel></rss>"
    )
    let readings = read(bomb, point)
    #expect(readings.articles.isEmpty)
    #expect(readings.refused.map { $0.reason.contains("entities") } == [true, true])
  }

  @Test func aDamagedDocumentIsRefused() throws {
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file("word.docx"))))
    let path = folder.write("hong.docx", Array(whole[..<(whole.count / 3)]))
    #expect(read(path).refused.count == 1)
  }

  @Test func keptBytesComeBackByteForByte() {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0) }
    #expect(PackedBytes.unpack(PackedBytes.pack(bytes)) == bytes)
    #expect(PackedBytes.unpack(PackedBytes.pack([])) == [])
    #expect(PackedBytes.unpack([1, 2, 3, 4]) != bytes)
  }
}
