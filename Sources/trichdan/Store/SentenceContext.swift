import QuoteStore
import VietnameseText

/// The sentences around a record's words.
struct SentenceContext {
  /// What stands before the words.
  var before: String
  /// What stands after them.
  var after: String

  /// How many code points on either side are enough for so many sentences.
  static func length(sentences: Int) -> Int { 400 * sentences }

  /// The sentence in which the words stand, for 1; so many less one on either side more.
  init(_ record: StoredRecord, _ context: RecordContext, sentences: Int) {
    let scalars = Array(context.text.unicodeScalars)
    let start = max(0, min(scalars.count, record.content.span.start - context.start))
    let end = max(start, min(scalars.count, record.content.span.end - context.start))
    let before = String(String.UnicodeScalarView(scalars[..<start]))
    let words = String(String.UnicodeScalarView(scalars[start..<end]))
    // Nothing ends a sentence within the words.
    let place = before.utf8.count..<(before.utf8.count + words.utf8.count)
    var text = context.text
    var ranges: [Range<Int>] = []
    text.withUTF8 { SentenceSplitter().split($0, protecting: [place], into: &ranges) }
    let own = ranges.indices.filter {
      ranges[$0].upperBound > place.lowerBound && ranges[$0].lowerBound < place.upperBound
    }
    guard let first = own.first, let last = own.last else {
      (self.before, self.after) = ("", "")
      return
    }
    let from = ranges[max(0, first - (sentences - 1))].lowerBound
    let to = ranges[min(ranges.count - 1, last + (sentences - 1))].upperBound
    let bytes = Array(text.utf8)
    self.before =
      from < place.lowerBound ? String(decoding: bytes[from..<place.lowerBound], as: UTF8.self) : ""
    self.after = to > place.upperBound ? String(decoding: bytes[place.upperBound..<to], as: UTF8.self) : ""
  }
}
