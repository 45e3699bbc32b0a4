import VietnameseText

/// What a page says about its article: who wrote it, when it was published, in which paper, at which address.
extension PageReading {
  // MARK: Author

  /// Who wrote the article: the names that a byline's class or the metadata give, else those that stand with the date or sign.
  mutating func author(body: Range<Int>, headline: Headline, near: Range<Int>) -> String? {
    let ruledNames = ruled(.author).compactMap { byline.namesBeforeDate(in: all.text(of: $0)) }
    if let names = ruledNames.first { return names.joined(separator: ", ") }
    let start = headline.lines.map { max(0, $0.lowerBound - 4) } ?? max(0, body.lowerBound - 12)
    let around = start..<max(start, min(all.blocks.count, body.upperBound + 12))
    var found = bylines(in: around)
    found += metadata.authors
    found += [metadata.first("dable:author"), metadata.first("article:author"), metadata.first("author")]
      .compactMap { $0 }
    let papers = ([metadata.first("og:site_name"), metadata.publisher, paper()] + metadata.organisations)
      .compactMap { $0 }
    for name in found where !PageAddress.looksLikeAddress(name) {
      guard let names = byline.names(in: name) else { continue }
      let people = names.filter { one in !papers.contains { TextLikeness.share(one, $0) > 0.9 } }
      if !people.isEmpty { return people.joined(separator: ", ") }
    }
    let below = headline.lines?.upperBound ?? near.lowerBound
    let after = min(body.upperBound, all.blocks.count)..<min(all.blocks.count, body.upperBound + 6)
    let names =
      namesBesideDate(max(near.lowerBound, below)..<max(near.upperBound, below), above: headline.element)
      ?? signature(in: after) ?? namesBesideDate(after, above: headline.element)
    return names.flatMap { names in
      names.contains { one in papers.contains { TextLikeness.share(one, $0) > 0.9 } }
        ? nil : names.joined(separator: ", ")
    }
  }

  /// The names in elements whose class says that they are an author's.
  private mutating func bylines(in around: Range<Int>) -> [String] {
    var found: [String] = []
    var boxed: [String] = []
    for id in tree.nodes.indices where tree.nodes[id].tag != nil {
      guard labels[id].isByline || tree.attribute("rel", of: id) == "author" else { continue }
      let range = all.ranges[id]
      // An element within a line has no lines of its own; it stands in the one that begins there.
      let isInline = range.isEmpty
      let lines = isInline ? range.lowerBound..<range.lowerBound + 1 : range
      // Who took a picture is named under it.
      guard around.contains(lines.lowerBound), lines.upperBound <= all.blocks.count,
        !lines.contains(where: { isCaption[$0] })
      else { continue }
      let text = PageMetadata.clean(tree.separateText(inside: id))
      if text.unicodeScalars.count < 120 {
        // A name often shares its line with the date, in an element of its own.
        if let names = byline.namesBeforeDate(in: text) {
          found.append(names.joined(separator: ", "))
          continue
        }
      } else if lines.count > 1, all.length(in: lines) < 700,
        let first = lines.first(where: { !all.blocks[$0].isPicture }),
        let names = byline.names(in: all.blocks[first].text)
      {
        // A box below the article with the name and what its bearer has written before.
        boxed.append(names.joined(separator: ", "))
        continue
      }
      guard !isInline, all.length(in: lines) < 120 else { continue }
      for index in lines where !all.blocks[index].isPicture {
        guard let names = byline.namesBeforeDate(in: all.blocks[index].text) else { continue }
        found.append(names.joined(separator: ", "))
        break
      }
    }
    return found + boxed
  }

  /// The names that share their line with a date, before it or in an element of their own, or stand in the line beside it.
  private func namesBesideDate(_ range: Range<Int>, above headline: HTMLTree.NodeID?) -> [String]? {
    let sections = sections(before: headline)
    func plausible(_ names: [String]?) -> [String]? {
      guard let names, names.count <= 4,
        names.allSatisfy({
          byline.isLikelyPerson($0) && !sections.contains(Folding.keyPreservingDiacritics($0))
        })
      else { return nil }
      return names
    }
    for index in range {
      let block = all.blocks[index]
      guard !block.isPicture, block.length < 120, PageDate.visible(block.text, words) != nil else { continue }
      if let names = plausible(byline.namesBeforeDate(in: block.text)) { return names }
      for id in tree.elements(inside: block.element) where all.ranges[id].lowerBound == index {
        if let names = plausible(byline.names(in: PageMetadata.clean(tree.separateText(inside: id)))) {
          return names
        }
      }
      for beside in [index - 1, index + 1] where range.contains(beside) && !all.blocks[beside].isPicture {
        if let names = plausible(byline.names(in: all.blocks[beside].text)) { return names }
      }
    }
    return nil
  }

  /// The site's sections, as the menus above the headline call them.
  private func sections(before headline: HTMLTree.NodeID?) -> Set<String> {
    var keys: Set<String> = []
    for id in 0..<(headline ?? tree.nodes.count) where tree.nodes[id].tag == .a {
      let text = tree.text(inside: id)
      if text.utf8.count < 100 { keys.insert(Folding.keyPreservingDiacritics(text)) }
    }
    return keys
  }

  /// The names in the first lines behind the text, where they are set as a signature is: at the right, in bold, or with what
  /// they did.
  private func signature(in range: Range<Int>) -> [String]? {
    for index in range where leftOut[index] == nil && !all.blocks[index].isPicture {
      let block = all.blocks[index]
      if block.isProse { return nil }
      guard block.linked == 0, let names = byline.names(in: block.text),
        names.allSatisfy(byline.isLikelyPerson)
      else { continue }
      let isWorded = names.joined(separator: ", ") != block.text
      let isBold = tree.elements(inside: block.element).contains { id in
        ["b", "strong", "em", "i"].contains(tree.tagName(of: id))
          && PageMetadata.clean(tree.separateText(inside: id)) == block.text
      }
      if isWorded || isBold || isRagged(block) { return names }
    }
    return nil
  }

  // MARK: Date

  /// When the article was published.
  ///
  /// - Parameters:
  ///   - near: the lines around the headline.
  ///   - headline: the headline's lines.
  ///   - after: the lines behind the text.
  ///   - last: the last lines of the text, of which one may be its place and day.
  func date(near: Range<Int>, headline: Range<Int>?, after: Range<Int>, last: ArraySlice<Int>) -> String? {
    let ruledDate = ruled(.date).lazy.compactMap { PageDate.visible(all.text(of: $0), words) }.first
    // What stands above the headline may be the day on which the page was asked for.
    let below = headline?.lowerBound ?? near.lowerBound
    let ordered = near.filter { $0 >= below } + near.filter { $0 < below }
    let seen = dates(in: ordered)
    let visible = ruledDate.map { ($0, false) } ?? seen.first { $0.date.time != nil }
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
    if let (visible, isChange) = visible, visible.time != nil {
      // The day of a change is shown alone on some pages; the metadata know the day of publication.
      if isChange, let first = dates.first, first.isDayBefore(visible) { return first.text }
      return (dates.first { $0.isSameMinute(as: visible) } ?? visible).text
    }
    if let visible = visible?.0,
      let same = dates.first(where: { $0.time != nil && $0.isSameDay(as: visible) })
    {
      return same.text
    }
    if visible == nil, let date = dates.first(where: { $0.time != nil }) ?? dates.first { return date.text }
    if let date = (visible ?? seen.first)?.0 { return date.text }
    let behind = self.dates(in: Array(after))
    return
      (behind.first { $0.date.time != nil } ?? self.dates(in: Array(last.reversed())).first ?? behind.first)?
      .date.text
  }

  /// The dates in short lines, and whether each is only that of a change.
  private func dates(in lines: [Int]) -> [(date: PageDate, isChange: Bool)] {
    lines.filter {
      !all.blocks[$0].isPicture && all.blocks[$0].length < 90
        && all.blocks[$0].linked * 2 < max(1, all.blocks[$0].length)
    }
    .compactMap { index in
      var text = Folding.keyPreservingDiacritics(all.blocks[index].text)
      let changed = words.keys(.changedLabels).compactMap { text.range(of: $0)?.lowerBound }.min()
      let published = words.keys(.publishedLabels).compactMap { text.range(of: $0)?.lowerBound }.min()
      if let published, let changed {
        // Both are there: the one of publication counts.
        text = String(published < changed ? text[published..<changed] : text[published...])
      }
      return PageDate.visible(text, words).map { ($0, published == nil && changed != nil) }
    }
  }

  // MARK: Paper and address

  /// The paper's name.
  func paper() -> String? {
    PaperName(
      tree: tree, blocks: all, metadata: metadata, library: library, imprint: imprint, host: host
    ).find()
  }

  /// The page's own address.
  func url() -> String? {
    [metadata.canonical, metadata.first("og:url"), address, saved].lazy.compactMap { $0 }.first {
      PageAddress.host($0) != nil
    }
  }
}
