import Casework
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("A person with very many cases")
struct ManyCasesTests {
  @Test func `all that is kept is handed out, however much it is`() async throws {
    let stage = Stage()
    let plan = try await stage.desk.shelf.publish([SourceText(path: "personal-meal.md", text: personalMeal)], at: Instant(milliseconds: 0)).plan
    let facts = plan.factReports(from: ["customer.phone": "13812345678"], source: "platform").reports
    for number in 1...1_001 {
      // One after the other: a subject has one open case.
      let opening = Opening(playbook: plan.id, version: plan.version, subject: "A-1", channel: .online, facts: facts)
      let id = try await stage.desk.open(opening, id: SignalID("open-\(number)"), sender: .platform).caseID
      let task = try #require(await stage.ledger.readCase(id)?.tasks.keys.first)
      let done = Signal(
        id: SignalID("done-\(number)"), caseID: id, sender: .person(name: "li", role: "agent"), content: .taskDone(task, choice: "Not made"))
      _ = try await stage.desk.receive(done)
    }
    let export = try await stage.ask(.get, "/v1/persons/A-1%2Fcustomer/export", as: .administrator)
    let object = try JSONSerialization.jsonObject(with: Data(export.text.utf8)) as? [String: Any]
    #expect((object?["cases"] as? [Any])?.count == 1_001)
  }
}
