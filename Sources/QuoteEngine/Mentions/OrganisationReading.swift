/// Reading the names of organisations: from their head over fields, areas and places to where their verb begins.
extension MentionParser {
  func organisation(_ at: Int, _ limit: Int) -> Mention? {
    if let acronym = text.hit(.acronym, at), text.tokens[at].shape != .lower {
      let medium = text.hit(.medium, at)
      if medium == nil || medium!.length <= acronym.length {
        if text.hit(.organisation, at).map({ $0.length >= acronym.length }) != true {
          return named(at, at + Int(acronym.length), Symbol.organisation)
        }
      }
    }
    if let medium = text.hit(.medium, at), text.tokens[at].isCapital,
      medium.sense.mediumUse == .headed
        ? followsHead(at, Int(medium.length), limit)
        : isWrittenAsName(at, Int(medium.length)) || followsHead(at, Int(medium.length), limit),
      medium.length > 1 || at + 1 >= limit || !text.tokens[at + 1].isCapital
        || text.tokens[at + 1].glued
    {
      return named(at, at + Int(medium.length), Symbol.medium)
    }
    guard let head = text.hit(.organisation, at) else { return nil }
    if isPersonalName(at, limit) { return nil }
    // Đài Loan: a place that begins with a head.
    if text.tokens[at].isCapital, (text.hit(.place, at)?.length ?? 0) > head.length { return nil }
    // ông X đã tổ chức họp báo: a verb.
    if text.tokens[at].shape == .lower, at > 0, text.hit(.preverbal, at - 1) != nil,
      text.reads(.houseVerbs, at, at + 2)
    {
      return nil
    }
    let isMedium = head.sense.organisationKind == .medium
    guard let tail = organisationTail(at, limit) else { return nil }
    if head.sense.organisationKind == .police, tail.end == at + Int(head.length) + 1,
      let officer = officer(at, Int(head.length))
    {
      return officer
    }
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
          || text.hit(.connective, after)?.sense.connectiveKind == .demonstrative)
      guard head.length >= 2 || after > at + 1 || isSubject else { return nil }
      mention.nameHi = mention.nameLo
      mention.titleLo = Int32(at)
      mention.titleHi = mention.hi
      if Int(mention.hi) < limit, let d = text.hit(.connective, Int(mention.hi)),
        d.sense.connectiveKind == .demonstrative
      {
        mention.hi += d.length
      }
    }
    return mention
  }

  /// Cảnh sát Ostrander: an officer, when the article names somebody whose name ends so.
  private func officer(_ at: Int, _ length: Int) -> Mention? {
    let name = at + length
    guard !text.tokens[name].isSyllable, text.tokens[name].shape == .capitalised,
      text.hit(.place, name) == nil, text.knownLastNames.contains(text.tokens[name].hash),
      knownPlace(name, name + 1) == 0
    else { return nil }
    var mention = named(at, name + 1, Symbol.person)
    mention.titleLo = Int32(at)
    mention.titleHi = Int32(name)
    mention.nameLo = Int32(name)
    return mention
  }

  /// Tuổi Trẻ, Thanh Tra: a paper's name has a second capital, where people at work and inspectors have not.
  func isWrittenAsName(_ at: Int, _ length: Int) -> Bool {
    length == 1
      || (at + 1..<min(at + length, text.tokens.count)).contains {
        text.tokens[$0].isCapital || text.tokens[$0].kind != .word
      }
  }

  /// Theo Tuổi trẻ, …; báo Công lý: a paper's name after theo or a head, whatever its capitals, up to a mark or a verb.
  private func followsHead(_ at: Int, _ length: Int, _ limit: Int) -> Bool {
    let end = at + length
    if end < limit, text.tokens[end].kind == .word, text.tokens[end].shape != .lower { return false }
    if text.hit(.organisation, at - 1)?.sense.organisationKind == .medium { return true }
    guard text.hit(.source, at - 1)?.sense.sourceKind == .according else { return false }
    return end >= limit || text.tokens[end].kind != .word || text.hit(.cue, end) != nil || leadsToCue(end)
  }

  /// Songvan.vn: a page named by its address.
  func address(_ at: Int, _ limit: Int) -> Mention? {
    guard at + 2 < limit, text.tokens[at + 1].role == UInt8(ascii: "."),
      !text.tokens[at + 1].spaced,
      !text.tokens[at + 2].spaced, text.tokens[at].isCapital,
      text.isOne(of: .webDomains, at + 2)
    else { return nil }
    return named(at, at + 3, Symbol.medium)
  }

  /// Sương Trần, Trường Lam: two capitalised syllables whose first is a given name too make a name, no web page or school.
  func isPersonalName(_ at: Int, _ limit: Int) -> Bool {
    guard let head = text.hit(.organisation, at), head.length == 1,
      text.tokens[at].shape == .capitalised,
      text.tokens[at].traits.contains(.givenName), at + 1 < limit,
      text.tokens[at + 1].shape == .capitalised, text.tokens[at + 1].isSyllable,
      text.hit(.medium, at + 1) == nil,
      !text.tokens[at + 1].traits.isDisjoint(with: [.vietnameseFamilyName, .givenName])
    else { return false }
    return runEnd(at, limit) - at == 2
  }

  /// An organisation's name from its head on: where it ends, whether it holds a proper name, and where a
  /// person's name begins inside its last run.
  ///
  /// - Parameter afterTitle: whether somebody's title stands before it, so that his name may follow (Hiệu trưởng Trường X | Y).
  func organisationTail(
    _ at: Int, _ end: Int, afterTitle: Bool = false
  ) -> (end: Int, isNamed: Bool, person: Int?)? {
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
        if j == at + Int(head.length), writesWords(head), let field = fieldEnd(after: j, limit) {
          // Sở Thông tin và truyền thông | Hậu Lộc: the field is known, in whatever case it is written.
          j = field
          solid = j
          isNamed = isNamed || token.isCapital || text.tokens[at].isCapital
          continue
        }
        if j + 1 < limit, text.tokens[j + 1].kind == .number, token.shape == .lower,
          text.isOne(of: .numberWords, j)
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
          !(token.shape == .lower && endsPlace(j) && text.reads(.houseVerbs, j, j + 2))
        {
          j += Int(inner.length)
          solid = j
          continue
        }
        if token.isCapital {
          // Đội Công binh số 1 | Đại tá X; ngân hàng | Phó giám đốc Y: somebody's rank or office begins.
          if opensTitle(j, limit), isNamed || !takesTitle(head) { break }
          if afterTitle, text.hit(.area, j - 1) == nil {
            let run = runEnd(j, limit)
            if let person = personTail(j, run), text.tokens[run - 1].isSyllable,
              person - j >= (head.sense.organisationKind.isState || isNamed ? 1 : 2)
            {
              return (person, true, person)
            }
          }
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
          if isNamedAfter(head), followsWords(at + Int(head.length), j),
            isFullVietnameseName(j, runEnd(j, limit))
          {
            // Trường Tiểu học Lã Văn Ngọ, Trường THPT tư thục Lã Văn Ngọ: named after somebody.
            j = runEnd(j, limit)
            solid = j
            isNamed = true
            continue
          }
          if j == at + Int(head.length), afterTitle, isNamed, !token.isSyllable, token.shape != .capitals,
            text.hit(.place, j) == nil, text.hit(.acronym, j) == nil, head.sense.organisationKind.isState,
            runEnd(j, limit) - j >= 2
          {
            // người phát ngôn Nhà Trắng | Dana Whitlow
            return (solid, true, j)
          }
          if j == at + Int(head.length), text.hit(.area, j - 1) != nil {
            // công an xã Tăng Hòa: an area has a name first, of two syllables where somebody's follows.
            let end = runEnd(j, limit)
            if end - j <= 3, (j..<end).allSatisfy({ text.tokens[$0].isWord && text.tokens[$0].isSyllable }) {
              j = end
              solid = j
              isNamed = true
              continue
            }
          }
          if j == at + Int(head.length) {
            // Thủ tướng Chính phủ Nguyễn Văn A; but Trường Tiểu học Nguyễn Văn A
            let end = runEnd(j, limit)
            if end - j >= 3
              || head.sense.organisationKind.isState && head.length >= 2 && end - j == 2,
              isFullVietnameseName(j, end), text.hit(.place, j).map({ $0.length < 2 }) ?? true
            {
              return (solid, isNamed, j)
            }
          }
          let isState = head.sense.organisationKind.isState
          if isNamed && j > at + Int(head.length)
            || isState && text.tokens[at].shape == .lower && head.length >= 2
          {
            let end = runEnd(j, limit)
            // An acronym in brackets follows an organisation, not a person.
            let isAbbreviated = end < limit && text.tokens[end].role == UInt8(ascii: "(")
            if isFullVietnameseName(j, min(end, j + 5)), end - j <= 5,
              text.hit(.area, j - 1) == nil,
              // Sở Y tế Đồng Kho: two syllables are as well the place's.
              end - j >= 3 || afterTitle && text.tokens[end - 1].traits.contains(.givenName),
              !isAbbreviated
            {
              return (solid, isNamed, j)
            }
            // A company's own name may be foreign: a person's comes after it only.
            let isOwnName =
              !writesWords(head)
              && !(at..<j).contains { text.tokens[$0].isCapital && !text.tokens[$0].isSyllable }
            if !token.isSyllable, text.hit(.area, j - 1) != nil, !isOwnName {
              // thành phố Bessemer | Thomas Ellis Jr.: an area has a name first.
              let known = knownPlace(j, end)
              let length = known > 0 ? known : end - j >= 3 ? 1 : end - j
              j += length
              solid = j
              isNamed = true
              if j < end, text.tokens[j].isWord { return (solid, true, j) }
              if j < end { (j, solid) = (end, end) }
              continue
            }
            if !token.isSyllable, !isOwnName, text.hit(.acronym, j) == nil, token.shape != .capitals {
              if text.tokens[j - 1].isSyllable || text.tokens[j - 1].shape == .lower
                || text.hit(.place, j - 1) != nil
              {
                // Ben Orpington: a first name that happens to have a syllable's form.
                if j - 1 >= at + Int(head.length), text.tokens[j - 1].isCapital,
                  isPlainLatin(j - 1),
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
        if isNamed, token.shape == .lower, let seat = seatEnd(at, j, limit) {
          // TAND Cấp cao tại TP.HCM
          j = seat
          solid = j
          continue
        }
        if isNamed, head.sense.organisationKind == .police || text.reads(.crimeWords, j - 2, j),
          text.isOne(of: .areaLinks, j),
          let field = crimeEnd(j + 1, limit)
        {
          j = field
          solid = j
          continue
        }
        if let connective = text.hit(.connective, j) {
          // Giáo dục và Đào tạo; Lao động, Thương binh và Xã hội
          if connective.sense.connectiveKind == .coordinator, isNamed, writesWords(head),
            let area = fieldEnd(j + 1, limit),
            text.hit(.area, area) != nil || text.tokens[area].isCapital
          {
            // Chi cục Chăn nuôi và thú y tỉnh X
            j = area
            continue
          }
          if connective.sense.connectiveKind == .coordinator, isNamed, j + 1 < limit,
            text.tokens[j + 1].isCapital,
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
        if isNamed, token.shape == .lower, !isPlain(j), let word = text.hit(.word, j), word.length == 2,
          text.length(ofAny: Self.functionWords, j) == 1, j + 2 < limit, text.tokens[j + 2].kind == .word,
          writesWords(head), text.tokens[j + 2].isCapital || text.hit(.cue, j + 2) != nil || leadsToCue(j + 2)
        {
          // Bảo tàng Lịch sử tự nhiên | London: a word whose first syllable may be an adverb.
          j += 2
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
          if q < limit, text.tokens[q].shape == .lower, isNamed || isOffice(q),
            opensPredicate(q, limit)
          {
            // Bộ Giao thông vận tải | giao Tổng cục Đường bộ
            return isNamed && q - j <= 3 ? (q, true, nil) : (solid, isNamed, nil)
          }
          if !isNamed, q - j >= 2, q + 2 < limit, text.tokens[q].role == UInt8(ascii: "("),
            text.tokens[q + 1].shape == .capitals, text.tokens[q + 2].role == UInt8(ascii: ")")
          {
            // Hội đồng tham mưu trưởng liên quân (JCS)
            return (q, true, nil)
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
          if isNamed, let joint = text.hit(.connective, q),
            joint.sense.connectiveKind == .coordinator,
            q + 1 < limit,
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
          if text.hit(.cue, q) != nil || leadsToCue(q), isNamed ? q - j <= 4 : q - j >= 2 {
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
      if token.role == UInt8(ascii: ","), isNamed, !inList, j + 1 < limit,
        text.tokens[j + 1].isCapital,
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
      if token.role == UInt8(ascii: "-"), isNamed, writesWords(head),
        let end = fieldEnd(j + 1, limit)
      {
        // Sở Tài nguyên - môi trường tỉnh X
        j = end
        solid = end
        continue
      }
      if token.role == UInt8(ascii: "."), !token.spaced, j + 1 < limit, !text.tokens[j + 1].spaced,
        text.isOne(of: .webDomains, j + 1)
      {
        // trang Songvan.vn
        j += 2
        solid = j
        continue
      }
      if token.role == UInt8(ascii: "."), !token.spaced, j + 1 < limit,
        text.tokens[j + 1].isCapital,
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
  func endsNumbered(_ head: Hit, _ at: Int, _ limit: Int) -> Bool {
    switch head.sense.organisationKind {
    case .hospital, .school, .company, .other: break
    default: return false
    }
    guard text.tokens[at].end - text.tokens[at].start <= 3 else { return false }
    guard at + 1 < limit else { return true }
    let next = text.tokens[at + 1]
    return next.kind == .punctuation && next.role != UInt8(ascii: ".")
      && next.role != UInt8(ascii: "/")
      || text.hit(.area, at + 1) != nil || text.hit(.cue, at + 1) != nil || leadsToCue(at + 1)
  }

  /// Where a field of two to four lower-case words ends (môi trường, thể thao, thú y) that begins at a token: before an
  /// area or a verb of speech; `nil` when it is none.
  func fieldEnd(_ at: Int, _ limit: Int) -> Int? {
    var k = at
    while k < limit, k - at < 5, text.tokens[k].kind == .word, text.tokens[k].shape == .lower,
      text.hit(.area, k) == nil, text.hit(.cue, k) == nil, !leadsToCue(k),
      text.hit(.title, k) == nil
    {
      k += 1
    }
    guard k - at >= 2, k - at <= 4, k < limit, text.tokens[k].kind == .word else { return nil }
    return text.hit(.area, k) != nil || text.hit(.cue, k) != nil || leadsToCue(k)
      || text.tokens[k].isCapital && text.hit(.place, k) != nil ? k : nil
  }

  /// Whether the rank, degree or office of somebody begins at a capital: two syllables at least, the second in lower case.
  func opensTitle(_ at: Int, _ limit: Int) -> Bool {
    guard let title = text.hit(.title, at), title.length >= 2, at + 1 < limit,
      text.tokens[at + 1].shape == .lower
    else { return false }
    switch title.sense.titleKind {
    case .office, .rank, .academic: return (text.hit(.organisation, at)?.length ?? 0) < title.length
    default: return false
    }
  }

  /// Whether a house may have an office in its own name: Văn phòng Thủ tướng, Hội đồng Bộ trưởng.
  private func takesTitle(_ head: Hit) -> Bool {
    switch head.sense.organisationKind {
    case .bank, .company, .school, .hospital, .medium, .club: false
    default: true
    }
  }

  /// Whether nothing but lower-case words and letters stand between a house's head and a token.
  private func followsWords(_ from: Int, _ at: Int) -> Bool {
    (from..<max(from, at)).allSatisfy {
      text.tokens[$0].kind == .word && text.tokens[$0].shape != .capitalised && isPlain($0)
    }
  }

  /// Whether houses of this kind are named after people, so that a person's name after the head is theirs.
  private func isNamedAfter(_ head: Hit) -> Bool {
    switch head.sense.organisationKind {
    case .school, .hospital: true
    default: false
    }
  }

  /// The end of a house's seat (tại TP.HCM) that begins at a token, when houses with this head are told apart by it.
  private func seatEnd(_ head: Int, _ at: Int, _ limit: Int) -> Int? {
    guard text.isOne(of: .locatives, at), at + 1 < limit, text.tokens[at + 1].isCapital,
      let place = text.hit(.place, at + 1), text.length(of: .seatedHouses, head) > 0
    else { return nil }
    let end = at + 1 + Int(place.length)
    guard end < limit else { return end }
    return text.tokens[end].kind != .word || text.hit(.cue, end) != nil || leadsToCue(end)
      ? end : nil
  }

  /// The end of the crimes that a house of investigators deals with (trật tự xã hội): up to six lower-case words before a
  /// mark or a verb of speech.
  private func crimeEnd(_ at: Int, _ limit: Int) -> Int? {
    var k = at
    while k < limit, k - at < 7, text.tokens[k].kind == .word, text.tokens[k].shape == .lower,
      text.hit(.cue, k) == nil, !leadsToCue(k)
    {
      k += 1
    }
    guard k - at >= 2, k - at < 7 else { return nil }
    guard k < limit else { return k }
    return text.tokens[k].kind != .word || text.hit(.cue, k) != nil || leadsToCue(k) ? k : nil
  }

  /// Whether what follows a house's name is its verb: after the place that ends the name (Công an TP X phối hợp …), or
  /// before another house (Bộ Y giao Tổng cục Z); or an office of somebody whom it deals with.
  func opensPredicate(_ at: Int, _ limit: Int) -> Bool {
    if isOffice(at) || text.isOne(of: .clauseWords, at) { return true }
    guard text.isVerb(at) else { return false }
    // Bộ GTVT kiểm tra; Bộ Giao thông vận tải gửi: after an acronym, and a verb of one syllable after a whole word.
    if text.tokens[at - 1].shape == .capitals, text.has(.acronym, at - 1) { return true }
    if text.wordLength(at) == 1, text.hitMask[at - 1] == 0, text.hit(.word, at - 2)?.length == 2 {
      return true
    }
    if endsPlace(at) { return true }
    let object = at + text.wordLength(at)
    return object < limit && text.tokens[object].isCapital
      && (text.hit(.organisation, object) != nil || text.hit(.acronym, object) != nil)
  }

  /// Whether somebody's office begins here, by its own name: no quản lý, which many a house has in its name.
  func isOffice(_ at: Int) -> Bool {
    guard text.hit(.title, at) != nil else { return false }
    return text.length(of: .offices, at) > 0
  }

  /// How many tokens a capitalised word takes: two when only its first syllable has the capital (Thông tin, Gìn giữ).
  func halfCapitals(_ at: Int, _ limit: Int) -> Int {
    guard at + 1 < limit, text.tokens[at + 1].kind == .word, text.tokens[at + 1].shape == .lower
    else {
      return 1
    }
    // Sông Cầu | dẫn lời: the second syllable belongs to what follows.
    for index in Int(text.hitStart[at + 1])..<Int(text.hitStart[at + 2])
    where text.hits[index].length >= 2
      && 1 << UInt32(text.hits[index].sense.category.rawValue) & ArticleText.word == 0
    { return 1 }
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1])
    where text.hits[index].length == 2 {
      switch text.hits[index].sense.category {
      case .word, .cue, .notCue, .document, .title, .group: return 2
      default: continue
      }
    }
    return 1
  }

  /// The end of a name's lower-case words when they run up to a comma, a bracket or a verb of speech:
  /// Cục Gìn giữ hoà bình (…), Viện kiểm sát nhân dân tối cao, …
  func lowerTail(_ at: Int, _ limit: Int) -> Int? {
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
  func isHalfWord(_ at: Int) -> Bool {
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1]) {
      switch text.hits[index].sense.category {
      case .cue, .connective, .source, .time, .honorific: return false
      case .preverbal where text.hits[index].length > 1: return false
      default: continue
      }
    }
    return !text.isOne(of: .clauseWords, at)
  }

  /// The end of the longest field of a state body that begins at a token, over commas and hyphens; `nil` when none does.
  /// A single word counts only where a capital makes it a name.
  func fieldEnd(after at: Int, _ limit: Int) -> Int? {
    var hash: UInt64 = 0
    var count = 0
    var end: Int?
    let most = text.wordSets.longest(.fields)
    var k = at
    while k < limit, count < most {
      let token = text.tokens[k]
      if token.isWord {
        hash = WordSets.step(hash, token.hash)
        count += 1
        if text.wordSets.contains(.fields, hash), count >= 2 { end = k + 1 }
      } else if count == 0 || !joinsFields(token) {
        break
      }
      k += 1
    }
    return end
  }

  /// The marks between the words of a field: VH, TT & DL.
  private func joinsFields(_ token: Token) -> Bool {
    switch token.role {
    case UInt8(ascii: ","), UInt8(ascii: "-"): true
    default: text.bytes[Int(token.start)] == UInt8(ascii: "&")
    }
  }

  /// Whether names after this head are made of common words (Sở Khoa học và Công nghệ), not of proper names.
  func writesWords(_ head: Hit) -> Bool {
    switch head.sense.organisationKind {
    case .company, .bank, .medium, .club: false
    default: true
    }
  }

  /// Whether the list of a ministry's fields goes on: `Thể thao và Du lịch`.
  func ministryList(_ at: Int, _ limit: Int) -> Bool {
    for k in at..<min(at + 5, limit) {
      if let c = text.hit(.connective, k), c.sense.connectiveKind == .coordinator {
        return k + 1 < limit && text.tokens[k + 1].isCapital
      }
      if text.tokens[k].kind != .word { return false }
      if text.hit(.title, k) != nil || text.hit(.honorific, k) != nil { return false }
    }
    return false
  }
}
