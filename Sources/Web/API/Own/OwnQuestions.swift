import Desk
import Casework
import Playbook

/// What a case wants to know from a party, and what the party may say of itself.
extension OwnCase {
  /// A fact that the party is asked for now.
  struct Question: Sendable {
    let fact: Fact
    let text: String
    let due: Instant
  }

  /// The one that is to be answered first first.
  var questions: [Question] {
    let asked = state.effects.values.filter { $0.purpose == .ask && $0.action == nil && $0.party == party }
    return asked.sorted { ($0.deadline, $0.key) < ($1.deadline, $1.key) }.compactMap { effect in
      guard let fact = effect.fact.flatMap(plan.fact) else { return nil }
      let words = plan.hasPersonalWords(effect) ? nil : effect.text
      return Question(fact: fact, text: words ?? fact.name, due: effect.deadline)
    }
  }

  /// What a party may say by itself, by who it is: a closed list of events that a playbook may declare. What has to be seen by somebody else isn't in it.
  static let says: [Party.ID: [NamedEvent.ID]] = [
    "customer": ["customer.confirmed", "customer.objected", "customer.called-platform", "customer.asked-redelivery", Self.evidenceAdded]
  ]
  static let evidenceAdded: NamedEvent.ID = "evidence.added"

  /// Those of them that would change something now.
  var sayings: [NamedEvent] {
    guard isOpen else { return [] }
    let awaited = awaited
    return Self.says[party, default: []].compactMap(plan.event).filter { event in
      if event.id == Self.evidenceAdded, evidence.isEmpty { return false }
      return awaited.contains(event.id) || event.brings.contains { state.facts[$0.fact]?.value != $0.value }
    }
  }

  /// The events that would end a wait, or a follow-up.
  private var awaited: Set<NamedEvent.ID> {
    var events: Set<NamedEvent.ID> = []
    for step in state.frames.compactMap({ $0.step.flatMap(plan.step) }) {
      switch step.kind {
      case .wait, .followUp: for branch in step.branches { events.formUnion(Self.answers(branch.condition)) }
      default: continue
      }
    }
    return events
  }

  private static func answers(_ condition: Condition) -> [String] {
    switch condition {
    case .answer(let labels): labels
    case .all(let parts), .any(let parts): parts.flatMap(answers)
    case .fact, .compare, .isUnknown, .otherwise, .unknown: []
    }
  }

  /// Whether this party may rate what was done, now.
  var takesRating: Bool {
    guard isOpen, party == Self.rater, plan.takesRatings else { return false }
    return plan.event(Rating.event) == nil || state.phase == .settling || awaited.contains(Rating.event)
  }

  static let rater: Party.ID = "customer"

  /// The last one that was given by who the party is now; nil without one.
  var rating: Int? {
    guard party == Self.rater, let known = state.facts[Rating.fact], known.learned > beginning, case .number(let score)? = known.value else { return nil }
    // A program may have told any number.
    guard let stars = Int(exactly: score.rounded()), (1...5).contains(stars) else { return nil }
    return stars
  }

  /// What this party has sent, as it is now.
  var evidence: [AddedEvidence] {
    file.events.compactMap(AddedEvidence.init).filter { $0.evidence.party == party && $0.sequence > beginning }
  }
}
