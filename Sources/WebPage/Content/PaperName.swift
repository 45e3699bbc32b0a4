import Foundation
import VietnameseText

/// Finds the name of the paper in what its page says of itself.
struct PaperName {
  let tree: HTMLTree
  let blocks: PageBlocks
  let metadata: PageMetadata
  let library: PageLibrary
  let imprint: Imprint
  /// The host of the page's address, or the likeliest one.
  let host: String?

  /// The paper that bears the host in the library, else the one that metadata, the imprint, the page's title or its logo
  /// name; a name that is nothing but letters of the host comes last.
  func find() -> String? {
    if let host, let name = library.paper(atHost: host) { return name }
    let said = saidInMetadata
    if let name = said.first(where: { !Self.isBareHost($0) }) { return name }
    let label = host?.split(separator: ".").first.map(String.init)
    return host.flatMap(written(for:)) ?? owner ?? said.first { $0 == label } ?? tailOfTitle ?? logo
      ?? said.first
  }

  /// Names that the metadata give, without addresses.
  private var saidInMetadata: [String] {
    let named = [metadata.first("og:site_name"), metadata.publisher] + metadata.organisations
    return (named + [metadata.first("application-name"), metadata.first("apple-mobile-web-app-title")])
      .compactMap { $0 }.filter { !PageAddress.looksLikeAddress($0) && $0.unicodeScalars.count <= 80 }
  }

  /// A host's name without its ending is no name of a paper.
  private static func isBareHost(_ name: String) -> Bool { !name.contains(" ") && name == name.lowercased() }

  // MARK: The host's letters in words

  /// The words of the page that have the letters of the host's name: `Đầu tư` for `dautu.vn`, `VnExpress` for `vnexpress.net`.
  ///
  /// The spelling that is met most often is taken, one in capitals only where there is no other.
  func written(for host: String) -> String? {
    guard let label = host.split(separator: ".").first.map(String.init), label.utf8.count >= 3 else {
      return nil
    }
    let bare = label.hasPrefix("bao") && label.utf8.count > 5 ? String(label.dropFirst(3)) : nil
    var counts: [String: (count: Int, first: Int)] = [:]
    func count(_ name: String) {
      let first = counts.count
      counts[name, default: (0, first)].count += 1
    }
    for text in texts {
      let words = text.split(whereSeparator: \.isWhitespace)
      for start in words.indices where words[start].unicodeScalars.contains(where: \.properties.isUppercase) {
        if let name = Self.name(in: words[start...], spelt: label) { count(name) }
        if let bare, let name = afterPrefix(words[start...], spelt: bare) { count(name) }
      }
    }
    return counts.max { left, right in
      let (leftLoud, rightLoud) = (Self.isLoud(left.key), Self.isLoud(right.key))
      if leftLoud != rightLoud { return leftLoud }
      return (left.value.count, right.value.first) < (right.value.count, left.value.first)
    }?.key
  }

  /// Short texts, and what pictures and links are called.
  private var texts: [String] {
    var texts = Array(metadata.meta.values.sorted())
    for id in tree.nodes.indices {
      guard tree.nodes[id].tag != nil else { continue }
      for name in ["alt", "title"] {
        if let text = tree.attribute(name, of: id), text.utf8.count < 200 { texts.append(text) }
      }
    }
    for block in blocks.blocks where !block.isPicture { texts.append(block.text) }
    return texts
  }

  private static func isLoud(_ name: String) -> Bool {
    name.contains(" ") && name == name.uppercased()
  }

  /// The first words whose letters are `label`.
  private static func name(in words: ArraySlice<Substring>, spelt label: String) -> String? {
    var letters = ""
    var taken: [String] = []
    for word in words.prefix(6) {
      let bare = word.trimmingCharacters(in: .punctuationCharacters.union(.symbols))
      guard !bare.isEmpty, !bare.contains("."), !bare.contains("@"), !bare.contains("/") else { return nil }
      letters += Folding.fold(bare)
      taken.append(bare)
      if letters == label {
        // A sentence's words in small letters are no name.
        return taken[0].first?.isUppercase == true || taken.count == 1 ? taken.joined(separator: " ") : nil
      }
      // What a mark parts is no name either.
      if !label.hasPrefix(letters) || word.last != bare.last { return nil }
    }
    return nil
  }

  /// „Báo điện tử Sao Mai“ for `baosaomai.vn`: a longer word for a paper may stand where the host has `bao`.
  private func afterPrefix(_ words: ArraySlice<Substring>, spelt bare: String) -> String? {
    for prefix in library.words[.paperPrefixes] {
      let parts = prefix.split(separator: " ")
      let head = words.prefix(parts.count)
      guard parts.count > 1, head.count == parts.count, words.count > parts.count,
        Folding.keyPreservingDiacritics(head.joined(separator: " "))
          == Folding.keyPreservingDiacritics(prefix),
        let name = Self.name(in: words.dropFirst(parts.count), spelt: bare)
      else { continue }
      return (head.map(String.init) + [name]).joined(separator: " ")
    }
    return nil
  }

  // MARK: Imprint, title, logo

  private var owner: String? {
    blocks.blocks.reversed().lazy.filter { !$0.isPicture && imprint.isLine($0.text) }.compactMap {
      imprint.owner(in: $0.text)
    }.first
  }

  /// What stands behind the headline in the page's title, unless it is the name of one of the site's sections.
  private var tailOfTitle: String? {
    for mark in [" | ", " - ", " – ", " — "] {
      guard let range = metadata.title.range(of: mark, options: .backwards) else { continue }
      let end = String(metadata.title[range.upperBound...]).trimmed()
      let key = Folding.keyPreservingDiacritics(end)
      if let known = library.paperNames[key] { return known }
      guard (2...40).contains(end.unicodeScalars.count), !PageAddress.looksLikeAddress(end),
        end.first?.isUppercase == true
      else { continue }
      let isHeadline = metadata.title[..<range.lowerBound].unicodeScalars.count >= 15
      let isSaidPaper = library.words.keys(.paperPrefixes).contains { key.hasPrefix($0 + " ") }
      if isSaidPaper || (isHeadline && !sections.contains(key)) { return end }
    }
    return nil
  }

  /// The texts of links to other pages than the first one of the site.
  private var sections: Set<String> {
    var keys: Set<String> = []
    for id in tree.nodes.indices where tree.nodes[id].tag == .a {
      guard let address = tree.attribute("href", of: id), !PageAddress.isRoot(address) else { continue }
      let text = tree.text(inside: id)
      if text.utf8.count < 100 { keys.insert(Folding.keyPreservingDiacritics(text)) }
    }
    return keys
  }

  /// What the site's logo is called: a picture that leads to the first page, or one that says it is the logo.
  private var logo: String? {
    for id in tree.nodes.indices where isLogo(id) {
      for name in ["alt", "title"] {
        guard let text = tree.attribute(name, of: id).map(PageMetadata.clean) else { continue }
        if (2...40).contains(text.unicodeScalars.count), text.contains(" "), text.first?.isUppercase == true,
          !library.words.keys(.homeWords).contains(Folding.keyPreservingDiacritics(text))
        {
          return text
        }
      }
    }
    return nil
  }

  private func isLogo(_ id: HTMLTree.NodeID) -> Bool {
    guard let tag = tree.nodes[id].tag, tag == .a || tag == .img || tree.tagName(of: id) == "amp-img" else {
      return false
    }
    return ["src", "class", "id"].contains {
      tree.attribute($0, of: id)?.lowercased().contains("logo") == true
    }
  }
}
