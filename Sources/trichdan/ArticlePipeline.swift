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
    try run {
      reader.nextBatch().map { ($0, reader.bytesRead) }
    } work: { input, engine in
      (try work(input.0, engine), input.1)
    } consume: { result in
      try consume(result.0, Position(bytesRead: result.1))
    }
  }

  /// Does the same with input of another kind; `next` is called by one thread at a time until it gives `nil`.
  func run<Input: Sendable, Result: Sendable>(
    _ next: @escaping () throws -> Input?,
    work: @escaping @Sendable (Input, QuoteEngine) throws -> Result,
    consume: (Result) throws -> Void
  ) throws {
    try ResourceLimits.requireEnough(workers: workers)
    let state = State<Input, Result>(next: next, limit: max(2, workers * lead))
    let library = library
    for number in 0..<max(1, workers) {
      let thread = Thread {
        let engine = QuoteEngine(library: library)
        while let (index, input) = state.take() {
          do { state.put(.success(try work(input.get(), engine)), at: index) } catch {
            state.put(.failure(error), at: index)
          }
        }
      }
      thread.name = "annotate \(number + 1)"
      thread.stackSize = 8 << 20
      thread.start()
    }
    defer { state.stop() }
    while let result = state.nextResult() { try consume(result.get()) }
  }

  /// What the threads share.
  ///
  /// Unchecked Sendable: everything is read and written under `condition`.
  private final class State<Input: Sendable, Value: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let next: () throws -> Input?
    private let limit: Int
    private var taken = 0
    private var handed = 0
    private var isAtEnd = false
    private var done: [Int: Swift.Result<Value, any Error>] = [:]

    init(next: @escaping () throws -> Input?, limit: Int) {
      self.next = next
      self.limit = limit
    }

    /// The next input with its number; waits while too many are under way. An error of reading is the last input.
    func take() -> (Int, Swift.Result<Input, any Error>)? {
      condition.lock()
      defer { condition.unlock() }
      while !isAtEnd, taken - handed >= limit { condition.wait() }
      guard !isAtEnd else { return nil }
      let input: Swift.Result<Input, any Error>
      do {
        guard let read = try next() else {
          isAtEnd = true
          condition.broadcast()
          return nil
        }
        input = .success(read)
      } catch {
        isAtEnd = true
        input = .failure(error)
      }
      taken += 1
      return (taken - 1, input)
    }

    func put(_ result: Swift.Result<Value, any Error>, at index: Int) {
      condition.lock()
      done[index] = result
      condition.broadcast()
      condition.unlock()
    }

    /// The next result in the order of the input; `nil` after the last.
    func nextResult() -> Swift.Result<Value, any Error>? {
      condition.lock()
      defer { condition.unlock() }
      while true {
        if let result = done.removeValue(forKey: handed) {
          handed += 1
          condition.broadcast()
          return result
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
