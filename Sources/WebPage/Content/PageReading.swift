import Foundation
import VietnameseText

/// Finds the article in a page.
///
/// What cannot be part of it is marked first: what the site has on every page, boxes of other articles, captions. The body
/// is the element that holds most prose, each paragraph counting for the elements around it (as Readability and those after
/// it do it); the headline is the one that the page's own title names; the lead is prose between the two. A site rule
/// answers each question before the page at large is asked.
struct PageReading {
  /// The headline as it was found.
  struct Headline {
    var text: String?
    /// Its element; one that holds no more than the headline only where it is a heading.
    var element: HTMLTree.NodeID?
    /// Its lines; none where only the metadata have it.
    var lines: Range<Int>?
  }

  let tree: HTMLTree
  let all: PageBlocks
  let library: PageLibrary
  let words: PageWords
  let metadata: PageMetadata
  let byline: Byline
  let imprint: Imprint
  let saved: String?
  let address: String?
  let rule: SiteRule?
  let host: String?
  /// What the class, id and the like of each element say, found when asked for.
  var labels: ElementLabels
  /// Why each block is left out.
  var leftOut: [String?]
  var isCaption: [Bool]
  private var fates: [Int: WebPage.Line.Fate] = [:]
  private var headings: [HTMLTree.NodeID] = []
  private var prose = 0

  init(_ tree: HTMLTree, saved: String?, address: String?, library: PageLibrary) {
    self.tree = tree
    self.library = library
    self.saved = saved
    self.address = address
    words = library.words
    metadata = PageMetadata(tree)
    byline = Byline(library.words)
    imprint = Imprint(library.words)
    all = PageBlocks(tree)
    labels = ElementLabels(tree, library.words)
    leftOut = Array(repeating: nil, count: all.blocks.count)
    isCaption = Array(repeating: false, count: all.blocks.count)
    let known = [address, metadata.canonical, metadata.first("og:url"), saved].lazy.compactMap {
      $0.flatMap(PageAddress.host)
    }
    host =
      known.first
      ?? Self.likelyHost(of: tree, library) { [tree, all, metadata, imprint] host in
        PaperName(tree: tree, blocks: all, metadata: metadata, library: library, imprint: imprint, host: host)
          .written(for: host) != nil
      }
    rule = host.flatMap(library.rule(forHost:))
    headings = tree.nodes.indices.filter { tree.nodes[$0].tag?.isHeading == true }
    prose = all.prose(in: 0..<all.blocks.count)
  }

  /// The host of a page that does not say its address: a known paper's in a mail address, or one whose letters the page
  /// has as a name; else a known paper's in most links.
  private static func likelyHost(
    of tree: HTMLTree, _ library: PageLibrary, isWritten: (String) -> Bool
  ) -> String? {
    let hosts = PageAddress.hosts(of: tree)
    if let known = hosts.mail.first(where: { library.paper(atHost: $0) != nil }) { return known }
    if let written = hosts.mail.first(where: isWritten) { return written }
    // A page links to other papers too, but not as often as to its own.
    let most = hosts.links.first?.count ?? 0
    let known = hosts.links.first { $0.count * 2 >= most && library.paper(atHost: $0.host) != nil }
    return known?.host ?? hosts.mail.first ?? hosts.links.first?.host
  }

  // MARK: Reading

  /// The article, or why there is none.
  mutating func read() -> Result<WebPage, WebPage.Refusal> {
    mark(strictly: true)
    var result = take()
    if case .failure = result, metadata.isArticle || rule != nil {
      // A class that means clutter elsewhere may hold this page's article.
      leftOut = Array(repeating: nil, count: all.blocks.count)
      isCaption = Array(repeating: false, count: all.blocks.count)
      fates = [:]
      mark(strictly: false)
      let second = take()
      if case .success = second { result = second } else { return described() ?? result }
    }
    return result
  }

  /// Each line of the page with what became of it.
  func lines() -> [WebPage.Line] {
    all.blocks.indices.filter { !all.blocks[$0].isPicture }.map { index in
      WebPage.Line(
        text: all.blocks[index].text, fate: fates[index] ?? .left,
        reason: fates[index] == nil ? leftOut[index] ?? "outside the article" : nil)
    }
  }

  /// The article's text as JSON-LD has it, for pages whose body a script fetches.
  private mutating func described() -> Result<WebPage, WebPage.Refusal>? {
    guard let body = metadata.article["articleBody"] as? String else { return nil }
    let paragraphs = body.split(whereSeparator: \.isNewline).map { PageMetadata.clean(String($0)) }.filter {
      !$0.isEmpty
    }
    guard paragraphs.reduce(0, { $0 + $1.unicodeScalars.count }) >= 400 else { return nil }
    var page = WebPage()
    page.title = metadata.articleText("headline") ?? metadata.first("og:title")
    page.text = paragraphs.joined(separator: "\n")
    page.author = author(body: 0..<0, headline: Headline(), near: 0..<0)
    page.published = date(near: 0..<0, headline: nil, after: 0..<0, last: [])
    page.source = paper()
    page.url = url()
    page.notes = ["the text is the one that the page's JSON-LD holds"]
    return .success(page)
  }

  private mutating func take() -> Result<WebPage, WebPage.Refusal> {
    guard let body = body() else { return .failure(looksLikeList ? .headlines : .noText) }
    let bodyRange = all.ranges[body]
    let title = title(body: bodyRange)
    var start = bodyRange.lowerBound
    if let lines = title.lines, bodyRange.contains(lines.lowerBound) {
      start = min(lines.upperBound, bodyRange.upperBound)
    }
    var page = WebPage()
    page.title = title.text
    for index in title.lines ?? 0..<0 { fates[index] = .title }
    let lead = lead(before: start, title: title)
    let inside = (start..<bodyRange.upperBound).filter { leftOut[$0] == nil && !all.blocks[$0].isPicture }
    let first = max(0, min(start, title.lines?.lowerBound ?? start) - 8)
    let near = first..<min(all.blocks.count, start + 4)
    let shown = near.filter { leftOut[$0] == nil && all.blocks[$0].length < 90 }.compactMap {
      PageDate.visible(all.blocks[$0].text, words)
    }
    var kept: [Int] = []
    var opening: String?
    var isOpen = true
    for index in lead + inside where fates[index] != .title {
      if isOpen, !lead.contains(index), !isCaption[index] {
        let block = all.blocks[index]
        if block.isProse { isOpen = false }
        if let names = block.isProse ? nil : byline.labelledNames(in: block.text) {
          opening = opening ?? names.joined(separator: ", ")
          fates[index] = .byline
          continue
        }
      }
      if isCaption[index] || followsPictureAsCaption(index) {
        page.captions.append(all.blocks[index].text)
        fates[index] = .caption
      } else if let reason = clutter(index, title: title.text, isFirst: isOpen) {
        leftOut[index] = reason
      } else {
        kept.append(index)
        fates[index] = lead.contains(index) ? .lead : .body
      }
    }
    let signature = trimEnd(&kept)
    let keptProse = kept.reduce(0) { $0 + (all.blocks[$1].isProse ? all.blocks[$1].length : 0) }
    let paragraphs = kept.count { all.blocks[$0].isProse }
    let links = bodyRange.count { all.blocks[$0].isHeadline }
    let isSure = metadata.isArticle || rule?.selectors[.body]?.matches(body, in: tree) == true
    let isDated = shown.contains { $0.time != nil }
    let isNamed = isNamed(title)
    // An article that points to many others has its own headline and time; a list of headlines has no such.
    let isLikely = isSure || isNamed && isDated && keptProse >= 400
    if !isLikely, links >= 4, links * 2 >= paragraphs { return .failure(.headlines) }
    let hasDay =
      !shown.isEmpty
      // Vạn Lộc, ngày 6 tháng 10 năm 2025, below the text.
      || kept.suffix(3).contains {
        all.blocks[$0].length < 60 && PageDate.visible(all.blocks[$0].text, words) != nil
      }
      || tree.nodes.indices.contains { id in
        tree.nodes[id].tag == .time && tree.attribute("datetime", of: id) != nil
          && near.contains(all.ranges[id].lowerBound)
      }
    if keptProse < (isSure ? 200 : isDated || (isNamed && hasDay) ? 300 : 500) {
      return .failure(looksLikeList ? .headlines : .noText)
    }
    if !isLikely, keptProse < 1_500, paragraphs < 5, looksLikeList { return .failure(.headlines) }
    page.text = kept.map { all.blocks[$0].text }.joined(separator: "\n")
    page.author = opening ?? signature ?? author(body: bodyRange, headline: title, near: near)
    let after = bodyRange.upperBound..<min(all.blocks.count, bodyRange.upperBound + 8)
    page.published = date(near: near, headline: title.lines, after: after, last: kept.suffix(3))
    page.source = paper()
    page.url = url()
    page.rule = rule?.file
    if page.text.unicodeScalars.contains("\u{D0}") {
      // The letter that stood for Đ in old type.
      page.text = page.text.replacing("\u{D0}", with: "\u{110}")
      page.notes.append("Ð (U+00D0) was written as Đ")
    }
    return .success(page)
  }

  /// Whether the headline is a heading of a headline's length, and the page's own title has it.
  private func isNamed(_ title: Headline) -> Bool {
    guard let text = title.text, let element = title.element, tree.nodes[element].tag?.isHeading == true,
      text.unicodeScalars.count >= 25
    else { return false }
    return [metadata.first("og:title"), metadata.title].contains {
      $0.map { TextLikeness.share(text, $0) > 0.9 } ?? false
    }
  }

  private var looksLikeList: Bool {
    if metadata.isList { return true }
    let headlines = all.blocks.count(where: \.isHeadline)
    if headlines > 12 { return true }
    // A short list shows each headline with a summary at most; the foot of an article that a script fetches has no summaries.
    let summaries = all.blocks.indices.count { all.blocks[$0].isProse && leftOut[$0] != "the site's imprint" }
    return headlines >= 4 && summaries >= 3 && summaries <= headlines * 2
  }

  // MARK: Marking

  /// Marks what is no part of an article, and what is a caption.
  private mutating func mark(strictly: Bool) {
    let removed = rule?.selectors[.remove]
    let keep = rule?.selectors[.keep]
    let captions = rule?.selectors[.captions]
    var index = 0
    while index < tree.nodes.count {
      guard let tag = tree.nodes[index].tag, !all.ranges[index].isEmpty else {
        index = tree.nodes[index].tag == nil ? index + 1 : Int(tree.nodes[index].end)
        continue
      }
      let range = all.ranges[index]
      let isKept = keep?.matches(index, in: tree) ?? false
      var reason: String?
      if removed?.matches(index, in: tree) == true {
        reason = "the rule's remove"
      } else if !isKept {
        reason = clutter(element: index, tag, range, strictly: strictly)
      }
      if let reason {
        for block in range { leftOut[block] = reason }
        index = Int(tree.nodes[index].end)
        continue
      }
      if captions?.matches(index, in: tree) == true || isCaption(element: index, tag, range) {
        for block in range { isCaption[block] = true }
      }
      index += 1
    }
    markImprint()
  }

  /// Marks the imprint at the foot of the page: its lines from the last one up to the first paragraph that is none.
  private mutating func markImprint() {
    for index in all.blocks.indices.reversed() where leftOut[index] == nil && !all.blocks[index].isPicture {
      let block = all.blocks[index]
      if imprint.isLine(block.text) {
        leftOut[index] = "the site's imprint"
      } else if block.isProse {
        return
      }
    }
  }

  private mutating func clutter(
    element id: HTMLTree.NodeID, _ tag: HTMLTag, _ range: Range<Int>, strictly: Bool
  ) -> String? {
    let text = all.prose(in: range)
    if strictly, text * 10 < prose * 9, !labels[id].isBody,
      let word = labels[id].commentWord ?? labels[id].wallWord, !holdsHeadline(id)
    {
      // What readers write may be more than the article, and so may what is laid over it.
      return "its class has `\(word)`"
    }
    guard text * 5 < prose * 2 || tag == .footer || tag == .nav else { return nil }
    if tag.isApart { return "in <\(tag.name)>" }
    if tree.attribute("hidden", of: id) != nil || isHiddenByStyle(id) { return "hidden" }
    if strictly, let word = labels[id].clutterWord { return "its class has `\(word)`" }
    if tag == .header, !holdsHeadline(id), !isInArticle(id) { return "in <header>" }
    if tag != .figure, isTeaser(id, tag, range, text) { return "links to another article" }
    return nil
  }

  private func isHiddenByStyle(_ id: HTMLTree.NodeID) -> Bool {
    guard let style = tree.attribute("style", of: id) else { return false }
    return style.lowercased().filter { !$0.isWhitespace }.contains("display:none")
  }

  private func holdsHeadline(_ id: HTMLTree.NodeID) -> Bool {
    tree.elements(inside: id).contains { tree.nodes[$0].tag == .h1 }
  }

  private mutating func isInArticle(_ id: HTMLTree.NodeID) -> Bool {
    for element in Array(tree.line(from: id))
    where tree.nodes[element].tag == .article || labels[element].isBody {
      return true
    }
    return false
  }

  /// Whether the element shows another article: its headline as a link, with a summary at most.
  private func isTeaser(_ id: HTMLTree.NodeID, _ tag: HTMLTag, _ range: Range<Int>, _ text: Int) -> Bool {
    let lines = all.lines(in: range)
    let length = all.length(in: range)
    guard lines > 0, length <= 1_500 else { return false }
    let linked = all.linked(in: range)
    if tag.isList, linked * 4 > length * 3 { return true }
    var shown = 0
    var links = 0
    var index = firstHeading(from: id)
    while index < headings.count, headings[index] < Int(tree.nodes[id].end) {
      let inside = all.ranges[headings[index]].filter { !all.blocks[$0].isPicture }
      index += 1
      guard !inside.isEmpty else { continue }
      shown += 1
      if inside.allSatisfy({ all.blocks[$0].isLink }), inside.reduce(0, { $0 + all.blocks[$1].length }) >= 8 {
        links += 1
      }
    }
    // Each with a paragraph; what has more holds the boxes of others among its own.
    let paragraphs = range.count { all.blocks[$0].isProse }
    if links > 0, links == shown, text < 700 * links, paragraphs <= links + 1 { return true }
    return tag.isLinkHolder && linked * 20 > length * 17 && length > 25
  }

  private func firstHeading(from id: HTMLTree.NodeID) -> Int {
    var low = 0
    var high = headings.count
    while low < high {
      let middle = (low + high) / 2
      if headings[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func isCaption(element id: HTMLTree.NodeID, _ tag: HTMLTag, _ range: Range<Int>) -> Bool {
    if tag == .figcaption || tag == .figure { return true }
    if labels[id].isCaption, all.length(in: range) < 600 { return true }
    return tag == .table && range.contains { all.blocks[$0].isPicture } && all.lines(in: range) <= 2
      && all.length(in: range) < 400
  }

  /// Whether the line stands under a picture and is set or worded as what stands there.
  private func followsPictureAsCaption(_ index: Int) -> Bool {
    guard index > 0, all.blocks[index - 1].isPicture, all.blocks[index].length < 350 else { return false }
    let block = all.blocks[index]
    if words[.photoCredits].contains(where: { block.text.contains($0) }) { return true }
    return tree.line(from: block.element).prefix(2).contains { id in
      ["style", "align", "class"].contains { tree.attribute($0, of: id)?.contains("center") == true }
    }
  }

  private func clutter(_ index: Int, title: String?, isFirst: Bool) -> String? {
    let block = all.blocks[index]
    if block.text == title { return "the headline again" }
    if block.isLink, block.length > 20 { return "nothing but a link" }
    let key = String(
      Folding.keyPreservingDiacritics(block.text).drop { "*•-–—▶►+ ".contains($0) })
    if block.length < 40 {
      let bare = key.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed()
      if words.keys(.clutterLines).contains(String(bare)) { return "a label of the site" }
    }
    if block.length < 200,
      words.keys(.clutterBeginnings).contains(where: key.hasPrefix)
    {
      return "points to another article"
    }
    if isFirst, block.length < 60, PageDate.visible(block.text, words) != nil { return "the date" }
    return nil
  }

  // MARK: Parts

  /// The elements that a part of the rule means, those that hold text.
  func ruled(_ part: SiteRule.Part) -> [HTMLTree.NodeID] {
    rule?.selectors[part]?.elements(in: tree).filter { all.lines(in: all.ranges[$0]) > 0 } ?? []
  }

  private mutating func body() -> HTMLTree.NodeID? {
    if let element = ruled(.body).max(by: { all.prose(in: all.ranges[$0]) < all.prose(in: all.ranges[$1]) }),
      all.prose(in: all.ranges[element]) > 0
    {
      return element
    }
    var scores: [HTMLTree.NodeID: Double] = [:]
    for (index, block) in all.blocks.enumerated()
    where leftOut[index] == nil && !isCaption[index] && block.isProse {
      let commas = block.text.utf8.count { $0 == 0x2C }
      var share = 1 + Double(commas) + min(Double(block.length) / 100, 4)
      share *= 1 - Double(block.linked) / Double(block.length)
      let isParagraph = tree.nodes[block.element].tag?.isParagraph == true
      let holder = isParagraph ? tree.parent(of: block.element) ?? block.element : block.element
      for element in tree.line(from: holder).prefix(4) {
        scores[element, default: 0] += share
        share /= 2
      }
    }
    var best: (id: HTMLTree.NodeID, score: Double)?
    for (id, score) in scores {
      let kept = all.ranges[id].filter { leftOut[$0] == nil }
      let length = kept.reduce(0) { $0 + all.blocks[$1].length }
      let linked = kept.reduce(0) { $0 + all.blocks[$1].linked }
      var score = score * (1 - Double(linked) / Double(max(1, length)))
      if labels[id].isBody { score *= 1.3 }
      if best.map({ (score, -id) > ($0.score, -$0.id) }) ?? true { best = (id, score) }
    }
    guard var element = best?.id else { return nil }
    // An element around it may hold a good deal more of the story, in parts beside it.
    while let parent = tree.parent(of: element), tree.nodes[parent].tag != .body {
      let inner = keptProse(in: all.ranges[element])
      let outer = keptProse(in: all.ranges[parent])
      guard outer * 4 > inner * 5, outer - inner > 300 else { break }
      element = parent
    }
    return element
  }

  private func keptProse(in range: Range<Int>) -> Int {
    range.reduce(0) { sum, index in
      leftOut[index] == nil && !isCaption[index] && all.blocks[index].isProse
        ? sum + all.blocks[index].length : sum
    }
  }

  private mutating func title(body: Range<Int>) -> Headline {
    if let element = ruled(.title).first { return headline(element) }
    let named = [metadata.articleText("headline"), metadata.first("og:title"), metadata.title].compactMap {
      $0
    }.filter { !$0.isEmpty }
    func distance(_ id: HTMLTree.NodeID) -> Int { abs(all.ranges[id].lowerBound - body.lowerBound) }
    // The site's own name is a heading on some pages.
    let first = headings.filter {
      tree.nodes[$0].tag == .h1 && all.lines(in: all.ranges[$0]) > 0 && !isSiteName($0)
    }
    let alike = first.map { id in (id, named.map { TextLikeness.share(all.text(of: id), $0) }.max() ?? 0) }
      .filter { $0.1 >= 0.6 }
    if let best = alike.max(by: { ($0.1, -distance($0.0)) < ($1.1, -distance($1.0)) }) {
      return headline(best.0)
    }
    for index in 0..<min(body.upperBound, all.blocks.count) {
      let block = all.blocks[index]
      guard !block.isPicture, block.linked * 2 <= block.length else { continue }
      if named.contains(where: { $0 == block.text || (block.length > 20 && $0.hasPrefix(block.text)) }) {
        return headline(line: index)
      }
    }
    // „In bài: …“: more than the headline stands in the page's title.
    if let index = labelled(before: body, in: named) {
      return headline(line: index)
    }
    let before = first.filter { all.ranges[$0].lowerBound <= body.lowerBound }
    if let nearest = before.min(by: { distance($0) < distance($1) }) {
      return headline(nearest)
    }
    let heading = headings.last { id in
      let range = all.ranges[id]
      return !range.isEmpty && range.upperBound <= body.lowerBound + 1 && leftOut[range.lowerBound] == nil
        && all.text(of: id).unicodeScalars.count > 15
    }
    if let index = labelled(before: body, in: nil) {
      return headline(line: index)
    }
    if let heading { return headline(heading) }
    guard let name = named.first else { return Headline() }
    return Headline(text: Self.withoutPaper(name))
  }

  private func headline(_ element: HTMLTree.NodeID) -> Headline {
    Headline(text: all.text(of: element), element: element, lines: all.ranges[element])
  }

  private func headline(line index: Int) -> Headline {
    Headline(text: all.blocks[index].text, element: all.blocks[index].element, lines: index..<index + 1)
  }

  /// Whether a heading is the site's name: a link to its first page, or what the metadata call the site.
  private func isSiteName(_ id: HTMLTree.NodeID) -> Bool {
    let isHomeLink = tree.elements(inside: id).contains {
      tree.nodes[$0].tag == .a && tree.attribute("href", of: $0).map(PageAddress.isRoot) == true
    }
    return isHomeLink || all.text(of: id) == metadata.first("og:site_name")
  }

  /// The line before the first paragraph that one of the texts in `names` holds; without `names`, one whose class says that
  /// it is a headline.
  private mutating func labelled(before body: Range<Int>, in names: [String]?) -> Int? {
    let end = body.first { leftOut[$0] == nil && all.blocks[$0].length >= 100 && all.blocks[$0].isProse }
    for index in max(0, body.lowerBound - 6)..<(end ?? body.lowerBound) where leftOut[index] == nil {
      let block = all.blocks[index]
      guard (20...200).contains(block.length), block.linked == 0 else { continue }
      if let names {
        if names.contains(where: { $0.contains(block.text) }) { return index }
        continue
      }
      guard PageDate.visible(block.text, words) == nil else { continue }
      let inside = tree.elements(inside: block.element).filter { all.ranges[$0].lowerBound == index }
      for element in [block.element] + inside where labels[element].isTitle { return index }
    }
    return nil
  }

  /// A page's title without the paper's name at its end.
  private static func withoutPaper(_ title: String) -> String {
    for mark in [" | ", " - ", " – ", " — "] {
      if let range = title.range(of: mark, options: .backwards), title[range.upperBound...].count <= 40,
        title[..<range.lowerBound].count >= 15
      {
        return String(title[..<range.lowerBound])
      }
    }
    return title
  }

  private mutating func lead(before start: Int, title: Headline) -> [Int] {
    let ruledLead = ruled(.lead).flatMap { Array(all.ranges[$0]) }.filter {
      $0 < start && !all.blocks[$0].isPicture
    }
    if !ruledLead.isEmpty { return Array(Set(ruledLead)).sorted() }
    let described = [
      metadata.first("description"), metadata.first("og:description"), metadata.articleText("description"),
    ]
    .compactMap { $0 }.filter { $0.unicodeScalars.count > 30 }
    var first = max(0, start - 12)
    if let lines = title.lines, lines.upperBound <= start { first = lines.upperBound }
    var found: [(index: Int, isPoint: Bool)] = []
    for index in first..<max(first, start) {
      let block = all.blocks[index]
      guard !block.isPicture, block.text != title.text else { continue }
      let isDescribed =
        block.length > 30 && described.contains { TextLikeness.isSameBeginning(block.text, $0) }
      if isCaption[index] || (leftOut[index] != nil && !isDescribed) { continue }
      let line = Array(tree.line(from: block.element).prefix(3))
      let isPoint = line.contains { tree.nodes[$0].tag?.name == "li" }
      var isMarked = false
      for element in line where labels[element].isLead { isMarked = true }
      if isDescribed || (isMarked && block.length >= 40 && block.linked * 2 < block.length)
        || (block.length >= 90 && block.isProse)
      {
        found.append((index, isPoint))
      }
    }
    // Points of a list above the text sum it up; a lead is set so only where there is no other.
    let isAllPoints = found.allSatisfy(\.isPoint)
    let lead = found.filter { isAllPoints || !$0.isPoint }.map(\.index)
    for index in lead { leftOut[index] = nil }
    return lead
  }

  /// Takes bylines, source lines and headings without text off the end; gives the names that sign.
  private mutating func trimEnd(_ kept: inout [Int]) -> String? {
    var signature: String?
    while kept.count > 1, let last = kept.last {
      let block = all.blocks[last]
      if isSourceLine(block) {
        fates[last] = nil
        leftOut[last] = "names where it came from"
      } else if let names = byline.names(in: block.text) {
        signature = signature ?? names.joined(separator: ", ")
        fates[last] = .byline
      } else if isRagged(block) {
        fates[last] = nil
        leftOut[last] = "names where it came from"
      } else if tree.nodes[block.element].tag?.isHeading == true, block.length < 60 {
        fates[last] = nil
        leftOut[last] = "a heading without text"
      } else {
        break
      }
      kept.removeLast()
    }
    return signature
  }

  private func isSourceLine(_ block: PageBlocks.Block) -> Bool {
    guard block.length <= 70 else { return false }
    let text = block.text.drop { $0 == "(" || $0 == "[" }
    guard
      words[.sourceLines].contains(where: {
        text.hasPrefix($0 + " ") || text.hasPrefix($0 + ":") || (text.hasPrefix($0) && $0.hasSuffix(":"))
      })
    else { return false }
    let inner = text.hasSuffix(")") ? text.dropLast() : text
    return !inner.contains { ".!?".contains($0) && $0 != "." } && !inner.hasSuffix(".")
  }

  /// A short line at the right margin without an end: a signature of some kind.
  func isRagged(_ block: PageBlocks.Block) -> Bool {
    guard block.length < 70, let last = block.text.last, !".!?…:”\")".contains(last) else { return false }
    let isRight = ["style", "align"].contains {
      tree.attribute($0, of: block.element)?.contains("right") == true
    }
    return isRight && tree.nodes[block.element].tag?.isHeading != true
  }
}
