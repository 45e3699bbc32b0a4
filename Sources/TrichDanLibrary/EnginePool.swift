import Foundation
import QuoteEngine

/// Engines over one pattern library, lent to one thread at a time.
///
/// An engine's memory is worth keeping from article to article, and it belongs to one thread while it works.
///
/// Unchecked Sendable: the idle engines are read and written under the lock alone, and an engine that is lent is in nobody
/// else's hands until it comes back.
package final class EnginePool: @unchecked Sendable {
  /// The patterns of all engines.
  package let library: PatternLibrary
  private let models: Models
  private let lock = NSLock()
  /// Read and written under `lock`.
  private var idle: [QuoteEngine] = []
  private let mostIdle = ProcessInfo.processInfo.activeProcessorCount * 2
  /// An engine keeps the memory of the longest text it has read; after one like this it is let go.
  private static let longText = 1 << 20

  /// Makes a pool without engines; they are made as threads ask for them.
  package init(library: PatternLibrary) {
    self.library = library
    models = Models(library)
  }

  /// Lends an engine.
  package func withEngine<Result>(_ body: (QuoteEngine) throws -> Result) rethrows -> Result {
    let engine = lock.withLock { idle.popLast() } ?? QuoteEngine(library: library, models: models)
    defer { lock.withLock { if idle.count < mostIdle { idle.append(engine) } } }
    return try body(engine)
  }

  /// Annotates one text, which is in NFC with `\n` line ends.
  package func annotations(of text: String) -> Annotations {
    guard text.utf8.count <= Self.longText else {
      return QuoteEngine(library: library, models: models).annotate(text)
    }
    return withEngine { $0.annotate(text) }
  }

  /// How many engines wait for work.
  package var idleCount: Int { lock.withLock { idle.count } }
}
