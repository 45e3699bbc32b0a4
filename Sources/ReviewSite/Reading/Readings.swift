import Foundation

/// What was submitted to be read: one after the other, on a thread of their own. They live in memory.
final class Readings: Sendable {
  /// What was submitted, and how far it is.
  struct Reading: Sendable {
    enum State: String, Sendable {
      case waiting, reading, done, failed
    }
    let name: String
    let what: String
    let madeBy: String
    var state = State.waiting
    var progress = ReadingProgress()
  }

  /// How many are kept, and how many may wait.
  private static let (mostKept, mostWaiting) = (50, 200)
  private let list = Locked<[Reading]>([])
  private let queue = DispatchQueue(label: "trichdan.site.readings")
  private let read: ReadArticles?
  private let logged: @Sendable (any Error) -> Void

  /// Without `read` nothing can be read.
  init(_ read: ReadArticles?, logged: @escaping @Sendable (any Error) -> Void) {
    self.read = read
    self.logged = logged
  }

  /// Whether anything can be read.
  var isPossible: Bool { read != nil }

  /// All, the last one first.
  var all: [Reading] { list.with { Array($0.reversed()) } }

  /// One of them.
  func reading(_ name: String) -> Reading? { list.with { $0.first { $0.name == name } } }

  /// Takes something to be read; `done` is called at its end. Throws `DeskError`.
  func add(
    _ submission: ArticleSubmission, by reviewer: String, done: @escaping @Sendable () -> Void
  ) throws -> Reading {
    guard let read else { throw DeskError(status: .notImplemented, code: "no-reading") }
    let made = Reading(name: Secrets.random(), what: String(submission.name.prefix(200)), madeBy: reviewer)
    try list.with { list in
      guard list.count(where: { $0.state == .waiting }) < Self.mostWaiting else { throw DeskError.busy }
      list.append(made)
      while list.count > Self.mostKept,
        let old = list.firstIndex(where: { $0.state == .done || $0.state == .failed })
      {
        list.remove(at: old)
      }
    }
    queue.async { [self] in
      update(made.name) { $0.state = .reading }
      do {
        let progress = try read(submission) { progress in self.update(made.name) { $0.progress = progress } }
        update(made.name) {
          $0.progress = progress
          $0.state = progress.keys.isEmpty ? .failed : .done
        }
      } catch {
        logged(error)
        update(made.name) { $0.state = .failed }
      }
      done()
    }
    return made
  }

  private func update(_ name: String, _ change: (inout Reading) -> Void) {
    list.with { list in
      if let index = list.firstIndex(where: { $0.name == name }) { change(&list[index]) }
    }
  }
}
