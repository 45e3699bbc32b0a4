import VietnameseText

/// A stretch of running text that is being put together: white space collapsed, unseen characters dropped.
struct TextRun {
  private var bytes: [UInt8] = []
  private var spacePending = false

  /// Whether nothing but white space came so far.
  var isEmpty: Bool { bytes.isEmpty }

  /// Appends a piece of text as a page has it.
  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { piece in
      var index = 0
      while index < piece.count {
        let byte = piece[index]
        if byte <= 0x20 || byte == 0x7F {
          spacePending = true
          index += 1
          continue
        }
        if byte < 0x80 {
          take(byte)
          index += 1
          continue
        }
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let end = min(index + length, piece.count)
        switch Self.kind(piece, index, end) {
        case .space: spacePending = true
        case .unseen: break
        case .seen: for place in index..<end { take(piece[place]) }
        }
        index = end
      }
    }
  }

  /// Puts a space before what follows.
  mutating func space() { spacePending = true }

  /// Whether the last character seen is a letter, with no space after it.
  var endsInLetter: Bool {
    guard !spacePending, !bytes.isEmpty else { return false }
    var start = bytes.count - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: bytes[start...], as: UTF8.self).unicodeScalars.first?.properties.isAlphabetic
      ?? false
  }

  /// The text in NFC; the run is empty afterwards.
  mutating func finished() -> String {
    defer {
      bytes.removeAll(keepingCapacity: true)
      spacePending = false
    }
    return Normalization.nfc(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func take(_ byte: UInt8) {
    if spacePending {
      if !bytes.isEmpty { bytes.append(0x20) }
      spacePending = false
    }
    bytes.append(byte)
  }

  private enum Kind {
    case seen, space, unseen
  }

  private static func kind(_ piece: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Kind {
    if end - index == 2 {
      if piece[index] == 0xC2 {
        if piece[index + 1] == 0xA0 || piece[index + 1] == 0x85 { return .space }
        if piece[index + 1] == 0xAD || piece[index + 1] < 0xA0 { return .unseen }
      }
      return .seen
    }
    guard end - index == 3 else { return .seen }
    switch (piece[index], piece[index + 1], piece[index + 2]) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F),
      (0xE3, 0x80, 0x80):
      return .space
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0...0xA4), (0xEF, 0xBB, 0xBF):
      return .unseen
    default: return .seen
    }
  }
}
