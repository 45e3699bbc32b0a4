import ArgumentParser
import Foundation
import QuoteStore
import ReviewSite

/// `trichdan report`: who is quoted how much.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Counts who is quoted how much: by role, gender, kind, paper and month.",
    discussion: """
      What newsroom source audits count: the share of women and of officials, of sources without a name, the most quoted and
      the newly quoted. Role and gender are counted of people, where the words of the articles tell them.

      Examples:
        trichdan report
        trichdan report --source "Báo Sông" --since 2024-01-01
        trichdan report --as html -o nguon.html        a page with plots, for a browser
        trichdan report --as csv > nguon.csv
      """)

  /// In which form the report comes.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, csv, html
  }

  @Option(name: .customLong("as"), help: "text, csv or html.")
  var form: Form = .text

  @Option(name: .shortAndLong, help: ArgumentHelp("Write to this file.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("So many of the most and the newly quoted.", valueName: "n"))
  var top = 20

  @OptionGroup var filters: RecordFilters
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    if top < 0 { throw ValidationError("--top is a whole number from 0") }
    if filters.match != nil || filters.limit.most != nil {
      throw ValidationError(
        "a report counts all that the filters let through: --match and --limit are for lists")
    }
  }

  func run() throws {
    let store = try database.open(.read)
    defer { store.closeAfterReading() }
    let report = try reportingStoreErrors {
      let query = try filters.query(store, filters.identity()) {
        if !quiet.quiet { printError("trichdan: \($0)") }
      }
      return try store.sourceReport(query, limit: top)
    }
    let text: String
    switch form {
    case .text: text = ReportText(report).text
    case .csv: text = ReportText(report).csv
    case .html: text = ReportPage(report).html
    }
    if let output {
      do {
        try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
      } catch {
        throw CommandFailure("\(output): cannot be written: \((error as NSError).localizedDescription)")
      }
    } else {
      let standard = StandardOutput()
      try standard.write(text)
      try standard.flush()
    }
  }
}

/// A report in lines, and as one table for spreadsheets.
struct ReportText {
  private let report: SourceReport

  init(_ report: SourceReport) { self.report = report }

  static func title(_ dimension: SourceReport.Dimension) -> String {
    switch dimension {
    case .role: "role"
    case .gender: "gender"
    case .kind: "kind"
    case .paper: "paper"
    case .month: "month"
    }
  }

  /// A value in words.
  static func words(_ value: String, _ dimension: SourceReport.Dimension) -> String {
    switch (dimension, value) {
    case (.gender, "f"): "women"
    case (.gender, "m"): "men"
    case (_, ""): dimension == .kind ? "nobody given" : "not told"
    default: value
    }
  }

  /// The report for a terminal.
  var text: String {
    let say = Messages.current
    var lines = [
      say.message("records   \(report.records) quotes and claims in \(report.articles) articles"),
      say.message("unnamed   \(Self.percent(report.unnamedShare)) have no named source"),
    ]
    if let women = report.femaleShare {
      lines.append(say.message("women     \(Self.percent(women)) of what people of told gender say"))
    }
    for dimension in SourceReport.Dimension.allCases {
      let rows = report.tables[dimension] ?? []
      guard !rows.isEmpty else { continue }
      lines += ["", say("by \(Self.title(dimension))")]
      let width = rows.prefix(40).map { say.value(Self.words($0.value, dimension)).count }.max() ?? 0
      let all = max(1, rows.reduce(0) { $0 + $1.records })
      for row in rows.prefix(40) {
        let name = say.value(Self.words(row.value, dimension))
        let share = Self.percent(Double(row.records) / Double(all))
        lines.append(
          "  " + name + String(repeating: " ", count: width - name.count) + Self.right("\(row.records)", 8)
            + Self.right(share, 9) + Self.right("\(row.speakers)", 7) + " " + say("speakers"))
      }
      if rows.count > 40 { lines.append("  … " + say.message("\(rows.count - 40) more")) }
    }
    for (title, sources) in [("most quoted", report.most), ("newly quoted", report.new)]
    where !sources.isEmpty {
      lines += ["", say(title)]
      for source in sources {
        let role = source.role.map { "  \($0)" } ?? ""
        lines.append("  \(Self.right("\(source.records)", 6))  #\(source.id)  \(source.name)\(role)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One table: what is counted by, value, quotes, claims, records, speakers.
  var csv: String {
    var lines = ["by,value,quotes,claims,records,speakers"]
    for dimension in SourceReport.Dimension.allCases {
      for row in report.tables[dimension] ?? [] {
        lines.append(
          "\(dimension.rawValue),\(Self.field(row.value)),\(row.quotes),\(row.claims),\(row.records),\(row.speakers)"
        )
      }
    }
    lines.append("all,,,,\(report.records),")
    lines.append("unnamed,,,,\(report.unnamed),")
    for (name, sources) in [("most", report.most), ("new", report.new)] {
      for source in sources { lines.append("\(name),\(Self.field(source.name)),,,\(source.records),1") }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  static func percent(_ share: Double) -> String { Decimals.text(share * 100, digits: 1) + " %" }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

/// A report as a page of its own: plots as SVG, each with its figures in a table.
struct ReportPage {
  private let report: SourceReport
  private let say = Messages.current

  init(_ report: SourceReport) { self.report = report }

  /// The page.
  var html: String {
    var body =
      "<h1>\(say("Who is quoted"))</h1>\n<p>"
      + say.message("\(report.records) quotes and claims in \(report.articles) articles") + "; "
    body += say.message("\(ReportText.percent(report.unnamedShare)) have no named source")
    if let women = report.femaleShare {
      body += "; " + say.message("women say \(ReportText.percent(women)) of what people of told gender say")
    }
    body += ".</p>\n"
    for dimension in SourceReport.Dimension.allCases {
      let rows = report.tables[dimension] ?? []
      guard !rows.isEmpty else { continue }
      body +=
        "<section><h2>\(say("by \(ReportText.title(dimension))"))</h2>\n\(bars(rows, dimension))\n\(table(rows, dimension))</section>\n"
    }
    for (title, sources) in [("most quoted", report.most), ("newly quoted", report.new)]
    where !sources.isEmpty {
      body +=
        "<section><h2>\(say(title))</h2>\n<table><tr>"
        + ["name", "role", "records", "articles"].map { "<th>\(say.head($0))" }.joined() + "</tr>\n"
      for source in sources {
        body +=
          "<tr><td>\(HTML.escape(source.name))<td>\(HTML.escape(source.role ?? ""))<td>\(source.records)<td>\(source.articles)</tr>\n"
      }
      body += "</table></section>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(say.language.rawValue)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(say("Who is quoted"))</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
      table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
      th, td { text-align: left; padding: 0.2rem 0.6rem; border-bottom: 1px solid #ddd; }
      svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: #222; }
      .quote { fill: #1f6f8b; } .claim { fill: #c98a2b; }
      </style></head><body>
      \(body)</body></html>

      """
  }

  /// Bars of quotes and claims, one a value; the months in their order, all others the longest first.
  private func bars(_ rows: [SourceReport.Row], _ dimension: SourceReport.Dimension) -> String {
    let shown = dimension == .month ? rows.suffix(60) : rows.prefix(20)
    let most = Double(max(1, shown.map(\.records).max() ?? 1))
    let (left, width, height) = (190.0, 400.0, 22.0)
    var svg =
      "<svg viewBox=\"0 0 680 \(Int(height) * shown.count + 26)\" role=\"img\" aria-label=\"\(say("by \(ReportText.title(dimension))"))\">"
    for (index, row) in shown.enumerated() {
      let y = Double(index) * height
      let quotes = Double(row.quotes) / most * width
      let claims = Double(row.claims) / most * width
      let name = say.value(ReportText.words(row.value, dimension))
      svg +=
        "<text x=\"\(left - 8)\" y=\"\(y + 15)\" text-anchor=\"end\">\(HTML.escape(String(name.prefix(28))))</text>"
      svg += rectangle(left, y + 3, quotes, "quote") + rectangle(left + quotes, y + 3, claims, "claim")
      svg += "<text x=\"\(Self.number(left + quotes + claims + 6))\" y=\"\(y + 15)\">\(row.records)</text>"
    }
    let y = Double(shown.count) * height + 6
    svg +=
      rectangle(left, y, 12, "quote")
      + "<text x=\"\(left + 18)\" y=\"\(y + 12)\">\(say.head("quotes"))</text>"
    svg +=
      rectangle(left + 80, y, 12, "claim")
      + "<text x=\"\(left + 98)\" y=\"\(y + 12)\">\(say.head("claims"))</text>"
    return svg + "</svg>"
  }

  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ name: String) -> String {
    "<rect class=\"\(name)\" x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"14\"/>"
  }

  private func table(_ rows: [SourceReport.Row], _ dimension: SourceReport.Dimension) -> String {
    var html =
      "<details><summary>\(say("figures"))</summary><table><tr>"
      + [ReportText.title(dimension), "quotes", "claims", "speakers"].map { "<th>\(say.head($0))" }.joined()
      + "</tr>\n"
    for row in rows {
      html +=
        "<tr><td>\(HTML.escape(say.value(ReportText.words(row.value, dimension))))<td>\(row.quotes)<td>\(row.claims)<td>\(row.speakers)</tr>\n"
    }
    return html + "</table></details>"
  }

  private static func number(_ value: Double) -> String { Decimals.text(value, digits: 1) }
}
