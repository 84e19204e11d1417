import Foundation
import Playbook
import Testing

@testable import Casework
@testable import Ledger

/// The stored form of a signal is a promise, as that of an event is: `Golden/signal-<kind>.<form>.json`, one signal a line, never edited.
@Suite("Golden files of stored signals")
struct StoredSignalTests {
  @Test("signals are written and read as the golden file says, byte for byte", arguments: StoredSignalKind.allCases)
  func golden(kind: StoredSignalKind) throws {
    let samples = try #require(SignalSamples.all[kind], "there is no sample of a signal \(kind)")
    let written = try samples.map { try StoredJSON.text(StoredSignal($0)) + "\n" }.joined()
    let file = goldenFolder.appendingPathComponent("signal-\(kind.rawValue).\(kind.form).json")
    if ProcessInfo.processInfo.environment["GENDAN_WRITE_MISSING_GOLDEN"] != nil, !FileManager.default.fileExists(atPath: file.path) {
      try Data(written.utf8).write(to: file)
    }
    let golden = try Data(contentsOf: file)
    #expect(Data(written.utf8) == golden, "\(file.lastPathComponent) says otherwise: a changed form needs a new number")
    let read = try String(decoding: golden, as: UTF8.self).split(separator: "\n").map { try StoredSignal.signal(String($0), of: CaseID("C-000001")) }
    #expect(read == samples)
  }

  @Test("a kind or form that isn't known says so")
  func unknown() {
    let text = #"{"body":{},"form":1,"id":"s","kind":"dreamt","sender":{"clock":{}}}"#
    let error = #expect(throws: LedgerError.self) { try StoredSignal.signal(text, of: CaseID("C-1")) }
    #expect(error?.words.contains("form 1 of the kind 'dreamt' isn't known to this program") == true)
  }

  @Test("every golden file of a signal belongs to a known kind")
  func noStrayFiles() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: goldenFolder.path).filter { $0.hasPrefix("signal-") }
    #expect(Set(found) == Set(StoredSignalKind.allCases.map { "signal-\($0.rawValue).\($0.form).json" }))
  }
}

private let goldenFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
