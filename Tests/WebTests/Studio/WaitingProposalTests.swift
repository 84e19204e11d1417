import Ledger
import Foundation
import HTTPTypes
import Playbook
import Testing

@testable import Web

@Suite("Proposals that wait")
struct WaitingProposalTests {
  private func text(_ minutes: Int) -> String { LockerDraft.text.replacing("30 分钟", with: "\(minutes) 分钟") }

  @Test func `so many of a playbook wait to be approved, and no more are taken until it is published`() async throws {
    let clock = StandingClock()
    let stage = Stage(clock: clock)
    func propose(_ text: String) async throws -> Answer { try await stage.ask(.post, "/v1/proposals", as: .author, try LockerDraft.body(text)) }
    var versions: [String] = []
    for minutes in 1...StudioDoor.mostWaiting {
      let proposed = try await propose(text(minutes))
      versions.append(try #require(Read(proposed)["version"].text, "\(proposed.text)"))
    }
    let refused = try await propose(text(40))
    #expect(refused.status == 409 && refused.json["type"] == "/problems/conflict", "\(refused.text)")
    #expect(try await propose(text(3)).status == 201, "the same texts are the same proposal")
    #expect(try await propose(LockerDraft.text.replacing("id: locker", with: "id: cupboard")).status == 201, "another playbook")
    clock.move(to: clock.now() + .minutes(1))
    #expect(try await stage.ask(.post, "/v1/proposals/\(versions[0])/approve", as: .approver).status == 200)
    #expect(try await propose(text(40)).status == 201, "one of them is approved")
    #expect(try await propose(text(41)).status == 409)
    clock.move(to: clock.now() + .minutes(1))
    #expect(try await stage.ask(.post, "/v1/proposals/\(versions[0])/publish", as: .publisher, "{}").status == 200)
    #expect(try await propose(text(41)).status == 201, "those that waited are of yesterday")
  }

  @Test(.timeLimit(.minutes(5))) func `whoever decides doesn't wait behind whoever tries`() async throws {
    let stage = Stage()
    let server = stage.server
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let (begun, beginner) = AsyncStream.makeStream(of: Void.self)
    let long = server.studio.benches.long
    let trying = Task {
      try await long.run {
        beginner.finish()
        for await _ in gate {}
      }
    }
    for await _ in begun {}
    var headers = try await stage.token(.author)
    headers[.contentType] = "application/json"
    let proposed = try await stage.ask(.post, "/v1/proposals", headers, body: try LockerDraft.body(), of: server.responder())
    #expect(proposed.status == 201, "\(proposed.text)")
    opener.finish()
    try await trying.value
  }
}
