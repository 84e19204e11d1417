extension Signal {
  /// The same signal, with what it says of people changed.
  public func changed(by change: some PersonalChange) throws -> Signal {
    guard let content = try content.changed(by: change) else { return self }
    return Signal(id: id, caseID: caseID, sender: sender, content: content)
  }
}

extension Signal.Content {
  /// Nil for what says nothing of people. Every kind stands here, so that a new one has to be thought of.
  fileprivate func changed(by change: some PersonalChange) throws -> Signal.Content? {
    switch self {
    case .open(let opening):
      guard !opening.facts.isEmpty else { return nil }
      return .open(try opening.changed(by: change))
    case .facts(let reports): return .facts(try change.reports(reports, in: "facts"))
    case .ended(let key, let report):
      guard report.detail != nil || !report.facts.isEmpty else { return nil }
      return .ended(key, try report.changed(by: change))
    // The answer to a question may be what the question was about.
    case .taskDone(let task, let choice): return .taskDone(task, choice: try change.words(choice, of: nil, in: "choice"))
    case .perform(let action, let arguments):
      guard !arguments.isEmpty else { return nil }
      return .perform(action, arguments: try change.table(arguments, of: nil, in: "arguments"))
    case .promiseKept(let promise, let proof):
      guard let proof else { return nil }
      return .promiseKept(promise, proof: try change.words(proof, of: nil, in: "proof"))
    case .repair(let repair): return .repair(try change.repair(repair))
    case .wrote(let message): return .wrote(try change.message(message))
    case .evidence(let evidence): return .evidence(try change.evidence(evidence))
    case .happened, .timerDue, .move, .link, .held, .heard, .persons, .deadlineWarned: return nil
    }
  }
}

extension Opening {
  fileprivate func changed(by change: some PersonalChange) throws -> Opening {
    Opening(
      playbook: playbook, version: version, subject: subject, channel: channel, facts: try change.reports(facts, in: "facts"), persons: persons)
  }
}

extension EffectReport {
  fileprivate func changed(by change: some PersonalChange) throws -> EffectReport {
    EffectReport(
      outcome: outcome, facts: try change.reports(facts, in: "facts"), detail: try change.wordsIfAny(detail, of: nil, in: "detail"), isInDoubt: isInDoubt,
      barred: barred, shared: shared)
  }
}
