import Foundation
import Testing

/// The desk in a real browser. What is tried stands in Browser/; `.ci/browser` sets it up.
@Suite("The desk in Chromium", .serialized)
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
    "what a reader does, what once went wrong, articles handed in, looks, and two while the server is killed",
    .enabled(
      if: isReady, "no Chromium, chromedriver or Selenium here; .ci/browser installs them where apt is there"),
    arguments: [
      "desk_in_browser.py", "faults_in_browser.py", "handing_in_browser.py", "looks_in_browser.py",
      "reviewing_in_browser.py",
    ])
  func inBrowser(script name: String) async throws {
    let served = try await ServedDesk()
    let (status, output) = try await served.run(
      Self.python,
      [
        DeskFixture.root.appendingPathComponent("Tests/ReviewSiteTests/Browser/\(name)").path,
        served.address, DeskFixture.root.appendingPathComponent(".build/screenshots").path,
      ], ["DESK_PROGRAM": try ServedDesk.program().path, "DESK_DATABASE": served.desk.database])
    #expect(status == 0, "\(output)")
  }
}
