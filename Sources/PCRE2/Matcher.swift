import CPCRE2

/// Runs one pattern over subjects, reusing its memory: a match allocates nothing. It is not Sendable;
/// use one a thread.
public final class Matcher {
  /// The pattern it runs.
  public let pattern: Pattern
  /// What a single match may spend.
  public let limits: Limits

  private let data: OpaquePointer
  private let context: OpaquePointer
  private let jitStack: OpaquePointer?
  private let offsets: UnsafeMutablePointer<Int>
  /// Where the last match began its search, nil when it failed.
  private var lastFrom: Int?

  /// Makes a matcher for `pattern`, each match within `limits`.
  public init(_ pattern: Pattern, limits: Limits = .default) {
    guard let data = pcre2_match_data_create_from_pattern_8(pattern.code, nil),
      let context = pcre2_match_context_create_8(nil),
      let offsets = pcre2_get_ovector_pointer_8(data)
    else { fatalError("out of memory for a PCRE2 match") }
    pcre2_set_match_limit_8(context, limits.match)
    pcre2_set_depth_limit_8(context, limits.depth)
    pcre2_set_heap_limit_8(context, limits.heapKibibytes)
    if pattern.isJIT {
      let size = max(limits.jitStackBytes, 8 * 1024)
      jitStack = pcre2_jit_stack_create_8(min(32 * 1024, size), size, nil)
      pcre2_jit_stack_assign_8(context, nil, jitStack.map(UnsafeMutableRawPointer.init))
    } else {
      jitStack = nil
    }
    self.pattern = pattern
    self.limits = limits
    self.data = data
    self.context = context
    self.offsets = UnsafeMutableRawPointer(offsets).assumingMemoryBound(to: Int.self)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(jitStack)
  }

  /// Finds the first match that begins at byte `from` or later; `range` and its kin then tell where.
  ///
  /// Lookbehind sees what is before `from`. Nothing sees what is at `end` or later: to the pattern the
  /// subject ends there. Both must be at a character's start. Throws when a limit is met.
  public func match(
    in subject: Subject, from: Int = 0, to end: Int? = nil, options: Options = []
  ) throws(MatchError) -> Bool {
    let end = end ?? subject.count
    precondition(0 <= from && from <= end && end <= subject.count, "offsets outside the subject")
    // Inside a character PCRE2 would read wild, as it is told not to check.
    precondition(
      (from == subject.count || subject.base[from] & 0xC0 != 0x80)
        && (end == subject.count || subject.base[end] & 0xC0 != 0x80), "offsets inside a character")
    let status = pcre2_match_8(
      pattern.code, subject.base, end, from, options.rawValue | PCRE2_NO_UTF_CHECK, data, context)
    if status >= 0 {
      lastFrom = from
      return true
    }
    lastFrom = nil
    if status == PCRE2_ERROR_NOMATCH { return false }
    throw MatchError(code: status)
  }

  /// Finds the next match after the last one, in the same subject: it begins where that ended, and
  /// after an empty match it is not the same empty match again. False at once if the last failed.
  public func matchNext(in subject: Subject, to end: Int? = nil) throws(MatchError) -> Bool {
    guard let lastFrom else { return false }
    let found = range
    // PCRE2 itself steps on by a whole character when nothing but the empty match is at `from`.
    let next = max(found.upperBound, lastFrom)
    return try match(in: subject, from: next, to: end, options: found.isEmpty ? .notEmptyAtStart : [])
  }

  /// Whether the last match succeeded, so that there are ranges to ask for.
  public var hasMatch: Bool { lastFrom != nil }

  /// The whole of the last match, in bytes of the subject. It must have succeeded.
  public var range: Range<Int> {
    guard let range = range(at: 0) else { preconditionFailure("no match to ask the range of") }
    return range
  }

  /// The last match's group `number`, in bytes of the subject; 0 is the whole. Nil when the group took
  /// no part, when there is no such group, and when the last match failed.
  public func range(at number: Int) -> Range<Int>? {
    guard lastFrom != nil, number >= 0, number <= pattern.captureCount else { return nil }
    let lower = offsets[2 * number]
    let upper = offsets[2 * number + 1]
    // PCRE2's unset offset has all bits set, which here reads -1.
    guard lower >= 0, upper >= 0 else { return nil }
    return min(lower, upper)..<max(lower, upper)
  }

  /// The last match's group called `name`, in bytes of the subject; of several by that name the first
  /// that took part. In a hot loop look the number up once and use `range(at:)`.
  public func range(named name: String) -> Range<Int>? {
    guard let numbers = pattern.groupNumbers[name] else { return nil }
    for number in numbers {
      if let range = range(at: number) { return range }
    }
    return nil
  }
}
