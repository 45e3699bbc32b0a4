import Crypto

/// Where an article came from, and what was done to its bytes to read it.
public struct Origin: Sendable, Hashable {
  /// The file, with the entry of an archive after `!/` or the line after `:`; or the address.
  public var place: String
  /// When it was fetched, ISO 8601; `nil` for files.
  public var fetched: String?
  /// SHA-256 of the bytes, in lower-case hexadecimal digits; empty when nobody asked.
  public var bytesHash: String
  /// What read it, with its version: `page/1`.
  public var reader: String
  /// The encoding it was in.
  public var encoding: String
  /// What was mended, and what was not understood.
  public var notes: [String]
  /// Captions of pictures, which are no part of the text.
  public var captions: [String]
  /// The bytes themselves, compressed (`PackedBytes`), when they are to be kept.
  public var packed: [UInt8]?
  /// Whether the article's key was given with it, as by the `id` of a line, rather than made of a name: an article with a given key
  /// is the same wherever it is read from.
  public var isKeyGiven = false

  /// Makes an origin.
  public init(
    place: String, fetched: String? = nil, bytesHash: String = "", reader: String, encoding: String,
    notes: [String] = [], captions: [String] = [], bytes: [UInt8]? = nil
  ) {
    self.place = place
    self.fetched = fetched
    self.bytesHash = bytesHash
    self.reader = reader
    self.encoding = encoding
    self.notes = notes
    self.captions = captions
    packed = bytes.map { PackedBytes.pack($0) }
  }

  /// SHA-256 in lower-case hexadecimal digits.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bufferPointer: bytes)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
