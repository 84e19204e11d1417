import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Registers of shipped playbooks at the door")
struct StoryRegisterTests {
  private struct Listed: Decodable {
    struct One: Decodable {
      struct Money: Decodable {
        struct Line: Decodable {
          let account: String
          let amount: Int64
        }

        let lines: [Line]
      }

      struct Known: Decodable { let text: String }

      let register: String
      let `case`: String
      let entry: String
      let state: String
      let text: String
      let shares: [String: Int]?
      let posting: Money?
      let facts: [Known]?
    }

    let items: [One]
  }

  /// What is listed; each entry is shown alone as it is listed, and found by the state that was answered.
  private func list(_ path: String, _ door: StoryDoor) async throws -> [Listed.One] {
    let items = try await read(path, door)
    for one in items {
      let entry = one.entry.replacing("/", with: "%2F")
      let alone = try await door.ask(path: "/v1/registers/\(one.register)/\(one.case)/\(entry)")
      #expect(alone.status == 200 && alone.json["state"] == one.state && alone.json["text"] == one.text, "\(alone.text)")
      let state = try #require(one.state.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed))
      #expect(try await read("\(path)?state=\(state)", door).contains { $0.entry == one.entry }, "\(one.state)")
    }
    return items
  }

  private func read(_ path: String, _ door: StoryDoor) async throws -> [Listed.One] {
    let answer = try await door.ask(path: path)
    #expect(answer.status == 200, "\(answer.text)")
    return try JSONDecoder().decode(Listed.self, from: Data(answer.text.utf8)).items
  }

  @Test func `T-11 who pays stands in the rulings with its shares, and what was paid in the postings with lines that sum to zero`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/takeaway-service.md", "超时一小时整单免单")
    let rulings = try await list("/v1/rulings", door)
    #expect(rulings.map(\.state) == ["provisional"] && rulings.first?.shares?.values.reduce(0, +) == 100 && rulings.first?.text.isEmpty == false)
    let paid = try await ShippedDocument.walked("channel-shop/refund-after-shipping.md", "盯到退件回仓")
    let postings = try await list("/v1/postings", paid)
    #expect(!postings.isEmpty)
    for one in postings {
      let lines = try #require(one.posting?.lines)
      #expect(lines.count > 1 && lines.contains { $0.amount > 0 } && lines.map(\.amount).reduce(0, +) == 0, "\(one.text)")
    }
  }

  @Test func `T-12 what is followed until it is done stands in the follow-ups`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/takeaway-service.md", "送错地址要重做")
    let followed = try await list("/v1/follow-ups", door)
    #expect(!followed.isEmpty && followed.allSatisfy { $0.register == "follow-ups" && $0.text.contains("跟单") && $0.state != "open" }, "\(followed)")
  }

  @Test func `T-13 callbacks stand in their register with what the customer said`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/satisfaction-callback.md", "电话里不满意")
    let callbacks = try await list("/v1/registers/callbacks", door)
    #expect(callbacks.map(\.state) == ["用户不满意"] && callbacks.first?.facts?.contains { $0.text.hasPrefix("2") } == true, "\(callbacks)")
  }

  @Test func `T-15 disputes stand in their register with both statements and the ruling`() async throws {
    let door = try await ShippedDocument.walked("food-delivery/dispute.md", "商家认可，支持用户")
    let disputes = try await list("/v1/registers/disputes", door)
    #expect(disputes.map(\.state) == ["已追加补偿"], "\(disputes)")
    let words = disputes.first?.facts?.map(\.text) ?? []
    #expect(words.contains("认可用户说法") && words.contains("支持用户"), "\(words)")
  }

  @Test func `a case that is stuck stands in the incidents until it is repaired`() async throws {
    let stage = Stage()
    let text =
      lateMeal + """


        ## Actions

        | id | labels | kind | party | outcomes | limit |
        |---|---|---|---|---|---|
        | recook | Cook it again | record | Kitchen | done Done; failed Failed | 60 min |
        """
    let playbook = text.replacing("- Look where the meal is", with: "- 【Cook it again】\n- Look where the meal is")
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: playbook)], at: Instant(milliseconds: 0))
    #expect(try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"late-meal","subject":"A-1"}"#).status == 201)
    let key = try #require(await stage.ledger.readCase(CaseID("C-000001"))?.effects.values.first?.receiverKey)
    let failed = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .integration, #"{"report":{"effect":"\#(key.text)","outcome":"failed"}}"#)
    #expect(failed.status == 200, "\(failed.text)")
    let open = try await stage.ask(.get, "/v1/incidents?open=true&state=open", as: .supervisor)
    #expect(open.text.contains(#""case":"C-000001""#) && open.text.contains(#""state":"open""#), "\(open.text)")
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .supervisor, #"{"repair":"skip"}"#).status == 200)
    #expect(try await stage.ask(.get, "/v1/incidents?open=true", as: .supervisor).text == #"{"items":[]}"#)
    let mended = try await stage.ask(.get, "/v1/incidents?state=resolved", as: .supervisor)
    #expect(mended.text.contains(#""case":"C-000001""#) && mended.text.contains("endedAt"), "\(mended.text)")
  }
}
