import Casework
import Desk
import Ledger
import Playbook
import Sandbox

/// Brings what the simulated platform tells of its orders to the desk.
struct Orders {
  let demo: Demo

  func run() async {
    var opened = 0
    for await signal in demo.feed {
      if case .opening = signal.content {
        guard opened < demo.cases else { continue }
        opened += 1
      }
      await bring(signal)
      if Task.isCancelled { return }
    }
  }

  private func bring(_ signal: OrderSignal) async {
    var caseID: CaseID?
    do throws(DeskError) {
      caseID = try await receive(signal)
    } catch .refused {
      // The order's case is closed or knows no such event: an answer, too.
    } catch { return }
    // Acknowledged by the desk, so the platform never sends it again.
    do { try demo.journal.acknowledge(signal.id, caseID: caseID?.text) } catch { Terminal.writeError(error.reason) }
  }

  private func receive(_ signal: OrderSignal) async throws(DeskError) -> CaseID? {
    let plan = demo.plan
    let id = SignalID(signal.id)
    switch signal.content {
    case .opening(let channel, let facts):
      let opening = Opening(
        playbook: plan.id, version: plan.version, subject: signal.subject, channel: ChannelName(rawValue: channel) ?? .online, facts: reports(facts))
      return try await demo.desk.open(opening, id: id, sender: .platform).caseID
    case .event(let name): return try await send(.happened(name), id, about: signal.subject)
    case .facts(let facts): return try await send(.facts(reports(facts)), id, about: signal.subject)
    }
  }

  /// Nil when the order has no open case.
  private func send(_ content: Signal.Content, _ id: SignalID, about subject: String) async throws(DeskError) -> CaseID? {
    let caseID: CaseID?
    do throws(LedgerError) { caseID = try await demo.desk.ledger.openCase(playbook: demo.plan.id, subject: subject) } catch { throw .ledger(error) }
    guard let caseID else { return nil }
    return try await demo.desk.receive(Signal(id: id, caseID: caseID, sender: .platform, content: content)).caseID
  }

  private func reports(_ facts: [String: String]) -> [FactReport] {
    facts.sorted { $0.key < $1.key }.compactMap { id, words in
      demo.plan.fact(id)?.value(words).map { FactReport(fact: id, value: $0, source: "platform") }
    }
  }
}
