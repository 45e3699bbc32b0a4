/// A growable array of plain values whose memory its owner frees with `deallocate()`.
///
/// The stages read and write the article's arrays some hundred times a word. With a Swift array inside a class
/// each of those counts references and asks whether the storage is shared; this one has nothing to count. Copies
/// look at the same memory: the article owns it, and nobody keeps a copy while it grows. Indices are checked.
struct PlainArray<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 64
    base = .allocate(capacity: capacity)
  }

  /// Frees the memory; the array is not to be used afterwards.
  func deallocate() { base.deallocate() }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(to: count + 1) }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Appends `number` times the same element.
  mutating func append(repeating element: Element, count number: Int) {
    reserveCapacity(count + number)
    (base + count).initialize(repeating: element, count: number)
    count += number
  }

  mutating func reserveCapacity(_ wanted: Int) {
    if wanted > capacity { grow(to: wanted) }
  }

  /// Forgets the elements and keeps the memory.
  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Forgets the last elements.
  mutating func removeLast(_ number: Int) {
    precondition(number >= 0 && number <= count, "more elements than there are")
    count -= number
  }

  @inline(never)
  private mutating func grow(to wanted: Int) {
    let larger = Swift.max(wanted, capacity * 2)
    let moved = UnsafeMutablePointer<Element>.allocate(capacity: larger)
    moved.moveInitialize(from: base, count: count)
    base.deallocate()
    base = moved
    capacity = larger
  }

  /// The elements; the pointer is good until the array grows.
  @inline(__always)
  var buffer: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}

extension PlainArray: RandomAccessCollection, MutableCollection {
  @inline(__always)
  var startIndex: Int { 0 }
  @inline(__always)
  var endIndex: Int { count }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside the array")
      return base[index]
    }
    _modify {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "index outside the array")
      yield &base[index]
    }
  }

  func withContiguousStorageIfAvailable<R>(_ body: (UnsafeBufferPointer<Element>) throws -> R) rethrows -> R?
  {
    try body(buffer)
  }

  mutating func withContiguousMutableStorageIfAvailable<R>(
    _ body: (inout UnsafeMutableBufferPointer<Element>) throws -> R
  ) rethrows -> R? {
    var all = UnsafeMutableBufferPointer(start: base, count: count)
    return try body(&all)
  }
}
