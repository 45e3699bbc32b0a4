import CGumbo

/// An element's tag, as libgumbo numbers them.
struct HTMLTag: Hashable {
  private let number: UInt32

  init(_ tag: GumboTag) { number = UInt32(tag.rawValue) }

  /// The tag's name in lower case; empty for one that HTML does not know.
  var name: String { String(cString: gumbo_normalized_tagname(GumboTag(rawValue: .init(number)))) }

  static let unknown = HTMLTag(GUMBO_TAG_UNKNOWN)
  static let a = HTMLTag(GUMBO_TAG_A)
  static let br = HTMLTag(GUMBO_TAG_BR)
  static let img = HTMLTag(GUMBO_TAG_IMG)
  static let body = HTMLTag(GUMBO_TAG_BODY)
  static let head = HTMLTag(GUMBO_TAG_HEAD)
  static let h1 = HTMLTag(GUMBO_TAG_H1)
  static let header = HTMLTag(GUMBO_TAG_HEADER)
  static let article = HTMLTag(GUMBO_TAG_ARTICLE)
  static let table = HTMLTag(GUMBO_TAG_TABLE)
  static let figure = HTMLTag(GUMBO_TAG_FIGURE)
  static let figcaption = HTMLTag(GUMBO_TAG_FIGCAPTION)
  static let footer = HTMLTag(GUMBO_TAG_FOOTER)
  static let nav = HTMLTag(GUMBO_TAG_NAV)
  static let time = HTMLTag(GUMBO_TAG_TIME)
  static let meta = HTMLTag(GUMBO_TAG_META)
  static let link = HTMLTag(GUMBO_TAG_LINK)
  static let title = HTMLTag(GUMBO_TAG_TITLE)
  static let script = HTMLTag(GUMBO_TAG_SCRIPT)
  static let em = HTMLTag(GUMBO_TAG_EM)
  static let i = HTMLTag(GUMBO_TAG_I)

  /// Whether it stands on lines of its own.
  var isBlock: Bool { Self.blocks.contains(self) }
  /// Whether nothing in it is shown as running text.
  var isUnseen: Bool { Self.unseen.contains(self) }
  /// Whether it is a heading, `h1` to `h6`.
  var isHeading: Bool { Self.headings.contains(self) }
  /// Whether it holds what belongs to the site, not to the article.
  var isApart: Bool { Self.apart.contains(self) }
  /// Whether it is one of a list's kinds.
  var isList: Bool { Self.lists.contains(self) }
  /// Whether it holds a paragraph, so that what is around it holds the article.
  var isParagraph: Bool { Self.paragraphs.contains(self) }
  /// Whether it may hold a line of its own that is nothing but a link.
  var isLinkHolder: Bool { Self.linkHolders.contains(self) }

  private static let headings: Set<HTMLTag> = tags(
    GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6)
  private static let lists = tags(GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_DL)
  private static let paragraphs = tags(
    GUMBO_TAG_P, GUMBO_TAG_LI, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_TD)
  private static let linkHolders = tags(GUMBO_TAG_P, GUMBO_TAG_DIV, GUMBO_TAG_LI, GUMBO_TAG_SECTION)
  private static let apart = tags(
    GUMBO_TAG_NAV, GUMBO_TAG_ASIDE, GUMBO_TAG_FOOTER, GUMBO_TAG_FORM, GUMBO_TAG_BUTTON, GUMBO_TAG_MENU,
    GUMBO_TAG_LABEL)
  private static let unseen = tags(
    GUMBO_TAG_HEAD, GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_SVG, GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_CANVAS, GUMBO_TAG_MAP, GUMBO_TAG_SELECT,
    GUMBO_TAG_OPTION, GUMBO_TAG_TEXTAREA, GUMBO_TAG_INPUT, GUMBO_TAG_MATH)
  private static let blocks = tags(
    GUMBO_TAG_ADDRESS, GUMBO_TAG_ARTICLE, GUMBO_TAG_ASIDE, GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY,
    GUMBO_TAG_CENTER, GUMBO_TAG_DD, GUMBO_TAG_DETAILS, GUMBO_TAG_DIR, GUMBO_TAG_DIV, GUMBO_TAG_DL,
    GUMBO_TAG_DT, GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE, GUMBO_TAG_FOOTER,
    GUMBO_TAG_FORM, GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3, GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6,
    GUMBO_TAG_HEADER, GUMBO_TAG_HGROUP, GUMBO_TAG_HR, GUMBO_TAG_HTML, GUMBO_TAG_LEGEND, GUMBO_TAG_LI,
    GUMBO_TAG_MAIN, GUMBO_TAG_NAV, GUMBO_TAG_OL, GUMBO_TAG_P, GUMBO_TAG_PRE, GUMBO_TAG_SECTION,
    GUMBO_TAG_SUMMARY, GUMBO_TAG_TABLE, GUMBO_TAG_TBODY, GUMBO_TAG_TD, GUMBO_TAG_TFOOT, GUMBO_TAG_TH,
    GUMBO_TAG_THEAD, GUMBO_TAG_TR, GUMBO_TAG_UL)

  private static func tags(_ all: GumboTag...) -> Set<HTMLTag> { Set(all.map(HTMLTag.init)) }
}
