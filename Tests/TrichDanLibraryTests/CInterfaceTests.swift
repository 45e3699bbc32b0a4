import Foundation
import Testing

@testable import TrichDanC

/// The C interface, called as C calls it.
@Suite struct CInterfaceTests {
  /// A library that is freed with the test.
  private final class Library {
    let pointer: UnsafeMutableRawPointer?

    init() { pointer = trichdanCreate(QuoteFinderTests.patterns.path) }

    deinit { trichdanDestroy(pointer) }

    func annotate(_ text: String, id: String? = nil) -> [String: Any]? {
      object(trichdanAnnotate(pointer, id, text, text.utf8.count))
    }

    func lines(_ lines: String, options: Int32 = 0) -> [[String: Any]] {
      var length = 0
      guard let answer = trichdanAnnotateLines(pointer, lines, lines.utf8.count, options, &length) else {
        return []
      }
      defer { trichdanFree(answer) }
      #expect(strlen(answer) == length)
      return String(cString: answer).split(separator: "\n").compactMap {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
      }
    }

    func object(_ answer: UnsafeMutablePointer<CChar>?) -> [String: Any]? {
      guard let answer else { return nil }
      defer { trichdanFree(answer) }
      return (try? JSONSerialization.jsonObject(with: Data(String(cString: answer).utf8))) as? [String: Any]
    }
  }

  private static var lastError: String { String(cString: trichdanLastError()) }

  @Test func anArticleIsAnnotated() throws {
    let library = Library()
    let answer = try #require(library.annotate(QuoteFinderTests.article, id: "bai-1"))
    #expect(answer["id"] as? String == "bai-1")
    #expect(answer["title"] as? String == "Bến đò Cồn Mây chạy lại trước Tết")
    let quote = try #require((answer["quotes"] as? [[String: Any]])?.first)
    #expect((quote["speaker"] as? [String: Any])?["name"] as? String == "Lê Thị Mận")
    #expect(quote["id"] as? String == "bai-1#q36-60")
  }

  @Test func textIsPutInNFCAndItsLineEndsAreMended() throws {
    let library = Library()
    let text = QuoteFinderTests.article.decomposedStringWithCanonicalMapping
      .replacingOccurrences(of: "\n", with: "\r\n")
    #expect(library.annotate(text)?["text"] as? String == QuoteFinderTests.article)
  }

  @Test func linesThatCannotBeTakenHaveAnErrorAndTheOthersGoOn() throws {
    let library = Library()
    let answers = library.lines(
      #"{"id":"a","text":"“Đò sẽ chạy”, bà Mận nói."}"# + "\n\n" + #"{"id":"b","text":null}"# + "\nno json\n"
        + #"{"id":"c","text":5}"# + "\n" + #"{"id":"d","text":"Không ai nói gì."}"#)
    #expect(answers.map { $0["id"] as? String } == ["a", nil, nil, nil, "d"])
    #expect(answers.map { $0["error"] != nil } == [false, true, true, true, false])
    #expect((answers[3]["error"] as? String)?.contains("`text` is a number") == true)
  }

  @Test func speakersOfTwoArticlesAreGrouped() throws {
    let library = Library()
    func line(_ id: String, _ text: String) -> String { #"{"id":"\#(id)","text":"\#(text)"}"# + "\n" }
    let text = "“Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận, Chủ tịch UBND xã Cồn Mây, tỉnh Bến Tre, nói."
    let answers = library.lines(line("a", text) + line("b", text), options: 1)
    var members: [[String: Any]] = []
    for answer in answers {
      let identity = try #require(answer["identity"] as? [String: Any])
      let speaker = try #require((identity["speakers"] as? [[String: Any]])?.first)
      #expect(speaker["block"] as? String == "p:le thi man")
      members.append([
        "article": answer["id"] ?? "", "name": speaker["name"] ?? "", "kind": speaker["kind"] ?? "",
        "evidence": identity["evidence"] ?? "", "own": speaker["own"] ?? "",
      ])
    }
    let request = try JSONSerialization.data(withJSONObject: ["block": "p:le thi man", "members": members])
    let answer = String(decoding: request, as: UTF8.self).withCString {
      trichdanGroup(library.pointer, $0, request.count)
    }
    defer { trichdanFree(answer) }
    #expect(try String(cString: #require(answer)) == "[[0, 1]]")
  }

  @Test func aQuoteIsChecked() throws {
    let library = Library()
    let source = QuoteFinderTests.article
    func verdict(_ quote: String, _ speaker: String?) -> String? {
      library.object(trichdanCheck(library.pointer, quote, speaker, source, source.utf8.count))?["verdict"]
        as? String
    }
    #expect(verdict("Đò sẽ chạy lại trước Tết", "bà Mận") == "verbatim")
    #expect(verdict("Đò sẽ không chạy lại trước Tết", nil) == "altered")
    #expect(verdict("…", nil) == nil)
    #expect(Self.lastError.contains("no word to check"))
  }

  @Test func whatIsWrongIsSaidAndNothingCrashes() {
    #expect(trichdanCreate("/nowhere") == nil)
    #expect(Self.lastError.contains("/nowhere") && Self.lastError.contains("lexicons"))
    #expect(trichdanAnnotate(nil, nil, "a", 1) == nil)
    #expect(Self.lastError.contains("trichdan_create"))
    let library = Library()
    #expect(trichdanAnnotate(library.pointer, nil, nil, 0) == nil)
    #expect(Self.lastError == "the text is NULL")
    let bytes: [CChar] = [0x61, -1, 0x62]
    #expect(trichdanAnnotate(library.pointer, nil, bytes, 3) == nil)
    #expect(Self.lastError.contains("not UTF-8 at byte 1"))
    #expect(trichdanAnnotate(library.pointer, nil, "a\0b", 3) == nil)
    #expect(Self.lastError.contains("NUL"))
    #expect(trichdanAnnotate(library.pointer, nil, "a", -1) == nil)
    #expect(trichdanGroup(library.pointer, "{", 1) == nil)
    #expect(Self.lastError.contains("trichdan.h"))
    trichdanFree(nil)
    trichdanDestroy(nil)
  }

  @Test func everyFunctionOfTheHeaderIsThereAndNoOther() throws {
    let sources = QuoteFinderTests.root.appendingPathComponent("Sources/TrichDanC")
    func names(_ file: String, _ pattern: Regex<(Substring, Substring)>) throws -> [String] {
      try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8).matches(of: pattern)
        .map { String($0.1) }.sorted()
    }
    let declared = try names("trichdan.h", /(?m)^\w[\w \*]*?(trichdan_\w+)\(/)
    let defined = try names("CInterface.swift", /@_cdecl\("(\w+)"\)/)
    #expect(declared == defined)
    #expect(declared.count == 10)
  }
}
