import QuoteEngine
import VietnameseText

/// Whether a name that a quote was given to is that of a speaker of the source: by person, not by spelling.
///
/// “Tập Cận Bình”, “ông Tập” and “Chủ tịch Tập” are one man in an article that quotes him. What is typed without diacritics is
/// compared without them.
struct SpeakerIdentity {
  /// How well a name fits a speaker.
  enum Fit: Int, Comparable {
    /// It is somebody else's.
    case none
    /// It is spelled much like it, or an acronym that may stand for it: nobody is accused.
    case maybe
    /// A part of the name, such as the given name after an honorific.
    case part
    /// The whole name or a form, office or acronym that the article uses for the speaker.
    case whole

    static func < (a: Fit, b: Fit) -> Bool { a.rawValue < b.rawValue }
  }

  private let claimed: [Word]
  /// Whether it was typed without diacritics.
  let isFolded: Bool
  /// Whether several are named.
  private let isList: Bool

  private struct Word: Hashable {
    var key: String
    var isCapitalised: Bool
    /// Two capitals or more.
    var isAcronym: Bool
  }

  /// Takes the name that the quote was given to.
  init(_ name: String) {
    isFolded = !Folding.hasDiacritics(name)
    isList = name.contains(",") || name.contains(" và ") || name.contains(" va ")
    claimed = Self.words(Normalization.nfc(name), folded: !Folding.hasDiacritics(name))
  }

  /// Whether a name was typed at all.
  var isEmpty: Bool { claimed.isEmpty }

  /// How well the name fits a speaker with the forms and offices that the article gives him.
  func fit(_ name: String, kind: SpeakerKind, forms: [String], roles: [String]) -> Fit {
    guard !claimed.isEmpty else { return .none }
    let own = Self.words(name, folded: isFolded)
    let keys = claimed.map(\.key)
    let ownKeys = own.map(\.key)
    let bare = Self.withoutHonorific(claimed)
    let ownBare = Self.withoutHonorific(own)
    if keys == ownKeys || (!bare.isEmpty && bare.map(\.key) == ownBare.map(\.key)) { return .whole }
    if ownKeys.count > 1, keys.count > ownKeys.count, keys.suffix(ownKeys.count).elementsEqual(ownKeys) {
      return fitWithMore(Array(claimed.dropLast(ownKeys.count)), kind)
    }
    for form in forms + roles {
      let form = Self.words(form, folded: isFolded)
      guard !Self.saysNothing(form) else { continue }
      if form.map(\.key) == keys { return .whole }
      let formBare = Self.withoutHonorific(form).map(\.key)
      if formBare.count > 1, formBare == bare.map(\.key) { return .whole }
    }
    if holds(bare, of: own) { return .part }
    let found = self.kindFit(own, ownKeys, ownBare, keys, bare, kind)
    return found == .none && (sharesName(own) || kind == .person && isNickname(own)) ? .maybe : found
  }

  /// How well a name fits that has words before the speaker's whole name: a person's title is the person, one of an
  /// organisation is not the organisation, and several are not one.
  private func fitWithMore(_ words: [Word], _ kind: SpeakerKind) -> Fit {
    switch kind {
    case .person: return .whole
    case .organisation:
      let keys = words.map { Folding.fold($0.key) }
      let isMember =
        keys.contains { Self.titles.contains($0) || Self.members.contains($0) }
        || zip(keys, keys.dropFirst()).contains { Self.members.contains("\($0) \($1)") }
      return isMember ? .maybe : .whole
    case .group, .unnamed: return .maybe
    }
  }

  /// Who belongs to an organisation, beside those with a title.
  private static let members: Set<String> = [
    "mot", "nguoi", "quan chuc", "can bo", "nhan vien", "lanh dao", "dai dien", "phat ngon", "nguon tin",
    "thanh vien", "cuu", "ong", "ba", "anh", "chi",
  ]

  /// Whether one of the two is a short name of two words that has the other's given name: Tư Lành may be Nhan Thị Lành, and
  /// Trâm Bé Nhan Thị Trâm.
  private func isNickname(_ own: [Word]) -> Bool {
    let part = Self.namePart(claimed)
    guard part.count != own.count, min(part.count, own.count) == 2,
      let given = (part.count > own.count ? part : own).last, given.isCapitalised
    else { return false }
    return (part.count < own.count ? part : own).contains { $0.key == given.key }
  }

  /// Whether the speaker is known by one word that the name has: Don may be Don Pramudwinai.
  private func sharesName(_ own: [Word]) -> Bool {
    guard own.count == 1, own[0].isCapitalised else { return false }
    return Self.namePart(claimed).contains { $0.isCapitalised && $0.key == own[0].key }
  }

  private func kindFit(
    _ own: [Word], _ ownKeys: [String], _ ownBare: [Word], _ keys: [String], _ bare: [Word],
    _ kind: SpeakerKind
  ) -> Fit {
    switch kind {
    case .person:
      if isMisspelled(own) { return .maybe }
      let part = Self.namePart(claimed)
      guard !part.isEmpty, !own.isEmpty else { return .none }
      // Each word of the part in the name, in its order.
      var rest = ownKeys[...]
      for word in part {
        guard let found = rest.firstIndex(of: word.key) else { return .none }
        rest = rest[(found + 1)...]
      }
      return .part
    case .organisation:
      // Bộ Giáo dục is Bộ Giáo dục và Đào tạo; Công an huyện X is no Công an.
      if keys.count > 1, ownKeys.count > keys.count, ownKeys.starts(with: keys) { return .part }
      if ownKeys.count > 1, keys.count > ownKeys.count, keys.starts(with: ownKeys) { return .part }
      if own.count > 1, isAcronym(of: own) { return .whole }
      // WB is Ngân hàng Thế giới: the initials of another language.
      if own.count == 1, own[0].isAcronym, claimed.count > 1 { return .maybe }
      if claimed.count == 1, claimed[0].isAcronym, own.count > 1 { return .maybe }
      let shared = Set(keys).intersection(ownKeys).count
      let least = min(Set(keys).count, Set(ownKeys).count)
      return least > 2 && shared * 4 > least * 3 ? .part : .none
    case .group, .unnamed:
      let ours = Set(bare.map(\.key))
      let theirs = Set(ownBare.map(\.key))
      let all = ours.union(theirs).count
      return all > 0 && Double(ours.intersection(theirs).count) / Double(all) >= 0.6 ? .part : .none
    }
  }

  /// Whether a name of two words or more stands in a longer one, or in a list: Chuyên gia Tom Alder của Veldram; Anh, Pháp và Đức.
  /// After của, somebody else's name stands there.
  private func holds(_ bare: [Word], of own: [Word]) -> Bool {
    let keys = bare.map(\.key)
    let ownKeys = own.map(\.key)
    func stands(_ short: [String], in long: [String]) -> Bool {
      guard short.count > 1, long.count > short.count else { return false }
      return (0...long.count - short.count).contains { start in
        long[start..<start + short.count].elementsEqual(short)
          && (start == 0 || !["của", "cua"].contains(long[start - 1]))
      }
    }
    if bare.allSatisfy(\.isCapitalised), stands(keys, in: ownKeys) { return true }
    return isList
      && (stands(ownKeys, in: keys)
        || (ownKeys.count == 1 && own[0].isCapitalised && keys.contains(ownKeys[0])))
  }

  /// Whether a word of the name is the speaker's with a letter or two wrong.
  private func isMisspelled(_ own: [Word]) -> Bool {
    let ours = claimed.map { Array(Folding.fold($0.key).utf8) }
    let theirs = own.map { Array(Folding.fold($0.key).utf8) }
    // Whole names of one length that differ in diacritics alone, or in one long foreign word.
    if ours.count > 1, ours == theirs { return true }
    return ours.contains { mine in
      mine.count >= 6 && theirs.contains { $0 != mine && $0.count >= 6 && Self.isNear(mine, $0) }
    }
  }

  /// Whether several words without a capital were typed: a description, or a name in small letters.
  var isDescription: Bool { claimed.count > 1 && !claimed.contains(where: \.isCapitalised) }

  /// Whether all words that were typed stand in a text as they were typed, in small letters but for the first.
  func standsAsTyped(in text: ComparedText, _ range: Range<Int>) -> Bool {
    let wanted = claimed.map(\.key)
    guard let first = wanted.first, range.count >= wanted.count else { return false }
    let hash = WordKeys.hash(WordSpelling.of(first))
    return (range.lowerBound...range.upperBound - wanted.count).contains { start in
      text.exact[start] == hash
        && zip(start..<start + wanted.count, wanted).allSatisfy { word, key in
          Self.nameKey(text.text(word..<word + 1)) == key
            && (word == start || !text.traits[word].contains(.capitalised))
        }
    }
  }

  /// Whether the words that were typed, without the honorific before them, stand in a short text.
  func stands(in text: String) -> Bool {
    let theirs = Self.words(text, folded: isFolded).map(\.key)
    // Several experts are not the one who stands there.
    let isPlural = claimed.first.map { Self.plurals.contains($0.key) } ?? false
    let ours = (isPlural ? claimed : Self.withoutHonorific(claimed)).map(\.key)
    guard !ours.isEmpty, theirs.count >= ours.count else { return false }
    return (0...theirs.count - ours.count).contains { theirs[$0..<$0 + ours.count].elementsEqual(ours) }
  }

  /// Whether two words differ by two edits at most, or by the order of their letters.
  private static func isNear(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard abs(a.count - b.count) < 3, a.count <= BitParallelSearch.longestPattern, a.first == b.first else {
      return false
    }
    return a.count == b.count && a.sorted() == b.sorted() || EditDistance.between(a, b) < 3
  }

  /// BYT for Bộ Y tế.
  private func isAcronym(of name: [Word]) -> Bool {
    guard claimed.count == 1, claimed[0].isAcronym else { return false }
    let initials = name.compactMap(\.key.first)
    return Folding.fold(claimed[0].key) == Folding.fold(String(initials))
  }

  // MARK: Names in a text

  /// Whether the name stands among words of a text, whole or by the given name alone, where `counts` takes its first word
  /// and its last.
  func stands(
    in text: ComparedText, _ range: Range<Int>, counts: (Int, Int) -> Bool = { _, _ in true }
  ) -> Bool {
    let part = Self.namePart(claimed)
    let names = [part, Self.withoutHonorific(claimed)].filter { !$0.isEmpty }
    guard let given = part.last ?? claimed.last else { return false }
    func key(_ word: Int) -> String {
      let written = text.text(word..<word + 1)
      return isFolded ? Folding.fold(written) : Self.nameKey(written)
    }
    // Words are hashed: most are passed over without being read.
    let wanted = Set((names.compactMap(\.last?.key) + [given.key]).map { WordKeys.hash(WordSpelling.of($0)) })
    for word in range where wanted.contains(isFolded ? text.folded[word] : text.exact[word]) {
      for name in names where name.count > 1 && word - name.count + 1 >= range.lowerBound {
        let start = word - name.count + 1
        if zip(start...word, name).allSatisfy({ key($0) == $1.key }), counts(start, word) { return true }
      }
      // Ông Hải for Tăng Bạt Hải, but not Phạm Quý Hải.
      guard key(word) == given.key, text.traits[word].contains(.capitalised) else { continue }
      // Ông Sáu is Đỗ Văn Sáu, but not Sáu Lăng.
      if part.count < 2, word + 1 < range.upperBound, text.traits[word + 1].contains(.capitalised),
        !text.traits[word + 1].contains(.afterMark)
      {
        continue
      }
      let isOther =
        part.count > 1 && word > range.lowerBound && text.traits[word - 1].contains(.capitalised)
        && !text.traits[word].contains(.afterMark) && !text.traits[word - 1].contains(.opensSentence)
        && !part.contains { $0.key == key(word - 1) }
      if !isOther, counts(word, word) { return true }
    }
    return false
  }

  // MARK: Parts of names

  /// The words that name a person, without the honorific or title before them.
  private static func namePart(_ words: [Word]) -> [Word] {
    let bare = withoutHonorific(words)
    guard bare.contains(where: \.isCapitalised) else {
      return withoutTitle(withoutHonorific(withoutTitle(words)))
    }
    // Chủ tịch Tập: the capitals at the end; a title has a word without, or is an acronym.
    var start = bare.count
    while start > 0, bare[start - 1].isCapitalised, !bare[start - 1].isAcronym { start -= 1 }
    // The first word of a title has a capital too, where it begins what was typed.
    return Array(bare[start...])
  }

  private static func withoutHonorific(_ words: [Word]) -> [Word] {
    var rest = words[...]
    while rest.count > 1, let first = rest.first, isHonorific(first.key) {
      rest = rest.dropFirst()
    }
    return Array(rest)
  }

  /// Typed in small letters, a title is told by its words.
  private static func withoutTitle(_ words: [Word]) -> [Word] {
    var rest = words[...]
    while rest.count > 1 {
      let two = rest.prefix(2).map { Folding.fold($0.key) }.joined(separator: " ")
      if rest.count > 2, titles.contains(two) {
        rest = rest.dropFirst(2)
      } else if titles.contains(Folding.fold(rest.first!.key)) {
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return Array(rest)
  }

  /// Ông, bà này, vị lãnh đạo: forms that are anybody's.
  private static func saysNothing(_ words: [Word]) -> Bool {
    words.allSatisfy { isHonorific($0.key) || demonstratives.contains($0.key) }
  }

  private static func words(_ name: String, folded: Bool) -> [Word] {
    name.unicodeScalars.split { !Letters.isLetter($0) && !Letters.isMark($0) && !("0"..."9").contains($0) }
      .map {
        let text = String($0)
        let key = nameKey(text)
        return Word(
          key: folded ? Folding.fold(key) : key, isCapitalised: $0.first.map(Letters.isUpper) ?? false,
          isAcronym: $0.count(where: Letters.isUpper) > 1)
      }
  }

  /// A word as names are compared; eth is typed for đ.
  private static func nameKey(_ word: String) -> String {
    let key = Folding.keyPreservingDiacritics(word)
    return key.contains("ð") ? key.replacing("ð", with: "đ") : key
  }

  /// With diacritics, chủ is no chú; without, it may be.
  private static func isHonorific(_ key: String) -> Bool {
    Folding.hasDiacritics(key) ? exactHonorifics.contains(key) : honorifics.contains(key)
  }

  private static let plurals: Set<String> = ["các", "những", "nhiều", "cac", "nhung", "nhieu"]
  private static let exactHonorifics: Set<String> = [
    "ông", "bà", "chị", "cô", "chú", "bác", "cụ", "cháu", "bé", "ngài", "thầy", "cậu", "dì", "vị", "các",
    "những",
    "nhiều",
  ]
  private static let honorifics: Set<String> = [
    "ong", "ba", "anh", "chi", "co", "chu", "bac", "cu", "em", "chau", "be", "ngai", "thay", "cau", "di",
    "vi", "cac",
    "nhung", "nhieu", "mr", "mrs", "ms", "dr",
  ]
  private static let demonstratives: Set<String> = [
    "này", "đó", "ấy", "ta", "kia", "nay", "do", "ay", "tôi", "mình", "họ",
  ]
  private static let titles: Set<String> = [
    "chu tich", "pho", "tong thong", "thu tuong", "bo truong", "thu truong", "giam doc", "tong giam", "doc",
    "bi thu",
    "tong bi", "thu", "dai bieu", "trung tuong", "thieu tuong", "dai tuong", "thuong tuong", "dai ta",
    "trung ta",
    "thuong ta", "thieu ta", "dai uy", "bac si", "bs", "luat su", "ls", "giao su", "gs", "pgs", "ts", "ths",
    "tien si",
    "thac si", "nghe si", "ca si", "dien vien", "nghe nhan", "nsnd", "nsut", "hlv", "huan luyen", "vien",
    "phat ngon",
    "nguoi phat", "ngon", "truong phong", "truong ban", "doi truong", "vien truong", "cuc truong",
    "vu truong",
    "hieu truong", "truong", "chanh an", "tham phan", "kiem sat", "dai su", "ngoai truong", "nha bao",
    "nha van",
    "nha nghien", "cuu", "nguyen", "co", "ky su", "kien truc", "su", "chuyen gia", "cong to", "dao dien",
    "dai dien",
    "nguoi mau", "hoa hau", "tien dao", "tien ve", "hau ve", "thu mon", "doi", "lanh dao", "nu", "nam", "tan",
    "quyen",
  ]
}

/// A name as it was typed, for looking it up.
public enum TypedSpeaker {
  /// The name without the honorific before it: Mận for bà Mận.
  public static func withoutHonorific(_ name: String) -> String { SpeakerIdentity.withoutHonorific(name) }
}

extension SpeakerIdentity {
  fileprivate static func withoutHonorific(_ name: String) -> String {
    var rest = name.split(whereSeparator: \.isWhitespace)[...]
    while rest.count > 1, let first = rest.first, isHonorific(Folding.keyPreservingDiacritics(String(first)))
    {
      rest = rest.dropFirst()
    }
    return rest.joined(separator: " ")
  }
}
