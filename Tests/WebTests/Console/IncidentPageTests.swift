import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Cases that are stuck, on their page")
struct IncidentPageTests {
  /// A case whose action has failed.
  private func failed(_ subject: String = "A-1") async throws -> Stage {
    let stage = Stage()
    let text =
      lateMeal + """


        ## Actions

        | id | labels | kind | party | outcomes | limit |
        |---|---|---|---|---|---|
        | recook | Cook it again | record | Kitchen | done Done; failed Failed | 60 min |
        """
    await WallStage.put(text.replacing("- Look where the meal is", with: "- 【Cook it again】\n- Look where the meal is"), path: "late-meal.md", on: stage)
    try await WallStage.open("late-meal", subject, on: stage)
    let key = try #require(await stage.ledger.readCase(CaseID("C-000001"))?.effects.values.first?.receiverKey)
    let report = #"{"report":{"effect":"\#(key.text)","outcome":"failed"}}"#
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .integration, report).status == 200)
    return stage
  }

  @Test func `a case that is stuck stands under its kind with its sentence, and is repaired from there`() async throws {
    let stage = try await failed()
    let page = try await stage.ask(.get, "/console/incidents", as: .supervisor)
    #expect(page.status == 200, "\(page.text)")
    for words in ["An action failed", "“Cook it again” failed", "late-meal.md:", "/console/cases/C-000001", "Try the step again"] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(page.text.contains(#"data-api="/v1/cases/C-000001/signals" data-json='{"repair":"retry"}' data-if-match="&quot;"#), "\(page.text)")
    let sheet = try await stage.ask(.get, "/console/incidents/C-000001/repair", as: .supervisor)
    #expect(sheet.text.contains(#"name="/repair/moveTo""#) && sheet.text.contains("Look where the meal is</option>"), "\(sheet.text)")
    #expect(sheet.text.contains(#"<option value="/repair/facts/order.state""#) && !sheet.text.contains("Say what is lacking"))
    let tag = try #require(try await stage.ask(.get, "/v1/cases/C-000001", as: .supervisor).headers[.eTag])
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .supervisor, #"{"repair":"skip"}"#, ifMatch: tag).status == 200)
    #expect(try await stage.ask(.get, "/console/incidents/list", as: .supervisor).text.contains("No case is stuck"))
    #expect(try await stage.ask(.get, "/console/incidents/C-000001/repair", as: .supervisor).text.contains("It has been repaired"))
    let late = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .supervisor, #"{"repair":"skip"}"#, ifMatch: tag)
    #expect(late.status == 412, "what was decided on an older look is refused")
  }

  @Test func `what a choice lacks is asked for in a field of its type, and saying it goes on`() async throws {
    let stage = Stage()
    let choice = "- Decide `State`\n  - When: On the way\n    - Conclude: Result=Found"
    let begin = try #require(lateMeal.range(of: "- Look where"))
    await WallStage.put("\(lateMeal[..<begin.lowerBound])\(choice)", path: "late-meal.md", on: stage)
    try await WallStage.open("late-meal", "A-1", ["State": "Preparing"], on: stage)
    let page = try await stage.ask(.get, "/console/incidents", as: .supervisor)
    #expect(page.text.contains("No alternative fits"), "\(page.text)")
    let sheet = try await stage.ask(.get, "/console/incidents/C-000001/repair", as: .supervisor)
    #expect(sheet.text.contains("Say what is lacking") && sheet.text.contains(#"<select name="/repair/facts/order.state" required>"#), "\(sheet.text)")
    #expect(sheet.text.contains("now: Preparing") && sheet.text.contains(#"<option value="On the way">On the way</option>"#))
    let said = try await stage.ask(.post, "/v1/cases/C-000001/signals", as: .supervisor, #"{"repair":{"facts":{"order.state":"On the way"}}}"#)
    #expect(said.status == 200, "\(said.text)")
    #expect(await stage.ledger.readCase(CaseID("C-000001"))?.incident == nil)
  }

  @Test func `what people wrote is text, and pages are in the reader's language`() async throws {
    let stage = try await failed("</h3><script>alert(1)</script>")
    let page = try await WallStage.ask("/console/incidents", in: "zh-CN", on: stage)
    #expect(page.text.contains("&lt;script&gt;alert(1)") && !page.text.contains("<script>alert"), "\(page.text)")
    #expect(page.text.contains("动作没有办成") && !page.text.contains("incidents-kind"))
    let empty = try await WallStage.ask("/console/incidents", in: "zh-CN", on: Stage())
    #expect(empty.text.contains("没有卡住的工单"))
  }

  @Test func `every kind of incident has words in both languages`() {
    let kinds: [Incident.Kind] = [
      .noBranch, .actionFailed, .forbidden, .unguarded, .missingSlot, .unknownOrigin, .endless, .lostStep, .heldBack,
    ]
    for words in [ConsoleWords.chinese, .english] {
      for kind in kinds.map(\.rawValue) + ["unreadable"] {
        #expect(words.keys.contains("incidents-kind-\(kind)") && words.keys.contains("incidents-hint-\(kind)"), "\(kind)")
      }
    }
  }

  @Test func `a page goes on behind a case, and only those who repair see it`() async throws {
    let stage = try await failed()
    #expect(try await stage.ask(.get, "/console/incidents?after=C-000002", as: .supervisor).text.contains("/console/cases/C-000001"))
    #expect(try await stage.ask(.get, "/console/incidents?after=C-000001", as: .supervisor).text.contains("No case is stuck"))
    #expect(try await stage.ask(.get, "/console/incidents?before=C-000001", as: .supervisor).status == 400)
    #expect(try await stage.ask(.get, "/console/incidents/C-000009/repair", as: .supervisor).status == 404)
    for role in Role.allCases where role != .supervisor {
      for path in ["/console/incidents", "/console/incidents/list", "/console/incidents/C-000001/repair"] {
        #expect(try await stage.ask(.get, path, as: role).status == 403, "\(role) \(path)")
      }
    }
  }
}
