import Foundation

/// The real program under load, on one ledger over many lives: `gendan run`, with time running fast and orders coming in all the time.
struct Load {
  private let folder: URL
  private let seed: UInt64

  init(seed: UInt64) throws {
    self.seed = seed
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-crash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var ledgerPath: String { folder.appendingPathComponent("ledger.sqlite").path }
  var journalPath: String { folder.appendingPathComponent("ledger.sandbox.jsonl").path }

  /// Beside the test program, where the package manager puts both.
  private static let program: URL = {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("gendan")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return checkout.appendingPathComponent(".build/debug/gendan")
  }()

  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func process(minutes: String, cases: String) -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = [
      "run", "--quiet", "--minutes", minutes, "--speed", "20000", "--cases", cases, "--seed", "\(seed)", "--ledger", "sqlite:\(ledgerPath)", "--playbook",
      Self.checkout.appendingPathComponent("Playbooks/food-delivery/merchant-cannot-reach-customer.md").path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.standardError
    return process
  }

  /// One life: started, and killed with SIGKILL after a while.
  func runAndKill(after life: Duration) async throws {
    let process = process(minutes: "0", cases: "1000000")
    try process.run()
    try await Task.sleep(for: life)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// A last life with a few new cases, which ends by itself. - Returns: its exit code.
  func runToEnd() throws -> Int32 {
    let process = process(minutes: "0.1", cases: "3")
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
