import VietnameseText

/// Reads what an article tells of its speakers.
///
///     let reader = ProfileReader(library)
///     let article = reader.article(text, published: "2019-03-04")
///     let own = article.own(SpeakerFacts(name: "Lê Thị Minh", kind: .person, …))
public struct ProfileReader: Sendable {
  let library: IdentityLibrary

  /// Makes a reader.
  public init(_ library: IdentityLibrary) { self.library = library }

  /// Reads an article; `published` is its day as `yyyy-mm-dd`, where that is known.
  public func article(_ text: String, published: String? = nil) -> ReadArticle {
    var text = text
    return text.withUTF8 { bytes in
      let words = WordReader.words(bytes, library.wordFlags)
      var evidence = evidence(words, bytes)
      if let day = published.flatMap({ (day: String) in DayRange(day) }) {
        evidence.days = day
        evidence.isPublished = true
      }
      return ReadArticle(
        library: library, evidence: evidence, words: words, bytes: Array(bytes), map: OffsetMap(utf8: bytes))
    }
  }

  private static let titleWords = 16
  private static let mostTopics = 48
  private static let mostNames = 24
  private static let rarity = 5.3

  private func evidence(_ words: [Word], _ bytes: UnsafeBufferPointer<UInt8>) -> ArticleEvidence {
    var evidence = ArticleEvidence()
    var pairs: [UInt32] = []
    pairs.reserveCapacity(words.count)
    var provinceCounts = [Int32](repeating: 0, count: library.organisations.provinces.list.count)
    var names = Set<UInt32>()
    var localities = Set<UInt32>()
    var dates = DateSigns()
    var runEnd = 0
    var isFunctionBefore = true
    for index in words.indices {
      let word = words[index]
      let isFunction = word.isNumber || word.end - word.start < 2 || word.flags.contains(.function)
      if !isFunction, !isFunctionBefore, word.gap <= .joint {
        let pair = WordHash.joined(words[index - 1].hash, word.hash)
        pairs.append(pair)
        // What the title says counts three times.
        if index < Self.titleWords {
          pairs.append(pair)
          pairs.append(pair)
        }
      }
      isFunctionBefore = isFunction
      if word.isNumber {
        dates.add(words, index, bytes)
        continue
      }
      if word.isCapitalised {
        let opensRun = index == 0 || word.gap != .none || !words[index - 1].isCapitalised
        if word.flags.contains(.provinceName),
          opensRun || index > 0 && words[index - 1].flags.contains(.provinceLevel),
          let (province, count) = library.organisations.provinces.names.longest(at: index, in: words)
        {
          provinceCounts[province] += index < Self.titleWords * 3 ? 2 : 1
          runEnd = max(runEnd, index + count)
        } else if opensRun, index >= runEnd, word.flags.contains(.family) {
          var end = index + 1
          while end < words.count, end - index < 4, words[end].isCapitalised, words[end].gap == .none {
            end += 1
          }
          if end - index >= 2 {
            names.insert(WordHash.of(row: words[index..<end].map(\.hash)))
            runEnd = end
          }
        }
      }
      if word.flags.contains(.locality), let locality = locality(words, index) { localities.insert(locality) }
    }
    for (province, count) in provinceCounts.enumerated() where count > 0 {
      evidence.provinces |= 1 << UInt64(province)
    }
    let total = provinceCounts.reduce(0, +)
    if let most = provinceCounts.indices.max(by: { provinceCounts[$0] < provinceCounts[$1] }), total > 0,
      provinceCounts[most] * 2 > total
    {
      evidence.mainProvince = UInt8(most)
    }
    let cities = provinceCounts.indices.filter {
      provinceCounts[$0] > 0 && library.organisations.provinces.list[$0].isCityItself
    }
    if let most = cities.max(by: { provinceCounts[$0] < provinceCounts[$1] }),
      cities.count(where: { provinceCounts[$0] == provinceCounts[most] }) == 1
    {
      evidence.mainCity = UInt8(most)
    }
    evidence.names = Array(names.sorted().prefix(Self.mostNames))
    evidence.localities = Array(localities.sorted().prefix(Self.mostNames))
    evidence.topics = topics(pairs)
    evidence.days = dates.range
    return evidence
  }

  /// The pairs that tell most, with weights that make the sum of their squares one.
  private func topics(_ pairs: [UInt32]) -> [WeightedNumber] {
    let pairs = pairs.sorted()
    var weighted: [(number: UInt32, weight: Double)] = []
    var index = 0
    while index < pairs.count {
      let pair = pairs[index]
      let start = index
      while index < pairs.count, pairs[index] == pair { index += 1 }
      let share = library.pairShares[pair]
      if share == 0, index - start < 2 { continue }
      let rarity = share == 0 ? Self.rarity : library.rarity(of: share)
      let weight = (1 + Self.logs[min(index - start, 31)]) * rarity
      if weight > 3 { weighted.append((pair, weight)) }
    }
    if weighted.count > Self.mostTopics {
      weighted.sort { ($1.weight, $0.number) < ($0.weight, $1.number) }
      weighted.removeLast(weighted.count - Self.mostTopics)
    }
    let norm = Logarithm.root(weighted.reduce(0) { $0 + $1.weight * $1.weight })
    // In 1/255 of the whole.
    return weighted.map {
      WeightedNumber(number: $0.number, eighths: UInt8(max(1, min(255, ($0.weight / norm * 255).rounded()))))
    }.sorted { $0.number < $1.number }
  }

  private static let logs: [Double] = (0...31).map { Logarithm.natural(Double(max($0, 1))) }

  /// Xã, phường or huyện with the name or number behind it.
  func locality(_ words: [Word], _ index: Int) -> UInt32? {
    guard let (_, count) = library.words.locality.longest(at: index, in: words) else { return nil }
    var end = index + count
    guard end < words.count, words[end].gap <= .joint else { return nil }
    if words[end].isNumber { return WordHash.joined(words[index].hash, words[end].hash) }
    guard words[end].isCapitalised else { return nil }
    let start = end
    while end < words.count, end - start < 3, words[end].isCapitalised,
      end == start || words[end].gap == .none
    {
      end += 1
    }
    return WordHash.joined(words[index].hash, WordHash.of(row: words[start..<end].map(\.hash)))
  }
}

extension IdentityLibrary {
  /// How much sharing a pair says that so many of a thousand articles have.
  @inline(__always)
  func rarity(of share: UInt16) -> Double { Self.rarities[Int(min(share, 1000))] }

  static let rarities: [Double] = (0...1000).map { Logarithm.natural(1000 / Double(max($0, 1))) }
}

/// The dates that an article names.
private struct DateSigns {
  private var lastFull: Int32 = 0
  private var years: [Int32: Int] = [:]

  /// Takes the number at a place, where it is a year.
  mutating func add(_ words: [Word], _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard let year = Self.value(words[index], bytes), (1990...2040).contains(year),
      words[index].end - words[index].start == 4
    else { return }
    if index > 1, words[index - 1].isNumber, words[index].gap != .sentence, words[index].gap != .none,
      let month = Self.value(words[index - 1], bytes), (1...12).contains(month)
    {
      if words[index - 2].isNumber, words[index - 1].gap != .sentence,
        let day = Self.value(words[index - 2], bytes), (1...31).contains(day)
      {
        lastFull = max(lastFull, Int32(year * 10_000 + month * 100 + day))
      } else {
        years[Int32(year), default: 0] += 2
      }
    } else {
      years[Int32(year), default: 0] += 1
    }
  }

  /// The time that they point to: the last full date, else the year that is named most.
  var range: DayRange? {
    if lastFull > 0 { return DayRange(first: lastFull, last: lastFull) }
    guard let year = years.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else { return nil }
    return DayRange(first: year * 10_000 + 101, last: year * 10_000 + 1231)
  }

  private static func value(_ word: Word, _ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var value = 0
    guard word.end - word.start <= 4 else { return nil }
    for byte in bytes[Int(word.start)..<Int(word.end)] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return value
  }
}
