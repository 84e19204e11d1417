import Playbook

extension Deciding {
  mutating func keep(_ id: PromiseID, proof: String?) throws(Refusal) {
    guard let promise = state.promises[id] else { throw .notAwaited(id.text) }
    settle(promise, wasKept: true, proof: proof)
    closeIfSettled()
  }

  /// - Parameter proof: the evidence that whoever says so names.
  mutating func settle(_ promise: Promise, wasKept: Bool, proof: String? = nil) {
    guard state.promises[promise.id] != nil else { return }
    cancelTimers(about: promise.id.text)
    record(.promiseSettled(PromiseSettled(promise: promise.id, wasKept: wasKept, sender: sender, proof: proof)), step: promise.step)
    settleClaim(of: promise, wasKept: wasKept)
  }

  /// A broken promise acts by itself: its consequence runs, or a person looks at it.
  mutating func promiseTimeOver(_ timer: CaseTimer) {
    guard let promise = timer.about.flatMap({ state.promises[PromiseID($0)] }) else { return }
    settle(promise, wasKept: false)
    // Who bears what wasn't got back is settled with the promise.
    guard promise.claim == nil else { return closeIfSettled() }
    let step = plan.step(promise.step)
    var role: String?
    if case .promise(let terms)? = step?.kind { role = terms.takenOverBy.flatMap { $0.isEmpty ? nil : $0 } }
    if case .promise(let terms)? = step?.kind, let call = terms.otherwise, let action = plan.action(call.action), isReady(action),
      state.clause(forbidding: action.id) == nil
    {
      planAside(action, call.arguments, step: promise.step, key: EffectKey("\(state.id)/promise/\(promise.id)"))
    } else {
      openTask(.review, step: step, text: plan.language.words("承诺没有兑现：\(promise.text)", "A promise was broken: \(promise.text)"), choices: [], role: role)
    }
    closeIfSettled()
  }
}
