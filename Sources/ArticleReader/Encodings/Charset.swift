import VietnameseText

/// The encodings of Vietnamese text besides Unicode's own.
enum Charset: String, CaseIterable, Sendable {
  case windows1258 = "windows-1258"
  case viscii = "VISCII"
  case tcvn3 = "TCVN3 (ABC)"
  case vni = "VNI"
  case windows1252 = "windows-1252"

  /// The charset that pages, servers and users call `name`.
  init?(named name: String) {
    switch name.lowercased().filter({ $0.isLetter || $0.isNumber }) {
    case "windows1258", "cp1258": self = .windows1258
    case "viscii", "visciii11": self = .viscii
    case "tcvn", "tcvn3", "tcvn5712", "tcvn57121", "abc", "xtcvn": self = .tcvn3
    case "vni", "xvni", "vniwin": self = .vni
    case "iso88591", "latin1", "windows1252", "cp1252": self = .windows1252
    default: return nil
    }
  }

  /// The text of `bytes`. A byte without a letter becomes U+FFFD.
  func decode(_ bytes: [UInt8]) -> String {
    switch self {
    case .windows1258: return Self.decode(bytes, CharsetTables.windows1258)
    case .viscii: return Self.decode(bytes, CharsetTables.viscii, controls: CharsetTables.visciiControls)
    case .tcvn3:
      return Self.withToneCapitals(
        Self.decode(bytes, CharsetTables.tcvn3, controls: CharsetTables.tcvnControls))
    case .windows1252: return Self.decode(bytes, CharsetTables.windows1252)
    case .vni: return VNI.decode(bytes)
    }
  }

  private static func decode(_ bytes: [UInt8], _ high: [UInt16], controls: [UInt8: UInt16] = [:]) -> String {
    var text = String.UnicodeScalarView()
    text.reserveCapacity(bytes.count)
    for byte in bytes {
      let value =
        byte >= 0x80 ? high[Int(byte) - 0x80] : byte < 0x20 ? controls[byte] ?? UInt16(byte) : UInt16(byte)
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return Normalization.nfc(String(text))
  }

  /// Text of the ABC fonts with its capitals restored where all letters around are capitals: these fonts have none with tones, so
  /// that `CHỦ TỊCH` is written `CHủ TịCH`.
  private static func withToneCapitals(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 &- 0x41 < 26 }) else { return text }
    func capitals(_ text: some StringProtocol) -> Int { text.utf8.count { $0 &- 0x41 < 26 } }
    func smalls(_ text: some StringProtocol) -> Int { text.utf8.count { $0 &- 0x61 < 26 } }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      let loud = words.map { capitals($0) >= 2 && smalls($0) == 0 }
      // A word or two of a line in capitals may be in small letters.
      if loud.contains(true), capitals(line) > smalls(line) * 4 { return line.uppercased() }
      return zip(words, loud).map { $1 ? $0.uppercased() : String($0) }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// The bytes of a text in one of the older encodings that had been read as windows-1252 or Latin-1; `nil` when it has
  /// letters that neither has.
  static func singleBytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let byte = byteOfLetter[scalar.value] {
        bytes.append(byte)
      } else if scalar.value < 0x100 {
        bytes.append(UInt8(scalar.value))
      } else {
        return nil
      }
    }
    return bytes
  }

  /// The bytes of UTF-8 that had been read as windows-1252 or Latin-1; `nil` when they are no UTF-8, so that the text is what it
  /// seems to be.
  static func misreadBytes(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let byte = byteOfLetter[scalar.value] {
        bytes.append(byte)
      } else if scalar.value < 0x100 {
        bytes.append(UInt8(scalar.value))
      } else {
        // Put in since, or never broken: it stays as it is.
        bytes.append(contentsOf: String(scalar).utf8)
      }
    }
    return bytes.withUnsafeBufferPointer({ UTF8Check.firstInvalidByte($0) }) == nil ? bytes : nil
  }

  private static let byteOfLetter: [UInt32: UInt8] = {
    var map: [UInt32: UInt8] = [:]
    for (index, value) in CharsetTables.windows1252.enumerated() { map[UInt32(value)] = UInt8(index + 0x80) }
    return map
  }()
}
