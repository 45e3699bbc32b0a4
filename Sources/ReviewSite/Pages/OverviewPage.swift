import Hummingbird
import QuoteStore

/// How far reviewing is, how sure the program is, how well reviewers agree, and what can be taken away.
struct OverviewPage {
  let desk: Desk

  @Sendable func show(_ request: Request, _ context: DeskContext) async throws -> Response {
    let words = desk.words(context)
    let figures = try await desk.cache.current().figures
    let progress = figures.progress
    let share = progress.total > 0 ? Double(progress.reviewed) / Double(progress.total) : 0
    var fields: Fields = [
      "articles": words.number(figures.articles), "quotes": words.number(figures.quotes),
      "claims": words.number(figures.claims), "speakers": words.number(figures.speakers),
      "reviewed": words(
        "overview.reviewed", ["n": words.number(progress.reviewed), "all": words.number(progress.total)]),
      "share": words.percent(share), "meter": String(Int((share * 100).rounded())),
      "statuses": ReviewStatus.allCases.map { status -> Fields in
        [
          "name": words("status.\(status.rawValue)"), "status": status.rawValue,
          "count": words.number(progress.counts[status] ?? 0),
          "link": Links.query("/queue", [("status", status.rawValue)]),
        ]
      },
      "reviewers": progress.byReviewer.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(50).map {
        [
          "name": $0.key, "count": words.number($0.value),
          "link": Links.query("/queue", [("reviewer", $0.key), ("status", "all")]),
          "pace": figures.pace[$0.key].map {
            words("overview.seconds", ["n": words.number(Int($0.rounded()))])
          } ?? "–",
        ] as Fields
      },
      "days": figures.activity.prefix(60).map {
        [
          "day": words.date($0.day), "name": $0.reviewer, "count": words.number($0.decisions),
          "link": Links.decided(on: $0.day, by: $0.reviewer),
        ] as Fields
      },
      "activity": SafeHTML(text: Chart.activity(figures.activity, words) ?? ""),
      "hasDays": !figures.activity.isEmpty,
      "agreements": figures.agreements.prefix(50).map { agreement -> Fields in
        [
          "names": agreement.reviewers.joined(separator: " – "), "records": words.number(agreement.records),
          "share": words.percent(Double(agreement.agreed) / Double(max(1, agreement.records))),
          "kappa": agreement.kappa.map { words.decimal($0, digits: 2) } ?? "–",
          "f1": agreement.f1.map { words.decimal($0, digits: 2) } ?? "–",
        ]
      },
      "parts": figures.agreementParts.prefix(100).map { part -> Fields in
        [
          "names": part.reviewers.joined(separator: " – "), "records": words.number(part.records),
          "week": part.week ?? "–", "layer": part.layer.map { words("layer.\($0.rawValue)") } ?? "–",
          "share": words.percent(Double(part.agreed) / Double(max(1, part.records))),
          "kappa": part.kappa.map { words.decimal($0, digits: 2) } ?? "–",
          "f1": part.f1.map { words.decimal($0, digits: 2) } ?? "–",
        ]
      },
      "confidence": SafeHTML(text: Chart.confidence(figures.confidence, words)),
      "exports": ExportDownload.formats.map { format -> Fields in
        [
          "name": format.rawValue, "link": "/api/v1/exports/\(format.rawValue)",
          "what": words("export.\(format.rawValue)"),
        ]
      },
      "hasReviewers": !progress.byReviewer.isEmpty, "hasAgreements": !figures.agreements.isEmpty,
    ]
    if desk.learning.isPossible {
      fields["learning"] = Self.learning(
        desk.learning.look(reviewed: progress.reviewed), progress.reviewed, words)
    }
    if progress.inConflict > 0 {
      fields["conflicts"] = words.count("overview.conflicts", progress.inConflict)
    }
    if progress.lost > 0 { fields["lost"] = words.count("overview.lost", progress.lost) }
    return desk.page("overview", title: words("overview.title"), fields, request, context)
  }

  /// What learning from the decisions would gain, in words.
  static func learning(_ state: LearningWatch.State, _ reviewed: Int, _ words: Phrases) -> Fields {
    var fields: Fields = [:]
    if let gain = state.gain {
      func row(_ name: String, _ before: Double, _ after: Double) -> Fields {
        let difference = after - before
        return [
          "name": name, "before": words.decimal(before, digits: 3), "after": words.decimal(after, digits: 3),
          "gain": (difference > 0 ? "+" : "") + words.decimal(difference, digits: 3),
        ]
      }
      fields["rows"] = [
        row(words("layer.quote"), gain.before.quotes, gain.after.quotes),
        row(words("layer.claim"), gain.before.claims, gain.after.claims),
      ]
      let sum = gain.after.quotes + gain.after.claims - gain.before.quotes - gain.before.claims
      fields["verdict"] = words(
        sum > 0.005 ? "learning.better" : "learning.not-yet", ["n": words.number(gain.articles)])
    }
    if state.isMeasuring {
      fields["next"] = words("learning.measuring")
    } else {
      let left = max(1, LearningWatch.step - (reviewed - (state.measuredAt ?? 0)))
      fields["next"] = words.count("learning.next", left)
    }
    return fields
  }
}
