import Foundation
import Yams

/// What a user has settled once for all, in `~/.config/trichdan/config.yaml`.
///
///     database: ~/bao/kho.sqlite
///     patterns: ~/bao/Patterns
///     reviewer: Lê An
///     language: vi
///
/// Options and environment variables come before it.
struct Settings: Sendable {
  /// The database.
  var database: String?
  /// The directory of the patterns.
  var patterns: String?
  /// Who decides, for the review log.
  var reviewer: String?
  /// The language of messages.
  var language: InterfaceLanguage?

  /// The settings of this user, and why they cannot be used.
  private static let loaded: (settings: Settings, fault: String?) = {
    guard let file = Settings.file(ProcessInfo.processInfo.environment),
      FileManager.default.fileExists(atPath: file)
    else { return (Settings(), nil) }
    do {
      return (try Settings(file: file), nil)
    } catch {
      return (Settings(), "\(error)")
    }
  }()

  /// The settings of this user; those that say nothing when there are none or they cannot be used.
  static var current: Settings { loaded.settings }

  /// Throws a `CommandFailure` when there are settings that cannot be used.
  static func check() throws {
    if let fault = loaded.fault { throw CommandFailure(fault) }
  }

  /// Where the settings stand: `$TRICHDAN_CONFIG`, else `trichdan/config.yaml` in `$XDG_CONFIG_HOME` or `~/.config`.
  static func file(_ environment: [String: String]) -> String? {
    if let named = environment["TRICHDAN_CONFIG"] { return named.isEmpty ? nil : named }
    if let folder = environment["XDG_CONFIG_HOME"], !folder.isEmpty {
      return folder + "/trichdan/config.yaml"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.config/trichdan/config.yaml"
  }

  /// Settings that say nothing.
  init() {}

  private struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  /// Reads a file; throws with its name, and what would mend it.
  init(file: String) throws {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      throw Fault(description: "\(file): cannot be read: \((error as NSError).localizedDescription)")
    }
    let content: [String: String]
    do {
      let node = try Yams.compose(yaml: text)
      if node == nil { return }
      guard let mapping = node?.mapping else {
        throw Fault(description: "\(file): it has to be lines of “key: value”, such as “language: vi”")
      }
      content = try mapping.reduce(into: [:]) { content, pair in
        guard let key = pair.key.string, let value = pair.value.string else {
          throw Fault(
            description:
              "\(file):\(pair.key.mark?.line ?? 1): “\(pair.key.string ?? "")” has to have one value")
        }
        content[key] = value
      }
    } catch let error as YamlError {
      throw Fault(description: "\(file): \(error)")
    }
    let keys = ["database", "language", "patterns", "reviewer"]
    if let unknown = content.keys.sorted().first(where: { !keys.contains($0) }) {
      let nearest = Nearest.of(unknown, in: keys).map { "; did you mean “\($0)”?" } ?? ""
      throw Fault(
        description:
          "\(file): “\(unknown)” is no setting\(nearest) There are: \(keys.joined(separator: ", "))")
    }
    database = content["database"].map(Self.path)
    patterns = content["patterns"].map(Self.path)
    reviewer = content["reviewer"]
    if let named = content["language"] {
      guard let language = InterfaceLanguage(rawValue: named) else {
        throw Fault(description: "\(file): language is en or vi, not “\(named)”")
      }
      self.language = language
    }
  }

  /// A path with `~` for the user's own folder.
  private static func path(_ text: String) -> String { (text as NSString).expandingTildeInPath }
}
