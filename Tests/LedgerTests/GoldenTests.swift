import Casework
import Foundation
import Ledger
import Testing

/// The stored form of an event is a promise. A golden file, `Golden/<kind>.<form>.json`, has one body a line, and is never edited.
@Suite("Golden files of stored events")
struct GoldenTests {
  @Test("bodies are written and read as the golden file says, byte for byte", arguments: StoredKind.allCases)
  func golden(kind: StoredKind) throws {
    let samples = try #require(Samples.all[kind], "there is no sample of \(kind)")
    let stored = try samples.map { try StoredEvent(event($0)) }
    #expect(stored.allSatisfy { $0.kind == kind.rawValue && $0.form == kind.form })
    let file = goldenFile(kind)
    let written = stored.map { $0.body + "\n" }.joined()
    if ProcessInfo.processInfo.environment["GENDAN_WRITE_MISSING_GOLDEN"] != nil, !FileManager.default.fileExists(atPath: file.path) {
      try Data(written.utf8).write(to: file)
    }
    let golden = try Data(contentsOf: file)
    #expect(Data(written.utf8) == golden, "\(file.lastPathComponent) says otherwise: a changed body needs a new form")

    let bodies = String(decoding: golden, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    let read = try bodies.map { try StoredEvent(sequence: 3, at: morning, step: "s1", kind: kind.rawValue, form: kind.form, body: String($0)).event() }
    #expect(read == samples.map(event))
  }

  @Test("every golden file belongs to a known kind")
  func noStrayFiles() throws {
    let known = Set(StoredKind.allCases.map { goldenFile($0).lastPathComponent })
    let found = try FileManager.default.contentsOfDirectory(atPath: goldenFolder.path).filter { $0.hasSuffix(".json") && !$0.hasPrefix("signal-") }
    #expect(Set(found).isSuperset(of: known))
    #expect(found.allSatisfy { StoredKind(rawValue: String($0.prefix { $0 != "." })) != nil })
  }

  private func event(_ kind: EventKind) -> Event { Event(sequence: 3, at: morning, step: "s1", kind: kind) }
}

private let goldenFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

private func goldenFile(_ kind: StoredKind) -> URL { goldenFolder.appendingPathComponent("\(kind.rawValue).\(kind.form).json") }
