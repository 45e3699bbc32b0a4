import Foundation
import Testing

@testable import ArticleReader

@Suite struct ArticleReaderTests {
  private let folder = Folder()

  @Test func aTextFileIsAnArticleNamedAfterTheFile() {
    let file = folder.write("ben-do.txt", "Bến đò mở lại\n\nĐò chạy.\n")
    #expect(
      readings([file]).articles
        == [Article(id: "ben-do", title: "Bến đò mở lại", text: "Bến đò mở lại\n\nĐò chạy.\n")])
  }

  @Test func aDirectoryIsWalkedInSortedOrder() {
    _ = folder.write("b.txt", "hai")
    _ = folder.write("a/z.txt", "một")
    _ = folder.write("c.jsonl", #"{"id":"ba","text":"ba"}"#)
    _ = folder.write("d.md", "không đọc")
    _ = folder.write(".e.txt", "không đọc")
    #expect(readings([folder.path]).articles.map(\.id) == ["z", "b", "ba"])
  }

  @Test func linksThatLeadInACircleEnd() throws {
    _ = folder.write("a/b.txt", "một")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a/vong", withDestinationPath: folder.path + "/a")
    #expect(readings([folder.path]).articles.map(\.id) == ["b"])
  }

  @Test func aDirectoryWithoutArticlesIsNamed() {
    #expect(readings([folder.path]).refused.map(\.file) == [folder.path])
  }

  @Test func aMissingFileIsRefusedAndTheRestGoesOn() {
    let good = folder.write("tot.txt", "Đò chạy.")
    let found = readings([folder.path + "/mat.txt", good])
    #expect(found.refused.map(\.reason) == ["no such file or directory"])
    #expect(found.articles.map(\.id) == ["tot"])
  }

  @Test func aFileWithoutReadPermissionIsRefusedAndTheRestGoesOn() {
    let locked = folder.write("khoa.txt", "Đò chạy.")
    let good = folder.write("tot.txt", "Đò chạy.")
    // The administrator may read everything, so the system's answer is put in its mouth.
    let reader = ArticleReader(paths: [locked, good], batchSize: 1024, maximumArticleSize: 1024) { path in
      if path == locked {
        errno = EACCES
        return -1
      }
      return open(path, O_RDONLY)
    }
    let found = Array(IteratorSequence(reader))
    #expect(found.refused.map(\.file) == [locked])
    #expect(found.refused.first?.reason == "no permission to read it")
    #expect(found.articles.map(\.id) == ["tot"])
  }

  @Test func emptyFilesAreRefused() {
    let paths = [folder.write("a.txt", ""), folder.write("b.jsonl", ""), folder.write("c.txt", " \n\n")]
    #expect(readings(paths).refused.map(\.reason) == Array(repeating: "the file is empty", count: 3))
  }

  @Test func aByteOrderMarkIsRemoved() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = folder.write("a.txt", mark + Array("Đò chạy.".utf8))
    let lines = folder.write("b.jsonl", mark + Array(#"{"id":"b","text":"Đò chạy."}"#.utf8))
    #expect(readings([text, lines]).articles.map(\.text) == ["Đò chạy.", "Đò chạy."])
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func textInUTF16WithAMarkIsDecoded(encoding: String.Encoding) {
    let mark: [UInt8] = encoding == .utf16LittleEndian ? [0xFF, 0xFE] : [0xFE, 0xFF]
    let text = folder.write("a.txt", mark + [UInt8]("Đò chạy 🚀\r\n“ổn”".data(using: encoding)!))
    let lines = folder.write("b.jsonl", mark + [UInt8](#"{"id":"b","text":"Đò 🚀"}"#.data(using: encoding)!))
    #expect(readings([text, lines]).articles.map(\.text) == ["Đò chạy 🚀\n“ổn”", "Đò 🚀"])
  }

  @Test func brokenUTF16IsRefused() {
    let half = folder.write("a.txt", [0xFF, 0xFE, 0x41, 0x00, 0x3D, 0xD8])
    let odd = folder.write("b.txt", [0xFF, 0xFE, 0x41, 0x00, 0x42])
    #expect(readings([half, odd]).refused.count == 2)
    #expect(readings([half]).refused.first?.reason.contains("UTF-16") == true)
  }

  @Test func invalidUTF8IsRefusedWithTheByte() {
    let file = folder.write("a.txt", Array("Đò".utf8) + [0xFF] + Array("chạy".utf8))
    #expect(readings([file]).refused.map(\.reason) == ["not valid UTF-8 at byte 4 of the file"])
  }

  @Test func nulBytesAreRefused() {
    let file = folder.write("a.txt", Array("Đò\0chạy".utf8))
    #expect(readings([file]).refused.map(\.reason) == ["the text holds a NUL byte at byte 4"])
  }

  @Test func badLinesAmongGoodOnesAreRefusedByNumber() {
    let file = folder.write(
      "tin.jsonl",
      """
      {"id":"1","text":"một"}
      {"id":"2","text":"ha

      {"id":"4"}
      {"id":"5","text":"năm"}
      """)
    let found = readings([file])
    #expect(found.articles.map(\.id) == ["1", "5"])
    #expect(found.refused.map(\.line) == [2, 4])
  }

  @Test(arguments: [1, 7, 64, 1000, 1 << 18])
  func batchesOfAnySizeHoldEveryLineWithItsNumber(batchSize: Int) {
    let lines = (1...300).map { number in
      number % 7 == 0 ? "hỏng" : #"{"text":"\#(String(repeating: "ố", count: number % 50 + 1))"}"#
    }
    let file = folder.write("tin.jsonl", lines.joined(separator: "\n") + (batchSize % 2 == 0 ? "\n" : ""))
    let found = readings([file], batchSize: batchSize)
    #expect(found.refused.map(\.line) == (1...300).filter { $0 % 7 == 0 })
    #expect(found.articles.map(\.id) == (1...300).filter { $0 % 7 != 0 }.map { "tin:\($0)" })
  }

  @Test func aFileMuchLargerThanABatchIsReadInParts() {
    let line = #"{"id":"a","text":"\#(String(repeating: "đò ", count: 1000))"}"# + "\n"
    let file = folder.write("tin.jsonl", String(repeating: line, count: 600))
    let reader = ArticleReader(paths: [file], batchSize: 1 << 16)
    var largest = 0
    var articles = 0
    while let batch = reader.nextBatch() {
      largest = max(largest, batch.byteCount)
      articles += batch.readings().articles.count
    }
    #expect(articles == 600)
    // A chunk of the file and what was left of the one before.
    #expect(largest < 600_000)
    #expect(reader.bytesRead > 600 * (line.utf8.count - 1))
  }

  @Test func aLineThatIsTooLongIsRefusedAndTheNextOnesAreRead() {
    let long = #"{"id":"dài","text":"\#(String(repeating: "x", count: 900_000))"}"#
    let file = folder.write(
      "tin.jsonl", "{\"id\":\"1\",\"text\":\"a\"}\n\(long)\n{\"id\":\"3\",\"text\":\"b\"}\nhỏng\n")
    let found = readings([file], maximumArticleSize: 300_000)
    #expect(found.articles.map(\.id) == ["1", "3"])
    #expect(found.refused.map(\.line) == [2, 4])
  }

  @Test func aTextFileThatIsTooLongIsRefused() {
    let file = folder.write("tin.txt", String(repeating: "x", count: 900_000))
    #expect(readings([file], maximumArticleSize: 300_000).refused.count == 1)
  }

  @Test func namedFilesOfAnotherEndingAreToldByTheirFirstByte() {
    let lines = folder.write("tin.ndjson", #"{"id":"b","text":"Đò."}"#)
    let text = folder.write("bai", "Đò chạy.")
    #expect(readings([lines, text]).articles.map(\.id) == ["b", "bai"])
  }

  @Test func theHashIsThatOfTheTextsBytes() {
    #expect(
      Article(id: "a", text: "abc").sha256()
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
