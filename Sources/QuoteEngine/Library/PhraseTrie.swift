/// All phrases of the lexicons as one tree over word ids, so that one walk from a token finds every
/// phrase that begins there.
struct PhraseTrie: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private var mask: Int
  private var used = 0
  /// For each word id the node of the phrases that begin with it, or 0.
  private var roots: [Int32] = []
  /// For each node its first sense in `senses`, as a half-open range.
  private(set) var senseStart: [Int32] = [0, 0]
  private(set) var senseEnd: [Int32] = [0, 0]
  /// For each node a bit for every word id modulo 64 among its children: most questions end here, without a
  /// look into the large table.
  private(set) var childMasks: [UInt64] = [0, 0]
  private var building: [[Sense]] = [[], []]
  private(set) var senses: [Sense] = []

  init() {
    keys = Array(repeating: 0, count: 1 << 13)
    values = Array(repeating: 0, count: 1 << 13)
    mask = (1 << 13) - 1
  }

  /// Adds a phrase; the words' ids come from the word table.
  mutating func insert(_ words: [UInt32], _ sense: Sense) {
    guard let first = words.first else { return }
    if Int(first) >= roots.count {
      roots.append(contentsOf: Array(repeating: 0, count: Int(first) + 1 - roots.count))
    }
    var node = roots[Int(first)]
    if node == 0 {
      node = makeNode()
      roots[Int(first)] = node
    }
    for word in words.dropFirst() {
      let key = Self.key(node, word)
      var next = find(key)
      if next == 0 {
        next = makeNode()
        put(key, next)
        childMasks[Int(node)] |= 1 << UInt64(word & 63)
      }
      node = next
    }
    building[Int(node)].append(sense)
  }

  /// Lays the senses out flat; call once after the last `insert`.
  mutating func seal() {
    senses = []
    for (node, own) in building.enumerated() {
      senseStart[node] = Int32(senses.count)
      senses.append(contentsOf: own)
      senseEnd[node] = Int32(senses.count)
    }
    building = []
  }

  /// The same tree in memory of its own: engines side by side must not count references to one.
  func copied() -> PhraseTrie {
    var copy = self
    copy.keys = keys.map { $0 }
    copy.values = values.map { $0 }
    copy.roots = roots.map { $0 }
    copy.senseStart = senseStart.map { $0 }
    copy.senseEnd = senseEnd.map { $0 }
    copy.senses = senses.map { $0 }
    copy.childMasks = childMasks.map { $0 }
    return copy
  }

  /// The node of phrases that begin with `word`, or 0.
  @inline(__always)
  func root(_ word: UInt32) -> Int32 {
    Int(word) < roots.count ? roots.withUnsafeBufferPointer { $0[Int(word)] } : 0
  }

  /// The node reached from `node` by `word`, or 0.
  @inline(__always)
  func child(_ node: Int32, _ word: UInt32) -> Int32 {
    guard childMasks.withUnsafeBufferPointer({ $0[Int(node)] }) & (1 << UInt64(word & 63)) != 0 else {
      return 0
    }
    return find(Self.key(node, word))
  }

  private mutating func makeNode() -> Int32 {
    building.append([])
    childMasks.append(0)
    senseStart.append(0)
    senseEnd.append(0)
    return Int32(building.count - 1)
  }

  @inline(__always)
  private static func key(_ node: Int32, _ word: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
  }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & mask
  }

  @inline(__always)
  private func find(_ key: UInt64) -> Int32 {
    var s = slot(key)
    return keys.withUnsafeBufferPointer { k in
      while true {
        if k[s] == key { return values[s] }
        if k[s] == 0 { return 0 }
        s = (s + 1) & mask
      }
    }
  }

  private mutating func put(_ key: UInt64, _ value: Int32) {
    if used * 2 >= keys.count {
      let old = zip(keys, values).filter { $0.0 != 0 }
      keys = Array(repeating: 0, count: keys.count * 2)
      values = Array(repeating: 0, count: keys.count)
      mask = keys.count - 1
      for (k, v) in old { place(k, v) }
    }
    place(key, value)
    used += 1
  }

  private mutating func place(_ key: UInt64, _ value: Int32) {
    var s = slot(key)
    while keys[s] != 0 { s = (s + 1) & mask }
    keys[s] = key
    values[s] = value
  }
}
