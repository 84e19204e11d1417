import Casework
import Desk
import Ledger
import Playbook

/// A deadline of a case, with how it was worked out.
struct DeadlineView: Encodable {
  struct Pause: Encodable {
    let from: String
    let until: String?
    /// What was left of the time.
    let secondsLeft: Int64
  }

  let deadline: String
  let name: String
  let state: String
  /// The event it began with.
  let origin: Int
  let from: String
  /// Left out while the clock stands still.
  let due: String?
  let warnAt: String?
  let endedAt: String?
  /// The task that it is about.
  let task: String?
  let pauses: [Pause]
  let derivation: [String]

  init(_ one: CaseDeadline, _ rule: DeadlineRule, _ file: CaseFile, at now: Instant) {
    deadline = rule.id
    name = rule.name
    state = one.standing(at: now).rawValue
    origin = one.origin
    from = one.from.rfc3339
    due = one.due?.rfc3339
    warnAt = one.warnAt?.rfc3339
    endedAt = one.end?.at.rfc3339
    task = one.task?.text
    pauses = one.pauses.map { Pause(from: $0.from.rfc3339, until: $0.until?.rfc3339, secondsLeft: $0.left.seconds) }
    derivation = file.retelling.derivation(of: one, by: rule, events: file.events)
  }
}

/// A deadline in a list over all cases.
struct DeadlineRowView: Encodable {
  let `case`: String
  let playbook: String
  let deadline: String
  /// As the current version calls it; the id where that doesn't know it.
  let name: String
  let state: String
  let origin: Int
  let from: String
  let due: String?
  let warnAt: String?
  let endedAt: String?
  /// When people were warned, and when the case was told that it was missed.
  let warnedAt: String?
  let missedAt: String?

  init(_ row: DeadlineRow, name: String, at now: Instant) {
    `case` = row.caseID.text
    playbook = row.playbook
    deadline = row.rule
    self.name = name
    state = row.standing(at: now).rawValue
    origin = row.origin
    from = row.from.rfc3339
    due = row.due?.rfc3339
    warnAt = row.warnAt?.rfc3339
    endedAt = row.end?.at.rfc3339
    warnedAt = row.warnedAt?.rfc3339
    missedAt = row.missedAt?.rfc3339
  }
}
