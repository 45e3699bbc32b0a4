/// States in the review log as they may leave a database: without the row numbers of speakers, which mean somebody else
/// in another one. Names remain, by which speakers are found there.
enum PortableState {
  /// The state without row numbers.
  static func text(_ json: String?) -> String? {
    // A quote within a string has a backslash before it, so that these are members and never somebody's words.
    json.map {
      $0.replacing(/,"speakerID":[0-9]+/, with: "").replacing(/,"id":"[0-9]+"/, with: "")
    }
  }
}
