import QuoteStore

/// Charts as SVG, with no style of their own: the stylesheet colours them. Each has its figures in words too.
enum Chart {
  /// How much a speaker is quoted over time: bars by month, by year where there are many. `nil` without dates.
  static func timeline(_ months: [SpeakerProfile.Tally], _ words: Phrases) -> String? {
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
        return (byYear ? name : words.month(name), bar.quotes, bar.claims)
      }, label: words("speaker.timeline"), words)
  }

  /// How many records have which confidence.
  static func confidence(_ bins: [(quotes: Int, claims: Int)], _ words: Phrases) -> String {
    let first = bins.firstIndex { $0.quotes + $0.claims > 0 } ?? 0
    return columns(
      bins.enumerated().dropFirst(min(first, 10)).map { index, bin in
        (words.decimal(Double(index) / 20, digits: 2), bin.quotes, bin.claims)
      }, label: words("overview.confidence"), words)
  }

  /// Columns of two parts; each says its figures when pointed at, and all stand in a table for who cannot see them.
  private static func columns(
    _ bars: [(name: String, quotes: Int, claims: Int)], label: String, _ words: Phrases
  ) -> String {
    let (width, height, foot) = (640.0, 160.0, 22.0)
    let most = Double(max(1, bars.map { $0.quotes + $0.claims }.max() ?? 1))
    let step = width / Double(max(1, bars.count))
    let bar = min(step * 0.78, 48)
    var out =
      "<svg class=\"chart\" viewBox=\"0 0 \(Int(width)) \(Int(height + foot))\" role=\"img\" aria-label=\"\(HTML.escape(label))\">"
    out += "<line class=\"axis\" x1=\"0\" x2=\"\(Int(width))\" y1=\"\(Int(height))\" y2=\"\(Int(height))\"/>"
    let labels = max(1, Int((Double(bars.count) / 8).rounded(.up)))
    for (index, item) in bars.enumerated() {
      let x = Double(index) * step + (step - bar) / 2
      let quotes = Double(item.quotes) / most * (height - 14)
      let claims = Double(item.claims) / most * (height - 14)
      if item.quotes + item.claims > 0 {
        let title =
          "\(item.name): \(words.count("count.quotes", item.quotes)), \(words.count("count.claims", item.claims))"
        out += "<g><title>\(HTML.escape(title))</title>"
        out += rectangle("bar-q", x, height - quotes, bar, quotes)
        out += rectangle("bar-c", x, height - quotes - claims, bar, claims)
        out += "</g>"
      }
      if index % labels == 0 {
        out +=
          "<text x=\"\(short(x + bar / 2))\" y=\"\(Int(height + 16))\" text-anchor=\"middle\">\(HTML.escape(item.name))</text>"
      }
    }
    out +=
      "</svg><details class=\"figures\"><summary>\(HTML.escape(words("chart.table")))</summary><table><thead><tr><th></th><th>"
    out +=
      "\(HTML.escape(words("layer.quote")))</th><th>\(HTML.escape(words("layer.claim")))</th></tr></thead><tbody>"
    for item in bars where item.quotes + item.claims > 0 {
      out += "<tr><th scope=\"row\">\(HTML.escape(item.name))</th><td>\(words.number(item.quotes))</td>"
      out += "<td>\(words.number(item.claims))</td></tr>"
    }
    return out + "</tbody></table></details>"
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
