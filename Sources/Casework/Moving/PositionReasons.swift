import Playbook

/// What stands in the way of a position: found once for all cases that are at it.
struct PositionReasons {
  let change: PlanChange
  private(set) var reasons: [MoveReason] = []
  /// Steps of the old plan whose alternatives must be looked at with what a case knows: they have changed above where it stands.
  private(set) var choices: [Choice] = []

  /// A choice that was made on the way to where the case stands.
  struct Choice {
    let step: Step
    let branch: Branch
    /// What stands for the alternative, and for its siblings, in the new version.
    let now: Branch
    let siblings: [Branch]
  }

  private var old: Plan { change.old }
  private var new: Plan { change.new }

  init(_ position: Position, _ change: PlanChange) {
    self.change = change
    for (index, standing) in position.frames.enumerated() {
      look(at: standing, running: position.frames.indices.contains(index + 1) ? position.frames[index + 1].procedure : nil)
    }
    for effect in position.effects.sorted(by: { ($0.step ?? "", $0.action ?? "", $0.fact ?? "") < ($1.step ?? "", $1.action ?? "", $1.fact ?? "") }) {
      look(at: effect)
    }
    for moment in position.moments { if let rung = moment.rung, let step = moment.step { lookAtPersons(step, upTo: rung) } }
    for fact in position.askedOfPersons.sorted() { lookAtFact(fact) }
    for promise in position.promises.sorted() {
      // One whose sentence was gone before isn't lost now.
      guard let before = old.step(promise) else { continue }
      let now = change.successor(ofStep: promise)
      if now?.kind.name != before.kind.name { add(.promiseGone, before, now) }
    }
    for ban in position.bans.sorted() {
      guard let before = old.step(ban) else { continue }
      let now = change.successor(ofStep: ban)
      if now?.kind.name != before.kind.name { add(.banGone, before, now) }
    }
  }

  private mutating func add(_ kind: MoveReason.Kind, _ before: Step? = nil, _ after: Step? = nil, about: String = "") {
    let reason = MoveReason(kind, about: about, old: before?.sentence, new: after?.sentence)
    if !reasons.contains(reason) { reasons.append(reason) }
  }

  // MARK: where procedures stand

  private mutating func look(at standing: Position.Standing, running inner: Procedure.ID?) {
    guard let procedure = change.successor(ofProcedure: standing.procedure) else {
      return add(.procedureGone, about: old.procedure(standing.procedure)?.title ?? standing.procedure)
    }
    if let id = standing.followUp {
      let followUp = new.vocabulary.followUp(id)
      guard followUp.flatMap({ new.procedure(of: $0) })?.id == procedure.id else {
        return add(.procedureGone, about: old.vocabulary.followUp(id)?.name ?? id)
      }
    }
    for (fact, source) in standing.asked.sorted(by: { $0.key < $1.key }) where source >= 0 {
      let before = old.fact(fact)?.sources ?? []
      let after = new.fact(fact)?.sources ?? []
      if before.prefix(source + 1) != after.prefix(source + 1) { add(.sourcesChanged, about: old.fact(fact)?.name ?? fact) }
    }
    guard let id = standing.step, let before = old.step(id) else { return }
    guard let after = change.successor(ofStep: id), new.procedure(procedure.id)?.steps.contains(where: { $0 === after }) == true else {
      return add(.stepGone, before, change.successor(ofStep: id))
    }
    guard isSameWork(before, after) else { return add(.workChanged, before, after) }
    if let inner, !runs(after, inner) { return add(.workChanged, before, after) }
    lookAbove(before, after)
  }

  private func runs(_ step: Step, _ inner: Procedure.ID) -> Bool {
    let expected = change.successor(ofProcedure: inner)?.id
    return switch step.kind {
    case .call(let id): id == expected
    case .followUp(let id): new.vocabulary.followUp(id).flatMap { new.procedure(of: $0) }?.id == expected
    default: false
    }
  }

  /// Whether the step asks for the same thing to be done, be it worded and timed otherwise.
  private func isSameWork(_ before: Step, _ after: Step) -> Bool {
    switch (before.kind, after.kind) {
    case (.decide(let first), .decide(let second)): first == second
    case (.act(let first), .act(let second)): first.action == second.action
    case (.contact(let first), .contact(let second)): first.party == second.party
    case (.ask(let party, let fact, _), .ask(let nowParty, let nowFact, _)): party == nowParty && fact == nowFact
    case (.followUp(let first), .followUp(let second)): first == second
    case (.call(let first), .call(let second)): change.successor(ofProcedure: first)?.id == second
    default: before.kind.name == after.kind.name
    }
  }

  /// The alternatives that the step stands below must be the same ones; those that were changed are looked at with what the case knows.
  private mutating func lookAbove(_ before: Step, _ after: Step) {
    var (here, there) = (before, after)
    while true {
      guard let parent = here.parent.flatMap(old.step) else {
        if there.parent != nil { add(.branchGone, here, there) }
        return
      }
      guard let nowParent = there.parent.flatMap(new.step), change.successor(ofStep: parent.id)?.id == nowParent.id else {
        return add(.branchGone, here, there)
      }
      if here.under.flatMap({ change.successor(ofBranch: $0) }) != there.under {
        let branch = alternatives(of: parent, in: old).first { $0.id == here.under }
        let reason = MoveReason(.branchGone, old: branch?.sentence ?? here.sentence, new: there.sentence)
        if !reasons.contains(reason) { reasons.append(reason) }
        return
      }
      if let under = here.under { lookAtChoice(parent, nowParent, under) }
      (here, there) = (parent, nowParent)
    }
  }

  private mutating func lookAtChoice(_ parent: Step, _ nowParent: Step, _ under: Branch.ID) {
    let before = alternatives(of: parent, in: old)
    let after = alternatives(of: nowParent, in: new)
    guard let branch = before.first(where: { $0.id == under }), let now = after.first(where: { $0.id == change.successor(ofBranch: under) }) else { return }
    guard before.map(\.condition) != after.map(\.condition) else { return }
    choices.append(Choice(step: parent, branch: branch, now: now, siblings: after))
  }

  private func alternatives(of step: Step, in plan: Plan) -> [Branch] {
    step.branches.isEmpty ? plan.step(step.id + "+")?.branches ?? [] : step.branches
  }

  // MARK: what is under way

  private mutating func look(at effect: Position.Errand) {
    let step = effect.step.flatMap(old.step)
    if let id = effect.action {
      guard let action = new.action(id) else { return add(.actionGone, step, about: old.action(id)?.name ?? id) }
      let failures = Set(old.action(id)?.outcomes.filter(\.isFailure).map(\.id) ?? [])
      let same = effect.outcomes.allSatisfy { outcome in action.outcomes.contains { $0.id == outcome && $0.isFailure == failures.contains(outcome) } }
      if !same { add(.outcomesChanged, step, effect.step.flatMap(change.successor(ofStep:)), about: action.name) }
    }
    if let fact = effect.fact { lookAtFact(fact) }
    if let rung = effect.rung, let id = effect.step { lookAtPersons(id, upTo: rung) }
  }

  private mutating func lookAtFact(_ fact: Fact.ID) {
    if new.fact(fact) == nil || change.retypedFacts.contains(fact) { add(.factGone, about: old.fact(fact)?.name ?? fact) }
  }

  private mutating func lookAtPersons(_ id: Step.ID, upTo rung: Int) {
    guard let before = old.step(id), let after = change.successor(ofStep: id), case .contact(let was) = before.kind, case .contact(let terms) = after.kind
    else { return }
    let same = was.ladder.prefix(rung + 1).map(\.party) == terms.ladder.prefix(rung + 1).map(\.party)
    if !same { add(.personsChanged, before, after) }
  }
}

extension StepKind {
  /// The kind without what it is about.
  fileprivate var name: String { Mirror(reflecting: self).children.first?.label ?? "\(self)" }
}
