import Testing

/// What the rules before the weights read rightly and the weights as they are learnt do not yet, kept in sight: a test
/// under `withKnownIssue` with this comment says so in every run.
enum KnownGap {
  static let comment: Comment = "the weights as they are learnt read this otherwise"
}
