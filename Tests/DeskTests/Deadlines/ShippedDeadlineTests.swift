import Foundation
import Playbook
import Testing

@testable import Desk

/// What the takeaway playbooks promise, as they are shipped: counted from where the promise begins, until somebody has kept it.
@Suite("Deadlines of the takeaway platform")
struct ShippedDeadlineTests {
  private func plan(_ name: String) throws -> Plan {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..").standardized.path
    return try PlaybookFiles(at: "\(root)/Playbooks/food-delivery/\(name).md").compilation.plan
  }

  private func rule(_ id: String, in plan: Plan) throws -> DeadlineRule { try #require(plan.deadlines.first { $0.id == id }) }

  @Test func `T-02 a first reply is a person's, not a question that the desk puts by itself`() throws {
    let plan = try plan("takeaway-service")
    #expect(try rule("first-reply", in: plan).until == [.taken])
    #expect(plan.figures.first { $0.id == "first-reply-time" }?.target == nil, "the promise is in service time, the figure isn't")
  }

  @Test func `T-04 a call that was picked up is answered`() throws {
    #expect(try rule("hotline", in: try plan("takeaway-service")).until == [.happened("call.answered"), .taken])
  }

  @Test func `T-13 the callback is due 24 hours from the solution`() throws {
    let rule = try rule("callback-due", in: try plan("takeaway-service"))
    guard case .left? = rule.from.first else {
      Issue.record("it begins when the solution was carried out")
      return
    }
    #expect(rule.allowance == .wall(.hours(24)) && rule.consequence == .action("press-supervisor"))
  }

  @Test func `T-16 progress that isn't published within 24 hours of the opening goes to the executive`() throws {
    let rule = try rule("progress", in: try plan("food-safety-emergency"))
    #expect(rule.from == [.opened(nil)] && rule.allowance == .wall(.hours(24)) && rule.consequence == .action("raise-executive"))
  }

  @Test func `T-20 what was reopened and handed to a supervisor isn't counted as solved`() throws {
    let plan = try plan("takeaway-service")
    guard case .share(let solved)? = plan.figures.first(where: { $0.id == "solved" })?.measure else {
      Issue.record("a share is measured")
      return
    }
    func counts(_ facts: [Fact.ID: String]) -> Bool { solved.truth(facts: { facts[$0].map { .choice($0) } }, answer: nil) == .yes }
    #expect(counts(["service.result": "done", "after-callback": "none"]) && counts(["service.result": "done", "after-callback": "reopened"]))
    #expect(counts(["service.result": "untrue"]) && counts(["service.result": "mediated"]))
    #expect(!counts(["service.result": "done", "after-callback": "supervisor"]) && !counts(["service.result": "incomplete"]))
  }
}
