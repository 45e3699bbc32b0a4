import CPCRE2

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Why a match was given up, or a subject refused.
public enum MatchError: Error, Hashable, Sendable {
  /// Too many steps of backtracking.
  case matchLimit
  /// Backtracking nested too deep.
  case depthLimit
  /// Too much heap.
  case heapLimit
  /// The JIT code's stack is full.
  case jitStackLimit
  /// The subject is not UTF-8; `offset` is the first byte of the bad sequence.
  case invalidUTF8(offset: Int)
  /// Anything else, by PCRE2's error number.
  case other(code: Int32)

  init(code: Int32) {
    self =
      switch code {
      case PCRE2_ERROR_MATCHLIMIT: .matchLimit
      case PCRE2_ERROR_DEPTHLIMIT: .depthLimit
      case PCRE2_ERROR_HEAPLIMIT: .heapLimit
      case PCRE2_ERROR_JIT_STACKLIMIT: .jitStackLimit
      default: .other(code: code)
      }
  }

  /// PCRE2's own words; for bad UTF-8 this module's, with the byte offset.
  public var message: String {
    switch self {
    case .matchLimit: errorMessage(PCRE2_ERROR_MATCHLIMIT)
    case .depthLimit: errorMessage(PCRE2_ERROR_DEPTHLIMIT)
    case .heapLimit: errorMessage(PCRE2_ERROR_HEAPLIMIT)
    case .jitStackLimit: errorMessage(PCRE2_ERROR_JIT_STACKLIMIT)
    case .invalidUTF8(let offset): "subject is not UTF-8 at byte \(offset)"
    case .other(let code): errorMessage(code)
    }
  }
}

extension MatchError: CustomStringConvertible, LocalizedError {
  /// The same as `message`.
  public var description: String { message }

  /// The same as `message`.
  public var errorDescription: String? { message }
}

/// PCRE2's words for one of its error numbers.
func errorMessage(_ code: Int32) -> String {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
    guard let base = buffer.baseAddress else { return "PCRE2 error \(code)" }
    let length = pcre2_get_error_message_8(code, base, buffer.count)
    guard length >= 0 else { return "PCRE2 error \(code)" }
    return String(decoding: buffer[..<Int(length)], as: UTF8.self)
  }
}
