import Casework
import Ledger
import Playbook

extension Dispatcher {
  /// Whether an effect may go out now. If not, what has to follow has been seen to.
  func passesGate(_ claimed: ClaimedEffect, _ plan: Plan) async -> Bool {
    let effect = claimed.effect
    guard effect.person != nil || effect.action != nil else { return true }
    let gate = ContactGate(ledger: ledger, reports: reports)
    do throws(LedgerError) {
      switch try await gate.decision(on: claimed, plan: plan, now: clock.now(), wasHandedOver: claimed.tries > 0) {
      case .go: return true
      case .look(let again): await park(claimed, until: again)
      case .drop: await park(claimed, until: clock.now() + Self.parkUnawaitedFor)
      case .tell(.ended(_, let report)): await bring(report, on: claimed)
      case .tell(let content): await tell(content, claimed)
      }
    } catch {
      noticed.tell(.ledgerTrouble(error))
      await giveBack(claimed, dueAt: clock.now() + ContactGate.lookAgainAfter)
    }
    return false
  }

  /// Brings a hold through the door in. Its name is made from the key, so that it counts once.
  private func tell(_ content: Signal.Content, _ claimed: ClaimedEffect) async {
    let key = claimed.effect.key
    do throws(DeskError) {
      let signal = Signal(id: SignalID("held:\(key)"), caseID: claimed.caseID, sender: .clock, content: content)
      _ = try await reports.writer.take(.signal(signal))
    } catch {
      switch error {
      case .stopped: return
      // It has ended, or is tried again when its lease runs out.
      case .refused, .ledger, .busy, .unknownPlaybook, .alteredPlaybook: await park(claimed, until: clock.now() + ContactGate.lookAgainAfter)
      }
    }
  }
}
