import Casework
import Foundation
import Ledger
import LedgerSQLite
import Testing

@Suite("A disk that fills up under the running program")
struct FullDiskTests {
  /// A file system of its own needs a mount namespace; where the machine forbids that, a limit on the ledger's pages stands in (DeskTests).
  static let canMount: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-rm", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /mnt"]
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Filling a real disk takes a program that has the machine for itself: among all other tests it writes too little in its time. `make test` fills a
  /// ledger's pages instead (DeskTests), `make soak` this one.
  static let isSoak = ProcessInfo.processInfo.environment["GENDAN_KILLS"] != nil

  @Test("full, told, emptied, and it goes on by itself: nothing acknowledged is lost", .enabled(if: isSoak && canMount))
  func fillsUp() async throws {
    let load = try Load(seed: CrashTests.seed)
    defer { load.remove() }
    // The receiver's journal isn't on the disk that fills up: it is the witness.
    let small = load.folder.appendingPathComponent("small")
    try FileManager.default.createDirectory(at: small, withIntermediateDirectories: true)
    let witness = load.folder.appendingPathComponent("witness.jsonl").path
    let errors = load.folder.appendingPathComponent("errors.txt")
    try Data().write(to: errors)
    let script = """
      set -e; cd "$1"; mount -t tmpfs -o size=6m tmpfs small
      ln -s "$2" small/ledger.sandbox.jsonl
      witness=$2; shift 2; "$@" & child=$!
      for second in $(seq 60); do test -s "$witness" && break; sleep 1; done
      dd if=/dev/zero of=small/filler bs=4096 2>/dev/null || true
      for second in $(seq 90); do grep -q "disk is full" errors.txt && break; sleep 1; done
      sleep 1; echo "--- room again" >&2; rm small/filler
      sleep 2; kill -INT $child; wait $child
      cp small/ledger.sqlite* .
      """
    let run = load.program(minutes: "0", cases: "1000000", ledger: "small/ledger.sqlite")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
    process.arguments = ["-rm", "sh", "-c", script, "sh", load.folder.path, witness, Load.program.path] + run
    process.environment = ProcessInfo.processInfo.environment.merging(["LLVM_PROFILE_FILE": "/dev/null", "GENDAN_LOCALE": "en"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let told = try String(contentsOf: errors, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(told.suffix(2_000))")
    let parts = told.components(separatedBy: "--- room again")
    #expect(parts[0].contains("disk is full"), "\(told.suffix(2_000))")
    #expect(parts[0].contains("goes on by itself"))

    // What was left open gets time to settle.
    try FileManager.default.copyItem(atPath: witness, toPath: load.journalPath)
    #expect(try load.runToEnd() == 0)
    let ledger = try SQLiteLedger(path: load.ledgerPath)
    let journal = try RawJournal(load.journalPath)
    let found = try await Findings(ledger: ledger, journal: journal)
    print("full disk: \(found.figures)")
    #expect(found.cases > 0 && found.effectsEnded > 0)
    #expect(found.violations == [])
    #expect(found.lateTimers == [:])
    #expect(journal.carriedTwice == [])
    #expect(try await ledger.rebuild().differences == [])
  }
}
