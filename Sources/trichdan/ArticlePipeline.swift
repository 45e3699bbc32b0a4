import ArticleReader
import Foundation
import QuoteEngine

/// Annotates articles on all cores and hands the results on in the order of the input.
///
/// The workers take turns at the reader, each parses and annotates its batch with an engine of its own, and the
/// calling thread gets what they made of it. A worker that is too far ahead waits, so that memory stays flat
/// however much there is to read.
struct ArticlePipeline {
  /// The patterns that every engine works with.
  var library: PatternLibrary
  /// How many threads annotate.
  var workers = ProcessInfo.processInfo.activeProcessorCount
  /// How many batches may be done or under way before the first of them is handed on, for each worker.
  var lead = 3

  /// What is known of the input when a batch is handed on.
  struct Position: Sendable {
    /// The bytes read so far.
    var bytesRead: Int
  }

  /// Reads all of `reader`. `work` runs on the worker threads, once for each batch; `consume` on the calling
  /// thread, in the order of the input. An error that either throws ends the run and is thrown on.
  func run<Result: Sendable>(
    _ reader: ArticleReader,
    work: @escaping @Sendable (ArticleBatch, QuoteEngine) throws -> Result,
    consume: (Result, Position) throws -> Void
  ) throws {
    let state = State<Result>(reader: reader, limit: max(2, workers * lead))
    let library = library
    for number in 0..<max(1, workers) {
      let thread = Thread {
        let engine = QuoteEngine(library: library)
        while let (index, batch) = state.take() {
          do { state.put(.success(try work(batch, engine)), at: index) } catch {
            state.put(.failure(error), at: index)
          }
        }
      }
      thread.name = "annotate \(number + 1)"
      thread.stackSize = 8 << 20
      thread.start()
    }
    defer { state.stop() }
    while let (result, bytesRead) = state.nextResult() {
      try consume(result.get(), Position(bytesRead: bytesRead))
    }
  }

  /// What the threads share. Everything is read and written under `condition`.
  private final class State<Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let reader: ArticleReader
    private let limit: Int
    private var taken = 0
    private var handed = 0
    private var isAtEnd = false
    private var done: [Int: Result<Value, any Error>] = [:]

    init(reader: ArticleReader, limit: Int) {
      self.reader = reader
      self.limit = limit
    }

    /// The next batch with its number; waits while too many are under way.
    func take() -> (Int, ArticleBatch)? {
      condition.lock()
      defer { condition.unlock() }
      while !isAtEnd, taken - handed >= limit { condition.wait() }
      guard !isAtEnd else { return nil }
      guard let batch = reader.nextBatch() else {
        isAtEnd = true
        condition.broadcast()
        return nil
      }
      taken += 1
      return (taken - 1, batch)
    }

    func put(_ result: Result<Value, any Error>, at index: Int) {
      condition.lock()
      done[index] = result
      condition.broadcast()
      condition.unlock()
    }

    /// The next result in the order of the input, with the bytes read so far; `nil` after the last.
    func nextResult() -> (Result<Value, any Error>, Int)? {
      condition.lock()
      defer { condition.unlock() }
      while true {
        if let result = done.removeValue(forKey: handed) {
          handed += 1
          condition.broadcast()
          return (result, reader.bytesRead)
        }
        if isAtEnd, handed == taken { return nil }
        condition.wait()
      }
    }

    /// Keeps the workers from taking more.
    func stop() {
      condition.lock()
      isAtEnd = true
      condition.broadcast()
      condition.unlock()
    }
  }
}
