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

  /// Shows `text` when there has been none for a fifth of a second.
  func show(_ text: @autoclosure () -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - started > .seconds(1), now - last > .milliseconds(200) else { return }
    last = now
    hasLine = true
    StandardError.write("\r\u{1B}[K\(text())")
  }

  /// Takes the line away, before other lines are printed and at the end.
  func clear() {
    guard hasLine else { return }
    hasLine = false
    StandardError.write("\r\u{1B}[K")
  }
}
