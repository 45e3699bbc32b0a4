import QuoteEngine
import VietnameseText

/// Something of a draft that is somebody's words, or may be.
public struct DraftItem: Sendable, Hashable {
  /// Why an item may be left unchecked.
  public enum Gap: Sendable, Hashable {
    /// The engine took the words in marks for no quote, for this reason.
    case rejected(String)
    /// A few words in marks that are given to nobody.
    case fewWords
    /// A sentence reports what somebody said, in a way that was not read.
    case unreadReport
    /// Nothing closes the mark that opens the words, or a bracket in them.
    case neverClosed

    /// Whether words that stand in the source as they were read are not vouched for.
    public var isOpenEnded: Bool { self == .neverClosed }

    /// The gap in words.
    public var description: String {
      switch self {
      case .rejected(let reason): "not found, and read as no quote: \(reason)"
      case .fewWords: "not found, and a few words in marks that are given to nobody"
      case .unreadReport: "it reports what somebody said, in a way that was not read"
      case .neverClosed:
        "a mark or bracket is never closed, so that it is not sure which words are meant; close it"
      }
    }
  }

  /// Words in marks or an answer, or a reported clause.
  public var layer: Layer
  /// Where it stands in the draft, in code points.
  public var span: Span
  /// Its words.
  public var text: String
  /// Whose words the draft says they are; `nil` where it does not say, or that was not read.
  public var speaker: String?
  /// Why it is not checked: at all for `unreadReport`, else where its words are not found, or would be verified in spite of
  /// a gap that `isOpenEnded`.
  public var gap: Gap?
}

/// Finds everything in a draft that has to be checked: quotes, claims, all other stretches in marks, the answers of
/// interviews, and what looks like a report and was not read.
public struct DraftReader {
  private let lexicon: CheckLexicon

  /// Makes a reader that knows words by `lexicon`.
  public init(lexicon: CheckLexicon) { self.lexicon = lexicon }

  /// The items of a draft with what the engine found in it, in the order of the text.
  public func items(of text: String, _ annotations: Annotations) -> [DraftItem] {
    let words = ComparedText(text)
    let map = words.bytes.withUnsafeBufferPointer { OffsetMap(utf8: $0) }
    func bytes(_ span: Span) -> Range<Int> { map.bytes(ofCodePoints: span.start..<span.end) }
    func span(_ bytes: Range<Int>) -> Span {
      let points = map.codePoints(ofBytes: bytes)
      return Span(start: points.lowerBound, end: points.upperBound)
    }
    var items: [DraftItem] = []
    // What is read already, with the words that carry it.
    var read: [Range<Int>] = []
    let stretches = MarkedStretches(words.bytes, around: 0..<words.bytes.count)
    let marks = stretches.ranges
    for record in annotations.quotes + annotations.claims {
      let place = bytes(record.content.span)
      // A record ends before the stop that ends its sentence.
      let isUnclosed =
        Self.hasOpenBracket(record.content.text)
        || stretches.unclosed.contains { $0.overlaps(place) && place.upperBound + 4 >= $0.upperBound }
      items.append(
        DraftItem(
          layer: record.layer, span: record.content.span, text: record.content.text,
          speaker: record.speaker?.name, gap: isUnclosed ? .neverClosed : nil))
      read.append(bytes(record.content.span))
      for excerpt in [record.source, record.cue].compactMap(\.self) { read.append(bytes(excerpt.span)) }
    }
    let quotes = annotations.quotes.map { bytes($0.content.span) }
    for stretch in marks {
      let count = words.words(inBytes: stretch).count
      // Within another stretch it is part of that one's words.
      let isInside = marks.contains {
        $0 != stretch && $0.lowerBound <= stretch.lowerBound && stretch.upperBound <= $0.upperBound
      }
      let isRead = quotes.contains {
        $0.overlaps(stretch) && $0.clamped(to: stretch).count * 2 > stretch.count
      }
      guard count > 0, !isInside, !isRead else { continue }
      let place = span(stretch)
      let rejected = annotations.rejected.first {
        $0.content.span.start < place.end && place.start < $0.content.span.end
      }
      var gap: DraftItem.Gap? = count < 4 ? .fewWords : nil
      if let rejected { gap = .rejected(rejected.reason) }
      let words = String(decoding: words.bytes[stretch], as: UTF8.self)
      if stretches.unclosed.contains(stretch) || Self.hasOpenBracket(words) { gap = .neverClosed }
      items.append(
        DraftItem(
          layer: .quote, span: place, text: words,
          gap: gap))
      read.append(stretch)
    }
    for answer in answers(words) where !read.contains(where: { $0.overlaps(answer.range) }) {
      items.append(
        DraftItem(
          layer: .quote, span: span(answer.range),
          text: String(decoding: words.bytes[answer.range], as: UTF8.self),
          speaker: answer.speaker))
      read.append(answer.range)
    }
    for sentence in reports(words, marks: marks) where !read.contains(where: { $0.overlaps(sentence) }) {
      items.append(
        DraftItem(
          layer: .claim, span: span(sentence), text: String(decoding: words.bytes[sentence], as: UTF8.self),
          gap: .unreadReport))
    }
    return items.sorted { $0.span < $1.span }
  }

  /// Whether a square bracket opens that nothing closes.
  private static func hasOpenBracket(_ text: String) -> Bool {
    var open = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "[") { open += 1 }
      if byte == UInt8(ascii: "]"), open > 0 { open -= 1 }
    }
    return open > 0
  }

  // MARK: Interviews

  /// The paragraphs that a label opens (Đáp: …; Ông Sắc: …) and that no interviewer asks, where there are two labels or more.
  private func answers(_ text: ComparedText) -> [(range: Range<Int>, speaker: String?)] {
    let tables = lexicon.tables(folded: false)
    var labelled = 0
    var isAfterQuestion = false
    var named = 0
    var out: [(range: Range<Int>, speaker: String?)] = []
    var start = 0
    for line in text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let range = start..<start + line.count
      start += line.count + 1
      // - Mở lúc nào? - Lúc ba giờ sáng.
      if let dash = dashed(text.bytes[range]) {
        let words = text.words(inBytes: dash..<range.upperBound)
        if isAfterQuestion, words.count > 2 {
          out.append((text.byteRange(words), nil))
          named += 1
        }
        isAfterQuestion = text.bytes[range].last { $0 > 0x20 } == UInt8(ascii: "?")
        continue
      }
      if line.contains(where: { $0 > 0x20 }) { isAfterQuestion = false }
      guard let colon = text.bytes[range].prefix(60).firstIndex(of: UInt8(ascii: ":")) else { continue }
      let label = text.words(inBytes: range.lowerBound..<colon)
      let rest = text.words(inBytes: colon + 1..<range.upperBound)
      guard (1...5).contains(label.count), text.traits[label.lowerBound].contains(.capitalised),
        !rest.isEmpty,
        Int(text.starts[rest.lowerBound]) > colon + 1,
        !text.bytes[range.lowerBound..<colon].contains(where: { [0x2E, 0x2C, 0x3F, 0x21].contains($0) })
      else { continue }
      labelled += 1
      let asks = tables.labels.match(
        at: label.lowerBound, in: text.exact, before: label.upperBound, traits: text.traits)
      guard asks == nil, rest.count > 2 else { continue }
      // Đáp names nobody; Ông Sắc does, and so does Ông Sắc nói.
      let cue = tables.cues.matches(in: label, of: text.exact, traits: text.traits).first {
        $0.uses.contains(.cue) && $0.range.upperBound == label.upperBound
      }
      let name = label.lowerBound..<(cue?.range.lowerBound ?? label.upperBound)
      let isNamed = name.contains {
        text.traits[$0].contains(.capitalised) && !text.traits[$0].contains(.opensSentence)
      }
      named += isNamed ? 1 : 0
      out.append((text.byteRange(rest), isNamed ? text.text(name) : nil))
    }
    return labelled > 1 || named > 0 ? out : []
  }

  /// Where the words of a line begin that a dash opens.
  private func dashed(_ line: ArraySlice<UInt8>) -> Int? {
    guard let first = line.firstIndex(where: { $0 > 0x20 }) else { return nil }
    for dash in ["-", "–", "—"] where line[first...].starts(with: dash.utf8) {
      return first + dash.utf8.count
    }
    return nil
  }

  // MARK: Reports

  /// The sentences in which a verb of saying stands outside marks with words before and after it.
  private func reports(_ text: ComparedText, marks: [Range<Int>]) -> [Range<Int>] {
    let tables = lexicon.tables(folded: false)
    let negations = Negations(text, lexicon, folded: false)
    var sentences: [Range<Int>] = []
    text.bytes.withUnsafeBufferPointer { SentenceSplitter().split($0, in: 0..<$0.count, into: &sentences) }
    return sentences.filter { sentence in
      let words = text.words(inBytes: sentence)
      guard !words.isEmpty else { return false }
      // Theo ông Sắc, …
      if let first = tables.frames.match(
        at: words.lowerBound, in: text.exact, before: words.upperBound, traits: text.traits),
        first.uses.contains(.according), words.upperBound - first.range.upperBound > 4,
        words.prefix(8).contains(where: { text.traits[$0].contains(.capitalised) && $0 > words.lowerBound })
      {
        return true
      }
      if namesWhoseWords(words, in: text, marks: marks) { return true }
      return tables.cues.matches(in: words, of: text.exact, traits: text.traits).contains { cue in
        guard cue.uses.contains(.reports), cue.range.lowerBound > words.lowerBound,
          !negations.isNegation(cue.range.lowerBound - 1),
          !marks.contains(where: { $0.contains(Int(text.starts[cue.range.lowerBound])) })
        else { return false }
        let before = cue.range.lowerBound - words.lowerBound
        let after = words.upperBound - cue.range.upperBound
        // A verb of one syllable may be another word, but not after a name.
        if cue.range.count == 1 {
          return text.traits[cue.range.lowerBound - 1].contains(.capitalised) && (after > 3 || before > 5)
        }
        return after > 2 || before > 5
      }
    }
  }

  /// Whether a noun says whose words a sentence has, outside marks: …, đó là lời bà Mận.
  private func namesWhoseWords(_ words: Range<Int>, in text: ComparedText, marks: [Range<Int>]) -> Bool {
    lexicon.tables(folded: false).frames.matches(in: words, of: text.exact, traits: text.traits).contains {
      let name = $0.range.upperBound..<min(words.upperBound, $0.range.upperBound + Self.nameReach)
      let rest = words.count - $0.range.count - name.count
      let place = Int(text.starts[$0.range.lowerBound])
      guard rest > 2, !marks.contains(where: { $0.contains(place) }) else { return false }
      // Được ông Hải gọi là đúng quy trình.
      if $0.uses.contains(.naming), $0.range.lowerBound > words.lowerBound,
        text.traits[$0.range.lowerBound - 1].contains(.capitalised)
      {
        return true
      }
      return $0.uses.contains(.whoseWords) && name.contains { text.traits[$0].contains(.capitalised) }
    }
  }

  /// How far behind là lời the name begins: là lời của ông Phó Chủ tịch Mận.
  private static let nameReach = 4
}
