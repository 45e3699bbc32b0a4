/// A phrase that names somebody by an office with the name behind it, as one speaker: Chủ tịch UBND TP Lê Văn Tám.
struct OfficerName: Hashable, Sendable {
  /// The words before the name.
  var office: String
  /// The person's name.
  var name: String
}

extension IdentityLibrary {
  /// The person whom a phrase names behind an office; `nil` where the last words may name the house (hiệu trưởng Trường THPT
  /// Lê Văn Tám, cán bộ phường Lê Văn Tám) or whose somebody is (vợ Lê Văn Tám).
  func officer(in phrase: String) -> OfficerName? {
    let words = WordReader.words(phrase)
    guard words.count > 3, let (opener, titleEnd) = openers.longest(at: 0, in: words), opener.isOffice else {
      return nil
    }
    for length in [4, 3] where words.count - length >= titleEnd {
      let first = words.count - length
      guard familyNames.contains(words[first].hash), words[first].gap == .none,
        isPersonsName(Array(words[first...])),
        first == titleEnd || isWholeHouse(words[titleEnd..<first], phrase)
      else { continue }
      return OfficerName(
        office: text(of: words[..<first], in: phrase), name: text(of: words[first...], in: phrase))
    }
    return nil
  }

  /// The office within a phrase that names its holder: Chủ tịch UBND TP, in Chủ tịch UBND TP Lê Văn Tám.
  public func office(within phrase: String) -> String? { officer(in: phrase)?.office }

  private func isPersonsName(_ words: [Word]) -> Bool {
    guard words.allSatisfy({ $0.letterCase == .capitalised }),
      words.dropFirst().allSatisfy({ $0.gap == .none })
    else { return false }
    // TP Hồ Chí Minh.
    let place = organisations.provinces.names.longest(at: 0, in: words)
    return (place?.count ?? 0) < words.count
  }

  /// Whether an office's house needs no name behind it: a city or province, or a body that is known by these words.
  private func isWholeHouse(_ words: ArraySlice<Word>, _ phrase: String) -> Bool {
    let all = Array(words)
    guard let last = all.last else { return false }
    if self.words.province.contains(last.hash) { return true }
    for start in all.indices {
      if let (_, count) = organisations.provinces.names.longest(at: start, in: all),
        start + count == all.count
      {
        return true
      }
      let body = text(of: all[start...], in: phrase)
      if organisations.knownBody(body, authority.bodiesByKey) != nil { return true }
    }
    return false
  }

  private func text(of words: ArraySlice<Word>, in phrase: String) -> String {
    guard let first = words.first, let last = words.last else { return "" }
    return String(decoding: Array(phrase.utf8)[Int(first.start)..<Int(last.end)], as: UTF8.self)
  }
}
