import ArgumentParser
import ArticleReader
import WebPage

/// How articles are read, for the commands that read them.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which fields of JSON and CSV hold the parts of an article: text=body,published=time. The parts are id, text, title, url, source, published, author; usual names are found without.",
      valueName: "part=field,…"))
  var map: String?

  /// The settings that the user means.
  func settings(_ pages: PageLibrary) throws -> ReadingSettings {
    var settings = ReadingSettings()
    settings.pages = pages
    guard let map else { return settings }
    do {
      settings.fields = try FieldMap(map)
    } catch {
      throw CommandFailure("\(error)", status: .usage)
    }
    return settings
  }
}
