import Casework
import Playbook

/// What the words of answers stand for in lists: how an entry stands is kept by its id, and shown as its playbook calls it.
struct StateWords {
  /// Those that cases start under now. What an older version called otherwise is found by its id alone.
  let plans: [Plan]

  /// The states that may be meant: the word itself, and whatever is called so.
  func states(called word: String, in register: String) -> Set<String> {
    var states: Set<String> = [word]
    let isAsked = [BuiltInRegister.errands, .questions].map(\.rawValue).contains(register)
    for plan in plans {
      if isAsked {
        states.formUnion(plan.vocabulary.actions.flatMap(\.outcomes).filter { $0.labels.contains(word) }.map(\.id))
        states.formUnion(undeclared.filter { id in Language.allCases.contains { Retelling(plan: plan, language: $0).name(ofAnswer: id) == word } })
      }
      for declared in plan.registers where declared.id == register {
        if let fact = declared.state.flatMap(plan.fact), case .choice(let id)? = fact.value(word) { states.insert(id) }
      }
    }
    return states
  }

  /// How an errand or a question may end that no action declares.
  private var undeclared: [String] { [EffectEnded.withdrawn, WaitAnswer.expired, AskOutcome.answered, AskOutcome.noAnswer] }
}
