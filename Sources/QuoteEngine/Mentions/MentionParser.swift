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
      // Theo Thanh Niên, …: the paper, not the young.
      if token.isCapital, let paper = text.hit(.medium, at),
        paper.length >= text.hit(.group, at)?.length ?? 0,
        paper.length >= text.hit(.title, at)?.length ?? 0, let medium = organisation(at, limit),
        medium.symbol == Symbol.medium
      {
        return medium
      }
      if let document = document(at, limit) { return document }
      if let side = side(at, limit) { return side }
      if let head = text.hit(.organisation, at), let group = text.hit(.group, at),
        head.length >= group.length,
        let organisation = organisation(at, limit), organisation.hasName
      {
        return organisation
      }
      if let relative = text.hit(.kin, at), relative.length >= text.hit(.group, at)?.length ?? 0,
        let kin = kin(at, limit), kin.hi > kin.lo + relative.length, isSource(kin, limit)
      {
        // gia đình chị Kê
        return kin
      }
      // Thanh tra Chính phủ: a longer house than the group that it begins with.
      if let house = text.hit(.organisation, at), let start = text.hit(.group, at),
        house.length > start.length,
        let organisation = organisation(at, limit)
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

  /// vị cố vấn, người quản giáo, nữ bác sĩ: a title with a word before it that counts people.
  @inline(__always)
  func prefixed(at: Int, limit: Int) -> Mention? {
    if let address = address(at, limit) { return address }
    guard at + 1 < limit else { return nil }
    if text.has(.organisation, at + 1), !text.has(.title, at), text.isOne(of: .halfOffices, at),
      let mention = titled(at, limit)
    {
      return mention
    }
    guard text.has(.title, at + 1), !text.has(.title, at),
      text.isOne(of: .titlePrefixes, at), var mention = titled(at + 1, limit)
    else { return nil }
    mention.lo = Int32(at)
    mention.titleLo = Int32(at)
    return mention
  }

  /// Whether a verb of speech or a colon follows a phrase, or theo stands before it.
  private func isSource(_ mention: Mention, _ limit: Int) -> Bool {
    let end = Int(mention.hi)
    if text.hit(.source, Int(mention.lo) - 1) != nil { return true }
    guard end < limit else { return false }
    return text.hit(.cue, end) != nil || leadsToCue(end) || text.tokens[end].role == UInt8(ascii: ":")
  }

  func named(_ lo: Int, _ hi: Int, _ symbol: UInt8) -> Mention {
    var mention = Mention(lo: Int32(lo), hi: Int32(hi), symbol: symbol)
    mention.nameLo = Int32(lo)
    mention.nameHi = Int32(hi)
    return mention
  }

  /// A lower-case word that can stand inside a noun phrase: neither cue nor link nor pronoun.
  func isPlain(_ at: Int) -> Bool { text.hitMask[at] & Self.functionWords == 0 }

  /// The categories of words that cannot stand inside a noun phrase.
  static let functionWords = Category.mask([
    .cue, .preverbal, .connective, .time, .link, .honorific, .source,
  ])

  /// Whether an adverb and a verb of speech follow.
  func leadsToCue(_ at: Int) -> Bool {
    guard let adverb = text.hit(.preverbal, at) else { return false }
    return text.hit(.cue, at + Int(adverb.length)) != nil
  }

  /// Whether the name of a place, of up to three syllables, ends right before a token.
  func endsPlace(_ at: Int) -> Bool {
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

  /// Whether a word is written without any diacritic.
  func isPlainLatin(_ at: Int) -> Bool {
    (Int(text.tokens[at].start)..<Int(text.tokens[at].end)).allSatisfy { text.bytes[$0] < 0x80 }
  }
}
