import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Goes on with the matter of a closed case, which stays as it is: a new case about the same subject is opened, and both know of each other (T-12).
struct Reopening: Sendable {
  let desk: Desk

  private static let longestReason = 500

  private struct Reopened: Encodable {
    let id: String
    /// Whether the case was opened by this request. One that was open about the matter already is gone on with.
    let isNew: Bool
    let reopens: String
    let events: [String]
  }

  /// `{"reason":"…"}`: 201 with the new case, 200 with the one that goes on with the matter already.
  func reopen(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let reason = object.text("reason", longest: Self.longestReason)
    try object.end()
    let old = try await closed(visit.caseID)
    let name = SignalID("\(id):reason")
    let earlier = try await noted(as: name)
    let (target, receipt): (CaseID, Receipt?) =
      if let earlier { (earlier.caseID, Receipt(caseID: earlier.caseID, answer: .alreadyReceived)) } else { try await open(old, id, caller) }
    // Written down first: whoever sees the link finds the reason.
    let words = Problem.Words("重开 \(old.id)：\(reason)", "Reopens \(old.id): \(reason)")
    let plan = try await plan(of: target)
    let note = Signal.Content.wrote(CaseMessage.note(words.text(in: plan.language)))
    // The note has the closed case and the reason in it: another one under this key was another request.
    if let earlier, earlier.content != note { throw Problem.keyReused }
    try await tell(Signal(id: name, caseID: target, sender: caller.sender, content: note), plan)
    try await tell(Signal(id: SignalID("reopen:\(target):\(old.id)"), caseID: target, sender: caller.sender, content: .link(old.id, .reopens)), plan)
    try await tell(Signal(id: SignalID("reopen:\(old.id):\(target)"), caseID: old.id, sender: caller.sender, content: .link(target, .reopenedBy)), plan)
    let isNew = receipt?.isNew ?? false
    let retelling = Retelling(plan: plan, language: visit.language)
    var headers: HTTPFields = [.location: "/v1/cases/\(target)"]
    if receipt?.wasAlreadyReceived == true { headers[.idempotencyReplayed] = "true" }
    return try JSONBody.answer(
      Reopened(
        id: target.text, isNew: isNew, reopens: old.id.text,
        events: retelling.words(of: receipt?.events ?? [])),
      status: isNew ? .created : .ok, headers: headers)
  }

  /// The note that a request with this key has left, if it came before.
  private func noted(as name: SignalID) async throws -> (caseID: CaseID, content: Signal.Content)? {
    do throws(LedgerError) {
      guard let id = try await desk.ledger.caseOfSignal(name),
        let signal = try await desk.ledger.readTurns(of: id).first(where: { $0.signal?.id == name })?.signal
      else { return nil }
      return (id, signal.content)
    } catch { throw Problem(error) }
  }

  /// The case that goes on with the matter. - Returns: the receipt too, where this request, or the same one before, opened it.
  private func open(_ old: Case, _ id: SignalID, _ caller: Caller) async throws -> (CaseID, Receipt?) {
    let (known, present): (CaseID?, CaseID?)
    do throws(LedgerError) {
      known = try await desk.ledger.caseOfSignal(id)
      present = known == nil ? try await desk.ledger.openCase(playbook: old.playbook, subject: old.subject) : nil
    } catch { throw Problem(error) }
    if let known {
      guard try await isReopening(of: old, known, id) else { throw Problem.keyReused }
      return (known, Receipt(caseID: known, answer: .alreadyReceived))
    }
    if let present { return (present, nil) }
    do throws(DeskError) {
      let plan = try await desk.shelf.currentPlan(of: old.playbook)
      let events: [Event]
      do throws(LedgerError) { events = try await desk.ledger.readEvents(of: old.id, after: 0) } catch { throw DeskError.ledger(error) }
      let persons = old.persons.filter { plan.party($0.key) != nil }
      // The mark of what was erased is nothing that is known.
      let facts = old.factsToGoOn(from: events, under: plan).filter { $0.value != .text(SealedWords.erased) }
      let opening = Opening(
        playbook: plan.id, version: plan.version, subject: old.subject, channel: old.channel, facts: facts, persons: persons)
      let receipt = try await desk.open(opening, id: id, sender: caller.sender)
      return (receipt.caseID, receipt)
    } catch { throw Problem(error, nil) }
  }

  /// Whether the request that had this key before was one to go on with this case.
  private func isReopening(of old: Case, _ target: CaseID, _ id: SignalID) async throws -> Bool {
    let turns: [Turn]
    do throws(LedgerError) { turns = try await desk.ledger.readTurns(of: target) } catch { throw Problem(error) }
    guard case .open(let opening)? = turns.first(where: { $0.signal?.id == id })?.signal?.content else { return false }
    return target != old.id && opening.subject == old.subject && opening.playbook == old.playbook
  }

  private func closed(_ id: CaseID) async throws -> Case {
    let state = try await desk.state(of: id)
    guard state.phase == .closed else {
      throw Problem(
        kind: .conflict, detail: .init("工单 \(id) 还没关单，直接在上面办。", "Case \(id) isn't closed: go on with it as it is."),
        headers: [.location: "/v1/cases/\(id)"])
    }
    return state
  }

  private func plan(of id: CaseID) async throws -> Plan {
    let state = try await desk.state(of: id)
    do throws(DeskError) { return try await desk.shelf.plan(version: state.version) } catch { throw Problem(error, nil) }
  }

  /// Told twice, by a request that is sent again, it is told once. A case that closes at once takes no note, and says nothing about it.
  private func tell(_ signal: Signal, _ plan: Plan) async throws {
    let receipt: Receipt
    do throws(DeskError) { receipt = try await desk.receive(signal) } catch {
      if case .refused(.caseClosed) = error { return }
      throw Problem(error, plan)
    }
    guard receipt.caseID == signal.caseID else { throw Problem.keyReused }
  }
}
