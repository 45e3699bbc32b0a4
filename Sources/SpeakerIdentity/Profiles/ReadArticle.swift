import VietnameseText

/// What an article calls a speaker.
public struct SpeakerFacts: Sendable {
  /// The fullest name.
  public var name: String
  /// What sort of speaker it is.
  public var kind: IdentityProfile.Kind
  /// Titles and offices that the article gives.
  public var roles: [String]
  /// Where it is mentioned, in code points of the article's text.
  public var mentions: [Range<Int>]

  /// Makes facts.
  public init(name: String, kind: IdentityProfile.Kind, roles: [String], mentions: [Range<Int>]) {
    self.name = name
    self.kind = kind
    self.roles = roles
    self.mentions = mentions
  }
}

/// An article whose words were read, ready to be asked about its speakers.
public struct ReadArticle: Sendable {
  let library: IdentityLibrary
  /// What it tells of everybody in it.
  public let evidence: ArticleEvidence
  let words: [Word]
  let bytes: [UInt8]
  let map: OffsetMap

  private static let mostMentions = 4
  private static let before = 8
  private static let behind = 14
  private static let near = 30

  /// What it tells of one speaker.
  public func own(_ facts: SpeakerFacts) -> OwnEvidence {
    var own = OwnEvidence()
    let name = WordReader.hashes(facts.name)
    let nameWords = Set(name)
    var features: [UInt32: Double] = [:]
    var signs: [(sign: RoleClassifier.Sign, isRole: Bool)] = []
    func take(_ words: [UInt32], isRole: Bool) {
      if let sign = library.roles.sign(of: words) { signs.append((sign, isRole)) }
    }
    for role in facts.roles.prefix(8) {
      var role = role
      let words = role.withUTF8 { WordReader.words($0, library.wordFlags) }
      add(words[...], without: nameWords, to: &features)
      take(words.map(\.hash), isRole: true)
    }
    if facts.kind == .unnamed || facts.kind == .group { take(name, isRole: true) }
    var women = 0
    var men = 0
    var left = Self.mostMentions
    for span in facts.mentions where left > 0 {
      let mention = wordRange(span)
      guard !mention.isEmpty else { continue }
      // Where the name itself stands, not a pronoun.
      let shared = words[mention].count { nameWords.contains($0.hash) }
      guard shared >= min(2, name.count) else { continue }
      left -= 1
      let nameStart = words[mention].firstIndex { nameWords.contains($0.hash) } ?? mention.lowerBound
      var start = nameStart
      while start > 0, nameStart - start < Self.before, words[start].gap != .sentence { start -= 1 }
      let pre = words[start..<nameStart]
      add(pre, without: nameWords, to: &features)
      take(pre.suffix(6).map(\.hash), isRole: false)
      var end = mention.upperBound
      if end < words.count, words[end].gap == .phrase {
        let first = end
        repeat {
          end += 1
        } while end < words.count && end - first < Self.behind && words[end].gap != .sentence
        add(words[first..<end], without: nameWords, to: &features)
        take(words[first..<min(end, first + 10)].map(\.hash), isRole: false)
      }
      if nameStart > 0, words[nameStart].gap == .none {
        let word = self.word(words[nameStart - 1])
        if library.words.women.contains(word) { women += 1 }
        if library.words.men.contains(word) { men += 1 }
      }
      for index in start..<min(words.count, mention.upperBound + Self.near) {
        if words[index].isCapitalised, words[index].flags.contains(.provinceName),
          let (province, _) = library.organisations.provinces.names.longest(at: index, in: words),
          index == 0 || words[index].gap != .none || !words[index - 1].isCapitalised
            || words[index - 1].flags.contains(.provinceLevel)
        {
          own.provinces |= 1 << UInt64(province)
        }
        if words[index].flags.contains(.locality), own.localities.count < 12,
          let locality = ProfileReader(library).locality(words, index),
          !own.localities.contains(locality)
        {
          own.localities.append(locality)
        }
      }
      if own.born == nil { own.born = born(after: mention.upperBound) }
    }
    own.localities.sort()
    own.roles = features.map { WeightedNumber(number: $0.key, weight: $0.value) }
      .sorted { ($1.eighths, $0.number) < ($0.eighths, $1.number) }.prefix(48)
      .sorted { $0.number < $1.number }
    for (sign, _) in signs { own.classes |= sign.roleClass.bit }
    own.mainClass =
      (signs.first { $0.sign.isStrong && $0.isRole } ?? signs.first { $0.sign.isStrong }
      ?? signs.first { $0.isRole } ?? signs.first)?.sign.roleClass
    if women != men { own.gender = women > men ? .female : .male }
    return own
  }

  /// The words of a stretch of code points, as indices.
  private func wordRange(_ span: Range<Int>) -> Range<Int> {
    guard span.lowerBound >= 0, span.upperBound <= map.codePointCount else { return 0..<0 }
    let range = map.bytes(ofCodePoints: span)
    let first = partition { Int($0.end) > range.lowerBound }
    let last = partition { Int($0.start) >= range.upperBound }
    return first < last ? first..<last : 0..<0
  }

  /// The index of the first word that satisfies a condition that holds for all behind it.
  private func partition(_ condition: (Word) -> Bool) -> Int {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(words[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private func word(_ word: Word) -> String {
    Folding.keyPreservingDiacritics(String(decoding: bytes[Int(word.start)..<Int(word.end)], as: UTF8.self))
  }

  private func add(_ row: ArraySlice<Word>, without name: Set<UInt32>, to features: inout [UInt32: Double]) {
    var last: Word?
    for word in row {
      defer { last = word }
      let says = !word.isNumber && !name.contains(word.hash) && !word.flags.contains(.function)
      guard says else { continue }
      if word.letterCase == .allCaps, word.end - word.start > 1 { features[word.hash] = 2.5 }
      guard let before = last, !before.isNumber, !name.contains(before.hash),
        !before.flags.contains(.function), word.gap != .sentence
      else { continue }
      let pair = WordHash.joined(before.hash, word.hash)
      let share = library.pairShares[pair]
      features[pair] = share == 0 ? 5.3 : library.rarity(of: share)
    }
  }

  /// The year of birth that follows a name: SN 1989, sinh năm 1989, or an age.
  private func born(after index: Int) -> Int? {
    var at = index
    while at < words.count, at - index < 10 {
      if at > index, words[at].gap == .sentence { break }
      if let (_, count) = library.words.born.longest(at: at, in: words), at + count < words.count {
        for next in (at + count)..<min(words.count, at + count + 3) {
          if let year = number(words[next]), (1900...2030).contains(year) { return year }
        }
      }
      if let age = number(words[at]), (5...110).contains(age), at + 1 < words.count,
        words[at + 1].gap == .none, library.words.age.contains(words[at + 1].hash), let days = evidence.days
      {
        return Int(days.last / 10_000) - age
      }
      at += 1
    }
    return nil
  }

  private func number(_ word: Word) -> Int? {
    word.isNumber ? Int(String(decoding: bytes[Int(word.start)..<Int(word.end)], as: UTF8.self)) : nil
  }
}
