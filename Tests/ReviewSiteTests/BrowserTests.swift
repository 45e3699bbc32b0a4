import Foundation
import Testing

@testable import ReviewSite

/// The desk in a real browser. What is tried stands in Browser/desk_in_browser.py; the set-up is `.ci/browser`.
@Suite("The desk in Chromium")
struct BrowserTests {
  /// The Python that has the test's packages, where the set-up has made one.
  private static let python = DeskFixture.root.appendingPathComponent(".build/browser/bin/python3").path
  private static let isReady =
    FileManager.default.isExecutableFile(atPath: python)
    && ["/usr/bin/chromium", "/usr/bin/chromium-browser"].contains {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/chromedriver")

  @Test(
    "reviewing by keyboard, corrections, undo, conflicts, search, check, languages, hostile text, accessibility, 360 pixels",
    .enabled(
      if: isReady, "no Chromium, chromedriver or Selenium here; .ci/browser installs them where apt is there")
  )
  func inBrowser() async throws {
    let desk = try DeskFixture()
    let (addresses, continuation) = AsyncStream<Int>.makeStream()
    let (status, output) = try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await desk.site.application { channel in continuation.yield(channel.localAddress?.port ?? 0) }
          .run()
      }
      var ports = addresses.makeAsyncIterator()
      let port = try #require(await ports.next())
      defer { group.cancelAll() }
      return try await Self.run(port)
    }
    #expect(status == 0, "\(output)")
  }

  private static func run(_ port: Int) async throws -> (Int32, String) {
    try await withCheckedThrowingContinuation { continuation in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: python)
      process.arguments = [
        DeskFixture.root.appendingPathComponent("Tests/ReviewSiteTests/Browser/desk_in_browser.py").path,
        "http://127.0.0.1:\(port)", DeskFixture.root.appendingPathComponent(".build/screenshots").path,
      ]
      let output = NSTemporaryDirectory() + "/browser-" + UUID().uuidString
      FileManager.default.createFile(atPath: output, contents: nil)
      process.standardOutput = FileHandle(forWritingAtPath: output)
      process.standardError = process.standardOutput
      process.terminationHandler = { process in
        let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        try? FileManager.default.removeItem(atPath: output)
        continuation.resume(returning: (process.terminationStatus, text))
      }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }
}
