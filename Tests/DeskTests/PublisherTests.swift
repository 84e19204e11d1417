import Casework
@testable import Desk
import Ledger
import LedgerSQLite
import Playbook
import Testing

@Suite("From a proposal to the cases")
struct PublisherTests {
  private let clock = ManualClock()
  private let ledger: any Ledger & VersionLedger
  private let desk: Desk
  private let publisher: Publisher

  init() throws {
    let ledger = try SQLiteLedger(path: temporaryFile("sqlite"))
    self.ledger = ledger
    desk = Desk(name: "desk-1", ledger: ledger, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    publisher = Publisher(desk: desk, ledger: ledger)
  }

  private func sources(_ edits: [(String, String)] = []) -> [SourceText] {
    [SourceText(path: "shop.md", text: edits.reduce(shopPlaybook) { $0.replacing($1.0, with: $1.1) })]
  }

  private func error(_ work: () async throws(PublishError) -> Void) async -> String {
    do throws(PublishError) {
      try await work()
      return "nothing"
    } catch { return "\(error)".prefix { $0 != "(" }.description }
  }

  @Test func `an author can't approve, and nothing is published unapproved`() async throws {
    let proposal = try await publisher.propose(sources(), by: "Li")
    let told1 = await error { () throws(PublishError) in _ = try await publisher.approve(proposal.version, by: " li ") }
    #expect(told1 == "ownProposal")
    let told2 = await error { () throws(PublishError) in _ = try await publisher.approve(proposal.version, by: "  ") }
    #expect(told2 == "nameless")
    let told3 = await error { () throws(PublishError) in _ = try await publisher.approve("ffff", by: "Zhang") }
    #expect(told3 == "unknownVersion")
    let told4 = await error { () throws(PublishError) in _ = try await publisher.approvedSources(proposal.version) }
    #expect(told4 == "notApproved")
    let (approved, approval) = try await publisher.approve(String(proposal.version.prefix(8)), by: "Zhang")
    #expect(approved == proposal && approval.approver == "Zhang" && approval.planDigest == proposal.planDigest)
    #expect(try await publisher.approvedSources(proposal.version) == sources())
  }

  @Test func `where versions are proposed, a document alone isn't published`() async throws {
    let plan = PlaybookShelf.compiled(sources()).plan
    try await publisher.admit(plan)
    _ = try await publisher.propose(sources([("60 min", "50 min")]), by: "Li")
    let told5 = await error { () throws(PublishError) in try await publisher.admit(plan) }
    #expect(told5 == "notProposed")
    let proposal = try await publisher.propose(sources(), by: "Li")
    let told6 = await error { () throws(PublishError) in try await publisher.admit(plan) }
    #expect(told6 == "notApproved")
    _ = try await publisher.approve(proposal.version, by: "Zhang")
    try await publisher.admit(plan)
  }

  /// Cases at the wait, at the action and one that asks; then the wait is changed and the action removed.
  private func opened() async throws -> (waiting: CaseID, acting: CaseID, asking: CaseID, version: String) {
    let report = try await publisher.publish(sources(), by: "Wang", cases: .keep)
    let plan = try await desk.shelf.plan(version: report.publication.version)
    func open(_ subject: String, _ facts: [String: String?]) async throws -> CaseID {
      let opening = Opening(
        playbook: plan.id, version: plan.version, subject: subject, channel: .online, facts: plan.factReports(from: facts, source: "platform").reports)
      return try await desk.open(opening, id: SignalID("open-\(subject)"), sender: .platform).caseID
    }
    let waiting = try await open("a", ["stock": "left"])
    let acting = try await open("b", ["stock": "left"])
    let asking = try await open("c", [:])
    let key = try #require(try await ledger.readCase(waiting)?.effects.keys.first)
    _ = try await desk.receive(Signal(id: SignalID("r"), caseID: waiting, sender: .receiver, content: .ended(key, EffectReport(outcome: "done"))))
    return (waiting, acting, asking, plan.version)
  }

  private static let edits = [
    ("- Wait 30 min", "- Wait 40 min"), ("    - 【Remind】\n", "    - 【Escalate】\n"),
    ("ask Shopkeeper (10 min)", "ask Shopkeeper (12 min)"),
  ]

  @Test func `a preview sorts the open cases and changes nothing`() async throws {
    let cases = try await opened()
    let plan = PlaybookShelf.compiled(sources([Self.edits[0], Self.edits[1]])).plan
    let preview = try await publisher.preview(plan)
    #expect(preview.open == 3 && preview.counts[.needsDecision] == 1 && preview.counts[.movesByItself] == 2)
    #expect(preview.decisions.map(\.caseID) == [cases.acting])
    let row = try #require(preview.changedDeadlines.first)
    #expect(row.caseID == cases.waiting && row.verdict.deadlines.map(\.purpose) == [.wait])
    #expect(row.verdict.deadlines.first.map { ($0.after?.milliseconds ?? 0) - ($0.before?.milliseconds ?? 0) } == 600_000)
    #expect(try await ledger.currentVersion(of: "shop") == cases.version)
    #expect(try await ledger.countOpenCases(of: "shop") == [cases.version: 3])
  }

  @Test func `applying moves what can go on, and undoing brings it back as it was`() async throws {
    let cases = try await opened()
    let before = try #require(try await ledger.readCase(cases.waiting))
    clock.advance(.minutes(1))
    let report = try await publisher.publish(sources([Self.edits[0], Self.edits[1]]), by: "Wang", cases: .moveAndHandOver)
    let version = report.publication.version
    #expect(report.moved == 2 && report.handedOver == 1 && report.kept.map(\.caseID) == [cases.acting])
    let moved = try #require(try await ledger.readCase(cases.waiting))
    #expect(moved.version == version)
    let acting = try #require(try await ledger.readCase(cases.acting))
    #expect(acting.version == cases.version && acting.tasks.values.contains { $0.purpose == .review })
    let due = try await ledger.timersDue(at: Instant(milliseconds: .max), limit: 100).filter { $0.caseID == cases.waiting }
    #expect(Set(due.map(\.timer)) == Set(moved.timers.keys))
    #expect(try await ledger.rebuild().differences == [])

    let back = try await publisher.undo("shop", by: "Wang")
    #expect(back.moved == 2 && back.kept.isEmpty && back.publication.undoes == report.publication.number)
    let after = try #require(try await ledger.readCase(cases.waiting))
    #expect(after.timers == before.timers && after.frames == before.frames && after.visits == before.visits && after.version == cases.version)
    #expect(try await ledger.currentVersion(of: "shop") == cases.version)
    #expect(try await ledger.rebuild().differences == [])
    let told7 = await error { () throws(PublishError) in _ = try await publisher.undo("shop", by: "Wang") }
    #expect(told7 == "nothingToUndo")
  }

  @Test func `the same publication again moves nothing twice, and a closed case isn't touched`() async throws {
    let cases = try await opened()
    let edited = sources([Self.edits[0]])
    #expect(try await publisher.publish(edited, by: "Wang", cases: .move).moved == 3)
    let count = try await ledger.readCase(cases.asking)?.eventCount
    #expect(try await publisher.publish(edited, by: "Wang", cases: .move).moved == 0)
    #expect(try await ledger.readCase(cases.asking)?.eventCount == count)
  }

  @Test func `a version that is understood otherwise now is told of, and its cases go on`() async throws {
    let other = try SQLiteLedger(path: temporaryFile("sqlite"))
    let plan = PlaybookShelf.compiled(sources()).plan
    try await other.putPlanDigest("what an earlier program understood", of: plan.version)
    try await other.putPlaybook(PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: clock.now(), sources: sources()))
    let desk = Desk(name: "desk-2", ledger: other, connectors: Connectors(default: ScriptedConnector()), clock: clock)
    let notices = desk.notices()
    #expect(try await desk.shelf.plan(version: plan.version).version == plan.version)
    await desk.close()
    var told: [String] = []
    for await notice in notices { if case .readDifferently(let version) = notice { told.append(version) } }
    #expect(told == [plan.version])
  }
}
