import Testing

@testable import WebPage

@Suite struct SelectorTests {
  private let tree = try! HTMLTree(
    Array(
      """
      <div id="a" class="x y"><p class="lead">một</p><ul><li>hai</li><li class="x">ba</li></ul></div>
      <p data-role="sapo big">bốn</p><section><p>năm</p></section>
      """.utf8))

  private func texts(_ selector: String) throws -> [String] {
    try Selector(selector).elements(in: tree).map { tree.text(inside: $0) }
  }

  @Test(arguments: [
    ("p.lead", ["một"]), ("#a li", ["hai", "ba"]), ("div > li", []), ("ul > li.x", ["ba"]),
    ("li + li", ["ba"]),
    ("p ~ ul li:first-child", ["hai"]), ("[data-role]", ["bốn"]), ("[data-role~=sapo]", ["bốn"]),
    ("p[data-role^='sapo']", ["bốn"]), ("[data-role$=big]", ["bốn"]), ("[data-role*=po]", ["bốn"]),
    ("p:not(.lead)", ["bốn", "năm"]), ("section p, .lead", ["một", "năm"]), ("li:not(.x)", ["hai"]),
  ])
  func elementsAreFoundAsAStyleSheetFindsThem(selector: String, expected: [String]) throws {
    #expect(try texts(selector) == expected)
  }

  @Test(arguments: ["", "p..a", "p >", "[a", "p:hover", "#", "a,,b", "[a=\"b]"])
  func whatIsNoSelectorIsRefusedWithItsPlace(selector: String) {
    #expect(throws: Selector.Fault.self) { try Selector(selector) }
  }
}
