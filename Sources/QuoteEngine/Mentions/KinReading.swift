/// Reading people by whom they belong to.
extension MentionParser {
  /// cha của Alon; vợ ông Nam; gia đình nạn nhân
  func kin(_ at: Int, _ limit: Int) -> Mention? {
    guard let kin = text.hit(.kin, at) else { return nil }
    var k = at + Int(kin.length)
    var linked = false
    if k < limit, let possessive = text.hit(.connective, k),
      possessive.sense.connectiveKind == .possessive
    {
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
      if kin.length == 1, !linked, !inner.hasName {
        // Bố cô cho biết: somebody's father, where the clause has that subject.
        let end = Int(inner.hi)
        let opens = at == 0 || text.tokens[at].isCapital || text.tokens[at - 1].kind != .word
        guard inner.symbol == Symbol.pronoun, opens, text.hit(.cue, end) != nil || leadsToCue(end) else {
          return nil
        }
      }
      mention.hi = inner.hi
      // Whose kin it is, is named by it too.
      if inner.hasName { mention.issuer = keep(inner) }
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
}
