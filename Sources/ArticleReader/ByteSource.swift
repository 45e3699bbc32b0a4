import Foundation

/// A file or standard input, read in chunks as UTF-8 without its byte order mark.
///
/// UTF-16 is told by its mark and recoded on the way. Half a surrogate pair comes out as the three bytes that
/// UTF-8 forbids for it, so that the check of UTF-8 further on refuses just the line that holds it.
final class ByteSource {
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var isAtStart = true
  private var isBigEndian = false
  private var pending: [UInt8] = []
  private var high: UInt32?
  private var chunk: [UInt8]
  /// The encoding, known once the first chunk is read.
  private(set) var encoding = TextEncoding.utf8

  /// Makes a source of an open descriptor.
  init(descriptor: Int32, ownsDescriptor: Bool, chunkSize: Int = 1 << 18) {
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
    chunk = Array(repeating: 0, count: chunkSize)
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  /// Appends the next chunk to `out`; false at the end. Throws the system's error number.
  func read(appendingTo out: inout [UInt8]) throws(SystemError) -> Bool {
    var count = try fill(from: 0)
    if isAtStart {
      isAtStart = false
      // A pipe may hand over less than a mark at once.
      while count > 0, count < 3 {
        let more = try fill(from: count)
        if more == 0 { break }
        count += more
      }
      var skipped = 0
      if count >= 3, chunk[0] == 0xEF, chunk[1] == 0xBB, chunk[2] == 0xBF {
        skipped = 3
      } else if count >= 2, chunk[0] ^ chunk[1] == 0x01, chunk[0] >= 0xFE {
        encoding = .utf16
        isBigEndian = chunk[0] == 0xFE
        skipped = 2
      }
      if count > 0 { hand(on: skipped..<count, to: &out) }
      return count > 0
    }
    if count > 0 {
      hand(on: 0..<count, to: &out)
    } else {
      finish(&out)
    }
    return count > 0
  }

  private func fill(from start: Int) throws(SystemError) -> Int {
    while true {
      let count = chunk.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress! + start, $0.count - start)
      }
      if count >= 0 { return count }
      if errno != EINTR { throw SystemError(number: errno) }
    }
  }

  private func hand(on range: Range<Int>, to out: inout [UInt8]) {
    guard encoding == .utf16 else {
      out.append(contentsOf: chunk[range])
      return
    }
    for byte in chunk[range] {
      pending.append(byte)
      guard pending.count == 2 else { continue }
      let unit =
        isBigEndian
        ? UInt32(pending[0]) << 8 | UInt32(pending[1]) : UInt32(pending[1]) << 8 | UInt32(pending[0])
      pending.removeAll(keepingCapacity: true)
      take(unit, &out)
    }
  }

  private func take(_ unit: UInt32, _ out: inout [UInt8]) {
    if let first = high {
      high = nil
      if unit & 0xFC00 == 0xDC00 {
        Self.append(0x1_0000 + ((first & 0x3FF) << 10) + (unit & 0x3FF), to: &out)
        return
      }
      Self.append(first, to: &out)
    }
    if unit & 0xFC00 == 0xD800 { high = unit } else { Self.append(unit, to: &out) }
  }

  /// What is left at the end of UTF-16: half a pair or half a unit, both invalid.
  private func finish(_ out: inout [UInt8]) {
    if let first = high { Self.append(first, to: &out) }
    if !pending.isEmpty { out.append(0xFF) }
    high = nil
    pending = []
  }

  private static func append(_ value: UInt32, to out: inout [UInt8]) {
    switch value {
    case 0..<0x80: out.append(UInt8(value))
    case 0x80..<0x800:
      out.append(UInt8(0xC0 | value >> 6))
      out.append(UInt8(0x80 | value & 0x3F))
    case 0x800..<0x1_0000:
      out.append(UInt8(0xE0 | value >> 12))
      out.append(UInt8(0x80 | value >> 6 & 0x3F))
      out.append(UInt8(0x80 | value & 0x3F))
    default:
      out.append(UInt8(0xF0 | value >> 18))
      out.append(UInt8(0x80 | value >> 12 & 0x3F))
      out.append(UInt8(0x80 | value >> 6 & 0x3F))
      out.append(UInt8(0x80 | value & 0x3F))
    }
  }
}

/// An error of the operating system, by number.
struct SystemError: Error {
  var number: Int32

  /// The refusal of `file`, in words.
  func refusal(of file: String) -> RefusedArticle {
    switch number {
    case ENOENT, ENOTDIR:
      RefusedArticle(file: file, reason: "no such file or directory", remedy: "check the path")
    case EACCES, EPERM:
      RefusedArticle(
        file: file, reason: "no permission to read it", remedy: "give yourself the right with chmod +r")
    default:
      RefusedArticle(
        file: file, reason: "cannot be read: \(String(cString: strerror(number)))",
        remedy: "check the file and its disk")
    }
  }
}
