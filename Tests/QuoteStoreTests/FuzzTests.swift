import ArticleReader
import DatasetExport
import Foundation
import GRDB
import QuoteEngine
import Testing
import VietnameseText

@testable import QuoteStore

/// Random articles, exports and files, for a few seconds or, with `make fuzz`, for as long as asked.
@Suite struct FuzzTests {
  private let fixture = Fixture()

  /// How long each test goes on.
  private static let seconds = ProcessInfo.processInfo.environment["FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  /// Where it begins; the number of the round is added.
  private static let seed = ProcessInfo.processInfo.environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  private func rounds(_ body: (inout Numbers, UInt64) throws -> Void) throws {
    let end = ContinuousClock.now + .seconds(Self.seconds)
    var round: UInt64 = 0
    repeat {
      var numbers = Numbers(state: Self.seed &+ round)
      try body(&numbers, Self.seed &+ round)
      round += 1
    } while .now < end
    if Self.seconds > 10 { print("\(round) rounds") }
  }

  /// splitmix64.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
  }

  // MARK: Values

  private static let pieces = [
    "Đò", "bến", " ", " ", "\n", "“", "”", "\"", ",", ";", "=1+1", "🚤", "👩‍👩‍👧", "e\u{301}", "\u{2028}", "\t",
    "\\", "á", "nước", "-",
    "\u{FEFF}", "ﬁ", "한", "\u{10FFFF}", "'", "|", "<b>", "&amp;", "𠁫", ".", "0",
  ]
  private static let names = [
    "Lê Thị Mận", "=Tô, Vĩnh\"Khoan", "Sở Bến Bãi", "các lái đò", "M\u{301}ận", "-", "Đỗ 🚤",
  ]

  private func text(_ numbers: inout Numbers) -> String {
    Normalization.nfc(
      (0...(2 + numbers.below(40))).map { _ in Self.pieces[numbers.below(Self.pieces.count)] }.joined())
  }

  private func article(_ key: String, _ numbers: inout Numbers) -> PreparedArticle {
    let text = text(&numbers)
    let letters = Array(text)
    let offsets = letters.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.unicodeScalars.count) }
    let visible = letters.indices.filter { !letters[$0].isWhitespace }
    // Words begin and end with a whole character that is no space.
    func excerpt() -> Excerpt {
      let (a, b) = (visible[numbers.below(visible.count)], visible[numbers.below(visible.count)])
      let range = min(a, b)...max(a, b)
      return Excerpt(
        span: Span(start: offsets[range.lowerBound], end: offsets[range.upperBound + 1]),
        text: String(letters[range]))
    }
    var annotations = Annotations()
    var taken: Set<String> = []
    for _ in 0..<numbers.below(6) {
      let kind = RecordKind.allCases[numbers.below(RecordKind.allCases.count)]
      let content = excerpt()
      // Quotes hold one another or stand apart, and an article has one record of a layer at a place.
      let crosses =
        kind.layer == .quote
        && annotations.quotes.contains {
          let (a, b) = ($0.content.span, content.span)
          return a.start < b.start && b.start < a.end && a.end < b.end
            || b.start < a.start && a.start < b.end && b.end < a.end
        }
      guard !crosses, taken.insert("\(kind.layer) \(content.span)").inserted else { continue }
      let speaker =
        numbers.below(4) == 0
        ? nil
        : SpeakerReference(
          name: Self.names[numbers.below(Self.names.count)],
          kind: SpeakerKind.allCases[numbers.below(SpeakerKind.allCases.count)])
      let record = Attribution(
        kind: kind, content: content, speaker: speaker, source: numbers.below(2) == 0 ? excerpt() : nil,
        cue: numbers.below(2) == 0 ? excerpt() : nil, via: nil,
        confidence: Double(numbers.below(1001)) / 1000,
        pattern: "f\(numbers.below(3))", evidence: [self.text(&numbers)], cueClass: nil,
        isNegated: numbers.below(2) == 0, figures: [])
      if kind.layer == .quote { annotations.quotes.append(record) } else { annotations.claims.append(record) }
      guard let speaker,
        !annotations.speakers.contains(where: { $0.name == speaker.name && $0.kind == speaker.kind })
      else { continue }
      annotations.speakers.append(
        Speaker(
          name: speaker.name, kind: speaker.kind, forms: [speaker.name], roles: [], mentions: [excerpt().span]
        ))
    }
    return PreparedArticle(
      Article(id: key, title: numbers.below(2) == 0 ? nil : "“T\"\n,", text: text, published: "5/4/2021"),
      annotations)
  }

  private func export(_ store: QuoteStore) throws -> [UInt8] {
    let sink = MemorySink()
    var exporter = DatasetExporter(format: .jsonl, programVersion: "0", to: sink)
    try store.readDataset { reader in try reader.forEachArticle { try exporter.add($0) } }
    _ = try exporter.finish()
    return sink.bytes
  }

  private func faults(_ store: QuoteStore) throws -> [String] {
    var check = DatasetCheck(programVersion: "0")
    try store.readDataset { reader in try reader.forEachArticle { check.check($0) } }
    return try store.integrityFaults() + store.reviewFaults().map(\.description)
      + check.faults.map(\.description)
  }

  private func fresh(_ name: String) throws -> QuoteStore {
    let path = fixture.folder + "/" + name
    for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    return try QuoteStore(path: path, mode: .create)
  }

  /// Decides on some of the records.
  private func decide(_ store: QuoteStore, _ numbers: inout Numbers) throws {
    for record in try store.records() where numbers.below(3) == 0 {
      let choices: [Decision] = [
        .accept, .reject, .note("“x”\n\\"), .speaker(.nobody), .speaker(.named("Cao Thị Bưởi", .person)),
        .undo,
      ]
      do {
        try store.decide(choices[numbers.below(choices.count)], on: record.rowID, by: "an")
      } catch is ReviewError {
        // Nothing to undo.
      }
    }
  }

  // MARK: Tests

  @Test func randomDatabasesAreSoundAndComeBackByteForByte() throws {
    try rounds { numbers, round in
      let store = try fresh("a.sqlite")
      try store.ingest((0..<4).map { article("bến/\($0)", &numbers) })
      try decide(store, &numbers)
      let found = try faults(store)
      #expect(found == [], "seed \(round)")
      let bytes = try export(store)
      let copy = try fresh("b.sqlite")
      _ = try copy.importDataset(by: "an") { session in
        for line in bytes.split(separator: 0x0A) { try session.add(try DatasetLine.article(Data(line))) }
      }
      let foundThere = try faults(copy)
      #expect(foundThere == [], "seed \(round)")
      let again = try export(copy)
      #expect(
        String(decoding: again, as: UTF8.self) == String(decoding: bytes, as: UTF8.self), "seed \(round)")
      try store.close()
      try copy.close()
    }
  }

  /// What `import` takes, `verify` finds nothing wrong with; what it does not take leaves nothing behind.
  @Test func alteredExportsAreTakenWholeOrRefused() throws {
    try rounds { numbers, round in
      let store = try fresh("a.sqlite")
      try store.ingest((0..<3).map { article("bến/\($0)", &numbers) })
      try decide(store, &numbers)
      var bytes = try export(store)
      try store.close()
      for _ in 0...numbers.below(3) {
        let place = numbers.below(bytes.count)
        switch numbers.below(4) {
        case 0: bytes[place] ^= 1 << UInt8(numbers.below(8))
        case 1: bytes.remove(at: place)
        case 2:
          bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + numbers.below(60))], at: place)
        default: bytes[place] = UInt8(ascii: "0") + UInt8(numbers.below(10))
        }
      }
      let copy = try fresh("b.sqlite")
      do {
        _ = try copy.importDataset(by: "an") { session in
          for line in bytes.split(separator: 0x0A) {
            do { try session.add(try DatasetLine.article(Data(line))) } catch is DatasetLine.Fault {
              // Refused by itself, with its reason.
            }
          }
        }
      } catch is RefusedDataset {
        #expect(try copy.counts().articles == 0)
      }
      let found = try faults(copy)
      #expect(found == [], "seed \(round)")
      try copy.close()
    }
  }

  @Test func flippedBitsEndNothing() throws {
    let store = try fixture.store([ferry, ferryAgain])
    try store.close()
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.path))
    try rounds { numbers, round in
      var bytes = whole
      for _ in 0...numbers.below(8) { bytes[numbers.below(bytes.count)] ^= 1 << UInt8(numbers.below(8)) }
      for ending in ["-wal", "-shm"] { unlink(fixture.path + ending) }
      try bytes.write(to: URL(fileURLWithPath: fixture.path))
      for read in Self.readings {
        do {
          let store = try QuoteStore(path: fixture.path, mode: .read)
          // A damaged file may fail to close too.
          defer { try? store.close() }
          try read(store)
        } catch is StoreError {
        } catch is NotFound {
        } catch {
          Issue.record("seed \(round): \(error) is no error of the store")
        }
      }
    }
  }

  private static let readings: [@Sendable (QuoteStore) throws -> Void] = [
    { _ = try $0.records() },
    { store in try store.readDataset { reader in try reader.forEachArticle { _ in } } },
    { _ = try $0.article("do-1") },
    { _ = try $0.integrityFaults() },
    { _ = try $0.reviewFaults() },
    { _ = try $0.speakerEntries() },
    { _ = try $0.deskFigures() },
  ]
}
