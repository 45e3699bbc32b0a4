import CPCRE2

/// A compiled regular expression, with JIT code where the machine has it. It is shared freely; the
/// state of a match lives in a `Matcher`, one a thread.
///
/// Unchecked Sendable: `code` and its JIT code are written in `init` only, and PCRE2 reads compiled
/// code from any number of threads at once.
public final class Pattern: @unchecked Sendable {
  /// The pattern's text.
  public let source: String
  /// The options it was compiled with.
  public let options: Options
  /// Whether matches run JIT code; false means the interpreter.
  public let isJIT: Bool
  /// The number of the highest capturing group; group 0, the whole match, is not counted.
  public let captureCount: Int
  /// Each group name's number; for a name borne by several groups, the lowest.
  public let groupNames: [String: Int]

  /// Each group name's numbers, ascending.
  let groupNumbers: [String: [Int]]
  let code: OpaquePointer

  /// Compiles `pattern`, and its JIT code where `jit` is set and the machine can.
  ///
  /// Throws a `PatternError` that shows the place of the fault.
  public init(_ pattern: String, options: Options = [.utf, .ucp], jit: Bool = true) throws(PatternError) {
    var source = pattern
    var errorCode: Int32 = 0
    var errorOffset = 0
    let compiled = source.withUTF8 { bytes in
      pcre2_compile_8(
        bytes.baseAddress ?? Subject.nowhere, bytes.count, options.rawValue, &errorCode, &errorOffset, nil)
    }
    guard let compiled else {
      throw PatternError(pattern: pattern, offset: errorOffset, code: errorCode)
    }
    code = compiled
    self.source = pattern
    self.options = options
    isJIT = jit && pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0

    var captures: UInt32 = 0
    pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &captures)
    captureCount = Int(captures)
    groupNumbers = Self.nameTable(of: compiled)
    groupNames = groupNumbers.mapValues { $0[0] }
  }

  deinit { pcre2_code_free_8(code) }

  /// The numbers of all groups called `name`, ascending; empty where none is.
  public func groupNumbers(named name: String) -> [Int] { groupNumbers[name] ?? [] }

  /// The number of the group called `name`, the lowest where several bear it; nil where none does.
  public func groupNumber(named name: String) -> Int? { groupNames[name] }

  /// PCRE2's name table: entries of one size, each two bytes of number, then the name ended by a zero.
  private static func nameTable(of code: OpaquePointer) -> [String: [Int]] {
    var count: UInt32 = 0
    var entrySize: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [:] }
    var numbers: [String: [Int]] = [:]
    for index in 0..<Int(count) {
      let entry = table + index * Int(entrySize)
      let name = String(cString: entry + 2)
      numbers[name, default: []].append(Int(entry[0]) << 8 | Int(entry[1]))
    }
    return numbers.mapValues { $0.sorted() }
  }
}
