/// What single words are, looked up once for each word of an article: most words are nothing, and an ingest asks of
/// millions.
struct WordFlags: OptionSet, Sendable {
  let rawValue: UInt8

  /// Says nothing of an article's matter.
  static let function = WordFlags(rawValue: 1)
  /// Begins a family name.
  static let family = WordFlags(rawValue: 2)
  /// Begins a word for a place below a province.
  static let locality = WordFlags(rawValue: 4)
  /// Begins a province's name.
  static let provinceName = WordFlags(rawValue: 8)
  /// A word for a province or city.
  static let provinceLevel = WordFlags(rawValue: 16)
}

/// A table from numbers to small values. The numbers are mixed well already, so that their low bits are where they stand.
struct NumberTable<Value: Sendable>: Sendable {
  private var keys: [UInt32]
  private var values: [Value]
  private let mask: Int
  private let none: Value

  /// Makes a table of pairs; the first of several with one number counts. The number 0 has no value.
  init(_ pairs: some Collection<(key: UInt32, value: Value)>, none: Value) {
    var size = 16
    while size < pairs.count * 3 { size *= 2 }
    mask = size - 1
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: none, count: size)
    self.none = none
    for (key, value) in pairs where key != 0 {
      var slot = Int(truncatingIfNeeded: key) & mask
      while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
      if keys[slot] == 0 {
        keys[slot] = key
        values[slot] = value
      }
    }
  }

  @inline(__always)
  subscript(key: UInt32) -> Value {
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != key {
      if keys[slot] == 0 { return none }
      slot = (slot &+ 1) & mask
    }
    return key == 0 ? none : values[slot]
  }
}
