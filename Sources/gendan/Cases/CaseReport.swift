import Casework
import Desk
import Ledger
import Playbook

/// A case as `--format json` gives it.
struct CaseReport: Encodable {
  struct Source: Encodable {
    let file: String
    let line: Int
    let text: String
  }

  struct Line: Encodable {
    let at: String
    let text: String
    let sentence: Source?
    let uses: [String]?

    init(_ line: Retelling.Line, at: Instant, zone: TimeZoneOffset, uses: [String]? = nil) {
      self.at = zone.text(at)
      text = line.text
      sentence = line.sentence.map { Source(file: $0.file, line: $0.place.line, text: $0.text) }
      self.uses = uses
    }
  }

  struct Task: Encodable {
    let id: String
    let text: String
    let choices: [String]
    let role: String?
  }

  let id: String
  let playbook: String
  let version: String
  let subject: String
  let phase: String
  let incident: String?
  let facts: [String: String]
  let tasks: [Task]
  let timeline: [Line]

  init(_ found: CaseFile, lines: [CaseFile.Line], why: Bool) {
    let (state, plan) = (found.state, found.plan)
    let retelling = found.retelling
    id = state.id.text
    playbook = state.playbook
    version = state.version
    subject = state.subject
    phase = state.phase.rawValue
    incident = state.incident.map { retelling.incident($0) }
    facts = state.facts.reduce(into: [:]) { $0[$1.key] = retelling.value($1.value.value, of: $1.key) }
    tasks = state.tasks.values.sorted { $0.id < $1.id }.map { Task(id: $0.id.text, text: $0.text, choices: $0.choices.map(\.label), role: $0.role) }
    timeline = lines.map { Line($0.retold, at: $0.at, zone: plan.zone, uses: why ? $0.uses : nil) }
  }
}

/// A stored event, printed for people who look under the hood. Personal data stays masked there too.
enum StoredLine {
  static func json(_ event: StoredEvent, body: String) -> String {
    let step = event.step.map { "\"\($0)\"" } ?? "null"
    return
      "  {\"sequence\":\(event.sequence),\"at\":\(event.at.milliseconds),\"step\":\(step),\"kind\":\"\(event.kind)\",\"form\":\(event.form),\"body\":\(body)}"
  }
}
