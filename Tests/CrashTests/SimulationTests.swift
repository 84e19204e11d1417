import Foundation
import Testing

@Suite("The desk in virtual time, with faults")
struct SimulationTests {
  private func soak(_ seed: UInt64, _ arguments: [String] = []) throws -> (code: Int32, report: [String: Any]) {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("gendan-soak-\(UUID().uuidString).json")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let process = Process()
    process.executableURL = Load.program
    process.arguments = ["soak", "--seed", "\(seed)", "--format", "json"] + arguments + [Load.checkout.appendingPathComponent("Playbooks").path]
    process.environment = ProcessInfo.processInfo.environment.merging(["LLVM_PROFILE_FILE": "/dev/null"]) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    let report = try JSONSerialization.jsonObject(with: Data(contentsOf: output)) as? [String: Any]
    return (process.terminationStatus, try #require(report))
  }

  @Test("the same seed is the same run, in two processes; another one is another")
  func sameSeedSameRun() throws {
    // One may be a playbook that mostly asks people.
    let arguments = ["--hours", "3", "--playbooks", "3"]
    let first = try soak(CrashTests.seed, arguments)
    let second = try soak(CrashTests.seed, arguments)
    #expect(NSDictionary(dictionary: first.report) == NSDictionary(dictionary: second.report))
    #expect(first.code == 0, "\(first.report["violations"] ?? "")")
    let other = try soak(CrashTests.seed + 1, arguments)
    #expect(other.code == 0, "\(other.report["violations"] ?? "")")
    #expect(other.report["digest"] as? String != first.report["digest"] as? String)
    for report in [first.report, other.report] {
      #expect((report["cases"] as? Int ?? 0) > 5)
      #expect((report["effectsCarriedOut"] as? Int ?? 0) > 5)
      #expect((report["faults"] as? [String: Int] ?? [:]).values.reduce(0, +) > 10)
    }
    print("simulation: \(["cases", "events", "kills", "effectsCarriedOut"].map { "\($0) \(first.report[$0] ?? "?")" }.joined(separator: ", "))")
  }
}
