/// One reading of what a cue governs: a clause after it, a clause before it, or the whole sentence that it interrupts.
struct ClaimProposal {
  /// Where the clause stands.
  enum Side: Int, CaseIterable {
    /// X cho biết C.
    case after
    /// C, X cho biết.
    case before
    /// C1, theo X, C2.
    case around

    /// Its name within those of features.
    var name: String {
      switch self {
      case .after: "after"
      case .before: "before"
      case .around: "around"
      }
    }
  }

  /// How the form leads from the cue to the clause.
  enum Link: Int, CaseIterable {
    case none, link, comma, colon, copula, that, moved

    /// Its name within those of features.
    var name: String { "\(self)" }
  }

  /// Who speaks when the form leaves it open.
  enum Carry: Int, CaseIterable {
    /// The form names the speaker.
    case own
    /// The speaker of the claim before in the sentence.
    case claim
    /// The speaker of the quote before in the sentence.
    case quote
    /// The sentence's subject.
    case subject
    /// Nobody is found.
    case nobody

    /// Its name within those of features.
    var name: String { "\(self)" }
  }

  /// The form's index in the library.
  var form: Int
  var side: Side
  var link: Link = .none
  var carry: Carry = .own
  /// The pieces that name the speaker, empty when the form leaves it open.
  var source: Range<Int>
  /// The same as the form read them.
  var read: Range<Int> = 0..<0
  /// The pieces elsewhere in the sentence that name the speaker.
  var phrase: Range<Int> = 0..<0
  /// Whether the speaker was found elsewhere than where the form saw it.
  var isMoved = false
  var cue: Int
  var cite: Int
  var via: Range<Int>
  /// Where the clause goes on after an attribution that is set into it, or -1.
  var resumes = -1
  /// After theo, what stands between the speaker and the clause: a description of him, or part of the clause.
  var skipped: Range<Int>?
  /// The pieces of the clause at its longest.
  var range: Range<Int>

  /// The pieces that name the speaker, at the cue or elsewhere.
  var named: Range<Int> { source.isEmpty ? phrase : source }

  /// Where the attribution begins: its speaker or its cue.
  var anchor: Int { source.isEmpty ? cue : min(source.lowerBound, cue) }
}

/// A claim that was found, before its end is known.
struct WeighedClaim {
  var proposal: ClaimProposal
  /// The share of this reading among all of its cue and of none.
  var probability: Double
  /// Whether it is one: others are kept only where decisions are recorded.
  var holds: Bool
}

/// A decision on a claim, in the engine's own terms.
struct ClaimDecision {
  var model: ModelName
  /// The pieces that each candidate makes a claim of.
  var ranges: [Range<Int>]
  /// The features of each.
  var features: [[Int32]]
}
