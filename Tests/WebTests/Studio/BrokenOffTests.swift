import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Publications that were broken off")
struct BrokenOffTests {
  private func approved(_ text: String, _ stage: Stage) async throws -> String {
    let answer = try await stage.ask(.post, "/v1/proposals", as: .author, try LockerDraft.body(text))
    let version = try #require(Read(answer)["version"].text, "\(answer.text)")
    #expect(try await stage.ask(.post, "/v1/proposals/\(version)/approve", as: .approver).status == 200)
    return version
  }

  private func publish(_ version: String, _ stage: Stage, _ body: String = "{}") async throws -> Answer {
    try await stage.ask(.post, "/v1/proposals/\(version)/publish", as: .publisher, body)
  }

  private func open(_ stage: Stage) async throws {
    let opening = #"{"playbook":"locker","subject":"A-1","facts":{"柜门状态":"卡住"}}"#
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
  }

  @Test func `what is current and wasn't written down is published again, and what was to move is moved`() async throws {
    let stage = Stage()
    let first = try await approved(LockerDraft.text, stage)
    #expect(try await publish(first, stage).status == 200)
    try await open(stage)
    let second = try await approved(LockerDraft.changed, stage)
    // As far as it came.
    _ = try await stage.desk.shelf.publish([SourceText(path: "locker.md", text: LockerDraft.changed)], at: Instant(milliseconds: 0))
    let finished = Read(try await publish(second, stage, #"{"cases":"keep"}"#))
    #expect(finished["version"].text == second && finished["former"].text == first, "what was current before is known")
    #expect(try await publish(second, stage).status == 409, "it is written down, and nothing is to move")
    let moved = Read(try await publish(second, stage, #"{"cases":"move"}"#))
    #expect(moved["moved"].number == 1)
    #expect(try await publish(second, stage, #"{"cases":"move"}"#).status == 409, "nothing is left to move")
    let undone = Read(try await stage.ask(.post, "/v1/playbooks/locker/undo", as: .publisher))
    #expect(undone["version"].text == first && undone["moved"].number == 1)
  }

  /// A case that was moved to the second version, about to be taken back.
  private func moved(_ stage: Stage) async throws -> (first: String, second: String) {
    let first = try await approved(LockerDraft.text, stage)
    #expect(try await publish(first, stage).status == 200)
    try await open(stage)
    let second = try await approved(LockerDraft.changed, stage)
    #expect(Read(try await publish(second, stage, #"{"cases":"move"}"#))["moved"].number == 1)
    return (first, second)
  }

  @Test("taking back goes on where it was broken off", arguments: [false, true])
  func undo(isWrittenDown: Bool) async throws {
    let stage = Stage()
    let (first, second) = try await moved(stage)
    let stored = try #require(await stage.ledger.readPlaybook(version: first))
    await stage.ledger.putPlaybook(stored)
    if isWrittenDown {
      let last = try #require(await stage.ledger.listPublications(of: "locker").first)
      let undoing = Publication(playbook: "locker", version: first, former: second, publisher: "test", at: Instant(milliseconds: 0), undoes: last.number)
      _ = await stage.ledger.putPublication(undoing)
    }
    let undone = try await stage.ask(.post, "/v1/playbooks/locker/undo", as: .publisher)
    #expect(undone.status == 200 && Read(undone)["version"].text == first && Read(undone)["moved"].number == 1, "\(undone.text)")
    #expect(try await stage.ask(.post, "/v1/playbooks/locker/undo", as: .publisher).status == 409, "nothing is left to take back")
    #expect(await stage.ledger.countOpenCases(of: "locker") == [first: 1])
  }
}
