/// Marks the places where a crawl lost a stop or a line end between two sentences: a capitalised word that only
/// opens sentences (Theo, Trong, Khi, Ông …) right after another word.
struct SeamStage {
  /// Sets `glued` on the tokens that begin such sentences.
  func run(_ text: ArticleText) {
    CapitalsStage().findNames(text)
    guard text.tokens.count > 2 else { return }
    for index in 1..<(text.tokens.count - 1) {
      let token = text.tokens[index]
      guard token.shape == .capitalised || token.shape == .capitals, !token.glued,
        token.kind == .word
      else {
        continue
      }
      let previous = text.tokens[index - 1]
      if previous.role == UInt8(ascii: "."), index >= 3, text.tokens[index - 2].isCapital,
        text.tokens[index - 2].end - text.tokens[index - 2].start == 1,
        text.tokens[index - 3].shape == .lower,
        text.tokens[index - 3].kind == .word, text.tokens[index + 1].kind == .word
      {
        // 28 độ C. Trung tâm …: a letter after a common word is no initial.
        if text.tokens[index + 1].shape == .lower || text.opensSentence(index)
          || token.shape == .capitals
        {
          text.tokens[index].glued = true
        }
        continue
      }
      guard token.shape == .capitalised else { continue }
      if followsGluedStop(index, text) {
        text.tokens[index].glued = true
        continue
      }
      if previous.shape == .capitals, text.isOne(of: .creditNotes, index - 1) {
        // Ảnh: NVCC Anh Long nói …
        text.tokens[index].glued = true
        continue
      }
      let next = text.tokens[index + 1]
      if next.kind == .number, previous.isCapital, text.opensSentence(index) || text.has(.time, index),
        text.hit(.place, index) == nil, !completesName(index, text)
      {
        // Trương Văn Tấn Phút 32
        text.tokens[index].glued = true
        continue
      }
      if next.kind == .word, next.shape == .lower, text.stretchAt[index - 1] < 0,
        followsForeignName(index, text)
      {
        text.tokens[index].glued = true
        continue
      }
      guard text.hasHits(index) else { continue }
      guard previous.kind == .word || previous.kind == .number, text.stretchAt[index - 1] < 0 else {
        continue
      }
      guard next.kind == .word, text.hit(.place, index) == nil else { continue }
      if next.shape == .lower {
        guard text.opensSentence(index), token.traits.isDisjoint(with: .familyName),
          opensClause(index, text), !completesName(index, text)
        else { continue }
      } else {
        // Ảnh: Mai Lục Ông Tấn … : an honorific after a name.
        guard previous.isCapital, let honorific = text.hit(.honorific, index),
          honorific.length == 1,
          honorific.sense.honorificUse == .both,
          token.traits.isDisjoint(with: [.givenName, .middleName, .familyName])
        else { continue }
      }
      text.tokens[index].glued = true
    }
  }

  /// … phương Tây.Tổng thống …: a stop after a name's whole word with no space behind it.
  private func followsGluedStop(_ at: Int, _ text: ArticleText) -> Bool {
    let next = text.tokens[at + 1]
    guard at >= 2, text.tokens[at - 1].role == UInt8(ascii: "."), !text.tokens[at].spaced,
      !text.tokens[at - 1].spaced, next.kind == .word, text.tokens[at].isSyllable
    else { return false }
    let word = text.tokens[at - 2]
    return word.kind == .word && word.end - word.start >= 2 && word.shape == .capitalised && word.isSyllable
      && next.shape == .lower
  }

  /// Rashid Orpen Tuyên bố …: after a foreign name a Vietnamese word with a capital begins a sentence.
  private func followsForeignName(_ at: Int, _ text: ArticleText) -> Bool {
    let previous = text.tokens[at - 1]
    guard text.tokens[at].isSyllable, !previous.isSyllable, text.hit(.place, at) == nil,
      previous.kind == .word, previous.shape != .capitals,
      previous.isCapital
        || at >= 2 && text.tokens[at - 2].role == UInt8(ascii: "-") && !previous.spaced,
      (Int(text.tokens[at].start)..<Int(text.tokens[at].end)).contains(where: {
        text.bytes[$0] >= 0x80
      })
    else { return false }
    return MentionParser(text: text).isPlain(at + 1) || (text.hit(.cue, at)?.length ?? 0) >= 2
  }

  /// Whether a family name and a middle name right before wait for this word: Mạc Khắc | Sáng thừa nhận …
  private func completesName(_ at: Int, _ text: ArticleText) -> Bool {
    guard at >= 2, text.tokens[at].isSyllable, text.tokens[at - 1].isCapital,
      text.tokens[at - 2].isCapital,
      text.hit(.time, at) != nil || text.isOne(of: .sureMiddleNames, at - 1)
        || text.hit(.connective, at) == nil && text.hit(.source, at) == nil
          && text.hit(.determiner, at) == nil,
      text.tokens[at - 1].traits.contains(.middleName),
      !text.tokens[at - 2].traits.isDisjoint(with: .vietnameseFamilyName)
    else { return false }
    return at < 3 || !text.tokens[at - 3].isCapital || text.hit(.title, at - 3) != nil
      || text.hit(.honorific, at - 3) != nil
  }

  private func opensClause(_ at: Int, _ text: ArticleText) -> Bool {
    for index in Int(text.hitStart[at])..<Int(text.hitStart[at + 1]) {
      switch text.hits[index].sense.category {
      case .connective, .time, .source, .determiner: return true
      default: continue
      }
    }
    return false
  }
}
