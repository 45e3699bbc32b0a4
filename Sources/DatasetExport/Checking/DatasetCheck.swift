import ArticleReader
import Dispatch
import Foundation
import QuoteEngine

/// Something in an export that is not what stands in the article.
public struct DatasetFault: Sendable, Hashable, CustomStringConvertible {
  /// The article's key.
  public var article: String
  /// The format.
  public var format: DatasetFormat
  /// What is wrong, in words.
  public var reason: String

  /// `article, format: reason`.
  public var description: String { "\(article), \(format.rawValue): \(reason)" }
}

/// Reads back what a format makes of an article, and cuts every place that it names out of the article's text again.
///
/// It shares no code with the writers: each format is read as any other program would read it.
public struct DatasetCheck: Sendable {
  private let programVersion: String
  /// The places that were cut so far.
  public private(set) var places = 0
  /// Everything that is wrong.
  public private(set) var faults: [DatasetFault] = []

  /// Makes a check.
  public init(programVersion: String) { self.programVersion = programVersion }

  /// Checks many articles, as many at a time as there are processors; the faults come in the articles' order.
  public mutating func check(_ articles: [DatasetArticle]) {
    let version = programVersion
    let found = Found()
    DispatchQueue.concurrentPerform(iterations: articles.count) { index in
      var check = DatasetCheck(programVersion: version)
      check.check(articles[index])
      found.add(check, at: index)
    }
    for check in found.inOrder {
      places += check.places
      faults += check.faults
    }
  }

  /// What the threads have found.
  ///
  /// Unchecked Sendable: everything is read and written under `lock`.
  private final class Found: @unchecked Sendable {
    private let lock = NSLock()
    private var checks: [Int: DatasetCheck] = [:]

    func add(_ check: DatasetCheck, at index: Int) { lock.withLock { checks[index] = check } }

    var inOrder: [DatasetCheck] {
      lock.withLock { checks.sorted { $0.key < $1.key }.map(\.value) }
    }
  }

  /// Checks what all formats make of an article.
  public mutating func check(_ article: DatasetArticle) {
    faults += ArticleInvariants.faults(of: article).map {
      DatasetFault(article: article.article.id, format: .jsonl, reason: $0)
    }
    for format in DatasetFormat.allCases { check(article, format) }
  }

  /// Checks what a format makes of an article.
  public mutating func check(_ article: DatasetArticle, _ format: DatasetFormat) {
    let sink = MemorySink()
    var recut = Recut(article.article.text)
    do {
      var exporter = DatasetExporter(format: format, programVersion: programVersion, to: sink)
      try exporter.add(article)
      _ = try exporter.finish()
      let expected = article.records.filter { format.keepsRejected || $0.status != "rejected" }
      let found =
        switch format {
        case .jsonl: try Self.jsonl(sink.bytes, &recut)
        case .csv: try Self.csv(sink.bytes, &recut)
        case .xlsx: try Self.xlsx(sink.bytes, &recut)
        case .webAnnotation: try Self.webAnnotation(sink.bytes, &recut)
        case .claimReview: try Self.claimReview(sink.bytes, &recut)
        case .brat: try Self.brat(sink.files, article, &recut)
        case .conll: try Self.columns(sink.bytes, &recut)
        case .doccano, .spacy: try Self.entities(sink.bytes, &recut)
        case .labelStudio: try Self.regions(sink.bytes, &recut)
        }
      let wanted = expected.map { Words($0.attribution.content.span, $0.attribution.content.text) }
      let order = { (a: Words, b: Words) in
        (a.start, a.end, a.bytes.count) < (b.start, b.end, b.bytes.count)
      }
      if found.sorted(by: order) != wanted.sorted(by: order) {
        recut.reasons.append("\(found.count) records came out of \(wanted.count), or not the same ones")
      }
    } catch {
      recut.reasons.append("cannot be read back: \(error)")
    }
    places += recut.places
    faults += recut.reasons.map { DatasetFault(article: article.article.id, format: format, reason: $0) }
  }

  /// Words with their place, compared byte by byte.
  private struct Words: Hashable {
    var start: Int
    var end: Int
    var bytes: [UInt8]

    init(_ span: Span, _ text: String) {
      start = span.start
      end = span.end
      bytes = Array(text.utf8)
    }
  }

  /// Cuts places out of a text and compares them.
  private struct Recut {
    private let scalars: [Unicode.Scalar]
    let text: String
    var places = 0
    var reasons: [String] = []

    init(_ text: String) {
      self.text = text
      scalars = Array(text.unicodeScalars)
    }

    func cut(_ start: Int, _ end: Int) -> String? {
      guard 0 <= start, start <= end, end <= scalars.count else { return nil }
      return String(String.UnicodeScalarView(scalars[start..<end]))
    }

    mutating func expect(_ words: String, at start: Int, _ end: Int, _ what: String) {
      places += 1
      guard let cut = cut(start, end), cut.utf8.elementsEqual(words.utf8), !words.isEmpty else {
        reasons.append("\(what): “\(words.prefix(60))” does not stand at \(start)–\(end)")
        return
      }
    }

    mutating func expectContext(_ before: String, _ after: String, round start: Int, _ end: Int) {
      let first = start - before.unicodeScalars.count
      let last = end + after.unicodeScalars.count
      if cut(first, start)?.utf8.elementsEqual(before.utf8) != true
        || cut(end, last)?.utf8.elementsEqual(after.utf8) != true
      {
        reasons.append("the context at \(start)–\(end) is not that of the article")
      }
    }
  }

  private struct Unreadable: Error, CustomStringConvertible {
    var description: String
  }

  // MARK: jsonl

  private struct Place: Decodable {
    var start: Int
    var end: Int
    var text: String
  }

  private struct Line: Decodable {
    struct Record: Decodable {
      var start: Int
      var end: Int
      var text: String
      var source: Place?
      var cue: Place?
      var figures: [Place]
    }
    struct Cast: Decodable {
      struct Mention: Decodable {
        var start: Int
        var end: Int
      }
      var name: String
      var mentions: [Mention]
    }
    var sha256: String
    var text: String
    var quotes: [Record]
    var claims: [Record]
    var speakers: [Cast]
  }

  private static func jsonl(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    let line = try JSONDecoder().decode(Line.self, from: Data(bytes))
    if !line.text.utf8.elementsEqual(recut.text.utf8) {
      recut.reasons.append("the text is not the article's")
    }
    if Article(id: "", text: line.text).sha256() != line.sha256 {
      recut.reasons.append("`sha256` is not the hash of `text`")
    }
    for record in line.quotes + line.claims {
      recut.expect(record.text, at: record.start, record.end, "words")
      for (what, place) in [("source", record.source), ("cue", record.cue)] {
        if let place { recut.expect(place.text, at: place.start, place.end, what) }
      }
      for figure in record.figures { recut.expect(figure.text, at: figure.start, figure.end, "figure") }
    }
    for speaker in line.speakers {
      for mention in speaker.mentions where recut.cut(mention.start, mention.end)?.isEmpty != false {
        recut.reasons.append("a mention of \(speaker.name) lies outside the text")
      }
      recut.places += speaker.mentions.count
    }
    return (line.quotes + line.claims).map { Words(Span(start: $0.start, end: $0.end), $0.text) }
  }

  // MARK: csv

  private static func csv(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw Unreadable(description: "no byte order mark") }
    let rows = try CSVRows.read(bytes.dropFirst(3))
    guard let head = rows.first else { throw Unreadable(description: "no head line") }
    var words: [Words] = []
    for row in rows.dropFirst() {
      guard row.count == head.count else { throw Unreadable(description: "a row of \(row.count) cells") }
      for cell in row {
        if let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) {
          recut.reasons.append("a cell begins with \(first.debugDescription)")
        }
      }
      words.append(try record(head, row.map(SpreadsheetCell.text(of:)), &recut))
    }
    return words
  }

  private static func xlsx(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    guard let sheet = ZIPReader.entry("xl/worksheets/sheet1.xml", in: bytes) else {
      throw Unreadable(description: "no sheet, or a damaged one")
    }
    let rows = WorkbookReader.rows(String(decoding: sheet, as: UTF8.self))
    guard let head = rows.first else { throw Unreadable(description: "no head row") }
    return try rows.dropFirst().map {
      try record(head, $0 + Array(repeating: "", count: head.count - $0.count), &recut)
    }
  }

  /// The record of a row, compared with the text.
  private static func record(_ head: [String], _ row: [String], _ recut: inout Recut) throws -> Words {
    let cells = Dictionary(zip(head, row), uniquingKeysWith: { first, _ in first })
    guard let start = cells["start"].flatMap({ Int($0) }), let end = cells["end"].flatMap({ Int($0) }),
      let text = cells["text"], let before = cells["before"], let after = cells["after"]
    else { throw Unreadable(description: "a row without its place") }
    recut.expect(text, at: start, end, "words")
    recut.expectContext(before, after, round: start, end)
    for column in ["source", "cue"] {
      if let named = cells[column], !named.isEmpty, !recut.text.contains(named) {
        recut.reasons.append("\(column) “\(named)” is not in the text")
      }
    }
    return Words(Span(start: start, end: end), text)
  }

  // MARK: Linked data

  private struct Collection: Decodable {
    struct Page: Decodable {
      var items: [Item]
    }
    struct Item: Decodable {
      var id: String
      var target: Target
    }
    struct Target: Decodable {
      var selector: [Selector]
    }
    struct Selector: Decodable {
      var type: String
      var exact: String?
      var prefix: String?
      var suffix: String?
      var start: Int?
      var end: Int?
    }
    var total: Int
    var first: Page
  }

  private static func webAnnotation(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    let collection = try JSONDecoder().decode(Collection.self, from: Data(bytes))
    if collection.total != collection.first.items.count { recut.reasons.append("`total` is wrong") }
    return try collection.first.items.map { item in
      let selectors = item.target.selector
      guard let quote = selectors.first(where: { $0.type == "TextQuoteSelector" }), let exact = quote.exact,
        let place = selectors.first(where: { $0.type == "TextPositionSelector" }), let start = place.start,
        let end = place.end
      else { throw Unreadable(description: "\(item.id) lacks a selector") }
      recut.expect(exact, at: start, end, item.id)
      recut.expectContext(quote.prefix ?? "", quote.suffix ?? "", round: start, end)
      return Words(Span(start: start, end: end), exact)
    }
  }

  private struct Graph: Decodable {
    struct Review: Decodable {
      struct Claim: Decodable {
        var identifier: String
        var text: String
      }
      var claimReviewed: String
      var itemReviewed: Claim
      var reviewRating: String?
    }
    var graph: [Review]

    private enum CodingKeys: String, CodingKey {
      case graph = "@graph"
    }
  }

  private static func claimReview(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    try JSONDecoder().decode(Graph.self, from: Data(bytes)).graph.map { review in
      let name = review.itemReviewed.identifier
      let place = name[(name.lastIndex(of: "#") ?? name.startIndex)...].dropFirst(2).split(separator: "-")
      guard place.count == 2, let start = Int(place[0]), let end = Int(place[1]) else {
        throw Unreadable(description: "\(name) names no place")
      }
      if review.reviewRating != nil { recut.reasons.append("\(name) has a rating") }
      if !review.claimReviewed.utf8.elementsEqual(review.itemReviewed.text.utf8) {
        recut.reasons.append("\(name): `claimReviewed` is not the claim's text")
      }
      recut.expect(review.itemReviewed.text, at: start, end, name)
      return Words(Span(start: start, end: end), review.itemReviewed.text)
    }
  }

  // MARK: Annotation tools

  private static let recordLabels = ["Direct", "Fragment", "Indirect", "Mixed"]

  /// The tokens put together again are the text; what stands between the first and the last token of a record is the record.
  private static func columns(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    struct Open {
      var name: String
      var start: Int
      var end: Int
    }
    var at = 0
    var closed: [(column: Int, Open)] = []
    var open: [Int: [Open]] = [:]
    for line in String(decoding: bytes, as: UTF8.self).unicodeScalars.split(separator: "\n")
    where line.first != "#" {
      let cells = line.split(separator: "\t").map { String(String.UnicodeScalarView($0)) }
      guard cells.count == 7 else { throw Unreadable(description: "a line of \(cells.count) columns") }
      // White space is what the article has there.
      while let next = recut.cut(at, at + 1), next.allSatisfy(\.isWhitespace) { at += 1 }
      let end = at + cells[1].unicodeScalars.count
      recut.expect(cells[1], at: at, end, "token")
      for column in 2...5 {
        var still: [Open] = []
        for tag in cells[column].split(separator: "|") where tag != "O" {
          let name = String(tag.dropFirst(2))
          var mark = Open(name: name, start: at, end: end)
          if tag.hasPrefix("I-") {
            guard let known = open[column]?.first(where: { $0.name == name }) else {
              throw Unreadable(description: "\(tag) goes on with nothing")
            }
            mark.start = known.start
          }
          still.append(mark)
        }
        let goesOn = cells[column].split(separator: "|").filter { $0.hasPrefix("I-") }.map { $0.dropFirst(2) }
        closed += (open[column] ?? []).filter { !goesOn.contains(Substring($0.name)) }.map { (column, $0) }
        open[column] = still
      }
      at = end
    }
    for (column, marks) in open { closed += marks.map { (column, $0) } }
    return closed.filter { $0.column <= 3 }.map { _, mark in
      recut.places += 1
      return Words(Span(start: mark.start, end: mark.end), recut.cut(mark.start, mark.end) ?? "")
    }
  }

  private struct Entities: Decodable {
    struct Entity: Decodable {
      enum CodingKeys: String, CodingKey {
        case label
        case start = "start_offset"
        case end = "end_offset"
      }
      var label: String
      var start: Int
      var end: Int
    }
    var text: String
    var entities: [Entity]
    var tokens: [Int]?
  }

  private static func entities(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    let line = try JSONDecoder().decode(Entities.self, from: Data(bytes))
    if !line.text.utf8.elementsEqual(recut.text.utf8) {
      recut.reasons.append("the text is not the article's")
    }
    if let tokens = line.tokens {
      for entity in line.entities where !tokens.contains(entity.start) || !tokens.contains(entity.end) {
        recut.reasons.append("no token begins or ends at \(entity.start)–\(entity.end)")
      }
    }
    recut.places += line.entities.count
    return line.entities.filter { recordLabels.contains($0.label) }.map {
      Words(
        Span(start: $0.start, end: $0.end), recut.cut($0.start, $0.end) ?? "")
    }
  }

  private struct Task: Decodable {
    struct Results: Decodable {
      var result: [Region]
    }
    struct Region: Decodable {
      struct Value: Decodable {
        var start: Int
        var end: Int
        var text: String
        var labels: [String]
      }
      var value: Value?
    }
    var predictions: [Results]
  }

  private static func regions(_ bytes: [UInt8], _ recut: inout Recut) throws -> [Words] {
    let tasks = try JSONDecoder().decode([Task].self, from: Data(bytes))
    let values = tasks.flatMap(\.predictions).flatMap(\.result).compactMap(\.value)
    for value in values { recut.expect(value.text, at: value.start, value.end, "region") }
    return values.filter { recordLabels.contains($0.labels.first ?? "") }.map {
      Words(Span(start: $0.start, end: $0.end), $0.text)
    }
  }

  // MARK: brat

  private static func brat(
    _ files: [(name: String, bytes: [UInt8])], _ article: DatasetArticle, _ recut: inout Recut
  ) throws -> [Words] {
    guard let text = files.first(where: { $0.name.hasSuffix(".txt") })?.bytes,
      let annotations = files.first(where: { $0.name.hasSuffix(".ann") })?.bytes
    else { throw Unreadable(description: "a file is missing") }
    if !text.elementsEqual(recut.text.utf8) { recut.reasons.append("the .txt is not the article's text") }
    var known = Set<Substring>()
    var words: [Words] = []
    let lines = String(decoding: annotations, as: UTF8.self).unicodeScalars.split(separator: "\n")
    for line in lines.map(Substring.init) {
      let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count >= 2, let sort = fields[0].first else {
        throw Unreadable(description: "the line “\(line)”")
      }
      guard sort == "T" else {
        for id in fields[1].split(whereSeparator: { $0 == " " || $0 == ":" })
        where id.first == "T" && id.dropFirst().allSatisfy(\.isNumber) && !known.contains(id) {
          recut.reasons.append("“\(line)” speaks of \(id), which is not there")
        }
        continue
      }
      known.insert(fields[0])
      let head = fields[1].split(separator: " ", maxSplits: 1)
      guard fields.count == 3, head.count == 2 else { throw Unreadable(description: "the line “\(line)”") }
      let spans = head[1].split(separator: ";").map { $0.split(separator: " ").compactMap { Int($0) } }
      guard spans.allSatisfy({ $0.count == 2 }), let start = spans.first?[0], let end = spans.last?[1] else {
        throw Unreadable(description: "the place in “\(line)”")
      }
      recut.places += 1
      let cut = spans.map { recut.cut($0[0], $0[1]) ?? "" }.joined(separator: " ")
      if !cut.utf8.elementsEqual(fields[2].utf8) {
        recut.reasons.append("\(fields[0]): “\(fields[2].prefix(60))” does not stand at \(head[1])")
      }
      if ["Direct", "Fragment", "Indirect", "Mixed"].contains(head[0]) {
        // brat leaves line ends out of a span; what lies between the fragments must be such.
        let whole = recut.cut(start, end) ?? ""
        words.append(Words(Span(start: start, end: end), whole))
      }
    }
    // A record that begins or ends with a line end is shorter in brat by it.
    return words.map { found in
      for record in article.records {
        let span = record.attribution.content.span
        guard span.start <= found.start, found.end <= span.end,
          let before = recut.cut(span.start, found.start), let after = recut.cut(found.end, span.end),
          (before + after).unicodeScalars.allSatisfy(LineBreaks.isBreak)
        else { continue }
        return Words(span, before + String(decoding: found.bytes, as: UTF8.self) + after)
      }
      return found
    }
  }
}

/// A reader of comma-separated values after RFC 4180.
enum CSVRows {
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  /// The rows of a file whose lines end with CR LF.
  static func read(_ bytes: ArraySlice<UInt8>) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var at = bytes.startIndex
    func peek(_ offset: Int = 0) -> UInt8? { at + offset < bytes.endIndex ? bytes[at + offset] : nil }
    while at < bytes.endIndex {
      if peek() == 0x22 {
        at += 1
        while true {
          guard let byte = peek() else { throw Fault(description: "a quoted cell is not closed") }
          at += 1
          if byte != 0x22 {
            cell.append(byte)
          } else if peek() == 0x22 {
            cell.append(0x22)
            at += 1
          } else {
            break
          }
        }
        guard peek() == 0x2C || peek() == 0x0D else {
          throw Fault(description: "something follows a closed cell")
        }
      } else {
        while let byte = peek(), byte != 0x2C, byte != 0x0D {
          guard byte != 0x22, byte != 0x0A else {
            throw Fault(description: "a quote or line end in a bare cell")
          }
          cell.append(byte)
          at += 1
        }
      }
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
      if peek() == 0x2C {
        at += 1
        if at == bytes.endIndex { throw Fault(description: "the last line has no end") }
        if peek() == 0x0D { row.append("") } else { continue }
      }
      guard peek() == 0x0D, peek(1) == 0x0A else {
        throw Fault(description: "a line does not end with CR LF")
      }
      at += 2
      rows.append(row)
      row.removeAll(keepingCapacity: true)
    }
    return rows
  }
}
