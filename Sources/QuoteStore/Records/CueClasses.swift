import GRDB

extension QuoteStore {
  /// The classes of cues that records have.
  public func cueClasses() throws -> Set<String> {
    try read { db in
      Set(try String.fetchAll(db, sql: "SELECT DISTINCT cue_class FROM record WHERE cue_class IS NOT NULL"))
    }
  }
}
