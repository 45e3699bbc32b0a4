import Testing
import VietnameseText

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("", "", 0), ("mận", "", 3), ("", "mận", 3), ("mận", "mận", 0), ("mận", "mơ", 2), ("hoa", "oha", 1),
    ("quotes", "qoutes", 1), ("speakers", "speaker", 1), ("ingest", "digest", 2),
  ])
  func countsLettersAndNeighboursThatWereSwapped(_ a: String, _ b: String, _ distance: Int) {
    #expect(EditDistance.between(Array(a), Array(b)) == distance)
    #expect(EditDistance.between(Array(b), Array(a)) == distance)
  }
}
