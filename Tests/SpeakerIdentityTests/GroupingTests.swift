import Testing

@testable import SpeakerIdentity

@Suite struct GroupingTests {
  private let grouping = BlockGrouping(PairModel(shipped))

  private func clusters(_ profiles: [IdentityProfile], _ decided: [String: Int64] = [:]) -> Set<Set<String>> {
    let members = profiles.map { BlockGrouping.Member($0, decided: decided[$0.articleKey]) }
    return Set(grouping.clusters(of: members).map { Set($0.map { profiles[$0].articleKey }) })
  }

  @Test func namesakesAreToldApart() {
    #expect(clusters(namesakes) == [["a1", "a2", "a3"], ["b1", "b2", "b3"]])
  }

  /// Where the articles tell nothing of the bearer, a name is one person, as a reader would take it.
  @Test func aNameOfWhichNothingIsKnownIsOne() {
    let bare = [
      profile("a", "“Đò sẽ chạy”, bà Lê Thị Mỵ nói.", "Lê Thị Mỵ"),
      profile("b", "“Nước lên rồi”, bà Lê Thị Mỵ nói.", "Lê Thị Mỵ"),
    ]
    #expect(clusters(bare) == [["a", "b"]])
  }

  /// Two lawyers were one whose names differ in the tone of a common given name; a rarer word is a slip of the pen.
  @Test func twoCommonGivenNamesAreTwoPeople() {
    func lawyer(_ key: String, _ matter: String, _ name: String) -> IdentityProfile {
      profile(key, "Trao đổi với báo, luật sư \(name) nói về \(matter).", name, roles: ["luật sư"])
    }
    let (hung, another) = (lawyer("a", "tiền cọc", "Lê Văn Hùng"), lawyer("b", "bờ kè", "Lê Văn Hưng"))
    #expect(clusters([hung, another]) == [["a"], ["b"]])
    let model = PairModel(shipped)
    #expect(
      model.probability(hung, another) < model.probability(hung, lawyer("b", "bờ kè", "Lê Văn Hụng")))
  }

  @Test func theOrderOfArticlesDoesNotCount() {
    let expected = clusters(namesakes)
    var order = namesakes
    for step in 0..<12 {
      order.swapAt(step % 6, (step * 7 + 3) % 6)
      #expect(clusters(order) == expected)
    }
  }

  @Test func decisionsComeFirst() {
    #expect(clusters(namesakes, ["a1": 7, "b1": 7]).contains { $0.isSuperset(of: ["a1", "b1"]) })
    #expect(!clusters(namesakes, ["a1": 7, "a2": 8]).contains { $0.isSuperset(of: ["a1", "a2"]) })
    let members = namesakes.map { BlockGrouping.Member($0) }
    let apart = grouping.clusters(of: members, decisions: [.init(0, 1, isSame: false)])
    #expect(!apart.contains { $0.contains(0) && $0.contains(1) })
    let same = grouping.clusters(of: members, decisions: [.init(0, 3, isSame: true)])
    #expect(same.contains { $0.contains(0) && $0.contains(3) })
  }

  /// Beyond the bound, exemplars stand for the rest: the two people stay two.
  @Test func manyArticlesCostNoSquare() {
    var many: [IdentityProfile] = []
    for copy in 0..<50 {
      for profile in namesakes {
        var profile = profile
        profile.articleKey += "-\(copy)"
        many.append(profile)
      }
    }
    #expect(many.count > BlockGrouping.bound)
    let found = clusters(many)
    #expect(found.count == 2)
    #expect(found.allSatisfy { Set($0.map(\.first)).count == 1 })
    #expect(clusters(many.reversed()) == found)
  }

  @Test func evidenceIsReadAsItWasWritten() throws {
    for profile in namesakes {
      #expect(ArticleEvidence(data: profile.article.data) == profile.article)
      #expect(OwnEvidence(data: profile.own.data) == profile.own)
    }
    #expect(OwnEvidence(data: [1, 2, 3]) == nil)
    #expect(namesakes[3].own.born == 1991)
    #expect(namesakes[3].own.mainClass == .suspect)
    #expect(namesakes[0].own.mainClass == .lawyer)
  }

  @Test func weightsAreLearntTheSameInAnyOrder() {
    var examples: [PairTrainer.Example] = []
    for (i, first) in namesakes.enumerated() {
      for second in namesakes[(i + 1)...] {
        let isSame = first.articleKey.first == second.articleKey.first
        examples.append(.init(first, second, isSame: isSame))
      }
    }
    let trainer = PairTrainer(shipped)
    let weights = trainer.weights(examples)
    #expect(weights == trainer.weights(examples.reversed()))
    let model = PairModel(shipped, weights: weights)
    for example in examples {
      #expect((model.probability(example.first, example.second) > 0.5) == example.isSame)
    }
    #expect(weights[.classConflict] < weights[.classSame])
  }

  @Test(arguments: [
    ("phó giám đốc Công an tỉnh Cà Mau", RoleClass.police), ("giám đốc", .business),
    ("giám đốc Sở Y tế", .official),
    ("luật sư", .lawyer), ("bác sĩ Bệnh viện huyện", .medical), ("ca sĩ", .artist), ("bị cáo", .suspect),
    ("tài xế", .private),
  ])
  func rolesHaveClasses(role: String, expected: RoleClass) {
    #expect(shipped.roleClass(of: role) == expected)
  }

  @Test func theTitleStandsBeforeTheName() {
    #expect(shipped.role(in: "Đại tá Lê Văn Tám", of: "Lê Văn Tám") == "Đại tá")
    #expect(shipped.role(in: "ông Lê Văn Tám", of: "Lê Văn Tám") == nil)
    #expect(shipped.role(in: "Lê Văn Tám", of: "Lê Văn Tám") == nil)
  }
}
