import Foundation

/// The languages in which the program speaks.
enum InterfaceLanguage: String, CaseIterable, Sendable {
  case en, vi

  /// The language that the user means: `--lang`, else `$TRICHDAN_LANG`, else the settings', else the locale's, else English.
  static func preferred(
    _ arguments: [String], _ environment: [String: String], settings: InterfaceLanguage?
  ) -> InterfaceLanguage {
    if let typed = TypedOption.value(of: "--lang", in: arguments).flatMap(InterfaceLanguage.init) {
      return typed
    }
    if let named = environment["TRICHDAN_LANG"].flatMap(InterfaceLanguage.init) { return named }
    if let settings { return settings }
    // The first that is set counts (POSIX, Base Definitions 8.2).
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale.lowercased().hasPrefix("vi") ? .vi : .en
  }
}
