import Foundation
import LedgerSQLite
import Playbook
import Testing

/// Files of order events, and what the ledger knows after they were imported.
struct OrderFiles {
  let place: Place
  var program: Program

  init() throws {
    place = try Place()
    program = Program(place: place)
  }

  /// Runs `gendan import orders` on the ledger of the place, unless another is named.
  func run(_ arguments: String..., ledger: String = "sqlite:ledger.db") throws -> Program.Ran {
    try program.run(["import", "orders"] + arguments + ["--ledger", ledger, "--format", "json"])
  }

  /// Starts an import and kills it when its first group is stored.
  /// - Returns: the line it had come to, and the progress file.
  func killed(_ file: String, _ arguments: String...) async throws -> (line: Int, progress: Data) {
    let process = Process()
    process.executableURL = Program.executable
    process.arguments = ["import", "orders", file] + arguments + ["--ledger", "sqlite:ledger.db"]
    process.currentDirectoryURL = place.folder
    process.environment = ["GENDAN_LOCALE": "zh-CN", "LLVM_PROFILE_FILE": "/dev/null"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let path = place.path(file + ".import-progress")
    // On a thread of its own: the others' tests may keep a task waiting until the import has ended.
    await withCheckedContinuation { waiter in
      Thread.detachNewThread {
        while process.isRunning, !FileManager.default.fileExists(atPath: path) { usleep(500) }
        kill(process.processIdentifier, SIGKILL)
        waiter.resume()
      }
    }
    process.waitUntilExit()
    try #require(process.terminationReason == .uncaughtSignal, "it ended before it could be killed")
    let progress = try Data(contentsOf: URL(fileURLWithPath: path))
    let object = try #require(try JSONSerialization.jsonObject(with: progress) as? [String: Any])
    return (try #require(object["line"] as? Int), progress)
  }

  /// Looks into the ledger.
  func looking<Answer>(_ look: (SQLiteLedger) async throws -> Answer) async throws -> Answer {
    let ledger = try SQLiteLedger(path: place.path("ledger.db"))
    let answer = try await look(ledger)
    try ledger.close()
    return answer
  }

  var names: [String] { place.contents.keys.sorted() }

  func text(_ name: String) -> String { String(decoding: place.contents[name] ?? Data(), as: UTF8.self) }

  /// A moment on China's wall clock.
  static func at(_ text: String) throws -> Instant { try #require(TimeZoneOffset.china.instant(text)) }

  /// A table of many lines: three for each order, from its acceptance to its delivery.
  static func lives(_ orders: Int) -> String {
    var table = "id,order,kind,at,merchant\n"
    for order in 1...orders {
      for (index, kind) in ["accepted", "shipped", "delivered"].enumerated() {
        table += "e-\(order)-\(index),A-\(order),\(kind),\(1_795_305_600_000 + (order * 10 + index) * 1_000),m-\(order % 7)\n"
      }
    }
    return table
  }
}
