import CArchive

/// Bytes compressed for keeping (gzip, by libarchive).
public enum PackedBytes {
  /// The compressed bytes.
  public static func pack(_ bytes: [UInt8]) -> [UInt8] {
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    archive_write_add_filter_gzip(archive)
    archive_write_set_format_raw(archive)
    var out = [UInt8](repeating: 0, count: bytes.count + bytes.count / 8 + 4096)
    var used = 0
    let isDone = out.withUnsafeMutableBytes { buffer -> Bool in
      guard archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used) == ARCHIVE_OK else {
        return false
      }
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_filetype(entry, 0o100000)
      guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
      let written = bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
      return written == bytes.count && archive_write_close(archive) == ARCHIVE_OK
    }
    precondition(isDone, "compressing in memory does not fail")
    return Array(out[..<used])
  }

  /// The bytes as they were; `nil` when the compressed ones are damaged.
  public static func unpack(_ packed: [UInt8]) -> [UInt8]? {
    // Whoever asks says that they are damaged, and of which article.
    try? ArchiveStream.expanded(packed, largest: 1 << 30)
  }
}
