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

@Suite("Evidence at the door")
struct EvidenceDoorTests {
  private let sender = EvidenceSender()
  private var path: String { sender.path }
  private var gif: [UInt8] { sender.gif }
  private var text: [UInt8] { sender.text }

  /// T-07
  @Test func `the thumbnail carries the server's time, and the original's digest is kept`() async throws {
    let stage = try await sender.stage()
    let before = stage.desk.clock.now()
    let added = try await sender.send(
      stage, sender.gif, query: "?party=customer&note=A%20hair&colour=black&shape=long&size=3%20cm",
      name: "%E5%A4%B4%E5%8F%91.gif")
    let after = stage.desk.clock.now()
    #expect(added.status == 201 && added.headers[.location] == "\(path)/E-1", "\(added.text)")
    #expect(
      added.json["id"] == "E-1" && added.json["kind"] == "picture"
        && added.json["type"] == "image/gif" && added.json["name"] == "头发.gif")
    #expect(
      added.json["bytes"] == String(gif.count) && added.json["party"] == "customer"
        && added.json["note"] == "A hair")
    #expect(
      added.text.contains(#""attributes":{"colour":"black","shape":"long","size":"3 cm"}"#),
      "\(added.text)")
    #expect(
      added.json["thumbnail"] == "\(path)/E-1/thumbnail" && added.json["thumbnailFault"] == nil)
    let sha256 = try await sender.digest(sender.gif, in: stage)
    #expect(added.json["sha256"] == sha256)

    let receivedAt = try #require(added.json["receivedAt"].flatMap { Instant(rfc3339: $0) })
    #expect(receivedAt >= before && receivedAt <= after)
    // What is drawn at another second is another picture; EvidenceTests look at the digits.
    func drawn(_ at: Instant) async throws -> [UInt8] {
      let intake = EvidenceIntake(folder: stage.folder + "/drawn")
      let (upload, type) = try await intake.receive(
        AsyncStream<ByteBuffer>.of(gif), length: Int64(gif.count))
      let made = try await intake.keep(upload, type, for: "C-000001", receivedAt: at, in: .china).thumbnail
      await upload.end()
      let thumbnail = try #require(made).get()
      let found = try #require(try await intake.store.find(thumbnail))
      var all: [UInt8] = []
      for try await chunk in try await found.open(0..<found.bytes) { all += chunk.readableBytesView }
      return all
    }
    let thumbnail = try await sender.ask(stage, .get, "\(path)/E-1/thumbnail")
    #expect(thumbnail.status == 200 && thumbnail.headers[.contentType] == "image/jpeg")
    let (same, other) = (
      try await drawn(receivedAt), try await drawn(receivedAt + Playbook.TimeAmount(seconds: 61))
    )
    #expect(thumbnail.bytes == same && thumbnail.bytes != other)
    let file = try await sender.ask(stage, .get, "\(path)/E-1")
    #expect(file.status == 200 && file.bytes == sender.gif && file.headers[.eTag] == "\"\(sha256)\"")
  }

  /// T-08
  @Test func `when and where it happened is recorded`() async throws {
    let stage = try await sender.stage()
    let added = try await sender.send(
      stage, text, query: "?happened-at=2026-11-22T23:05:00%2B08:00&place=Gate%202")
    #expect(
      added.text.contains(
        #""attributes":{"happened-at":"2026-11-22T15:05:00.000Z","place":"Gate 2"}"#),
      "\(added.text)")
    #expect(
      added.json["name"] == "E-1.txt" && added.json["kind"] == "document"
        && added.json["thumbnail"] == nil)
    let events = await stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).compactMap(
      AddedEvidence.init)
    #expect(events.map { $0.evidence.attributes["happened-at"] } == ["2026-11-22T15:05:00.000Z"])
  }

  @Test func `the same file is the same evidence, and a key is for one file`() async throws {
    let stage = try await sender.stage()
    #expect(try await sender.send(stage, sender.gif, key: "k-1").status == 201)
    let again = try await sender.send(stage, sender.gif, key: "k-1")
    #expect(
      again.status == 200 && again.headers[.idempotencyReplayed] == "true"
        && again.json["id"] == "E-1")
    let other = try await sender.send(stage, sender.gif, query: "?note=again", key: "k-2")
    #expect(other.status == 200 && other.json["id"] == "E-1" && other.json["note"] == nil)
    #expect(try await sender.send(stage, sender.gif, as: .integration).json["id"] == "E-1")
    let reused = try await sender.send(stage, text, key: "k-1")
    #expect(reused.status == 422 && reused.json["type"] == "/problems/key-reused")
    #expect(try await sender.send(stage, text).json["id"] == "E-2")
    let list = try await sender.ask(stage, .get, path)
    #expect(
      list.text.contains(#""id":"E-1""#) && list.text.contains(#""id":"E-2""#)
        && !list.text.contains("E-3") && !list.text.contains("next"))
  }

  @Test func `many at once with the same file are one evidence`() async throws {
    let stage = try await sender.stage()
    _ = try await stage.token(.agent)
    let answers = try await withThrowingTaskGroup(of: EvidenceSender.Given.self) { group in
      for _ in 0..<8 { group.addTask { try await sender.send(stage, sender.gif) } }
      return try await group.reduce(into: [EvidenceSender.Given]()) { $0.append($1) }
    }
    #expect(answers.allSatisfy { $0.json["id"] == "E-1" }, "\(answers.map(\.text))")
    #expect(answers.count { $0.status == 201 } == 1)
    let kept = await stage.ledger.readEvents(of: CaseID("C-000001"), after: 0).compactMap(AddedEvidence.init)
    #expect(kept.count == 1)
  }

  @Test func `what can't be taken is said with its reason, and changes nothing`() async throws {
    let stage = try await sender.stage()
    #expect(try await sender.send(stage, Array("<html><script>1</script></html>".utf8)).status == 415)
    #expect(
      try await sender.send(stage, Array("<html><script>1</script></html>".utf8)).headers[.accept]?
        .contains("image/jpeg") == true)
    #expect(try await sender.send(stage, []).status == 400)
    #expect(try await sender.send(stage, sender.gif, length: 99).status == 400, "it broke off")
    #expect(try await sender.send(stage, sender.gif, length: 300 << 20).status == 413)
    #expect(
      try await sender.ask(stage, .post, path, [.contentLength: "35"], body: sender.gif).status == 400, "no type")
    #expect(
      try await sender.ask(stage, .post, path, [.contentType: "image/gif"], body: sender.gif).status == 400,
      "no length")
    for bad in [
      "?party=nobody", "?happened-at=yesterday", "?taste=sour", "?note=", "?colour=a&colour=b",
    ] {
      #expect(try await sender.send(stage, sender.gif, query: bad).status == 400, "\(bad)")
    }
    #expect(try await sender.send(stage, sender.gif, name: "%ZZ").status == 400)
    #expect(try await sender.send(stage, sender.gif, name: "%00").status == 400)
    #expect(try await sender.ask(stage, .get, path).text == #"{"items":[]}"#)
    #expect(try await sender.ask(stage, .get, "\(path)/E-1").status == 404)
    #expect(try await sender.ask(stage, .get, "\(path)/E-1/thumbnail").status == 404)
    #expect(try await sender.ask(stage, .get, "/v1/cases/C-000009/evidence").status == 404)
  }

  @Test func `a file may be larger than other requests`() async throws {
    var stage = try await sender.stage()
    stage.settings.bodyLimit = 1_024
    #expect(try await sender.send(stage, [UInt8](repeating: 0x61, count: 5_000)).status == 201)
  }

  @Test func `folders in a name are left out`() async throws {
    let stage = try await sender.stage()
    #expect(try await sender.send(stage, sender.gif, name: "..%2F..%2Fetc%2Fpasswd").json["name"] == "passwd")
  }

  @Test func `each role does its own work`() async throws {
    let stage = try await sender.stage()
    for role in Role.allCases {
      let may = Right.of(role)
      #expect(
        may.contains(.addEvidence) == [.integration, .agent, .supervisor].contains(role), "\(role)")
      #expect(
        may.contains(.seeEvidence) == [.integration, .agent, .supervisor, .quality].contains(role),
        "\(role)")
      #expect(
        try await sender.send(stage, sender.gif, as: role).status == 403 || may.contains(.addEvidence), "\(role)")
      #expect(
        (try await sender.ask(stage, .get, path, as: role).status == 200) == may.contains(.seeEvidence),
        "\(role)")
    }
  }
}
