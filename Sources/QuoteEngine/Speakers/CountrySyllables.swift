/// Gives stage names their first syllable back where it is a country's too: *Nhật Lan Vy*, *Hàn Thu Mây*.
///
/// After a title such a syllable is read as the country (*ca sĩ Nhật | Lan Vy*). Where the article writes it before this
/// name each time, and once without a title, it is the name's own.
struct CountrySyllables {
  /// Lengthens the names of the article's mentions.
  func giveBack(_ text: ArticleText) {
    var uses: [UInt64: Use] = [:]
    for index in text.mentions.indices where isPair(text.mentions[index], text) {
      let mention = text.mentions[index]
      uses[hash(mention, text), default: Use()].take(index, country(mention, text), text)
    }
    for use in uses.values where use.isWhole && use.mentions.count >= 2 {
      for index in use.mentions {
        let name = text.mentions[index].nameLo
        if text.mentions[index].lo == name { text.mentions[index].lo -= 1 }
        if text.mentions[index].titleHi == name { text.mentions[index].titleHi -= 1 }
        text.mentions[index].nameLo -= 1
      }
    }
  }

  /// How an article writes a name of two syllables.
  private struct Use {
    var mentions: [Int] = []
    var syllable: UInt64 = 0
    var isAlways = true
    var isFree = false

    /// Whether the same syllable stands before the name each time, and once without a title before it.
    var isWhole: Bool { isAlways && isFree }

    mutating func take(_ index: Int, _ country: Int?, _ text: ArticleText) {
      guard let country, mentions.isEmpty || text.tokens[country].hash == syllable else {
        isAlways = false
        return
      }
      mentions.append(index)
      syllable = text.tokens[country].hash
      if country == 0 || text.tokens[country - 1].kind != .word { isFree = true }
    }
  }

  private func isPair(_ mention: Mention, _ text: ArticleText) -> Bool {
    mention.hasName && mention.nameHi - mention.nameLo == 2 && mention.nameLo > 0
      && (mention.symbol == Symbol.person || mention.symbol == Symbol.name)
      && text.tokens[Int(mention.nameLo)].isSyllable && text.tokens[Int(mention.nameLo) + 1].isSyllable
  }

  private func hash(_ mention: Mention, _ text: ArticleText) -> UInt64 {
    WordSets.step(
      WordSets.step(0, text.tokens[Int(mention.nameLo)].hash), text.tokens[Int(mention.nameLo) + 1].hash)
  }

  /// The country's syllable right before a name.
  private func country(_ mention: Mention, _ text: ArticleText) -> Int? {
    let at = Int(mention.nameLo) - 1
    guard text.tokens[at].shape == .capitalised, text.tokens[at].isSyllable, !text.tokens[at + 1].glued,
      text.hit(.place, at)?.length == 1
    else { return nil }
    return at
  }
}
