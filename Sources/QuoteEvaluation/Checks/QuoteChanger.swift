import Foundation
import VietnameseText

/// Changes a quote in one way at a time.
///
/// It tells words, negations and numbers by itself, apart from the code whose work it measures.
struct QuoteChanger {
  private let quote: String
  private let articleWords: Set<String>
  /// The quote's words as they stand between spaces.
  private let pieces: [String]

  init(_ quote: String, article: String) {
    self.quote = quote
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

  // MARK: What is left out

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
    guard !pieces[end - 1].hasSuffix("..."), !pieces[end - 1].hasSuffix("…"), !last.isEmpty else {
      return nil
    }
    return pieces[..<end].joined(separator: " ")
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
      !isNegation(end), Self.bare(pieces[start - 1]) != Self.bare(pieces[end - 1])
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
    return !["khí", "gian", "quân", "hạn", "giò"].contains(next)
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
