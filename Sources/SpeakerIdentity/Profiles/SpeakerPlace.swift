/// Among whom a speaker is looked for: the key of those that may be one with it.
public struct SpeakerPlace: Sendable, Hashable {
  /// The key; `nil` for one who is nobody outside the article.
  public var block: String?
  /// Why there is no key.
  public var reason: Reason?
  /// The authority's entry that is meant, as an index of `Authority.entries`.
  public var authority: Int?
  /// The entry's office that the words name, where it was told by an office.
  public var office: Int?

  /// Why a speaker joins nobody of other articles.
  public enum Reason: String, Sendable {
    /// A letter or a few.
    case initials
    /// A given name alone.
    case givenName = "given-name"
    /// Several people, or one who is never named.
    case unnamed
    /// A body's head alone, or a common noun.
    case bareHead = "bare-head"
    /// A body of some province, and the article tells none.
    case noProvince = "no-province"
  }
}

extension IdentityLibrary {
  /// Among whom a speaker is looked for.
  ///
  /// - Parameters:
  ///   - roles: titles and offices that the article gives the speaker.
  ///   - forms: the words with which it names the speaker.
  public func place(
    name: String, kind: IdentityProfile.Kind, roles: [String], forms: [String] = [],
    article: ArticleEvidence, own: OwnEvidence
  ) -> SpeakerPlace {
    if kind == .unnamed || kind == .organisation, let officer = officer(in: name) {
      return personPlace(officer.name, roles + [officer.office], article, own)
        ?? SpeakerPlace(block: Self.block(.person, PersonName(officer.name).key))
    }
    let name = properName(name, kind, forms: forms)
    switch isAddressed(name, kind, forms: forms) ? .person : kind {
    case .person:
      if let place = personPlace(name, roles, article, own) { return place }
      if let place = officePlace(name, article) { return place }
      let person = PersonName(name)
      switch person.shape {
      case .initials: return SpeakerPlace(block: nil, reason: .initials)
      case .given: return SpeakerPlace(block: nil, reason: .givenName)
      case .single, .abbreviated, .full:
        return SpeakerPlace(block: Self.block(.person, withoutOffice(person)?.key ?? person.key))
      }
    case .organisation:
      // Somebody well known whose name was read as a body's.
      if WordReader.words(name).count > 1, let place = personPlace(name, roles, article, own) { return place }
      let (meaning, body) = organisations.meaning(
        of: name, province: article.mainProvince.map(Int.init), city: article.mainCity.map(Int.init),
        bodies: authority.bodiesByKey)
      switch meaning {
      case .joined(let key):
        let main = body.map { organisations.authorityKey(of: authority.entries[$0].name) }
        return SpeakerPlace(block: Self.block(.organisation, main ?? key), authority: body)
      case .local(let reason):
        return SpeakerPlace(block: nil, reason: reason == .noProvince ? .noProvince : .bareHead)
      }
    case .unnamed:
      return officePlace(name, article) ?? bodyPlace(name, article) ?? officerPlace(name, article)
        ?? SpeakerPlace(block: nil, reason: .unnamed)
    case .group:
      return bodyPlace(name, article) ?? SpeakerPlace(block: nil, reason: .unnamed)
    }
  }

  /// A body of the authority file whose name looks like a common noun (Thanh tra Chính phủ, Thanh Niên).
  private func bodyPlace(_ name: String, _ article: ArticleEvidence) -> SpeakerPlace? {
    let words = WordReader.words(name)
    guard words.count > 1, words[0].isCapitalised || words.count > 3,
      words.count > 2 || words.allSatisfy(\.isCapitalised)
    else { return nil }
    let (meaning, body) = organisations.meaning(
      of: name, province: article.mainProvince.map(Int.init), city: article.mainCity.map(Int.init),
      bodies: authority.bodiesByKey)
    guard let body, case .joined = meaning else { return nil }
    return SpeakerPlace(
      block: Self.block(.organisation, organisations.authorityKey(of: authority.entries[body].name)),
      authority: body)
  }

  /// An office with its holder's name behind it that was read as a phrase.
  private func officerPlace(_ name: String, _ article: ArticleEvidence) -> SpeakerPlace? {
    let person = PersonName(name)
    guard person.words.count > 5 else { return nil }
    for length in [4, 3] {
      let key = person.key.split(separator: " ").suffix(length).joined(separator: " ")
      for claim in authority.peopleByKey[key] ?? [] {
        if let office = office(of: claim.entry, in: [name], article.days) {
          return SpeakerPlace(
            block: Self.block(.person, PersonName(authority.entries[claim.entry].name).key),
            authority: claim.entry, office: office)
        }
      }
    }
    return nil
  }

  /// The key of a block of people or bodies.
  static func block(_ kind: IdentityProfile.Kind, _ key: String) -> String {
    (kind == .organisation ? "o:" : "p:") + key
  }

  // MARK: People of the authority file

  private func personPlace(
    _ name: String, _ roles: [String], _ article: ArticleEvidence, _ own: OwnEvidence
  ) -> SpeakerPlace? {
    let person = PersonName(name)
    if let place = place(person.key, roles, article, own, needsOffice: false) { return place }
    if let cut = withoutOffice(person), let place = place(cut.key, roles, article, own, needsOffice: false) {
      return place
    }
    // A word too many behind the name, where the office leaves no doubt.
    guard person.words.count > 3, let space = person.key.lastIndex(of: " ") else { return nil }
    return place(String(person.key[..<space]), roles, article, own, needsOffice: true)
  }

  private func place(
    _ key: String, _ roles: [String], _ article: ArticleEvidence, _ own: OwnEvidence, needsOffice: Bool
  ) -> SpeakerPlace? {
    guard let claims = authority.peopleByKey[key] else { return nil }
    for claim in claims {
      let entry = authority.entries[claim.entry]
      if let gender = entry.gender, let told = own.gender, gender != told { continue }
      if let born = entry.born, let told = own.born, abs(born - told) > 2 { continue }
      let office = office(of: claim.entry, in: roles, article.days)
      let isOfItsTrade =
        entry.roleClass == own.mainClass && [.artist, .athlete, .religious].contains(entry.roleClass)
      guard office != nil || !needsOffice && (!claim.isShared || isOfItsTrade) else { continue }
      return SpeakerPlace(
        block: Self.block(.person, PersonName(entry.name).key), authority: claim.entry, office: office)
    }
    return nil
  }

  /// Bộ trưởng Bộ A Lê Văn Bình is Lê Văn Bình, where a mention was read with its office.
  func withoutOffice(_ person: PersonName) -> PersonName? {
    guard person.words.count > 4 else { return nil }
    for length in [4, 3] {
      let rest = person.words.suffix(length)
      guard familyNames.contains(WordHash.of(rest.first!)), rest.allSatisfy({ SyllableShapes.isSyllable($0) })
      else { continue }
      return PersonName(rest.joined(separator: " "))
    }
    return nil
  }

  // MARK: Offices

  /// The term of office of an entry that one of the roles names, at a time that agrees.
  private func office(of holder: Int, in roles: [String], _ days: DayRange?) -> Int? {
    guard let terms = authority.officesByHolder[holder] else { return nil }
    for role in roles {
      let words = officeWords(role)
      guard words.count > 1 else { continue }
      let isFormer = self.words.former.contains(words[0])
      for term in terms {
        let office = authority.offices[term]
        if let days {
          let isInTime = isFormer ? office.days.first <= days.last : days.overlaps(office.days)
          if !isInTime { continue }
        }
        for wording in office.wordings {
          let its = officeWords(wording)
          // The whole office within the role, or its head alone (Bộ trưởng).
          if Self.stands(its, in: words) || words.count < its.count && its.starts(with: words) { return term }
        }
      }
    }
    return nil
  }

  private static func stands(_ short: [UInt32], in long: [UInt32]) -> Bool {
    guard short.count <= long.count else { return false }
    return (0...(long.count - short.count)).contains { long[$0..<$0 + short.count].elementsEqual(short) }
  }

  /// Whoever held the office that a speaker is named by, at the article's time.
  private func officePlace(_ name: String, _ article: ArticleEvidence) -> SpeakerPlace? {
    let words = officeWords(name)
    guard let head = words.first, authority.officeHeads.contains(head), !self.words.former.contains(head)
    else { return nil }
    var terms =
      authority.officesByKey[WordHash.of(row: words)]
      ?? authority.officesByBeginning[WordHash.of(row: words)]
    if terms == nil, let province = article.mainCity ?? article.mainProvince {
      // Chủ tịch UBND TP: of the article's city.
      var place = organisations.provinces.list[Int(province)].words.map { WordHash.of($0) }
      if place.first == words.last { place.removeFirst() }
      terms = authority.officesByKey[WordHash.of(row: words + place)]
    }
    guard let terms, let term = term(among: terms, article) else { return nil }
    let holder = authority.offices[term].holder
    return SpeakerPlace(
      block: Self.block(.person, PersonName(authority.entries[holder].name).key), authority: holder,
      office: term)
  }

  /// The term of an office that an article of its time means: of whoever it names, else at its day, else in the company of
  /// those whom it names.
  private func term(among terms: [Int], _ article: ArticleEvidence) -> Int? {
    func only(_ terms: [Int]) -> Int? {
      Set(terms.map { authority.offices[$0].holder }).count == 1 ? terms.first : nil
    }
    func isNamed(_ entry: Int) -> Bool { article.names.contains(authority.nameHashes[entry]) }
    if !article.isPublished, let named = only(terms.filter { isNamed(authority.offices[$0].holder) }) {
      return named
    }
    if let days = article.days, let inTime = only(terms.filter { days.overlaps(authority.offices[$0].days) })
    {
      return inTime
    }
    guard !article.isPublished else { return nil }
    let others = authority.offices.filter { isNamed($0.holder) }
    let votes = terms.map { term in
      others.count { $0.days.overlaps(authority.offices[term].days) }
    }
    guard let most = votes.max(), most > 0 else { return nil }
    return only(terms.indices.filter { votes[$0] == most }.map { terms[$0] })
  }
}
