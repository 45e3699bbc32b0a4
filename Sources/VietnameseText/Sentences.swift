/// Splits text into sentences. Quotation marks are marks like any other: a stop inside them splits
/// unless the caller protects the range.
public struct SentenceSplitter: Sendable {
  /// Words, without their stop and in the cases they are written in, whose stop ends no sentence.
  public let abbreviations: Set<String>

  /// Makes a splitter that knows `abbreviations`.
  public init(abbreviations: Set<String> = Abbreviations.standard) { self.abbreviations = abbreviations }

  /// Appends the byte ranges of the sentences of UTF-8 `bytes`, or of the byte range `range` of it, to
  /// `sentences`: in order, without white space at their ends, none empty.
  ///
  /// A line's end always ends a sentence. Nothing ends one inside a range of `protected`, byte ranges
  /// sorted and not overlapping, except at the range's very end.
  public func split(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>? = nil, protecting protected: [Range<Int>] = [],
    into sentences: inout [Range<Int>]
  ) {
    guard let base = bytes.baseAddress else { return }
    let range = range ?? 0..<bytes.count
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside the text")
    let view = SentenceView(
      base: base, start: range.lowerBound, end: range.upperBound, abbreviations: abbreviations)
    var sentenceStart = range.lowerBound
    var guardIndex = 0

    func end(at place: Int, next: Int) {
      while guardIndex < protected.count, protected[guardIndex].upperBound <= place { guardIndex += 1 }
      if guardIndex < protected.count, protected[guardIndex].lowerBound < place { return }
      if let trimmed = view.trimmed(sentenceStart..<place) { sentences.append(trimmed) }
      sentenceStart = next
    }

    var index = range.lowerBound
    while index < range.upperBound {
      let byte = base[index]
      // Nearly all bytes: letters.
      if byte > 0x3F, byte != 0xE2 {
        index += 1
        continue
      }
      switch byte {
      case 0x0A, 0x0D:
        end(at: index, next: index + 1)
        index += 1
      case 0x21, 0x2E, 0x3F, 0xE2:
        if let stop = view.stop(at: index) {
          if view.ends(stop, sentenceStart: sentenceStart) { end(at: stop.closed, next: stop.closed) }
          index = stop.end
        } else {
          let scalar = decodeScalar(base, at: index, end: range.upperBound)
          if scalar.value == 0x2028 || scalar.value == 0x2029 { end(at: index, next: index + scalar.length) }
          index += scalar.length
        }
      default:
        index += 1
      }
    }
    if let last = view.trimmed(sentenceStart..<range.upperBound) { sentences.append(last) }
  }

  /// The sentences of `text`; for tests and small uses.
  public func sentences(of text: String, protecting protected: [Range<Int>] = []) -> [String] {
    withBytes(of: text) { bytes in
      var ranges: [Range<Int>] = []
      split(bytes, protecting: protected, into: &ranges)
      return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }
}
