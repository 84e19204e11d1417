import Casework
import Playbook

/// Why the case is where it is: the last decision, and what it stood on.
struct ReasonView {
  struct Ground {
    let name: String
    let value: String
    /// Since when it is known.
    let since: String
    let isDated: Bool
    /// For somebody who knows better: what changes, the case decides again. One or none.
    let mending: [FactField]
  }

  let decision: String
  let at: PageTimes.Stamp
  let hasGrounds: Bool
  let grounds: [Ground]

  /// Nil for an event that says nothing.
  init?(_ event: Event, _ look: CaseLook) {
    guard case .decided(let decided) = event.kind, let line = look.retelling.line(event) else { return nil }
    decision = look.shown(line.retold(decided, look.plan, event.step))
    at = look.times.stamp(event.at)
    grounds = decided.uses.map { use -> Ground in
      let known = look.state.facts[use.fact]
      let field = Self.isMendable(use.fact, look) ? look.plan.fact(use.fact).map { FactField(look, $0, .tell, FactField.mending, isKnown: true) } : nil
      return Ground(
        name: look.retelling.name(ofFact: use.fact), value: look.shown(look.retelling.value(use.value, of: use.fact)),
        since: known.map { look.times.stamp($0.at).text } ?? "", isDated: known != nil, mending: field.map { [$0] } ?? [])
    }
    hasGrounds = !grounds.isEmpty
  }

  /// What tables derive follows from other facts; what is personal isn't shown to be mended.
  static func isMendable(_ id: Fact.ID, _ look: CaseLook) -> Bool {
    guard look.rights.contains(.tellCases), look.state.phase != .closed, let fact = look.plan.fact(id), !fact.isPersonal else { return false }
    return !fact.sources.contains { if case .rules = $0 { true } else { false } }
  }
}

extension Retelling.Line {
  /// The alternative as it is written: what it stood on is shown beside it.
  fileprivate func retold(_ decided: Decided, _ plan: Plan, _ step: Step.ID?) -> String {
    step.flatMap(plan.step)?.branches.first { $0.id == decided.branch }?.sentence.text ?? text
  }
}
