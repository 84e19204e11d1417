import Casework
import Desk
import Evidence
import Foundation
import HTTPTypes
import Ledger
import Logging
import NIOCore
import Playbook
import Testing

@testable import Web

@Suite("Evidence given out, and swept")
struct EvidenceGivingTests {
  private let sender = EvidenceSender()
  private var path: String { sender.path }
  private var gif: [UInt8] { sender.gif }
  private var text: [UInt8] { sender.text }

  @Test func `a list has pages`() async throws {
    let stage = try await sender.stage()
    for number in 0..<3 {
      #expect(try await sender.send(stage, Array("evidence \(number)\n".utf8)).status == 201)
    }
    let first = try await sender.ask(stage, .get, path + "?limit=2")
    #expect(first.text.contains(#""next":"E-2""#) && !first.text.contains("E-3"))
    let second = try await sender.ask(stage, .get, path + "?limit=2&cursor=E-2")
    #expect(
      second.text.contains(#""id":"E-3""#) && !second.text.contains("E-2")
        && !second.text.contains("next"))
    #expect(try await sender.ask(stage, .get, path + "?cursor=E-9").text == #"{"items":[]}"#)
    for bad in ["?limit=0", "?limit=201", "?page=2"] {
      #expect(try await sender.ask(stage, .get, path + bad).status == 400, "\(bad)")
    }
  }

  @Test(arguments: [
    ("bytes=0-5", 206, "bytes 0-5/35", 0..<6), ("bytes=30-", 206, "bytes 30-34/35", 30..<35),
    ("bytes=-4", 206, "bytes 31-34/35", 31..<35),
    ("bytes=10-999999999999999999999", 206, "bytes 10-34/35", 10..<35),
    ("bytes=-99", 206, "bytes 0-34/35", 0..<35), ("bytes=35-", 416, "bytes */35", 0..<0),
    ("bytes=-0", 416, "bytes */35", 0..<0), ("bytes=5-2", 200, nil, 0..<35),
    ("bytes=0-1,4-5", 200, nil, 0..<35), ("lines=1-2", 200, nil, 0..<35),
    ("bytes=a-b", 200, nil, 0..<35),
  ])
  func `a part can be asked for`(
    range: String, status: Int, contentRange: String?, part: Range<Int>
  ) async throws {
    let stage = try await sender.stage()
    try #require(gif.count == 35)
    _ = try await sender.send(stage, sender.gif)
    let given = try await sender.ask(stage, .get, "\(path)/E-1", [.range: range])
    #expect(
      given.status == status && given.headers[.contentRange] == contentRange, "\(given.headers)")
    #expect(status == 416 || given.bytes == Array(gif[part]))
  }

  @Test func `no browser takes a file for a page of ours, and none fetches it twice`() async throws {
    let stage = try await sender.stage()
    _ = try await sender.send(stage, sender.gif, name: "a%22b.gif")
    let given = try await sender.ask(stage, .get, "\(path)/E-1")
    #expect(given.headers[.contentDisposition] == "attachment; filename*=UTF-8''a%22b.gif")
    #expect(
      given.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true
        && given.headers[.xContentTypeOptions] == "nosniff")
    #expect(
      given.headers[.cacheControl]?.contains("private") == true
        && given.headers[.acceptRanges] == "bytes")
    let tag = try #require(given.headers[.eTag])
    let again = try await sender.ask(stage, .get, "\(path)/E-1", [.ifNoneMatch: tag])
    #expect(again.status == 304 && again.bytes.isEmpty)
    #expect(
      try await sender.ask(stage, .get, "\(path)/E-1", [.range: "bytes=0-1", .ifRange: tag]).status == 206)
    #expect(
      try await sender.ask(stage, .get, "\(path)/E-1", [.range: "bytes=0-1", .ifRange: "\"else\""]).status
        == 200)
    let head = try await sender.ask(stage, .head, "\(path)/E-1")
    #expect(head.status == 200 && head.bytes.isEmpty && head.headers[.eTag] == tag)
  }

  @Test func `a film that can't be read is kept, and says so`() async throws {
    let stage = try await sender.stage()
    let film: [UInt8] =
      [0, 0, 0, 24] + Array("ftypmp42".utf8) + [0, 0, 0, 0] + Array("mp42isom".utf8)
    let added = try await sender.send(stage, film)
    #expect(
      added.status == 201 && added.json["kind"] == "video"
        && added.json["thumbnailFault"] == "unreadable" && added.json["thumbnail"] == nil)
    let thumbnail = try await sender.ask(stage, .get, "\(path)/E-1/thumbnail")
    #expect(thumbnail.status == 404 && thumbnail.text.contains("ffmpeg can't read the file"))
    #expect(try await sender.ask(stage, .get, "\(path)/E-1").bytes == film)
  }

  @Test func `what a crash left is swept after a day, and what a case names isn't`() async throws {
    let stage = try await sender.stage()
    let long = Instant(milliseconds: stage.desk.clock.now().milliseconds - 48 * 3_600_000)
    func leftBehind(_ bytes: [UInt8]) async throws -> KeptEvidence {
      let (upload, type) = try await stage.evidence.receive(
        AsyncStream<ByteBuffer>.of(bytes), length: Int64(bytes.count))
      return try await stage.evidence.keep(upload, type, for: "C-000777", receivedAt: long, in: .china)
    }
    let (named, unnamed) = (try await leftBehind(text), try await leftBehind(Array("nobody knows\n".utf8)))
    // The case was told, and the server went down before it had ended the upload.
    let evidence = Casework.Evidence(
      id: "E-1", kind: "document", name: "E-1.txt", type: "text/plain", bytes: Int64(text.count), sha256: named.original.digest.text, party: nil, note: nil,
      attributes: [:], seal: EvidenceSeal(named))
    _ = try await stage.desk.receive(Signal(id: SignalID("told"), caseID: CaseID("C-000001"), sender: .platform, content: .evidence(evidence)))
    for kept in [named, unnamed] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -48 * 3_600)], ofItemAtPath: stage.path(of: kept.original.kept))
    }
    let sweeper = EvidenceSweeper(
      desk: stage.desk, intake: stage.evidence,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    #expect(try await sweeper.sweep() == [unnamed.original.kept])
    #expect(try await sender.ask(stage, .get, "\(path)/E-1").bytes == text)
  }
}
