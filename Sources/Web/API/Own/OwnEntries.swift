import Desk
import Casework
import Playbook

/// What stands in registers for a party to answer: negotiations that both sides see, and what it was asked to do.
extension OwnCase {
  /// An entry with what this party may say to it.
  struct Entry {
    /// As `/v1/registers` shows it to this party, with its history.
    let view: EntryView
    let due: Instant?
    let isOpen: Bool
    /// Of one that a playbook declares.
    let answers: [Answer]
    /// Of something that the party was asked to do: how it may say that it went.
    let outcomes: [String]

    /// Where the answer goes.
    var address: String { "/v1/registers/\(view.register)/\(view.case)/\(view.entry)/answers" }
  }

  /// A fact that is the answer.
  struct Answer {
    let fact: Fact
    /// What it may be; empty where anything of its type will do.
    let values: [Value]
  }

  /// The newest first, those that are open before the others.
  var entries: [Entry] {
    guard let onlooker = try? Onlooker(caller) else { return [] }
    let found = RegisterFold.entries(of: state.id, file.events, plan).filter { onlooker.sees($0, of: state) }
    let entries = found.reversed().map { entry(of: $0, onlooker) }
    return entries.filter(\.isOpen) + entries.filter { !$0.isOpen }
  }

  private func entry(of found: RegisterEntry, _ onlooker: Onlooker) -> Entry {
    var (answers, outcomes): ([Answer], [String]) = ([], [])
    if found.isOpen, isOpen {
      switch found.content {
      case .declared(let register):
        answers = register.answers.filter { $0.party == party }.compactMap { answer in plan.fact(answer.fact).map { Answer(fact: $0, values: answer.values) } }
      case .errand(let effect): outcomes = effect.action.flatMap(plan.action)?.outcomes.map(\.name) ?? []
      default: break
      }
    }
    return Entry(
      view: EntryView(found, file, onlooker, hasHistory: true), due: found.due, isOpen: found.isOpen, answers: answers, outcomes: outcomes)
  }
}
