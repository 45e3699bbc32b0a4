import SpeakerIdentity

/// What the desk has others do for it. What is `nil` is not offered.
public struct SiteServices: Sendable {
  /// Finds the quotes of a draft, so that whole drafts can be checked.
  public var annotate: ReviewSite.Annotate?
  /// Tells who may be whom; without it no doubtful pairs of speakers are shown.
  public var identity: IdentityLibrary?
  /// Reads articles that are handed to the desk.
  public var read: ReadArticles?
  /// Measures what learning from the decisions would gain.
  public var measureLearning: MeasureLearning?

  /// Makes services of which there are none.
  public init() {}
}
