import Casework
import Channels
import Ledger
import Playbook

extension Dispatcher {
  /// Carries out what the writer hands over, until the task is cancelled.
  func carryOutHanded() async {
    await withDiscardingTaskGroup { group in
      /// For connectors that take their time, in order: no more at once than there are places.
      var waiting: [Handed] = []
      while !Task.isCancelled {
        let handed = handing.takeAll()
        guard !handed.isEmpty || (!waiting.isEmpty && freePlaces > 0) else {
          await handing.handed.wait()
          continue
        }
        waiting += handed
        for next in waiting.prefix(max(freePlaces, 0)) {
          group.addTask {
            // Whoever had to wait too long has lost its lease: it is found when it is due again.
            if self.clock.now() < next.leaseEnd { await self.begin(next.claimed) }
            self.handing.handed.ring()
          }
        }
        waiting.removeFirst(min(max(freePlaces, 0), waiting.count))
      }
    }
  }

  /// Whether an effect's connector answers at once and nothing has to be asked first.
  func isPrompt(_ effect: Effect, _ plan: Plan) -> Bool { promptConnector(for: effect, plan) != nil }

  private func promptConnector(for effect: Effect, _ plan: Plan) -> (any PromptConnector)? {
    guard effect.budget == nil, ContactGate.isOpen(to: effect, plan) else { return nil }
    return connectors.promptConnector(ofAction: effect.action, channel: effect.channel?.rawValue)
  }

  /// Carries an effect out where the writer stands.
  /// - Returns: its report, to be put in; nil when the effect is to be carried out in the usual way.
  func promptReport(on handed: Handed) -> Caller? {
    let claimed = handed.claimed
    let effect = claimed.effect
    guard clock.now() < effect.deadline, let connector = promptConnector(for: effect, handed.plan) else { return nil }
    do throws(ConnectorFault) {
      return caller(try reports.read(try connector.answer(Errand(claimed)), on: effect, plan: handed.plan), on: claimed)
    } catch {
      // It is asked again in the usual way, and what it answers then is seen to.
      return nil
    }
  }

  private func caller(_ report: EffectReport, on claimed: ClaimedEffect) -> Caller {
    let key = claimed.effect.key
    let signal = Signal(id: .report(on: key), caseID: claimed.caseID, sender: .receiver, content: .ended(key, report))
    return Caller(
      request: .signal(signal),
      waiter: .call { answer in
        if case .success(let receipt) = answer, !receipt.wasAlreadyReceived { return }
        // Anything else is seen to in the usual way, by bringing the same report again.
        Task { await self.bring(report, on: claimed) }
      })
  }
}
