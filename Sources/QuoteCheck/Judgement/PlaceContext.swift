import QuoteEngine
import VietnameseText

/// What surrounds a place in an article: its sentence, the marks round it, and who is quoted there.
struct PlaceContext {
  /// The place in bytes.
  let place: Range<Int>
  /// The quote or claim that the engine found there; the innermost one that holds the place, else the one that shares most.
  let record: Attribution?
  /// Whether one quote holds all of the place.
  let isHeld: Bool
  /// Whether all of the place stands in quotes or between marks.
  let isInMarks: Bool
  /// Whether the place is a quote within somebody else's.
  let isNested: Bool
  /// Whether the place stands between marks of its own within the record: the record's speaker says that somebody says it.
  let isPassedOn: Bool
  /// Where the stretch that the place belongs to ends: of the record, of the marks, of the sentence, whichever is first.
  let unitStart: Int
  let unitEnd: Int
  /// The words between marks, or the claim, that hold the place, and all stretches in marks round it.
  let unit: Range<Int>?
  let marks: [Range<Int>]
  /// The quotes that share words with the pieces of the place, unless one of them holds all of it.
  let parts: [Attribution]
  /// The sentences round the place.
  let before: Range<Int>
  let after: Range<Int>

  /// Looks round a place in an article.
  init(_ place: Range<Int>, pieces: [Range<Int>], in article: IndexedArticle, _ annotations: Annotations) {
    self.place = place
    let map = article.map
    let span = map.codePoints(ofBytes: place)
    func shared(_ record: Attribution) -> Int {
      min(record.content.span.end, span.upperBound) - max(record.content.span.start, span.lowerBound)
    }
    func holds(_ record: Attribution) -> Bool {
      record.content.span.start <= span.lowerBound && span.upperBound <= record.content.span.end
    }
    let quotes = annotations.quotes.filter { shared($0) > 0 }
    let holding = quotes.filter(holds).sorted { $0.content.span.count < $1.content.span.count }
    let claims = annotations.claims.filter { shared($0) > 0 }
    let quote = holding.first ?? quotes.max { shared($0) < shared($1) }
    let claim =
      claims.filter(holds).min { $0.content.span.count < $1.content.span.count }
      ?? claims.max { shared($0) < shared($1) }
    // A few words of a quote before it make no quote of a claim.
    let isMostlyClaim =
      if holding.isEmpty, let quote, let claim { shared(claim) > 2 * shared(quote) } else { false }
    record = isMostlyClaim ? claim : quote ?? claim

    let marks = MarkedStretches(article.text.bytes, around: place)
    self.marks = marks.ranges
    unit =
      marks.innermost(holding: place)
      ?? (holding.first ?? claims.filter(holds).min { $0.content.span.count < $1.content.span.count }).map {
        map.bytes(ofCodePoints: $0.content.span.start..<$0.content.span.end)
      }
    isHeld = !holding.isEmpty
    let pieceSpans = pieces.map { map.codePoints(ofBytes: $0) }
    parts =
      holding.isEmpty
      ? quotes.filter { quote in
        // A word at the edge makes no quote of it.
        pieceSpans.contains {
          min(quote.content.span.end, $0.upperBound) - max(quote.content.span.start, $0.lowerBound) > 3
        }
      } : []
    let quoteRanges = quotes.map {
      map.bytes(ofCodePoints: $0.content.span.start..<$0.content.span.end)
    }
    isInMarks = pieces.allSatisfy { piece in
      (quoteRanges + marks.ranges).contains {
        $0.lowerBound <= piece.lowerBound && piece.upperBound <= $0.upperBound
      }
    }
    isPassedOn =
      holding.count == 1 && marks.depth(of: place) > 1
      && (marks.innermost(holding: place).map {
        map.codePoints(ofBytes: $0).count < holding[0].content.span.count - 4
      }
        ?? false)
    let isInner = holding.count > 1 && holding.last!.content.span.count > holding[0].content.span.count + 4
    let isWhole = marks.depth(of: place) > 1
    isNested = isInner || isWhole

    let sentences = article.sentences(around: place)
    let first = sentences.lastIndex { $0.lowerBound <= place.lowerBound }
    let last = sentences.firstIndex { $0.upperBound >= place.upperBound }
    let sentenceStart = first.map { sentences[$0].lowerBound } ?? place.lowerBound
    let sentenceEnd = last.map { sentences[$0].upperBound } ?? place.upperBound
    var start = sentenceStart
    var end = sentenceEnd
    var units = quoteRanges
    if let stretch = marks.innermost(holding: place) { units.append(stretch) }
    if quotes.isEmpty {
      units += claims.map { map.bytes(ofCodePoints: $0.content.span.start..<$0.content.span.end) }
    }
    for stretch in marks.ranges { units.append(stretch) }
    for unit in units {
      if unit.lowerBound <= place.lowerBound, place.lowerBound < unit.upperBound {
        start = max(start, unit.lowerBound)
      }
      // A stretch that ends within the place is passed; the one in which the place ends counts.
      if unit.lowerBound < place.upperBound, place.upperBound <= unit.upperBound {
        end = min(end, unit.upperBound)
      }
    }
    unitStart = start
    unitEnd = max(end, place.upperBound)
    let firstOfContext = first.map { $0 > 0 ? sentences[$0 - 1].lowerBound : sentences[$0].lowerBound }
    before = min(firstOfContext ?? place.lowerBound, place.lowerBound)..<place.lowerBound
    let endOfContext = last.map {
      $0 + 1 < sentences.count ? sentences[$0 + 1].upperBound : sentences[$0].upperBound
    }
    after = place.upperBound..<max(endOfContext ?? place.upperBound, place.upperBound)
  }
}
