/// Finds the one who speaks when the words nearest to the verb only describe him or are an object of another verb.
///
/// Forms read the nearest noun phrase as a verb's subject. In *ông X, giám đốc Công ty Y cho biết* that phrase describes
/// X, whom no second comma sets apart; in *bà X gửi đơn lên huyện nêu rõ* it is the object of the verb before.
enum SourceReading {
  /// No description is longer than so many pieces.
  private static let longestDescription = 40

  /// The pieces of the source that a form found, moved to the subject that they belong to.
  ///
  /// - Parameters:
  ///   - source: the pieces that the form captured; an empty range stays empty.
  ///   - cue: the piece of the verb, or -1.
  ///   - from: the sentence's first piece.
  static func settled(_ source: Range<Int>, cue: Int, from: Int, _ text: ArticleText) -> Range<Int> {
    guard !source.isEmpty, cue > source.lowerBound else { return source }
    let source = credited(cut(source, text), from, text)
    guard source.lowerBound > from else { return extended(source, cue, text) }
    if let head = described(by: source, from, text) {
      // nguồn tin từ Công an X, TP. Y
      let isOf =
        head - 2 >= from && text.line[head - 2] == Symbol.group
        && (text.line[head - 1] == Symbol.preposition || text.line[head - 1] == Symbol.possessive)
      return isOf ? head - 2..<head + 1 : head..<head + 1
    }
    if let subject = subject(before: source, from, text) { return subject }
    if let head = phrase(before: source, from, text) { return head..<source.upperBound }
    return extended(source, cue, text)
  }

  /// The phrase without the name of a caption's credit before it (Ảnh: X | Phó chủ tịch Y cho biết).
  private static func credited(_ source: Range<Int>, _ from: Int, _ text: ArticleText) -> Range<Int> {
    let first = source.lowerBound
    guard source.count > 1, first - 2 >= from, text.line[first - 1] == Symbol.colon,
      text.line[first] == Symbol.name || text.line[first] == Symbol.person,
      text.isOne(of: .creditWords, Int(text.pieces[first - 2].hi) - 1),
      Symbol.isMention(text.line[first + 1]),
      text.tokens[Int(text.pieces[first + 1].lo)].isCapital
    else { return source }
    return first + 1..<source.upperBound
  }

  /// The phrase without a verb of speech and its object (X xác nhận thông tin này và cho biết).
  private static func cut(_ source: Range<Int>, _ text: ArticleText) -> Range<Int> {
    guard source.count > 1 else { return source }
    for index in (source.lowerBound + 1)..<source.upperBound {
      switch text.line[index] {
      case Symbol.quote, Symbol.shortQuote, Symbol.namedThing: return source.lowerBound..<index
      case Symbol.word: break
      default: continue
      }
      if let blocked = text.hit(.notCue, Int(text.pieces[index].lo)), blocked.length >= 3 {
        return source.lowerBound..<index
      }
    }
    return source
  }

  /// The person whom an apposition right after the name describes: X, title or house.
  private static func described(by source: Range<Int>, _ from: Int, _ text: ArticleText) -> Int? {
    let first = source.lowerBound
    guard isDescription(first, text) else { return nil }
    let index = first - 1
    guard isJoint(text.line[index]) else { return nil }
    guard text.line[index] == Symbol.comma, isArea(first, text) else {
      return head(before: index, from, text)
    }
    // xã X, huyện Y, tỉnh Z: back to what they say the place of.
    var comma = index
    while comma - 2 >= from, index - comma < longestDescription, text.line[comma - 2] == Symbol.comma,
      isArea(comma - 1, text)
    {
      comma -= 2
    }
    guard comma > from else { return nil }
    if let person = head(before: comma, from, text) { return person }
    // Công an quận X, TP. Y; đại diện Công an quận X, TP. Y: the house of that place, or its man.
    switch text.line[comma - 1] {
    case Symbol.organisation: return comma - 1
    case Symbol.title, Symbol.group, Symbol.person:
      let last = text.tokens[Int(text.pieces[comma - 1].hi) - 1]
      return last.isCapital || last.kind == .number ? comma - 1 : nil
    default: return nil
    }
  }

  /// Whether a mention is a place only: huyện X, tỉnh Y, TP. Z.
  static func isArea(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.place: true
    case Symbol.organisation: text.hit(.area, Int(text.pieces[piece].lo)) != nil
    default: false
    }
  }

  /// The person at the head of a list of descriptions that a joint ends.
  private static func head(before joint: Int, _ from: Int, _ text: ArticleText) -> Int? {
    var index = joint
    let least = max(from, joint - longestDescription)
    while index > least {
      let symbol = text.line[index]
      let before = text.line[index - 1]
      if isJoint(symbol), before == Symbol.person || before == Symbol.name {
        // ông X, trưởng công an xã Y, …: the role's place was read as a name.
        if before == Symbol.person, index - 2 > least, isJoint(text.line[index - 2]),
          isDescription(index - 1, text), let bearer = head(before: index - 2, least, text)
        {
          return bearer
        }
        // The name itself has to begin its clause.
        guard index - 1 == from || opensClause(index - 2, text) else { return nil }
        return index - 1
      }
      if symbol == Symbol.person,
        text.line[index + 1] == Symbol.number || text.line[index + 1] == Symbol.preposition,
        index == from || opensClause(index - 1, text)
      {
        // anh X 34 tuổi, du khách Y; ông X ở làng Y, huyện Z
        return index
      }
      guard isJoint(symbol) || isNominal(symbol) else { return nil }
      index -= 1
    }
    if index >= from, index == from || opensClause(index - 1, text), text.line[index] == Symbol.person,
      text.line[index + 1] == Symbol.preposition
    {
      return index
    }
    return nil
  }

  /// The head of a longer noun phrase that ends with the source: một cảnh sát ở khách sạn X ở Y.
  private static func phrase(before source: Range<Int>, _ from: Int, _ text: ArticleText) -> Int? {
    let first = source.lowerBound
    switch text.line[first] {
    case Symbol.organisation, Symbol.place, Symbol.name, Symbol.medium: break
    default: return nil
    }
    var index = first - 1
    let least = max(from, first - 12)
    var hasLink = false
    while index >= least {
      switch text.line[index] {
      case Symbol.group, Symbol.title:
        if hasLink, index == from || opensClause(index - 1, text) || text.line[index - 1] == Symbol.according
        {
          return index
        }
      case Symbol.word:
        if text.isVerb(Int(text.pieces[index].lo)) { return nil }
      case Symbol.preposition, Symbol.possessive: hasLink = true
      case Symbol.organisation, Symbol.place, Symbol.name, Symbol.medium, Symbol.number, Symbol.capital,
        Symbol.determiner:
        break
      default: return nil
      }
      index -= 1
    }
    return nil
  }

  /// Whether a mention may describe somebody: a role, a house, a place, or a role read as somebody's name.
  private static func isDescription(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.title, Symbol.organisation, Symbol.place, Symbol.medium: return true
    case Symbol.name:
      // A name by itself is somebody else's, unless a role stands before it in the same list.
      var k = piece - 1
      while k > 0, k > piece - longestDescription, text.line[k] != Symbol.stop {
        if text.line[k] == Symbol.title { return true }
        if text.line[k] == Symbol.person, k > 0, text.line[k - 1] == Symbol.comma, isDescription(k, text) {
          return true
        }
        k -= 1
      }
      return false
    case Symbol.group:
      let index = Int(text.pieces[piece].index)
      return index >= 0 && !text.mentions[index].isPlural
    case Symbol.person:
      let index = Int(text.pieces[piece].index)
      guard index >= 0 else { return false }
      let mention = text.mentions[index]
      // Phó công an huyện Cái Gò: the place's name was read as the bearer's.
      guard !mention.hasHonorific, mention.titleHi > mention.titleLo else { return false }
      let first = text.tokens[Int(mention.nameLo)]
      return mention.nameHi - mention.nameLo == 1 || first.traits.isDisjoint(with: .familyName)
        || text.hit(.area, Int(mention.nameLo) - 1) != nil
    default: return false
    }
  }

  private static func isJoint(_ symbol: UInt8) -> Bool {
    symbol == Symbol.comma || symbol == Symbol.dash || symbol == Symbol.open || symbol == Symbol.close
  }

  /// What may stand inside a description.
  private static func isNominal(_ symbol: UInt8) -> Bool {
    switch symbol {
    case Symbol.word, Symbol.capital, Symbol.number, Symbol.possessive, Symbol.preposition,
      Symbol.demonstrative,
      Symbol.organisation, Symbol.place, Symbol.name, Symbol.title, Symbol.group, Symbol.medium,
      Symbol.document,
      Symbol.coordinator, Symbol.determiner, Symbol.slash, Symbol.other, Symbol.adverb:
      true
    default: false
    }
  }

  /// Whether a clause begins after a piece.
  private static func opensClause(_ piece: Int, _ text: ArticleText) -> Bool {
    switch text.line[piece] {
    case Symbol.comma, Symbol.stop, Symbol.colon, Symbol.semicolon, Symbol.discourse, Symbol.time,
      Symbol.dash,
      Symbol.close, Symbol.quote:
      true
    default: false
    }
  }

  /// Một nguồn tin từ X; đại diện của Y: a common noun with what it belongs to.
  private static func extended(_ source: Range<Int>, _ cue: Int, _ text: ArticleText) -> Range<Int> {
    guard source.count == 1, source.upperBound + 1 < cue else { return source }
    switch text.line[source.lowerBound] {
    case Symbol.group: break
    case Symbol.title:
      // A role that is somebody's by name stays by itself.
      guard text.line[source.upperBound] == Symbol.possessive else { return source }
    default: return source
    }
    let link = text.pieces[source.upperBound]
    let isOf =
      link.symbol == Symbol.possessive
      || link.symbol == Symbol.preposition
        && text.text(bytes: Int(text.tokens[Int(link.lo)].start)..<Int(text.tokens[Int(link.lo)].end)) == "từ"
    guard isOf, Symbol.isMention(text.line[source.upperBound + 1]) else { return source }
    return source.lowerBound..<source.upperBound + 2
  }

  /// The subject of a clause in which another verb stands before the source: X gửi đơn lên Y nêu rõ.
  private static func subject(before source: Range<Int>, _ from: Int, _ text: ArticleText) -> Range<Int>? {
    let first = source.lowerBound
    switch text.line[first] {
    case Symbol.organisation, Symbol.group, Symbol.place, Symbol.title, Symbol.name, Symbol.medium: break
    case Symbol.person
    where text.line[first - 1] == Symbol.word && text.isVerb(Int(text.pieces[first - 1].hi) - 1):
      // X tìm gặp Y nói …
      break
    default: return nil
    }
    var start = first
    let least = max(from, first - longestDescription)
    var hasBrackets = false
    while start > least {
      if text.line[start - 1] == Symbol.close {
        // Words in brackets stand beside the sentence.
        var open = start - 2
        while open > least, text.line[open] != Symbol.open { open -= 1 }
        guard open > least else { return nil }
        start = open
        hasBrackets = true
        continue
      }
      switch text.line[start - 1] {
      case Symbol.comma, Symbol.stop, Symbol.colon, Symbol.semicolon, Symbol.dash, Symbol.open, Symbol.close,
        Symbol.discourse, Symbol.subordinator, Symbol.coordinator, Symbol.quote, Symbol.cue, Symbol.linkedCue,
        Symbol.according, Symbol.citing, Symbol.that, Symbol.passive:
        break
      default:
        start -= 1
        continue
      }
      break
    }
    if start > from + 1, text.line[start - 1] == Symbol.comma, text.line[start] == Symbol.adverb,
      let head = head(before: start - 1, from, text)
    {
      // ông X, chủ tịch Y, đã gửi công văn tới Z nêu rõ
      return head..<head + 1
    }
    while start < first, text.line[start] == Symbol.time || text.line[start] == Symbol.adverb { start += 1 }
    guard start < first, Symbol.isMention(text.line[start]), text.line[start] != Symbol.place,
      text.line[start] != Symbol.document
    else { return nil }
    if hasBrackets,
      (start + 1..<first).allSatisfy({
        isNominal(text.line[$0]) || isJoint(text.line[$0]) || text.line[$0] == Symbol.capital
      }),
      text.line[start] != Symbol.person, text.line[start] != Symbol.pronoun
    {
      return start..<source.upperBound
    }
    var hasVerb = false
    for index in (start + 1)..<first {
      let symbol = text.line[index]
      if symbol == Symbol.person || symbol == Symbol.pronoun { return nil }
      if symbol == Symbol.word || symbol == Symbol.quoteCue,
        symbol == Symbol.quoteCue || text.isVerb(Int(text.pieces[index].lo))
      {
        hasVerb = true
      }
    }
    return hasVerb ? start..<start + 1 : nil
  }
}
