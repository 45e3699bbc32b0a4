import Testing

@testable import VietnameseText

@Suite struct SentencesTests {
  let splitter = SentenceSplitter()

  @Test(arguments: [
    "Xưởng dời về TP.HCM từ mùa mưa.", "Xưởng ở TP. HCM còn mở.", "Mời PGS.TS. Đỗ Văn Khuê lên nói.",
    "Theo PGS.TS Khuê, GS.TS Mận và ThS. Lựu, giống này khoẻ.", "Nhà ở Q.1 và P.5, gần Q. 3 và P. Tân.",
    "Giá 1.500 đồng một quả.", "Từ ngày 4.1.2017 đến nay.", "Bị cáo N.V.A. Khai Minh và T.V.T vắng mặt.",
    "BS. Cúc khám cho em.", "Th.S Lựu ghé chơi.", "Ở nhà... rồi đi.", "Ở nhà… rồi đi.",
    "Có ổi, mận, v.v. và cả chuối.", "Mr. Brown gặp Dr. Green ở St. Helier.",
    "George W. Bush và J.K. Rowling gửi thư.", "Nhà của Nguyễn V. T. Minh ở đó.", "Xem tr. 15 của sách.",
    "Đọc trên vnexpress.net hay vi.wikipedia.org nhé.", "Đọc trên bao.Net hôm qua.", "Ghé TP.Hồ Chí Minh.",
    "Gửi về mai.dao@thu.vn ngay.", "1. Chọn giống tốt.", "IV. Mùa gặt sau.",
    "Mùa này (...) Lúa tốt.", "Đẹp (!) Vậy mà.", "“Đi!” – anh gắt.", "Sao? không ai hay.", "Đi đi! em bảo.",
    "tp. Hồ Chí Minh", "Đến giờ… 5 giờ.",
  ])
  func stopThatEndsNoSentenceIsLeft(text: String) {
    #expect(splitter.sentences(of: text) == [text])
  }

  @Test(arguments: [
    ("Trời mưa. Ruộng ngập.", ["Trời mưa.", "Ruộng ngập."]),
    ("Sao thế? Ai biết! “Thôi” nhé.", ["Sao thế?", "Ai biết!", "“Thôi” nhé."]),
    ("Họ sống ở TP.HCM. Ông ở quê.", ["Họ sống ở TP.HCM.", "Ông ở quê."]),
    ("Bán giá 1.500 đồng. 30 người mua.", ["Bán giá 1.500 đồng.", "30 người mua."]),
    ("Từ 4.1.2017. Sau đó nghỉ.", ["Từ 4.1.2017.", "Sau đó nghỉ."]),
    ("Có ổi, mận, v.v. Mùa nào cũng có.", ["Có ổi, mận, v.v.", "Mùa nào cũng có."]),
    ("Thôi... Mai tính.", ["Thôi...", "Mai tính."]), ("Thôi… Mai tính.", ["Thôi…", "Mai tính."]),
    ("“Mưa to lắm.” Ông Đào nói.", ["“Mưa to lắm.”", "Ông Đào nói."]),
    ("“Mưa. Gió”, ông nói.", ["“Mưa.", "Gió”, ông nói."]),
    ("(Xem ảnh.) Nhà đẹp.", ["(Xem ảnh.)", "Nhà đẹp."]),
    ("Làm xong.Ông nghỉ.", ["Làm xong.", "Ông nghỉ."]), ("Làm xong!Ông nghỉ.", ["Làm xong!", "Ông nghỉ."]),
    ("Làm xong.”Ông nghỉ.", ["Làm xong.”", "Ông nghỉ."]),
    ("Làm xong.“Nghỉ thôi”.", ["Làm xong.", "“Nghỉ thôi”."]),
    ("Làm xong.Ở đó vui.", ["Làm xong.", "Ở đó vui."]),
    ("Ăn vitamin C. Ông khoẻ.", ["Ăn vitamin C.", "Ông khoẻ."]),
    ("Nghỉ. - Mai làm.", ["Nghỉ.", "- Mai làm."]),
    ("Một dòng\nHai dòng\r\n\n  Ba.  ", ["Một dòng", "Hai dòng", "Ba."]),
    ("Ăn no. Ngủ kỹ.", ["Ăn no.", "Ngủ kỹ."]), ("Năm 2017. Ông về.", ["Năm 2017.", "Ông về."]),
    ("“Hay lắm”. Bà cười.", ["“Hay lắm”.", "Bà cười."]), ("", []), (" \n ", []), ("...", ["..."]),
    ("Một.\u{A0}Hai.", ["Một.", "Hai."]), ("Mệt quá?! Nghỉ đi.", ["Mệt quá?!", "Nghỉ đi."]),
  ])
  func stopThatEndsASentenceSplits(text: String, expected: [String]) {
    #expect(splitter.sentences(of: text) == expected)
  }

  @Test func protectedRangesAreNotSplitButTheirEndsAre() {
    let text = "Bà nói: “Mưa. Gió.” Ông cười."
    let whole = "Bà nói: ".utf8.count..<"Bà nói: “Mưa. Gió.”".utf8.count
    #expect(splitter.sentences(of: text, protecting: [whole]) == ["Bà nói: “Mưa. Gió.”", "Ông cười."])
    #expect(splitter.sentences(of: text) == ["Bà nói: “Mưa.", "Gió.”", "Ông cười."])
  }

  @Test func callersAbbreviationsAreKept() {
    let text = "Cty. Hồng Hà mở cửa."
    #expect(splitter.sentences(of: text).count == 2)
    #expect(SentenceSplitter(abbreviations: ["Cty"]).sentences(of: text) == [text])
  }

  @Test func sentencesAreInOrderWithoutOverlapAndLoseOnlySpace() {
    var random = SeededGenerator(state: 5)
    for _ in 0..<500 {
      let text = randomText(upTo: 50, using: &random)
      let bytes = Array(text.utf8)
      var ranges: [Range<Int>] = []
      bytes.withUnsafeBufferPointer { splitter.split($0, into: &ranges) }
      var last = 0
      for range in ranges + [bytes.count..<bytes.count] {
        #expect(range.lowerBound >= last)
        for place in [range.lowerBound, range.upperBound] where place < bytes.count {
          #expect(bytes[place] & 0xC0 != 0x80)
        }
        let gap = String(decoding: bytes[last..<range.lowerBound], as: UTF8.self)
        #expect(
          gap.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{200B}" })
        last = range.upperBound
      }
      #expect(ranges.allSatisfy { !$0.isEmpty })
    }
  }
}
