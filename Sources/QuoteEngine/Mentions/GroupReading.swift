/// Reading groups and those who are not named: các chuyên gia, một quan chức, phía công ty.
extension MentionParser {
  /// các chuyên gia; nhiều người dân; hai nghi phạm; một quan chức
  func group(_ at: Int, _ limit: Int) -> Mention? {
    var k = at
    var isPlural = false
    var hasDeterminer = false
    var isFixed = false
    if let determiner = text.hit(.determiner, k) {
      let kind = determiner.sense.determinerKind
      guard kind != .side else { return nil }
      if let fixed = text.hit(.group, k), fixed.length > determiner.length {
        // một nguồn tin, hai bên: listed as a whole
        isPlural = kind == .plural
        isFixed = true
      } else {
        isPlural = kind == .plural
        hasDeterminer = true
        k += Int(determiner.length)
      }
    } else if text.tokens[k].kind == .number {
      if let share = share(at, limit) { return share }
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
      if !hasDeterminer, let title = text.hit(.title, k), title.length >= group.length {
        return nil
      }
      end = k + Int(group.length)
      if !hasDeterminer, !isFixed { isPlural = true }
    } else if hasDeterminer, let title = text.hit(.title, k) {
      end = k + Int(title.length)
    } else if hasDeterminer, let noun = text.hit(.honorific, k), k + Int(noun.length) < limit,
      let group = text.hit(.group, k + Int(noun.length)), noun.sense.honorificUse == .both
    {
      // mấy bà hàng xóm
      end = k + Int(noun.length + group.length)
    } else if hasDeterminer, let noun = text.hit(.honorific, k),
      noun.sense.honorificUse == .noun || noun.sense.isPlural
    {
      end = k + Int(noun.length)
    } else if hasDeterminer, let relative = text.hit(.kin, k) {
      // một người thân nghi phạm X: somebody of X's, not X.
      end = kin(k, limit).map { Int($0.hi) } ?? k + Int(relative.length)
    } else if hasDeterminer, let organisation = text.hit(.organisation, k),
      text.tokens[k].shape == .lower
    {
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
      at == 0 || text.tokens[at].isCapital || text.tokens[at - 1].kind == .punctuation
        || !isPlain(at - 1)
    {
      // Các hộ góp đất …: a plural of any noun, where a clause begins.
      end = min(limit, k + text.wordLength(k))
      isPlural = true
    } else {
      return nil
    }
    if !isPlural, end < limit, let name = namedAfter(end, limit) {
      // một người dân khác tên Lộ
      var mention = Mention(lo: Int32(at), hi: Int32(name.upperBound), symbol: Symbol.person)
      mention.titleLo = Int32(at)
      mention.titleHi = Int32(end)
      mention.nameLo = Int32(name.lowerBound)
      mention.nameHi = mention.hi
      return mention
    }
    // một thợ lặn tên Lâm is a person; a name right after is one too.
    if !isPlural, end < limit, text.tokens[end].isCapital, let person = titled(k, limit),
      person.hasName
    {
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
        if let head = text.hit(.organisation, j),
          head.length >= 2 || j + 1 < limit && text.tokens[j + 1].isCapital,
          text.hit(.medium, j) == nil,
          let tail = organisationTail(j, limit, afterTitle: !hasDeterminer),
          tail.isNamed, !isPersonalName(j, limit), !isBearer(j, limit)
        {
          // người phát ngôn Bộ X
          j = tail.end
          mention.hi = Int32(j)
          continue
        }
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
        if next < limit, text.tokens[next].isCapital, !text.tokens[next].glued,
          text.hit(.place, next) != nil
        {
          j = next
          continue
        }
      }
      break
    }
    complete(&mention, limit)
    mention.titleHi = mention.hi
    // người phát ngôn Bộ X Nguyễn Văn A: the role is one named person's.
    let after = Int(mention.hi)
    if !hasDeterminer, after < limit, text.tokens[after].isCapital, !text.tokens[after].glued,
      text.tokens[after].shape != .capitals,
      text.hit(.organisation, k) == nil, text.hit(.medium, after) == nil,
      text.hit(.acronym, after) == nil
    {
      let end = runEnd(after, limit)
      if isFullVietnameseName(after, end)
        || !text.tokens[after].isSyllable && text.hit(.place, after) == nil && !isFixed
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

  /// Takes in what tells more of somebody who is not named: an age, a wish to stay unnamed, where a piece of news comes from.
  private func complete(_ mention: inout Mention, _ limit: Int) {
    var j = Int(mention.hi)
    if !mention.isPlural, j + 1 < limit, text.tokens[j].kind == .number,
      text.isOne(of: .ageWords, j + 1)
    {
      j += 2
    }
    j += text.length(of: .nounComplements, min(j, limit))
    if j <= limit { mention.hi = Int32(j) }
    j = Int(mention.hi)
    let links = j < limit ? text.length(of: .originLinks, j) : 0
    guard links > 0, j + links < limit, isSourced(mention) else { return }
    j += links
    if let origin = side(j, limit) ?? group(j, limit) ?? organisation(j, limit) {
      // nguồn tin từ báo X: the paper speaks.
      if origin.symbol != Symbol.medium { mention.hi = origin.hi }
    } else if text.tokens[j].isCapital, let name = capitalRun(j, limit) {
      mention.hi = name.hi
    }
  }

  /// The name that words for being called introduce at a token: tên Lộ, khác tên là Lộ.
  private func namedAfter(_ at: Int, _ limit: Int) -> Range<Int>? {
    let words = text.length(of: .namingWords, at)
    let name = at + words
    guard words > 0, name < limit, text.tokens[name].isCapital, !text.tokens[name].glued else { return nil }
    return name..<nameEnd(name, runEnd(name, limit))
  }

  /// Whether a group is told by where it comes from: nguồn tin, các nguồn tin.
  private func isSourced(_ mention: Mention) -> Bool {
    (Int(mention.lo)..<min(Int(mention.lo) + 2, Int(mention.hi))).contains {
      text.length(of: .sourcedGroups, $0) > 0
    }
  }

  /// đại diện Công an tỉnh X; phía công ty; lãnh đạo huyện Y
  func side(_ at: Int, _ limit: Int) -> Mention? {
    guard let determiner = text.hit(.determiner, at),
      determiner.sense.determinerKind == .side
    else { return nil }
    var k = at + Int(determiner.length)
    var isOwned =
      determiner.length > 1 && text.hit(.connective, k - 1)?.sense.connectiveKind == .possessive
    if k < limit, let possessive = text.hit(.connective, k),
      possessive.sense.connectiveKind == .possessive
    {
      k += Int(possessive.length)
      isOwned = true
    }
    guard k < limit else { return nil }
    var mention = Mention(lo: Int32(at), hi: Int32(k), symbol: Symbol.group)
    mention.titleLo = Int32(at)
    if let inner = group(k, limit) ?? kin(k, limit) ?? titled(k, limit) ?? organisation(k, limit) {
      if inner.hasName, inner.symbol == Symbol.person, !isOwned,
        text.reads(.speakingSides, at, at + Int(determiner.length))
      {
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
        if !isOwned, let person = personStart(k, end, afterOffice: true, afterTitle: true), person > k {
          // đại diện VFF Nguyễn Văn A; but đại diện Lan Vy is whoever speaks for her.
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

  /// 70% số người được hỏi | cho biết: a share of those who were asked, up to the verb of speech.
  private func share(_ at: Int, _ limit: Int) -> Mention? {
    var k = at + 1
    guard k < limit else { return nil }
    if text.bytes[Int(text.tokens[k].start)] == UInt8(ascii: "%") {
      k += 1
    } else {
      let words = text.length(of: .percentages, k)
      guard words > 0 else { return nil }
      k += words
    }
    k += text.length(of: .shareLinks, k)
    let noun = k
    while k < limit, k - noun < 10, text.tokens[k].kind == .word || text.tokens[k].kind == .number,
      text.hit(.cue, k) == nil, !leadsToCue(k)
    { k += 1 }
    guard k > noun, k < limit, text.hit(.cue, k) != nil || leadsToCue(k) else { return nil }
    var mention = Mention(lo: Int32(at), hi: Int32(k), symbol: Symbol.group)
    mention.isPlural = true
    mention.titleLo = Int32(at)
    mention.titleHi = Int32(k)
    return mention
  }
}
