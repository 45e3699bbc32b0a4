import CPCRE2

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a pattern did not compile, and where.
public struct PatternError: Error, Equatable, Sendable {
  /// The whole pattern.
  public let pattern: String
  /// The fault's byte offset in the pattern's UTF-8.
  public let offset: Int
  /// The fault's line, from 1.
  public let line: Int
  /// The fault's column, from 1, in code points.
  public let column: Int
  /// PCRE2's error number.
  public let code: Int32
  /// PCRE2's own words.
  public let message: String

  /// The line at fault, and under it a caret at the column.
  public let excerpt: String

  init(pattern: String, offset: Int, code: Int32) {
    let bytes = Array(pattern.utf8)
    let place = min(max(offset, 0), bytes.count)
    let newline = UInt8(ascii: "\n")
    let before = bytes[..<place]
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let lineEnd = bytes[place...].firstIndex(of: newline) ?? bytes.count
    let lead = String(decoding: bytes[lineStart..<place], as: UTF8.self)

    self.pattern = pattern
    self.offset = place
    self.code = code
    line = before.count { $0 == newline } + 1
    column = lead.unicodeScalars.count + 1
    message = errorMessage(code)
    // Tabs are kept and combining marks dropped, so that the caret stands under its character.
    var margin = ""
    for scalar in lead.unicodeScalars where !(0x300...0x36F).contains(scalar.value) {
      margin.append(scalar == "\t" ? "\t" : " ")
    }
    excerpt = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self) + "\n" + margin + "^"
  }
}

extension PatternError: CustomStringConvertible, LocalizedError {
  /// Line, column and message, then the line at fault with a caret under the place.
  public var description: String {
    "pattern, line \(line), column \(column) (byte \(offset)): \(message)\n\(excerpt)"
  }

  /// The same as `description`.
  public var errorDescription: String? { description }
}
