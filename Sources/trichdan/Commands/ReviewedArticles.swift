import DatasetExport
import Foundation
import QuoteEngine
import QuoteEvaluation
import QuoteStore

/// Reads what reviewers decided in a database, or an export of one, as gold annotations.
enum ReviewedArticles {
  /// The articles in which at least one record was decided on.
  ///
  /// What was accepted or corrected is right, a quote that was rejected is none, and what nobody decided on teaches
  /// nothing: the articles are partial gold.
  static func gold(_ path: String) throws -> [GoldArticle] {
    let source = DatasetSource(path: path)
    try source.requireReadable()
    var out: [GoldArticle] = []
    func refuse(_ text: String) { printError("trichdan: \(text)") }
    try source.forEachArticle(refuse: refuse) { found, _ in
      var article = GoldArticle(id: found.article.id, text: found.article.text)
      article.isPartial = true
      for record in found.records {
        let attribution = record.attribution
        switch record.status {
        case "unreviewed": continue
        case "rejected":
          if attribution.layer == .quote {
            article.notQuotes.append(attribution.content.span)
          } else {
            article.notClaims.append(attribution.content.span)
          }
        default:
          let gold = GoldRecord(
            span: attribution.content.span, kind: attribution.kind, speaker: attribution.speaker?.name,
            source: attribution.source?.text, cue: attribution.cue?.text, via: attribution.via?.name)
          if attribution.layer == .quote { article.quotes.append(gold) } else { article.claims.append(gold) }
        }
      }
      guard !article.quotes.isEmpty || !article.claims.isEmpty || !article.notQuotes.isEmpty else { return }
      out.append(article)
    }
    guard !out.isEmpty else {
      throw CommandFailure(
        "\(path) holds no decision to learn from; review some records first: trichdan review --db \(path)")
    }
    return out
  }
}
