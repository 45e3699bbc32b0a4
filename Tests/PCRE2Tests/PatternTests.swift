import Foundation
import Testing

@testable import PCRE2

@Suite struct PatternTests {
  @Test func namedGroupsAreFoundByNumberAndByteRange() throws {
    let pattern = try Pattern(#"(?<name>\p{Lu}\w+) (?<verb>nói|đáp)"#)
    #expect(pattern.groupNames == ["name": 1, "verb": 2])
    #expect(pattern.groupNumber(named: "verb") == 2)
    #expect(pattern.groupNumber(named: "none") == nil)
    #expect(pattern.captureCount == 2)
    let match = try #require(try pattern.firstMatch(in: "Hôm ấy Đào đáp lại."))
    // "Hôm ấy " is 7 code points and 10 bytes; "Đào" is 3 and 5.
    #expect(match.range(named: "name") == 10..<15)
    #expect(match.range(named: "verb") == 16..<21)
    #expect(match.text(named: "name") == "Đào")
    #expect(match.range == 10..<21)
  }

  @Test func wordCharactersCoverEveryVietnameseLetter() throws {
    let letters = "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
    let word = try Pattern(#"^\w+$"#)
    #expect(try word.firstMatch(in: letters) != nil)
    #expect(try word.firstMatch(in: letters.uppercased()) != nil)
    #expect(try Pattern(#"^\w+$"#, options: [.utf]).firstMatch(in: letters) == nil)
  }

  @Test func caselessCoversDBarAndToneMarkedLetters() throws {
    let pattern = try Pattern("đặng ưỡn", options: [.utf, .ucp, .caseless])
    #expect(try pattern.firstMatch(in: "ĐẶNG ƯỠN")?.range == 0..<14)
    #expect(try Pattern("đặng").firstMatch(in: "Đặng") == nil)
  }

  @Test(arguments: [true, false])
  func optionsReachPCRE2(jit: Bool) throws {
    func count(_ source: String, _ options: Pattern.Options, _ text: String) throws -> Int {
      try Pattern(source, options: options, jit: jit).matches(in: text).count
    }
    #expect(try count("a b # ghi chú", [.utf, .extended], "ab") == 1)
    #expect(try count("^a$", [.utf], "a\na") == 0)
    #expect(try count("^a$", [.utf, .multiline], "a\na") == 2)
    #expect(try count("a.a", [.utf], "a\na") == 0)
    #expect(try count("a.a", [.utf, .dotAll], "a\na") == 1)
    #expect(try count("a", [.utf, .anchored], "ba") == 0)
    #expect(try count("^.$", [.utf], "ặ") == 1)
  }

  @Test func duplicateNamesGiveTheGroupThatMatched() throws {
    let pattern = try Pattern("(?<x>a)|(?<x>b)", options: [.utf, .dupNames])
    #expect(pattern.groupNumber(named: "x") == 1)
    #expect(try pattern.firstMatch(in: "b")?.text(named: "x") == "b")
    #expect(throws: PatternError.self) { try Pattern("(?<x>a)|(?<x>b)") }
  }

  @Test func jitIsUsedWhenAskedForAndNotOtherwise() throws {
    #expect(try Pattern("a").isJIT)
    #expect(try !Pattern("a", jit: false).isJIT)
  }

  @Test func emptyPatternCompiles() throws {
    #expect(try Pattern("").matches(in: "ặ").map(\.range) == [0..<0, 3..<3])
  }
}

@Suite struct PatternErrorTests {
  @Test func errorShowsLineColumnMessageAndCaret() throws {
    let error = try #require(throws: PatternError.self) {
      try Pattern("xin\n\tchào đặng(?<ten>mở", options: [.utf, .ucp, .extended])
    }
    #expect(error.line == 2)
    #expect(error.column == 20)
    #expect(error.offset == 29)
    #expect(error.message.contains("parenthesis"))
    #expect(error.excerpt == "\tchào đặng(?<ten>mở\n\t                  ^")
    #expect(error.description.contains("line 2, column 20"))
    #expect(error.localizedDescription == error.description)
  }

  @Test func errorAtTheEndOfALaterLineCountsLinesFromOne() throws {
    let error = try #require(throws: PatternError.self) { try Pattern("a+\nb)") }
    #expect(error.line == 2)
    #expect(error.column == 2)
    #expect(error.message.contains("unmatched closing parenthesis"))
  }

  @Test func singleByteEscapeIsRefusedInUTF() {
    #expect(throws: PatternError.self) { try Pattern(#"\C"#) }
  }
}
