import Casework
import Foundation
import Playbook
import Testing

@testable import Ledger

@Suite("The folder of an archive")
struct ArchiveFolderTests {
  private let digest = hexDigest(of: Array("a scarf".utf8))

  /// An archive of two cases; the second has three turns, the middle one a file of evidence.
  private func withArchive(_ use: (String) async throws -> Void) async throws {
    try await withFolder { folder in
      let ledger = MemoryLedger()
      let scarves = try await ScarfCases(in: ledger)
      try await scarves.open("C-000001", isFound: true)
      try await scarves.open("C-000002", isFound: false)
      try await scarves.tell("C-000002", "picture", .evidence(picture))
      try await scarves.close("C-000002")
      let making = ArchiveMaking(ledger) { _, path async throws(ArchiveError) in
        FileManager.default.createFile(atPath: path, contents: Data("a scarf".utf8))
      }
      _ = try await making.write([CaseID("C-000001"), CaseID("C-000002")], into: folder + "/one", selection: .init(before: "x"), at: days(1))
      try await use(folder + "/one")
    }
  }

  private var picture: Casework.Evidence {
    Casework.Evidence(
      id: "E-1", kind: "picture", name: "scarf.jpg", type: "image/jpeg", bytes: 7, sha256: digest, party: nil, note: nil, attributes: [:])
  }

  private func fault(of folder: String) -> ArchiveFault? {
    do throws(ArchiveError) { try ArchiveReader(folder).check() } catch {
      if case .fault(let fault) = error { return fault }
    }
    return nil
  }

  @Test func `T-17 it can be read line by line without this program, and only its owner may`() async throws {
    try await withArchive { folder in
      func objects(_ name: String) throws -> [[String: Any]] {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n").map {
          try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
      }
      let turns = try objects("turns.jsonl")
      #expect(turns.map { $0["case"] as? String } == ["C-000001", "C-000002", "C-000002", "C-000002"])
      #expect(turns[0]["at"] as? String == "2026-11-22T00:00:00.000Z")
      let first = try #require((turns[0]["events"] as? [[String: Any]])?.first)
      #expect(
        first["kind"] as? String == "opened" && first["sequence"] as? Int == 1 && (first["body"] as? [String: Any])?["subject"] as? String == "A-C-000001")
      #expect((turns[3]["signal"] as? [String: Any])?["kind"] as? String == "task-done")
      let cases = try objects("cases.jsonl")
      let summary = try #require(cases[0]["summary"] as? [String: Any])
      let facts = try #require(summary["facts"] as? [[String: Any]])
      #expect(facts.map { $0["fact"] as? String } == ["colour", "found", "result"], "what is personal isn't in the summary")
      #expect(facts.last?["text"] as? String == "Returned" && facts.last?["isConclusion"] as? Bool == true)
      #expect(try objects("playbooks.jsonl").first?["playbook"] as? String == "lost-scarf")
      #expect(try objects("evidence.jsonl").first?["file"] as? String == "evidence/\(digest)")
      #expect(try String(contentsOfFile: folder + "/README.txt", encoding: .utf8).contains("turns.jsonl"))
      for name in ["turns.jsonl", "manifest.json", "README.txt"] {
        #expect(try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.posixPermissions] as? Int == 0o600)
      }
      #expect(try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int == 0o700)
      #expect(fault(of: folder) == nil)
    }
  }

  @Test func `the first fault is named with its file`() async throws {
    try await withArchive { folder in
      func with(_ name: String, _ text: String?, _ expected: ArchiveFault) throws {
        let path = "\(folder)/\(name)"
        let before = FileManager.default.contents(atPath: path)
        if let text { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) } else { try FileManager.default.removeItem(atPath: path) }
        #expect(fault(of: folder) == expected, "\(name)")
        if let before { try before.write(to: URL(fileURLWithPath: path)) } else { try FileManager.default.removeItem(atPath: path) }
      }
      try with("turns.jsonl", "{}\n", ArchiveFault("turns.jsonl", .altered))
      try with("README.txt", nil, ArchiveFault("README.txt", .missing))
      try with("evidence/\(digest)", "another scarf", ArchiveFault("evidence/\(digest)", .altered))
      try with("notes.txt", "mine", ArchiveFault("notes.txt", .unlisted))
      try with("manifest.json", nil, ArchiveFault("manifest.json", .missing))
      try with("manifest.json", "{\"form\":2}\n", ArchiveFault("manifest.json", .newerForm(2)))
      #expect(fault(of: folder) == nil)
    }
  }

  @Test func `a list of files that was altered with them doesn't help: lines are read, and cases folded`() async throws {
    try await withArchive { folder in
      let turns = try String(contentsOfFile: folder + "/turns.jsonl", encoding: .utf8).split(separator: "\n").map(String.init)
      func fault(_ lines: [String]) throws -> ArchiveFault? {
        try rewrite("turns.jsonl", lines, in: folder)
        return self.fault(of: folder)
      }
      let gone = try #require(try fault([turns[0], turns[1], turns[3]]))
      #expect(gone.file == "cases.jsonl" && gone.line == 2, "\(gone)")
      let garbage = try #require(try fault([turns[0], turns[1], "{\"case\":7}", turns[3]]))
      #expect(garbage.file == "turns.jsonl" && garbage.line == 3, "\(garbage)")
      let swapped = try #require(try fault([turns[0], turns[2], turns[1], turns[3]]))
      #expect(swapped.file == "turns.jsonl" && swapped.line == 3, "\(swapped)")
      let open = try #require(try fault([turns[0], turns[1], turns[2], turns[3].replacing("\"kind\":\"closed\"", with: "\"kind\":\"stood\"")]))
      #expect(open.line == 2, "\(open)")
      #expect(try fault(turns) == nil)
    }
  }

  @Test func `what can't be finished leaves nothing, and what is there isn't overwritten`() async throws {
    try await withFolder { folder in
      let ledger = MemoryLedger()
      let scarves = try await ScarfCases(in: ledger)
      try await scarves.open("C-000001", isFound: false)
      try await scarves.tell("C-000001", "picture", .evidence(picture))
      let (ids, path) = ([CaseID("C-000001")], folder + "/one")
      func files() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
      await #expect(throws: ArchiveError.self, "it isn't closed") {
        try await ArchiveMaking(ledger).write(ids, into: path, selection: .init(), at: days(1))
      }
      try await scarves.close("C-000001")
      await #expect(throws: ArchiveError.evidence(digest, "it isn't where evidence is kept")) {
        try await ArchiveMaking(ledger).write(ids, into: path, selection: .init(), at: days(1))
      }
      #expect(files().isEmpty)
      _ = try await ArchiveMaking(ledger, allowsMissing: true).write(ids, into: path, selection: .init(), at: days(1))
      #expect(files() == ["one"] && fault(of: path) == nil)
      await #expect(throws: ArchiveError.exists(path)) {
        try await ArchiveMaking(ledger, allowsMissing: true).write(ids, into: path, selection: .init(), at: days(1))
      }
      // A program that was killed has left something.
      try FileManager.default.createDirectory(atPath: folder + "/two.partial-999999999", withIntermediateDirectories: true)
      _ = try await ArchiveMaking(ledger, allowsMissing: true).write(ids, into: folder + "/two", selection: .init(), at: days(1))
      #expect(files().sorted() == ["one", "two"])
    }
  }

  /// Puts other lines into a file, and its digest into the list of files.
  private func rewrite(_ name: String, _ lines: [String], in folder: String) throws {
    let text = lines.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    let manifest = try ArchiveReader(folder).manifest
    let files = manifest.files.map { file in
      file.name == name
        ? ArchiveManifest.File(name: name, bytes: text.utf8.count, lines: lines.count, sha256: hexDigest(of: Array(text.utf8))) : file
    }
    let changed = ArchiveManifest(
      form: manifest.form, program: manifest.program, name: manifest.name, madeAt: manifest.madeAt, selection: manifest.selection, cases: manifest.cases,
      turns: manifest.turns, events: manifest.events, files: files)
    try Data((StoredJSON.text(changed) + "\n").utf8).write(to: URL(fileURLWithPath: folder + "/manifest.json"))
  }
}
