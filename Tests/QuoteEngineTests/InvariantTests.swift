import Testing
import VietnameseText

@testable import QuoteEngine

@Suite("invariants")
struct InvariantTests {
  /// What is true of whatever the engine says about whatever text.
  private func check(
    _ article: String, _ found: Annotations, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let scalars = Array(article.unicodeScalars)
    var faults: [String] = []
    func stands(_ excerpt: Excerpt, _ what: String) {
      let span = excerpt.span
      guard 0 <= span.start, span.start < span.end, span.end <= scalars.count else {
        faults.append("\(what) at \(span) lies outside the text")
        return
      }
      if !scalars[span.start..<span.end].elementsEqual(excerpt.text.unicodeScalars) {
        faults.append("\(what) «\(excerpt.text)» does not stand at \(span)")
      }
    }
    for record in found.quotes + found.claims {
      stands(record.content, "content")
      if let source = record.source { stands(source, "source") }
      if let cue = record.cue { stands(cue, "cue") }
      for figure in record.figures { stands(figure.excerpt, "figure") }
      if !(0...1).contains(record.confidence) { faults.append("confidence \(record.confidence)") }
      if record.evidence.isEmpty || record.pattern.isEmpty { faults.append("no evidence") }
      if let speaker = record.speaker {
        if speaker.name.isEmpty { faults.append("a speaker without a name") }
        if !found.speakers.contains(where: { $0.name == speaker.name && $0.kind == speaker.kind }) {
          faults.append("\(speaker.name) is not listed")
        }
      }
    }
    for rejected in found.rejected { stands(rejected.content, "rejected") }
    for speaker in found.speakers {
      for span in speaker.mentions where span.start < 0 || span.end > scalars.count || span.start >= span.end
      {
        faults.append("a mention of \(speaker.name) at \(span)")
      }
    }
    if found.quotes.contains(where: { $0.layer != .quote })
      || found.claims.contains(where: { $0.layer != .claim })
    {
      faults.append("a record in the wrong layer")
    }
    let spans = found.quotes.map(\.content.span)
    if spans != spans.sorted() { faults.append("quotes are not sorted") }
    if Set(spans).count != spans.count { faults.append("two quotes with one span") }
    let claims = found.claims.map(\.content.span)
    if claims != claims.sorted() { faults.append("claims are not sorted") }
    if Set(claims).count != claims.count { faults.append("two claims with one span") }
    if Set(found.speakers).count != found.speakers.count { faults.append("a speaker listed twice") }
    #expect(faults == [], "in “\(article.prefix(300))”", sourceLocation: sourceLocation)
  }

  @Test("spans lie within the text and hold their words, records are sorted and single: Corpus")
  func corpus() throws {
    let engine = try Shipped.engine()
    for article in try Corpus.articles() { check(article.text, engine.annotate(article.text)) }
  }

  @Test(
    "spans lie within the text and hold their words, records are sorted and single: garbage", arguments: 1...8
  )
  func garbage(seed: UInt64) throws {
    let engine = try Shipped.engine()
    for article in try Garbage.articles(60, seed: seed) { check(article, engine.annotate(article)) }
  }

  @Test("articles cut anywhere keep the invariants")
  func cutArticles() throws {
    let engine = try Shipped.engine()
    var generator = SeededGenerator(state: 5)
    for article in try Corpus.articles() {
      let scalars = Array(article.text.unicodeScalars)
      for _ in 0..<4 {
        let from = Int.random(in: 0..<scalars.count / 2, using: &generator)
        let to = Int.random(in: from..<scalars.count, using: &generator)
        let cut = String(String.UnicodeScalarView(scalars[from..<to]))
        check(cut, engine.annotate(cut))
      }
    }
  }

  @Test("what is found in an article does not depend on the articles before it")
  func enginesForget() throws {
    let used = try Shipped.engine()
    let articles = try Corpus.articles().map(\.text) + Garbage.articles(60, seed: 99)
    for article in articles {
      let found = used.annotate(article)
      let again = try Shipped.engine().annotate(article)
      #expect(found == again, "in “\(article.prefix(120))”")
    }
  }

  @Test("two engines of one library work at the same time and find the same")
  func engineForEachThread() async throws {
    let library = try Shipped.library()
    let articles = try Corpus.articles().map(\.text)
    let runs = await withTaskGroup(of: [Annotations].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let engine = QuoteEngine(library: library)
          return articles.map(engine.annotate)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(runs).count == 1)
  }

  @Test("words before an article move every span by their length and change nothing else")
  func spansMove() throws {
    let engine = try Shipped.engine()
    let article = "Ông Lục Văn Tấn nói: “Bến đò sẽ mở lại trước Tết”. Ông cho biết 32 con đò đã sơn xong."
    let before = "😀 Sông cạn nước. Ḿưa to — gió lớn. 漢字.\n"
    let shift = before.unicodeScalars.count
    let alone = engine.annotate(article)
    let moved = engine.annotate(before + article)
    #expect(alone.quotes.count == 1 && alone.claims.count == 1)
    for (a, b) in zip(alone.quotes + alone.claims, moved.quotes + moved.claims) {
      #expect(b.content.span == Span(start: a.content.span.start + shift, end: a.content.span.end + shift))
      #expect(b.content.text == a.content.text)
      #expect(b.speaker == a.speaker)
    }
  }

  @Test(
    "texts without anything in them are annotated with nothing",
    arguments: [
      "", " ", "\n", "\n\n\n", ".", "…", ":", "- ", "“", "”", "\"", "'", "«»", "“”", "()", "\u{FEFF}", "a",
      "1", "😀",
    ])
  func nothing(article: String) throws {
    let found = try Shipped.engine().annotate(article)
    #expect(found.quotes == [] && found.claims == [])
    check(article, found)
  }

  @Test("only marks, of every kind and in every order")
  func onlyMarks() throws {
    let engine = try Shipped.engine()
    let marks = ["“", "”", "\"", "‘", "’", "'", "«", "»", "„", "“ ", " ”", "\n"]
    for a in marks {
      for b in marks {
        for c in marks { check(a + b + c, engine.annotate(a + b + c)) }
      }
    }
  }

  @Test("text in NFD gives the same as in NFC once it is composed, and by itself does no harm")
  func decomposedText() throws {
    let engine = try Shipped.engine()
    let article = "Ông Lục Văn Tấn nói: “Bến đò sẽ mở lại trước Tết”. Ông cho biết đò đã sơn xong."
    let decomposed = article.decomposedStringWithCanonicalMapping
    #expect(decomposed.unicodeScalars.count > article.unicodeScalars.count)
    #expect(engine.annotate(Normalization.nfc(decomposed)) == engine.annotate(article))
    check(decomposed, engine.annotate(decomposed))
  }

  @Test("emoji, other scripts and code points beyond the basic plane are counted as one each")
  func emojiAndScripts() throws {
    let article = "👩‍👩‍👧 🇻🇳 漢字 𐍈 Ông Lục Văn Tấn nói: “Bến 😀 sẽ mở lại 👍🏽 trước Tết”."
    let found = try Shipped.engine().annotate(article)
    check(article, found)
    #expect(found.quotes.map(\.content.text) == ["Bến 😀 sẽ mở lại 👍🏽 trước Tết"])
    #expect(found.quotes.map(\.who) == ["Lục Văn Tấn"])
  }

  @Test("bytes that are no UTF-8 arrive as replacement characters and are counted as such")
  func replacementCharacters() throws {
    let bytes =
      Array("Ông Lục nói: “Bến".utf8) + [0xED, 0xA0, 0x80, 0xFF] + Array(" sẽ mở lại trước Tết”.".utf8)
    let article = String(decoding: bytes, as: UTF8.self)
    #expect(article.unicodeScalars.contains("\u{FFFD}"))
    check(article, try Shipped.engine().annotate(article))
  }

  @Test("zero bytes, controls and odd white space do no harm")
  func controls() throws {
    let engine = try Shipped.engine()
    for odd in ["\0", "\u{1}", "\u{A0}", "\u{2028}", "\u{200B}", "\u{AD}", "\u{202E}", "\u{7F}"] {
      let article = "Ông\(odd)Lục Văn Tấn\(odd) nói: \(odd)“Bến đò\(odd)sẽ mở lại trước Tết\(odd)”.\(odd)"
      check(article, engine.annotate(article))
    }
  }
}
