/// Numbers in one form, however they are written: 1.500, 1,500 and 1500; 1,5 and 1.5; 4.1.2017 and 4/1/2017.
enum NumberWriting {
  /// A number, or one of those of a date.
  struct Part {
    /// Its bytes in the text.
    var range: Range<Int>
    /// Its digits, with a point before decimals.
    var digits: [UInt8]
  }

  /// The numbers in a token of digits, dots and commas; `offset` is where it begins in the text.
  static func parts(_ token: ArraySlice<UInt8>, offset: Int) -> [Part] {
    let groups = token.split(omittingEmptySubsequences: false) { $0 == dot || $0 == comma }
    let whole = token.startIndex..<token.endIndex
    guard groups.count > 1 else { return [Part(range: whole, digits: withoutLeadingZeros(token))] }
    let separators = token.filter { $0 == dot || $0 == comma }
    let leads = (1...3).contains(groups[0].count) && groups[0].first != zero
    func areThousands(_ groups: some Collection<ArraySlice<UInt8>>) -> Bool {
      leads && groups.allSatisfy { $0.count == 3 }
    }
    let hasOneSeparator = separators.allSatisfy { $0 == separators[0] }
    if hasOneSeparator, areThousands(groups.dropFirst()) {
      return [Part(range: whole, digits: groups.flatMap(\.self))]
    }
    // 1.234,5: thousands with the one, decimals with the other.
    if groups.count > 2, separators.dropLast().allSatisfy({ $0 == separators[0] }),
      separators.last != separators[0], areThousands(groups[1..<groups.count - 1])
    {
      return [
        Part(range: whole, digits: decimal(groups.dropLast().flatMap(\.self), groups[groups.count - 1]))
      ]
    }
    if groups.count == 2 { return [Part(range: whole, digits: decimal(Array(groups[0]), groups[1]))] }
    // A date, a version, a time: each by itself.
    return groups.filter { !$0.isEmpty }.map {
      Part(range: $0.startIndex..<$0.endIndex, digits: withoutLeadingZeros($0))
    }
  }

  /// 05 is 5, and 0 is 0.
  static func withoutLeadingZeros(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    let rest = digits.drop { $0 == zero }
    return rest.isEmpty ? Array(digits.suffix(1)) : Array(rest)
  }

  private static func decimal(_ whole: [UInt8], _ decimals: ArraySlice<UInt8>) -> [UInt8] {
    withoutLeadingZeros(whole[...]) + [dot] + decimals
  }

  private static let dot = UInt8(ascii: ".")
  private static let comma = UInt8(ascii: ",")
  private static let zero = UInt8(ascii: "0")
}
