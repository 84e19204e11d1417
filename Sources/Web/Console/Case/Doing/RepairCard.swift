import Casework
import Playbook

/// A case that is stuck: what is wrong, and how somebody gets it going again.
struct RepairCard {
  /// A sentence that the case can go on at.
  struct Target {
    let step: String
    let words: String
  }

  let trouble: String
  let mayRepair: Bool
  let retry: String
  let skip: String
  let hasTargets: Bool
  let targets: [Target]
  let isLacking: Bool
  /// What it may lack.
  let lacks: [FactField]
  let api: String
  let tag: String

  /// In a list of sentences they are cut to this many characters.
  private static let longestWords = 60

  init(_ look: CaseLook, _ incident: Incident) {
    trouble = look.shown(look.retelling.incident(incident))
    mayRepair = look.rights.contains(.repairCases)
    retry = CaseLook.json(["repair": "retry"])
    skip = CaseLook.json(["repair": "skip"])
    targets = mayRepair ? Self.targets(look) : []
    hasTargets = !targets.isEmpty
    lacks = mayRepair ? Self.lacks(look, incident).map { FactField(look, $0, .repair, FactField.repairing) } : []
    isLacking = !lacks.isEmpty
    api = look.api
    tag = look.tag
  }

  /// The sentences of the procedures under way, the innermost first.
  private static func targets(_ look: CaseLook) -> [Target] {
    var seen: Set<String> = []
    return look.state.frames.reversed().compactMap { look.plan.procedure($0.procedure) }.flatMap(\.steps).compactMap { step -> Target? in
      if case .choose = step.kind { return nil }
      guard seen.insert("\(step.sentence.file):\(step.sentence.place.line)").inserted else { return nil }
      let text = step.sentence.text
      return Target(step: step.id, words: "\(step.sentence.place.line) · \(text.prefix(longestWords))\(text.count > longestWords ? "…" : "")")
    }
  }

  private static func lacks(_ look: CaseLook, _ incident: Incident) -> [Fact] {
    let plan = look.plan
    let step = look.state.frames.last?.step.flatMap(plan.step)
    let ids: [Fact.ID]
    switch incident.kind {
    case .noBranch: ids = step?.decisiveFacts ?? []
    case .unguarded: if case .act(let call)? = step?.kind { ids = plan.action(call.action)?.guardCondition?.facts ?? [] } else { ids = [] }
    case .missingSlot, .unknownOrigin: ids = plan.vocabulary.facts.filter { $0.id == incident.about || $0.name == incident.about }.map(\.id)
    case .actionFailed, .forbidden, .endless, .lostStep, .heldBack: ids = []
    }
    var seen: Set<Fact.ID> = []
    return ids.filter { seen.insert($0).inserted }.compactMap(plan.fact)
  }
}
