/// What a phrase of `labels.txt` says in a printed interview.
enum InterviewLabel: UInt8, LexiconKind {
  /// Stands before a question: *PV:*, *Hỏi:*.
  case question
  /// Stands before an answer: *Đáp:*.
  case answer
  /// Opens a question that has no label.
  case address
  /// Says in the lead that an interview follows.
  case lead
  /// What a question says to the one who is asked.
  case vocative
  /// The interviewer's thanks at the end.
  case thanks
  /// Opens a picture's caption or credit.
  case caption
}

extension Sense {
  /// What a label says.
  var label: InterviewLabel { InterviewLabel(rawValue: kind) ?? .question }
}
