import Testing

/// What each room may import: other rooms first, then libraries. A room that isn't here may not exist (ARCHITECTURE.md).
private let mayImport: [String: Set<String>] = [
  "CMarkGFM": [],
  "Playbook": ["CMarkGFM", "Yams", "Crypto"],
  "Casework": ["Playbook"],
  "Ledger": system.union(["Casework", "Playbook", "Crypto"]),
  "LedgerSQLite": system.union(["Ledger", "Casework", "Playbook", "GRDB", "GRDBSQLite"]),
  "Channels": system,
  "Places": [],
  "Desk": system.union(["Ledger", "Channels", "Casework", "Playbook", "HeapModule"]),
  "Sandbox": system.union(["Channels"]),
  "CZip": [],
  "Importing": system.union(["CZip", "Playbook"]),
  "CMagic": [],
  "Evidence": system.union(["CMagic", "Places", "Playbook", "Crypto", "Subprocess", "SystemPackage", "AsyncHTTPClient", "NIOCore", "NIOHTTP1"]),
  "LanguageServer": system.union(["Playbook"]),
  "Insight": system.union(["Casework", "Playbook", "Yams"]),
  "Web": system.union([
    "Evidence", "Insight",
    "Desk", "Ledger", "Channels", "Places", "Casework", "Playbook", "AsyncHTTPClient", "Crypto", "CryptoExtras", "Hummingbird", "HTTPTypes", "NIOCore",
    "NIOHTTP1", "Logging", "Metrics", "CoreMetrics", "ServiceLifecycle", "Yams", "JWTKit", "Mustache", "CConsoleFiles", "CZlib",
  ]),
  "CTaskHook": [],
  "CConsoleFiles": [],
  "CZlib": [],
  "CProcessMemory": [],
  "gendan": system.union([
    "Desk", "Importing", "LanguageServer", "Sandbox", "Insight", "LedgerSQLite", "Ledger", "Channels", "Casework", "Playbook",
    "ArgumentParser", "GRDBSQLite", "ServiceLifecycle", "UnixSignals", "Logging", "CTaskHook", "Web", "Configuration", "CoreMetrics", "SystemPackage",
    "Yams", "Evidence", "CProcessMemory", "AsyncHTTPClient", "NIOCore", "NIOHTTP1",
  ]),
]

/// The platform's own modules. The pure rooms may not import these either.
private let system: Set<String> = [
  "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
]

func importFindings(in file: TextFile) -> [Finding] {
  guard let allowed = mayImport[file.room] else {
    return [Finding(path: file.path, words: "the room \(file.room) is new: say in this test and in ARCHITECTURE.md what it may import")]
  }
  return file.code.enumerated().compactMap { index, line in
    guard let module = importedModule(line), !allowed.contains(module) else { return nil }
    return Finding(path: file.path, line: index + 1, words: "\(file.room) may not import \(module)")
  }
}

/// `Ledger` in `@testable public import struct Ledger.Entry`; nil when the line imports nothing.
func importedModule(_ line: some StringProtocol) -> String? {
  let words = Substring(line).split(separator: " ")
  guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy({ importPrefixes.contains($0) || $0.first == "@" }) else { return nil }
  let name = words[(place + 1)...].first { !importKinds.contains($0) }
  return name.map { String($0.prefix { $0 != "." && $0 != ";" }) }
}

private let importPrefixes: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
private let importKinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]

@Suite("Rooms import only the rooms they may enter")
struct ImportDirections {
  @Test func inTheTree() { expectNone(House.sources.flatMap(importFindings)) }

  @Test func everyRoomIsThere() {
    let rooms = Set(House.files(under: "Sources").map(\.room))
    #expect(rooms == Set(mayImport.keys), "the table of this test names rooms that Sources doesn't have, or the other way round")
  }

  @Test(arguments: [
    ("Playbook", "import Foundation"), ("Casework", "public import Ledger"), ("Desk", "import LedgerSQLite"), ("Desk", "import GRDB"),
    ("Channels", "import Casework"), ("Sandbox", "import Desk"), ("LedgerSQLite", "import gendan"), ("Ledger", "@testable import Desk"),
    ("Casework", "import struct Foundation.Date"), ("Elsewhere", "let a = 1"),
  ])
  func finds(room: String, line: String) {
    #expect(importFindings(in: TextFile(path: "Sources/\(room)/A.swift", text: line)).count == 1)
  }

  @Test(arguments: [("Casework", "public import Playbook"), ("Playbook", "// import Foundation"), ("gendan", "import Desk")])
  func allows(room: String, line: String) {
    #expect(importFindings(in: TextFile(path: "Sources/\(room)/A.swift", text: line)).isEmpty)
  }
}
