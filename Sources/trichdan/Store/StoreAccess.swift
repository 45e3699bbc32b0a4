import Foundation
import QuoteStore

extension DatabaseOption {
  /// Opens the database that the user means.
  func open(_ mode: QuoteStore.Mode) throws -> QuoteStore {
    try reportingStoreErrors { try QuoteStore(path: path, mode: mode) }
  }
}

/// Gives the store's errors the exit status that belongs to them: the file cannot be used, or the answer is no.
func reportingStoreErrors<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as StoreError {
    throw CommandFailure("\(error)")
  } catch let error as NotFound {
    throw CommandFailure("\(error)", status: .no)
  } catch let error as ReviewError {
    throw CommandFailure("\(error)", status: .no)
  }
}

/// Who decides, for the review log: the reviewer of the settings, else the user whom the system knows.
var currentPerson: String {
  if let reviewer = Settings.current.reviewer, !reviewer.isEmpty { return reviewer }
  let environment = ProcessInfo.processInfo.environment
  return [environment["USER"], environment["LOGNAME"], NSUserName()].compactMap(\.self).first { !$0.isEmpty }
    ?? "unknown"
}
