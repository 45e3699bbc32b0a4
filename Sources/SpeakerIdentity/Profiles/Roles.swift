import VietnameseText

extension OwnEvidence {
  /// Notes whom the authority file knows the speaker as.
  public mutating func take(_ place: SpeakerPlace) { authority = place.authority }

  /// Notes whom the authority file knows the speaker as, as an index of its entries.
  public mutating func take(authority entry: Int?) { authority = entry }
}

extension IdentityLibrary {
  /// The entry of the authority file with a name, as an index of `Authority.entries`.
  public func index(ofAuthority name: String) -> Int? { authority.byName[name] }

  /// The class of a role's words; `nil` where no word tells one.
  public func roleClass(of role: String) -> RoleClass? { roles.sign(of: WordReader.hashes(role))?.roleClass }

  /// Of several roles, the one that says most: with a class that is sure, then the longest.
  public func tellingRole(of roles: [String]) -> String? {
    var best: (role: String, isStrong: Bool, words: Int)?
    for role in roles {
      let words = WordReader.hashes(role)
      guard let sign = self.roles.sign(of: words) else {
        if best == nil { best = (role, false, 0) }
        continue
      }
      if best == nil || (sign.isStrong ? 1 : 0, words.count) > (best!.isStrong ? 1 : 0, best!.words) {
        best = (role, sign.isStrong, words.count)
      }
    }
    return best?.role
  }

  /// The title within the words that name a speaker: Đại tá, in Đại tá Lê Văn Bình; `nil` where only a word of address
  /// stands there, or nothing.
  public func role(in source: String, of name: String) -> String? {
    let words = WordReader.words(source)
    let nameWords = Set(WordReader.hashes(name))
    guard let first = words.firstIndex(where: { nameWords.contains($0.hash) && $0.isCapitalised }), first > 0
    else { return nil }
    var start = 0
    while start < first, let (opener, count) = openers.longest(at: start, in: words), !opener.isTitle,
      start + count <= first
    {
      start += count
    }
    guard start < first else { return nil }
    let bytes = Array(source.utf8)
    let role = String(decoding: bytes[Int(words[start].start)..<Int(words[first - 1].end)], as: UTF8.self)
    let hashes = words[start..<first].map(\.hash)
    let isTitle = openers.longest(at: start, in: words)?.value.isTitle ?? false
    return isTitle || roles.sign(of: hashes) != nil ? role : nil
  }
}
