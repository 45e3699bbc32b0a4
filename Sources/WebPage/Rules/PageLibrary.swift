import VietnameseText
import Yams

/// What is known of papers' pages: the words of `pages/words.yaml`, the papers of `pages/papers.txt`, and a rule a paper in the
/// other `pages/*.yaml`.
public struct PageLibrary: Sendable {
  /// The rules of single papers, in the order of the files.
  public private(set) var rules: [SiteRule] = []
  /// What is wrong with the files; the rest is used.
  public private(set) var faults: [PageFault] = []

  var words = PageWords()
  /// Papers' names by host.
  private var papers: [String: String] = [:]
  /// Papers' names by their search keys.
  private(set) var paperNames: [String: String] = [:]

  /// Reads the files under `pages/`: their names within the pattern library, and their texts.
  public init(files: [(name: String, text: String)] = []) {
    var lines: [String: (file: String, line: Int)] = [:]
    for file in files.sorted(by: { $0.name < $1.name }) {
      let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
      switch name {
      case "papers.txt": readPapers(file.text, file.name, &lines)
      case "words.yaml": readWords(file.text, file.name)
      case let other where other.hasSuffix(".yaml") || other.hasSuffix(".yml"):
        readRule(file.text, file.name, &lines)
      default:
        faults.append(PageFault(file: file.name, line: 0, message: "no file of page rules: write .yaml"))
      }
    }
  }

  /// The same library without the rules of single papers: how well pages of papers without one are read.
  public func withoutRules() -> PageLibrary {
    var copy = self
    copy.rules = []
    return copy
  }

  /// Adds rules of papers, behind those that there are.
  mutating func add(rules more: [SiteRule]) {
    rules += more
    for rule in more { for host in rule.hosts { papers[host] = rule.name } }
  }

  /// The rule for pages of `host`.
  func rule(forHost host: String) -> SiteRule? {
    rules.first { $0.hosts.contains { Self.host(host, isBelow: $0) } }
  }

  /// The name of the paper with pages at `host`.
  func paper(atHost host: String) -> String? {
    var rest = Substring(host.lowercased())
    while rest.contains(".") {
      if let name = papers[String(rest)] { return name }
      rest = rest.drop { $0 != "." }.dropFirst()
    }
    return nil
  }

  private static func host(_ host: String, isBelow site: String) -> Bool {
    let host = host.lowercased()
    return host == site || host.hasSuffix("." + site)
  }

  /// Whether a line is one that points to other articles, such as those behind an article's end.
  public func pointsElsewhere(_ line: String) -> Bool {
    guard line.utf8.count < 400 else { return false }
    let key = Folding.keyPreservingDiacritics(line)
    return words.keys(.clutterBeginnings).contains(where: key.hasPrefix)
      || words.keys(.clutterLines).contains(String(key.reversed().drop { !$0.isLetter }.reversed()))
  }

  // MARK: Files

  private mutating func readPapers(
    _ text: String, _ file: String, _ lines: inout [String: (file: String, line: Int)]
  ) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let entry = line.prefix { $0 != "#" }
      guard entry.contains(where: { !$0.isWhitespace }) else { continue }
      let fields = entry.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
      guard fields.count == 2, !fields[0].isEmpty, !fields[1].isEmpty else {
        faults.append(
          PageFault(
            file: file, line: index + 1, message: "a paper is written `host | name`, such as `bao.vn | Báo`"))
        continue
      }
      take(host: fields[0], name: fields[1], file, index + 1, &lines)
    }
  }

  private mutating func take(
    host: String, name: String, _ file: String, _ line: Int,
    _ lines: inout [String: (file: String, line: Int)]
  ) {
    let host = host.lowercased()
    if !host.contains(".") || host.contains("/") || host.hasPrefix("www.") {
      faults.append(
        PageFault(file: file, line: line, message: "`\(host)` is no host; write it without https:// and www.")
      )
    }
    if let first = lines[host] {
      faults.append(
        PageFault(file: file, line: line, message: "`\(host)` stands already at \(first.file):\(first.line)"))
    }
    lines[host] = (file, line)
    papers[host] = name
    paperNames[Folding.keyPreservingDiacritics(name)] = name
  }

  private mutating func readWords(_ text: String, _ file: String) {
    guard let map = mapping(text, file) else { return }
    for (key, value) in map {
      guard let list = PageWords.List(rawValue: key.string ?? "") else {
        let known = PageWords.List.allCases.map(\.rawValue).joined(separator: ", ")
        faults.append(
          PageFault(
            file: file, line: key.mark?.line ?? 0,
            message: "unknown key `\(key.string ?? "?")`; there are \(known)"))
        continue
      }
      guard let entries = value.sequence else {
        faults.append(
          PageFault(file: file, line: key.mark?.line ?? 0, message: "`\(list.rawValue)` is a list of words"))
        continue
      }
      words[list] = entries.compactMap { $0.string.map(Normalization.nfc) }
    }
  }

  private mutating func readRule(
    _ text: String, _ file: String, _ lines: inout [String: (file: String, line: Int)]
  ) {
    guard let map = mapping(text, file) else { return }
    var rule = SiteRule(file: file, name: "", hosts: [])
    var places: [(String, Int)] = []
    for (key, value) in map {
      let line = key.mark?.line ?? 0
      let texts = value.sequence.map { $0.compactMap(\.string) } ?? value.string.map { [$0] } ?? []
      switch key.string {
      case "name": rule.name = Normalization.nfc(texts.first ?? "")
      case "hosts":
        rule.hosts = texts.map { $0.lowercased() }
        places = rule.hosts.map { ($0, line) }
      case let name:
        guard let part = SiteRule.Part(rawValue: name ?? "") else {
          let known = SiteRule.Part.allCases.map(\.rawValue).joined(separator: ", ")
          faults.append(
            PageFault(
              file: file, line: line,
              message: "unknown key `\(name ?? "?")`; a rule has hosts, name, \(known)"))
          continue
        }
        do {
          rule.selectors[part] = try Selector(texts.joined(separator: ", "))
        } catch {
          faults.append(
            PageFault(file: file, line: line, message: "`\(part.rawValue)` is no selector: \(error.message)"))
        }
      }
    }
    if rule.hosts.isEmpty {
      faults.append(
        PageFault(file: file, line: 0, message: "a rule needs `hosts`, such as `hosts: [bao.vn]`"))
    }
    if rule.name.isEmpty {
      faults.append(PageFault(file: file, line: 0, message: "a rule needs the paper's `name`"))
    }
    for (host, line) in places { take(host: host, name: rule.name, file, line, &lines) }
    rules.append(rule)
  }

  private mutating func mapping(_ text: String, _ file: String) -> Node.Mapping? {
    do {
      if let map = try Yams.compose(yaml: text)?.mapping { return map }
      faults.append(
        PageFault(file: file, line: 0, message: "the file is a mapping, such as `hosts: [bao.vn]`"))
    } catch let error as YamlError {
      var line = 0
      switch error {
      case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
        line = mark.line
      default: break
      }
      faults.append(PageFault(file: file, line: line, message: "\(error)"))
    } catch {
      faults.append(PageFault(file: file, line: 0, message: "\(error)"))
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return Normalization.nfc(String(text))
  }
}
