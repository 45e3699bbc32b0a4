/// Marks the places where a crawl lost a stop or a line end between two sentences: a capitalised word that only
/// opens sentences (Theo, Trong, Khi, Ông …) right after another word.
struct SeamStage {
  /// Sets `glued` on the tokens that begin such sentences.
  func run(_ text: ArticleText) {
    guard text.tokens.count > 2 else { return }
    for index in 1..<(text.tokens.count - 1) {
      let token = text.tokens[index]
      guard token.shape == .capitalised || token.shape == .capitals, !token.glued, token.kind == .word else {
        continue
      }
      let previous = text.tokens[index - 1]
      if previous.role == UInt8(ascii: "."), index >= 3, text.tokens[index - 2].isCapital,
        text.tokens[index - 2].end - text.tokens[index - 2].start == 1,
        text.tokens[index - 3].shape == .lower,
        text.tokens[index - 3].kind == .word, text.tokens[index + 1].kind == .word
      {
        // 28 độ C. Trung tâm …: a letter after a common word is no initial.
        if text.tokens[index + 1].shape == .lower || token.traits.contains(.opener)
          || token.shape == .capitals
        {
          text.tokens[index].glued = true
        }
        continue
      }
      guard token.shape == .capitalised, text.hasHits(index) else { continue }
      guard previous.kind == .word || previous.kind == .number, text.stretchAt[index - 1] < 0 else {
        continue
      }
      let next = text.tokens[index + 1]
      guard next.kind == .word, text.hit(.place, index) == nil else { continue }
      if next.shape == .lower {
        guard token.traits.contains(.opener), token.traits.isDisjoint(with: .familyName),
          opensClause(index, text), !completesName(index, text)
        else { continue }
      } else {
        // Ảnh: Mai Lục Ông Tấn … : an honorific after a name.
        guard previous.isCapital, let honorific = text.hit(.honorific, index), honorific.length == 1,
          honorific.sense.detail == 2,
          token.traits.isDisjoint(with: [.givenName, .middleName, .familyName])
        else { continue }
      }
      text.tokens[index].glued = true
    }
  }

  /// Whether a family name and a middle name right before wait for this word: Mạc Khắc | Sáng thừa nhận …
  private func completesName(_ at: Int, _ text: ArticleText) -> Bool {
    guard at >= 2, text.tokens[at].isSyllable, text.tokens[at - 1].isCapital, text.tokens[at - 2].isCapital,
      text.hit(.time, at) != nil || text.reads("Văn", at - 1, at) || text.reads("Thị", at - 1, at)
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
