/// All phrases of the lexicons as one tree over word ids, so that one walk from a token finds every
/// phrase that begins there.
struct PhraseTrie: Sendable {
  /// A step from a node to a child: the node with the word that leads on, and the child; key 0 is an empty slot.
  struct Edge: Sendable {
    var key: UInt64 = 0
    var child: Int32 = 0
  }

  /// The steps, as a hash table whose size is a power of two.
  private(set) var edges: [Edge]
  private var used = 0
  /// For each word id the node of the phrases that begin with it, or 0.
  private(set) var roots: [Int32] = []
  /// For each node its first sense in `senses`, as a half-open range.
  private(set) var senseStart: [Int32] = [0, 0]
  private(set) var senseEnd: [Int32] = [0, 0]
  /// For each node a bit for every word id modulo 64 among its children: most questions end here, without a
  /// look into the large table.
  private(set) var childMasks: [UInt64] = [0, 0]
  private var building: [[Sense]] = [[], []]
  private(set) var senses: [Sense] = []

  init() {
    edges = Array(repeating: Edge(), count: 1 << 13)
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
      var next = edges.withUnsafeBufferPointer { Self.find(key, $0) }
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

  /// The node reached from `node` by `word` along `edges`, or 0.
  @inline(__always)
  static func child(_ node: Int32, _ word: UInt32, _ edges: UnsafeBufferPointer<Edge>) -> Int32 {
    find(key(node, word), edges)
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
  private static func find(_ key: UInt64, _ edges: UnsafeBufferPointer<Edge>) -> Int32 {
    var slot = slot(key, edges.count)
    while true {
      let edge = edges[slot]
      if edge.key == key { return edge.child }
      if edge.key == 0 { return 0 }
      slot = (slot + 1) & (edges.count - 1)
    }
  }

  @inline(__always)
  private static func slot(_ key: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 20) & (count - 1)
  }

  private mutating func put(_ key: UInt64, _ child: Int32) {
    if used * 2 >= edges.count {
      let old = edges
      edges = Array(repeating: Edge(), count: old.count * 2)
      for edge in old where edge.key != 0 { place(edge) }
    }
    place(Edge(key: key, child: child))
    used += 1
  }

  private mutating func place(_ edge: Edge) {
    var slot = Self.slot(edge.key, edges.count)
    while edges[slot].key != 0 { slot = (slot + 1) & (edges.count - 1) }
    edges[slot] = edge
  }
}
