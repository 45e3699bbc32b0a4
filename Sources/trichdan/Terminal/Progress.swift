import Foundation

/// One line on standard error that says how far long work has come.
///
/// It shows nothing where standard error is no terminal, when told to be quiet, or in the first second.
final class Progress {
  private let isShown: Bool
  private let started = ContinuousClock.now
  private var last = ContinuousClock.now
  private var hasLine = false

  /// Makes a progress line.
  init(quiet: Bool) {
    isShown = !quiet && Terminal.hasErrors
  }

  /// The seconds since the work began.
  var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }

  /// Shows `text` when there has been none for a fifth of a second, with the share of the work that is done and about how
  /// long the rest takes, where the share is known.
  func show(_ text: @autoclosure () -> String, share: Double? = nil) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - started > .seconds(1), now - last > .milliseconds(200) else { return }
    last = now
    hasLine = true
    let rest = share.map { Self.rest(share: $0, seconds: seconds) } ?? ""
    let line = Messages.current.message(text()) + rest
    StandardError.write("\r\u{1B}[K\(line)")
  }

  /// The share in per cent, and the time that is left when the rest takes as long as what is done, seconds having passed.
  static func rest(share: Double, seconds: Double) -> String {
    guard share > 0.005, share.isFinite else { return "" }
    let share = min(share, 0.99)
    let left = Int((seconds / share * (1 - share)).rounded(.up))
    let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
    return ", " + Messages.current.message("\(Int(share * 100))%, \(time) left")
  }

  /// Takes the line away, before other lines are printed and at the end.
  func clear() {
    guard hasLine else { return }
    hasLine = false
    StandardError.write("\r\u{1B}[K")
  }
}
