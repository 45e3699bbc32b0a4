/// What an address answered, to be read.
public struct FetchedDocument: Sendable, Hashable {
  /// The address that answered.
  public var address: String
  /// The bytes.
  public var bytes: [UInt8]
  /// The charset that the server names.
  public var charset: String?
  /// When it was fetched, ISO 8601.
  public var time: String?

  /// Makes a document.
  public init(address: String, bytes: [UInt8], charset: String? = nil, time: String? = nil) {
    self.address = address
    self.bytes = bytes
    self.charset = charset
    self.time = time
  }
}
