import Foundation
import Hummingbird
import Logging
import NIOCore
import QuoteEngine
import SpeakerIdentity

/// The review desk: a web page on the database, and its JSON interface.
///
///     let site = try ReviewSite(database: "trichdan.sqlite", files: SiteFiles(), settings: settings)
///     try await site.run { address in print("the desk is at \(address)") }
public struct ReviewSite: Sendable {
  /// Finds the quotes of a draft that somebody pastes: its text as an article's, and what is found in it.
  public typealias Annotate = @Sendable (String) throws -> (text: String, annotations: Annotations)

  let desk: Desk

  /// Opens the database. Throws a `StoreError`.
  ///
  public init(
    database: String, files: SiteFiles, settings: SiteSettings, logger: Logger = ReviewSite.logger(.error),
    services: SiteServices = SiteServices()
  ) throws {
    desk = try Desk(database: database, files: files, settings: settings, logger: logger, services: services)
  }

  /// A logger that writes to standard error.
  public static func logger(_ level: Logger.Level) -> Logger {
    var logger = Logger(label: "trichdan") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = level
    return logger
  }

  /// Serves until the process is asked to end (SIGINT, SIGTERM). `started` gets the addresses to open, the best first.
  ///
  /// Throws when the address cannot be listened on.
  public func run(started: @escaping @Sendable ([String]) -> Void) async throws {
    // What the first visitor would wait for.
    // Where it fails, the visitor is told.
    Task { _ = try? await desk.cache.current() }
    try await application { channel in
      let settings = desk.settings
      let port = channel.localAddress?.port ?? settings.port
      let isEverywhere = ["0.0.0.0", "::", "*"].contains(settings.host)
      let names = isEverywhere ? Addresses.own + ["localhost"] : [settings.host]
      started(
        names.map { name in
          "http://\(name.contains(":") ? "[\(name)]" : name):\(port)/"
            + (settings.token.map { "?token=\($0.urlEncoded)" } ?? "")
        })
    }.runService()
    desk.close()
  }

  /// The server.
  func application(
    started: @escaping @Sendable (any Channel) async -> Void = { _ in }
  ) -> some ApplicationProtocol {
    let settings = desk.settings
    return Application(
      router: router(),
      server: .http1(
        configuration: .init(
          idleTimeout: .seconds(Int64(settings.idleSeconds)),
          httpDecoderConfiguration: .init(
            maxHeaderFieldSize: 32 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100))),
      configuration: .init(
        address: .hostname(settings.host == "*" ? "::" : settings.host, port: settings.port), serverName: nil,
        backlog: 1024, availableConnectionsDelegate: .maximum(settings.mostConnections, logger: desk.logger)),
      onServerRunning: started, logger: desk.logger)
  }

  /// All routes behind the gate.
  func router() -> Router<DeskContext> {
    let router = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
    // Which routes there are is known once they are all there, and the gate stands before them.
    let described = Router(context: DeskContext.self, options: .autoGenerateHeadEndpoints)
    Pages(desk: desk).add(to: described)
    API(desk: desk).add(to: described)
    router.add(
      middleware: Gate(
        desk: desk, routes: RouteTable(described.routes.map { ("\($0.path)", $0.method) })))
    Pages(desk: desk).add(to: router)
    API(desk: desk).add(to: router)
    return router
  }
}
