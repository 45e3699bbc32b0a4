import ArgumentParser
import Foundation
import NIOCore
import QuoteEngine
import QuoteStore
import ReviewSite
import VietnameseText

/// `trichdan serve`: the review desk in a browser.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Opens the database in a browser: review, search, check.",
    discussion: """
      The desk listens on this machine alone. To let others in, name an address with --host; they then need the token,
      which is made and printed when you name none. Several reviewers may work at once, and an ingest may run meanwhile.
      It ends with Ctrl-C.

      Examples:
        trichdan serve
        trichdan serve --port 9000 --reviewer "Lê An"
        trichdan serve --host 192.168.1.5 --token-file token.txt
        TRICHDAN_TOKEN="một câu dài mà chỉ ban biết" trichdan serve --host 0.0.0.0
        trichdan reviewers add "Lê An"      a token for one reviewer, under whose name nobody else decides
        trichdan serve --double 10%
        trichdan serve --read-only
        trichdan serve --fetch-private     articles of the newsroom's own network may be given by address too
      """)

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port; 0 takes any that is free.", valueName: "n"))
  var port = 8080

  @Option(
    help: ArgumentHelp(
      "What every visitor has to show, at least 12 characters; others on this machine see it in the list of processes. "
        + "Default: $TRICHDAN_TOKEN, else none on this machine alone, else one is made.",
      valueName: "token"))
  var token: String?

  @Option(help: ArgumentHelp("A file whose first line is the token.", valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "One more name under which the desk may be asked for, such as that of a proxy; may be given several times.",
      valueName: "name"))
  var allowHost: [String] = []

  @Flag(help: "Show everything, change nothing.")
  var readOnly = false

  @Flag(
    help:
      "Fetch articles from addresses of this machine and of private networks too, which are refused otherwise."
  )
  var fetchPrivate = false

  @Option(
    help: ArgumentHelp(
      "The share of records that two reviewers read who do not see each other, such as 10%; where they differ, a third decides.",
      valueName: "share"))
  var double: String?

  @Option(help: ArgumentHelp("Who decides, where a browser does not say. Default: $USER.", valueName: "name"))
  var reviewer: String?

  @OptionGroup var patterns: PatternsOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var quiet: QuietOption

  func validate() throws {
    guard (0...65535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535") }
    if let token, token.count < 12 { throw ValidationError("--token needs at least 12 characters") }
    if token != nil, tokenFile != nil {
      throw ValidationError("name the token with --token or with --token-file, not both")
    }
    if let double, Self.share(double) == nil { throw ValidationError("--double is a share, such as 10%") }
    if host.isEmpty { throw ValidationError("--host is an address, such as 127.0.0.1") }
  }

  func run() async throws {
    var settings = SiteSettings()
    settings.host = host
    settings.port = port
    settings.extraHosts = allowHost
    settings.isReadOnly = readOnly
    settings.double = DoubleShare(double.flatMap(Self.share) ?? 0)
    settings.reviewer = reviewer ?? currentPerson
    settings.token = try givenToken() ?? (settings.isLoopback ? nil : SiteSettings.newToken())
    settings.mostConnections = SiteSettings.raiseConnectionLimit(wanted: 12_000)
    settings.programVersion = Trichdan.version
    settings.checkLexicon = try patterns.checkLexicon()
    let library = try patterns.library()
    var services = SiteServices()
    services.annotate = { draft in
      let text = Normalization.nfc(draft.replacing("\r\n", with: "\n"))
      return (text, QuoteEngine(library: library).annotate(text))
    }
    services.identity = try patterns.identityNamingFaults()
    if !readOnly {
      let reading = DeskReading(
        database: database.path, library: library, identity: try patterns.identity(),
        pages: try patterns.pages(), fetchesPrivateHosts: fetchPrivate)
      services.read = { try reading.read($0, $1) }
      let learning = DeskLearning(database: database.path, library: library)
      services.measureLearning = { try learning.measure() }
    }
    let site: ReviewSite
    do {
      site = try reportingStoreErrors { [settings, services] in
        try ReviewSite(
          database: database.path, files: SiteFiles(), settings: settings, services: services)
      }
    } catch let error as SiteFilesError {
      throw CommandFailure("\(error)")
    }
    let isQuiet = quiet.quiet
    do {
      try await site.run { addresses in
        // The address is what the command is for: it is printed even when nothing else is.
        let list = addresses.joined(separator: isQuiet ? "\n" : "\n                   or ")
        printError(isQuiet ? list : "The review desk is at \(list)\nIt ends with Ctrl-C.")
      }
    } catch let error as IOError {
      throw CommandFailure(
        "cannot listen on \(host) port \(port): \(String(cString: strerror(error.errnoCode))); "
          + "choose another with --port, or --port 0 for any that is free")
    }
  }

  /// A share from 0 to 1 of `10%`, `10 %`, `10` or `0.1`.
  private static func share(_ text: String) -> Double? {
    let digits = text.filter { !$0.isWhitespace && $0 != "%" }.replacing(",", with: ".")
    guard let value = Double(digits), value >= 0 else { return nil }
    let share = text.contains("%") || value > 1 ? value / 100 : value
    return share <= 1 ? share : nil
  }

  /// The token of the command line, of a file, or of the environment.
  private func givenToken() throws -> String? {
    var given = token
    var place = "--token"
    if let tokenFile {
      place = "--token-file \(tokenFile)"
      // Why it cannot be read is not told: the file holds a secret, and its path is in the message.
      guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
        throw CommandFailure("\(tokenFile): cannot be read as the file of the token")
      }
      given = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    } else if given == nil, let text = ProcessInfo.processInfo.environment["TRICHDAN_TOKEN"], !text.isEmpty {
      (given, place) = (text, "$TRICHDAN_TOKEN")
    }
    if let given, given.count < 12 { throw CommandFailure("\(place): a token needs at least 12 characters") }
    return given
  }
}
