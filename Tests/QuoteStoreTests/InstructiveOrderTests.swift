import Foundation
import QuoteEngine
import Testing

@testable import QuoteStore

@Suite("The order of what teaches most")
struct InstructiveOrderTests {
  @Test("doubt counts, and so does how little was decided of the form")
  func value() {
    let measure = Instructiveness(decided: ["often": 99])
    func value(_ confidence: Double, _ form: String, ahead: Int = 0) -> Double {
      measure.value(confidence: confidence, form: form, ahead: ahead)
    }
    #expect(value(0.5, "often") > value(0.7, "often") && value(0.7, "often") > value(0.99, "often"))
    #expect(value(0.5, "often") == 1.1)
    #expect(value(0.9, "rare") > value(0.9, "often"))
    #expect(value(0.9, "rare") > value(0.9, "rare", ahead: 3), "the fourth of a form waits")
  }
}
