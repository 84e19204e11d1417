import Casework
import Foundation
import Playbook
import Testing

@testable import Ledger

@Suite("Sealed evidence in archives")
struct SealedArchiveTests {
  @Test func `a file goes into an archive as it is kept, and the list says what is in it`() async throws {
    let kept = hexDigest(of: Array("a sealed scarf".utf8))
    let content = String(repeating: "ab", count: 32)
    let evidence = Casework.Evidence(
      id: "E-1", kind: "picture", name: "scarf.jpg", type: "image/jpeg", bytes: 7, sha256: content, party: nil, note: nil, attributes: [:],
      seal: EvidenceSeal(key: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", original: kept, thumbnail: nil))
    try await withFolder { folder in
      let ledger = MemoryLedger()
      let scarves = try await ScarfCases(in: ledger)
      try await scarves.open("C-000001", isFound: false)
      try await scarves.tell("C-000001", "picture", .evidence(evidence))
      try await scarves.close("C-000001")
      let making = ArchiveMaking(ledger) { digest, path async throws(ArchiveError) in
        digest == kept && FileManager.default.createFile(atPath: path, contents: Data("a sealed scarf".utf8))
      }
      _ = try await making.write([CaseID("C-000001")], into: folder + "/one", selection: .init(before: "x"), at: days(1))
      let line = try String(contentsOfFile: folder + "/one/evidence.jsonl", encoding: .utf8)
      #expect(line.contains(#""contentSha256":"\#(content)""#) && line.contains(#""sha256":"\#(kept)""#) && line.contains(#""file":"evidence/\#(kept)""#))
      let reader = try ArchiveReader(folder + "/one")
      try reader.check()
      #expect(FileManager.default.contents(atPath: folder + "/one/evidence/" + kept) == Data("a sealed scarf".utf8))
    }
  }
}
