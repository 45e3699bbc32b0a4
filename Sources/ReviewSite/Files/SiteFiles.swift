import ArticleReader
import Crypto
import Foundation
import Mustache
import PatternFiles

/// The pages' templates, words, script and stylesheet, read once when the server starts.
///
/// They stand in the directory `Site`, which is shipped with the program as its patterns are.
public struct SiteFiles: Sendable {
  /// A file that is sent as it is.
  struct Asset: Sendable {
    var bytes: [UInt8]
    /// The same, compressed (gzip).
    var packed: [UInt8]
    var mediaType: String
    /// The first digits of its hash: a changed file has another address.
    var version: String
  }

  /// By name, `desk.css`. Nothing else can be asked for.
  let assets: [String: Asset]
  /// The description of the JSON interface.
  let openAPI: [UInt8]
  private let pages: [Language: MustacheLibrary]
  private let phrases: [Language: Phrases]

  /// The environment variable that names the directory.
  public static let variable = "TRICHDAN_SITE"

  /// Reads the directory that `$TRICHDAN_SITE` names, else the one shipped with the program.
  ///
  /// Throws `SiteFilesError` with the file and the fault.
  public init(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    executable: String? = PatternDirectory.runningExecutable
  ) throws {
    if let named = environment[Self.variable], !named.isEmpty {
      try self.init(directory: URL(fileURLWithPath: named, isDirectory: true))
      return
    }
    let search = ShippedDirectory.find("Site", executable: executable) {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("templates/layout.mustache").path)
    }
    guard let found = search.found else { throw SiteFilesError.notFound(searched: search.searched) }
    try self.init(directory: found)
  }

  init(directory: URL) throws {
    TemplateEscaping.register()
    var phrases: [Language: Phrases] = [:]
    for language in Language.allCases {
      let name = "languages/\(language.rawValue).txt"
      phrases[language] = try Phrases(language: language, file: name, text: Self.text(name, in: directory))
    }
    var assets: [String: Asset] = [:]
    for (name, mediaType) in [
      ("desk.css", "text/css; charset=utf-8"), ("desk.js", "text/javascript; charset=utf-8"),
      ("theme.js", "text/javascript; charset=utf-8"),
      ("icon.svg", "image/svg+xml"),
    ] {
      var bytes = try Self.bytes("static/\(name)", in: directory)
      if !name.hasSuffix(".svg") { bytes = Self.compact(bytes) }
      let hash = SHA256.hash(data: bytes).prefix(6).map { String(Int($0) + 0x100, radix: 16).dropFirst() }
        .joined()
      assets[name] = Asset(
        bytes: bytes, packed: PackedBytes.pack(bytes), mediaType: mediaType, version: hash)
    }
    self.phrases = phrases
    self.assets = assets
    openAPI = try Self.bytes("openapi.json", in: directory)
    var pages: [Language: MustacheLibrary] = [:]
    for (language, words) in phrases {
      pages[language] = try Self.templates(in: directory, words, assets)
    }
    self.pages = pages
  }

  /// The words of a language.
  func phrases(_ language: Language) -> Phrases { phrases[language]! }

  /// A page or a part of one as HTML.
  func render(_ template: String, _ fields: Fields, _ language: Language) -> String {
    // Every name is that of a file that was read; a wrong one is a fault that any test of the page meets.
    pages[language]!.render(fields, withTemplate: template)!
  }

  // MARK: Reading

  private static func bytes(_ name: String, in directory: URL) throws -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: directory.appendingPathComponent(name)))
    } catch {
      throw SiteFilesError.unreadable(path: directory.appendingPathComponent(name).path)
    }
  }

  /// A script or stylesheet as browsers get it: without indentation and lines of comment, which are for its readers here.
  private static func compact(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let rest = line.drop { $0 == UInt8(ascii: " ") }
      if rest.isEmpty || rest.starts(with: "// ".utf8) { continue }
      out.append(contentsOf: rest)
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }

  private static func text(_ name: String, in directory: URL) throws -> String {
    String(decoding: try bytes(name, in: directory), as: UTF8.self)
  }

  /// The templates with the words of one language put in for `[[key]]`, and the assets' addresses for `[[/name]]`.
  private static func templates(
    in directory: URL, _ words: Phrases, _ assets: [String: Asset]
  ) throws -> MustacheLibrary {
    let folder = directory.appendingPathComponent("templates").path
    // Whatever the reason, the folder that is named has to be readable.
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw SiteFilesError.unreadable(path: folder)
    }
    var library = MustacheLibrary()
    for file in names.sorted() where file.hasSuffix(".mustache") {
      let name = String(file.dropLast(".mustache".count))
      var text = "{{% CONTENT_TYPE: \(TemplateEscaping.name)}}"
      for (index, part) in try Self.text("templates/\(file)", in: directory).components(separatedBy: "[[")
        .enumerated()
      {
        if index == 0 {
          text += part
          continue
        }
        guard let end = part.range(of: "]]") else { throw SiteFilesError.badTemplate(file, "[[ without ]]") }
        let key = String(part[..<end.lowerBound])
        if key.hasPrefix("/"), let asset = assets[String(key.dropFirst())] {
          text += "/static\(key)?v=\(asset.version)"
        } else if let phrase = words.known(key) {
          text += HTML.escape(phrase)
        } else {
          throw SiteFilesError.badTemplate(file, "\(words.language.rawValue).txt has no words for [[\(key)]]")
        }
        text += part[end.upperBound...]
      }
      do {
        try library.register(text, named: name)
      } catch {
        throw SiteFilesError.badTemplate(file, "\(error)")
      }
    }
    return library
  }
}

/// Why the site's files cannot be used, and what would mend it.
public enum SiteFilesError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The directory stands nowhere that was looked at.
  case notFound(searched: [String])
  /// A file or directory cannot be read.
  case unreadable(path: String)
  /// A template cannot be used.
  case badTemplate(String, String)
  /// A line of a language's words cannot be used.
  case badWords(file: String, line: Int, String)

  /// The message for the user.
  public var description: String {
    switch self {
    case .notFound(let searched):
      "the review desk's files are not found; looked in \(searched.joined(separator: ", ")). "
        + "Name their directory with $\(SiteFiles.variable)"
    case .unreadable(let path): "\(path): cannot be read; the review desk needs it"
    case .badTemplate(let file, let fault): "templates/\(file): \(fault)"
    case .badWords(let file, let line, let fault): "\(file):\(line): \(fault)"
    }
  }
}
