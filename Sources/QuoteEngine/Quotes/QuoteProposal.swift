/// Why a proposal names its speaker: by a form, or by what stands around words that no form reaches.
enum QuoteContextKind: String, CaseIterable {
  /// “Q1”, “Q2” và “Q3” of one verb.
  case coordinated = "coordinated-quote"
  /// “Q1”, X nói, “Q2”.
  case continued = "continued-quote"
  /// “Q1”, X nói. “Q2”.
  case carried = "carried-over-quote"
  /// X … : ¶ “Q”
  case announced = "quote-after-announcement"
  /// X … . “Q”.
  case afterSpeaker = "quote-after-speaker"
  /// “Q”. Đó là khẳng định của X.
  case pointedAt = "quote-then-named"
  /// “Q”. X nói …
  case beforeSpeaker = "quote-before-speaker"
  /// The mention before the words in their own sentence.
  case mentionBefore = "quote-after-mention"
  /// The mention after the words in their own sentence.
  case mentionAfter = "quote-before-mention"
  /// A line under the words that is nothing but a name.
  case signature = "quote-then-signature"
  /// Words beside an interview.
  case interviewee = "quote-of-interviewee"
  /// ‘Q’ in the headline, said in the body.
  case headline = "headline-from-body"
  /// ‘Q’ in the headline of an article on one speaker.
  case mainSpeaker = "headline-of-main-speaker"
  /// Nobody is named.
  case nobody = "quote-of-nobody"

  /// The rule in a few words, for the evidence.
  var summary: String {
    switch self {
    case .coordinated: "“Q1”, “Q2” và “Q3”"
    case .continued: "“Q1”, X nói, “Q2”"
    case .carried: "“Q1”, X nói. “Q2”."
    case .announced: "X … : ¶ “Q”"
    case .afterSpeaker: "X … . “Q”."
    case .pointedAt: "“Q”. Đó là khẳng định của X."
    case .beforeSpeaker: "“Q”. X nói …"
    case .mentionBefore: "X … “Q”"
    case .mentionAfter: "“Q” … X"
    case .signature: "“Q” ¶ X"
    case .interviewee: "“Q” beside an interview"
    case .headline: "‘Q’ in the headline, its speaker in the text"
    case .mainSpeaker: "‘Q’ in the headline of an article on one speaker"
    case .nobody: "“Q” of nobody who is named"
    }
  }
}

/// One reading of who speaks words in marks.
struct QuoteProposal {
  /// How the speaker's name is reached when the form itself leaves the speaker out.
  enum Carry: Int, CaseIterable {
    case none, earlierVerb, sentenceSubject, lastSpeaker
  }

  /// The form's index in the library, or -1.
  var form: Int
  /// The rule of context, where no form speaks.
  var context: QuoteContextKind = .nobody
  var carry: Carry = .none
  /// The pieces that name the speaker at the words; empty when the text leaves the speaker out there.
  var source: Range<Int> = 0..<0
  /// The pieces elsewhere in the text that name the speaker.
  var phrase: Range<Int> = 0..<0
  var cue = -1
  var cite = -1
  var via: Range<Int> = 0..<0
  /// How many sentences lie between the words and the speaker's name, below 0 when the name comes later.
  var sentences = 0
  /// The place among the proposals that forms made, from 0.
  var rank = 0
  /// What the headline shares with the body's words, in tenths.
  var share = 0

  /// The pieces that name the speaker, here or elsewhere.
  var named: Range<Int> { source.isEmpty ? phrase : source }
}
