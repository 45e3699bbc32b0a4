import Testing

@testable import SpeakerIdentity

@Suite struct AuthorityTests {
  private let people = """
    Mai Văn Ghế | m | official | 1960 | Ghế Mây | Q1
    Lã Thị Bàn? | f | artist | - | Bàn Gỗ | -
    """

  @Test func theShippedFilesAreSound() {
    #expect(shipped.faults == [])
    #expect(shipped.authority.entries.count > 300)
    #expect(shipped.authority.offices.count > 100)
  }

  @Test(arguments: [
    "Mai Văn Ghế | m | official | 1960 | -", "Mai Văn Ghế | x | official | 1960 | - | -",
    "Mai Văn Ghế | m | thợ | 1960 | - | -", "Mai Văn Ghế | m | official | mới | - | -",
    "Mai Văn Ghế | m | official | 1960 | - | P1", " | m | official | 1960 | - | -",
  ])
  func aWrongLineIsNamedAndTheOthersHold(line: String) {
    let read = library(people: "# đầu\n\(line)\nLã Thị Bàn | f | artist | - | - | -")
    #expect(read.faults.map(\.line) == [2])
    #expect(read.authority.entries.map(\.name) == ["Lã Thị Bàn"])
  }

  @Test func twoWhoClaimOneNameAreRefused() {
    let read = library(people: people + "\nDoãn Ghế Mây | m | business | - | Ghế Mây | -")
    #expect(read.faults.count == 1)
    #expect(read.faults[0].line == 3)
    #expect(read.faults[0].message.contains("Mai Văn Ghế"))
    let bodies = library(bodies: "Hội Ghế | club | HG | -\nHội Gỗ | club | HG | -")
    #expect(bodies.faults.map(\.line) == [2])
  }

  @Test func anOfficeIsHeldByOneAtATime() {
    let offices = """
      Mai Văn Ghế | Chủ tịch Hội Ghế | 2010 | 2015-03
      Lã Thị Bàn | Chủ tịch Hội Ghế | 2014-01-01 | 2020
      Lã Thị Bàn | Chủ tịch Hội Ghế | 2015-03-01 | 2020
      Người Lạ | Chủ tịch Hội Ghế | 2021 | 2022
      Lã Thị Bàn | Chủ tịch Hội Ghế | 2022 | 2021
      """
    #expect(library(people: people, offices: offices).faults.map(\.line) == [2, 4, 5])
  }

  private func place(_ name: String, _ published: String?, kind: IdentityProfile.Kind = .unnamed) -> String? {
    let article = ProfileReader(shipped).article("\(name) nói về giá điện.", published: published)
    let place = shipped.place(
      name: name, kind: kind, roles: [], article: article.evidence, own: OwnEvidence())
    return place.authority.map { shipped.authority.entries[$0].name }
  }

  @Test func anOfficeMeansItsHolderOfTheDay() {
    let first = place("Thủ tướng", "2014-05-06")
    let second = place("Thủ tướng", "2018-05-06")
    #expect(first != nil && second != nil && first != second)
    #expect(place("Thủ tướng Chính phủ", "2018-05-06") == second)
    // Beyond what the file knows, and where nothing tells the time, nobody is meant.
    #expect(place("Thủ tướng", "2090-01-01") == nil)
    #expect(place("Thủ tướng", nil) == nil)
    #expect(place("nguyên Thủ tướng", "2018-05-06") == nil)
  }

  @Test func anOfficesBeginningMeansIt() {
    let whole = place("Bộ trưởng Bộ Thông tin và Truyền thông", "2019-05-06")
    #expect(whole != nil)
    #expect(place("bộ trưởng Bộ Thông tin", "2019-05-06") == whole)
    #expect(place("Bộ trưởng Thông tin", "2019-05-06") == whole)
    #expect(place("Bộ trưởng Bộ", "2019-05-06") == nil)
  }

  @Test func otherSpellingsLeadToOneEntry() {
    #expect(place("Park Hang-Seo", nil, kind: .person) == place("Park Hang Seo", nil, kind: .person))
    #expect(place("Trump", nil, kind: .person) == place("Donald J. Trump", nil, kind: .person))
    #expect(place("Hà Hồ", nil, kind: .person) == place("Hồ Ngọc Hà", nil, kind: .person))
  }
}
