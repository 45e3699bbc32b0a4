/// How the pages of one paper are read: where its parts stand. What a rule leaves out is found as on any page.
public struct SiteRule: Sendable, Hashable {
  /// The parts of a page that a rule may point at.
  public enum Part: String, Sendable, CaseIterable {
    case title, lead, body, author, date, captions, remove, keep
  }

  /// The file that holds the rule, such as `pages/vnexpress.yaml`.
  public var file: String
  /// The paper's name, as its articles are listed under it.
  public var name: String
  /// The hosts of its addresses; those below them are meant too.
  public var hosts: [String]
  /// The selectors, by what they point at.
  var selectors: [Part: Selector] = [:]
}
