import Foundation
import QuoteStore
import Testing

/// What `trichdan report` counts, counted once more by others.
@Suite struct ReportTests {
  private let folder = Folder()

  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus").path

  /// Articles of two papers over a year, with a newcomer in its last weeks, one without a paper and one without a day.
  private static let dated: [[String: String]] =
    (1...24).map { number in
      let newcomer = number > 22 ? " Luật sư Tô Thị Vóc cho rằng vé đò số \(number) đắt." : ""
      return [
        "id": "do-\(number)", "source": number % 3 == 0 ? "Tin Bến" : "Báo \"Sông\", số mới",
        "published": "2023-\(number / 2 < 10 ? "0" : "")\(max(1, number / 2))-\(10 + number % 2)",
        "text": "Bến đò số \(number)\n\nÔng Mạc Văn Lũng, lái đò, nói: “Chuyến \(number) chở đông khách”. "
          + "Bà Quách Diệu Ân, Chủ tịch UBND xã Vạn Chài, cho biết bến sẽ mở lại. "
          + "Các chuyên gia cảnh báo nước lên nhanh.\(newcomer)",
      ]
    } + [
      ["id": "khong-bao", "published": "2023-05-06", "text": "“Đò cũ lắm rồi”, bà Lê Thị Mận kể."],
      ["id": "khong-ngay", "source": "Tin Bến", "text": "“Đò mới rồi”, bà Lê Thị Mận kể."],
    ]

  @Test(.enabled(if: Consumers.reason == nil, Comment(rawValue: Consumers.reason ?? "")))
  func pandasCountsTheSameFromTheExport() throws {
    let lines = try Self.dated.map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
    }
    let database = folder.path + "/a.sqlite"
    let export = folder.path + "/all.jsonl"
    let report = folder.path + "/report.csv"
    for arguments in [
      [
        "ingest", "--quiet", "--db", database, Self.corpus,
        folder.write("la.jsonl", lines.joined(separator: "\n")),
      ],
      ["export", "jsonl", "--quiet", "--db", database, "-o", export],
      ["report", "--as", "csv", "--top", "100000", "--db", database, "-o", report],
    ] {
      let outcome = try Program.run(arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let agreed = try Consumers.recount(export, report)
    #expect(agreed["role", default: 0] > 8)
    #expect(agreed["gender"] == 3)
    #expect(agreed["kind", default: 0] >= 4)
    #expect(agreed["paper"] == 3)
    #expect(agreed["month"] == 13)
    #expect(agreed["totals"] == 2)
    #expect(agreed["most", default: 0] > 200)
    #expect(agreed["new", default: 0] > 0)
  }
}
