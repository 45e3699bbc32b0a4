import VietnameseText

/// Reads the noun phrase of a possible speaker that begins at a token.
///
/// Titles, organisations and names are nested as Vietnamese papers nest them: title, the organisation it
/// belongs to, honorific, name (*Phó giám đốc Sở Y tế tỉnh X, ông Y*). What the phrase is refers to its
/// own words only; who it is, the speakers' stage finds out.
struct MentionParser {
  let text: ArticleText

  /// The mention that begins at token `at`, if one does.
  func parse(at: Int, limit: Int) -> Mention? {
    let token = text.tokens[at]
    guard token.kind == .word || token.kind == .number else { return nil }
    if token.kind == .number { return group(at, limit) }
    if text.hasHits(at) {
      if let document = document(at, limit) { return document }
      if let side = side(at, limit) { return side }
      if let head = text.hit(.organisation, at), let group = text.hit(.group, at),
        head.length >= group.length,
        let organisation = organisation(at, limit), organisation.hasName
      {
        return organisation
      }
      if let group = group(at, limit) { return group }
      if let kin = kin(at, limit) { return kin }
      // bác sĩ, cô giáo, thầy thuốc: the title, not the form of address that it begins with. But ông Hoàng is a name.
      let isTitle =
        (text.hit(.title, at)?.length ?? 0) > (text.hit(.honorific, at)?.length ?? 0)
        && at + 1 < limit && text.tokens[at + 1].shape == .lower
      if !isTitle, let person = honorificPhrase(at, limit) { return person }
      if let person = titled(at, limit) { return person }
      if isTitle, let person = honorificPhrase(at, limit) { return person }
      if let organisation = organisation(at, limit) { return organisation }
    }
    return nil
  }

  /// A run of capitalised words that begins at a token, without a title or head before it.
  func run(at: Int, limit: Int) -> Mention? { capitalRun(at, limit) }

  // MARK: Names

  /// The token after a run of capitalised words, with initials, hyphens, nicknames in marks and the small
  /// words of foreign names inside it.
  func runEnd(_ from: Int, _ end: Int) -> Int {
    var k = from
    // No name is longer; a line of capitals must not be read again and again.
    let limit = min(end, from + 24)
    while k < limit {
      let token = text.tokens[k]
      if token.isCapital {
        if k > from {
          if token.glued { break }
          // The crawl lost a stop: a word that opens sentences is no part of a name.
          if token.traits.contains(.opener), token.traits.isDisjoint(with: [.givenName, .middleName]),
            token.traits.isDisjoint(with: .familyName), token.shape != .capitals, opensClause(k),
            !awaitsGivenName(from, k)
          {
            break
          }
          // Rashid Orpen Tuyên bố: after a foreign name a Vietnamese word with a capital begins a sentence.
          if token.isSyllable, !isPlainLatin(k), k + 1 < limit, text.tokens[k + 1].kind == .word,
            text.tokens[k + 1].shape == .lower,
            !text.tokens[k - 1].isSyllable,
            text.tokens[k - 1].isCapital || k >= 2 && text.tokens[k - 2].role == UInt8(ascii: "-"),
            text.hit(.place, k) == nil,
            isPlain(k + 1) || (text.hit(.cue, k)?.length ?? 0) >= 2
          {
            text.tokens[k].glued = true
            break
          }
        }
        k += 1
        continue
      }
      guard k > from else { break }
      let previous = text.tokens[k - 1]
      let next = k + 1 < limit ? text.tokens[k + 1] : nil
      if token.role == UInt8(ascii: "."), !token.spaced, previous.end - previous.start == 1, let next,
        next.isCapital
      {
        k += 1
        continue
      }
      if token.role == UInt8(ascii: "."), !token.spaced, previous.isCapital,
        previous.end - previous.start <= 2,
        let next,
        next.kind == .word && next.shape == .lower && next.spaced
          || next.kind == .punctuation
            && (next.role == UInt8(ascii: "(") && next.spaced || next.role == UInt8(ascii: ","))
      {
        // chị Y. cho biết, em Th. (9 tuổi), anh B., 30 tuổi: the stop is the initial's.
        k += 1
        break
      }
      if token.role == UInt8(ascii: "-"), !token.spaced, let next, !next.spaced, next.kind == .word {
        k += 2
        continue
      }
      if token.role == UInt8(ascii: "m"), !token.spaced, let next, !next.spaced, next.kind == .word,
        text.stretchAt[k] < 0, previous.isWord
      {
        k += 2
        continue
      }
      if token.kind == .word, token.shape == .lower, let next, isParticle(token),
        !previous.isSyllable || next.isCapital && !next.isSyllable
      {
        if next.isCapital {
          k += 1
          continue
        }
        if next.kind == .word, k + 2 < limit, isParticle(next), text.tokens[k + 2].isCapital {
          // van der
          k += 2
          continue
        }
        // Khalid al-Marwani, al - Marwani
        if next.role == UInt8(ascii: "-"), k + 2 < limit, text.tokens[k + 2].isCapital {
          k += 2
          continue
        }
      }
      if token.role == UInt8(ascii: "m"), let inside = nickname(k, from, limit) {
        k = inside
        continue
      }
      break
    }
    return k
  }

  /// Whether the run so far is a family name with at most one middle name, so that a given name has to follow:
  /// Mạc Khắc | Sáng, Nguyễn Văn | Bên.
  private func awaitsGivenName(_ from: Int, _ at: Int) -> Bool {
    guard !text.tokens[from].traits.isDisjoint(with: .vietnameseFamilyName), at - from <= 2,
      text.tokens[at].isSyllable
    else { return false }
    return text.tokens[at - 1].traits.contains(.middleName)
      && (at + 1 >= text.tokens.count || text.tokens[at + 1].kind != .number)
      && text.hit(.source, at) == nil && text.hit(.connective, at) == nil && text.hit(.determiner, at) == nil
      || isSureMiddleName(at - 1)
  }

  /// Văn and Thị end no name.
  private func isSureMiddleName(_ at: Int) -> Bool {
    let hash = text.tokens[at].hash
    return hash == Self.middleVan || hash == Self.middleThi
  }
  private static let middleVan = NameWords.hash("văn")
  private static let middleThi = NameWords.hash("thị")

  /// Whether a word is one of those that open clauses: theo, khi, tại, các, ngày.
  private func opensClause(_ at: Int) -> Bool {
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1]) where text.hits[index].length == 1 {
      switch text.hits[index].sense.category {
      case .connective, .time, .source, .determiner: return true
      default: continue
      }
    }
    return false
  }

  /// A nickname in marks between the words of a name: the token after its closing mark.
  private func nickname(_ at: Int, _ from: Int, _ limit: Int) -> Int? {
    let index = text.stretchAt[at]
    guard index >= 0 else { return nil }
    let stretch = text.stretches[Int(index)]
    guard stretch.isClosed, stretch.words <= 4, Int(stretch.end) < limit, at - from >= 1 else { return nil }
    let next = text.tokens[Int(stretch.end)]
    guard next.isCapital, next.spaced, !stretch.endsSentence else { return nil }
    // After the marks the name must end within three words.
    guard text.tokens[from].traits.isDisjoint(with: .familyName) == false || at - from >= 2 else {
      return nil
    }
    text.stretches[Int(index)].isNickname = true
    return Int(stretch.end)
  }

  /// The small words inside Arab, Spanish, Dutch, German and French names.
  private func isParticle(_ token: Token) -> Bool {
    let length = Int(token.end - token.start)
    guard length >= 2, length <= 4 else { return false }
    return text.isOne(of: Self.particles, token)
  }

  private static let particles = WordSet([
    "bin", "ibn", "al", "el", "van", "von", "de", "der", "den", "da", "di", "du", "dos", "del", "la", "le",
    "ben",
    "abu", "ter", "of",
  ])

  /// Where in a run of capitals a person's name begins, after places and departments; `nil` when none does.
  func personStart(_ from: Int, _ end: Int, afterOffice: Bool, afterTitle: Bool) -> Int? {
    var p = from
    if let place = text.hit(.place, from), place.length >= 2, from + Int(place.length) < end,
      isFullVietnameseName(from + Int(place.length), end)
    {
      return from + Int(place.length)
    }
    if !isFullVietnameseName(from, end) {
      while p < end {
        // Acronyms after a title are what it heads (giám đốc Sở NN & PT).
        if afterTitle, text.tokens[p].shape == .capitals,
          end - p == 1 || text.tokens[p + 1].shape != .capitals
        {
          p += 1
          continue
        }
        let place = text.hit(.place, p).map { Int($0.length) } ?? 0
        let other = max(
          text.hit(.acronym, p).map { Int($0.length) } ?? 0, text.hit(.medium, p).map { Int($0.length) } ?? 0)
        let length = max(place, other)
        guard length > 0, p + length <= end else { break }
        // A single syllable that is both a country and a name (Anh, Đức, Nga) is a country only right after a title.
        if length == 1, p + 1 < end, p > from || !afterTitle, text.tokens[p].isSyllable { break }
        // ca sĩ Mỹ Mận, đạo diễn Anh Bền: a stage name of two syllables; thủ tướng Anh May is an office.
        if length == 1, p + 2 == end, !afterOffice, text.tokens[p].isSyllable, text.tokens[p + 1].isSyllable {
          break
        }
        p += length
      }
    }
    guard p < end else { return nil }
    if isFullVietnameseName(p, end) { return p }
    var foreign = 0
    for k in p..<end where text.tokens[k].isWord && !text.tokens[k].isSyllable { foreign += 1 }
    if foreign > 0 {
      // Departments in Vietnamese syllables may stand before the foreign name (Ngoại giao John Smith).
      var q = p
      while q < end, text.tokens[q].isSyllable, text.tokens[q].traits.isDisjoint(with: .familyName) { q += 1 }
      if q < end, afterOffice { return q }
      return p
    }
    if end - p > 2 {
      for q in (p + 1)..<max(p + 1, end - 1) where isFullVietnameseName(q, end) { return q }
    }
    if end - p == 1 {
      // Trưởng Đồn …, Phó …: the head of a house or another title, nobody's name.
      if text.tokens[p].isSyllable,
        text.tokens[p].traits.isDisjoint(with: [.givenName, .middleName]) || afterOffice,
        text.hit(.organisation, p) != nil || text.hit(.title, p) != nil || text.hit(.area, p) != nil
      {
        return nil
      }
      let traits = text.tokens[p].traits
      if afterOffice {
        let isAlone =
          end >= text.tokens.count || text.tokens[end].kind != .word || text.tokens[end].glued
          || !isPlain(end)
        return isAlone || traits.contains(.givenName) && text.knownNames.contains(text.tokens[p].hash)
          ? p : nil
      }
      return p
    }
    return afterOffice ? nil : p
  }

  /// Family name and one to three syllables more, as Vietnamese and Chinese names are written.
  func isFullVietnameseName(_ from: Int, _ end: Int) -> Bool {
    var count = end - from
    guard count >= 2, !text.tokens[from].traits.isDisjoint(with: .familyName) else { return false }
    var k = from
    while k < end {
      let token = text.tokens[k]
      if token.role == UInt8(ascii: "m") {
        // A nickname in marks does not count.
        let index = text.stretchAt[k]
        guard index >= 0 else { return false }
        let stretch = text.stretches[Int(index)]
        count -= Int(stretch.end - stretch.open)
        k = Int(stretch.end)
        continue
      }
      guard token.isWord, token.isSyllable || token.word != WordTable.unknown else { return false }
      k += 1
    }
    guard count >= 2, count <= 5 else { return false }
    if let place = text.hit(.place, from), place.length >= 2, Int(place.length) == end - from { return false }
    return true
  }

  // MARK: People

  /// Honorific and name, or a bare pronoun.
  private func honorificPhrase(_ at: Int, _ limit: Int) -> Mention? {
    guard let hit = text.hit(.honorific, at) else { return nil }
    if text.tokens[at].isCapital, let place = text.hit(.place, at), place.length > hit.length { return nil }
    let use = LexiconKinds.honorificUses[Int(hit.sense.detail)]
    let after = at + Int(hit.length)
    // chúng tôi, chúng ta: the speakers themselves, inside their words.
    if after < limit, Self.firstPersons.contains(text.tokens[after].hash), hit.sense.extra == 1 { return nil }
    var mention = Mention(lo: Int32(at), hi: Int32(after), symbol: Symbol.pronoun)
    mention.gender = hit.sense.gender
    mention.isPlural = hit.sense.extra == 1
    mention.titleLo = Int32(at)
    mention.titleHi = Int32(after)
    // A capitalised honorific inside a sentence is part of a name (Anh, Bác).
    if use != "pronoun", after < limit {
      var next = after
      // ông Phó Chủ tịch X; bà giám đốc X
      if let title = text.hit(.title, next), next + Int(title.length) < limit,
        text.tokens[next + Int(title.length)].isCapital
      {
        next += Int(title.length)
        mention.titleKind = title.sense.kind
      }
      if let title = text.hit(.title, next), title.length >= 2, text.tokens[next].isCapital,
        text.tokens[next + 1].shape == .lower
      {
        // nàng Á hậu, ông Chủ tịch: a role with a capital, not a name.
        mention.symbol = Symbol.title
        mention.titleKind = title.sense.kind
        mention.hi = Int32(next) + title.length
        mention.titleHi = mention.hi
        return mention
      }
      if text.tokens[next].isCapital, !text.tokens[next].glued {
        let end = runEnd(next, limit)
        if use == "noun", let seat = text.hit(.place, next) ?? text.hit(.organisation, next),
          next + Int(seat.length) >= end
        {
          // ông chủ Nhà Trắng: a role, not a name.
          mention.symbol = Symbol.title
          mention.hi = Int32(next) + seat.length
          mention.titleHi = mention.hi
          return mention
        }
        mention.symbol = Symbol.person
        mention.hasHonorific = true
        mention.nameLo = Int32(next)
        mention.nameHi = Int32(nameEnd(next, end))
        mention.hi = mention.nameHi
        mention.titleHi = Int32(next)
        if use == "noun" { mention.hasHonorific = false }
        return mention
      }
      if text.tokens[next].role == UInt8(ascii: "m"), text.stretchAt[next] >= 0,
        text.stretches[Int(text.stretchAt[next])].words <= 3,
        let end = nickname(next, next - 1, limit)
      {
        let run = runEnd(end, limit)
        mention.symbol = Symbol.person
        mention.hasHonorific = true
        mention.nameLo = Int32(end)
        mention.nameHi = Int32(run)
        mention.hi = Int32(run)
        return mention
      }
    }
    if use == "honorific" { return nil }
    if use == "noun" {
      mention.symbol = Symbol.title
      if after < limit, let d = text.hit(.connective, after), d.sense.kind == 6 { mention.hi += d.length }
      return mention
    }
    if text.tokens[at].isCapital, at > 0, text.tokens[at - 1].isCapital, text.tokens[at].spaced { return nil }
    return mention
  }

  /// Where a name ends within its run: before a place of two syllables or an office.
  private func nameEnd(_ from: Int, _ end: Int) -> Int {
    var k = from + 1
    while k < end {
      if let place = text.hit(.place, k), place.length >= 2, k + Int(place.length) <= end,
        !completesName(from, k, k + Int(place.length))
      {
        return k
      }
      if k - from >= 2, let title = text.hit(.title, k), title.length >= 2,
        !completesName(from, k, k + Int(title.length))
      {
        return k
      }
      k += 1
    }
    // Seven words, however many hyphens stand between them.
    var words = 0
    k = from
    while k < end, words < 7 {
      if text.tokens[k].isWord { words += 1 }
      k += 1
    }
    return k
  }

  /// Whether the words of a place or an office are a person's given name: Lương Hoà Bình, Đặng Thị Thái Bình.
  private func completesName(_ from: Int, _ at: Int, _ end: Int) -> Bool {
    guard !text.tokens[from].traits.isDisjoint(with: .familyName), end - from <= 4,
      (from..<end).allSatisfy({ text.tokens[$0].isWord && text.tokens[$0].isSyllable })
    else { return false }
    return at - from == 1 || at - from == 2 && isSureMiddleName(at - 1)
  }

  /// vị cố vấn, người quản giáo, nữ bác sĩ: a title with a word before it that counts people.
  @inline(__always)
  func prefixed(at: Int, limit: Int) -> Mention? {
    if let address = address(at, limit) { return address }
    guard at + 1 < limit, text.has(.title, at + 1), !text.has(.title, at),
      Self.prefixes.contains(text.tokens[at].hash), var mention = titled(at + 1, limit)
    else { return nil }
    mention.lo = Int32(at)
    mention.titleLo = Int32(at)
    return mention
  }

  /// Titles and roles, with the name when one follows.
  private func titled(_ at: Int, _ limit: Int) -> Mention? {
    guard let first = text.hit(.title, at) else { return nil }
    var k = at
    var mention = Mention(lo: Int32(at), hi: Int32(at), symbol: Symbol.title)
    mention.titleLo = Int32(at)
    mention.titleKind = first.sense.kind
    var afterOffice = false
    while k < limit, k - at < 30, let title = text.hit(.title, k) {
      k += Int(title.length)
      if title.sense.gender != .unknown { mention.gender = title.sense.gender }
      afterOffice = title.sense.kind == 0
      // GS.TS, PGS. TS.
      while k < limit, text.tokens[k].role == UInt8(ascii: "."), k + 1 < limit,
        text.hit(.title, k + 1) != nil || text.tokens[k + 1].isCapital, text.tokens[k - 1].shape != .lower
      {
        k += 1
      }
      if k < limit, text.tokens[k].role == UInt8(ascii: "-") || text.tokens[k].role == UInt8(ascii: ","),
        k + 1 < limit, let next = text.hit(.title, k + 1), next.sense.kind == 2, title.sense.kind == 2
      {
        k += 1
      }
    }
    let titleEnd = k
    let isShort = k - at == 1 && !text.tokens[at].isCapital
    var named = false
    var scan = k
    var extended = k
    // The organisation, field or place that the title belongs to.
    var steps = 0
    while scan < limit, steps < 8 {
      steps += 1
      let token = text.tokens[scan]
      if token.glued { break }
      if token.kind == .word, text.hasHits(scan) {
        if let honorific = text.hit(.honorific, scan), scan > at,
          honorific.sense.detail != 1 || !token.isCapital,
          // thị xã X: a town, not a woman.
          (text.hit(.organisation, scan)?.length ?? 0) <= honorific.length
        {
          let after = scan + Int(honorific.length)
          if after < limit, text.tokens[after].isCapital,
            !token.isCapital || text.tokens[scan - 1].isCapital == false
          {
            let end = runEnd(after, limit)
            mention.nameLo = Int32(after)
            mention.nameHi = Int32(nameEnd(after, end))
            mention.hasHonorific = true
            if honorific.sense.gender != .unknown { mention.gender = honorific.sense.gender }
            named = true
          }
          break
        }
        if let possessive = text.hit(.connective, scan), possessive.sense.kind == 4 {
          let after = scan + Int(possessive.length)
          guard after < limit,
            text.hit(.organisation, after) != nil
              || text.tokens[after].isCapital && text.hit(.honorific, after) == nil
          else { break }
          scan = after
          continue
        }
        if text.tokens[scan].shape == .lower || text.hit(.organisation, scan) != nil,
          afterOffice || !isPersonalName(scan, limit), !isBearer(scan, limit),
          let tail = organisationTail(scan, limit)
        {
          scan = tail.end
          extended = scan
          if let person = tail.person {
            mention.nameLo = Int32(person)
            mention.nameHi = Int32(nameEnd(person, runEnd(person, limit)))
            named = true
            break
          }
          continue
        }
      }
      if let unit = unitEnd(scan, limit) {
        scan = unit
        extended = unit
        continue
      }
      if token.kind == .number, scan == extended, scan > at, text.hit(.area, scan - 1) != nil {
        // trưởng công an quận 12
        scan += 1
        extended = scan
        continue
      }
      if token.isCapital {
        let end = runEnd(scan, limit)
        if afterOffice, let department = departmentEnd(scan, end, limit) {
          scan = department
          extended = department
          continue
        }
        if let person = personStart(
          scan, end, afterOffice: afterOffice, afterTitle: scan == titleEnd || extended == scan)
        {
          mention.nameLo = Int32(person)
          mention.nameHi = Int32(nameEnd(person, end))
          named = true
          break
        }
        scan = end
        extended = end
        continue
      }
      if token.role == UInt8(ascii: "o"), extended == scan, extended > titleEnd, scan + 1 < limit,
        text.tokens[scan + 1].isCapital
      {
        scan += 1
        extended = scan
        continue
      }
      if token.kind == .word, isPlain(scan) {
        // Up to four plain words before a capital: cố vấn an ninh quốc gia Mỹ X.
        var q = scan
        while q < limit, q - scan < 4, text.tokens[q].kind == .word, text.tokens[q].shape == .lower,
          isPlain(q)
        { q += 1 }
        guard q < limit, text.tokens[q].isCapital || text.hit(.organisation, q) != nil, !text.tokens[q].glued
        else { break }
        scan = q
        continue
      }
      break
    }
    if named {
      mention.symbol = Symbol.person
      mention.titleHi = mention.nameLo
      mention.hi = mention.nameHi
      return mention
    }
    // Short common nouns (bầu, tướng, thầy) are trusted before a name only.
    if isShort { return nil }
    mention.hi = Int32(extended)
    mention.titleHi = Int32(extended)
    if extended < limit, let d = text.hit(.connective, extended), d.sense.kind == 6 { mention.hi += d.length }
    return mention
  }

  /// The end of Q. 5, P. Vân Trạch, H.Cái Nứa: a unit's letter and what it is called; `nil` for anything else.
  private func unitEnd(_ at: Int, _ limit: Int) -> Int? {
    guard at + 2 < limit, text.tokens[at].isCapital, text.tokens[at + 1].role == UInt8(ascii: "."),
      !text.tokens[at + 1].spaced, text.isOne(of: Self.unitLetters, text.tokens[at])
    else { return nil }
    let name = text.tokens[at + 2]
    if name.kind == .number { return at + 3 }
    guard name.shape == .capitalised, !name.glued, name.end - name.start >= 2 else { return nil }
    if let place = text.hit(.place, at + 2) { return at + 2 + Int(place.length) }
    return min(runEnd(at + 2, limit), at + 4)
  }

  private static let unitLetters = WordSet(["Q", "P", "H", "F", "TX", "TT"])

  /// Đại tá Đoàn Văn X: a family name that is a house's head too, with the rest of a name.
  private func isBearer(_ at: Int, _ limit: Int) -> Bool {
    guard text.tokens[at].isCapital, text.hit(.organisation, at)?.length == 1,
      text.tokens[at].traits.contains(.vietnameseFamilyName)
    else { return false }
    let end = runEnd(at, limit)
    return end - at >= 3 && end - at <= 4 && isFullVietnameseName(at, end)
  }

  /// The end of an office's field of one capital and lower-case words (Tài nguyên và Môi trường), if one begins here.
  private func departmentEnd(_ from: Int, _ runEnd: Int, _ limit: Int) -> Int? {
    guard runEnd - from == 1, text.tokens[from].isSyllable, runEnd < limit, text.tokens[runEnd].kind == .word,
      text.tokens[runEnd].shape == .lower, isPlain(runEnd)
    else { return nil }
    var k = runEnd
    while k < limit {
      let token = text.tokens[k]
      guard token.kind == .word, !token.glued else { break }
      if token.shape == .lower {
        if let joint = text.hit(.connective, k), joint.sense.kind == 0, k + 1 < limit,
          text.tokens[k + 1].isCapital, text.tokens[k + 1].isSyllable
        {
          k += 2
          continue
        }
        guard isPlain(k), k - from < 8, text.hit(.title, k) == nil else { break }
        k += 1
        continue
      }
      break
    }
    // Lower-case words that lead to no capital are the sentence's.
    while k > from + 1, k < limit, text.tokens[k].kind != .word { return from + 2 <= k ? from + 2 : nil }
    return k
  }

  /// Words by which speakers name themselves; never the name of somebody.
  static let firstPersons = WordSet(["tôi", "ta", "mình", "tui", "tao", "chúng"])

  private static let prefixes = WordSet([
    "vị", "người", "nữ", "nam", "viên", "cựu", "nguyên", "tân", "cố", "quyền",
  ])

  // MARK: Organisations

  private func organisation(_ at: Int, _ limit: Int) -> Mention? {
    if let acronym = text.hit(.acronym, at), text.tokens[at].shape != .lower {
      let medium = text.hit(.medium, at)
      if medium == nil || medium!.length <= acronym.length {
        if text.hit(.organisation, at).map({ $0.length >= acronym.length }) != true {
          return named(at, at + Int(acronym.length), Symbol.organisation)
        }
      }
    }
    if let medium = text.hit(.medium, at), text.tokens[at].isCapital, isWrittenAsName(at, Int(medium.length)),
      medium.length > 1 || at + 1 >= limit || !text.tokens[at + 1].isCapital || text.tokens[at + 1].glued
    {
      return named(at, at + Int(medium.length), Symbol.medium)
    }
    guard let head = text.hit(.organisation, at) else { return nil }
    if isPersonalName(at, limit) { return nil }
    // ông X đã tổ chức họp báo: a verb.
    if text.tokens[at].shape == .lower, at > 0, text.hit(.preverbal, at - 1) != nil,
      text.reads("tổ chức", at, at + 2)
    {
      return nil
    }
    let isMedium = LexiconKinds.organisations[Int(head.sense.kind)] == "medium"
    guard let tail = organisationTail(at, limit) else { return nil }
    var mention = named(at, tail.end, isMedium ? Symbol.medium : Symbol.organisation)
    if let person = tail.person, !isMedium {
      // Công an tỉnh X Nguyễn Văn Y does not occur without a title: the run is the organisation's.
      mention.hi = Int32(person)
      mention.nameHi = Int32(person)
    }
    if !tail.isNamed {
      // A bare head: công ty, bệnh viện; with này it points back.
      let after = Int(mention.hi)
      let isSubject =
        after < limit
        && (text.hit(.cue, after) != nil || leadsToCue(after)
          || text.hit(.connective, after)?.sense.kind == 6)
      guard head.length >= 2 || after > at + 1 || isSubject else { return nil }
      mention.nameHi = mention.nameLo
      mention.titleLo = Int32(at)
      mention.titleHi = mention.hi
      if Int(mention.hi) < limit, let d = text.hit(.connective, Int(mention.hi)), d.sense.kind == 6 {
        mention.hi += d.length
      }
    }
    return mention
  }

  /// Tuổi Trẻ, Thanh Tra: a paper's name has a second capital, where people at work and inspectors have not.
  private func isWrittenAsName(_ at: Int, _ length: Int) -> Bool {
    length == 1
      || (at + 1..<min(at + length, text.tokens.count)).contains {
        text.tokens[$0].isCapital || text.tokens[$0].kind != .word
      }
  }

  /// Songvan.vn: a page named by its address.
  private func address(_ at: Int, _ limit: Int) -> Mention? {
    guard at + 2 < limit, text.tokens[at + 1].role == UInt8(ascii: "."), !text.tokens[at + 1].spaced,
      !text.tokens[at + 2].spaced, text.tokens[at].isCapital,
      text.isOne(of: Self.domains, text.tokens[at + 2])
    else { return nil }
    return named(at, at + 3, Symbol.medium)
  }

  private static let domains = WordSet(["vn", "com", "net", "org", "info"])

  /// Sương Trần, Trường Lam: two capitalised syllables whose first is a given name too make a name, no web page or school.
  private func isPersonalName(_ at: Int, _ limit: Int) -> Bool {
    guard let head = text.hit(.organisation, at), head.length == 1, text.tokens[at].shape == .capitalised,
      text.tokens[at].traits.contains(.givenName), at + 1 < limit,
      text.tokens[at + 1].shape == .capitalised, text.tokens[at + 1].isSyllable,
      text.hit(.medium, at + 1) == nil,
      !text.tokens[at + 1].traits.isDisjoint(with: [.vietnameseFamilyName, .givenName])
    else { return false }
    return runEnd(at, limit) - at == 2
  }

  private func named(_ lo: Int, _ hi: Int, _ symbol: UInt8) -> Mention {
    var mention = Mention(lo: Int32(lo), hi: Int32(hi), symbol: symbol)
    mention.nameLo = Int32(lo)
    mention.nameHi = Int32(hi)
    return mention
  }

  /// An organisation's name from its head on: where it ends, whether it holds a proper name, and where a
  /// person's name begins inside its last run.
  func organisationTail(_ at: Int, _ end: Int) -> (end: Int, isNamed: Bool, person: Int?)? {
    guard let head = text.hit(.organisation, at) else { return nil }
    let limit = min(end, at + 40)
    var j = at + Int(head.length)
    var solid = at + Int(head.length)
    var isNamed = head.length >= 2 && text.tokens[at].isCapital && text.tokens[j - 1].isCapital
    var inList = false
    while j < limit {
      let token = text.tokens[j]
      if token.glued || token.kind == .newline { break }
      if let unit = unitEnd(j, limit) {
        j = unit
        solid = j
        isNamed = true
        continue
      }
      if token.kind == .word {
        if j + 1 < limit, text.tokens[j + 1].kind == .number, token.shape == .lower,
          text.reads("số", j, j + 1)
        {
          // Trường Tiểu học số 2 Mỹ Lộc
          j += 2
          solid = j
          isNamed = true
          continue
        }
        if let unit = text.hit(.area, j), j + Int(unit.length) < limit || unit.length > 1 {
          j += Int(unit.length)
          if j < limit, text.tokens[j].role == UInt8(ascii: "."), text.tokens[j - 1].shape != .lower {
            j += 1
          }
          solid = j
          continue
        }
        if let inner = text.hit(.organisation, j),
          inner.length > 1 || j + 1 < limit && text.tokens[j + 1].isCapital,
          !isFullVietnameseName(j, runEnd(j, limit)),
          // Sở X TP. Y tổ chức …: a verb.
          !(token.shape == .lower && endsPlace(j) && text.reads("tổ chức", j, j + 2))
        {
          j += Int(inner.length)
          solid = j
          continue
        }
        if token.isCapital {
          if let place = text.hit(.place, j),
            !(place.length == 1 && isFullVietnameseName(j, runEnd(j, limit)))
          {
            j += Int(place.length)
            solid = j
            isNamed = true
            continue
          }
          if j == at + Int(head.length), head.length == 2, text.hit(.area, at) != nil,
            text.hit(.honorific, at) != nil, !isSureMiddleName(min(j + 1, limit - 1))
          {
            // thị xã Vân Trạch Nguyễn Văn A: towns have names, of two syllables where the lexicon has none.
            let end = runEnd(j, limit)
            let length = text.hit(.place, j).map { Int($0.length) } ?? (end - j >= 4 ? 2 : end - j)
            j = min(end, j + length)
            solid = j
            isNamed = true
            if end - j >= 2, isFullVietnameseName(j, end) { return (solid, true, j) }
            continue
          }
          if j == at + Int(head.length) {
            // Thủ tướng Chính phủ Nguyễn Văn A
            let end = runEnd(j, limit)
            if end - j >= 3 || head.sense.kind <= 3 && head.length >= 2 && end - j == 2,
              isFullVietnameseName(j, end), text.hit(.place, j).map({ $0.length < 2 }) ?? true
            {
              return (solid, isNamed, j)
            }
          }
          let isState = head.sense.kind <= 3
          if isNamed && j > at + Int(head.length)
            || isState && text.tokens[at].shape == .lower && head.length >= 2
          {
            let end = runEnd(j, limit)
            // An acronym in brackets follows an organisation, not a person.
            let isAbbreviated = end < limit && text.tokens[end].role == UInt8(ascii: "(")
            if isFullVietnameseName(j, min(end, j + 5)), end - j <= 5, text.hit(.area, j - 1) == nil,
              !isAbbreviated
            {
              return (solid, isNamed, j)
            }
            // A company's own name may be foreign: a person's comes after it only.
            let isOwnName =
              !writesWords(head)
              && !(at..<j).contains { text.tokens[$0].isCapital && !text.tokens[$0].isSyllable }
            if !token.isSyllable, !isOwnName, text.hit(.acronym, j) == nil, token.shape != .capitals {
              if text.tokens[j - 1].isSyllable || text.tokens[j - 1].shape == .lower
                || text.hit(.place, j - 1) != nil
              {
                // Ben Orpington: a first name that happens to have a syllable's form.
                if j - 1 > at + Int(head.length), text.tokens[j - 1].isCapital, isPlainLatin(j - 1),
                  text.tokens[j - 2].shape == .lower || text.hit(.place, j - 2) != nil,
                  !endsPlace(j)
                {
                  return (j - 1, isNamed, j - 1)
                }
                return (solid, isNamed, j)
              }
            }
          }
          j += halfCapitals(j, limit)
          solid = j
          isNamed = true
          if writesWords(head), j < limit, let tail = lowerTail(j, limit) {
            j = tail
            solid = j
          }
          continue
        }
        if let connective = text.hit(.connective, j) {
          // Giáo dục và Đào tạo; Lao động, Thương binh và Xã hội
          if connective.sense.kind == 0, isNamed, writesWords(head), let area = fieldEnd(j + 1, limit),
            text.hit(.area, area) != nil
          {
            // Chi cục Chăn nuôi và thú y tỉnh X
            j = area
            continue
          }
          if connective.sense.kind == 0, isNamed, j + 1 < limit, text.tokens[j + 1].isCapital,
            text.hit(.title, j + 1) == nil, text.hit(.honorific, j + 1) == nil,
            text.hit(.organisation, j + 1) == nil,
            text.hit(.place, j + 1) == nil, !isFullVietnameseName(j + 1, runEnd(j + 1, limit)),
            text.tokens[j + 1].isSyllable
          {
            j += 1
            inList = true
            continue
          }
          break
        }
        if isNamed, !isPlain(j), token.shape == .lower, text.tokens[j - 1].isCapital,
          text.tokens[j - 1].isSyllable,
          !endsPlace(j), writesWords(head), isHalfWord(j)
        {
          // Tài chính: the second syllable may be a word of another kind by itself.
          j += 1
          solid = j
          continue
        }
        if isNamed, token.shape == .lower, opensPredicate(j, limit) { break }
        if isPlain(j) {
          var q = j
          while q < limit, q - j < 10, text.tokens[q].kind == .word, text.tokens[q].shape == .lower,
            isPlain(q),
            text.hit(.area, q) == nil, !(isNamed || isOffice(q)) || !opensPredicate(q, limit)
          {
            q += 1
          }
          guard q > j else { break }
          if q < limit, text.tokens[q].shape == .lower, isNamed || isOffice(q), opensPredicate(q, limit) {
            // Bộ Giao thông vận tải | giao Tổng cục Đường bộ
            return isNamed && q - j <= 3 ? (q, true, nil) : (solid, isNamed, nil)
          }
          guard q < limit, text.tokens[q].kind == .word, !text.tokens[q].glued else {
            if isNamed, text.tokens[j - 1].isCapital, text.tokens[j - 1].isSyllable,
              !endsPlace(j), writesWords(head)
            {
              j += 1
              solid = j
              continue
            }
            break
          }
          if isNamed, let joint = text.hit(.connective, q), joint.sense.kind == 0, q + 1 < limit,
            text.tokens[q + 1].isCapital,
            text.tokens[q + 1].isSyllable, text.hit(.title, q + 1) == nil,
            text.hit(.organisation, q + 1) == nil,
            text.hit(.place, q + 1) == nil, !isFullVietnameseName(q + 1, runEnd(q + 1, limit))
          {
            j = q + 1
            continue
          }
          // Hóa học, Ngân sách: an office's name writes the first syllable of a word with a capital.
          if isNamed, text.tokens[j - 1].isCapital, text.tokens[j - 1].isSyllable,
            !endsPlace(j), writesWords(head)
          {
            let reaches = text.hit(.cue, q) != nil || leadsToCue(q)
            if !(text.tokens[q].isCapital && q - j <= 3) && text.hit(.area, q) == nil {
              if reaches, q - j <= 3 { return (q, true, nil) }
              j += 1
              solid = j
              continue
            }
          }
          if text.tokens[q].isCapital && q - j <= 3 || text.hit(.area, q) != nil {
            j = q
            continue
          }
          if text.hit(.cue, q) != nil || leadsToCue(q), !isNamed || q - j <= 4 {
            // The words up to the cue belong to the name: Trung tâm kiểm soát bệnh tật cho biết.
            if text.tokens[at].isCapital || !isNamed { return (q, true, nil) }
          }
          break
        }
        break
      }
      if token.kind == .number, isNamed, token.spaced, endsNumbered(head, j, limit) {
        // Bệnh viện Vân Trạch 115, Nhà máy nhiệt điện Cái Nứa 1
        j += 1
        solid = j
        continue
      }
      if token.kind == .number,
        !token.spaced || text.tokens[j - 1].shape == .lower || text.tokens[j - 1].isCapital,
        !isNamed || text.hit(.area, j - 1) != nil
      {
        j += 1
        solid = j
        isNamed = true
        continue
      }
      if token.role == UInt8(ascii: ","), isNamed, !inList, j + 1 < limit, text.tokens[j + 1].isCapital,
        ministryList(j + 1, limit)
      {
        j += 1
        continue
      }
      if token.role == UInt8(ascii: "-") || token.role == UInt8(ascii: "o"), isNamed, j + 1 < limit,
        text.tokens[j + 1].isCapital,
        text.hit(.title, j + 1) == nil, text.hit(.honorific, j + 1) == nil,
        !isFullVietnameseName(j + 1, runEnd(j + 1, limit)),
        token.spaced == text.tokens[j + 1].spaced
      {
        j += 1
        continue
      }
      if token.role == UInt8(ascii: "-"), isNamed, writesWords(head), let end = fieldEnd(j + 1, limit) {
        // Sở Tài nguyên - môi trường tỉnh X
        j = end
        solid = end
        continue
      }
      if token.role == UInt8(ascii: "."), !token.spaced, j + 1 < limit, !text.tokens[j + 1].spaced,
        text.isOne(of: Self.domains, text.tokens[j + 1])
      {
        // trang Songvan.vn
        j += 2
        solid = j
        continue
      }
      if token.role == UInt8(ascii: "."), !token.spaced, j + 1 < limit, text.tokens[j + 1].isCapital,
        text.tokens[j - 1].shape == .capitals,
        text.tokens[j - 1].end - text.tokens[j - 1].start <= 3
      {
        j += 1
        continue
      }
      break
    }
    return (solid, isNamed, nil)
  }

  /// Whether a number belongs to the name of a house that may have one: nothing is counted after it.
  private func endsNumbered(_ head: Hit, _ at: Int, _ limit: Int) -> Bool {
    switch LexiconKinds.organisations[Int(head.sense.kind)] {
    case "hospital", "school", "company", "other": break
    default: return false
    }
    guard text.tokens[at].end - text.tokens[at].start <= 3 else { return false }
    guard at + 1 < limit else { return true }
    let next = text.tokens[at + 1]
    return next.kind == .punctuation && next.role != UInt8(ascii: ".") && next.role != UInt8(ascii: "/")
      || text.hit(.area, at + 1) != nil || text.hit(.cue, at + 1) != nil || leadsToCue(at + 1)
  }

  /// Where a field of two to four lower-case words ends (môi trường, thể thao, thú y) that begins at a token: before an
  /// area or a verb of speech; `nil` when it is none.
  private func fieldEnd(_ at: Int, _ limit: Int) -> Int? {
    var k = at
    while k < limit, k - at < 5, text.tokens[k].kind == .word, text.tokens[k].shape == .lower,
      text.hit(.area, k) == nil, text.hit(.cue, k) == nil, !leadsToCue(k), text.hit(.title, k) == nil
    {
      k += 1
    }
    guard k - at >= 2, k - at <= 4, k < limit, text.tokens[k].kind == .word else { return nil }
    return text.hit(.area, k) != nil || text.hit(.cue, k) != nil || leadsToCue(k) ? k : nil
  }

  /// Whether what follows a house's name is its verb: after the place that ends the name (Công an TP X phối hợp …), or
  /// before another house (Bộ Y giao Tổng cục Z); or an office of somebody whom it deals with.
  private func opensPredicate(_ at: Int, _ limit: Int) -> Bool {
    if isOffice(at) { return true }
    guard text.isVerb(at) else { return false }
    if endsPlace(at) { return true }
    let object = at + text.wordLength(at)
    return object < limit && text.tokens[object].isCapital
      && (text.hit(.organisation, object) != nil || text.hit(.acronym, object) != nil)
  }

  /// Whether somebody's office begins here, by its own name: no quản lý, which many a house has in its name.
  private func isOffice(_ at: Int) -> Bool {
    guard text.hit(.title, at) != nil else { return false }
    return text.reads("chủ tịch", at, at + 2) || text.reads("bí thư", at, at + 2)
      || text.reads("giám đốc", at, at + 2) || text.reads("bộ trưởng", at, at + 2)
      || text.reads("thủ tướng", at, at + 2) || text.reads("hiệu trưởng", at, at + 2)
  }

  /// How many tokens a capitalised word takes: two when only its first syllable has the capital (Thông tin, Gìn giữ).
  private func halfCapitals(_ at: Int, _ limit: Int) -> Int {
    guard at + 1 < limit, text.tokens[at + 1].kind == .word, text.tokens[at + 1].shape == .lower else {
      return 1
    }
    // Sông Cầu | dẫn lời: the second syllable belongs to what follows.
    for index in Int(text.hitStart[at + 1])..<Int(text.hitStart[at + 2])
    where text.hits[index].length >= 2 && text.hits[index].sense.category != .word { return 1 }
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1]) where text.hits[index].length == 2 {
      switch text.hits[index].sense.category {
      case .word, .cue, .notCue, .document, .title, .group: return 2
      default: continue
      }
    }
    return 1
  }

  /// The end of a name's lower-case words when they run up to a comma, a bracket or a verb of speech:
  /// Cục Gìn giữ hoà bình (…), Viện kiểm sát nhân dân tối cao, …
  private func lowerTail(_ at: Int, _ limit: Int) -> Int? {
    var k = at
    while k < limit, k - at < 6, text.tokens[k].kind == .word, text.tokens[k].shape == .lower {
      guard isPlain(k), text.hit(.area, k) == nil, text.hit(.organisation, k) == nil,
        text.hit(.title, k) == nil
      else { break }
      let length = text.wordLength(k)
      if length == 1, text.isVerb(k) || text.hit(.determiner, k) != nil { return nil }
      k = min(limit, k + length)
    }
    guard k > at else { return nil }
    // A word of one syllable may be anything; one of two that is no verb belongs to the name.
    let isWhole =
      k - at >= 2 && !(at..<k).contains { text.isVerb($0) && text.wordLength($0) == 2 && $0 == at }
    guard k < limit else { return isWhole ? k : nil }
    switch text.tokens[k].role {
    case UInt8(ascii: ","), UInt8(ascii: "("): return k
    default: break
    }
    return text.tokens[k].kind == .word && (text.hit(.cue, k) != nil || leadsToCue(k)) ? k : nil
  }

  /// Whether a lower-case word may be the second half of a name's word: an adverb or link of one syllable, no verb of
  /// speech, no preposition.
  private func isHalfWord(_ at: Int) -> Bool {
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1]) {
      switch text.hits[index].sense.category {
      case .cue, .connective, .source, .time, .honorific: return false
      case .preverbal where text.hits[index].length > 1: return false
      default: continue
      }
    }
    return !text.isOne(of: Self.verbWords, text.tokens[at])
  }

  /// Words of one syllable that belong to a verb or open a clause.
  private static let verbWords = WordSet([
    "đã", "đang", "sẽ", "cũng", "vừa", "mới", "còn", "không", "chưa", "được", "bị", "có", "cần", "lại",
    "tiếp",
    "rằng", "là", "phải", "vẫn", "đều", "từng",
  ])

  /// Whether the name of a place, of up to three syllables, ends right before a token.
  private func endsPlace(_ at: Int) -> Bool {
    for length in 1...3 where at - length >= 0 {
      if let place = text.hit(.place, at - length), Int(place.length) == length { return true }
      // huyện Ba Tri: the second capital after an area word ends a place that no list holds.
      if length >= 2, text.tokens[at - 1].isCapital, at - length - 1 >= 0,
        text.hit(.area, at - length - 1) != nil
      {
        return true
      }
    }
    return false
  }

  /// Whether an adverb and a verb of speech follow.
  private func leadsToCue(_ at: Int) -> Bool {
    guard let adverb = text.hit(.preverbal, at) else { return false }
    return text.hit(.cue, at + Int(adverb.length)) != nil
  }

  /// Whether names after this head are made of common words (Sở Khoa học và Công nghệ), not of proper names.
  private func writesWords(_ head: Hit) -> Bool {
    switch LexiconKinds.organisations[Int(head.sense.kind)] {
    case "company", "bank", "medium", "club": false
    default: true
    }
  }

  /// Whether a word is written without any diacritic.
  private func isPlainLatin(_ at: Int) -> Bool {
    (Int(text.tokens[at].start)..<Int(text.tokens[at].end)).allSatisfy { text.bytes[$0] < 0x80 }
  }

  /// Whether the list of a ministry's fields goes on: `Thể thao và Du lịch`.
  private func ministryList(_ at: Int, _ limit: Int) -> Bool {
    for k in at..<min(at + 5, limit) {
      if let c = text.hit(.connective, k), c.sense.kind == 0 {
        return k + 1 < limit && text.tokens[k + 1].isCapital
      }
      if text.tokens[k].kind != .word { return false }
      if text.hit(.title, k) != nil || text.hit(.honorific, k) != nil { return false }
    }
    return false
  }

  /// A lower-case word that can stand inside a noun phrase: neither cue nor link nor pronoun.
  func isPlain(_ at: Int) -> Bool { text.hitMask[at] & Self.functionWords == 0 }

  /// The categories of words that cannot stand inside a noun phrase.
  private static let functionWords = Category.mask([
    .cue, .preverbal, .connective, .time, .link, .honorific, .source,
  ])

  // MARK: Groups, kin and documents

  /// các chuyên gia; nhiều người dân; hai nghi phạm; một quan chức
  private func group(_ at: Int, _ limit: Int) -> Mention? {
    var k = at
    var isPlural = false
    var hasDeterminer = false
    var isFixed = false
    if let determiner = text.hit(.determiner, k) {
      let kind = LexiconKinds.determiners[Int(determiner.sense.kind)]
      guard kind != "side" else { return nil }
      if let fixed = text.hit(.group, k), fixed.length > determiner.length {
        // một nguồn tin, hai bên: listed as a whole
        isPlural = kind == "plural"
        isFixed = true
      } else {
        isPlural = kind == "plural"
        hasDeterminer = true
        k += Int(determiner.length)
      }
    } else if text.tokens[k].kind == .number {
      k += 1
      isPlural = true
      hasDeterminer = true
    }
    guard k < limit else { return nil }
    if hasDeterminer, !isPlural, var document = document(k, limit), document.issuer >= 0 {
      document.lo = Int32(at)
      return document
    }
    var end = k
    if hasDeterminer, let relative = text.hit(.kin, k), relative.length >= 2,
      (text.hit(.group, k)?.length ?? 0) <= relative.length, let whole = kin(k, limit),
      whole.hi > Int32(k) + relative.length
    {
      // một người thân nghi phạm X: somebody of X's, not X.
      end = Int(whole.hi)
    } else if let group = text.hit(.group, k) {
      // A title of the same words with a name after it is a person.
      if !hasDeterminer, let title = text.hit(.title, k), title.length >= group.length { return nil }
      end = k + Int(group.length)
      if !hasDeterminer, !isFixed { isPlural = true }
    } else if hasDeterminer, let title = text.hit(.title, k) {
      end = k + Int(title.length)
    } else if hasDeterminer, let noun = text.hit(.honorific, k),
      noun.sense.detail == 3 || noun.sense.extra == 1
    {
      end = k + Int(noun.length)
    } else if hasDeterminer, let relative = text.hit(.kin, k) {
      // một người thân nghi phạm X: somebody of X's, not X.
      end = kin(k, limit).map { Int($0.hi) } ?? k + Int(relative.length)
    } else if hasDeterminer, let organisation = text.hit(.organisation, k), text.tokens[k].shape == .lower {
      end = k + Int(organisation.length)
    } else if hasDeterminer, text.tokens[k].shape == .capitals,
      text.tokens[k].end - text.tokens[k].start >= 3,
      text.hit(.place, k) == nil, text.hit(.acronym, k) == nil, text.hit(.medium, k) == nil,
      text.hit(.organisation, k) == nil
    {
      // một NĐT, các CĐV: a noun that the paper shortens.
      end = k + 1
    } else if hasDeterminer, isPlural, text.tokens[at].kind == .word, text.tokens[k].kind == .word,
      text.tokens[k].shape == .lower, isPlain(k),
      at == 0 || text.tokens[at].isCapital || text.tokens[at - 1].kind == .punctuation || !isPlain(at - 1)
    {
      // Các hộ góp đất …: a plural of any noun, where a clause begins.
      end = min(limit, k + text.wordLength(k))
      isPlural = true
    } else {
      return nil
    }
    // một thợ lặn tên Lâm is a person; a name right after is one too.
    if !isPlural, end < limit, text.tokens[end].isCapital, let person = titled(k, limit), person.hasName {
      var mention = person
      mention.lo = Int32(at)
      return mention
    }
    var mention = Mention(lo: Int32(at), hi: Int32(end), symbol: Symbol.group)
    mention.isPlural = isPlural
    mention.titleLo = Int32(at)
    mention.titleHi = Int32(end)
    // giới chức Mỹ; quan chức hải quan Veldram; cảnh sát Hàn Quốc
    var j = end
    while j < limit, text.tokens[j].kind == .word, !text.tokens[j].glued {
      if text.tokens[j].isCapital {
        let run = runEnd(j, limit)
        if let place = text.hit(.place, j), j + Int(place.length) <= run {
          j += Int(place.length)
          mention.hi = Int32(j)
          continue
        }
        break
      }
      if let tail = organisationTail(j, limit), text.hit(.cue, j) == nil {
        j = tail.end
        mention.hi = Int32(tail.end)
        continue
      }
      if let unit = text.hit(.area, j) {
        j += Int(unit.length)
        mention.hi = Int32(j)
        continue
      }
      // nguồn tin ngoại giao Na Uy: a noun or two before the place.
      if j == end, isPlain(j), !text.isVerb(j) {
        let next = j + text.wordLength(j)
        if next < limit, text.tokens[next].isCapital, !text.tokens[next].glued, text.hit(.place, next) != nil
        {
          j = next
          continue
        }
      }
      break
    }
    mention.titleHi = mention.hi
    // người phát ngôn Bộ X Nguyễn Văn A: the role is one named person's.
    let after = Int(mention.hi)
    if !hasDeterminer, after < limit, text.tokens[after].isCapital, !text.tokens[after].glued,
      text.tokens[after].shape != .capitals,
      text.hit(.organisation, k) == nil, text.hit(.medium, after) == nil, text.hit(.acronym, after) == nil
    {
      let end = runEnd(after, limit)
      if isFullVietnameseName(after, end) || !text.tokens[after].isSyllable && text.hit(.place, after) == nil
      {
        mention.symbol = Symbol.person
        mention.isPlural = false
        mention.nameLo = Int32(after)
        mention.nameHi = Int32(nameEnd(after, end))
        mention.titleHi = Int32(after)
        mention.hi = mention.nameHi
      }
    }
    return mention
  }

  /// đại diện Công an tỉnh X; phía công ty; lãnh đạo huyện Y
  private func side(_ at: Int, _ limit: Int) -> Mention? {
    guard let determiner = text.hit(.determiner, at),
      LexiconKinds.determiners[Int(determiner.sense.kind)] == "side"
    else { return nil }
    var k = at + Int(determiner.length)
    var isOwned = determiner.length > 1 && text.hit(.connective, k - 1)?.sense.kind == 4
    if k < limit, let possessive = text.hit(.connective, k), possessive.sense.kind == 4 {
      k += Int(possessive.length)
      isOwned = true
    }
    guard k < limit else { return nil }
    var mention = Mention(lo: Int32(at), hi: Int32(k), symbol: Symbol.group)
    mention.titleLo = Int32(at)
    if let inner = group(k, limit) ?? kin(k, limit) ?? titled(k, limit) ?? organisation(k, limit) {
      if inner.hasName, inner.symbol == Symbol.person, !isOwned {
        // phía ông Nam: the person
        var person = inner
        person.lo = Int32(at)
        return person
      }
      mention.hi = inner.hi
    } else if let unit = text.hit(.area, k) {
      var j = k + Int(unit.length)
      while j < limit, text.tokens[j].isCapital { j += 1 }
      mention.hi = Int32(j)
    } else if text.tokens[k].isCapital {
      let end = runEnd(k, limit)
      if determiner.length > 1 || text.hit(.place, k) != nil {
        if !isOwned, let person = personStart(k, end, afterOffice: true, afterTitle: true),
          person > k || isFullVietnameseName(k, end)
        {
          // đại diện VFF Nguyễn Văn A
          mention.symbol = Symbol.person
          mention.nameLo = Int32(person)
          mention.nameHi = Int32(nameEnd(person, end))
          mention.titleHi = Int32(person)
          mention.hi = mention.nameHi
          return mention
        }
      }
      mention.hi = Int32(end)
    } else {
      return nil
    }
    mention.titleHi = mention.hi
    return mention
  }

  /// cha của Alon; vợ ông Nam; gia đình nạn nhân
  private func kin(_ at: Int, _ limit: Int) -> Mention? {
    guard let kin = text.hit(.kin, at) else { return nil }
    var k = at + Int(kin.length)
    var linked = false
    if k < limit, let possessive = text.hit(.connective, k), possessive.sense.kind == 4 {
      k += Int(possessive.length)
      linked = true
    }
    guard k < limit else { return nil }
    var mention = Mention(lo: Int32(at), hi: Int32(k), symbol: Symbol.title)
    mention.titleLo = Int32(at)
    mention.gender = kin.sense.gender
    if text.tokens[k].isCapital, !text.tokens[k].glued {
      mention.hi = Int32(nameEnd(k, runEnd(k, limit)))
    } else if let inner = honorificPhrase(k, limit) ?? titled(k, limit) ?? organisation(k, limit) {
      if kin.length == 1, !linked, !inner.hasName { return nil }
      mention.hi = inner.hi
    } else {
      if linked { return nil }
      if kin.length < 2 {
        // Má bảo …: by itself only as the subject of a verb of speech, where a clause begins.
        let opens = at == 0 || text.tokens[at].isCapital || text.tokens[at - 1].kind != .word
        guard opens, text.hit(.cue, k) != nil || leadsToCue(k) else { return nil }
      }
      mention.hi = Int32(at) + kin.length
    }
    mention.titleHi = mention.hi
    return mention
  }

  /// báo cáo của X; khảo sát mới của Y; kết quả điều tra
  private func document(_ at: Int, _ limit: Int) -> Mention? {
    guard let document = text.hit(.document, at) else { return nil }
    // Trang, Thư and Đơn may be names.
    if text.tokens[at].isCapital, at + 1 < limit, text.tokens[at + 1].isCapital { return nil }
    if text.tokens[at].isCapital, at > 0, text.tokens[at - 1].isCapital, text.tokens[at].spaced { return nil }
    var k = at + Int(document.length)
    var steps = 0
    while k < limit, steps < 5, text.tokens[k].kind == .word || text.tokens[k].kind == .number,
      isPlain(k) || text.hit(.time, k) != nil || text.hit(.preverbal, k) != nil,
      text.tokens[k].shape == .lower || text.tokens[k].kind == .number
    {
      k += 1
      steps += 1
    }
    var linked = false
    if k < limit, let link = text.hit(.connective, k) {
      if link.sense.kind == 4 || text.reads("từ", k, k + 1) || text.reads("do", k, k + 1) {
        k += Int(link.length)
        linked = true
      }
    }
    if !linked {
      // kết quả khảo sát, cáo trạng: a document that stands for its issuer.
      var bare = Mention(lo: Int32(at), hi: Int32(at) + document.length, symbol: Symbol.document)
      bare.titleLo = bare.lo
      bare.titleHi = bare.hi
      if k < limit, steps == 0, text.tokens[k].isCapital, text.hit(.cue, at) == nil,
        let issuer = parseIssuer(k, limit), issuer.hasName
      {
        bare.hi = issuer.hi
        bare.nameLo = issuer.nameLo
        bare.nameHi = issuer.nameHi
        bare.issuer = Int32(text.mentions.count)
        text.mentions.append(issuer)
        return bare
      }
      // công bố kết quả điều tra sơ bộ cho biết: whoever announces it has been named.
      let isAnnounced = at >= 2 && text.hit(.cue, at - 2)?.length == 2
      let isFinding = LexiconKinds.documents[Int(document.sense.kind)] == "finding"
      return document.length >= 2 && (!isFinding || isAnnounced) ? bare : nil
    }
    guard k < limit, let issuer = parseIssuer(k, limit) else { return nil }
    var mention = Mention(lo: Int32(at), hi: issuer.hi, symbol: Symbol.document)
    mention.titleLo = Int32(at)
    mention.titleHi = issuer.hi
    mention.nameLo = issuer.nameLo
    mention.nameHi = issuer.nameHi
    mention.issuer = Int32(text.mentions.count)
    text.mentions.append(issuer)
    return mention
  }

  private func parseIssuer(_ at: Int, _ limit: Int) -> Mention? {
    if let found = side(at, limit) ?? group(at, limit) ?? honorificPhrase(at, limit) ?? titled(at, limit)
      ?? organisation(at, limit)
    {
      return found
    }
    return text.tokens[at].isCapital ? capitalRun(at, limit) : nil
  }

  // MARK: Names without a title

  private func capitalRun(_ at: Int, _ limit: Int) -> Mention? {
    let end = runEnd(at, limit)
    // Máy bay A-50: a letter is nobody.
    if end - at == 1, text.tokens[at].end - text.tokens[at].start == 1 { return nil }
    if let place = text.hit(.place, at),
      at + Int(place.length) == end || place.length >= 2 && !isFullVietnameseName(at, end)
    {
      return named(at, at + Int(place.length), Symbol.place)
    }
    if isFullVietnameseName(at, end) { return named(at, end, Symbol.person) }
    if end - at >= 3 {
      // Runner Trần Văn A; Cà Mau Nguyễn Văn B: the name follows another capitalised word.
      for q in (at + 1)...(end - 2) where !text.tokens[at].isSyllable || text.hit(.place, at) != nil {
        if isFullVietnameseName(q, end) {
          var mention = named(at, end, Symbol.person)
          mention.titleLo = Int32(at)
          mention.titleHi = Int32(q)
          mention.nameLo = Int32(q)
          return mention
        }
      }
    }
    if end - at > 2, !text.tokens[at].traits.isDisjoint(with: .familyName), end - at > 5 {
      return named(at, at + 4, Symbol.person)
    }
    return named(at, min(end, at + 8), Symbol.name)
  }
}
