import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

/// What shipped playbooks promise in time, on a clock that a test moves.
@Suite("Deadlines of shipped playbooks run out")
struct StoryDeadlineTests {
  private struct Listed: Decodable {
    struct One: Decodable {
      let deadline: String
      let state: String
    }

    let items: [One]
  }

  private func state(_ deadline: String, _ door: StoryDoor) async throws -> [String] {
    let answer = try await door.ask(path: "/v1/deadlines?deadline=\(deadline)")
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONDecoder().decode(Listed.self, from: Data(answer.text.utf8)).items.map(\.state)
  }

  /// The effect that a missed deadline has asked for has a key of its own.
  private func isAskedFor(_ action: String, by deadline: String, _ door: StoryDoor) async throws -> Bool {
    let answer = try await door.ask(path: "/v1/cases/C-000001")
    let object = try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any]
    let effects = object?["effects"] as? [[String: Any]] ?? []
    return effects.contains { $0["action"] as? String == action && ($0["key"] as? String)?.contains("/aside/deadline:C-000001:\(deadline):") == true }
  }

  @Test func `T-13 24 hours from the solution without a callback, the supervisor is pressed`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/takeaway-service.md", "超时一小时整单免单")
    #expect(try await state("callback-due", door) == ["running"])
    door.pass(.hours(23))
    #expect(try await state("callback-due", door) == ["warned"])
    #expect(try await !isAskedFor("press-supervisor", by: "callback-due", door))
    door.pass(.minutes(61))
    #expect(try await state("callback-due", door) == ["breached"])
    #expect(try await isAskedFor("press-supervisor", by: "callback-due", door))
  }

  @Test func `T-16 24 hours from the opening without published progress, the executive is told`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/food-safety-emergency.md", "同店三起由平台发现")
    #expect(try await state("progress", door) == ["running"])
    door.pass(.hours(23))
    #expect(try await state("progress", door) == ["warned"])
    #expect(try await !isAskedFor("raise-executive", by: "progress", door))
    door.pass(.minutes(61))
    #expect(try await state("progress", door) == ["breached"])
    #expect(try await isAskedFor("raise-executive", by: "progress", door))
  }

  @Test func `T-16 progress that is published in time is met, and nobody is told`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/food-safety-emergency.md", "同店三起由平台发现")
    door.pass(.hours(23))
    #expect(try await door.ask(.post, path: "/v1/cases/C-000001/signals", as: .integration, #"{"event":"处理进展已公布"}"#).status == 200)
    door.pass(.hours(2))
    #expect(try await state("progress", door) == ["met"])
    #expect(try await !isAskedFor("raise-executive", by: "progress", door))
  }
}
