public import Casework
public import Channels
import Ledger

extension Desk {
  /// Takes a report by the key alone, which begins with the case's id: a receiver knows no cases.
  public func receive(_ report: ErrandReport, on key: EffectKey) async throws(DeskError) -> Receipt {
    try await receive(report, on: key, of: CaseID(String(key.text.prefix { $0 != "/" })))
  }

  /// Takes the report on an effect whose receiver answered "later" when it was handed over.
  ///
  /// - Throws: `DeskError.refused(.notAwaited)` when the effect has ended, `.refused(.notAnOutcome)` when the words are none of the effect's.
  public func receive(_ report: ErrandReport, on key: EffectKey, of caseID: CaseID) async throws(DeskError) -> Receipt {
    let state: Case?
    do { state = try await ledger.readCase(caseID) } catch { throw .ledger(error) }
    guard let state else { throw .refused(.noSuchCase(caseID)) }
    // A receiver knows the key it was given, which may be that of an earlier attempt.
    guard let effect = state.effects[key] ?? state.effects.values.first(where: { $0.receiverKey == key }) else {
      return try await dispatcher.reports.bring(EffectReport(outcome: report.outcome), on: key, of: caseID)
    }
    let plan = try await shelf.plan(version: state.version)
    let read: EffectReport
    do { read = try dispatcher.reports.read(report, on: effect, plan: plan) } catch {
      throw .refused(.notAnOutcome(report.outcome, of: effect.outcomes))
    }
    return try await dispatcher.reports.bring(read, on: effect.key, of: caseID)
  }
}
