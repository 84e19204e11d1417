import Casework
import Desk
import Playbook

/// A deadline of a case, with how it was worked out.
struct AsideDeadline {
  /// Tells it from the others on the page.
  let key: String
  let name: String
  let standing: String
  let tone: String
  /// Whether its clock can still run out.
  let isUnderWay: Bool
  /// Nil while the clock stands still.
  let due: PageTimes.Stamp?
  let derivation: [String]

  /// Those that can still be missed first, the nearest first; then what has ended, the newest first.
  static func all(_ found: [CaseDeadline], _ look: AsideLook) -> [AsideDeadline] {
    let now = look.times.now
    let (open, ended) = (found.filter { $0.end == nil }, found.filter { $0.end != nil })
    let nearest = open.sorted { ($0.due?.milliseconds ?? .max, $0.origin) < ($1.due?.milliseconds ?? .max, $1.origin) }
    return (nearest + ended.reversed()).compactMap { one in
      guard let rule = look.plan.deadlines.first(where: { $0.id == one.rule }) else { return nil }
      return AsideDeadline(one, rule, at: now, look)
    }
  }

  private init(_ one: CaseDeadline, _ rule: DeadlineRule, at now: Instant, _ look: AsideLook) {
    let state = one.standing(at: now)
    key = "\(rule.id)-\(one.origin)"
    name = rule.name
    standing = look.words.text("aside-deadline-\(state.rawValue)")
    tone =
      switch state {
      case .running, .paused, .lapsed: ""
      case .warned: "warn"
      case .met: "good"
      case .breached: "bad"
      }
    isUnderWay = one.end == nil
    due = one.due.map(look.stamp)
    derivation = look.retelling.derivation(of: one, by: rule, events: look.file.events).map(look.shown)
  }
}
