import QuoteStore

/// Charts as SVG, with no style of their own: the stylesheet colours them. Each has its figures in words too.
enum Chart {
  /// How much a speaker is quoted over time: bars by month, by year where there are many. `nil` without dates.
  static func timeline(_ months: [SpeakerProfile.Tally], of speaker: Int64, _ words: Phrases) -> String? {
    columns(
      months.map { ($0.name, $0.quotes, $0.claims) }, label: words("speaker.timeline"),
      filter: ("speaker-id", "\(speaker)"), words)
  }

  /// How much is quoted in which month. `nil` without dates.
  static func months(_ rows: [SourceReport.Row], _ words: Phrases) -> String? {
    columns(
      rows.filter { !$0.value.isEmpty }.map { ($0.value, $0.quotes, $0.claims) },
      label: words("sources.by-month"), filter: ("status", "all"), words)
  }

  private static func columns(
    _ months: [(name: String, quotes: Int, claims: Int)], label: String, filter: (String, String),
    _ words: Phrases
  ) -> String? {
    guard let first = months.first?.name, let last = months.last?.name,
      let from = number(of: first), let to = number(of: last)
    else { return nil }
    let byYear = to - from > 60
    var bars: [String: (quotes: Int, claims: Int)] = [:]
    for month in months {
      let name = byYear ? String(month.name.prefix(4)) : month.name
      bars[name, default: (0, 0)].quotes += month.quotes
      bars[name, default: (0, 0)].claims += month.claims
    }
    var names: [String] = []
    if byYear {
      names = (from / 12...min(to / 12, from / 12 + 150)).map { String($0) }
    } else {
      names = (from...to).map { month in
        let (year, rest) = (month / 12, month % 12 + 1)
        return "\(year)-\(rest < 10 ? "0" : "")\(rest)"
      }
    }
    return columns(
      names.map { name in
        let bar = bars[name] ?? (0, 0)
        let (from, to) = byYear ? ("\(name)-01-01", "\(name)-12-31") : ("\(name)-01", "\(name)-31")
        var link: [(String, String?)] = [filter, ("since", from), ("until", to)]
        if filter.0 != "status" { link.append(("status", "all")) }
        return Bar(
          name: byYear ? name : words.month(name), quotes: bar.quotes, claims: bar.claims,
          link: Links.query("/queue", link))
      }, label: label, words)
  }

  /// How many records have which confidence.
  static func confidence(_ bins: [(quotes: Int, claims: Int)], _ words: Phrases) -> String {
    let first = bins.firstIndex { $0.quotes + $0.claims > 0 } ?? 0
    return columns(
      bins.enumerated().dropFirst(min(first, 10)).map { index, bin in
        let (from, to) = (Double(index) / 20, Double(index + 1) / 20)
        return Bar(
          name: words.percent(from), quotes: bin.quotes, claims: bin.claims,
          link: Links.query(
            "/queue",
            [
              ("min-confidence", "\(from)"), ("below", index < 19 ? "\(to)" : nil), ("status", "all"),
            ]))
      }, label: words("overview.confidence"), words)
  }

  /// How much was decided on which day, the days in order.
  static func activity(_ days: [ReviewerDay], _ words: Phrases) -> String? {
    guard !days.isEmpty else { return nil }
    var counts: [String: Int] = [:]
    for day in days { counts[day.day, default: 0] += day.decisions }
    return columns(
      counts.sorted { $0.key < $1.key }.map { day, count in
        Bar(name: words.date(day), quotes: count, claims: 0, link: nil)
      }, label: words("overview.activity"), words, isOfRecords: false)
  }

  /// A column: how much of two sorts, and where it leads.
  private struct Bar {
    var name: String
    var quotes: Int
    var claims: Int
    var link: String?
  }

  /// Columns of two parts over an axis with values; each says its figures when pointed at and leads to what it counts,
  /// and all stand in a table for who cannot see them.
  private static func columns(
    _ bars: [Bar], label: String, _ words: Phrases, isOfRecords: Bool = true
  ) -> String {
    let (left, width, height, foot) = (44.0, 640.0, 160.0, 22.0)
    let top = scale(bars.map { $0.quotes + $0.claims }.max() ?? 1)
    let step = (width - left) / Double(max(1, bars.count))
    let bar = min(step * 0.78, 48)
    func y(_ value: Double) -> Double { height - value / Double(top) * (height - 14) }
    var out =
      "<svg class=\"chart\" viewBox=\"0 0 \(Int(width)) \(Int(height + foot))\" role=\"group\" aria-label=\"\(HTML.escape(label))\">"
    for value in Set([0, top / 2, top]).sorted() {
      out +=
        "<line class=\"\(value == 0 ? "axis" : "grid-line")\" x1=\"\(Int(left))\" x2=\"\(Int(width))\" y1=\"\(short(y(Double(value))))\" y2=\"\(short(y(Double(value))))\"/>"
      out +=
        "<text x=\"\(Int(left) - 6)\" y=\"\(short(y(Double(value)) + 4))\" text-anchor=\"end\">\(words.number(value))</text>"
    }
    let labels = max(1, Int((Double(bars.count) / 8).rounded(.up)))
    for (index, item) in bars.enumerated() {
      let x = left + Double(index) * step + (step - bar) / 2
      if item.quotes + item.claims > 0 {
        let figures =
          isOfRecords
          ? "\(words.count("count.quotes", item.quotes)), \(words.count("count.claims", item.claims))"
          : words.number(item.quotes)
        let title = HTML.escape("\(item.name): \(figures)")
        out += item.link.map { "<a href=\"\(HTML.escape($0))\" aria-label=\"\(title)\">" } ?? "<g>"
        out += "<title>\(title)</title>"
        let (quotes, all) = (y(Double(item.quotes)), y(Double(item.quotes + item.claims)))
        out += rectangle("bar-q", x, quotes, bar, height - quotes)
        out += rectangle("bar-c", x, all, bar, quotes - all)
        out += item.link == nil ? "</g>" : "</a>"
      }
      if index % labels == 0 {
        out +=
          "<text x=\"\(short(x + bar / 2))\" y=\"\(Int(height + 16))\" text-anchor=\"middle\">\(HTML.escape(item.name))</text>"
      }
    }
    out +=
      "</svg><details class=\"figures\"><summary>\(HTML.escape(words("chart.table")))</summary><table><thead><tr><td></td><th scope=\"col\">"
    out +=
      isOfRecords
      ? "\(HTML.escape(words("layer.quote")))</th><th scope=\"col\">\(HTML.escape(words("layer.claim")))</th></tr></thead><tbody>"
      : "\(HTML.escape(words("overview.decided")))</th></tr></thead><tbody>"
    for item in bars where item.quotes + item.claims > 0 {
      out += "<tr><th scope=\"row\">\(HTML.escape(item.name))</th><td>\(words.number(item.quotes))</td>"
      out += isOfRecords ? "<td>\(words.number(item.claims))</td></tr>" : "</tr>"
    }
    return out + "</tbody></table></details>"
  }

  /// The next round number from a value on, which can be halved: 2, 4, 10, 20, 40, 100 …
  private static func scale(_ most: Int) -> Int {
    var unit = 1
    while true {
      for step in [2, 4, 10] where step * unit >= most { return step * unit }
      unit *= 10
    }
  }

  private static func rectangle(_ name: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double)
    -> String
  {
    guard height > 0 else { return "" }
    return
      "<rect class=\"\(name)\" x=\"\(short(x))\" y=\"\(short(y))\" width=\"\(short(width))\" height=\"\(short(height))\"/>"
  }

  private static func short(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  /// The number of a month `yyyy-mm` since year 0.
  private static func number(of month: String) -> Int? {
    let parts = month.split(separator: "-").compactMap { Int($0) }
    return parts.count == 2 ? parts[0] * 12 + parts[1] - 1 : nil
  }
}
