import HTTPTypes
import Hummingbird
import NIOCore
import QuoteEngine
import QuoteStore

/// Articles handed to the desk, for pages and programs.
extension API {
  private struct SentArticles: Decodable, Sendable {
    var text: String?
    var title: String?
    var source: String?
    var published: String?
    var url: String?
    var addresses: [String]?

    /// How many addresses may be given at once.
    static let mostAddresses = 100

    /// What is to be read. Throws `DeskError.badValue`.
    func submission() throws -> ArticleSubmission {
      if let addresses {
        guard text == nil, (1...Self.mostAddresses).contains(addresses.count),
          addresses.allSatisfy({ Self.isAddress($0) })
        else { throw DeskError.badValue("addresses") }
        return .addresses(addresses)
      }
      guard let text, text.contains(where: { !$0.isWhitespace }) else { throw DeskError.badValue("text") }
      func known(_ value: String?) -> String? {
        value.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
          .flatMap { $0.isEmpty ? nil : $0 }
      }
      for (name, value) in [("title", title), ("source", source), ("published", published), ("url", url)]
      where (value?.utf8.count ?? 0) > 4000 { throw DeskError.badValue(name) }
      return .text(
        PastedArticle(
          title: known(title), text: text, source: known(source), published: known(published), url: known(url)
        ))
    }

    private static func isAddress(_ text: String) -> Bool {
      let lower = text.lowercased()
      return text.utf8.count <= 4000 && !text.contains(where: \.isWhitespace)
        && (lower.hasPrefix("https://") || lower.hasPrefix("http://"))
    }
  }

  func addReadings(to api: RouterGroup<DeskContext>) {
    api.get("readings") { _, _ in
      desk.json(["readings": .array(desk.readings.all.map(Self.json))])
    }
    api.post("readings", use: readArticles)
    api.post("files", use: readFile)
    api.get("readings/:name") { _, context in
      guard let reading = context.parameters.get("name").flatMap(desk.readings.reading) else {
        throw DeskError.notFound
      }
      return desk.json(Self.json(reading))
    }
  }

  @Sendable private func readArticles(_ request: Request, _ context: DeskContext) async throws -> Response {
    try begin(context.decode(SentArticles.self, request).submission(), context)
  }

  /// A file's bytes are the body; its name stands in the address.
  @Sendable private func readFile(_ request: Request, _ context: DeskContext) async throws -> Response {
    guard request.headers[.contentType]?.lowercased().hasPrefix("application/octet-stream") ?? false else {
      throw DeskError.wrongMediaType
    }
    let name = (Form(request)["name"] ?? "").split(whereSeparator: { "/\\".contains($0) || $0.isNewline })
      .last
    guard let name, !name.allSatisfy(\.isWhitespace), name.utf8.count <= 400, name.first != "." else {
      throw DeskError.badValue("name")
    }
    let bytes = [UInt8](context.body.readableBytesView)
    guard !bytes.isEmpty else { throw DeskError.badValue("body") }
    return try begin(.file(name: String(name), bytes: bytes), context)
  }

  private func begin(_ submission: ArticleSubmission, _ context: DeskContext) throws -> Response {
    guard !desk.settings.isReadOnly else { throw DeskError.readOnly }
    let cache = desk.cache
    let reading = try desk.readings.add(submission, by: context.reviewer) {
      cache.forget()
      // Who comes next finds the new articles; where it fails, he is told.
      Task { _ = try? await cache.current() }
    }
    return desk.json(Self.json(reading), status: .accepted)
  }

  private static func json(_ reading: Readings.Reading) -> JSON {
    let progress = reading.progress
    return [
      "name": .string(reading.name), "what": .string(reading.what), "by": .string(reading.madeBy),
      "state": .string(reading.state.rawValue), "done": .integer(progress.done),
      "total": .integer(progress.total), "added": .integer(progress.added),
      "changed": .integer(progress.changed), "unchanged": .integer(progress.unchanged),
      "quotes": .integer(progress.quotes), "claims": .integer(progress.claims),
      "keys": .array(progress.keys.map(JSON.string)), "notes": .array(progress.notes.map(JSON.string)),
    ]
  }
}
