import Foundation
import QuoteEngine
import Testing

@testable import QuoteStore

/// Two reviewers who do not see each other, and a third who settles.
@Suite struct BlindReadingTests {
  private let fixture = Fixture()
  private static let promise = "Đò sẽ chạy trước Tết"

  private func record(_ store: QuoteStore) throws -> StoredRecord {
    try #require(try store.records().first { $0.content.text == Self.promise })
  }

  @Test func twoWhoSayTheSameSettleItAndBothAreInTheLog() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store)
    let first = try store.readBlind(.accept, on: seen.rowID, by: "an", DecisionContext(version: seen.version))
    #expect(first == .waiting(seen))
    // Nobody sees it.
    #expect(try record(store) == seen && store.reviewLog().isEmpty)
    #expect(try store.rowsRead(by: "an") == [seen.rowID] && store.rowsRead(by: "bình").isEmpty)
    guard
      case .agreed(let outcome) = try store.readBlind(.accept, on: seen.rowID, by: "bình", DecisionContext())
    else {
      Issue.record("it is not settled")
      return
    }
    #expect(outcome.record?.status == .accepted)
    #expect(try store.reviewLog().map(\.madeBy) == ["an", "bình"])
    #expect(try store.disputes(limit: 9).isEmpty && store.reviewFaults() == [])
    let agreement = try #require(try store.deskFigures().agreements.first)
    #expect(agreement.agreed == 1 && agreement.f1 == 1)
  }

  @Test func whereTwoDifferAThirdDecidesAndNeitherOfThem() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store)
    _ = try store.readBlind(.reject, on: seen.rowID, by: "an", DecisionContext())
    let second = try store.readBlind(
      .speaker(.named("Đỗ Văn Sáu", .person)), on: seen.rowID, by: "bình", DecisionContext())
    #expect(second == .disputed(seen))
    #expect(try record(store).status == .unreviewed)
    #expect(try store.rowsRead(by: "mai") == [seen.rowID])
    let dispute = try #require(try store.disputes(limit: 9).first)
    #expect(dispute.readings.map(\.reviewer).sorted() == ["an", "bình"])
    for reviewer in ["an", "bình"] {
      #expect(throws: ReviewError.ownDispute) {
        try store.adjudicate(seen.rowID, as: "an", by: reviewer)
      }
    }
    let settled = try store.adjudicate(seen.rowID, as: "bình", by: "mai").record
    #expect(
      settled?.speaker?.name == "Đỗ Văn Sáu" && settled?.status == .corrected && settled?.reviewer == "mai")
    #expect(try store.reviewLog().map(\.madeBy) == ["an", "bình", "mai"])
    #expect(try store.reviewFaults() == [] && store.disputes(limit: 9).isEmpty)
    let figures = try store.deskFigures()
    let pair = try #require(figures.agreements.first { $0.reviewers == ["an", "bình"] })
    #expect(pair.agreed == 0 && pair.f1 == 0)
    #expect(
      figures.agreementParts.contains {
        $0.reviewers == ["bình", "mai"] && $0.layer == .quote && $0.agreed == 1
      })
  }

  @Test func aReadingIsReplacedByItsReaderAndTakenBackByName() throws {
    let store = try fixture.store([ferry])
    let seen = try record(store)
    var context = DecisionContext(version: seen.version)
    context.request = "doc-mot-lan"
    _ = try store.readBlind(.reject, on: seen.rowID, by: "an", context)
    context.request = "doc-hai-lan"
    _ = try store.readBlind(.accept, on: seen.rowID, by: "an", context)
    #expect(try !store.removeReading(request: "doc-mot-lan", by: "an"))
    #expect(try !store.removeReading(request: "doc-hai-lan", by: "bình"))
    #expect(try store.removeReading(request: "doc-hai-lan", by: "an"))
    #expect(try store.rowsRead(by: "an").isEmpty)
    try store.decide(.accept, on: seen.rowID, by: "mai")
    #expect(throws: ReviewError.self) {
      try store.readBlind(.reject, on: seen.rowID, by: "an", DecisionContext())
    }
  }

  @Test(arguments: [0, 0.1, 0.5, 1])
  func theShareIsWhatWasAskedFor(share: Double) {
    let double = DoubleShare(share)
    let chosen = (1...20_000).count { double.contains($0) }
    #expect(abs(Double(chosen) / 20_000 - share) < 0.01)
  }

  @Test func weeksAreThoseOfTheCalendar() {
    #expect(Week.name(of: "2026-11-30T08:00:00Z") == "2026-W49")
    #expect(Week.name(of: "2027-01-01T00:00:00Z") == "2026-W53")
    #expect(Week.name(of: "nonsense") == nil)
  }
}
