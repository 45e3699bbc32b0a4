import CPCRE2

extension Pattern {
  /// How a pattern is compiled. The raw value is PCRE2's own bits.
  public struct Options: OptionSet, Sendable, Hashable {
    /// PCRE2's compile option bits.
    public let rawValue: UInt32

    /// Takes PCRE2's compile option bits as they are.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Pattern and subject are UTF-8; `.` is one code point. `\C` is refused, as it would split one.
    public static let utf = Options(rawValue: PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C)
    /// `\w`, `\d`, `\s`, `\b` and the POSIX classes go by Unicode properties.
    public static let ucp = Options(rawValue: PCRE2_UCP)
    /// Letters match either case.
    public static let caseless = Options(rawValue: PCRE2_CASELESS)
    /// White space and `#` comments in the pattern are ignored.
    public static let extended = Options(rawValue: PCRE2_EXTENDED)
    /// `^` and `$` also match at line starts and ends.
    public static let multiline = Options(rawValue: PCRE2_MULTILINE)
    /// `.` also matches a newline.
    public static let dotAll = Options(rawValue: PCRE2_DOTALL)
    /// A match may only begin where the search begins.
    public static let anchored = Options(rawValue: PCRE2_ANCHORED)
    /// Several groups may bear one name.
    public static let dupNames = Options(rawValue: PCRE2_DUPNAMES)
  }
}

extension Matcher {
  /// How one match is run. The raw value is PCRE2's own bits.
  public struct Options: OptionSet, Sendable, Hashable {
    /// PCRE2's match option bits.
    public let rawValue: UInt32

    /// Takes PCRE2's match option bits as they are.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The match must begin at `from`. This leaves the JIT code for the slower interpreter; where it is
    /// always wanted, compile the pattern `.anchored` or with `\G` instead.
    public static let anchored = Options(rawValue: PCRE2_ANCHORED)
    /// An empty match is no match.
    public static let notEmpty = Options(rawValue: PCRE2_NOTEMPTY)
    /// An empty match at `from` is no match; one further on is.
    public static let notEmptyAtStart = Options(rawValue: PCRE2_NOTEMPTY_ATSTART)
    /// The subject's first byte is not the start of a line.
    public static let notBeginningOfLine = Options(rawValue: PCRE2_NOTBOL)
    /// The subject's end is not the end of a line.
    public static let notEndOfLine = Options(rawValue: PCRE2_NOTEOL)
  }

  /// What a single match may spend before it is given up with a `MatchError`.
  public struct Limits: Sendable, Hashable {
    /// Steps of backtracking. The JIT code counts coarser steps than the interpreter.
    public var match: UInt32
    /// Depth of nested backtracking; the interpreter only.
    public var depth: UInt32
    /// Heap in kibibytes; the interpreter only.
    public var heapKibibytes: UInt32
    /// The largest size in bytes of the JIT code's own stack.
    public var jitStackBytes: Int

    /// Sets each limit; what is left out is taken from `default`.
    public init(
      match: UInt32 = 1_000_000, depth: UInt32 = 250_000, heapKibibytes: UInt32 = 64 * 1024,
      jitStackBytes: Int = 1 << 20
    ) {
      self.match = match
      self.depth = depth
      self.heapKibibytes = heapKibibytes
      self.jitStackBytes = jitStackBytes
    }

    /// One million steps, 250 000 deep, 64 MiB of heap, 1 MiB of JIT stack.
    public static let `default` = Limits()
  }
}
