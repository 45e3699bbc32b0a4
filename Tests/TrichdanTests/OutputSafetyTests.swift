import Foundation
import QuoteStore
import Testing

/// Nothing that `export` writes goes over what it must not.
@Suite struct OutputSafetyTests {
  private let folder = Folder()
  private let database: String

  init() throws {
    database = folder.path + "/a.sqlite"
    let article = folder.write("ben.txt", "“Đò chạy rồi”, bà Lê Thị Mận nói.")
    #expect(try Program.run(["ingest", "-q", "--db", database, article]).status == 0)
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  private func export(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["export"] + arguments + ["--db", database], directory: folder.path)
  }

  private func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path(name))) }

  private func expectDatabaseIsWhole() throws {
    let store = try QuoteStore(path: database, mode: .read)
    #expect(try store.counts().quotes == 1)
    try store.close()
  }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
  }

  @Test(arguments: ["a.sqlite", "a.sqlite-wal", "a.sqlite-journal", "link", "hard", "./a.sqlite"])
  func anExportDoesNotReplaceTheOpenDatabase(name: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "a.sqlite")
    try FileManager.default.linkItem(atPath: database, toPath: path("hard"))
    for arguments in [
      ["-o", name], ["-o", name, "--force"], ["--card", name], ["-o", "x", "--card", name, "--force"],
    ] {
      let before = try names()
      let outcome = try Program.run(
        ["export", "csv", "--db", "a.sqlite"] + arguments, directory: folder.path)
      #expect(outcome.status == 3, "\(arguments)")
      #expect(outcome.errors.contains("left alone"), "\(outcome.errors)")
      #expect(outcome.output.isEmpty)
      #expect(try names() == before)
    }
    try expectDatabaseIsWhole()
  }

  @Test func anExportDoesNotReplaceAnotherDatabase() throws {
    try FileManager.default.copyItem(atPath: database, toPath: path("b.sqlite"))
    #expect(try export("jsonl", "-o", path("b.sqlite"), "--force").status == 3)
    #expect(try bytes("b.sqlite") == bytes("a.sqlite"))
  }

  @Test func anExportToStandardOutputIsNotAppendedToTheDatabase() throws {
    let outcome = try Program.shell("\"$0\" export csv --db a.sqlite >> a.sqlite", in: folder.path)
    #expect(outcome.status == 3)
    try expectDatabaseIsWhole()
  }

  @Test func aFileThatNoExportWroteNeedsForce() throws {
    for content in ["của tôi", #"{"id":"bến","text":"“Đò chạy”, bà Mận nói."}"#, "id;article\n1;2\n"] {
      let file = folder.write("ghi-chép", content)
      let refused = try export("jsonl", "-o", file)
      #expect(refused.status == 3)
      #expect(refused.errors.contains("--force"))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == content)
      #expect(try export("jsonl", "-o", path("x.jsonl"), "--card", file).status == 3)
      #expect(!FileManager.default.fileExists(atPath: path("x.jsonl")))
      #expect(try export("jsonl", "-o", file, "--force").status == 0)
      #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix(#"{"id":"ben","title""#))
    }
  }

  @Test(arguments: ["jsonl", "csv", "xlsx", "web-annotation", "claimreview"])
  func anEarlierExportGivesWayAndKeepsItsPermissions(format: String) throws {
    #expect(try export(format, "-o", path("x")).status == 0)
    let first = try bytes("x")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("x"))
    let again = try export(format, "-o", path("x"))
    #expect(again.status == 0, "\(again.errors)")
    #expect(try bytes("x") == first)
    let attributes = try FileManager.default.attributesOfItem(atPath: path("x"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try export("csv", "-o", path("x"), "--card", path("x")).status == 2)
  }

  @Test func aSymbolicLinkStaysAndItsFileIsWritten() throws {
    let files = FileManager.default
    try files.createDirectory(atPath: path("kho"), withIntermediateDirectories: true)
    for (link, target) in [("một", "kho/một.csv"), ("hai", path("kho/hai.csv"))] {
      try files.createSymbolicLink(atPath: path(link), withDestinationPath: target)
      for _ in 0..<2 {
        let outcome = try export("csv", "-o", link)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try files.destinationOfSymbolicLink(atPath: path(link)) == target)
        #expect(try bytes("kho/\(link).csv").count > 100)
      }
    }
    try files.createSymbolicLink(atPath: path("vòng"), withDestinationPath: "vòng")
    #expect(try export("csv", "-o", "vòng").status == 3)
  }

  @Test func aFifoIsWrittenIntoAndStays() throws {
    #expect(mkfifo(path("ống"), 0o600) == 0)
    let outcome = try Program.shell(
      "cat ống > đọc & \"$0\" export csv --db a.sqlite -o ống; status=$?; wait; exit $status", in: folder.path
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try bytes("đọc").count > 100)
    var status = stat()
    #expect(lstat(path("ống"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(!FileManager.default.fileExists(atPath: path("ống.card.md")))
  }

  @Test func devicesAndStandardOutputAreWrittenInto() throws {
    let device = try export("jsonl", "-o", "/dev/null", "--card", "/dev/null")
    #expect(device.status == 0, "\(device.errors)")
    var status = stat()
    #expect(lstat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    for name in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
      let outcome = try Program.shell("\"$0\" export csv -q --db a.sqlite -o \(name) > ra", in: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try bytes("ra").count > 100)
      let piped = try Program.shell("\"$0\" export csv -q --db a.sqlite -o \(name) | cat", in: folder.path)
      #expect(piped.output.contains("Lê Thị Mận"))
    }
    #expect(try Program.shell("test -c /dev/null && test -L /dev/stdout", in: folder.path).status == 0)
    #expect(try export("csv", "-o", "/dev/full").status == 3)
  }

  @Test func whatAKilledExportLeftIsClearedByTheNextOne() throws {
    let files = FileManager.default
    _ = folder.write("a.csv.partial-4194999", "id,article")
    try files.createDirectory(atPath: path("brat.partial-4194999"), withIntermediateDirectories: true)
    _ = folder.write("brat.partial-4194999/x.txt", "x")
    _ = folder.write("a.csv.partial-của-tôi", "giữ")
    // One that is still written holds a lock.
    let running = open(folder.write("a.csv.partial-4194998", "đang viết"), O_RDONLY)
    #expect(flock(running, LOCK_EX | LOCK_NB) == 0)
    #expect(try export("csv", "-o", "a.csv").status == 0)
    #expect(try export("brat", "-o", "brat").status == 0)
    let left = try names().filter { $0.contains("partial") }
    #expect(left == ["a.csv.partial-của-tôi", "a.csv.partial-4194998"])
    close(running)
  }

  @Test func aFolderOfFilesReplacesNothing() throws {
    _ = folder.write("tệp", "của tôi")
    try FileManager.default.createSymbolicLink(atPath: path("lối"), withDestinationPath: "a.sqlite")
    for name in ["tệp", "lối", "a.sqlite"] { #expect(try export("brat", "-o", name).status == 3) }
    try expectDatabaseIsWhole()
  }
}
