import Casework
import Desk
import Ledger
import Playbook

extension Cases {
  /// Writes down why somebody tells a case something, right before it is told: the case may be closed behind it, and takes no words then.
  ///
  /// What would be refused leaves no note. The note is named after the signal: sent again, it isn't written twice.
  /// - Parameter expecting: how many events the case must have; nil when anything will do.
  /// - Returns: the same for the signal, behind the note.
  /// - Throws: `Problem`: as the case refuses the signal, or `.keyReused` when the signal was sent with other words before.
  func keepNote(_ note: String, before signal: Signal, _ state: Case, _ plan: Plan, expecting: Int?) async throws -> Int? {
    let words = Signal(id: SignalID("note:\(signal.id)"), caseID: state.id, sender: signal.sender, content: .wrote(.note(note)))
    if let earlier = try await turns(of: signal.id) {
      // A case that was archived meanwhile says so when it is told the signal.
      guard earlier.isEmpty || earlier.contains(where: { $0.signal?.id == words.id && $0.signal?.content == words.content }) else { throw Problem.keyReused }
      return expecting
    }
    do throws(Refusal) { _ = try decide(signal, case: state, plan: plan, now: desk.clock.now()) } catch { throw Problem(.refused(error), plan) }
    let receipt: Receipt
    do throws(DeskError) { receipt = try await desk.receive(words, expecting: expecting) } catch { throw Problem(error, plan) }
    if receipt.wasAlreadyReceived {
      // Written by a request that didn't come to its end: what happened since counts as it did then.
      let written = try await turns(of: words.id)?.first { $0.signal?.id == words.id }
      guard let written, written.signal?.content == words.content else { throw Problem.keyReused }
      return expecting == nil ? nil : written.events.last?.sequence
    }
    return expecting == nil ? nil : receipt.events.last?.sequence
  }

  /// The turns of the case that took this signal; nil when none did.
  private func turns(of signal: SignalID) async throws -> [Turn]? {
    do throws(LedgerError) {
      guard let id = try await desk.ledger.caseOfSignal(signal) else { return nil }
      return try await desk.ledger.readTurns(of: id)
    } catch { throw Problem(error) }
  }
}
