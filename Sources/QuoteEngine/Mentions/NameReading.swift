import VietnameseText

/// Reading proper names: where a run of capitals ends, whose name it is and where the name begins and ends.
extension MentionParser {
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
          if token.glued || opensTitle(k, limit) { break }
          // Nghệ sĩ Mận Chia sẻ: a verb of speech that the paper wrote with a capital.
          if k + 1 < limit, text.tokens[k + 1].shape == .lower, let verb = text.hit(.cue, k),
            verb.length >= 2,
            // Trạng Thành thật thà nói: a given name begins the verb.
            !token.traits.contains(.givenName)
          {
            break
          }
          // bà Lã Thị Nhuần Ảnh: Lục Tấn
          if k + 1 < limit, text.tokens[k + 1].role == UInt8(ascii: ":"), text.isOne(of: .creditWords, k) {
            break
          }
          // The crawl lost a stop: a word that opens sentences is no part of a name.
          if text.opensSentence(k), token.traits.isDisjoint(with: [.givenName, .middleName]),
            token.traits.isDisjoint(with: .familyName), token.shape != .capitals, opensClause(k),
            // của Peter Do, …: before a mark nothing begins.
            k + 1 < limit, text.tokens[k + 1].kind == .word || text.tokens[k + 1].kind == .number,
            !awaitsGivenName(from, k)
          {
            break
          }
        }
        k += 1
        continue
      }
      guard k > from else { break }
      let previous = text.tokens[k - 1]
      let next = k + 1 < limit ? text.tokens[k + 1] : nil
      if token.role == UInt8(ascii: "."), !token.spaced, isLetter(k - 1), let next, next.isCapital {
        // J. Thomas, Đ. M.H.
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
      if token.role == UInt8(ascii: "-"), token.spaced, let next, next.spaced, next.kind == .word,
        joins(k, from)
      {
        k += 2
        continue
      }
      if token.role == UInt8(ascii: "m"), !token.spaced, let next, !next.spaced, next.kind == .word,
        text.stretchAt[k] < 0, previous.isWord
      {
        k += 2
        continue
      }
      if token.kind == .word, token.shape == .lower, let next, isParticle(k),
        !previous.isSyllable || next.isCapital && !next.isSyllable
      {
        if next.isCapital {
          k += 1
          continue
        }
        if next.kind == .word, k + 2 < limit, isParticle(k + 1), text.tokens[k + 2].isCapital {
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

  /// Whether a word is one letter.
  private func isLetter(_ at: Int) -> Bool {
    let token = text.tokens[at]
    switch token.end - token.start {
    case 1: return true
    case 2: return text.bytes[Int(token.start)] >= 0xC3
    default: return false
    }
  }

  /// Whether a hyphen between spaces, as some crawls write it, joins two parts of a foreign name: Myoung - gyon, al - Marwani,
  /// Rostov - on - Don.
  private func joins(_ at: Int, _ from: Int) -> Bool {
    let previous = text.tokens[at - 1]
    let next = text.tokens[at + 1]
    if next.isCapital {
      return text.isOne(of: .hyphenParticles, at - 1)
        || previous.shape == .lower && at - 2 > from
          && text.tokens[at - 2].role == UInt8(ascii: "-")
    }
    guard previous.isCapital, text.hitMask[at + 1] == 0 else { return false }
    if next.word != WordTable.unknown { return false }
    return isParticle(at + 1)
      || next.end - next.start <= 3 && at + 2 < text.tokens.count
        && text.tokens[at + 2].role == UInt8(ascii: "-")
      || !SyllableShape.isVietnamese(
        UnsafeBufferPointer(rebasing: text.bytes[Int(next.start)..<Int(next.end)]))
      || !previous.isSyllable && at - 2 >= from
  }

  /// How many of the words from a token on are a place that the article names elsewhere; 0 when they are none.
  func knownPlace(_ from: Int, _ end: Int) -> Int {
    var hash: UInt64 = 0
    var length = 0
    for k in from..<min(end, from + 3) {
      hash = WordSets.step(hash, text.tokens[k].hash)
      if text.knownPlaces.contains(hash) { length = k - from + 1 }
    }
    return length
  }

  /// Where a person's full name begins that ends a longer run of capitals (Công Thương | Đỗ Khắc Niệm): three syllables by
  /// preference, then four.
  func personTail(_ from: Int, _ end: Int) -> Int? {
    // Hoàng | Văn Tiến Phương: one name.
    if isFullVietnameseName(from, end), end - from <= 4 { return nil }
    for length in [3, 4] where end - length > from {
      let q = end - length
      if isSureMiddleName(q) { continue }
      guard
        text.tokens[end - 1].traits.contains(.givenName) || text.tokens[q + 1].traits.contains(.middleName)
      else { continue }
      // Công An Nhân Dân: one name of a paper or a town.
      if (from..<q).contains(where: { crosses(q, from: $0) }) { continue }
      if text.tokens[q].traits.contains(.vietnameseFamilyName), isFullVietnameseName(q, end),
        (q..<end).allSatisfy({ text.tokens[$0].isWord && text.tokens[$0].isSyllable })
      {
        return q
      }
    }
    return nil
  }

  /// Where a full name begins in a run of five capitals or more that begins with a town (chợ nổi Ba Khía | Huỳnh Văn Đực).
  func townBefore(_ from: Int, _ end: Int) -> Int? {
    guard let q = personTail(from, end), q - from >= 2, text.tokens[q + 1].traits.contains(.middleName),
      text.tokens[from].isSyllable
    else { return nil }
    return q
  }

  /// Whether a paper's or a place's name that begins at a token goes on over another token.
  private func crosses(_ at: Int, from: Int) -> Bool {
    text.hit(.medium, from).map { from + Int($0.length) > at } ?? false
      || text.hit(.place, from).map { $0.length >= 2 && from + Int($0.length) > at } ?? false
  }

  /// Whether a run of capitals is one word by which the article names somebody whom it named in full.
  func isKnownGivenName(_ at: Int, _ limit: Int) -> Bool {
    text.tokens[at].isCapital && text.tokens[at].isSyllable
      && text.knownGivenNames.contains(text.tokens[at].hash)
      && (at + 1 >= limit || !text.tokens[at + 1].isCapital || text.tokens[at + 1].glued)
  }

  /// Whether the run so far is a family name with at most one middle name, so that a given name has to follow:
  /// Mạc Khắc | Sáng, Nguyễn Văn | Bên.
  func awaitsGivenName(_ from: Int, _ at: Int) -> Bool {
    guard !text.tokens[from].traits.isDisjoint(with: .vietnameseFamilyName), at - from <= 2,
      text.tokens[at].isSyllable
    else { return false }
    // ông Nguyễn | Bốn: nobody is called by his family name alone.
    if at - from == 1, text.hit(.honorific, from - 1) != nil, !text.has(.source, at),
      !text.has(.connective, at)
    {
      return true
    }
    return text.tokens[at - 1].traits.contains(.middleName)
      && (at + 1 >= text.tokens.count || text.tokens[at + 1].kind != .number)
      && text.hit(.source, at) == nil && text.hit(.connective, at) == nil
      && text.hit(.determiner, at) == nil
      || isSureMiddleName(at - 1)
  }

  /// Văn and Thị end no name.
  func isSureMiddleName(_ at: Int) -> Bool { text.isOne(of: .sureMiddleNames, at) }

  /// Whether a word is one of those that open clauses: theo, khi, tại, các, ngày.
  func opensClause(_ at: Int) -> Bool {
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1])
    where text.hits[index].length == 1 {
      switch text.hits[index].sense.category {
      case .connective, .time, .source, .determiner: return true
      default: continue
      }
    }
    return false
  }

  /// A nickname in marks between the words of a name: the token after its closing mark.
  func nickname(_ at: Int, _ from: Int, _ limit: Int) -> Int? {
    let index = text.stretchAt[at]
    guard index >= 0 else { return nil }
    let stretch = text.stretches[Int(index)]
    guard stretch.isClosed, stretch.words <= 4, Int(stretch.end) < limit, at - from >= 1 else {
      return nil
    }
    let next = text.tokens[Int(stretch.end)]
    guard next.isCapital, next.spaced, !stretch.endsSentence else { return nil }
    // Quế Vân “tố” Trường Lam: the writer's verb; nicknames have capitals, or stand in foreign names.
    guard text.tokens[Int(stretch.lo)].isCapital || !text.tokens[at - 1].isSyllable && !next.isSyllable else {
      return nil
    }
    // After the marks the name must end within three words.
    let isForeign = stretch.words == 1 && !text.tokens[from].isSyllable && !next.isSyllable
    guard text.tokens[from].traits.isDisjoint(with: .familyName) == false || at - from >= 2 || isForeign
    else {
      return nil
    }
    return Int(stretch.end)
  }

  /// The small words inside Arab, Spanish, Dutch, German and French names.
  func isParticle(_ at: Int) -> Bool {
    let length = Int(text.tokens[at].end - text.tokens[at].start)
    guard length >= 2, length <= 4 else { return false }
    return text.isOne(of: .nameParticles, at)
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
    if let place = text.hit(.place, from), place.length >= 2, Int(place.length) == end - from {
      return false
    }
    return true
  }

  /// Where a name ends within its run: before a place of two syllables or an office.
  func nameEnd(_ from: Int, _ end: Int) -> Int {
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
  func completesName(_ from: Int, _ at: Int, _ end: Int) -> Bool {
    guard !text.tokens[from].traits.isDisjoint(with: .familyName), end - from <= 4,
      (from..<end).allSatisfy({ text.tokens[$0].isWord && text.tokens[$0].isSyllable })
    else { return false }
    return at - from == 1 || at - from == 2 && isSureMiddleName(at - 1)
  }

  func capitalRun(_ at: Int, _ limit: Int) -> Mention? {
    let end = runEnd(at, limit)
    // Máy bay A-50: a letter is nobody.
    if end - at == 1, isLetter(at) { return nil }
    // Sony Xperia Z1, Galaxy S24: a thing by its number.
    if end - at >= 2, (at + 1..<end).contains(where: { hasDigit($0) }) {
      return named(at, end, Symbol.capital)
    }
    // Cổng Việt | Peter Do: a country of one syllable before a foreign name.
    if let place = text.hit(.place, at), place.length == 1, end - at >= 3,
      text.tokens[at].isSyllable,
      !isPlainLatin(at),
      (at + 1..<end).contains(where: { text.tokens[$0].isWord && !text.tokens[$0].isSyllable }),
      place.sense.placeKind == .country || place.sense.placeKind == .short
    {
      var mention = named(at, end, Symbol.name)
      mention.nameLo = Int32(at + 1)
      return mention
    }
    if let place = text.hit(.place, at),
      at + Int(place.length) == end || place.length >= 2 && !isFullVietnameseName(at, end)
    {
      return named(at, at + Int(place.length), Symbol.place)
    }
    if end - at >= 5, let q = townBefore(at, end) {
      // Châu Thành | Nguyễn Văn Tấn: a town that begins with a family name.
      var mention = named(at, end, Symbol.person)
      mention.titleLo = Int32(at)
      mention.titleHi = Int32(q)
      mention.nameLo = Int32(q)
      return mention
    }
    if isFullVietnameseName(at, end) || text.hit(.doubleName, at).map({ Int($0.length) }) == end - at {
      return named(at, end, Symbol.person)
    }
    if end - at >= 3, text.tokens[at].shape == .capitals, text.tokens[at].end - text.tokens[at].start >= 2,
      (at + 1..<end).allSatisfy({ text.tokens[$0].shape == .capitalised && text.tokens[$0].isSyllable }),
      text.tokens[end - 1].traits.contains(.givenName)
    {
      // DV Thu Sương: a title by its letters.
      var mention = named(at, end, Symbol.person)
      mention.titleLo = Int32(at)
      mention.titleHi = Int32(at + 1)
      mention.nameLo = Int32(at + 1)
      return mention
    }
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

  /// Whether a word holds a digit.
  private func hasDigit(_ at: Int) -> Bool {
    text.tokens[at].isWord
      && (Int(text.tokens[at].start)..<Int(text.tokens[at].end)).contains {
        text.bytes[$0] &- 0x30 < 10
      }
  }
}
