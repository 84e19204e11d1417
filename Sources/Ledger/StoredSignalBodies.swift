import Casework
import Playbook

// The bodies of stored signals. What is left out in most of them (no facts, no detail, no doubt) isn't written.

struct OpeningBody: Codable {
  let playbook: String
  let version: String
  let subject: String
  let channel: ChannelName
  let facts: [FactReport]?
  let persons: [Party.ID: PersonID]?

  init(_ opening: Opening) {
    persons = opening.persons.isEmpty ? nil : opening.persons
    playbook = opening.playbook
    version = opening.version
    subject = opening.subject
    channel = opening.channel
    facts = opening.facts.isEmpty ? nil : opening.facts
  }

  var opening: Opening { Opening(playbook: playbook, version: version, subject: subject, channel: channel, facts: facts ?? [], persons: persons ?? [:]) }
}

struct FactsBody: Codable {
  let facts: [FactReport]
}

struct HappenedBody: Codable {
  let name: NamedEvent.ID
}

struct EndedBody: Codable {
  let effect: EffectKey
  let outcome: String
  let facts: [FactReport]?
  let detail: String?
  let isInDoubt: Bool?
  let barred: Barred?
  let shared: EffectKey?

  init(_ effect: EffectKey, _ report: EffectReport) {
    self.effect = effect
    outcome = report.outcome
    facts = report.facts.isEmpty ? nil : report.facts
    detail = report.detail
    isInDoubt = report.isInDoubt ? true : nil
    barred = report.barred
    shared = report.shared
  }

  var report: EffectReport {
    EffectReport(outcome: outcome, facts: facts ?? [], detail: detail, isInDoubt: isInDoubt ?? false, barred: barred, shared: shared)
  }
}

struct TimerBody: Codable {
  let timer: TimerID
}

struct TaskBody: Codable {
  let task: TaskID
  let choice: String
}

struct PerformBody: Codable {
  let action: Action.ID
  let arguments: [String: String]
}

struct PromiseBody: Codable {
  let promise: PromiseID
  var proof: String? = nil
}

struct RepairBody: Codable {
  let repair: Repair
}
