import Testing

@testable import QuoteEngine

/// Bugs that were met once, each under its own name.
@Suite("regressions")
struct RegressionTests {
  @Test(
    "an organisation that ends with an area word at the sentence's end does not hang the parser",
    .timeLimit(.minutes(10)))
  func areaWordAtTheEnd() throws {
    for article in [
      "Vụ cháy xảy ra gần trụ sở ủy ban xã", "Vụ cháy xảy ra gần trụ sở ủy ban xã.",
      "Ông Lục Văn Tấn nói đám cháy lan tới trụ sở ủy ban xã", "Sở huyện", "Công an xã\n\nTòa án huyện",
      "Ông Tấn ghé UBND xã", "“Tôi ở gần công an huyện",
    ] {
      _ = try annotate(article)
    }
  }

  @Test("a number in a name is keyed by its digits, not by its place in the text")
  func numbersInNames() throws {
    let claims = try annotate(
      "Công ty 319 Thành Nam cho biết đường đã thông. Công ty 207 Thành Nam cho biết cầu chưa xong. Công ty 319 Thành Nam nói thêm rằng xe đã chạy."
    ).claims
    #expect(claims.map(\.who) == ["Công ty 319 Thành Nam", "Công ty 207 Thành Nam", "Công ty 319 Thành Nam"])
    #expect(Set(claims.compactMap(\.speaker)).count == 2)
  }

  @Test("schools that differ by their number only stay apart")
  func numberedSchools() throws {
    let claims = try annotate(
      "Trường Tiểu học số 2 Mỹ Lộc cho biết học sinh đã đi học. Trường Tiểu học số 5 Mỹ Lộc cho biết lớp vẫn đóng."
    ).claims
    #expect(claims.map(\.who) == ["Trường Tiểu học số 2 Mỹ Lộc", "Trường Tiểu học số 5 Mỹ Lộc"])
  }

  @Test("Thủ tướng Chính phủ before a name does not take the family name")
  func familyNameAfterGovernment() throws {
    for name in ["Nguyễn Hải Đường", "Quế Ngọc Khang", "Lục Tấn"] {
      #expect(try onlyClaim("Thủ tướng Chính phủ \(name) nói rừng đã hồi sinh.").who == name)
    }
  }

  @Test("ông chủ with a palace is a role, not a person of the palace's name")
  func masterOfThePalace() throws {
    for words in ["Ông chủ Nhà Trắng", "Ông chủ Điện Elysee", "Bà chủ Phủ Tổng thống"] {
      let piece = try Shipped.engine().explain("\(words) họp nội các.").lines[0].pieces[0]
      #expect(piece.symbol == "T", "\(words): \(piece.symbol)[\(piece.text)]")
    }
    #expect(try onlyClaim("Ông chủ Lục Văn Tấn nói bến sẽ mở lại.").who == "Lục Văn Tấn")
  }

  @Test("28 độ C. Trung tâm …: the degree's letter is no initial of the name after it")
  func degreeIsNoInitial() throws {
    let claim = try onlyClaim("Nhiệt độ xuống 28 độ C. Trung tâm Cứu hộ Bến Tre cho biết mưa còn kéo dài.")
    #expect(claim.who == "Trung tâm Cứu hộ Bến Tre")
    #expect(claim.source?.text == "Trung tâm Cứu hộ Bến Tre")
  }

  @Test("an agency and the word after it that the crawl ran together are two: AFPÔng")
  func agencyRunTogether() throws {
    let claim = try onlyClaim("Ảnh: AFPÔng Lục Văn Tấn nói bến đò sẽ mở lại.")
    #expect(claim.who == "Lục Văn Tấn")
    #expect(claim.source?.text == "Ông Lục Văn Tấn")
  }

  @Test("a place and the office after it that the crawl ran together are two: Hà NộiChủ")
  func placeRunTogether() throws {
    let claim = try onlyClaim("Mưa lớn ở Hà NộiChủ tịch xã Lục Văn Tấn nói bến đò sẽ mở lại.")
    #expect(claim.who == "Lục Văn Tấn")
  }

  @Test(
    "macros of three files that call each other in a circle are one fault, and the other forms still work")
  func circleOfMacros() throws {
    var files = try ShippedPatterns.files()
    for (name, next) in [("left", "right"), ("right", "far"), ("far", "left")] {
      files.append(PatternFile(name: "forms/zz-\(name).yaml", text: "macros:\n  \(name): \"{\(next)}\"\n"))
    }
    files.append(
      PatternFile(
        name: "forms/zzz.yaml",
        text: "forms:\n  - id: circle\n    form: x\n    target: quote\n    regex: '{left} (?<content> Q )'\n")
    )
    let library = try PatternLibrary(files: files)
    #expect(library.faults.map(\.file) == ["forms/zzz.yaml"])
    #expect(library.faults.first?.line == 2)
    let engine = QuoteEngine(library: library)
    #expect(engine.annotate("“Bến đò sẽ mở lại trước Tết”, bà Lã Thị Nhuần nói.").quotes.count == 1)
  }

  @Test(
    "a text that breaks off after a verb of one syllable does not end the program",
    arguments: [
      "Bến đò sẽ mở lại trước Tết, ông Lục Văn Tấn nói",
      "“Chợ nổi sẽ dời về bờ nam”, bà Lương Thị Nhạn nói",
      "“Bến đò sẽ mở lại trước Tết”, bà Lã Thị Nhuần kể", "Ông Lục Văn Tấn nói", "nói",
    ])
  func textsThatEndWithACue(article: String) throws {
    let found = try QuoteEngine(library: Shipped.library()).annotate(article)
    #expect(found.quotes.count <= 1)
    if article.hasPrefix("“") { #expect(found.quotes.count == 1) }
  }
}
