import Foundation

/// The real program under load, on one ledger over many lives: `gendan run`, with time running fast and orders coming in all the time.
struct Load {
  let folder: URL
  private let seed: UInt64

  init(seed: UInt64) throws {
    self.seed = seed
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-crash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  var ledgerPath: String { folder.appendingPathComponent("ledger.sqlite").path }
  var journalPath: String { folder.appendingPathComponent("ledger.sandbox.jsonl").path }

  /// Beside the test program, where the package manager puts both; GENDAN names another one, e.g. a release build.
  static let program: URL = {
    if let named = ProcessInfo.processInfo.environment["GENDAN"] { return URL(fileURLWithPath: named) }
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("gendan")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return checkout.appendingPathComponent(".build/debug/gendan")
  }()

  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The command line.
  func program(minutes: String, cases: String, ledger: String) -> [String] {
    [
      "run", "--quiet", "--minutes", minutes, "--speed", "20000", "--cases", cases, "--seed", "\(seed)", "--ledger", "sqlite:\(ledger)", "--playbook",
      Self.checkout.appendingPathComponent("Playbooks/food-delivery/merchant-cannot-reach-customer.md").path,
    ]
  }

  private func process(minutes: String, cases: String) -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = program(minutes: minutes, cases: cases, ledger: ledgerPath)
    // A program that is killed while it writes its profile would spoil everybody's.
    process.environment = ProcessInfo.processInfo.environment.merging(["LLVM_PROFILE_FILE": "/dev/null"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.standardError
    return process
  }

  /// One life: started, and killed with SIGKILL after a while.
  ///
  /// - Parameter fromWork: whether the while begins with the first thing the desk does in this life; else with the start of the process, which may be killed
  ///   before it has opened its ledger.
  func runAndKill(after life: Duration, fromWork: Bool) async throws {
    let before = journalBytes
    let process = process(minutes: "0", cases: "1000000")
    try process.run()
    // The limit is only there so that a program that does nothing is killed too.
    for _ in 0..<2_000 where fromWork && journalBytes == before { try await Task.sleep(for: .milliseconds(10)) }
    try await Task.sleep(for: life)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private var journalBytes: Int { (try? FileManager.default.attributesOfItem(atPath: journalPath)[.size] as? Int) ?? 0 }

  /// A last life with a few new cases, which ends by itself. - Returns: its exit code.
  func runToEnd() throws -> Int32 {
    let process = process(minutes: "0.1", cases: "3")
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
