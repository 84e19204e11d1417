import Casework
import Desk
import Ledger
import Playbook
import Sandbox

/// Simulated agents at work: every open task is answered after a while.
struct AgentDesk {
  let demo: Demo

  func run() async {
    let changes = demo.desk.changes()
    await withDiscardingTaskGroup { group in
      // Tasks that were open when the desk stopped are still to be done.
      for state in await casesWithTasks() {
        for task in state.tasks.values.sorted(by: { $0.id < $1.id }) { group.addTask { await answer(task, of: state) } }
        if state.incident != nil { group.addTask { await repair(state) } }
      }
      for await change in changes {
        for event in change.events {
          if case .taskOpened(let task) = event.kind { group.addTask { await answer(task, of: change.state) } }
          if case .incidentRaised = event.kind { group.addTask { await repair(change.state) } }
        }
        if Task.isCancelled { break }
      }
    }
  }

  private static let sender = Sender.person(name: say("模拟客服", "simulated agent"), role: "agent")

  private func casesWithTasks() async -> [Case] {
    guard let summaries = try? await demo.desk.ledger.listCases(CaseFilter(phases: [.open, .settling], limit: 100_000)) else { return [] }
    var cases: [Case] = []
    for summary in summaries where summary.openTasks > 0 || summary.hasIncident {
      if let state = try? await demo.desk.ledger.readCase(summary.id) { cases.append(state) }
    }
    return cases
  }

  private func answer(_ task: OpenTask, of state: Case) async {
    let name = "\(state.id):\(task.id)"
    var fact: String?
    if case .fact(let id) = task.purpose { fact = id }
    do { try await demo.desk.clock.sleep(milliseconds: demo.agents.duration(of: name)) } catch { return }
    guard let choice = demo.agents.answer(task: name, subject: state.subject, fact: fact, choices: task.choices.map(\.label)) else { return }
    await send(Signal(id: SignalID("agent:\(name)"), caseID: state.id, sender: task.answerer(Self.sender), content: .taskDone(task.id, choice: choice)))
  }

  /// What is stuck is tried once more, and passed over the second time.
  private func repair(_ state: Case) async {
    let name = "\(state.id):incident-\(state.eventCount)"
    do { try await demo.desk.clock.sleep(milliseconds: demo.agents.duration(of: name)) } catch { return }
    let visits = state.frames.last?.step.flatMap { state.visits[$0] } ?? 1
    await send(Signal(id: SignalID("agent:\(name)"), caseID: state.id, sender: Self.sender, content: .repair(visits < 2 ? .retry : .skip)))
  }

  /// A refusal means that the case has gone on without the answer.
  private func send(_ signal: Signal) async {
    do throws(DeskError) { _ = try await demo.desk.receive(signal) } catch {}
  }
}
