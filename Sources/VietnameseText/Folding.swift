/// Keys to search by.
public enum Folding {
  /// `text` in lower case without diacritics, đ as d: what is typed without an input method finds it.
  public static func fold(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    withBytes(of: text) { appendFolded($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends UTF-8 `bytes` to `output`, folded as by `fold`. Composed and decomposed text fold alike.
  public static func appendFolded(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard let base = bytes.baseAddress else { return }
    let letters = LetterTable.shared
    let table = FoldTable.shared
    var index = 0
    while index < bytes.count {
      let byte = base[index]
      if byte < 0x80 {
        output.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        index += 1
        continue
      }
      let scalar = decodeScalar(base, at: index, end: bytes.count)
      index += scalar.length
      guard scalar.value < FoldTable.limit else {
        letters.appendLower(scalar.value, to: &output)
        continue
      }
      let folded = table.fold(scalar.value)
      if folded != FoldTable.dropped { appendScalar(UInt32(folded), to: &output) }
    }
  }

  /// The search key that keeps diacritics: NFC, lower case, tone marks in the new style, each run of
  /// white space one space, none at either end. Two spellings of one word have one key.
  public static func keyPreservingDiacritics(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    withBytes(of: text) { appendKeyPreservingDiacritics($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends the key of UTF-8 `bytes` to `output`, as by `keyPreservingDiacritics(_:)`.
  public static func appendKeyPreservingDiacritics(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    guard Normalization.isSurelyNFC(bytes) else {
      var composed = Normalization.nfc(String(decoding: bytes, as: UTF8.self))
      return composed.withUTF8 { appendKey(ofComposed: $0, to: &output) }
    }
    appendKey(ofComposed: bytes, to: &output)
  }

  private static func appendKey(ofComposed bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    guard ToneMarks.hasOldStyle(bytes) else { return appendCollapsedLower(bytes, to: &output) }
    var modern: [UInt8] = []
    modern.reserveCapacity(bytes.count)
    ToneMarks.appendModern(bytes, to: &modern)
    modern.withUnsafeBufferPointer { appendCollapsedLower($0, to: &output) }
  }

  private static func appendCollapsedLower(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]
  ) {
    guard let base = bytes.baseAddress else { return }
    let table = LetterTable.shared
    let start = output.count
    var spacePending = false
    var index = 0
    while index < bytes.count {
      let scalar = decodeScalar(base, at: index, end: bytes.count)
      index += scalar.length
      if table.flags(scalar.value).contains(.space) {
        spacePending = output.count > start
        continue
      }
      if spacePending {
        output.append(0x20)
        spacePending = false
      }
      table.appendLower(scalar.value, to: &output)
    }
  }

  /// Whether folding `text` takes any diacritic off, đ's bar among them.
  public static func hasDiacritics(_ text: String) -> Bool { withBytes(of: text, hasDiacritics) }

  /// Whether folding UTF-8 `bytes` takes any diacritic off, đ's bar among them.
  public static func hasDiacritics(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let table = FoldTable.shared
    var index = 0
    while index < bytes.count {
      if base[index] < 0x80 {
        index += 1
        continue
      }
      let scalar = decodeScalar(base, at: index, end: bytes.count)
      index += scalar.length
      guard scalar.value < FoldTable.limit, scalar.value != 0xAD else { continue }
      let folded = table.fold(scalar.value)
      if folded == FoldTable.dropped { return true }
      // A letter that only changes case has no diacritic.
      guard UInt32(folded) != scalar.value, let letter = Unicode.Scalar(scalar.value) else { continue }
      let lower = letter.properties.lowercaseMapping.unicodeScalars
      if lower.count != 1 || lower.first?.value != UInt32(folded) { return true }
    }
    return false
  }
}
