import Crypto

/// Where the bytes of a dataset go.
///
/// Most formats are one file and write to `write`; a format of many files writes each of them to `writeFile`. What
/// either throws ends the export.
public protocol DatasetSink: AnyObject {
  /// Takes the next bytes of the dataset's file.
  func write(_ bytes: [UInt8]) throws
  /// Takes a whole file of a dataset that has many; `name` is a plain file name.
  func writeFile(_ name: String, _ bytes: [UInt8]) throws
}

/// Keeps a dataset in memory, file by file: for small ones, and for checking what a format makes of an article.
public final class MemorySink: DatasetSink {
  /// The bytes of the dataset's file.
  public private(set) var bytes: [UInt8] = []
  /// The files of a dataset that has many, in the order in which they came.
  public private(set) var files: [(name: String, bytes: [UInt8])] = []

  /// Makes a sink.
  public init() {}

  public func write(_ bytes: [UInt8]) { self.bytes += bytes }
  public func writeFile(_ name: String, _ bytes: [UInt8]) { files.append((name, bytes)) }

  /// Forgets everything.
  public func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    files.removeAll()
  }
}

/// Keeps nothing but the SHA-256 of what it takes.
public final class HashingSink: DatasetSink {
  private var hash = SHA256()

  /// Makes a sink.
  public init() {}

  public func write(_ bytes: [UInt8]) { hash.update(data: bytes) }

  public func writeFile(_ name: String, _ bytes: [UInt8]) {
    hash.update(data: Array(name.utf8))
    hash.update(data: bytes)
  }

  /// The hash of everything so far, in hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    let bytes = hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
