import ArgumentParser
import QuoteStore

/// `--since` and `--until`, which lists and exports take.
struct PublishedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only from articles published on this day or later.", valueName: "date"))
  var since: String?

  @Option(help: ArgumentHelp("Only from articles published on this day or before.", valueName: "date"))
  var until: String?

  mutating func validate() throws { try [since, until].forEach(Self.check) }

  /// The days as the database has them.
  var days: (since: String?, until: String?) {
    (since.flatMap(PublicationDate.day), until.flatMap(PublicationDate.day))
  }

  /// Fails where a date is none.
  static func check(_ date: String?) throws {
    if let date, PublicationDate.day(of: date) == nil {
      throw ValidationError("“\(date)” is no date; write 2017-01-31 or 31/1/2017")
    }
  }
}
