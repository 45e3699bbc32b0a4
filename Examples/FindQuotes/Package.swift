// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "FindQuotes",
  platforms: [.macOS(.v14)],
  dependencies: [
    // In a package of yours: .package(url: "…", from: "…").
    .package(name: "trichdan", path: "../..")
  ],
  targets: [
    .executableTarget(
      name: "FindQuotes", dependencies: [.product(name: "TrichDan", package: "trichdan")])
  ],
  swiftLanguageModes: [.v6]
)
