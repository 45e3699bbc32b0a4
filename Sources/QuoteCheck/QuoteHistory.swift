import QuoteEngine

/// An article that has a quote's words, in this or another wording.
public struct HistoryEntry: Sendable {
  /// The article.
  public var article: CheckedArticle
  /// How it prints the words.
  public var text: String
  /// Whose words it says they are.
  public var speaker: String?
  /// The share of words on which it agrees with the answer's article, 0 to 1.
  public var score: Double
  /// The answer's article (`source`) against this one (`quote`); empty where the words are the same.
  public var diff: [DiffStep]
}

extension QuoteChecker {
  /// The articles that have the words which a check found, the earliest first and those without a date last: how the wording
  /// went from paper to paper. Empty when nothing was found.
  public func history(of answer: CheckAnswer) throws -> [HistoryEntry] {
    guard let found = answer.found, let article = answer.article else { return [] }
    var out: [HistoryEntry] = []
    var seen = Set<String>()
    for place in answer.places where seen.insert(place.article.key).inserted {
      out.append(
        HistoryEntry(
          article: place.article, text: found.text, speaker: place.speaker?.reference.name, score: 1, diff: []
        ))
    }
    for variant in try VariantFinder(source: source).variants(of: found.text, in: article.key)
    where seen.insert(variant.article.id).inserted {
      let about = variant.article
      out.append(
        HistoryEntry(
          article: CheckedArticle(
            key: about.id, title: about.title, source: about.source, published: about.published,
            url: about.url),
          text: variant.record.content.text, speaker: variant.record.speaker?.name, score: variant.score,
          diff: variant.score == 1 ? [] : variant.diff))
    }
    return out.enumerated().sorted {
      ($0.element.article.day ?? "9", $0.offset) < ($1.element.article.day ?? "9", $1.offset)
    }.map(\.element)
  }
}
