import CArchive
import Foundation

/// The entries of an archive, or the contents of a compressed file, one after another, by libarchive.
///
/// Nothing is unpacked to the disk. What expands beyond all reason is refused, and what claims a place outside the archive too.
final class ArchiveStream {
  /// An entry that holds a file.
  struct Entry {
    /// Its name in the archive; `nil` for the contents of a compressed file.
    var name: String?
  }

  /// Beyond this many bytes the contents may be at most `largestRatio` times as large as the archive.
  private static let largestFree = 64 << 20
  private static let largestRatio = 200

  private let archive: OpaquePointer?
  private let input: Input
  private var expanded = 0
  private var isOpen = false

  /// The bytes of the archive, read a piece at a time as libarchive asks for them.
  private final class Input {
    let source: ByteSource
    var buffer: [UInt8] = []
    /// What libarchive was handed last, which has to stay where it is until it asks again.
    var held: UnsafeMutableRawBufferPointer?
    var error: SourceError?
    var count = 0

    init(_ source: ByteSource) { self.source = source }

    deinit { held?.deallocate() }
  }

  init(_ source: ByteSource) {
    input = Input(source)
    archive = archive_read_new()
    archive_read_support_filter_all(archive)
    archive_read_support_format_zip_streamable(archive)
    archive_read_support_format_tar(archive)
    archive_read_support_format_7zip(archive)
    archive_read_support_format_raw(archive)
    archive_read_support_format_empty(archive)
  }

  deinit { archive_read_free(archive) }

  /// The next entry that is a file; `nil` after the last.
  func next() throws(SourceError) -> Entry? {
    if !isOpen {
      isOpen = true
      let status = archive_read_open(
        archive, Unmanaged.passUnretained(input).toOpaque(), nil,
        { _, client, out in
          guard let client else { return -1 }
          let input = Unmanaged<Input>.fromOpaque(client).takeUnretainedValue()
          return ArchiveStream.supply(input, out)
        }, nil)
      guard status == ARCHIVE_OK else { throw fault() }
    }
    var entry: OpaquePointer?
    while true {
      let status = archive_read_next_header(archive, &entry)
      if status == ARCHIVE_EOF { return nil }
      guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { throw fault() }
      let isRaw = archive_format(archive) == ARCHIVE_FORMAT_RAW
      if !isRaw, archive_entry_filetype(entry) != 0o100000 { continue }
      if isRaw { return Entry(name: nil) }
      let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      return Entry(name: name.map { String(cString: $0) } ?? "entry")
    }
  }

  /// The bytes of the entry that `next()` came to last.
  func contents() -> some RawSource { Contents(self) }

  private static func supply(_ input: Input, _ out: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    input.buffer.removeAll(keepingCapacity: true)
    do throws(SourceError) {
      guard try input.source.readRaw(appendingTo: &input.buffer) else { return 0 }
    } catch {
      input.error = error
      return -1
    }
    input.held?.deallocate()
    let held = UnsafeMutableRawBufferPointer.allocate(byteCount: input.buffer.count, alignment: 16)
    held.copyBytes(from: input.buffer)
    input.held = held
    input.count += held.count
    out?.pointee = UnsafeRawPointer(held.baseAddress)
    return held.count
  }

  fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw fault() }
    expanded += count
    if expanded > Self.largestFree, expanded / Self.largestRatio > input.count {
      throw .contents(
        reason:
          "it expands to more than \(Self.largestRatio) times its size, as no archive of articles does (a zip bomb)",
        remedy: "unpack it yourself if you trust it, and give the files")
    }
    return count
  }

  private func fault() -> SourceError {
    if let error = input.error { return error }
    let message = archive_error_string(archive).map { String(cString: $0) } ?? "it is damaged"
    return .contents(
      reason: "the archive cannot be read: \(message)",
      remedy: "check that it is whole and not encrypted, or unpack it and give the files")
  }

  private final class Contents: RawSource {
    private let stream: ArchiveStream
    init(_ stream: ArchiveStream) { self.stream = stream }
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceError) -> Int {
      try stream.read(into: buffer)
    }
  }

  /// The wanted files of an archive in memory, by name, as far as they are there and not larger than `largest` together.
  static func files(
    _ wanted: (String) -> Bool, in bytes: [UInt8], largest: Int = 64 << 20
  ) throws(SourceError) -> [String: [UInt8]] {
    let stream = ArchiveStream(ByteSource(MemorySource(bytes), chunkSize: 1 << 16))
    var files: [String: [UInt8]] = [:]
    var total = 0
    while let entry = try stream.next() {
      guard let name = entry.name, wanted(name) else { continue }
      let source = ByteSource(stream.contents(), chunkSize: 1 << 16)
      var contents: [UInt8] = []
      while try source.readRaw(appendingTo: &contents) {
        if total + contents.count > largest {
          throw .contents(
            reason: "its text is longer than \(largest >> 20) MB, which is no article",
            remedy: "split it into articles")
        }
      }
      total += contents.count
      files[name] = contents
    }
    return files
  }

  /// The bytes of a compressed stream in memory.
  static func expanded(_ bytes: [UInt8], largest: Int = 64 << 20) throws(SourceError) -> [UInt8] {
    let stream = ArchiveStream(ByteSource(MemorySource(bytes), chunkSize: 1 << 16))
    guard try stream.next() != nil else { return [] }
    let source = ByteSource(stream.contents(), chunkSize: 1 << 16)
    var contents: [UInt8] = []
    while try source.readRaw(appendingTo: &contents) {
      if contents.count > largest {
        throw .contents(
          reason: "longer than \(largest >> 20) MB, which is no article", remedy: "split it into articles")
      }
    }
    return contents
  }
}
