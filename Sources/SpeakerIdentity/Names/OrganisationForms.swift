import VietnameseText

/// The data by which written names of organisations are brought to one form.
struct OrganisationForms: Sendable {
  /// What a word or phrase is within an organisation's name.
  enum Use: String, Sendable, CaseIterable {
    case write, link, medium, level, whole, placed, alone, tail, province, municipality, commune
  }

  /// Words that stand for others, by the others.
  var writes = PhraseTable<[String]>()
  var links: Set<String> = []
  var media = PhraseTable<Bool>()
  var levels = Levels()
  var placed = PhraseTable<Bool>()
  var alone = PhraseTable<Bool>()
  var tails = PhraseTable<Bool>()
  var documents = PhraseTable<Bool>()
  /// Acronyms as written, by the words that they stand for.
  var acronyms: [String: [String]] = [:]
  /// Media by the numbers of their names.
  var mediaNames: Set<UInt32> = []
  /// The word between a document and its issuer.
  var ofWords: Set<String> = []
  var provinces = Provinces()

  /// A word of a name.
  struct Part {
    var text: String
    var hash: UInt32
    var isLower: Bool
    /// Whether a comma stands before it, or a full stop with a space.
    var isBehindComma = false
  }

  /// What a written name means.
  enum Meaning: Sendable, Hashable {
    /// One body wherever this key occurs.
    case joined(key: String)
    /// A body of the article alone, and why.
    case local(Reason)
  }

  /// Why a name joins nothing.
  enum Reason: String, Sendable, Hashable {
    /// The head of a name, or a common noun.
    case bareHead = "bare-head"
    /// A body of some province, and the article tells none.
    case noProvince = "no-province"
    /// No word is left.
    case empty
  }

  /// The parts of a name: acronyms written out, joining words left out, documents and brackets taken off.
  func parts(of name: String) -> [Part] {
    var raw: [(text: String, isLower: Bool, isAcronym: Bool, isBehindComma: Bool)] = []
    var comma = false
    var isBehindStop = false
    var depth = 0
    var current = ""
    func flush() {
      guard !current.isEmpty else { return }
      let scalars = current.unicodeScalars
      let letters = scalars.filter { Letters.isLetter($0) }
      let isAcronym = letters.count > 1 && letters.allSatisfy { Letters.isUpper($0) }
      raw.append(
        (current, letters.first.map { Letters.isLower($0) } ?? false, isAcronym, comma))
      comma = false
      current = ""
    }
    reading: for scalar in Normalization.nfc(name).unicodeScalars {
      if isBehindStop, scalar == " " || scalar == "\u{A0}" { comma = true }
      isBehindStop = scalar == "."
      switch scalar {
      case "(":
        depth += 1
        flush()
      case ")":
        depth = max(0, depth - 1)
        flush()
      case "\n":
        if !raw.isEmpty || !current.isEmpty { break reading }
      case "&":
        flush()
      default:
        guard depth == 0 else { continue }
        if Letters.isLetter(scalar) || Letters.isMark(scalar) || ("0"..."9").contains(scalar) {
          current.unicodeScalars.append(scalar)
        } else {
          flush()
          if scalar == "," { comma = true }
        }
      }
    }
    flush()
    var parts: [Part] = []
    var index = 0
    while index < raw.count {
      // Acronyms that dashes part: LĐ-TB&XH is LĐTBXH.
      var end = index
      while end < raw.count, raw[end].isAcronym { end += 1 }
      var taken = 0
      var length = end - index
      while length > 0 {
        let joined = raw[index..<index + length].map(\.text).joined()
        if let words = acronyms[joined] {
          let isBehindComma = raw[index].isBehindComma
          parts += words.enumerated().map {
            Part(
              text: $1, hash: WordHash.of($1), isLower: false, isBehindComma: $0 == 0 && isBehindComma)
          }
          taken = length
          break
        }
        length -= 1
      }
      if taken == 0 {
        let text = Folding.keyPreservingDiacritics(raw[index].text)
        parts.append(
          Part(
            text: text, hash: WordHash.of(text), isLower: raw[index].isLower,
            isBehindComma: raw[index].isBehindComma))
        taken = 1
      }
      index += taken
    }
    return withoutDocument(rewritten(parts.filter { !links.contains($0.text) }))
  }

  private func rewritten(_ parts: [Part]) -> [Part] {
    var parts = parts
    // What is written out may be part of a longer phrase.
    for _ in 0..<3 {
      let hashes = parts.map(\.hash)
      var out: [Part] = []
      var index = 0
      var hasChanged = false
      while index < parts.count {
        if let (words, count) = writes.longest(at: index, in: hashes),
          words != parts[index..<index + count].map(\.text)
        {
          let first = parts[index]
          out += words.enumerated().map {
            Part(
              text: $1, hash: WordHash.of($1), isLower: first.isLower,
              isBehindComma: $0 == 0 && first.isBehindComma)
          }
          index += count
          hasChanged = true
        } else {
          out.append(parts[index])
          index += 1
        }
      }
      parts = out
      if !hasChanged { break }
    }
    return parts
  }

  /// Báo cáo của X is X.
  private func withoutDocument(_ parts: [Part]) -> [Part] {
    let hashes = parts.map(\.hash)
    guard !parts.isEmpty, documents.longest(at: 0, in: hashes) != nil,
      let of = parts.firstIndex(where: { ofWords.contains($0.text) }), of + 2 < parts.count
    else { return parts }
    return Array(parts[(of + 1)...])
  }

  /// The key of a body that the authority file names, for its table.
  func authorityKey(of name: String) -> String { key(placed(parts(of: name)).parts) }

  /// What a written name means in an article of a province (an index of `provinces`).
  ///
  /// - Parameters:
  ///   - city: the great city that the article names most.
  ///   - bodies: the authority's bodies by key.
  ///   - isTyped: whether somebody typed it, who may have left capitals out; an article's name without one is a common noun.
  func meaning(
    of name: String, province: Int?, city: Int? = nil, bodies: [String: Int], isTyped: Bool = false
  ) -> (meaning: Meaning, body: Int?) {
    let read = placed(parts(of: name))
    var parts = read.parts
    guard !parts.isEmpty else { return (.local(.empty), nil) }
    if let body = body(parts, bodies) { return (.joined(key: key(parts)), body) }
    // The longest known body that the name begins with, where what follows belongs to the sentence.
    for length in stride(from: parts.count - 1, to: 0, by: -1) {
      guard let body = body(Array(parts[..<length]), bodies), isTail(parts, at: length) else { continue }
      return (.joined(key: key(Array(parts[..<length]))), body)
    }
    if let end = read.placeEnd, end < parts.count, isTail(parts, at: end) || parts[end].isLower {
      parts = Array(parts[..<end])
    }
    let hashes = parts.map(\.hash)
    if alone.value(of: hashes) != nil || documents.value(of: hashes) != nil {
      return (.local(.bareHead), nil)
    }
    let isPlaced = placed.longest(at: 0, in: hashes) != nil
    let levels = self.levels.found(in: parts)
    let endsInLevel = levels.contains { $0.words.upperBound == parts.count && !$0.isBelowCommune }
    let hasPlace =
      read.placeEnd != nil || levels.contains { $0.words.upperBound < parts.count && !$0.isBelowCommune }
    if endsInLevel || isPlaced && !hasPlace {
      let isOfCity = endsInLevel && parts.last?.hash == provinces.cityLevel
      guard let province = isOfCity ? city ?? province : province else { return (.local(.noProvince), nil) }
      var bare = parts
      if endsInLevel, let last = bare.last, provinces.isProvinceLevel(last.text) { bare.removeLast() }
      return (.joined(key: key(bare) + " " + provinces.key(province)), nil)
    }
    // A commune of this name may be anywhere.
    if read.placeEnd == nil,
      let small = levels.first(where: { $0.isCommune && $0.words.upperBound < parts.count })
    {
      let isNumbered = parts[small.words.upperBound].text.utf8.allSatisfy { $0 &- 0x30 < 10 }
      guard let province else {
        return isNumbered ? (.local(.noProvince), nil) : (.joined(key: key(parts)), nil)
      }
      return (.joined(key: key(parts) + " @" + provinces.key(province)), nil)
    }
    if !isTyped, parts.allSatisfy(\.isLower) { return (.local(.bareHead), nil) }
    return (.joined(key: key(parts)), nil)
  }

  /// The known body that a whole name is one of the names of.
  func knownBody(_ name: String, _ bodies: [String: Int]) -> Int? {
    body(placed(parts(of: name)).parts, bodies)
  }

  private func body(_ parts: [Part], _ bodies: [String: Int]) -> Int? {
    if let body = bodies[key(parts)] { return body }
    // Báo X, hãng tin X.
    let hashes = parts.map(\.hash)
    guard let (_, count) = parts.isEmpty ? nil : media.longest(at: 0, in: hashes), count < parts.count else {
      return nil
    }
    return bodies[key(Array(parts[count...]))]
  }

  private func isTail(_ parts: [Part], at index: Int) -> Bool {
    let rest = Array(parts[index...])
    // The name once more: two mentions that were read as one.
    if rest.count >= 2, rest.map(\.hash).starts(with: parts.prefix(2).map(\.hash)) { return true }
    if rest[0].isBehindComma { return true }
    guard rest[0].isLower else { return false }
    return tails.longest(at: 0, in: rest.map(\.hash)) != nil
  }

  /// The parts with their province in one form, and where its name ends.
  private func placed(_ parts: [Part]) -> (parts: [Part], placeEnd: Int?) {
    let hashes = parts.map(\.hash)
    for index in parts.indices.reversed() {
      guard let (province, count) = provinces.names.longest(at: index, in: hashes), index > 0 else {
        continue
      }
      var out = Array(parts[..<index])
      var isBehindComma = parts[index].isBehindComma
      if let level = out.last {
        let goes =
          provinces.isProvinceLevel(level.text)
          && (provinces.dropsLevel(province, isCity: level.hash == provinces.cityLevel))
        if goes {
          isBehindComma = isBehindComma || level.isBehindComma
          out.removeLast()
        }
      }
      out += provinces.list[province].words.enumerated().map {
        Part(
          text: $1, hash: WordHash.of($1), isLower: false, isBehindComma: $0 == 0 && isBehindComma)
      }
      let end = out.count
      return (out + parts[(index + count)...], end)
    }
    return (parts, nil)
  }

  private func key(_ parts: [Part]) -> String { parts.map { Folding.fold($0.text) }.joined(separator: " ") }
}

/// The provinces of the country.
struct Provinces: Sendable {
  struct Province: Sendable {
    var name: String
    /// The words of the name in lower case.
    var words: [String]
    var isCityItself: Bool
    var hasTwin: Bool
  }
  var list: [Province] = []
  /// By all spellings.
  var names = PhraseTable<Int>()
  /// The numbers of the words for a province and for a city.
  var provinceLevel: UInt32 = 0
  var cityLevel: UInt32 = 0

  /// Whether a word is that for a province or a city.
  func isProvinceLevel(_ word: String) -> Bool {
    let hash = WordHash.of(word)
    return hash == provinceLevel || hash == cityLevel
  }

  /// Whether the level before a province's name says nothing: tỉnh always, TP where the city is the province.
  func dropsLevel(_ province: Int, isCity: Bool) -> Bool { !isCity || list[province].isCityItself }

  /// What tells a province in a key.
  func key(_ province: Int) -> String { Folding.fold(list[province].words.joined(separator: " ")) }
}
