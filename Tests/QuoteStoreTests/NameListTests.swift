import Testing

@testable import QuoteStore

@Suite struct NameListTests {
  private static let names = [
    "quach dieu an", "an giang", "trinh van dieu", "dieu", "bo y te", "bo (cu)", "le-an", "o 1", "1500 ho",
    "", "dd",
    "zoe дом", "an",
  ]
  private let list: NameList

  init() {
    var list = NameList()
    for (row, name) in Self.names.enumerated() { list.add(name, row: Int64(row)) }
    list.finish()
    self.list = list
  }

  /// What a look at each name would find.
  private static func expected(_ typed: String) -> [Int64] {
    func words(_ name: String) -> [Substring] { name.split { !($0.isLetter || $0.isNumber) } }
    let wanted = typed.split(separator: " ")
    let found = names.indices.filter { index in
      !wanted.isEmpty && wanted.allSatisfy { word in words(names[index]).contains { $0.hasPrefix(word) } }
    }
    let first = found.filter { names[$0].hasPrefix(typed) }
    return (first + found.filter { !first.contains($0) }).map(Int64.init)
  }

  @Test(arguments: [
    "a", "d", "di", "die", "dieu", "dieu an", "an d", "bo", "bo y", "bo c", "q", "quach", "quachx", "1",
    "150", "15000",
    "o", "zo d", "д", "до", "x", "", "te y bo", "le", "van dieu trinh", "giang",
  ])
  func beginningsOfAnyLengthAreFoundAsByALookAtEachName(typed: String) {
    #expect(list.rows(matching: typed, limit: 20) == Self.expected(typed))
  }

  /// Titles that began as typed were not found where many others had words that began so.
  @Test func aNameThatBeginsSoComesFirstHoweverManyOthersThereAre() {
    var list = NameList()
    for row in 0..<5000 { list.add("tau thuyen", row: Int64(row)) }
    for row in 5000..<5400 { list.add("ben tau tha neo", row: Int64(row)) }
    list.add("tha neo", row: 9999)
    list.finish()
    #expect(list.rows(matching: "tha", limit: 5).first == 9999)
    #expect(list.rows(matching: "tha neo", limit: 3) == [9999, 5000, 5001])
    #expect(list.rows(matching: "t", limit: 3) == [0, 1, 2])
  }
}
