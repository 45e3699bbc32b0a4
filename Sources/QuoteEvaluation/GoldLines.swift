import Foundation
import QuoteEngine

/// Reads gold annotations and predictions from files of JSON lines.
public enum GoldLines {
  /// Reads gold articles: `{"id", "text", "quotes", "claims", "not_quotes"}` a line, with spans in code points.
  ///
  /// Of two lines with one id the last counts. Throws `EvaluationFileError` with the line at fault.
  public static func articles(in data: Data, file: String) throws -> [GoldArticle] {
    var order: [String] = []
    var found: [String: GoldArticle] = [:]
    try forEachLine(data, file: file) { (line: GoldLine, number) in
      let count = line.text.unicodeScalars.count
      func span(_ start: Int, _ end: Int) throws -> Span {
        guard 0 <= start, start <= end, end <= count else {
          throw EvaluationFileError(
            file: file, line: number,
            message: "span \(start)–\(end) lies outside the text of \(count) code points")
        }
        return Span(start: start, end: end)
      }
      func record(_ raw: GoldLine.Record) throws -> GoldRecord {
        GoldRecord(
          span: try span(raw.start, raw.end), kind: raw.kind.flatMap(RecordKind.init), speaker: raw.speaker,
          accept: raw.accept ?? [], source: raw.source, cue: raw.cue, via: raw.via)
      }
      if found[line.id] == nil { order.append(line.id) }
      found[line.id] = GoldArticle(
        id: line.id, text: line.text, quotes: try (line.quotes ?? []).map(record),
        claims: try (line.claims ?? []).map(record),
        notQuotes: try (line.notQuotes ?? []).map { try span($0.start, $0.end) })
    }
    return order.map { found[$0]! }
  }

  /// Reads predictions by article key: `{"id", "quotes", "claims"}` a line, as `extract` prints them; a speaker
  /// is an object with a `name`, a string or null.
  ///
  /// Throws `EvaluationFileError` with the line at fault.
  public static func predictions(in data: Data, file: String) throws -> [String: Prediction] {
    var found: [String: Prediction] = [:]
    try forEachLine(data, file: file) { (line: PredictionLine, _) in
      found[line.id] = Prediction(
        quotes: (line.quotes ?? []).map(\.predicted), claims: (line.claims ?? []).map(\.predicted))
    }
    return found
  }

  private static func forEachLine<Line: Decodable>(
    _ data: Data, file: String, _ body: (Line, Int) throws -> Void
  ) throws {
    let decoder = JSONDecoder()
    var number = 0
    for line in data.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      do {
        try body(decoder.decode(Line.self, from: line), number)
      } catch let error as DecodingError {
        throw EvaluationFileError(file: file, line: number, message: explain(error))
      }
    }
  }

  private static func explain(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      let place = path(context)
      return "`\(key.stringValue)` is missing\(place.isEmpty ? "" : " in \(place)")"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "`\(path(context))` has the wrong type"
    default: return "no JSON object; each line has to be one"
    }
  }

  private struct GoldLine: Decodable {
    struct Record: Decodable {
      var start: Int
      var end: Int
      var kind: String?
      var speaker: String?
      var accept: [String]?
      var source: String?
      var cue: String?
      var via: String?
    }
    struct Place: Decodable {
      var start: Int
      var end: Int
    }
    var id: String
    var text: String
    var quotes: [Record]?
    var claims: [Record]?
    var notQuotes: [Place]?

    private enum CodingKeys: String, CodingKey {
      case id, text, quotes, claims
      case notQuotes = "not_quotes"
    }
  }

  private struct PredictionLine: Decodable {
    struct Record: Decodable {
      var start: Int
      var end: Int
      var kind: String?
      var speaker: Name?
      var confidence: Double?
      var pattern: String?

      var predicted: PredictedRecord {
        PredictedRecord(
          span: Span(start: start, end: end), kind: kind.flatMap(RecordKind.init), speaker: speaker?.name,
          confidence: confidence, pattern: pattern)
      }
    }
    struct Name: Decodable {
      var name: String?

      private enum Key: CodingKey {
        case name
      }
      init(from decoder: any Decoder) throws {
        // A name may be a string or an object; what is neither is refused below.
        if let plain = try? decoder.singleValueContainer().decode(String.self) {
          name = plain
        } else {
          name = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: .name)
        }
      }
    }
    var id: String
    var quotes: [Record]?
    var claims: [Record]?
  }
}
