/// Reading documents that stand for their issuers.
extension MentionParser {
  /// báo cáo của X; khảo sát mới của Y; kết quả điều tra
  func document(_ at: Int, _ limit: Int) -> Mention? {
    guard let document = text.hit(.document, at) else { return nil }
    // Trang, Thư and Đơn may be names.
    if text.tokens[at].isCapital, at + 1 < limit, text.tokens[at + 1].isCapital { return nil }
    if text.tokens[at].isCapital, at > 0, text.tokens[at - 1].isCapital, text.tokens[at].spaced {
      return nil
    }
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
      if link.sense.connectiveKind == .possessive || text.isOne(of: .issuerLinks, k) {
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
        bare.issuer = keep(issuer)
        return bare
      }
      // công bố kết quả điều tra sơ bộ cho biết: whoever announces it has been named.
      let isAnnounced = at >= 2 && text.hit(.cue, at - 2)?.length == 2
      let isFinding = document.sense.documentKind == .finding
      return document.length >= 2 && (!isFinding || isAnnounced) ? bare : nil
    }
    guard k < limit, let issuer = parseIssuer(k, limit) else { return nil }
    var mention = Mention(lo: Int32(at), hi: issuer.hi, symbol: Symbol.document)
    mention.titleLo = Int32(at)
    mention.titleHi = issuer.hi
    mention.nameLo = issuer.nameLo
    mention.nameHi = issuer.nameHi
    mention.issuer = keep(issuer)
    return mention
  }

  /// Keeps the reading of an issuer, or of whoever somebody is kin to, until the phrase's reading is taken or dropped; its
  /// place among `text.issuers`.
  func keep(_ issuer: Mention) -> Int32 {
    text.issuers.append(issuer)
    return Int32(text.issuers.count - 1)
  }

  func parseIssuer(_ at: Int, _ limit: Int) -> Mention? {
    if let found = side(at, limit) ?? group(at, limit) ?? honorificPhrase(at, limit) ?? titled(
      at, limit)
      ?? organisation(at, limit)
    {
      return found
    }
    return text.tokens[at].isCapital ? capitalRun(at, limit) : nil
  }
}
