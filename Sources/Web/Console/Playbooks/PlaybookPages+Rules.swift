import Desk
import Hummingbird
import Ledger
import Playbook

/// `/console/playbooks/{playbook}/rules`: what holds beside the steps, as the documents write it.
extension PlaybookPages {
  private struct Content {
    let head: PlaybookHead
    let invariants: [String]
    let parts: [Part]
    let isEmpty: Bool
  }

  private struct Part {
    let anchor: String
    let heading: String
    let hint: String
    let tables: [WrittenTable]
  }

  func rules(_ request: Request, _ visit: Visit) async throws -> Response {
    let chosen = try await asked(request, visit)
    let plan = chosen.plan
    let words = ConsoleWords.of(visit.language)
    let sources = try await Problem.telling { try await desk.ledger.readPlaybook(version: plan.version) }?.sources ?? []
    func part(_ name: String, _ places: [(file: String, line: Int)]) -> Part {
      Part(
        anchor: name, heading: words.text("playbooks-rules-\(name)"), hint: words.text("playbooks-rules-\(name)-hint"),
        tables: WrittenTable.tables(places, in: sources))
    }
    let fields = plan.intake.map { form in form.fields.map { (file: form.file, line: $0.place.line) } } ?? []
    let parts = [
      part("deadlines", plan.deadlines.map { (file: $0.file, line: $0.place.line) }),
      part("figures", plan.figures.map { (file: $0.file, line: $0.place.line) }),
      part("tables", plan.vocabulary.tables.flatMap { table in table.rows.map { (file: $0.sentence.file, line: $0.sentence.place.line) } }),
      part("cases", plan.caseRules.map { (file: $0.file, line: $0.place.line) }),
      part("registers", plan.registers.map { (file: $0.file, line: $0.place.line) }),
      part("intake", fields),
    ].filter { !$0.tables.isEmpty }
    let content = Content(
      head: PlaybookHead(chosen, .rules, visit), invariants: plan.invariants.map(\.sentence.text), parts: parts,
      isEmpty: parts.isEmpty && plan.invariants.isEmpty)
    return try page("playbook-rules", chosen, .rules, content, request, visit)
  }
}
