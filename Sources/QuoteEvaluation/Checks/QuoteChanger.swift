import Foundation
import VietnameseText

/// Changes a quote in one way at a time.
///
/// It tells words, negations and numbers by itself, apart from the code whose work it measures.
struct QuoteChanger {
  private let quote: String
  private let articleWords: Set<String>
  private let article: String
  /// The quote's words as they stand between spaces.
  private let pieces: [String]

  init(_ quote: String, article: String) {
    self.quote = quote
    self.article = article.lowercased()
    pieces = quote.split(whereSeparator: \.isWhitespace).map(String.init)
    articleWords = Set(article.lowercased().split { !$0.isLetter }.map(String.init))
  }

  static func wordCount(_ text: String) -> Int {
    text.split(whereSeparator: \.isWhitespace).count { $0.contains { $0.isLetter || $0.isNumber } }
  }

  private static func bare(_ piece: String) -> String {
    String(
      piece.drop { !$0.isLetter && !$0.isNumber }.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
  }

  private func with(_ change: (inout [String]) -> Void) -> String {
    var copy = pieces
    change(&copy)
    return copy.joined(separator: " ")
  }

  // MARK: What is no change

  private static let oldTones: [(old: String, new: String)] = [
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"), ("oè", "òe"), ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
  ]

  var toneMarksMoved: String? {
    let changed = with { pieces in
      for index in pieces.indices {
        let piece = pieces[index]
        let bare = Self.bare(piece).lowercased()
        guard !bare.hasPrefix("q") else { continue }
        for (old, new) in Self.oldTones {
          if bare.hasSuffix(old) { pieces[index] = piece.replacingOccurrences(of: old, with: new) }
          if bare.hasSuffix(new) { pieces[index] = piece.replacingOccurrences(of: new, with: old) }
        }
      }
    }
    return changed == with { _ in } ? nil : changed
  }

  var marksChanged: String {
    var text = quote
    for (from, to) in [
      ("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'"), (" – ", " - "), ("—", "-"), ("...", "…"), (";", ","),
    ] {
      text = text.replacingOccurrences(of: from, with: to)
    }
    while let last = text.last, ".,!?…".contains(last) { text.removeLast() }
    return "«" + text + "!»"
  }

  var spacesChanged: String {
    var out = "  "
    for (index, piece) in pieces.enumerated() {
      out += piece + (index % 5 == 2 ? "\n" : index % 3 == 1 ? "\u{A0} " : " ")
    }
    return out
  }

  var caseChanged: String? {
    guard let first = quote.first, first.isLetter else { return nil }
    let turned = first.isUppercase ? first.lowercased() : first.uppercased()
    return turned + quote.dropFirst()
  }

  var plain: String { Folding.fold(quote.precomposedStringWithCanonicalMapping) }

  /// 1.500 as 1500, and the other way.
  var numberWritten: String? {
    for index in pieces.indices {
      let bare = Self.bare(pieces[index])
      let digits = bare.filter(\.isNumber)
      let changed: String
      if bare.contains("."),
        bare.split(separator: ".").dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) }),
        bare.allSatisfy({ $0.isNumber || $0 == "." })
      {
        changed = digits
      } else if bare == digits, digits.count > 4 {
        changed = String(digits.dropLast(3)) + "," + digits.suffix(3)
      } else {
        continue
      }
      return with { $0[index] = $0[index].replacingOccurrences(of: bare, with: changed) }
    }
    return nil
  }

  /// Kỹ as kĩ, tỉ as tỷ.
  var iForY: String? {
    let turns = zip("iìíỉĩịIÌÍỈĨỊ", "yỳýỷỹỵYỲÝỶỸỴ")
    let changed = with { pieces in
      for index in pieces.indices {
        let bare = Self.bare(pieces[index])
        let onset = Folding.fold(String(bare.dropLast()))
        guard ["h", "k", "l", "m", "s", "t", "qu"].contains(onset),
          bare.dropFirst().allSatisfy(\.isLowercase),
          let last = bare.last
        else { continue }
        for (i, y) in turns where last == i || last == y {
          pieces[index] = pieces[index].replacingOccurrences(
            of: bare, with: bare.dropLast() + String(last == i ? y : i))
        }
      }
    }
    return changed == with { _ in } ? nil : changed
  }

  /// Đại as đaị: the tone a vowel too late.
  var toneMisplaced: String? {
    let tones: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
    let changed = with { pieces in
      for index in pieces.indices {
        var scalars = Array(pieces[index].decomposedStringWithCanonicalMapping.unicodeScalars)
        guard let tone = scalars.firstIndex(where: tones.contains), tone + 1 < scalars.count,
          "aiuyo".unicodeScalars.contains(scalars[tone + 1]),
          tone + 2 == scalars.count || !scalars[tone + 2].properties.isDiacritic
        else { continue }
        scalars.swapAt(tone, tone + 1)
        pieces[index] = String(String.UnicodeScalarView(scalars)).precomposedStringWithCanonicalMapping
      }
    }
    return changed == with { _ in } ? nil : changed
  }

  var ethForD: String? {
    guard quote.contains("đ") || quote.contains("Đ") else { return nil }
    return quote.replacingOccurrences(of: "đ", with: "ð").replacingOccurrences(of: "Đ", with: "Ð")
  }

  /// Soft hyphens within words, joiners after them.
  var withInvisible: String? {
    with { pieces in
      for index in pieces.indices where pieces[index].count > 3 && pieces[index].allSatisfy(\.isLetter) {
        pieces[index].insert(
          index % 2 == 0 ? "\u{AD}" : "\u{200D}",
          at: pieces[index].index(pieces[index].startIndex, offsetBy: 2))
      }
    }
  }

  /// 32 as ba mươi hai.
  var numberInWords: String? {
    let digits = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    for index in pieces.indices {
      let bare = Self.bare(pieces[index])
      let before = index > 0 ? Self.bare(pieces[index - 1]).lowercased() : ""
      guard bare == pieces[index].trimmingCharacters(in: .punctuationCharacters), let number = Int(bare),
        bare.count == 2,
        (11...99).contains(number), !["tháng", "ngày", "thứ", "số"].contains(before),
        index + 1 < pieces.count, !isNumeric(pieces[index + 1]), !isNumeric(before)
      else { continue }
      let (tens, ones) = (number / 10, number % 10)
      var words = tens == 1 ? ["mười"] : [digits[tens], "mươi"]
      if ones > 0 { words.append(ones == 1 && tens > 1 ? "mốt" : ones == 5 ? "lăm" : digits[ones]) }
      return with { $0[index] = $0[index].replacingOccurrences(of: bare, with: words.joined(separator: " ")) }
    }
    return nil
  }

  /// Tháng 4 as tháng Tư.
  var monthWritten: String? {
    let months = ["1": "Giêng", "4": "Tư", "12": "Chạp"]
    for index in pieces.indices.dropFirst() where Self.bare(pieces[index - 1]).lowercased() == "tháng" {
      guard pieces[index - 1].last?.isLetter == true else { continue }
      let bare = Self.bare(pieces[index])
      let turned = months[bare] ?? months.first { $0.value == bare }?.key
      if let turned { return with { $0[index] = $0[index].replacingOccurrences(of: bare, with: turned) } }
    }
    return nil
  }

  /// What has a short form by it, and the other way.
  var abbreviated: String? {
    let forms = [
      ("UBND", "ủy ban nhân dân"), ("HĐND", "hội đồng nhân dân"), ("TP HCM", "thành phố Hồ Chí Minh"),
      ("CSGT", "cảnh sát giao thông"), ("THPT", "trung học phổ thông"), ("CLB", "câu lạc bộ"),
    ]
    for (short, long) in forms {
      for (from, to) in [(short, long), (long, short)] where quote.contains(from) {
        return quote.replacingOccurrences(of: from, with: to)
      }
    }
    return nil
  }

  func bracketed(_ random: inout SplitMix) -> String? {
    guard pieces.count >= 4, !quote.contains("[") else { return nil }
    let place = 1 + random.next(pieces.count - 1)
    return with { $0.insert("[\(["nguyên văn", "sic", "tức ông ấy"][place % 3])]", at: place) }
  }

  // MARK: What is left out

  /// Whether words hold a condition or say that others say so: leaving them out has a warning of its own.
  private static func holdsFrame(_ pieces: ArraySlice<String>) -> Bool {
    let text = " " + pieces.map { bare($0).lowercased() }.joined(separator: " ") + " "
    return frames.contains { text.contains(" \($0) ") }
  }

  private static let frames = [
    "nếu", "trừ khi", "trừ phi", "chỉ khi", "giả sử", "giá như", "giá mà", "miễn là", "điều kiện",
    "trường hợp", "tùy", "tuỳ",
    "khi nào", "đến khi", "tới khi", "một khi", "bao giờ", "chừng nào", "phải chờ", "phải đợi", "chỉ cần",
    "hễ", "ngoại trừ", "đồn",
    "tin đồn", "nghe nói", "dư luận", "theo", "mạng xã hội", "trên mạng", "được cho là", "bị cho là",
    "được coi là", "có người",
    "ý kiến", "người ta", "nguồn tin", "có tin", "bị tố", "bằng không",
  ]

  /// The quote without the first words of its first sentence, where they deny, suppose and report nothing.
  func frontCut(_ random: inout SplitMix) -> String? {
    let end = pieces.firstIndex(where: endsSentence) ?? pieces.count - 1
    guard end >= 7 else { return nil }
    let start = 2 + random.next(end - 6)
    guard Self.bare(pieces[start]).first?.isLetter == true, !isNumeric(pieces[start]),
      !isNumeric(pieces[start - 1]),
      !pieces[..<start].contains(where: { Self.framing.contains(Self.bare($0).lowercased()) }),
      Self.bare(pieces[start]) != Self.bare(pieces[0])
    else { return nil }
    let left = pieces[start...].joined(separator: " ")
    // What is left must not stand there a second time, whole.
    return left
  }

  /// The quote from the word after its first negation on.
  var frontCutAtNegation: String? {
    let end = pieces.firstIndex(where: endsSentence) ?? pieces.count - 1
    guard let place = pieces[...end].indices.first(where: isNegation), end - place >= 4,
      pieces[place].last?.isLetter == true, Self.bare(pieces[place]).lowercased() != "phủ",
      !pieces[..<place].contains(where: { Self.framing.contains(Self.bare($0).lowercased()) }),
      !Self.notDenying.contains(Self.bare(pieces[place + 1]).lowercased())
    else { return nil }
    return pieces[(place + 1)...].joined(separator: " ")
  }

  /// Words that make of what follows a condition, a report or a question, or deny it.
  private static let framing: Set<String> = [
    "nếu", "khi", "trừ", "giả", "giá", "một", "hễ", "miễn", "điều", "trường", "tùy", "chừng", "bao", "nào",
    "đợi", "chờ",
    "cần", "lỡ", "nhỡ", "thì", "rằng", "là", "nói", "bảo", "kể", "nghe", "đồn", "tin", "theo", "cho", "nghĩ",
    "biết", "hỏi",
    "viết", "khẳng", "thấy", "mong", "hy", "muốn", "không", "chưa", "chẳng", "chả", "đừng", "phủ", "bác",
    "phải", "liệu",
    "lẽ", "có", "bị", "được", "dư", "ý", "mạng", "thiên", "người", "ai", "đâu", "bịa", "xuyên", "vu", "dù",
    "với", "trong",
    "hay", "làm", "sai", "thật", "nguồn", "ngoại", "phần", "thôi", "chối", "đổ", "như", "sao", "phải", "chắc",
    "tưởng",
    "hứa", "thông", "báo", "giải", "nhắc", "yêu", "đề", "cảnh", "xác", "thừa", "tố", "trả", "kêu", "than",
    "gọi", "đoán", "ước",
    "dặn", "khuyên", "nhận", "tuyên", "phát", "trình", "chia", "cam", "kỳ", "lo", "sợ", "tiếc",
  ]

  private static let notDenying: Set<String> = [
    "chỉ", "những", "ngừng", "riêng", "ít", "quên", "sao", "khỏi", "ngại",
  ]

  private func endsSentence(_ piece: String) -> Bool {
    guard let last = piece.last(where: { !"”\"’'»)".contains($0) }) else { return false }
    return ".!?".contains(last) && !piece.hasSuffix("...")
  }

  /// The first sentences of several.
  var cutAtSentence: String? {
    guard
      let end = pieces.indices.dropLast().first(where: { index in
        endsSentence(pieces[index]) && Self.bare(pieces[index]).count > 2 && index > 0
          && Self.bare(pieces[index + 1]).first?.isUppercase == true
          && Self.bare(pieces[index]).first?.isUppercase != true
      })
    else { return nil }
    return pieces[...end].joined(separator: " ")
  }

  /// The beginning up to a place within the last sentence.
  func cutInSentence(_ random: inout SplitMix) -> String? {
    let start = (pieces.indices.dropLast().last { endsSentence(pieces[$0]) } ?? -1) + 1
    let length = pieces.count - start
    guard length >= 7 else { return nil }
    let end = start + 3 + random.next(length - 6)
    let last = Self.bare(pieces[end - 1])
    guard !pieces[end - 1].hasSuffix("..."), !pieces[end - 1].hasSuffix("…"), !last.isEmpty,
      !Self.holdsFrame(pieces[end...])
    else { return nil }
    let cut = pieces[..<end].joined(separator: " ")
    // What stands elsewhere by itself is not cut off there.
    return article.ranges(of: cut.lowercased()).count > 1 ? nil : cut
  }

  /// The quote without some of its middle.
  func middleOut(_ random: inout SplitMix) -> (plain: String, marked: String, losesNegation: Bool)? {
    guard pieces.count >= 9 else { return nil }
    let length = 2 + random.next(pieces.count / 2 - 2)
    let start = 3 + random.next(max(1, pieces.count - length - 6))
    let end = start + length
    guard pieces.count - end >= 3 else { return nil }
    // A number must not be cut in two, nor what is left repeat what was left out.
    let isNumber = [start - 1, start, end - 1, end].contains { isNumeric(pieces[$0]) }
    guard !isNumber, Self.bare(pieces[start]) != Self.bare(pieces[end]), !isNegation(start - 1),
      !isNegation(end), !Self.holdsFrame(pieces[start..<end]),
      Self.bare(pieces[start - 1]) != Self.bare(pieces[end - 1])
    else { return nil }
    let head = pieces[..<start].joined(separator: " ")
    let tail = pieces[end...].joined(separator: " ")
    return (head + " " + tail, head + " … " + tail, (start..<end).contains(where: isNegation))
  }

  // MARK: What is changed

  /// Words that no article has.
  private static let strangers = ["guốc", "diều", "mướp", "chuồn", "khoai", "võng", "lược"]

  private var stranger: String { Self.strangers.first { !articleWords.contains($0) } ?? "guốc" }

  private func isNumeric(_ piece: String) -> Bool {
    let bare = Self.bare(piece).lowercased()
    return bare.contains(where: \.isNumber) || Self.numberWords.contains(bare)
  }

  private static let numberWords: Set<String> = [
    "một", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "trăm",
    "nghìn",
    "ngàn", "triệu", "tỷ", "tỉ", "vạn", "rưỡi", "nửa", "chục", "ngày", "tháng", "giờ", "phút", "đồng", "usd",
    "phần",
    "km", "m", "kg", "tấn", "lít", "tuần", "quý", "ha", "lần", "độ",
  ]

  private static let negations: Set<String> = ["không", "chưa", "chẳng", "chả", "đừng"]

  private func isNegation(_ index: Int) -> Bool {
    let bare = Self.bare(pieces[index]).lowercased()
    if bare == "phủ" { return index + 1 < pieces.count && Self.bare(pieces[index + 1]) == "nhận" }
    guard Self.negations.contains(bare) else { return false }
    let next = index + 1 < pieces.count ? Self.bare(pieces[index + 1]).lowercased() : ""
    let last = index > 0 ? Self.bare(pieces[index - 1]).lowercased() : ""
    return !["khí", "gian", "quân", "hạn", "giò", "kích", "phận", "lưu", "vận", "trung", "tưởng"].contains(
      next)
      && !["hàng", "phòng", "trên", "bún"].contains(last)
  }

  private func isContent(_ index: Int) -> Bool {
    let bare = Self.bare(pieces[index])
    return bare.count > 2 && bare.allSatisfy(\.isLetter) && bare == bare.lowercased() && !isNegation(index)
      && !isNumeric(pieces[index])
  }

  func wordChanged(_ random: inout SplitMix) -> String? {
    let places = pieces.indices.filter(isContent)
    guard pieces.count >= 4, !places.isEmpty else { return nil }
    let place = places[random.next(places.count)]
    let word = Self.bare(pieces[place])
    return with { $0[place] = $0[place].replacingOccurrences(of: word, with: stranger) }
  }

  /// Every third word is another one.
  var thirdChanged: String? {
    let places = pieces.indices.filter { $0 % 3 == 1 && isContent($0) }
    guard pieces.count >= 9, places.count * 4 >= pieces.count else { return nil }
    return with { for place in places { $0[place] = stranger } }
  }

  func wordsSwapped(_ random: inout SplitMix) -> String? {
    let places = pieces.indices.dropLast().filter {
      isContent($0) && isContent($0 + 1) && Self.bare(pieces[$0]) != Self.bare(pieces[$0 + 1])
        && pieces[$0].last?.isLetter == true
    }
    guard pieces.count >= 5, !places.isEmpty else { return nil }
    let place = places[random.next(places.count)]
    return with { $0.swapAt(place, place + 1) }
  }

  func wordAdded(_ random: inout SplitMix) -> String? {
    guard pieces.count >= 3 else { return nil }
    let place = random.next(pieces.count + 1)
    return with { $0.insert(stranger, at: place) }
  }

  var negationDropped: String? {
    guard pieces.count >= 4, let place = pieces.indices.first(where: isNegation) else { return nil }
    return with {
      let isPhrase = Self.bare($0[place]).lowercased() == "phủ"
      $0.removeSubrange(place..<place + (isPhrase ? 2 : 1))
    }
  }

  func negationAdded(_ random: inout SplitMix) -> String? {
    let places = pieces.indices.filter { $0 > 0 && isContent($0) && !isNegation($0 - 1) }
    guard pieces.count >= 4, !places.isEmpty else { return nil }
    let place = places[random.next(places.count)]
    return with { $0.insert(["không", "chưa", "chẳng"][random.next(3)], at: place) }
  }

  var numberChanged: String? {
    guard pieces.count >= 3 else { return nil }
    if let place = pieces.indices.first(where: { pieces[$0].contains(where: { ("0"..."9").contains($0) }) }) {
      // The first digit, which counts for most.
      let piece = pieces[place]
      let digit = piece.firstIndex { ("0"..."9").contains($0) }!
      let other = piece[digit] == "9" ? "3" : "\(Int(String(piece[digit]))! + 1)"
      return with { $0[place] = piece.replacingCharacters(in: digit...digit, with: other) }
    }
    let turns = [
      "hai": "bốn", "bốn": "hai", "sáu": "tám", "tám": "sáu", "mười": "hai", "triệu": "tỷ", "nghìn": "triệu",
    ]
    for place in pieces.indices {
      if let other = turns[Self.bare(pieces[place])] {
        return with { $0[place] = $0[place].replacingOccurrences(of: Self.bare($0[place]), with: other) }
      }
    }
    return nil
  }

  var nameChanged: String? {
    guard pieces.count >= 5 else { return nil }
    let place = pieces.indices.dropFirst().first { index in
      let bare = Self.bare(pieces[index])
      return bare.count > 1 && bare.allSatisfy(\.isLetter) && bare.first!.isUppercase
        && bare.dropFirst().allSatisfy(\.isLowercase) && pieces[index - 1].last!.isLetter
        && !(turnsOfTitle.contains(bare))
    }
    guard let place else { return nil }
    let word = Self.bare(pieces[place])
    return with { $0[place] = $0[place].replacingOccurrences(of: word, with: word == "Mận" ? "Sung" : "Mận") }
  }

  private var turnsOfTitle: Set<String> { ["Tôi", "Ông", "Bà"] }
}
