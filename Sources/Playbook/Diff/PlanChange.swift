/// What lies between two versions of a playbook, for the cases that are under way: what each step is called now, and which steps run otherwise than before.
///
/// A class because it is made once and asked for thousands of cases.
public final class PlanChange: Sendable {
  public let old: Plan
  public let new: Plan
  /// Old steps and alternatives by their ids, with what they are called now.
  private let successors: [String: String]
  private let procedureSuccessors: [Procedure.ID: Procedure.ID]
  /// Steps of the old plan that run otherwise in the new one, or speak of something that does.
  private let changedSteps: Set<Step.ID>
  /// Facts that have another type now, or other values.
  public let retypedFacts: [Fact.ID]
  /// Whether something that every case stands under has changed: the language, the time zone, the invariants.
  public let changesFrame: Bool

  public convenience init(from old: Plan, to new: Plan) { self.init(from: old, to: new, known: [:]) }

  /// The way back: what has a successor is its successor again, and comparing tells the rest.
  public func reversed() -> PlanChange {
    PlanChange(from: new, to: old, known: Dictionary(successors.map { ($0.value, $0.key) }) { first, _ in first })
  }

  private init(from old: Plan, to new: Plan, known: [String: String]) {
    self.old = old
    self.new = new
    var successors: [String: String] = [:]
    for entry in PlanDiff(from: old, to: new).entries { if let before = entry.oldID, let after = entry.newID { successors[before] = after } }
    // A name that is known comes first, and no two sentences become one.
    for (before, after) in known {
      for (other, taken) in successors where taken == after && other != before { successors[other] = nil }
      successors[before] = after
    }
    self.successors = successors
    procedureSuccessors = Self.procedures(old, new)
    let (before, after) = (PlanParts(old), PlanParts(new))
    changesFrame = before.frame != after.frame
    let changedNames = Self.tainted(before, after, old, new)
    changedSteps = Set(
      before.steps.filter { id, part in part.text != after.steps[id]?.text || !part.mentions.isDisjoint(with: changedNames) }.map(\.key))
    retypedFacts = old.vocabulary.facts.filter { fact in new.fact(fact.id).map { $0.type != fact.type } ?? false }.map(\.id)
  }

  private static func procedures(_ old: Plan, _ new: Plan) -> [Procedure.ID: Procedure.ID] {
    var found = [old.main.id: new.main.id]
    let rest = new.procedures.dropFirst()
    for procedure in old.procedures.dropFirst() {
      let same = rest.first { $0.id == procedure.id } ?? rest.first { normalized($0.title) == normalized(procedure.title) }
      // Two that have become one would stand at the same place.
      if let same, !found.values.contains(same.id) { found[procedure.id] = same.id }
    }
    return found
  }

  /// The names that mean something else now, directly or through what they speak of.
  private static func tainted(_ before: PlanParts, _ after: PlanParts, _ old: Plan, _ new: Plan) -> Set<String> {
    var tainted = Set(before.names.filter { $0.value.text != after.names[$0.key]?.text }.map(\.key))
    // An event may come at any time: where it brings other facts now, they are told otherwise.
    for event in new.vocabulary.events + old.vocabulary.events where before.names[event.id]?.text != after.names[event.id]?.text {
      tainted.formUnion(event.brings.map(\.fact))
    }
    while true {
      let more = before.names.filter { !tainted.contains($0.key) && !$0.value.mentions.isDisjoint(with: tainted) }.map(\.key)
      if more.isEmpty { return tainted }
      tainted.formUnion(more)
    }
  }

  // MARK: what became of them

  /// The step of the new version that stands for one of the old; nil when it is gone, or its sentence does fewer things now.
  public func successor(ofStep id: Step.ID) -> Step? {
    let sentence = SentenceTree.sentenceID(id)
    guard let now = successors[sentence] else { return nil }
    return new.step(now + id.dropFirst(sentence.count))
  }

  /// The alternative of the new version that stands for one of the old.
  public func successor(ofBranch id: Branch.ID) -> Branch.ID? { successors[id] }

  /// The procedure of the new version that stands for one of the old; nil when it is gone.
  public func successor(ofProcedure id: Procedure.ID) -> Procedure? { procedureSuccessors[id].flatMap(new.procedure) }

  /// What a step that is gone is called while another one has its name.
  public func setAside(_ id: Step.ID) -> Step.ID? { new.step(id) == nil || old.step(id) == nil ? nil : "\(id)~\(old.version.prefix(8))" }

  /// The name that a step had before it was set aside, when the case comes back to its version.
  public func restoredName(of id: Step.ID) -> Step.ID? {
    let end = "~\(new.version.prefix(8))"
    return id.hasSuffix(end) ? String(id.dropLast(end.count)) : nil
  }

  // MARK: the way ahead

  /// Whether a step itself, or what it speaks of, runs otherwise now.
  public func changes(_ id: Step.ID) -> Bool { changedSteps.contains(id) || old.step(id) == nil }

  /// Whether something changes on the way ahead of these steps: at them, or at any step that can be come to from there.
  public func changesAhead(of steps: some Sequence<Step.ID>) -> Bool {
    if changesFrame { return true }
    var seen = Set(steps)
    var queue = Array(seen)
    while let id = queue.popLast() {
      guard let step = old.step(id), !changedSteps.contains(id) else { return true }
      for next in onwards(from: step) where seen.insert(next).inserted { queue.append(next) }
    }
    return false
  }

  private func onwards(from step: Step) -> [Step.ID] {
    var found = old.ways(from: step).compactMap(\.next) + [step.next, step.past].compactMap(\.self)
    switch step.kind {
    case .call(let id): if let first = old.procedure(id)?.first { found.append(first) }
    case .followUp(let id): if let first = old.vocabulary.followUp(id).flatMap({ old.procedure(of: $0) })?.first { found.append(first) }
    case .choose(let origin): found.append(origin)
    default: break
    }
    return found
  }
}
