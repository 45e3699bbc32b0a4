/// The sets of words that stages ask for, each a file of `Patterns/words/` with its name: `firstPersons` is
/// `words/first-persons.txt`.
///
/// A file holds a word or a phrase a line; what stands behind ` #` is a comment. Letter case does not matter, nor where a
/// tone mark is placed: `hoà` finds `hòa`.
///
/// To add a set, write `Patterns/words/NAME.txt`, add a case here, and ask for it in a stage. Stages have the article's
/// text at hand, which looks words up by the hashes of its tokens and allocates nothing:
///
///     if text.isOne(of: .firstPersons, at) { … }                // one token
///     let length = text.length(of: .turns, at)                  // tokens of the longest phrase that begins there, or 0
///     if text.reads(.fromLinks, lo, hi) { … }                   // the tokens lo..<hi are exactly one phrase
///
/// A set that a case names and no file holds is a fault of the library; so is a file that no case names.
enum WordSetName: UInt8, CaseIterable, Sendable {
  /// Words between a share and those of whom it is one.
  case shareLinks
  /// What artists are called before the name of a work of theirs.
  case workEpithets
  /// The fields of state bodies, as their names have them after the head; their commas are left out.
  case fields
  /// Words by which speakers name themselves; never somebody's name.
  case firstPersons
  /// Small words inside Arab, Spanish, Dutch, German and French names.
  case nameParticles
  /// Middle names that end no name: a given name has to follow.
  case sureMiddleNames
  /// Words before a title that only count or qualify its bearer.
  case titlePrefixes
  /// Letters by which units are shortened before their names or numbers.
  case unitLetters
  /// The last parts of web addresses.
  case webDomains
  /// Words of one syllable that belong to a verb or open a clause, and end no house's name.
  case clauseWords
  /// Verbs of the same words as a house's head.
  case houseVerbs
  /// Offices of people by their own names, which houses deal with and do not have in their own.
  case offices
  /// Words that join a document to its issuer.
  case issuerLinks
  /// Words after which a cue's words are a noun.
  case nounMarkers
  /// Words after which a name is that of a place or a time.
  case placeNouns
  /// Prepositions of place, after which a name is that of a place.
  case locatives
  /// Possessives that make the word before them a noun.
  case owningLinks
  /// Demonstratives that make a cue's words a noun.
  case nounDemonstratives
  /// Words that point back to what is written above.
  case aboveWords
  /// Complementisers that open reported words.
  case thatLinks
  /// The copula among the links.
  case copulas
  /// Words that count a house among several.
  case numberWords
  /// Nouns after which capitalised words name a thing, which says nothing.
  case thingNouns
  /// Words that make an office of the house after them.
  case halfOffices
  /// Letters that end the credit of a photograph.
  case creditNotes
  /// Offices whose bearer's area may follow at once.
  case territorialOffices
  /// Words after somebody who is not named that still belong to him.
  case nounComplements
  /// Groups that are told by where they come from.
  case sourcedGroups
  /// What joins such a group to where it comes from.
  case originLinks
  /// Sides that are the person named after them.
  case speakingSides
  /// Houses that are told apart by their seats.
  case seatedHouses
  /// What joins an investigator's house to the crimes that it deals with.
  case areaLinks
  /// What stands before the crimes that a house deals with.
  case crimeWords
  /// Words that make an amount of money of the number before them.
  case currencies
  /// Words that belong to a number.
  case numberScales
  /// Words that make a date of the number after them.
  case dateWords
  /// Words that compare, with a figure or so với after them.
  case comparisons
  /// What leads to the other side of a comparison.
  case comparisonLinks
  /// Words that make a superlative of the word before them.
  case superlatives
  /// Words after which such a word is none.
  case noSuperlatives
  /// Words that make a share of the number before them.
  case percentages
  /// Particles that a hyphen ties to the name after them.
  case hyphenParticles
  /// Words that begin the credit of a photograph, before a colon.
  case creditWords
  /// Words that make an age of the number before them.
  case ageWords
  /// Words that make somebody of a kind, nobody in particular.
  case indefinites
  /// Words before a title without a name that say nothing of the title itself.
  case bearerPrefixes
  /// Middle names of women.
  case femaleMiddles
  /// Middle names of men.
  case maleMiddles
  /// What joins a talk to the one who is talked with.
  case partnerLinks
  /// Words that open a supposition, a wish or an open question: what follows was not said.
  case suppositions
  /// Words that take back or disown what is said to have been said.
  case disownments
  /// Ends of a question whether something was said.
  case askingTails
  /// Words before a verb of speech by which it is denied in speech.
  case denyingAuxiliaries
  /// What stands before the name of an account, a stage name or a nickname in marks, which then speaks.
  case accountNouns
  /// Words by which the writer tells the reader what to say or do.
  case adviceWords
  /// What stands before the name of an account without marks, which then speaks.
  case handleNouns
  /// Words after a negation that say more, not less.
  case onlyAdverbs
  /// Nouns for what somebody says or writes, right before the words in marks.
  case utteranceNouns
  /// Words before a verb that ask whether it was done.
  case askingAuxiliaries
  /// Words by which the writer says what a speaker has not told.
  case silences
  /// Nouns that a verb of speech takes as its object, with no clause.
  case objectNouns
  /// Words after a noun for somebody that introduce his name.
  case namingWords

  /// The name of its file, without the folder and the ending.
  var fileName: String {
    var out = ""
    for letter in "\(self)" {
      if letter.isUppercase { out += "-" }
      out += letter.lowercased()
    }
    return out
  }
}
