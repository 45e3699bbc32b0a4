import Foundation

/// A file or standard input, read in chunks as UTF-8 without its byte order mark.
///
/// UTF-16 is told by its mark and recoded on the way. Half a surrogate pair comes out as the three bytes that
/// UTF-8 forbids for it, so that the check of UTF-8 further on refuses just the line that holds it.
final class ByteSource {
  private let raw: any RawSource
  private var isAtStart = true
  private var isBigEndian = false
  private var pending: [UInt8] = []
  private var high: UInt32?
  private var chunk: [UInt8]
  /// Bytes of the chunk that were looked at and not handed on yet.
  private var peeked = 0
  /// The encoding, known once the first chunk is read.
  private(set) var encoding = TextEncoding.utf8

  /// Makes a source of raw bytes.
  init(_ raw: any RawSource, chunkSize: Int = 1 << 18) {
    self.raw = raw
    chunk = Array(repeating: 0, count: chunkSize)
  }

  /// Makes a source of an open descriptor.
  convenience init(descriptor: Int32, ownsDescriptor: Bool, chunkSize: Int = 1 << 18) {
    self.init(DescriptorSource(descriptor: descriptor, ownsDescriptor: ownsDescriptor), chunkSize: chunkSize)
  }

  /// The first bytes as they are, which are read again afterwards; fewer than `count` only at the end. Before anything else is read.
  func peek(_ count: Int) throws(SourceError) -> ArraySlice<UInt8> {
    while peeked < min(count, chunk.count) {
      let more = try fill(from: peeked)
      if more == 0 { break }
      peeked += more
    }
    return chunk[..<peeked]
  }

  /// Appends the next chunk of bytes as they are to `out`; false at the end.
  func readRaw(appendingTo out: inout [UInt8]) throws(SourceError) -> Bool {
    isAtStart = false
    let count = try peeked > 0 ? peeked : fill(from: 0)
    peeked = 0
    out.append(contentsOf: chunk[..<count])
    return count > 0
  }

  /// Appends the next chunk to `out`, decoded and without mark; false at the end.
  func read(appendingTo out: inout [UInt8]) throws(SourceError) -> Bool {
    var count = try peeked > 0 ? peeked : fill(from: 0)
    peeked = 0
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

  private func fill(from start: Int) throws(SourceError) -> Int {
    // A typed error does not pass through the buffer's closure.
    let result = chunk.withUnsafeMutableBytes { buffer in
      Result { () throws(SourceError) in
        try raw.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
      }
    }
    return try result.get()
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

/// Bytes from somewhere, in order.
protocol RawSource: AnyObject {
  /// Reads some bytes into `buffer`; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int
}

/// The bytes of an open descriptor.
final class DescriptorSource: RawSource {
  private let descriptor: Int32
  private let ownsDescriptor: Bool

  init(descriptor: Int32, ownsDescriptor: Bool) {
    self.descriptor = descriptor
    self.ownsDescriptor = ownsDescriptor
  }

  deinit {
    if ownsDescriptor { close(descriptor) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress!, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .system(errno) }
    }
  }
}

/// Bytes in memory.
final class MemorySource: RawSource {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    let count = min(buffer.count, bytes.count - index)
    guard count > 0 else { return 0 }
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[index..<index + count]))
    }
    index += count
    return count
  }
}

/// Why bytes cannot be read.
enum SourceError: Error {
  /// An error of the operating system, by number.
  case system(Int32)
  /// What is wrong with the contents, and what would mend it.
  case contents(reason: String, remedy: String)

  /// The refusal of `file`, in words.
  func refusal(of file: String) -> RefusedArticle {
    switch self {
    case .contents(let reason, let remedy): RefusedArticle(file: file, reason: reason, remedy: remedy)
    case .system(ENOENT), .system(ENOTDIR):
      RefusedArticle(file: file, reason: "no such file or directory", remedy: "check the path")
    case .system(EACCES), .system(EPERM):
      RefusedArticle(
        file: file, reason: "no permission to read it", remedy: "give yourself the right with chmod +r")
    case .system(let number):
      RefusedArticle(
        file: file, reason: "cannot be read: \(String(cString: strerror(number)))",
        remedy: "check the file and its disk")
    }
  }
}
