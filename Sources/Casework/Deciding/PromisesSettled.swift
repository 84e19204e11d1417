import Playbook

extension Deciding {
  mutating func keep(_ id: PromiseID) throws(Refusal) {
    guard let promise = state.promises[id] else { throw .notAwaited(id.text) }
    settle(promise, wasKept: true)
    closeIfSettled()
  }

  mutating func settle(_ promise: Promise, wasKept: Bool) {
    cancelTimers(about: promise.id.text)
    record(.promiseSettled(PromiseSettled(promise: promise.id, wasKept: wasKept, sender: sender)), step: promise.step)
  }

  /// A broken promise acts by itself: its consequence runs, or a person looks at it.
  mutating func promiseTimeOver(_ timer: CaseTimer) {
    guard let promise = timer.about.flatMap({ state.promises[PromiseID($0)] }) else { return }
    settle(promise, wasKept: false)
    let step = plan.step(promise.step)
    if case .promise(let terms)? = step?.kind, let call = terms.otherwise, let action = plan.action(call.action), isReady(action),
      state.clause(forbidding: action.id) == nil
    {
      planAside(action, call.arguments, step: promise.step, key: EffectKey("\(state.id)/promise/\(promise.id)"))
    } else {
      openTask(.review, step: step, text: plan.language.words("承诺没有兑现：\(promise.text)", "A promise was broken: \(promise.text)"), choices: [])
    }
    closeIfSettled()
  }
}
