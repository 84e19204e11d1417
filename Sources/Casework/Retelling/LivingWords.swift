import Playbook

extension Retelling {
  /// Why the case went back, and what became of what it had done.
  func reconsidered(_ reconsidered: Reconsidered, _ step: Step?) -> (String, Weight) {
    let changes = reconsidered.changes.map {
      "\(name(ofFact: $0.fact)) \(value($0.before, of: $0.fact)) → \(value($0.after, of: $0.fact))"
    }.joined(separator: say("，", ", "))
    guard reconsidered.leadsBack == nil else {
      return (
        say("情况变了（\(changes)），重新判断后仍走到现在这一步", "The facts have changed (\(changes)): decided again, which leads to where the case stands")
          + left(reconsidered), .normal
      )
    }
    var parts = [say("情况变了（\(changes)），回到这一步重新判断", "The facts have changed (\(changes)): decided again from here")]
    // The step that is gone back to runs the procedure that has the decision.
    if reconsidered.decision != step?.id, let decision = plan.step(reconsidered.decision) {
      parts.append(say("要重新判断的是“\(decision.sentence.text)”", "what is decided again is “\(decision.sentence.text)”"))
    }
    if !reconsidered.undone.isEmpty { parts.append(say("撤回\(names(reconsidered.undone))", "taken back: \(names(reconsidered.undone))")) }
    if !reconsidered.lapsed.isEmpty {
      let facts = reconsidered.lapsed.map { name(ofFact: $0) }.joined(separator: say("、", ", "))
      parts.append(say("先前的结论不再成立：\(facts)", "concluded before and no longer so: \(facts)"))
    }
    return (parts.joined(separator: say("；", "; ")) + left(reconsidered), .headline)
  }

  private func left(_ reconsidered: Reconsidered) -> String {
    reconsidered.left.isEmpty ? "" : say("；已办、收不回的：\(names(reconsidered.left))", "; done and not taken back: \(names(reconsidered.left))")
  }

  private func names(_ actions: [PastAction]) -> String {
    actions.map { say("【\(name(ofAction: $0.action))】", "[\(name(ofAction: $0.action))]") }.joined(separator: say("、", ", "))
  }
}
