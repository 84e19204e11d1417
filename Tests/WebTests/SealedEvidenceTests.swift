import Casework
import Desk
import Evidence
import Foundation
import HTTPTypes
import Ledger
import NIOCore
import Playbook
import Testing

@testable import Web

@Suite("Evidence is sealed")
struct SealedEvidenceTests {
  private let sender = EvidenceSender()
  private var path: String { sender.path }
  /// Of a text that has several chunks.
  private let long = Array((0..<20_000).map { "\($0) the soup was cold\n" }.joined().utf8)

  @Test func `a file comes back whole and in parts, and nothing of it lies in the store`() async throws {
    let stage = try await sender.stage()
    let added = try await sender.send(stage, long)
    #expect(added.status == 201 && added.json["bytes"] == String(long.count), "\(added.text)")
    #expect(try await sender.ask(stage, .get, "\(path)/E-1").bytes == long)
    for part in [0..<10, 65_535..<65_537, 65_536..<131_072, 70_000..<200_000, long.count - 5..<long.count] {
      let given = try await sender.ask(stage, .get, "\(path)/E-1", [.range: "bytes=\(part.lowerBound)-\(part.upperBound - 1)"])
      #expect(given.status == 206 && given.bytes == Array(long[part]), "\(part)")
      #expect(given.headers[.contentRange] == "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(long.count)")
    }
    let stored = try stage.storedFiles()
    #expect(stored.count == 1 && stored.values.allSatisfy { $0.range(of: Data("the soup".utf8)) == nil })
    let file = try #require(await stage.added().first?.originalFile)
    #expect(stored.keys.first == stage.path(of: file.kept) && file.digest.text == added.json["sha256"] && file.kept != file.digest)
  }

  @Test func `a picture's thumbnail is sealed like it`() async throws {
    let stage = try await sender.stage()
    #expect(try await sender.send(stage, sender.gif).status == 201)
    let thumbnail = try await sender.ask(stage, .get, "\(path)/E-1/thumbnail")
    #expect(thumbnail.status == 200 && thumbnail.bytes.starts(with: [0xFF, 0xD8, 0xFF]))
    let file = try #require(await stage.added().first?.thumbnailFile)
    #expect(thumbnail.headers[.eTag] == "\"\(file.digest)\"")
    let stored = try stage.storedFiles()
    #expect(stored.count == 2 && stored[stage.path(of: file.kept)].map { $0.starts(with: Data("gendan".utf8)) } == true)
    for clear in [Data("GIF89a".utf8), Data(thumbnail.bytes.prefix(20))] { #expect(stored.values.allSatisfy { $0.range(of: clear) == nil }) }
  }

  @Test func `nobody is shown the key`() async throws {
    let stage = try await sender.stage()
    let added = try await sender.send(stage, sender.gif, query: "?party=customer&note=A%20hair", name: "hair.gif")
    let seal = try #require(await stage.added().first?.evidence.seal)
    #expect(EvidenceKey(base64: seal.key) != nil && !added.text.contains(seal.key) && !added.text.contains(seal.original))
    for role in [Role.agent, .supervisor, .quality, .integration] {
      for view in ["", "/timeline?weight=detail", "/events", "/messages", "/evidence"] {
        let shown = try await stage.ask(.get, "/v1/cases/C-000001\(view)", as: role)
        #expect(shown.status == 200 && !shown.text.contains(seal.key), "\(role) \(view)")
      }
    }
    let export = try await stage.ask(.get, "/v1/persons/A-1%2Fcustomer/export", as: .administrator)
    #expect(export.status == 200 && export.text.contains("hair.gif") && !export.text.contains(seal.key), "\(export.text)")
  }

  @Test func `once its key is erased a file can't be read, also when it is put back from a backup`() async throws {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "personal-meal.md", text: personalMeal)], at: Instant(milliseconds: 0))
    let opening = #"{"playbook":"personal-meal","subject":"A-1","persons":{"customer":"u-81"}}"#
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    #expect(try await sender.send(stage, sender.gif, query: "?party=customer").status == 201)
    let backup = try stage.storedFiles()
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .agent, #"{"choice":"Given to the rider"}"#).status == 200)
    let asking = #"{"reason":"they asked for it by letter"}"#
    #expect(try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking).status == 200)
    for (path, bytes) in backup { try bytes.write(to: URL(fileURLWithPath: path)) }
    #expect(await stage.added().first?.evidence.seal?.key == SealedWords.erased)
    for address in ["\(path)/E-1", "\(path)/E-1/thumbnail"] {
      let asked = try await sender.ask(stage, .get, address)
      #expect(asked.status == 404 && asked.text.contains("was erased"), "\(asked.text)")
    }
    #expect(try await sender.ask(stage, .get, path).status == 200, "that there was a file stays")
    #expect(backup.count == 2 && backup.values.allSatisfy { $0.range(of: Data("GIF89a".utf8)) == nil })
  }

  @Test func `what was added before files were sealed is read as it lies`() async throws {
    let stage = try await sender.stage()
    let (file, small) = (try await sender.digest(long, in: stage), try await sender.digest(sender.gif, in: stage))
    let evidence = Casework.Evidence(
      id: "E-1", kind: "document", name: "old.txt", type: "text/plain", bytes: Int64(long.count), sha256: file, party: nil, note: nil,
      attributes: ["thumbnail": small])
    _ = try await stage.desk.receive(Signal(id: SignalID("old"), caseID: CaseID("C-000001"), sender: .platform, content: .evidence(evidence)))
    #expect(try await sender.ask(stage, .get, "\(path)/E-1").bytes == long)
    #expect(try await sender.ask(stage, .get, "\(path)/E-1", [.range: "bytes=70000-70009"]).bytes == Array(long[70_000..<70_010]))
    #expect(try await sender.ask(stage, .get, "\(path)/E-1/thumbnail").bytes == sender.gif)
    #expect(try await sender.send(stage, long).json["id"] == "E-1", "and is the same evidence")
  }

  @Test func `a file that was damaged or cut is a problem, and none of it is given`() async throws {
    let stage = try await sender.stage()
    #expect(try await sender.send(stage, long).status == 201)
    let file = try #require(await stage.added().first?.originalFile)
    let url = URL(fileURLWithPath: stage.path(of: file.kept))
    let whole = try Data(contentsOf: url)
    var flipped = whole
    flipped[100] ^= 1
    for wrong in [flipped, whole.prefix(65_560), whole.dropLast(1), Data(long)] {
      try wrong.write(to: url)
      let given = try await sender.ask(stage, .get, "\(path)/E-1")
      #expect(given.status == 503 && given.json["type"] == "/problems/unavailable" && given.text.contains("damaged"), "\(given.text)")
    }
    // What is found only on the way breaks the answer off.
    var late = whole
    late[whole.count - 20] ^= 1
    try late.write(to: url)
    await #expect(throws: EvidenceError.damaged(file.kept)) { try await sender.ask(stage, .get, "\(path)/E-1") }
    #expect(try await sender.ask(stage, .get, "\(path)/E-1", [.range: "bytes=0-9"]).bytes == Array(long[..<10]))
  }

  @Test func `of many requests with one file one set of files is left`() async throws {
    let stage = try await sender.stage()
    _ = try await stage.token(.agent)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 { group.addTask { () async throws in #expect(try await sender.send(stage, sender.gif, key: "k-1").json["id"] == "E-1") } }
      try await group.waitForAll()
    }
    let named = await stage.added().reduce(into: Set<ContentDigest>()) { $0.formUnion($1.digests) }
    let tomorrow = stage.desk.clock.now() + Playbook.TimeAmount(seconds: 2 * 86_400)
    _ = try await EvidenceSweep(stage.evidence).sweep(at: tomorrow) { digests, _ in digests.intersection(named) }
    #expect(try Set(stage.storedFiles().keys) == Set(named.map { stage.path(of: $0) }) && named.count == 2)
    #expect(try await sender.send(stage, sender.gif, key: "k-1").status == 200)
    #expect(try stage.storedFiles().count == 2)
  }
}
