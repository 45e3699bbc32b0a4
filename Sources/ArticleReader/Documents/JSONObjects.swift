/// The objects of a JSON array, or of JSON objects one after another, each on a line of its own; a part of the file is in memory.
final class JSONObjects {
  private let source: ByteSource
  private let maximum: Int
  private var buffer: [UInt8] = []
  private var number = 0
  private var isAtEnd = false
  private var hasObject = false

  init(_ source: ByteSource, maximum: Int) {
    self.source = source
    self.maximum = maximum
  }

  /// Some objects as lines, and the number of the first, from 1; `nil` at the end.
  func next(_ size: Int) throws(SourceError) -> (lines: [UInt8], first: Int)? {
    while true {
      let (lines, count, used) = split(upTo: size)
      if count > 0 {
        buffer.removeFirst(used)
        defer { number += count }
        hasObject = true
        return (lines, number + 1)
      }
      if isAtEnd {
        if buffer.contains(where: { $0 == 0x7B }) {
          buffer = []
          throw .contents(
            reason: "the JSON ends in the middle of object \(number + 1)",
            remedy: "check that the file is whole")
        }
        if !hasObject {
          hasObject = true
          throw .contents(
            reason: "the JSON holds no objects",
            remedy: "write an array of objects with an `id` and a `text` each")
        }
        return nil
      }
      if buffer.count > maximum {
        throw .contents(
          reason: "object \(number + 1) is longer than \(maximum >> 20) MB, which is no article",
          remedy: "write an array of articles")
      }
      if try !source.read(appendingTo: &buffer) { isAtEnd = true }
    }
  }

  /// The whole objects at the beginning of the buffer, and how many bytes they take.
  private func split(upTo size: Int) -> (lines: [UInt8], count: Int, used: Int) {
    var lines: [UInt8] = []
    var count = 0
    var used = 0
    buffer.withUnsafeBufferPointer { bytes in
      var depth = 0
      var start = 0
      var isInString = false
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if isInString {
          if byte == 0x5C { index += 1 } else if byte == 0x22 { isInString = false }
        } else if byte == 0x22 {
          isInString = true
        } else if byte == 0x7B || (byte == 0x5B && depth > 0) {
          if depth == 0 { start = index }
          depth += 1
        } else if byte == 0x7D || byte == 0x5D, depth > 0 {
          depth -= 1
          if depth == 0 {
            if count > 0 { lines.append(0x0A) }
            // Line ends between members are white space; within strings JSON has none.
            for place in start...index {
              lines.append(bytes[place] == 0x0A || bytes[place] == 0x0D ? 0x20 : bytes[place])
            }
            count += 1
            used = index + 1
            if lines.count >= size { return }
          }
        }
        index += 1
      }
    }
    return (lines, count, used)
  }
}
