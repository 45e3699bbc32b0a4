import Foundation
import Testing

@testable import ArticleReader

@Suite struct LineParserTests {
  @Test func aTitleStandsBeforeTheTextWithAnEmptyLineBetween() {
    let found = article(#"{"id":"a","title":"Bến đò mở lại","text":"Đò chạy."}"#)
    #expect(found == Article(id: "a", title: "Bến đò mở lại", text: "Bến đò mở lại\n\nĐò chạy."))
  }

  @Test func withoutATitleTheFirstLineIsItWhenAnEmptyLineFollows() {
    #expect(article(#"{"id":"a","text":"Bến đò\n\nĐò chạy."}"#)?.title == "Bến đò")
    #expect(article(#"{"id":"a","text":"Bến đò\nĐò chạy."}"#)?.title == nil)
    #expect(article(#"{"id":"a","title":"","text":"Bến đò\n\nĐò chạy."}"#)?.title == "Bến đò")
    #expect(article(#"{"id":"a","title":null,"text":"Đò chạy."}"#)?.text == "Đò chạy.")
  }

  @Test func everyMemberIsKeptAndOthersArePassedOver() {
    let found = article(
      #"{"tags":["x",{"y":[1.5e3,true,null,"]}"]}],"author":"Tô Vĩnh","text":"Đò.","id":"b","#
        + #""url":"https://vi.example/a","source":"Báo Bến","published":"2024-05-01"}"#)
    #expect(
      found
        == Article(
          id: "b", text: "Đò.", url: "https://vi.example/a", source: "Báo Bến", published: "2024-05-01",
          author: "Tô Vĩnh"))
  }

  @Test func aLineWithoutIdGetsOneFromItsFileAndNumber() {
    #expect(article(#"{"text":"Đò."}"#)?.id == "tin:7")
    #expect(article(#"{"id":"","text":"Đò."}"#)?.id == "tin:7")
    #expect(article(#"{"id":1204,"text":"Đò."}"#)?.id == "1204")
  }

  @Test func aLineWithoutTextIsRefusedWithItsPlace() {
    let refused = refusal(#"{"id":"a","title":"Bến đò"}"#)
    #expect(refused?.file == "tin.jsonl")
    #expect(refused?.line == 7)
    #expect(refused?.reason == "the line has no `text`")
    #expect(refusal(#"{"id":"a","text":" \n "}"#)?.reason == "`text` is empty")
  }

  @Test(arguments: [
    (#"{"id":"a","text":5}"#, "`text` is a number"), (#"{"id":"a","text":["Đò"]}"#, "`text` is an array"),
    (#"{"id":{},"text":"Đò"}"#, "`id` is an object"),
    (#"{"id":"a","text":"Đò","url":true}"#, "`url` is a boolean"),
  ])
  func aMemberOfTheWrongTypeIsNamed(json: String, reason: String) {
    #expect(refusal(json)?.reason == reason)
  }

  @Test func aLineCutShortSaysSo() {
    let whole = #"{"id":"a","text":"Đò \u1ebf chạy","tags":[1,{"b":"c"}],"n":-1.5e+3}"#
    #expect(article(whole) != nil)
    for length in 1..<whole.utf8.count {
      let cut = Array(whole.utf8.prefix(length))
      guard case .refused(let refused) = line(cut) else {
        Issue.record("taken: \(String(decoding: cut, as: UTF8.self))")
        continue
      }
      // A cut inside a letter leaves invalid UTF-8, any other is known for what it is.
      let isLetterCut = String(decoding: cut, as: UTF8.self).unicodeScalars.contains("\u{FFFD}")
      #expect(refused.reason.contains(isLetterCut ? "UTF-8" : "cut short"), "\(length)")
    }
  }

  @Test func escapesAreResolved() {
    let found = article(#"{"id":"a","text":"\"\\\/\b\f\n\t\u0110\u00f2 \ud83d\ude80 \u1EBF"}"#)
    #expect(found?.text == "\"\\/\u{8}\u{C}\n\tĐò 🚀 ế")
  }

  @Test func lineEndsBecomeOneAndTheTextNFC() {
    #expect(article(#"{"id":"a","text":"một\r\nhai\rba\n"}"#)?.text == "một\nhai\nba\n")
    let decomposed = "Bến đò Tiếng Việt".decomposedStringWithCanonicalMapping
    let found = article(#"{"id":"a","text":"\#(decomposed)"}"#)
    #expect(found.map { Array($0.text.unicodeScalars) } == Array("Bến đò Tiếng Việt".unicodeScalars))
  }

  @Test func nulBytesAreRefusedWithTheirPlace() {
    #expect(refusal(#"{"id":"a","text":"Đò\u0000chạy"}"#)?.reason == "`text` holds a NUL byte at byte 4")
  }

  @Test func halfASurrogatePairIsRefused() {
    for json in [#"\ud83d"#, #"\ude80"#, #"\ud83d\u0041"#, #"\ud83dx"#] {
      #expect(refusal(#"{"id":"a","text":"\#(json)"}"#)?.reason.contains("surrogate") == true, "\(json)")
    }
  }

  @Test func invalidUTF8IsRefusedWithTheByte() {
    guard case .refused(let refused) = line(Array(#"{"id":"a","text":""#.utf8) + [0x41, 0xC3, 0x28]) else {
      Issue.record("taken")
      return
    }
    #expect(refused.reason == "not valid UTF-8 at byte 19 of the line")
  }

  @Test func blankLinesAreNoArticles() {
    #expect(line("") == nil)
    #expect(line(" \t\r") == nil)
  }

  @Test func deepNestingIsRefusedAndDoesNotExhaustTheStack() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(refusal(#"{"id":"a","x":\#(deep)"#)?.reason.contains("nested") == true)
  }
}
