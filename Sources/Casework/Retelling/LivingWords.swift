import Playbook

extension Retelling {
  func reconsidered(_ reconsidered: Reconsidered, _ step: Step?) -> (String, Weight) {
    let changes = reconsidered.changes.map {
      "\(name(ofFact: $0.fact)) \(value($0.before, of: $0.fact)) → \(value($0.after, of: $0.fact))"
    }.joined(separator: say("，", ", "))
    return (say("情况变了（\(changes)），回到这一步重新判断", "The facts have changed (\(changes)): decided again from here"), .headline)
  }
}
