import ArgumentParser
import Foundation
import PatternFiles
import QuoteStore

/// `trichdan datasette`: makes a database ready for Datasette and other readers of SQL.
struct DatasetteViews: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datasette",
    abstract: "Makes views in a database that read well in Datasette, and prints their metadata.",
    discussion: """
      The views quotes, speakers and articles hold a row for each, with names in place of numbers. They are always of now;
      the index for searching them, quotes_search, is of the moment at which this command ran: run it again after an ingest.
      Older views of these names are made anew. What Datasette is to know of them (facets, search, what the columns mean)
      comes out as YAML.

      Examples:
        trichdan datasette trichdan.sqlite > metadata.yaml
        datasette trichdan.sqlite -m metadata.yaml
      """)

  @Argument(help: "The database (the one of --db when it is left out).")
  var file: String?

  @OptionGroup var database: DatabaseOption

  func run() throws {
    let path = file ?? database.path
    let folder = try Self.folder()
    let views = try Self.text("views.sql", in: folder)
    let metadata = try Self.text("metadata.yaml", in: folder)
    try reportingStoreErrors {
      let store = try QuoteStore(path: path, mode: .update)
      try store.makeSharedViews(views)
      try store.close()
    }
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let output = StandardOutput()
    try output.write(
      metadata.replacingOccurrences(of: "{database}", with: ListPrinter.jsonString(name))
        .replacingOccurrences(of: "{file}", with: path.filter { !$0.isNewline }))
    try output.flush()
  }

  private static func folder() throws -> URL {
    let search = ShippedDirectory.find("Site", executable: PatternDirectory.runningExecutable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("datasette").path)
    }
    guard let found = search.found else {
      throw CommandFailure(
        "the program's folder Site was not found; looked in \(search.searched.joined(separator: ", ")). Install it anew"
      )
    }
    return found.appendingPathComponent("datasette")
  }

  private static func text(_ name: String, in folder: URL) throws -> String {
    let path = folder.appendingPathComponent(name).path
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw CommandFailure("\(path) cannot be read: \(error.localizedDescription); install the program anew")
    }
  }
}
