import Foundation
import QuoteCheck
import ReviewSite

/// Answers as one HTML page to hand to an editor: no script, nothing loaded from elsewhere, made for printing too.
struct CheckPageFile {
  private let title: String
  private var counts: [String: Int] = [:]
  private var sections: [String] = []

  /// Makes a page about what was checked.
  init(title: String) { self.title = title }

  /// Adds an answer.
  mutating func add(
    _ answer: CheckAnswer, id: String, quote: String, speaker: String?, problem: String?, notChecked: String?
  ) {
    let verdict = notChecked == nil ? answer.verdict.rawValue : CheckLine.notChecked
    counts[verdict, default: 0] += 1
    let isGood = notChecked == nil && problem == nil && answer.isVerified
    var out =
      "<section class=\"\(isGood ? "good" : "bad")\">\n<h2>\(sections.count + 1). <b>\(HTML.escape(verdict))</b>"
    if !id.isEmpty { out += " <small>\(HTML.escape(id))</small>" }
    out += "</h2>\n"
    let meaning =
      notChecked.map { "not checked, because \($0)" } ?? problem
      ?? CheckDisplay.meaning(answer, speaker: speaker)
    out += "<p>\(HTML.escape(meaning))</p>\n"
    if !answer.warnings.isEmpty {
      out +=
        "<p class=\"warnings\">\(HTML.escape(answer.warnings.map(\.rawValue).joined(separator: ", ")))</p>\n"
    }
    out += "<table><tr><th>as it was sent\(speaker.map { ", by \(HTML.escape($0))" } ?? "")</th>"
    let said =
      answer.speakers.count > 1
      ? answer.speakers.map(\.name).joined(separator: " and ") : answer.speaker?.reference.name
    out += "<th>in the source\(said.map { ", by \(HTML.escape($0))" } ?? "")</th></tr>\n<tr><td>"
    if answer.found == nil {
      out += HTML.escape(quote) + "</td><td></td></tr></table>\n"
    } else {
      out += Self.side(answer.diff, isSource: false) + "</td><td>"
      out +=
        "<span class=\"round\">\(HTML.escape(answer.before))</span> \(Self.side(answer.diff, isSource: true)) "
      out += "<span class=\"round\">\(HTML.escape(answer.after))</span></td></tr></table>\n"
    }
    if let article = answer.article {
      var about = [HTML.escape(article.title ?? article.key)]
      if let url = article.url, url.hasPrefix("http://") || url.hasPrefix("https://") {
        about[0] = "<a href=\"\(HTML.escape(url))\">\(about[0])</a>"
      }
      about += [article.source, article.published, "article \(article.key)"].compactMap(\.self).filter {
        !$0.isEmpty
      }.map(HTML.escape)
      if let found = answer.found { about.append("characters \(found.span.start)–\(found.span.end)") }
      out += "<p class=\"about\">\(about.joined(separator: " · "))</p>\n"
    }
    let notes = answer.notes.map { CheckDisplay.text($0, answer) }
    if !notes.isEmpty { out += "<ul>" + notes.map { "<li>\(HTML.escape($0))</li>" }.joined() + "</ul>\n" }
    if answer.places.count > 1 {
      out +=
        "<p class=\"about\">also: "
        + answer.places.map { place in
          HTML.escape(
            [place.article.published, place.article.key, place.speaker?.reference.name].compactMap(\.self)
              .joined(separator: " "))
        }.joined(separator: "; ") + "</p>\n"
    }
    sections.append(out + "</section>")
  }

  /// The lines of the page.
  func lines() -> [String] {
    let summary = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
      .joined(separator: ", ")
    return [
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(HTML.escape(title)): quotes checked</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff }
      h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin: 0 }
      section { border-left: 4px solid #b00020; padding: .5rem 1rem; margin: 1.5rem 0; break-inside: avoid }
      section.good { border-color: #1b6e2d } .bad b { color: #b00020 } .good b { color: #1b6e2d }
      table { width: 100%; border-collapse: collapse; table-layout: fixed }
      th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border: 1px solid #bbb; overflow-wrap: anywhere }
      del { background: #fbdada } ins { background: #d9f2de } .round, .about, small { color: #555 }
      .warnings { font-weight: bold } p { margin: .3rem 0 }
      @media print { body { margin: 0; max-width: none; font-size: 11pt } a { color: inherit } }
      </style></head><body>
      <h1>\(HTML.escape(title))</h1>
      <p>\(sections.count) checked: \(HTML.escape(summary))</p>
      """
    ] + sections + ["</body></html>"]
  }

  private static func side(_ diff: [DiffStep], isSource: Bool) -> String {
    diff.compactMap { step -> String? in
      let text = HTML.escape(isSource ? step.source : step.quote)
      if text.isEmpty { return nil }
      if step.kind == .equal { return text }
      return isSource ? "<del>\(text)</del>" : "<ins>\(text)</ins>"
    }.joined(separator: " ")
  }
}
