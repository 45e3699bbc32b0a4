import VietnameseText

/// The stretches between quotation marks in a part of a text, as the marks alone tell.
///
/// A stretch that nothing closes ends with its paragraph, unless the next mark after the line's end can only close it. A
/// mark of the kind that is open already opens a new stretch and ends the old one, unless two closing marks follow: papers
/// lose closing marks more often than they nest a kind in itself.
struct MarkedStretches {
  /// The bytes between the marks of each stretch, in the order in which they open.
  private(set) var ranges: [Range<Int>] = []

  /// Those that no mark closes, unless a mark at the beginning of the next paragraph opens them anew.
  private(set) var unclosed: Set<Range<Int>> = []

  private enum Kind {
    case double, single, angle, straightDouble, straightSingle, twoSingles
  }

  /// Some lines before and after a place are read too, for quotes of several lines.
  private static let reach = (lines: 8, bytes: 6000)

  /// Reads the paragraphs of UTF-8 `bytes` that `place` touches, and some round them.
  init(_ bytes: [UInt8], around place: Range<Int>) {
    let bytes = RareMarks.usual(bytes, around: place, reach: Self.reach.bytes)
    var start = place.lowerBound
    var lines = 0
    while start > 0 {
      if bytes[start - 1] == 0x0A {
        lines += 1
        if lines > Self.reach.lines || place.lowerBound - start > Self.reach.bytes { break }
      }
      start -= 1
    }
    var end = place.upperBound
    lines = 0
    while end < bytes.count {
      if bytes[end] == 0x0A {
        lines += 1
        if lines > Self.reach.lines || end - place.upperBound > Self.reach.bytes { break }
      }
      end += 1
    }
    let next = MarkLookahead(bytes: bytes, end: end)
    var open: [(kind: Kind, start: Int)] = []
    func close(_ at: Int, isClosed: Bool = false) {
      let last = open.removeLast()
      guard last.start < at else { return }
      ranges.append(last.start..<at)
      if !isClosed { unclosed.insert(last.start..<at) }
    }
    func push(_ kind: Kind, _ at: Int, _ markStart: Int) {
      if let same = open.lastIndex(where: { $0.kind == kind }), !next.closesTwice(from: at) {
        while open.count > same { close(markStart) }
      }
      open.append((kind, at))
    }
    func pop(_ kind: Kind, _ at: Int) {
      guard let same = open.lastIndex(where: { $0.kind == kind }) else { return }
      while open.count > same { close(at, isClosed: open.count == same + 1) }
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
        if !open.isEmpty, !next.closes(from: at + 1) {
          let isOpenedAnew = next.opens(at: at + 1)
          while !open.isEmpty { close(at, isClosed: isOpenedAnew) }
        }
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
      case 0x27 where at + 1 < end && bytes[at + 1] == 0x27:
        if open.contains(where: { $0.kind == .twoSingles }) {
          pop(.twoSingles, at)
        } else {
          push(.twoSingles, at + 2, at)
        }
        at += 2
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

/// Looks at the double marks that follow a place.
private struct MarkLookahead {
  let bytes: [UInt8]
  let end: Int

  /// Whether the next double mark can only close what is open.
  func closes(from start: Int) -> Bool { nextMark(from: start)?.closes ?? false }

  /// Whether the next line that holds anything begins with a double mark.
  func opens(at start: Int) -> Bool {
    guard let first = bytes[start..<end].firstIndex(where: { $0 > 0x20 }) else { return false }
    return bytes[first] == 0x22
      || first + 2 < end && bytes[first] == 0xE2 && bytes[first + 1] == 0x80 && bytes[first + 2] == 0x9C
  }

  /// Whether the next two double marks close, on this line.
  func closesTwice(from start: Int) -> Bool {
    guard let first = nextMark(from: start), first.closes, let second = nextMark(from: first.end),
      second.closes
    else {
      return false
    }
    return !bytes[start..<second.end].contains(0x0A)
  }

  private func nextMark(from start: Int) -> (closes: Bool, end: Int)? {
    var at = start
    while at < end {
      if bytes[at] == 0x22 {
        let isBeforeWord = at + 1 < end && (bytes[at + 1] >= 0x80 || (bytes[at + 1] | 0x20) &- 0x61 < 26)
        let isAfterSpace = at == start || bytes[at - 1] == 0x20 || bytes[at - 1] == 0x0A
        return (!isBeforeWord || !isAfterSpace, at + 1)
      }
      if bytes[at] == 0xE2, at + 2 < end, bytes[at + 1] == 0x80,
        bytes[at + 2] == 0x9C || bytes[at + 2] == 0x9D
      {
        return (bytes[at + 2] == 0x9D, at + 3)
      }
      at += 1
    }
    return nil
  }
}
