// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "trichdan",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "trichdan", targets: ["TrichdanProgram"]),
    .library(name: "TrichDan", targets: ["TrichDan"]),
    .library(name: "PCRE2", targets: ["PCRE2"]),
    // The C interface, `trichdan.h`; `make library` builds it whole.
    .library(name: "trichdan-c", type: .dynamic, targets: ["TrichDanC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CGumbo", pkgConfig: "gumbo",
      providers: [.apt(["libgumbo-dev"]), .brew(["gumbo-parser"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(
      name: "CUchardet", pkgConfig: "uchardet",
      providers: [.apt(["libuchardet-dev"]), .brew(["uchardet"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CTerminal"),
    .target(name: "PCRE2", dependencies: ["CPCRE2", "VietnameseText"]),
    .target(name: "VietnameseText"),
    .target(name: "PatternFiles"),
    .target(name: "SpeakerIdentity", dependencies: ["VietnameseText"]),
    .target(
      name: "QuoteEngine",
      dependencies: ["PCRE2", "VietnameseText", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "WebPage", dependencies: ["CGumbo", "VietnameseText", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "ArticleReader",
      dependencies: [
        "CArchive", "CUchardet", "VietnameseText", "WebPage",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "ArticleFetcher",
      dependencies: [
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .target(
      name: "DatasetExport",
      dependencies: [
        "CZlib", "QuoteEngine", "ArticleReader", "VietnameseText",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "QuoteEvaluation",
      dependencies: ["QuoteEngine", "QuoteCheck", "ArticleReader", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "QuoteCheck", dependencies: ["QuoteEngine", "ArticleReader", "VietnameseText"]),
    .target(
      name: "QuoteStore",
      dependencies: [
        "QuoteEngine", "QuoteCheck", "ArticleReader", "DatasetExport", "SpeakerIdentity", "VietnameseText",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .target(
      name: "ReviewSite",
      dependencies: [
        "QuoteStore", "QuoteEngine", "QuoteCheck", "ArticleReader", "VietnameseText", "PatternFiles",
        "DatasetExport", "SpeakerIdentity",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ]),
    .target(
      name: "TrichDan", dependencies: ["QuoteEngine", "PatternFiles", "VietnameseText"],
      path: "Sources/TrichDanLibrary", resources: [.copy("../../Patterns")]),
    .target(
      name: "TrichDanC",
      dependencies: [
        "TrichDan", "QuoteEngine", "PatternFiles", "ArticleReader", "DatasetExport", "QuoteCheck",
        "SpeakerIdentity", "VietnameseText",
      ], exclude: ["trichdan.h"]),
    // A name that differs from the library's in more than its case, for file systems that know no case.
    .executableTarget(
      name: "TrichdanProgram",
      dependencies: [
        "CTerminal", "TrichDan", "QuoteEngine", "PatternFiles", "ArticleFetcher", "ArticleReader",
        "DatasetExport",
        "QuoteEvaluation",
        "QuoteStore", "QuoteCheck", "ReviewSite", "SpeakerIdentity", "VietnameseText", "WebPage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], path: "Sources/trichdan"),
    .testTarget(
      name: "TrichDanLibraryTests",
      dependencies: ["TrichDan", "TrichDanC", "QuoteEngine", "PatternFiles", "ArticleReader"],
      exclude: ["C"]),
    .testTarget(name: "PCRE2Tests", dependencies: ["PCRE2"]),
    .testTarget(name: "VietnameseTextTests", dependencies: ["VietnameseText"]),
    .testTarget(
      name: "QuoteEngineTests",
      dependencies: [
        "QuoteEngine", "QuoteEvaluation", "PatternFiles", "VietnameseText",
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(name: "SpeakerIdentityTests", dependencies: ["SpeakerIdentity", "PatternFiles"]),
    .testTarget(name: "WebPageTests", dependencies: ["WebPage", "PatternFiles"]),
    .testTarget(
      name: "ArticleReaderTests", dependencies: ["ArticleReader", "WebPage", "PatternFiles"],
      exclude: ["Files"]),
    .testTarget(name: "DatasetExportTests", dependencies: ["DatasetExport"]),
    .testTarget(
      name: "QuoteEvaluationTests",
      dependencies: ["QuoteEvaluation", "QuoteCheck", "QuoteEngine", "PatternFiles"]),
    .testTarget(name: "QuoteCheckTests", dependencies: ["QuoteCheck", "PatternFiles"]),
    .testTarget(
      name: "QuoteStoreTests",
      dependencies: ["QuoteStore", "QuoteCheck", "DatasetExport", "SpeakerIdentity", "PatternFiles"],
      exclude: ["Upgrades", "Old"]),
    .testTarget(
      name: "ReviewSiteTests",
      dependencies: [
        "ReviewSite", "QuoteStore", "QuoteEngine", "ArticleReader", "PatternFiles", "SpeakerIdentity",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
      ], exclude: ["Browser"]),
    .testTarget(
      name: "TrichdanTests",
      dependencies: [
        "TrichdanProgram", "QuoteStore", "QuoteEngine", "DatasetExport", "PatternFiles", "ArticleFetcher",
        "ArticleReader", "SpeakerIdentity", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: [
        "Consumers/requirements.txt", "Consumers/annotation-context.json", "Consumers/read_exports.py",
        "Consumers/recount_report.py",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
