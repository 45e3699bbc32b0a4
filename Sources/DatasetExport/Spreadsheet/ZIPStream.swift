import CZlib

/// Writes a ZIP archive as a stream: one entry after the other, deflated, without going back.
///
/// The same content gives the same bytes: entries carry no time. An archive may have 4 GB and more (ZIP64).
struct ZIPStream {
  private struct Entry {
    var name: String
    var offset: UInt64
    var crc: UInt32 = 0
    var packed: UInt64 = 0
    var size: UInt64 = 0
  }

  private var entries: [Entry] = []
  private var written: UInt64 = 0
  private var deflater: Deflater?

  /// Begins an entry; the one before must have been ended.
  mutating func begin(_ name: String, _ out: inout [UInt8]) {
    let entry = Entry(name: name, offset: written)
    let start = out.count
    out.add(UInt32(0x0403_4B50))
    out.add(UInt16(45))
    // Sizes and checksum follow the data; the name is UTF-8.
    out.add(UInt16(1 << 3 | 1 << 11))
    out.add(UInt16(8))
    out.add(Self.noTime)
    for _ in 0..<3 { out.add(UInt32(0)) }
    out.add(UInt16(name.utf8.count))
    out.add(UInt16(0))
    out += name.utf8
    written += UInt64(out.count - start)
    entries.append(entry)
    deflater = Deflater()
  }

  /// Writes the next bytes of the entry.
  mutating func append(_ bytes: [UInt8], _ out: inout [UInt8]) { feed(bytes, isLast: false, &out) }

  /// Ends the entry.
  mutating func end(_ out: inout [UInt8]) {
    feed([], isLast: true, &out)
    deflater = nil
    let entry = entries[entries.count - 1]
    let start = out.count
    out.add(UInt32(0x0807_4B50))
    out.add(entry.crc)
    out.add(UInt32(truncatingIfNeeded: entry.packed))
    out.add(UInt32(truncatingIfNeeded: entry.size))
    written += UInt64(out.count - start)
  }

  /// Writes the directory of the entries; nothing comes after it.
  mutating func finish(_ out: inout [UInt8]) {
    let start = written
    let first = out.count
    for entry in entries {
      out.add(UInt32(0x0201_4B50))
      out.add(UInt16(45))
      out.add(UInt16(45))
      out.add(UInt16(1 << 3 | 1 << 11))
      out.add(UInt16(8))
      out.add(Self.noTime)
      out.add(entry.crc)
      let isLarge = max(entry.packed, entry.size, entry.offset) >= UInt64(UInt32.max)
      out.add(isLarge ? UInt32.max : UInt32(entry.packed))
      out.add(isLarge ? UInt32.max : UInt32(entry.size))
      out.add(UInt16(entry.name.utf8.count))
      out.add(UInt16(isLarge ? 28 : 0))
      for _ in 0..<2 { out.add(UInt16(0)) }
      out.add(UInt16(0))
      out.add(UInt32(0))
      out.add(isLarge ? UInt32.max : UInt32(entry.offset))
      out += entry.name.utf8
      if isLarge {
        out.add(UInt16(1))
        out.add(UInt16(24))
        out.add(entry.size)
        out.add(entry.packed)
        out.add(entry.offset)
      }
    }
    let size = UInt64(out.count - first)
    if start + size >= UInt64(UInt32.max) {
      out.add(UInt32(0x0606_4B50))
      out.add(UInt64(44))
      out.add(UInt16(45))
      out.add(UInt16(45))
      for _ in 0..<2 { out.add(UInt32(0)) }
      for _ in 0..<2 { out.add(UInt64(entries.count)) }
      out.add(size)
      out.add(start)
      out.add(UInt32(0x0706_4B50))
      out.add(UInt32(0))
      out.add(start + size)
      out.add(UInt32(1))
    }
    out.add(UInt32(0x0605_4B50))
    for _ in 0..<2 { out.add(UInt16(0)) }
    for _ in 0..<2 { out.add(UInt16(entries.count)) }
    out.add(UInt32(clamping: size))
    out.add(UInt32(clamping: start))
    out.add(UInt16(0))
  }

  /// The first moment that ZIP knows: midnight of 1 January 1980.
  private static let noTime: UInt32 = 0x0021_0000

  private mutating func feed(_ bytes: [UInt8], isLast: Bool, _ out: inout [UInt8]) {
    let index = entries.count - 1
    let start = out.count
    // zlib takes no bytes for the wish to begin anew.
    if !bytes.isEmpty {
      entries[index].crc = bytes.withUnsafeBufferPointer {
        UInt32(truncatingIfNeeded: crc32(uLong(entries[index].crc), $0.baseAddress, uInt($0.count)))
      }
    }
    entries[index].size += UInt64(bytes.count)
    deflater?.feed(bytes, isLast: isLast, &out)
    entries[index].packed += UInt64(out.count - start)
    written += UInt64(out.count - start)
  }
}

/// zlib's deflate.
private final class Deflater {
  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Only a lack of memory makes this fail.
    guard czlib_deflate_init(stream, 6) == Z_OK else { fatalError("zlib has no memory") }
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func feed(_ bytes: [UInt8], isLast: Bool, _ out: inout [UInt8]) {
    var bytes = bytes
    var room = [UInt8](repeating: 0, count: 1 << 16)
    bytes.withUnsafeMutableBufferPointer { input in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = uInt(input.count)
      while true {
        let count = room.withUnsafeMutableBufferPointer { buffer in
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = uInt(buffer.count)
          _ = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          return buffer.count - Int(stream.pointee.avail_out)
        }
        out += room[..<count]
        if count < room.count { break }
      }
    }
  }
}

/// Reads what `ZIPStream` writes, for checking it.
enum ZIPReader {
  /// The content of an entry; `nil` when there is none of the name, or it is damaged.
  static func entry(_ name: String, in archive: [UInt8]) -> [UInt8]? {
    func number(_ at: Int, _ count: Int) -> Int {
      guard at >= 0, at + count <= archive.count else { return 0 }
      return (0..<count).reduce(0) { $0 | Int(archive[at + $1]) << (8 * $1) }
    }
    guard archive.count >= 22, number(archive.count - 22, 4) == 0x0605_4B50 else { return nil }
    var at = number(archive.count - 6, 4)
    for _ in 0..<number(archive.count - 12, 2) {
      guard number(at, 4) == 0x0201_4B50 else { return nil }
      let nameLength = number(at + 28, 2)
      guard at + 46 + nameLength <= archive.count else { return nil }
      if archive[(at + 46)..<(at + 46 + nameLength)].elementsEqual(name.utf8) {
        let (packed, size, offset) = (number(at + 20, 4), number(at + 24, 4), number(at + 42, 4))
        let start = offset + 30 + number(offset + 26, 2) + number(offset + 28, 2)
        guard start + packed <= archive.count else { return nil }
        guard let bytes = inflated(Array(archive[start..<(start + packed)]), size: size) else { return nil }
        let crc = bytes.withUnsafeBufferPointer {
          UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt($0.count)))
        }
        return Int(crc) == number(at + 16, 4) ? bytes : nil
      }
      at += 46 + nameLength + number(at + 30, 2) + number(at + 32, 2)
    }
    return nil
  }

  private static func inflated(_ packed: [UInt8], size: Int) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_inflate_init(&stream) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var packed = packed
    var out = [UInt8](repeating: 0, count: size + 1)
    let end = packed.withUnsafeMutableBufferPointer { input in
      out.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(output.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    guard end == Z_STREAM_END, Int(stream.total_out) == size else { return nil }
    out.removeLast()
    return out
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
