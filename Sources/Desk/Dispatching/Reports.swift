import Casework
import Channels
import Ledger
import Playbook

/// Brings what receivers report back through the door in.
struct Reports: Sendable {
  let shelf: PlaybookShelf
  let writer: Writer

  /// Turns a receiver's words into the effect's report.
  /// - Throws: `ConnectorFault.garbled` when the outcome isn't one of the effect's, or the words for the fact that was asked for are no value of it.
  func read(_ report: ErrandReport, on effect: Effect, plan: Plan) throws(ConnectorFault) -> EffectReport {
    guard effect.outcomes.contains(report.outcome) else {
      throw .garbled(plan.language.words("结果“\(report.outcome)”", "outcome \(report.outcome)"))
    }
    let (facts, notUnderstood) = plan.factReports(from: report.facts, source: effect.party ?? "platform")
    if let asked = effect.fact, notUnderstood.contains(asked) {
      throw .garbled(plan.language.words("对“\(asked)”的回答", "the answer for \(asked)"))
    }
    let remarks = [report.detail] + notUnderstood.map { fact in plan.language.words("读不懂：\(fact)", "not understood: \(fact)") }
    let detail = remarks.compactMap { $0 }.joined(separator: plan.language.words("；", "; "))
    return EffectReport(outcome: report.outcome, facts: facts, detail: detail.isEmpty ? nil : detail)
  }

  func plan(of caseID: CaseID) async throws(DeskError) -> Plan { try await shelf.plan(version: try await writer.version(of: caseID)) }

  /// The signal's id is made from the key: a second report on the same effect changes nothing.
  func bring(_ report: EffectReport, on key: EffectKey, of caseID: CaseID) async throws(DeskError) -> Receipt {
    try await writer.take(.signal(Signal(id: .report(on: key), caseID: caseID, sender: .receiver, content: .ended(key, report))))
  }
}
