/// Days, as articles and users write them.
public enum PublicationDay {
  /// The day of a date as `yyyy-mm-dd`, or `nil` when none can be read.
  ///
  /// Reads `2017-01-04`, `2017-01-04T08:30:00+07:00`, `2017/1/4`, and the Vietnamese order `4/1/2017`, `4-1-2017`,
  /// `4.1.2017`, with words or a time of day around it.
  public static func day(of text: String) -> String? {
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      guard isDigit(bytes[at]) else {
        at += 1
        continue
      }
      if let found = date(in: bytes, at: at) { return found }
      while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    }
    return nil
  }

  private static func date(in bytes: [UInt8], at start: Int) -> String? {
    var at = start
    guard let first = number(in: bytes, &at), at < bytes.count else { return nil }
    let separator = bytes[at]
    guard separator == 0x2D || separator == 0x2E || separator == 0x2F else { return nil }
    at += 1
    guard let second = number(in: bytes, &at), at < bytes.count, bytes[at] == separator else { return nil }
    at += 1
    guard let third = number(in: bytes, &at) else { return nil }
    let (year, month, day) = first.digits == 4 ? (first, second, third) : (third, second, first)
    guard year.digits == 4, (1...12).contains(month.value), day.value >= 1,
      day.value <= days(in: month.value, of: year.value)
    else { return nil }
    return "\(padded(year.value, 4))-\(padded(month.value, 2))-\(padded(day.value, 2))"
  }

  private static func number(in bytes: [UInt8], _ at: inout Int) -> (value: Int, digits: Int)? {
    let start = at
    var value = 0
    while at < bytes.count, isDigit(bytes[at]), at - start < 5 {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    return at > start && at - start < 5 ? (value, at - start) : nil
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func padded(_ value: Int, _ digits: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
