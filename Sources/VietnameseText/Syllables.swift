/// Parts text into tokens: syllables (Vietnamese writes each apart), numbers, marks and line ends.
public enum Syllables {
  /// Appends the tokens of UTF-8 `bytes`, or of the byte range `range` of it, to `tokens`, in order.
  /// White space has no token. Hyphens, dots and slashes part words (TP.HCM is TP, `.`, HCM).
  ///
  /// Offsets are from the start of `bytes`, which must be shorter than 4 GiB.
  public static func tokenize(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>? = nil, into tokens: inout [Token]
  ) {
    guard let base = bytes.baseAddress else { return }
    let range = range ?? 0..<bytes.count
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside the text")
    precondition(bytes.count <= Int(UInt32.max), "text of 4 GiB or more")
    var scanner = Scanner(base: base, index: range.lowerBound, end: range.upperBound)
    // A Vietnamese word and the space after it take five bytes and more.
    tokens.reserveCapacity(tokens.count + range.count / 4)
    while let token = scanner.next() { tokens.append(token) }
  }

  /// The tokens of `text`; for tests and small uses.
  public static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    withBytes(of: text) { tokenize($0, into: &tokens) }
    return tokens
  }
}

private struct Scanner {
  let base: UnsafePointer<UInt8>
  var index: Int
  let end: Int
  let table = LetterTable.shared
  var spaceBefore = false

  mutating func next() -> Token? {
    while index < end {
      let scalar = decodeScalar(base, at: index, end: end)
      let flags = table.flags(scalar.value)
      if flags.contains(.newline) { return newline(scalar) }
      if flags.contains(.space) {
        spaceBefore = true
        index += scalar.length
        continue
      }
      if !flags.isDisjoint(with: [.letter, .digit]) { return word() }
      return mark(scalar)
    }
    return nil
  }

  private mutating func token(
    from start: Int, _ kind: Token.Kind, _ letterCase: Token.LetterCase, scalars: Int
  ) -> Token {
    let token = Token(
      start: UInt32(start), end: UInt32(index), kind: kind, letterCase: letterCase,
      hasSpaceBefore: spaceBefore, scalarCount: UInt8(min(scalars, 255)))
    spaceBefore = kind == .newline
    return token
  }

  private mutating func newline(_ scalar: DecodedScalar) -> Token {
    let start = index
    index += scalar.length
    var scalars = 1
    if scalar.value == 0x0D, index < end, base[index] == 0x0A {
      index += 1
      scalars = 2
    }
    return token(from: start, .newline, .none, scalars: scalars)
  }

  /// A word or a number.
  private mutating func word() -> Token {
    let start = index
    var scalars = 0
    var uppers = 0
    var lowers = 0
    var letters = 0
    var digits = 0
    var firstIsUpper = false
    var isParted = false
    // Every byte of the input passes through here: the loop keeps its place in a register, and looks plain lower-case
    // letters, the most frequent by far, up nowhere.
    let base = base
    let table = table
    let end = end
    var place = index
    while place < end {
      if base[place] &- 0x61 < 26, !isParted {
        let from = place
        repeat { place &+= 1 } while place < end && base[place] &- 0x61 < 26
        let run = place &- from
        lowers &+= run
        letters &+= run
        scalars &+= run
        continue
      }
      let scalar = decodeScalar(base, at: place, end: end)
      let flags = table.flags(scalar.value)
      if flags.contains(.letter) {
        // In 1.500đồng the number ends where the letters begin; 5G is one word.
        if isParted { break }
        if flags.contains(.upper) {
          uppers &+= 1
          if scalars == 0 { firstIsUpper = true }
        } else if flags.contains(.lower) {
          lowers &+= 1
        }
        letters &+= 1
      } else if flags.contains(.digit) {
        digits &+= 1
      } else if flags.isDisjoint(with: [.mark, .joiner]) {
        guard letters == 0, scalar.value == 0x2E || scalar.value == 0x2C, isDigit(at: place + 1) else {
          break
        }
        isParted = true
      }
      scalars &+= 1
      place &+= scalar.length
    }
    index = place
    guard letters > 0 else { return token(from: start, .number, .none, scalars: scalars) }
    let letterCase: Token.LetterCase
    if uppers == 0 {
      letterCase = lowers == 0 ? .none : .lower
    } else if firstIsUpper, uppers == 1, lowers > 0 || letters + digits == 1 {
      letterCase = .capitalised
    } else {
      letterCase = lowers == 0 ? .allCaps : .mixed
    }
    return token(from: start, .word, letterCase, scalars: scalars)
  }

  private func isDigit(at place: Int) -> Bool {
    place < end && table.flags(decodeScalar(base, at: place, end: end).value).contains(.digit)
  }

  private mutating func mark(_ scalar: DecodedScalar) -> Token {
    let start = index
    var scalars = 1
    index += scalar.length
    if scalar.value == 0x2E {
      while index < end, base[index] == 0x2E {
        index += 1
        scalars += 1
      }
    }
    // A stray combining mark or variation selector stays with the symbol it follows.
    while index < end {
      let next = decodeScalar(base, at: index, end: end)
      guard !table.flags(next.value).isDisjoint(with: [.mark, .joiner]) else { break }
      index += next.length
      scalars += 1
    }
    return token(from: start, .punctuation, .none, scalars: scalars)
  }
}
