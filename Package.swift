// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// A room of the house: a module that may enter only the rooms it names (ARCHITECTURE.md).
func room(_ name: String, enters: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: enters, resources: resources, swiftSettings: strict)
}

func exercise(_ name: String, of rooms: [Target.Dependency], resources: [Resource] = [], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: rooms, exclude: exclude, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "gendan",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "gendan", targets: ["gendan"]),
    .library(name: "Gendan", targets: ["Playbook", "Casework", "Ledger", "LedgerSQLite", "Channels", "Desk"]),
  ],
  dependencies: [
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CMarkGFM", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    room("Playbook", enters: ["CMarkGFM", .product(name: "Yams", package: "Yams"), .product(name: "Crypto", package: "swift-crypto")]),
    room("Casework", enters: ["Playbook"]),
    room("Ledger", enters: ["Casework", "Playbook", .product(name: "Crypto", package: "swift-crypto")]),
    room(
      "LedgerSQLite",
      enters: ["Ledger", "Casework", "Playbook", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift")]),
    room("Channels"),
    room("Places"),
    room("Desk", enters: ["Ledger", "Channels", "Casework", "Playbook", .product(name: "HeapModule", package: "swift-collections")]),
    room("Sandbox", enters: ["Channels"]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    room("Importing", enters: ["CZip", "Playbook"]),
    .systemLibrary(name: "CMagic", pkgConfig: "libmagic", providers: [.apt(["libmagic-dev"])]),
    room(
      "Evidence",
      enters: [
        "Playbook", "Places", "CMagic", .product(name: "Crypto", package: "swift-crypto"), .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"), .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    room("LanguageServer", enters: ["Playbook"]),
    room("Insight", enters: ["Casework", "Playbook", .product(name: "Yams", package: "Yams")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CConsoleFiles", exclude: ["templates", "words", "style", "scripts", "fetched"]),
    room(
      "Web",
      enters: [
        "CConsoleFiles", "CZlib", .product(name: "Mustache", package: "swift-mustache"),
        "Desk", "Evidence", "Insight", "Ledger", "Channels", "Places", "Casework", "Playbook", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "Logging", package: "swift-log"), .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "CoreMetrics", package: "swift-metrics"), .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"), .product(name: "JWTKit", package: "jwt-kit"),
      ],
      // The program is one file: it carries the document of its API in it.
      resources: [.embedInCode("API/Document/openapi.yaml")]),
    .systemLibrary(name: "CTaskHook"),
    .target(name: "CProcessMemory"),
    .executableTarget(
      name: "gendan",
      dependencies: [
        "Desk", "Importing", "LanguageServer", "Sandbox", "Insight", "LedgerSQLite", "Ledger", "Channels", "Casework", "Playbook", "CTaskHook", "Web",
        "Evidence", "CProcessMemory",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict,
      // Cases are made by one thread and dropped by another: glibc's allocator takes a quarter more processor time for that (docs/decisions/0021).
      linkerSettings: [.linkedLibrary("jemalloc", .when(platforms: [.linux]))]),
    exercise("CaseworkTests", of: ["Casework", "Playbook"]),
    exercise("CommandTests", of: ["gendan", "Ledger", "LedgerSQLite", "Casework", "Playbook"], exclude: ["Answers", "Outlines"]),
    exercise("CrashTests", of: ["gendan", "Ledger", "LedgerSQLite", "Casework", "Playbook"]),
    exercise(
      "DeskTests",
      of: ["Desk", "Sandbox", "LedgerSQLite", "Ledger", "Channels", "Casework", "Playbook", .product(name: "GRDB", package: "GRDB.swift")]),
    exercise(
      "EvidenceTests",
      of: ["Evidence", "Playbook", .product(name: "Crypto", package: "swift-crypto"), .product(name: "NIOCore", package: "swift-nio")]),
    exercise("ImportingTests", of: ["Importing", "Playbook"]),
    exercise("InsightTests", of: ["Insight", "Casework", "Playbook"]),
    exercise("LanguageServerTests", of: ["LanguageServer", "Playbook"]),
    exercise(
      "LedgerTests", of: ["Ledger", "LedgerSQLite", "Casework", "Playbook", .product(name: "GRDB", package: "GRDB.swift")], exclude: ["Golden"]),
    exercise("PlacesTests", of: ["Places"]),
    exercise("PlaybookTests", of: ["Playbook"]),
    exercise("StoryTests", of: ["Desk", "LedgerSQLite", "Ledger", "Channels", "Casework", "Playbook"]),
    exercise("TidyTests", of: []),
    exercise(
      "WebTests",
      of: [
        "Web", "Desk", "Evidence", "Channels", "LedgerSQLite", "Ledger", "Casework", "Playbook", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Yams", package: "Yams"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "Logging", package: "swift-log"),
        .product(name: "CoreMetrics", package: "swift-metrics"), .product(name: "JWTKit", package: "jwt-kit"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
  ]
)
