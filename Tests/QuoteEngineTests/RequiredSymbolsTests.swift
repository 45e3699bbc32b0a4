import PCRE2
import Testing

@testable import QuoteEngine

@Suite("required symbols")
struct RequiredSymbolsTests {
  private func sets(_ pattern: String) -> [String] {
    RequiredSymbols.sets(of: pattern).map { set in
      String(decoding: (0..<128).filter { set.contains($0) }, as: UTF8.self)
    }
  }

  @Test("symbols, classes and groups are required; what may be missing is not")
  func plainPatterns() {
    #expect(sets("V r? w") == ["V", "w"])
    #expect(sets("[VK] , (?<content> Q )") == ["KV", ",", "Q"])
    #expect(sets("P* [Qq]{0,3} V{1,2} w+? x{2}") == ["V", "w", "x"])
    #expect(sets("(?: P V )? Y") == ["Y"])
    #expect(sets("\\( w \\)") == ["(", "w", ")"])
    #expect(sets("[a-c] [x-]") == ["abc", "-x"])
  }

  @Test("of alternatives the line holds what one of them requires")
  func alternatives() {
    #expect(sets("(?: P [HTG] | M ) V") == ["MP", "V"])
    #expect(sets("(?: P | T? ) V") == ["V"])
    #expect(sets("Q | q") == ["Qq"])
  }

  @Test("lookaround, all but some, ends and comments require nothing")
  func nothingRequired() {
    #expect(sets("(?<= [,;] ) (?! P ) V (?= w )") == ["V"])
    #expect(sets("^ [^.,]{1,4} . V $ # Q") == ["V"])
  }

  @Test("a pattern that is not understood requires nothing")
  func unknownPatterns() {
    for pattern in ["\\w V", "(?i) v", "(*UTF) V", "V [[:alpha:]]", "V (", "é V", "V \\Q.\\E"] {
      #expect(sets(pattern).isEmpty, "\(pattern)")
    }
  }

  @Test("no form is passed over on a line that its pattern matches")
  func shippedFormsAgree() throws {
    var random = SeededGenerator(state: 7)
    let alphabet = Array("QqzPTHOMLGNDVKEAYSJIrlmpxbcdsikjtnwWg.,:;-()/owwPV,".utf8)
    let matchers = try Shipped.library().forms.flatMap(\.variants).map { ($0.needs, Matcher($0.pattern)) }
    #expect(matchers.count { $0.0.count >= 2 } > matchers.count / 2)
    var matched = 0
    for _ in 0..<3000 {
      let line = (0..<Int.random(in: 1...24, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      var present = SymbolSet()
      for symbol in line { present.insert(symbol) }
      try line.withUnsafeBufferPointer { bytes in
        for (needs, matcher) in matchers where try matcher.match(in: Subject(trusted: bytes)) {
          matched += 1
          #expect(needs.allSatisfy { $0.meets(present) }, "\(String(decoding: line, as: UTF8.self))")
        }
      }
    }
    #expect(matched > 1000)
  }
}
