/// A date as pages give it, with the time where there is one.
struct PageDate: Equatable {
  var year: Int
  var month: Int
  var day: Int
  /// Hours and minutes, with seconds where they are given.
  var time: (hour: Int, minute: Int, second: Int)?
  /// Minutes east of Greenwich; `nil` when nothing is said, which means Vietnam's.
  var zone: Int?

  static func == (left: PageDate, right: PageDate) -> Bool { left.text == right.text }

  /// Whether both are the same minute as they stand there.
  func isSameMinute(as other: PageDate) -> Bool {
    guard let time, let otherTime = other.time else { return false }
    return (year, month, day) == (other.year, other.month, other.day)
      && (time.hour, time.minute) == (otherTime.hour, otherTime.minute)
  }

  /// Whether both are of one day.
  func isSameDay(as other: PageDate) -> Bool {
    (year, month, day) == (other.year, other.month, other.day)
  }

  /// Whether it is of an earlier day.
  func isDayBefore(_ other: PageDate) -> Bool { (year, month, day) < (other.year, other.month, other.day) }

  /// `2026-03-07T08:06:00+07:00`, or the day alone.
  var text: String {
    var text = "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))"
    guard let time else { return text }
    text += "T\(Self.digits(time.hour, 2)):\(Self.digits(time.minute, 2)):\(Self.digits(time.second, 2))"
    let zone = zone ?? 7 * 60
    if zone == 0 { return text + "Z" }
    return text + (zone < 0 ? "-" : "+")
      + "\(Self.digits(abs(zone) / 60, 2)):\(Self.digits(abs(zone) % 60, 2))"
  }

  private static func digits(_ value: Int, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  private var isReal: Bool {
    (1...12).contains(month) && (1...31).contains(day) && (1900...2200).contains(year)
      && (time.map { $0.hour < 24 && $0.minute < 60 && $0.second < 61 } ?? true)
  }

  /// A machine's date: ISO 8601 (also without colon in the zone, or with a space for `T`) or RFC 822.
  static func machine(_ text: String) -> PageDate? {
    let bytes = Array(text.trimmedUTF8())
    var scanner = Scanner(bytes)
    if let year = scanner.number(digits: 4...4), let sign = scanner.take(anyOf: "-/"),
      let month = scanner.number(digits: 1...2), scanner.take(sign), let day = scanner.number(digits: 1...2)
    {
      var date = PageDate(year: year, month: month, day: day)
      if scanner.take(anyOf: "Tt ") != nil { scanner.takeTime(&date) }
      return date.isReal ? date : nil
    }
    return mail(text)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// `Sat, 07 Mar 2026 08:06:00 +0700`, as feeds write it.
  private static func mail(_ text: String) -> PageDate? {
    var words = text.lowercased().split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    if let first = words.first, Int(first) == nil { words.removeFirst() }
    guard words.count >= 3, let day = Int(words[0]),
      let month = months.firstIndex(of: String(words[1].prefix(3))),
      let year = Int(words[2])
    else { return nil }
    var date = PageDate(year: year < 100 ? 2000 + year : year, month: month + 1, day: day)
    if words.count > 3 {
      var scanner = Scanner(Array(words[3...].joined(separator: " ").utf8))
      scanner.takeTime(&date)
      if let last = words.last, last == "gmt" || last == "utc" || last == "z" { date.zone = 0 }
    }
    return date.isReal ? date : nil
  }

  /// A date that people read: `Thứ bảy, 7/3/2026, 00:05 (GMT+7)`, `07-03-2026 - 00:01 AM`, `ngày 7 tháng 3 năm 2026`.
  static func visible(_ text: String, _ words: PageWords) -> PageDate? {
    let bytes = Array(text.lowercased().utf8)
    var index = 0
    var found: (date: PageDate, range: Range<Int>)?
    while index < bytes.count {
      let isDigit = bytes[index] &- 0x30 < 10
      guard index == 0 || (isDigit ? bytes[index - 1] &- 0x30 >= 10 : bytes[index - 1] <= 0x2F) else {
        index += 1
        continue
      }
      var scanner = Scanner(bytes, at: index)
      if let date = isDigit ? scanner.visibleDay(words) : scanner.visibleMonth(words), date.isReal {
        found = (date, index..<scanner.index)
        break
      }
      index += 1
    }
    guard let found else { return nil }
    var date = found.date
    let range = found.range
    for start in Array(range.upperBound..<bytes.count) + Array(0..<range.lowerBound) {
      guard bytes[start] &- 0x30 < 10, start == 0 || !Scanner.isPartOfNumber(bytes[start - 1]) else {
        continue
      }
      let end = start < range.lowerBound ? range.lowerBound : bytes.count
      var scanner = Scanner(Array(bytes[..<end]), at: start)
      var copy = date
      if scanner.takeVisibleTime(&copy, words) {
        if copy.isReal { date = copy }
        break
      }
    }
    return date
  }

  private struct Scanner {
    let bytes: [UInt8]
    var index: Int

    init(_ bytes: [UInt8], at index: Int = 0) {
      self.bytes = bytes
      self.index = index
    }

    static func isPartOfNumber(_ byte: UInt8) -> Bool {
      byte &- 0x30 < 10 || byte == 0x2F || byte == 0x3A || byte == 0x2E
    }

    mutating func number(digits: ClosedRange<Int>) -> Int? {
      var value = 0
      var count = 0
      while index + count < bytes.count, bytes[index + count] &- 0x30 < 10 {
        value = value &* 10 &+ Int(bytes[index + count] - 0x30)
        count += 1
        if count > digits.upperBound { return nil }
      }
      guard digits.contains(count) else { return nil }
      index += count
      return value
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    mutating func take(anyOf signs: String) -> UInt8? {
      guard index < bytes.count, signs.utf8.contains(bytes[index]) else { return nil }
      index += 1
      return bytes[index - 1]
    }

    mutating func skipSpace() { while index < bytes.count, bytes[index] <= 0x20 { index += 1 } }

    mutating func take(word list: [String]) -> Bool {
      for word in list where bytes[index...].starts(with: word.lowercased().utf8) {
        index += word.utf8.count
        return true
      }
      return false
    }

    /// `08:06`, with seconds, parts of them and a zone where they are there.
    mutating func takeTime(_ date: inout PageDate) {
      skipSpace()
      guard let hour = number(digits: 1...2), take(0x3A), let minute = number(digits: 2...2) else { return }
      var second = 0
      if take(0x3A) { second = number(digits: 2...2) ?? 0 }
      if take(0x2E) { _ = number(digits: 1...12) }
      date.time = (hour, minute, second)
      skipSpace()
      takeZone(&date)
    }

    mutating func takeZone(_ date: inout PageDate) {
      if take(anyOf: "Zz") != nil {
        date.zone = 0
        return
      }
      _ = take(word: ["gmt", "utc"])
      guard let sign = take(anyOf: "+-"), let hours = number(digits: 1...4) else { return }
      var minutes = 0
      var whole = hours
      if hours > 99 {
        minutes = hours % 100
        whole = hours / 100
      } else if take(0x3A) {
        minutes = number(digits: 2...2) ?? 0
      }
      guard whole <= 14, minutes < 60 else { return }
      date.zone = (sign == 0x2D ? -1 : 1) * (whole * 60 + minutes)
    }

    mutating func visibleDay(_ words: PageWords) -> PageDate? {
      let start = index
      if let year = number(digits: 4...4), let sign = take(anyOf: "-/"), let month = number(digits: 1...2),
        take(sign),
        let day = number(digits: 1...2)
      {
        return PageDate(year: year, month: month, day: day)
      }
      index = start
      guard let day = number(digits: 1...2) else { return nil }
      if let sign = take(anyOf: "/.-") {
        guard let month = number(digits: 1...2), take(sign), let year = number(digits: 4...4) else {
          return nil
        }
        return PageDate(year: year, month: month, day: day)
      }
      skipSpace()
      let isSaid = take(word: words[.monthWords])
      if isSaid { skipSpace() }
      guard let month = (isSaid ? number(digits: 1...2) : nil) ?? takeMonth(words) else { return nil }
      _ = take(anyOf: ",")
      skipSpace()
      if take(word: words[.yearWords]) { skipSpace() } else { _ = take(anyOf: "/-") }
      guard let year = number(digits: 4...4) else { return nil }
      return PageDate(year: year, month: month, day: day)
    }

    /// A month in words: `mười một`, `Nov`.
    mutating func takeMonth(_ words: PageWords) -> Int? {
      for month in words.months where bytes[index...].starts(with: month.name) {
        let end = index + month.name.count
        guard end == bytes.count || bytes[end] < 0x30 else { continue }
        index = end
        return month.number
      }
      return nil
    }

    /// A day whose month stands first: `October 6, 2025`, `Tháng Mười 6, 2025`.
    mutating func visibleMonth(_ words: PageWords) -> PageDate? {
      if take(word: words[.monthWords]) { skipSpace() }
      guard let month = takeMonth(words) else { return nil }
      _ = take(0x2E)
      skipSpace()
      guard let day = number(digits: 1...2) else { return nil }
      _ = take(0x2C)
      skipSpace()
      guard let year = number(digits: 4...4) else { return nil }
      return PageDate(year: year, month: month, day: day)
    }

    mutating func takeVisibleTime(_ date: inout PageDate, _ words: PageWords) -> Bool {
      guard var hour = number(digits: 1...2) else { return false }
      var minute = 0
      if take(0x3A) {
        guard let found = number(digits: 2...2) else { return false }
        minute = found
      } else {
        skipSpace()
        guard take(word: words[.hours]) else { return false }
        skipSpace()
        minute = number(digits: 1...2) ?? 0
      }
      var second = 0
      if index + 1 < bytes.count, bytes[index] == 0x3A, bytes[index + 1] &- 0x30 < 10 {
        index += 1
        second = number(digits: 2...2) ?? 0
      }
      skipSpace()
      if take(word: words[.afternoon]) {
        if hour < 12 { hour += 12 }
      } else if take(word: words[.morning]) {
        if hour == 12 { hour = 0 }
      }
      skipSpace()
      _ = take(0x28)
      takeZone(&date)
      date.time = (hour, minute, second)
      return true
    }
  }
}

extension String {
  /// The UTF-8 without white space at its ends.
  func trimmedUTF8() -> Substring.UTF8View {
    var view = self[...].utf8
    while let first = view.first, first <= 0x20 { view.removeFirst() }
    while let last = view.last, last <= 0x20 { view.removeLast() }
    return view
  }

  /// The text without white space at its ends.
  func trimmed() -> String { String(Substring(trimmedUTF8())) }
}
