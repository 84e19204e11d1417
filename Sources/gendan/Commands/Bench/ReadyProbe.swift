import Casework
import Desk
import Foundation
import LedgerSQLite
import Playbook

/// The process that is measured: a desk like any other, on a ledger that is there.
enum ReadyProbe {
  static func run(path: String, signal: String, settle: Double) async throws {
    let ledger = try SQLiteLedger(path: path)
    let desk = Wiring.receivingDesk(ledger)
    let running = Task { try await desk.run() }
    // A new case: its number is counted from the highest, its plan compiled from the shelf, its time after the latest event's.
    let plan = try await desk.shelf.currentPlan(of: "bench-ready")
    let opening = Opening(playbook: plan.id, version: plan.version, subject: signal, channel: .online, facts: [])
    let receipt = try await desk.open(opening, id: SignalID(signal), sender: .platform)
    guard !receipt.events.isEmpty else { throw Trouble("\(receipt)") }
    tell("ready \(residentMebibytes())")
    try await Task.sleep(for: .seconds(settle))
    tell("running \(residentMebibytes())")
    running.cancel()
    _ = try? await running.value
    try ledger.close()
  }

  private static func tell(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  /// What the process holds now; the most it ever held where the system doesn't say.
  static func residentMebibytes() -> Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
      let kibibytes = Double(line.filter(\.isNumber))
    else { return peakMebibytes() }
    return kibibytes / 1024
  }
}

/// One start of the process.
struct ReadyStart {
  /// Seconds.
  let ready: Double
  let residentWhenReady: Double
  let residentRunning: Double

  static func measure(path: String, signal: String, settle: Double) throws -> ReadyStart {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["bench", "ready", "--probe", path, "--signal", signal, "--settle", "\(settle)"]
    let pipe = Pipe()
    process.standardOutput = pipe
    let clock = ContinuousClock()
    let began = clock.now
    try process.run()
    var text = ""
    var ready: Double?
    while true {
      let more = pipe.fileHandleForReading.availableData
      if more.isEmpty { break }
      text += String(decoding: more, as: UTF8.self)
      if ready == nil, text.contains("\n") { ready = seconds(clock.now - began) }
    }
    process.waitUntilExit()
    func number(behind word: String) -> Double? {
      text.split(separator: "\n").first { $0.hasPrefix(word) }.flatMap { Double($0.dropFirst(word.count + 1)) }
    }
    guard process.terminationStatus == 0, let ready, let first = number(behind: "ready"), let last = number(behind: "running") else {
      throw Trouble(say("新进程没有就绪。", "The new process didn't get ready."))
    }
    return ReadyStart(ready: ready, residentWhenReady: first, residentRunning: last)
  }
}
