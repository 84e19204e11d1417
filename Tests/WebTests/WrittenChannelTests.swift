import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Where a text goes when nobody says")
struct WrittenChannelTests {
  private let text = #"{"to":"Customer","text":"On its way"}"#

  private func ways(_ sides: CaseSides) async throws -> [String?] {
    try await sides.lines().filter { $0.message?.side == .right }.map { $0.message?.channel }
  }

  @Test func `it is never a call: where they wrote last, their own channel, else an SMS; a call is made by who chooses one`() async throws {
    let sides = try await CaseSides.lateMeal()
    func usual() async throws -> String? { (try await sides.composer()).parties.first { $0.value == "customer" }?.usual }
    #expect(try await sides.composer().otherParties.first { $0.value == "customer" }?.usual == "sms", "the customer's own is the telephone")
    try await sides.tell("messages", text)
    try await sides.tell("messages", #"{"from":"Customer","channel":"wechat","text":"Where is it?"}"#)
    #expect(try await usual() == "wechat")
    try await sides.tell("messages", text)
    // Now they have called.
    try await sides.tell("messages", #"{"from":"Customer","text":"Hello?"}"#)
    #expect(try await usual() == "sms")
    try await sides.tell("messages", text)
    try await sides.tell("messages", #"{"to":"Customer","channel":"phone","text":"On its way"}"#)
    #expect(try await ways(sides) == ["sms", "wechat", "sms", "phone"])
  }

  @Test func `sent again it is the same message, wherever they have got in touch since`() async throws {
    let sides = try await CaseSides.lateMeal()
    let path = "/v1/cases/C-000001/messages"
    #expect(try await sides.stage.ask(.post, path, as: .agent, text, key: "m").status == 200)
    try await sides.tell("messages", #"{"from":"Customer","channel":"wechat","text":"Where is it?"}"#)
    let again = try await sides.stage.ask(.post, path, as: .agent, text, key: "m")
    #expect(again.status == 200 && again.headers[.idempotencyReplayed] == "true", "\(again.text)")
    #expect(try await ways(sides) == ["sms"])
    let another = try await sides.stage.ask(.post, path, as: .agent, #"{"to":"Customer","text":"Late"}"#, key: "m")
    #expect(another.json["type"] == "/problems/key-reused", "\(another.text)")
  }

  @Test func `where they wrote is the usual way also when they have agreed to something since, or taken it back`() async throws {
    let columns = "| id | labels | type | values | sources |\n|---|---|---|---|---|\n"
    let playbook = lateMeal.replacing(
      columns, with: "| id | labels | type | values | sources | consent |\n|---|---|---|---|---|---|\n| may-ring | May ring | flag | | | customer: calls |\n")
    let sides = try await CaseSides.opened(playbook, #"{"playbook":"late-meal","subject":"A-1"}"#)
    func usual() async throws -> String? { (try await sides.composer()).parties.first { $0.value == "customer" }?.usual }
    try await sides.tell("messages", #"{"from":"Customer","channel":"wechat","text":"Where is it?"}"#)
    for (number, answer) in ["true", "false"].enumerated() {
      try await sides.tell("signals", #"{"facts":{"May ring":\#(answer)}}"#)
      let said = try await sides.file().events.compactMap { if case .consented(let consented) = $0.kind { consented.isGiven } else { nil } }
      #expect(said == [true, false].prefix(number + 1).map(\.self))
      #expect(try await usual() == "wechat", "\(answer)")
      try await sides.tell("messages", text)
    }
    #expect(try await ways(sides) == ["wechat", "wechat"])
  }

  @Test func `the page says which way it is, for each`() async throws {
    let sides = try await CaseSides.lateMeal()
    try await sides.tell("messages", #"{"from":"Customer","channel":"wechat","text":"Where is it?"}"#)
    let page = try await sides.text()
    #expect(page.contains(#"<option value="to:customer" data-usual="wechat" data-usual-label="The usual one: wechat" selected>"#), "\(page)")
    #expect(page.contains(#"<option value="to:kitchen" data-usual="sms""#) && page.contains(#"<option value="from:kitchen" data-usual="phone""#))
    #expect(page.contains(#"<option value="wechat">The usual one: wechat</option>"#))
    let chinese = try await CaseSides(stage: sides.stage, language: .chinese).text()
    #expect(chinese.contains("按常用渠道：微信") && chinese.contains("按常用渠道：短信"), "\(chinese)")
  }

  @Test func `each channel is read or heard`() {
    #expect(ChannelName.allCases.filter { !$0.carriesText } == [.phone, .privacyNumber])
  }
}
