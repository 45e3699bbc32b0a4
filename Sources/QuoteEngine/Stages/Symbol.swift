/// The alphabet of the line that forms read: one ASCII character a piece.
///
/// Forms name them through the macros of `forms/macros.yaml`; this is the list behind those names.
enum Symbol {
  // Stretches in marks.
  static let quote = UInt8(ascii: "Q")  // long enough to be an utterance
  static let shortQuote = UInt8(ascii: "q")  // a few words
  static let namedThing = UInt8(ascii: "z")  // a work, a nickname, a term: never a quote
  // Mentions.
  static let person = UInt8(ascii: "P")  // has a proper name
  static let title = UInt8(ascii: "T")  // title or role without a name
  static let pronoun = UInt8(ascii: "H")
  static let organisation = UInt8(ascii: "O")
  static let medium = UInt8(ascii: "M")
  static let place = UInt8(ascii: "L")
  static let group = UInt8(ascii: "G")
  static let name = UInt8(ascii: "N")  // capitalised, of unknown kind
  static let document = UInt8(ascii: "D")
  // Cues.
  static let cue = UInt8(ascii: "V")  // quotes and claims
  static let linkedCue = UInt8(ascii: "K")  // claims only with rằng, là or a colon
  static let quoteCue = UInt8(ascii: "E")  // quotes only
  static let afterCue = UInt8(ascii: "A")  // stands only after the words
  static let citing = UInt8(ascii: "Y")  // dẫn lời, trích lời
  static let according = UInt8(ascii: "S")  // theo
  static let accordingDocument = UInt8(ascii: "J")  // theo báo cáo của
  static let accordingVia = UInt8(ascii: "I")  // dẫn nguồn tin từ
  // Links and function words.
  static let that = UInt8(ascii: "r")  // rằng
  static let copula = UInt8(ascii: "l")  // là
  static let link = UInt8(ascii: "m")  // thêm, rõ, việc …
  static let adverb = UInt8(ascii: "p")
  static let negation = UInt8(ascii: "x")
  static let passive = UInt8(ascii: "b")
  static let coordinator = UInt8(ascii: "c")
  static let discourse = UInt8(ascii: "d")
  static let subordinator = UInt8(ascii: "s")
  static let preposition = UInt8(ascii: "i")
  static let possessive = UInt8(ascii: "k")
  static let demonstrative = UInt8(ascii: "j")
  static let time = UInt8(ascii: "t")
  static let number = UInt8(ascii: "n")
  static let word = UInt8(ascii: "w")
  static let capital = UInt8(ascii: "W")
  static let determiner = UInt8(ascii: "g")  // các, những, một số, phía
  static let stop = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let semicolon = UInt8(ascii: ";")
  static let dash = UInt8(ascii: "-")
  static let open = UInt8(ascii: "(")
  static let close = UInt8(ascii: ")")
  static let slash = UInt8(ascii: "/")
  static let other = UInt8(ascii: "o")

  /// Whether the symbol is a mention of somebody who can speak.
  @inline(__always)
  static func isMention(_ s: UInt8) -> Bool {
    switch s {
    case person, title, pronoun, organisation, medium, place, group, name, document: true
    default: false
    }
  }
}

extension Symbol {
  /// What a symbol stands for, in a word.
  static func role(_ symbol: UInt8) -> String {
    switch symbol {
    case quote, shortQuote: "quote"
    case namedThing: "name or term"
    case person: "person"
    case title: "title"
    case pronoun: "pronoun"
    case organisation: "organisation"
    case medium: "medium"
    case place: "place"
    case group: "group"
    case name: "name"
    case document: "document"
    case cue, linkedCue, quoteCue, afterCue: "cue"
    case citing: "citing"
    case according, accordingDocument, accordingVia: "according"
    case that, copula, link: "link"
    case adverb: "adverb"
    case negation: "negation"
    case passive: "passive"
    case coordinator, discourse, subordinator: "connective"
    case preposition: "preposition"
    case possessive: "possessive"
    case demonstrative: "demonstrative"
    case time: "time"
    case number: "number"
    case determiner: "determiner"
    case word, capital: "word"
    default: "mark"
    }
  }
}

extension Symbol {
  /// Every symbol with the name that features call it by.
  private static let named: [(symbol: UInt8, name: String)] = [
    (quote, "quote"), (shortQuote, "short-quote"), (namedThing, "named-thing"), (person, "person"),
    (title, "title"), (pronoun, "pronoun"), (organisation, "organisation"), (medium, "medium"),
    (place, "place"), (group, "group"), (name, "name"), (document, "document"), (cue, "cue"),
    (linkedCue, "linked-cue"), (quoteCue, "quote-cue"), (afterCue, "after-cue"), (citing, "citing"),
    (according, "according"), (accordingDocument, "according-document"), (accordingVia, "according-via"),
    (that, "that"), (copula, "copula"), (link, "link"), (adverb, "adverb"), (negation, "negation"),
    (passive, "passive"), (coordinator, "coordinator"), (discourse, "discourse"),
    (subordinator, "subordinator"), (preposition, "preposition"), (possessive, "possessive"),
    (demonstrative, "demonstrative"), (time, "time"), (number, "number"), (word, "word"),
    (capital, "capital"), (determiner, "determiner"), (stop, "stop"), (comma, "comma"), (colon, "colon"),
    (semicolon, "semicolon"), (dash, "dash"), (open, "open"), (close, "close"), (slash, "slash"),
    (other, "other"),
  ]

  /// Every symbol.
  static let all = named.map(\.symbol)

  /// The name of a symbol within the names of features.
  static func name(_ symbol: UInt8) -> String { named.first { $0.symbol == symbol }?.name ?? "other" }
}
