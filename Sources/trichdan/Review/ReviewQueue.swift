import QuoteStore

/// The records that a reviewer goes through, in an order that stays while he does.
///
/// It holds their numbers only. What others decide meanwhile is passed over; what was decided here can be gone back to.
struct ReviewQueue {
  private let store: QuoteStore
  private let query: RecordQuery
  private let numbers: [Int64]
  private var decided: Set<Int64> = []
  private var place = 0

  /// Fetches the queue.
  init(_ store: QuoteStore, _ query: RecordQuery) throws {
    self.store = store
    self.query = query
    numbers = try store.recordNumbers(query)
  }

  /// How many records the queue began with.
  var count: Int { numbers.count }

  /// Goes to where the reviewer stopped: that record, or the first after it that is still in the queue.
  mutating func resume(at stopped: ReviewPlace) throws {
    if let index = numbers.firstIndex(of: stopped.recordID) {
      place = index
      return
    }
    guard query.order == .leastCertain else { return }
    // The queue is sorted by confidence and number.
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      let confidence = try store.record(numbers[middle])?.confidence ?? stopped.confidence
      if (confidence, numbers[middle]) < (stopped.confidence, stopped.recordID) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    place = low < numbers.count ? low : 0
  }

  /// The record at the reviewer's place, else the first after it that is still to be reviewed.
  mutating func current() throws -> StoredRecord? {
    guard place < numbers.count else { return try next().record }
    if let record = try shown(place) { return record }
    return try next().record
  }

  /// Goes to the next record that is still to be reviewed. At the end it starts again with those that were passed over.
  mutating func next() throws -> (record: StoredRecord?, isFromStart: Bool) {
    for index in min(place + 1, numbers.count)..<numbers.count {
      guard let record = try open(index) else { continue }
      place = index
      return (record, false)
    }
    for index in 0..<min(place + 1, numbers.count) {
      guard let record = try open(index) else { continue }
      place = index
      return (record, true)
    }
    place = numbers.count
    return (nil, false)
  }

  /// Goes to the record before, decided or not; `nil` at the beginning.
  mutating func back() throws -> StoredRecord? {
    var index = place - 1
    while index >= 0 {
      if let record = try shown(index) {
        place = index
        return record
      }
      index -= 1
    }
    return nil
  }

  /// Goes to a record of the queue; does nothing when it is not in it.
  mutating func go(to record: Int64) {
    if let index = numbers.firstIndex(of: record) { place = index }
  }

  /// Remembers that the reviewer has decided on a record, or has taken that back.
  mutating func mark(_ record: StoredRecord) {
    if accepts(record) { decided.remove(record.rowID) } else { decided.insert(record.rowID) }
  }

  /// A record that is still to be reviewed.
  private func open(_ index: Int) throws -> StoredRecord? {
    guard !decided.contains(numbers[index]), let record = try store.record(numbers[index]), accepts(record)
    else { return nil }
    return record
  }

  /// A record that may be shown: one still to be reviewed, or one decided on here.
  private func shown(_ index: Int) throws -> StoredRecord? {
    guard let record = try store.record(numbers[index]) else { return nil }
    return decided.contains(record.rowID) || accepts(record) ? record : nil
  }

  /// Whether a record still belongs to the queue by its status; its words and place do not take it out.
  private func accepts(_ record: StoredRecord) -> Bool {
    if let statuses = query.statuses, !statuses.contains(record.status) { return false }
    if query.isInConflict == true, record.proposal == nil { return false }
    return true
  }
}
