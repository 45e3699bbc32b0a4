import VietnameseText

/// The stretches between quotation marks in a part of a text, as the marks alone tell.
///
/// A stretch ends with its paragraph when nothing closes it. A mark of the kind that is open already opens a new stretch and
/// ends the old one: papers lose closing marks more often than they nest a kind in itself.
struct MarkedStretches {
  /// The bytes between the marks of each stretch, in the order in which they open.
  private(set) var ranges: [Range<Int>] = []

  private enum Kind {
    case double, single, angle, straightDouble, straightSingle
  }

  /// Reads the paragraphs of UTF-8 `bytes` that `place` touches.
  init(_ bytes: [UInt8], around place: Range<Int>) {
    var start = place.lowerBound
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = place.upperBound
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    var open: [(kind: Kind, start: Int)] = []
    func close(_ at: Int) {
      let last = open.removeLast()
      if last.start < at { ranges.append(last.start..<at) }
    }
    func push(_ kind: Kind, _ at: Int, _ markStart: Int) {
      while let same = open.lastIndex(where: { $0.kind == kind }) {
        while open.count > same { close(markStart) }
      }
      open.append((kind, at))
    }
    func pop(_ kind: Kind, _ at: Int) {
      guard let same = open.lastIndex(where: { $0.kind == kind }) else { return }
      while open.count > same { close(at) }
    }
    func isLetter(_ at: Int) -> Bool {
      guard at >= start, at < end else { return false }
      return bytes[at] >= 0x80 || (bytes[at] | 0x20) &- 0x61 < 26 || bytes[at] &- 0x30 < 10
    }
    func isSpace(before at: Int) -> Bool {
      at <= start || bytes[at - 1] == 0x20 || bytes[at - 1] == 0x28 || bytes[at - 1] == 0x3A
        || bytes[at - 1] == 0x22
    }
    var at = start
    while at < end {
      let byte = bytes[at]
      switch byte {
      case 0x0A:
        while !open.isEmpty { close(at) }
        at += 1
      case 0x22:
        if open.contains(where: { $0.kind == .straightDouble }) {
          pop(.straightDouble, at)
        } else if open.last?.kind == .double, !isSpace(before: at) {
          // “… mixed with ".
          pop(.double, at)
        } else {
          push(.straightDouble, at + 1, at)
        }
        at += 1
      case 0x27:
        if open.contains(where: { $0.kind == .straightSingle }), !isLetter(at + 1) {
          pop(.straightSingle, at)
        } else if isSpace(before: at), isLetter(at + 1) {
          push(.straightSingle, at + 1, at)
        }
        at += 1
      case 0xC2 where at + 1 < end && bytes[at + 1] == 0xAB:
        push(.angle, at + 2, at)
        at += 2
      case 0xC2 where at + 1 < end && bytes[at + 1] == 0xBB:
        pop(.angle, at)
        at += 2
      case 0xE2 where at + 2 < end && bytes[at + 1] == 0x80:
        switch bytes[at + 2] {
        case 0x9C: push(.double, at + 3, at)
        case 0x9D:
          // ” closes what is open, and opens where nothing is and a word follows.
          if open.contains(where: { $0.kind == .double }) {
            pop(.double, at)
          } else if open.contains(where: { $0.kind == .straightDouble }) {
            pop(.straightDouble, at)
          } else if isSpace(before: at), isLetter(at + 3) {
            push(.double, at + 3, at)
          }
        case 0x98: push(.single, at + 3, at)
        case 0x99:
          if open.contains(where: { $0.kind == .single }), !isLetter(at + 3) { pop(.single, at) }
        default: break
        }
        at += 3
      default: at += 1
      }
    }
    while !open.isEmpty { close(end) }
    ranges.sort { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
  }

  /// The innermost stretch that holds all of `place`.
  func innermost(holding place: Range<Int>) -> Range<Int>? {
    ranges.last { $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound }
  }

  /// How many stretches hold all of `place`.
  func depth(of place: Range<Int>) -> Int {
    ranges.count { $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound }
  }
}
