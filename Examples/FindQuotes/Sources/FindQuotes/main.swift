import Foundation
import TrichDan

// Prints who says what in the articles that are named, or in one of its own.

let own = """
  Bến đò Cồn Mây chạy lại trước Tết

  “Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận, Chủ tịch UBND xã Cồn Mây, nói sáng 5/1. Bà Mận cho biết xã đã chi 2 tỉ đồng.
  """

let finder = try QuoteFinder()
let texts = try CommandLine.arguments.dropFirst().map { try String(contentsOfFile: $0, encoding: .utf8) }

for text in texts.isEmpty ? [own] : texts {
  let found = try finder.quotes(in: QuoteFinder.normalized(text))
  for quotation in found.quotes + found.claims {
    print("\(quotation.speaker?.name ?? "?") [\(quotation.kind)]: \(quotation.passage.text)")
  }
}
