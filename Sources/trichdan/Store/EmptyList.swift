import QuoteStore

/// Why a list of records is empty: which of its filters left nothing.
struct EmptyList {
  /// It in words.
  let reason: String

  init(_ store: QuoteStore, _ filters: RecordFilters, _ query: RecordQuery) throws {
    var built = RecordQuery()
    func exists() throws -> Bool { try store.count(built, most: 0).isMore }
    guard try exists() else {
      reason = "the database holds no quotes and no claims; `trichdan ingest PATH` reads articles"
      return
    }
    var passed: [String] = []
    for step in Self.steps(filters, query) {
      let before = built
      step.apply(&built)
      guard built != before, try !exists() else {
        if built != before { passed.append(step.typed) }
        continue
      }
      let count = try store.count(before, most: 999_999).count
      if passed.isEmpty {
        reason = "nothing found: no record has \(step.typed)"
      } else {
        reason = "nothing found: of \(count) with \(passed.joined(separator: " ")), none has \(step.typed)"
      }
      return
    }
    reason = "nothing found"
  }

  private struct Step {
    var typed: String
    var apply: (inout RecordQuery) -> Void
  }

  /// The filters one after the other, those first that users think of first.
  private static func steps(_ filters: RecordFilters, _ query: RecordQuery) -> [Step] {
    var rest = filters.typed.filter { !$0.hasPrefix("--limit ") }
    func step(_ names: [String], _ apply: @escaping (inout RecordQuery) -> Void) -> Step {
      let mine = rest.filter { typed in names.contains { typed == "--\($0)" || typed.hasPrefix("--\($0) ") } }
      rest.removeAll { mine.contains($0) }
      return Step(typed: mine.joined(separator: " "), apply: apply)
    }
    return [
      step(["speaker"]) { $0.speakerIDs = query.speakerIDs },
      step(["kind"]) { $0.speakerKind = query.speakerKind },
      step(["role"]) { $0.roleClasses = query.roleClasses },
      step(["gender"]) { $0.gender = query.gender },
      step(["article"]) { $0.articleKeys = query.articleKeys },
      step(["source"]) { $0.papers = query.papers },
      step(["match"]) { $0.words = query.words },
      step(["since"]) { $0.since = query.since },
      step(["until"]) { $0.until = query.until },
      step(["layer"]) { $0.layer = query.layer },
      step(["cue-class"]) { $0.cueClass = query.cueClass },
      step(["negated", "no-negated"]) { $0.isNegated = query.isNegated },
      step(["check-worthy"]) { $0.figure = query.figure },
      step(["status"]) {
        $0.statuses = query.statuses
        $0.isInConflict = query.isInConflict
      },
      step(["reviewed-by"]) { $0.reviewer = query.reviewer },
      step(["min-confidence"]) { $0.minimumConfidence = query.minimumConfidence },
    ]
  }
}
