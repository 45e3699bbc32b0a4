/// A key, as a terminal sends it.
enum Key: Hashable, Sendable {
  /// A letter, a digit, a mark.
  case character(Character)
  /// Ctrl with a letter, in lower case.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case left, right, up, down, home, end, pageUp, pageDown
  /// Text that was pasted at once.
  case paste(String)
}

/// Makes keys of the bytes that a terminal sends.
struct KeyParser {
  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Whether the bytes so far end within what Escape may have begun.
  var isInEscape: Bool { pending.first == 0x1B && pasted == nil }

  /// The keys of more bytes.
  mutating func parse(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    while let key = take() { if let key { keys.append(key) } }
    return keys
  }

  /// The keys of what was begun and did not go on: Escape by itself.
  mutating func flush() -> [Key] {
    guard isInEscape else { return [] }
    let rest = pending.dropFirst()
    pending = []
    return [.escape] + parse(rest)
  }

  /// The next key; `nil` inside for bytes that are none, `nil` when more bytes are needed.
  private mutating func take() -> Key?? {
    if pasted != nil { return takePaste() }
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return takeEscape()
    case 0x0D, 0x0A: return drop(1, .enter)
    case 0x09: return drop(1, .tab)
    case 0x7F, 0x08: return drop(1, .backspace)
    case 0x00: return drop(1, nil)
    case 0x01...0x1A: return drop(1, .control(Character(Unicode.Scalar(first + 0x60))))
    case 0x1C...0x1F: return drop(1, nil)
    case 0x20...0x7E: return drop(1, .character(Character(Unicode.Scalar(first))))
    default: return takeUTF8(first)
    }
  }

  private mutating func takeUTF8(_ first: UInt8) -> Key?? {
    let length =
      switch first {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard length > 1 else { return drop(1, nil) }
    for index in 1..<length {
      guard index < pending.count else { return nil }
      guard pending[index] & 0xC0 == 0x80 else { return drop(index, nil) }
    }
    let text = String(decoding: pending[..<length], as: UTF8.self)
    return drop(length, text.first.map(Key.character))
  }

  private mutating func takeEscape() -> Key?? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "["): return takeControlSequence()
    case UInt8(ascii: "O"):
      guard pending.count > 2 else { return nil }
      return drop(3, Self.named(pending[2]))
    // Escape, and quickly the next key; keys with Alt mean nothing here.
    default: return drop(1, .escape)
    }
  }

  /// `ESC [`, parameters, and a letter or `~` (ECMA-48, 5.4).
  private mutating func takeControlSequence() -> Key?? {
    guard let end = pending.indices.dropFirst(2).first(where: { (0x40...0x7E).contains(pending[$0]) }) else {
      return pending.count > 32 ? drop(pending.count, nil) : nil
    }
    let parameters = String(decoding: pending[2..<end], as: UTF8.self).split(separator: ";").first
    let final = pending[end]
    guard final == UInt8(ascii: "~") else { return drop(end + 1, Self.named(final)) }
    if parameters == "200" {
      pasted = []
      return drop(end + 1, nil)
    }
    let key: Key? =
      switch parameters {
      case "1", "7": .home
      case "3": .delete
      case "4", "8": .end
      case "5": .pageUp
      case "6": .pageDown
      default: nil
      }
    return drop(end + 1, key)
  }

  private mutating func takePaste() -> Key?? {
    pasted! += pending
    pending = []
    guard pasted!.count >= Self.pasteEnd.count,
      let end = pasted!.indices.first(where: { pasted![$0...].starts(with: Self.pasteEnd) })
    else { return nil }
    let text = String(decoding: pasted![..<end], as: UTF8.self)
    pending = Array(pasted![(end + Self.pasteEnd.count)...])
    pasted = nil
    return .some(.paste(text))
  }

  private static func named(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "Z"): .backTab
    default: nil
    }
  }

  private mutating func drop(_ count: Int, _ key: Key?) -> Key?? {
    pending.removeFirst(count)
    return .some(key)
  }
}

/// A line of text that somebody types.
struct LineEditor: Hashable, Sendable {
  /// What was typed so far.
  private(set) var text: String

  /// Starts with a text.
  init(_ text: String = "") { self.text = text }

  /// Takes a key; says whether it was one for a line of text.
  mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): text.append(character)
    case .paste(let pasted): text += pasted.split(whereSeparator: \.isNewline).joined(separator: " ")
    case .backspace: if !text.isEmpty { text.removeLast() }
    case .control("u"): text = ""
    case .control("w"):
      while text.last == " " { text.removeLast() }
      while let last = text.last, last != " " { text.removeLast() }
    default: return false
    }
    return true
  }
}
