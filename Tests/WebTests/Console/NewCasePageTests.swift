import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Pages that open cases")
struct NewCasePageTests {
  private func stage() async throws -> Stage {
    let stage = Stage()
    _ = try await stage.desk.shelf.publish([SourceText(path: "late-meal.md", text: lateMeal)], at: Instant(milliseconds: 0))
    return stage
  }

  @Test func `a playbook is chosen, then what the case is about and what is known`() async throws {
    let stage = try await stage()
    let choice = try await stage.ask(.get, "/console/cases/new?subject=A+1", as: .agent)
    #expect(choice.text.contains(#"href="/console/cases/new?playbook=late-meal&amp;subject=A%201""#), "\(choice.text)")
    let form = try await stage.ask(.get, "/console/cases/new?playbook=late-meal&subject=A-1", as: .agent)
    #expect(form.status == 200 && form.text.contains(#"data-api="/v1/cases""#) && form.text.contains(#"data-then="/console/cases/{id}""#), "\(form.text)")
    #expect(form.text.contains("data-json=\"{&quot;playbook&quot;:&quot;late-meal&quot;}\"") && form.text.contains(#"name="/subject" value="A-1""#))
    #expect(form.text.contains(#"name="/facts/order.state""#) && form.text.contains("<option value=\"preparing\">Preparing</option>"))
    #expect(!form.text.contains("/facts/result"), "what the procedure concludes isn't told")
    // What the form would send is taken.
    let body = #"{"playbook":"late-meal","subject":"A-1","channel":"phone","facts":{"order.state":"preparing"}}"#
    #expect(try await stage.ask(.post, "/v1/cases", as: .agent, body).status == 201)
  }

  @Test func `each fact of a shipped playbook has a field of its type`() async throws {
    let desk = try await IntakeStage("food-delivery/merchant-cannot-reach-customer.md")
    let form = try await desk.stage.ask(.get, "/console/cases/new?playbook=merchant-cannot-reach-customer", as: .agent)
    #expect(form.status == 200 && form.text.contains(#"name="/facts/refund.state""#), "\(form.text)")
    #expect(form.text.contains(#"name="/facts/delivery.promised-at" type="datetime-local" data-type="time""#))
    #expect(!form.text.contains("/facts/contact.result"))
  }

  @Test func `what isn't there is said, and who may not open cases isn't let in`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.get, "/console/cases/new", as: .agent).text.contains("No playbook is published yet"))
    #expect(try await stage.ask(.get, "/console/cases/new?playbook=none", as: .agent).status == 404)
    #expect(try await stage.ask(.get, "/console/cases/new?colour=red", as: .agent).status == 400)
    for role in Role.allCases {
      let opens = Right.of(role).contains(.openCases)
      #expect(try await stage.ask(.get, "/console/cases/new", as: role).status == (opens ? 200 : 403), "\(role)")
      #expect(try await stage.ask(.get, "/console/registrations/none", as: role).status == (opens ? 404 : 403), "\(role)")
    }
  }

  @Test func `T-05 T-06 an intake form asks for order, number, name and the problem`() async throws {
    let desk = try await IntakeStage.takeaway()
    let page = try await desk.stage.ask(.get, "/console/registrations/takeaway-service?order=A-1", as: .agent)
    #expect(page.status == 200 && page.text.contains(#"data-api="/v1/intake-forms/takeaway-service/registrations""#), "\(page.text)")
    #expect(page.text.contains(#"name="/order" value="A-1""#) && page.text.contains(#"name="/phone" type="tel""#) && page.text.contains(#"name="/name""#))
    #expect(page.text.contains(#"name="/problems/0/problem""#) && page.text.contains(#"name="/problems/0/problem.text""#))
    #expect(page.text.contains("data-only-when=\"{&quot;fact&quot;:&quot;problem&quot;") && page.text.contains("data-needed-on=\"online\""))
    #expect(page.text.contains("data-json=\"{&quot;problems&quot;:[]}\"") && page.text.contains("data-trouble-add"))
    #expect(page.text.contains("Copy the number from the order"), "hints are in the reader's language")
    let new = try await desk.stage.ask(.get, "/console/cases/new?playbook=takeaway-service", as: .agent)
    #expect(new.text.contains(#"href="/console/registrations/takeaway-service""#))
  }
}
