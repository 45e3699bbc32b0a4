import Foundation
import VietnameseText

/// Finds the article in a page.
///
/// What cannot be part of it is marked first: what the site has on every page, boxes of other articles, captions. The body
/// is the element that holds most prose, each paragraph counting for the elements around it (as Readability and those after
/// it do it); the headline is the one that the page's own title names; the lead is prose between the two. A site rule
/// answers each question before the page at large is asked.
struct PageReading {
  private let tree: HTMLTree
  private let all: PageBlocks
  private let library: PageLibrary
  private let words: PageWords
  private let metadata: PageMetadata
  private let byline: Byline
  private let saved: String?
  private let address: String?
  private let rule: SiteRule?
  private let host: String?
  /// What the class, id and the like of each element say, found when asked for.
  private var labels: ElementLabels
  /// Why each block is left out.
  private var leftOut: [String?]
  private var isCaption: [Bool]
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
    all = PageBlocks(tree)
    labels = ElementLabels(tree, library.words)
    leftOut = Array(repeating: nil, count: all.blocks.count)
    isCaption = Array(repeating: false, count: all.blocks.count)
    let known = [address, metadata.canonical, metadata.first("og:url"), saved].lazy.compactMap {
      $0.flatMap(PageAddress.host)
    }
    host = known.first ?? Self.likelyHost(of: tree, library)
    rule = host.flatMap(library.rule(forHost:))
    headings = tree.nodes.indices.filter { tree.nodes[$0].tag?.isHeading == true }
    prose = all.prose(in: 0..<all.blocks.count)
  }

  /// The host of a page that does not say its address: a known paper's in a mail address or in most links, else that of most
  /// links.
  private static func likelyHost(of tree: HTMLTree, _ library: PageLibrary) -> String? {
    let hosts = PageAddress.hosts(of: tree)
    return (hosts.mail + hosts.links).first { library.paper(atHost: $0) != nil } ?? hosts.links.first
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
    page.author = author(body: 0..<0, title: nil)
    page.published = date(near: 0..<0)
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
    if let element = title.element, bodyRange.contains(all.ranges[element].lowerBound) {
      start = min(all.ranges[element].upperBound, bodyRange.upperBound)
    }
    var page = WebPage()
    page.title = title.text
    if let element = title.element { for index in all.ranges[element] { fates[index] = .title } }
    let lead = lead(before: start, title: title)
    let inside = (start..<bodyRange.upperBound).filter { leftOut[$0] == nil && !all.blocks[$0].isPicture }
    let first = max(0, min(start, title.element.map { all.ranges[$0].lowerBound } ?? start) - 8)
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
    let links = bodyRange.count { all.blocks[$0].isLink && all.blocks[$0].length > 25 }
    let isSure = metadata.isArticle || rule?.selectors[.body]?.matches(body, in: tree) == true
    let isDated = shown.contains { $0.time != nil }
    let isNamed = isNamed(title)
    // An article that points to many others has its own headline and time; a list of headlines has no such.
    if !isSure, links >= 4, links * 2 >= paragraphs, !(isNamed && isDated && keptProse >= 400) {
      return .failure(.headlines)
    }
    let hasDay =
      !shown.isEmpty
      || tree.nodes.indices.contains { id in
        tree.nodes[id].tag == .time && tree.attribute("datetime", of: id) != nil
          && near.contains(all.ranges[id].lowerBound)
      }
    if keptProse < (isSure ? 200 : isDated || (isNamed && hasDay) ? 300 : 500) {
      return .failure(looksLikeList ? .headlines : .noText)
    }
    if !isSure, keptProse < 1_500, paragraphs < 5, looksLikeList { return .failure(.headlines) }
    page.text = kept.map { all.blocks[$0].text }.joined(separator: "\n")
    page.author = opening ?? signature ?? author(body: bodyRange, title: title.element)
    page.published = date(near: near)
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
  private func isNamed(_ title: (text: String?, element: HTMLTree.NodeID?)) -> Bool {
    guard let text = title.text, let element = title.element, tree.nodes[element].tag?.isHeading == true,
      text.unicodeScalars.count >= 25
    else { return false }
    return [metadata.first("og:title"), metadata.title].contains {
      $0.map { TextLikeness.share(text, $0) > 0.9 } ?? false
    }
  }

  private var looksLikeList: Bool {
    metadata.isList || all.blocks.count(where: { $0.isLink && $0.length > 25 }) > 12
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
  }

  private mutating func clutter(
    element id: HTMLTree.NodeID, _ tag: HTMLTag, _ range: Range<Int>, strictly: Bool
  ) -> String? {
    let text = all.prose(in: range)
    if strictly, text * 10 < prose * 9, !labels[id].isBody, let word = labels[id].commentWord,
      !holdsHeadline(id)
    {
      // What readers write may be more than the article.
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
  private func ruled(_ part: SiteRule.Part) -> [HTMLTree.NodeID] {
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

  private func title(body: Range<Int>) -> (text: String?, element: HTMLTree.NodeID?) {
    if let element = ruled(.title).first { return (all.text(of: element), element) }
    let named = [metadata.articleText("headline"), metadata.first("og:title"), metadata.title].compactMap {
      $0
    }.filter { !$0.isEmpty }
    func distance(_ id: HTMLTree.NodeID) -> Int { abs(all.ranges[id].lowerBound - body.lowerBound) }
    let first = headings.filter { tree.nodes[$0].tag == .h1 && all.lines(in: all.ranges[$0]) > 0 }
    let alike = first.map { id in (id, named.map { TextLikeness.share(all.text(of: id), $0) }.max() ?? 0) }
      .filter { $0.1 >= 0.6 }
    if let best = alike.max(by: { ($0.1, -distance($0.0)) < ($1.1, -distance($1.0)) }) {
      return (all.text(of: best.0), best.0)
    }
    for index in 0..<min(body.upperBound, all.blocks.count) {
      let block = all.blocks[index]
      guard !block.isPicture, block.linked * 2 <= block.length else { continue }
      if named.contains(where: { $0 == block.text || (block.length > 20 && $0.hasPrefix(block.text)) }) {
        return (block.text, block.element)
      }
    }
    let before = first.filter { all.ranges[$0].lowerBound <= body.lowerBound }
    if let nearest = before.min(by: { distance($0) < distance($1) }) {
      return (all.text(of: nearest), nearest)
    }
    let heading = headings.last { id in
      let range = all.ranges[id]
      return !range.isEmpty && range.upperBound <= body.lowerBound + 1 && leftOut[range.lowerBound] == nil
        && all.text(of: id).unicodeScalars.count > 15
    }
    if let heading { return (all.text(of: heading), heading) }
    guard let name = named.first else { return (nil, nil) }
    return (Self.withoutPaper(name), nil)
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

  private mutating func lead(before start: Int, title: (text: String?, element: HTMLTree.NodeID?)) -> [Int] {
    let ruledLead = ruled(.lead).flatMap { Array(all.ranges[$0]) }.filter {
      $0 < start && !all.blocks[$0].isPicture
    }
    if !ruledLead.isEmpty { return Array(Set(ruledLead)).sorted() }
    let described = [
      metadata.first("description"), metadata.first("og:description"), metadata.articleText("description"),
    ]
    .compactMap { $0 }.filter { $0.unicodeScalars.count > 30 }
    var first = max(0, start - 12)
    if let element = title.element, all.ranges[element].upperBound <= start {
      first = all.ranges[element].upperBound
    }
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
  private func isRagged(_ block: PageBlocks.Block) -> Bool {
    guard block.length < 70, let last = block.text.last, !".!?…:”\")".contains(last) else { return false }
    let isRight = ["style", "align"].contains {
      tree.attribute($0, of: block.element)?.contains("right") == true
    }
    return isRight && tree.nodes[block.element].tag?.isHeading != true
  }

  // MARK: About the article

  private mutating func author(body: Range<Int>, title: HTMLTree.NodeID?) -> String? {
    let ruledNames = ruled(.author).compactMap { byline.namesBeforeDate(in: all.text(of: $0)) }
    if let names = ruledNames.first { return names.joined(separator: ", ") }
    let start = title.map { max(0, all.ranges[$0].lowerBound - 4) } ?? max(0, body.lowerBound - 12)
    let near = start..<max(start, min(all.blocks.count, body.upperBound + 12))
    var found: [String] = []
    for id in tree.nodes.indices where tree.nodes[id].tag != nil {
      guard labels[id].isByline || tree.attribute("rel", of: id) == "author" else { continue }
      // What stands in a line has no lines of its own: those of the element around it count.
      var holder = id
      while all.ranges[holder].isEmpty, let parent = tree.parent(of: holder) { holder = parent }
      let range = all.ranges[holder]
      // Who took a picture is named under it.
      guard near.contains(range.lowerBound), all.length(in: range) < 120,
        !range.contains(where: { isCaption[$0] })
      else { continue }
      // A name often shares its line with the date, in an element of its own.
      if let names = byline.namesBeforeDate(in: PageMetadata.clean(tree.separateText(inside: id))) {
        found.append(names.joined(separator: ", "))
        continue
      }
      guard holder == id else { continue }
      for index in range where !all.blocks[index].isPicture {
        guard let names = byline.namesBeforeDate(in: all.blocks[index].text) else { continue }
        found.append(names.joined(separator: ", "))
        break
      }
    }
    found += metadata.authors
    found += [metadata.first("dable:author"), metadata.first("article:author"), metadata.first("author")]
      .compactMap { $0 }
    let papers =
      [metadata.first("og:site_name"), metadata.publisher, host.flatMap(library.paper(atHost:))].compactMap {
        $0
      } + metadata.organisations
    for name in found where !PageAddress.looksLikeAddress(name) {
      guard let names = byline.names(in: name) else { continue }
      let people = names.filter { one in !papers.contains { TextLikeness.share(one, $0) > 0.9 } }
      if !people.isEmpty { return people.joined(separator: ", ") }
    }
    return nil
  }

  private func date(near: Range<Int>) -> String? {
    let ruledDate = ruled(.date).lazy.compactMap { PageDate.visible(all.text(of: $0), words) }.first
    let seen = near.filter { !all.blocks[$0].isPicture && all.blocks[$0].length < 90 }.compactMap {
      PageDate.visible(all.blocks[$0].text, words)
    }
    let visible = ruledDate ?? seen.first { $0.time != nil }
    var machine = [
      "article:published_time", "datepublished", "pubdate", "publish-date", "date", "dc.date.issued",
      "og:published_time",
      "article:published", "article:publish_time",
    ].compactMap { metadata.meta[$0] }
    for id in tree.nodes.indices where tree.nodes[id].tag == .time && near.contains(all.ranges[id].lowerBound)
    {
      if let text = tree.attribute("datetime", of: id) { machine.append(text) }
    }
    if let text = metadata.articleText("datePublished") { machine.append(text) }
    let dates = machine.compactMap { PageDate.machine($0) ?? PageDate.visible($0, words) }
    if let visible, visible.time != nil {
      return (dates.first { $0.isSameMinute(as: visible) } ?? visible).text
    }
    if let visible, let same = dates.first(where: { $0.time != nil && $0.isSameDay(as: visible) }) {
      return same.text
    }
    if visible == nil, let date = dates.first(where: { $0.time != nil }) ?? dates.first { return date.text }
    return (visible ?? seen.first)?.text
  }

  private func paper() -> String? {
    if let host, let name = library.paper(atHost: host) { return name }
    let named =
      [metadata.first("og:site_name"), metadata.publisher].compactMap { $0 } + metadata.organisations
    for name in named where !PageAddress.looksLikeAddress(name) {
      // A host's name without its ending is no name of a paper.
      if !name.contains(" "), name == name.lowercased() { continue }
      return name
    }
    for mark in [" | ", " - ", " – "] {
      guard let range = metadata.title.range(of: mark, options: .backwards) else { continue }
      let end = String(metadata.title[range.upperBound...]).trimmed()
      let key = Folding.keyPreservingDiacritics(end)
      if let known = library.paperNames[key] { return known }
      if words[.paperPrefixes].contains(where: { end.hasPrefix($0 + " ") }), end.count <= 40 { return end }
    }
    return nil
  }

  private func url() -> String? {
    [metadata.canonical, metadata.first("og:url"), address, saved].lazy.compactMap { $0 }.first {
      PageAddress.host($0) != nil
    }
  }
}
