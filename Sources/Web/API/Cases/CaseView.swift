import Casework
import Playbook

/// A case as the API shows it: how it stands, what it waits for and until when. Personal data is masked.
struct CaseView: Encodable {
  let id: String
  let playbook: String
  let title: String
  let version: String
  let subject: String
  let channel: String
  let phase: String
  let openedAt: String
  /// How many events there are.
  let events: Int
  let incident: Trouble?
  /// The sentence that the case stands at.
  let sentence: SentenceView?
  let facts: [Known]
  let tasks: [Task]
  let effects: [Outgoing]
  let timers: [Moment]
  let promises: [Owed]
  let links: [Link]

  struct Trouble: Encodable {
    let kind: String
    let text: String
  }

  struct Known: Encodable {
    let fact: String
    let name: String
    let text: String
    let source: String
    let at: String
    /// The event that brought it.
    let sequence: Int
  }

  struct Task: Encodable {
    struct Choice: Encodable {
      let id: String
      let label: String
    }

    let id: String
    let text: String
    let role: String?
    let choices: [Choice]
    let sentence: SentenceView?
  }

  struct Outgoing: Encodable {
    let key: String
    let purpose: String
    let action: String?
    let party: String?
    let channel: String?
    let deadline: String
    let outcomes: [String]
    let sentence: SentenceView?
  }

  struct Moment: Encodable {
    let id: String
    let purpose: String
    let due: String
    /// How it was worked out, where a calendar had a say.
    let derivation: [String]?
    let sentence: SentenceView?
  }

  struct Owed: Encodable {
    let id: String
    let owner: String?
    let text: String
    let due: String
  }

  struct Link: Encodable {
    let id: String
    let relation: String
  }

  /// - Parameter masks: whether numbers that lead to people are taken out of texts.
  init(_ state: Case, _ plan: Plan, language: Language, masks: Bool) {
    let retelling = Retelling(plan: plan, language: language)
    func shown(_ text: String) -> String { PersonalNumbers.shown(text, masks: masks) }
    func sentence(_ step: Step.ID?) -> SentenceView? { step.flatMap(plan.step).map { SentenceView($0.sentence) } }
    id = state.id.text
    playbook = state.playbook
    title = plan.title
    version = state.version
    subject = state.subject
    channel = state.channel.rawValue
    phase = state.phase.rawValue
    openedAt = state.openedAt.rfc3339
    events = state.eventCount
    incident = state.incident.map { Trouble(kind: $0.kind.rawValue, text: shown(retelling.incident($0))) }
    self.sentence = sentence(state.frames.last?.step)
    facts = state.facts.sorted { $0.key < $1.key }.map { Known($0, $1, retelling, masks: masks) }
    tasks = state.tasks.values.sorted { $0.id < $1.id }.map { task in
      Task(
        id: task.id.text, text: shown(task.text), role: task.role, choices: task.choices.map { .init(id: $0.id, label: $0.label) },
        sentence: sentence(task.step))
    }
    effects = state.effects.values.sorted { $0.key < $1.key }.map { effect in
      Outgoing(
        key: effect.receiverKey.text, purpose: effect.purpose.rawValue, action: effect.action, party: effect.party, channel: effect.channel?.rawValue,
        deadline: effect.deadline.rfc3339, outcomes: effect.outcomes, sentence: sentence(effect.step))
    }
    timers = state.timers.values.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.map { timer in
      let derivation = retelling.derivation(of: timer)
      return Moment(
        id: timer.id.text, purpose: timer.purpose.rawValue, due: timer.due.rfc3339, derivation: derivation.isEmpty ? nil : derivation,
        sentence: sentence(timer.step))
    }
    promises = state.promises.values.sorted { $0.id < $1.id }.map { Owed(id: $0.id.text, owner: $0.owner, text: shown($0.text), due: $0.due.rfc3339) }
    links = state.links.map { Link(id: $0.other.text, relation: $0.relation.rawValue) }
  }
}

/// A sentence of a playbook, and where it stands.
struct SentenceView: Encodable {
  let file: String
  let line: Int
  let text: String

  init(_ sentence: Sentence) {
    file = sentence.file
    line = sentence.place.line
    text = sentence.text
  }
}
