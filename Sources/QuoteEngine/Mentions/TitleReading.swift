/// Reading people by their honorifics, titles and offices, with the name when one follows.
extension MentionParser {
  /// Honorific and name, or a bare pronoun.
  func honorificPhrase(_ at: Int, _ limit: Int) -> Mention? {
    guard let hit = text.hit(.honorific, at) else { return nil }
    // chợ nổi Ba Khía | Huỳnh Văn Đực: a town's first word.
    if text.tokens[at].isCapital, at > 0, text.tokens[at - 1].kind == .word,
      text.tokens[at - 1].shape == .lower,
      townBefore(at, runEnd(at, limit)) != nil
    {
      return nil
    }
    if text.tokens[at].isCapital, let place = text.hit(.place, at) {
      // Inside a clause a capital makes it the country, unless a name follows.
      let isInside = at > 0 && text.tokens[at - 1].kind == .word && text.tokens[at - 1].shape == .lower
      let namesNobody = at + 1 >= limit || !text.tokens[at + 1].isCapital
      if place.length > hit.length || isInside && namesNobody { return nil }
    }
    let use = hit.sense.honorificUse
    let after = at + Int(hit.length)
    // chúng tôi, chúng ta: the speakers themselves, inside their words.
    if after < limit, hit.sense.isPlural, text.isOne(of: .firstPersons, after) { return nil }
    var mention = Mention(lo: Int32(at), hi: Int32(after), symbol: Symbol.pronoun)
    mention.gender = hit.sense.gender
    mention.isPlural = hit.sense.isPlural
    mention.titleLo = Int32(at)
    mention.titleHi = Int32(after)
    // A capitalised honorific inside a sentence is part of a name (Anh, Bác).
    if use != .pronoun, after < limit {
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
        if use == .noun, let seat = text.hit(.place, next) ?? text.hit(.organisation, next),
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
        if use == .noun { mention.hasHonorific = false }
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
    if use == .honorific { return nil }
    if use == .noun {
      mention.symbol = Symbol.title
      if after < limit, let d = text.hit(.connective, after),
        d.sense.connectiveKind == .demonstrative
      {
        mention.hi += d.length
      }
      return mention
    }
    if text.tokens[at].isCapital, at > 0, text.tokens[at - 1].isCapital, text.tokens[at].spaced {
      return nil
    }
    return mention
  }

  /// Titles and roles, with the name when one follows.
  func titled(_ at: Int, _ limit: Int) -> Mention? {
    let house = halfOffice(at, limit)
    guard let first = text.hit(.title, at) ?? house else { return nil }
    var k = at
    var mention = Mention(lo: Int32(at), hi: Int32(at), symbol: Symbol.title)
    mention.titleLo = Int32(at)
    mention.titleKind = first.sense.kind
    var afterOffice = false
    if house != nil, text.hit(.title, at) == nil {
      k += 1
      afterOffice = true
      mention.titleKind = TitleKind.office.rawValue
    }
    while k < limit, k - at < 30, let title = text.hit(.title, k) {
      k += Int(title.length)
      if title.sense.gender != .unknown { mention.gender = title.sense.gender }
      afterOffice = title.sense.titleKind == .office
      // GS.TS, PGS. TS.
      while k < limit, text.tokens[k].role == UInt8(ascii: "."), k + 1 < limit,
        text.hit(.title, k + 1) != nil || text.tokens[k + 1].isCapital,
        text.tokens[k - 1].shape != .lower
      {
        k += 1
      }
      if k < limit,
        text.tokens[k].role == UInt8(ascii: "-") || text.tokens[k].role == UInt8(ascii: ","),
        k + 1 < limit, let next = text.hit(.title, k + 1), next.sense.titleKind == .academic,
        title.sense.titleKind == .academic
      {
        k += 1
      }
    }
    let titleEnd = k
    let isShort = k - at == 1 && !text.tokens[at].isCapital && house == nil
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
        if token.isCapital, scan > titleEnd, let person = personTail(scan, runEnd(scan, limit)) {
          // chủ quán cơm Bà Năm | Lý Thị Xoan
          mention.nameLo = Int32(person)
          mention.nameHi = Int32(runEnd(scan, limit))
          named = true
          break
        }
        if scan == titleEnd, isKnownGivenName(scan, limit),
          !(afterOffice && (text.hit(.place, scan).map { $0.sense.placeKind.isState } ?? false))
        {
          // đại tá Đoàn, bị cáo Vinh: a house's head and a town by themselves, here somebody named before.
          mention.nameLo = Int32(scan)
          mention.nameHi = Int32(scan + 1)
          named = true
          break
        }
        if let honorific = text.hit(.honorific, scan), scan > at,
          honorific.sense.honorificUse != .pronoun || !token.isCapital,
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
        if let possessive = text.hit(.connective, scan),
          possessive.sense.connectiveKind == .possessive
        {
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
          let tail = organisationTail(scan, limit, afterTitle: true)
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
      if token.kind == .word, extended == scan, extended > titleEnd,
        text.isOne(of: .locatives, scan),
        scan + 1 < limit, text.tokens[scan + 1].isCapital, !text.tokens[scan + 1].glued,
        let seat = text.hit(.place, scan + 1),
        scan + 1 + Int(seat.length) < limit, text.tokens[scan + 1 + Int(seat.length)].isCapital
      {
        // Đại sứ Nhật Bản tại Việt Nam | Sato Kenichi
        scan += 1 + Int(seat.length)
        extended = scan
        continue
      }
      if token.isCapital, afterOffice, scan == titleEnd, let field = fieldEnd(after: scan, limit) {
        // giám đốc sở | VH, TT & DL | Hậu Lộc
        scan = field
        extended = field
        continue
      }
      if token.isCapital {
        let end = runEnd(scan, limit)
        if let place = text.hit(.place, scan), scan + Int(place.length) > end {
          // TP.HCM
          scan += Int(place.length)
          extended = scan
          continue
        }
        if standsForArea(at, titleEnd, scan, end) || namesArea(titleEnd, scan, end) {
          scan = end
          extended = end
          continue
        }
        if afterOffice, let department = departmentEnd(scan, end, limit) {
          scan = department
          extended = department
          continue
        }
        if scan == titleEnd, let work = workEnd(mention, at, scan, end, limit) {
          extended = work
          break
        }
        if let person = personStart(
          scan, end, afterOffice: afterOffice && !isPersonal(at, titleEnd, scan, end, limit),
          afterTitle: scan == titleEnd || extended == scan)
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
      if token.role == UInt8(ascii: ","), afterOffice, extended == scan, extended > titleEnd,
        scan + 1 < limit,
        text.tokens[scan + 1].isCapital, ministryList(scan + 1, limit)
      {
        // Bộ trưởng Thông tin, Truyền thông và Truyền hình X
        scan += 1
        continue
      }
      if token.role == UInt8(ascii: ","), afterOffice, extended == scan, extended > titleEnd,
        scan + 1 < limit, text.tokens[scan + 1].isCapital, text.hit(.title, scan + 1) == nil,
        let tail = organisationTail(scan + 1, limit, afterTitle: true), let person = tail.person
      {
        // Vụ trưởng Vụ Kế hoạch, Bộ Y tế | Lã Văn Nam
        mention.nameLo = Int32(person)
        mention.nameHi = Int32(nameEnd(person, runEnd(person, limit)))
        named = true
        break
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
        guard q < limit, text.tokens[q].isCapital || text.hit(.organisation, q) != nil,
          !text.tokens[q].glued
        else { break }
        if text.tokens[q].isCapital, endsThing(scan, q) {
          // thuyền trưởng tàu Christina, bệnh nhân mắc bệnh Crohn: the thing's name.
          if !(scan..<q).contains(where: { text.isVerb($0) }) { extended = runEnd(q, limit) }
          break
        }
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
    if extended < limit, let d = text.hit(.connective, extended),
      d.sense.connectiveKind == .demonstrative
    {
      mention.hi += d.length
    }
    return mention
  }

  /// The end of the work that an artist is called by, nobody's name: giọng ca Mưa đầu mùa | cho biết.
  private func workEnd(_ mention: Mention, _ at: Int, _ scan: Int, _ end: Int, _ limit: Int) -> Int? {
    guard mention.titleKind == TitleKind.arts.rawValue, end - scan == 1, !isKnownGivenName(scan, limit),
      text.tokens[scan].isSyllable,
      text.tokens[scan].traits.isDisjoint(with: [.givenName, .vietnameseFamilyName])
        || text.reads(.workEpithets, at, scan)
    else { return nil }
    var k = end
    while k < limit, k - end < 7, text.tokens[k].kind == .word, text.tokens[k].shape == .lower,
      text.hit(.cue, k) == nil, !leadsToCue(k)
    {
      k += 1
    }
    let isOver = k >= limit || text.tokens[k].kind != .word || text.hit(.cue, k) != nil || leadsToCue(k)
    return k > end && isOver ? k : nil
  }

  /// Whether a noun of things ends right before a token.
  private func endsThing(_ from: Int, _ at: Int) -> Bool {
    (1...2).contains { at - $0 >= from && text.reads(.thingNouns, at - $0, at) }
  }

  /// phó công an huyện X, trưởng phòng Y: the house after a word that makes an office of it.
  private func halfOffice(_ at: Int, _ limit: Int) -> Hit? {
    guard at + 1 < limit, text.has(.organisation, at + 1), text.tokens[at + 1].shape == .lower,
      text.isOne(of: .halfOffices, at)
    else { return nil }
    return text.hit(.organisation, at + 1)
  }

  /// CEO Ôn Như Ý nói: after an office that has no area of its own, two to four syllables before a verb or a mark are its
  /// bearer's, whether or not the lexicons know them.
  private func isPersonal(_ at: Int, _ titleEnd: Int, _ scan: Int, _ end: Int, _ limit: Int) -> Bool {
    guard scan == titleEnd, end - scan >= 2, end - scan <= 4,
      text.length(of: .territorialOffices, at) == 0,
      text.hit(.area, titleEnd - 1) == nil,
      // giám đốc công ty Đò Ngang: the house's name.
      !(1...4).contains(where: { text.hit(.organisation, titleEnd - $0).map { Int($0.length) } == $0 }),
      (scan..<end).allSatisfy({
        text.tokens[$0].shape == .capitalised && text.tokens[$0].isSyllable
          && text.hit(.place, $0) == nil
          && text.hit(.organisation, $0)?.length ?? 0 < 2
      })
    else { return false }
    guard end < limit else { return true }
    return text.tokens[end].kind == .punctuation || text.hit(.cue, end) != nil || leadsToCue(end)
  }

  /// Bí thư Hồ Thầu: “…”: in a headline, after the office of an area, a name that the article below gives to nobody is
  /// the area's.
  private func standsForArea(_ at: Int, _ titleEnd: Int, _ scan: Int, _ end: Int) -> Bool {
    guard scan == titleEnd, scan < text.headlineEnd, end - scan >= 2, end - scan <= 3,
      text.length(of: .territorialOffices, at) > 0 || text.hit(.area, titleEnd - 1) != nil,
      (scan..<end).allSatisfy({
        text.tokens[$0].shape == .capitalised && text.tokens[$0].isSyllable
      }),
      end - scan == 2 || text.hit(.area, titleEnd - 1) != nil
    else { return false }
    let last = text.tokens[end - 1].hash
    let body = text.headlineEnd..<min(text.tokens.count, text.headlineEnd + 4000)
    guard body.count > 4 else { return false }
    return !body.contains { text.tokens[$0].hash == last && text.tokens[$0].isCapital }
  }

  /// đại diện công an xã Tăng Hòa: two syllables after the word for an area, by which the article calls nobody, are the
  /// area's name.
  private func namesArea(_ titleEnd: Int, _ scan: Int, _ end: Int) -> Bool {
    scan > titleEnd && end - scan == 2
      && (text.hit(.area, scan - 1)?.length == 1 || text.hit(.area, scan - 2)?.length == 2)
      && (scan..<end).allSatisfy { text.tokens[$0].shape == .capitalised && text.tokens[$0].isSyllable }
      && !text.knownGivenNames.contains(text.tokens[end - 1].hash)
  }

  /// Where in a run of capitals a person's name begins, after places and departments; `nil` when none does.
  func personStart(_ from: Int, _ end: Int, afterOffice: Bool, afterTitle: Bool) -> Int? {
    var p = from
    if end - from == 1, isKnownGivenName(from, end),
      !afterOffice || text.hit(.place, from).map({ !$0.sense.placeKind.isState }) ?? true
    {
      return from
    }
    if end - from >= 5, let q = townBefore(from, end) { return q }
    let known = knownPlace(from, end)
    if known > 0, from + known < end, !isFullVietnameseName(from, end),
      text.hit(.place, from) == nil,
      end - from - known >= 2 || afterOffice
    {
      return from + known
    }
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
          text.hit(.acronym, p).map { Int($0.length) } ?? 0,
          text.hit(.medium, p).map { Int($0.length) } ?? 0)
        let length = max(place, other)
        guard length > 0, p + length <= end else { break }
        // A single syllable that is both a country and a name (Anh, Đức, Nga) is a country only right after a title.
        if length == 1, p + 1 < end, p > from || !afterTitle, text.tokens[p].isSyllable,
          text.tokens[p + 1].isSyllable || isPlainLatin(p)
        {
          break
        }
        // ca sĩ Mỹ Mận, đạo diễn Anh Bền: a stage name of two syllables; thủ tướng Anh May is an office.
        if length == 1, p + 2 == end, !afterOffice, text.tokens[p].isSyllable,
          text.tokens[p + 1].isSyllable
        {
          break
        }
        p += length
      }
    }
    // thủ đô Viêng-chăn: the rest of a place behind a hyphen.
    guard p < end, text.tokens[p].isWord else { return nil }
    if isFullVietnameseName(p, end) { return p }
    var foreign = 0
    for k in p..<end where text.tokens[k].isWord && !text.tokens[k].isSyllable { foreign += 1 }
    if foreign > 0 {
      // giám đốc tài chính Lumark Mạnh Vãn Chi: a foreign house's name before a full one.
      if afterOffice, !text.tokens[p].isSyllable, end - p >= 4, isFullVietnameseName(end - 3, end),
        (end - 3..<end).allSatisfy({ text.tokens[$0].isWord && text.tokens[$0].isSyllable })
      {
        return end - 3
      }
      // Departments in Vietnamese syllables may stand before the foreign name (Ngoại giao John Smith).
      var q = p
      while q < end, text.tokens[q].isSyllable, text.tokens[q].traits.isDisjoint(with: .familyName) { q += 1 }
      // Don Pramudwinai, Cho Myoung-gyon: a first name that happens to have a syllable's form.
      if q > p, isPlainLatin(q - 1), q - p == 1 || (text.hit(.word, q - 2)?.length ?? 1) < 2 {
        q -= 1
      }
      if q < end, afterOffice { return q }
      return p
    }
    if end - p > 2 {
      for q in (p + 1)..<max(p + 1, end - 1) where isFullVietnameseName(q, end) { return q }
    }
    if end - p == 1 {
      // Hoa hậu Chuyển giới: a common word's first syllable.
      if end < text.tokens.count, text.tokens[end].shape == .lower, text.tokens[end].kind == .word,
        text.tokens[p].isSyllable, text.hit(.word, p)?.length == 2
      {
        return nil
      }
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
        return isAlone
          || traits.contains(.givenName) && text.knownNames.contains(text.tokens[p].hash)
          ? p : nil
      }
      return p
    }
    return afterOffice ? nil : p
  }

  /// The end of Q. 5, P. Vân Trạch, H.Cái Nứa: a unit's letter and what it is called; `nil` for anything else.
  func unitEnd(_ at: Int, _ limit: Int) -> Int? {
    guard at + 2 < limit, text.tokens[at].isCapital, text.tokens[at + 1].role == UInt8(ascii: "."),
      !text.tokens[at + 1].spaced, text.isOne(of: .unitLetters, at)
    else { return nil }
    let name = text.tokens[at + 2]
    if name.kind == .number { return at + 3 }
    guard name.shape == .capitalised, !name.glued, name.end - name.start >= 2 else { return nil }
    if let place = text.hit(.place, at + 2) { return at + 2 + Int(place.length) }
    return min(runEnd(at + 2, limit), at + 4)
  }

  /// Đại tá Đoàn Văn X: a family name that is a house's head too, with the rest of a name.
  func isBearer(_ at: Int, _ limit: Int) -> Bool {
    guard text.tokens[at].isCapital, text.hit(.organisation, at)?.length == 1,
      text.tokens[at].traits.contains(.vietnameseFamilyName)
    else { return false }
    let end = runEnd(at, limit)
    return end - at >= 3 && end - at <= 4 && isFullVietnameseName(at, end)
  }

  /// The end of an office's field of one capital and lower-case words (Tài nguyên và Môi trường), if one begins here.
  func departmentEnd(_ from: Int, _ runEnd: Int, _ limit: Int) -> Int? {
    guard runEnd - from == 1, text.tokens[from].isSyllable, runEnd < limit,
      text.tokens[runEnd].kind == .word,
      text.tokens[runEnd].shape == .lower, isPlain(runEnd)
    else { return nil }
    var k = runEnd
    while k < limit {
      let token = text.tokens[k]
      guard token.kind == .word, !token.glued else { break }
      if token.shape == .lower {
        if let joint = text.hit(.connective, k), joint.sense.connectiveKind == .coordinator,
          k + 1 < limit,
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
    while k > from + 1, k < limit, text.tokens[k].kind != .word {
      return from + 2 <= k ? from + 2 : nil
    }
    return k
  }
}
