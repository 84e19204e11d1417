import Ledger
import Playbook

/// The teams that work of one queue may go to, and after how long.
///
/// First those that serve the queue. From each of them on, its overflow and its escalation: the way is the same for all work of the queue, counted from when it
/// began to wait.
struct Reach {
  let team: Team
  let after: TimeAmount
  /// How far from the queue's own people: those whose first queue it is, then those whose second it is, then those it overflows or escalates to.
  let rank: Int
  /// Whether it comes there because it waits too long for somebody else.
  let isEscalation: Bool

  /// A step of overflow or escalation is further than any place in a team's queues.
  private static let step = 1_000

  /// - Returns: each team once, in the order in which work comes to them.
  static func of(_ queue: String, among teams: [Team]) -> [Reach] {
    var open = serving(queue, among: teams, after: TimeAmount(seconds: 0), rank: 0)
    var reached: [Reach] = []
    // The nearest one is final; what leads on from it can only be further.
    while let next = open.min(by: { ($0.after, $0.rank, $0.team.id) < ($1.after, $1.rank, $1.team.id) }) {
      open.removeAll { $0.team.id == next.team.id }
      reached.append(next)
      var further: [Reach] = []
      if let overflow = next.team.overflow {
        further += serving(overflow.queue, among: teams, after: next.after + overflow.after, rank: (next.rank / step + 1) * step)
      }
      if let escalation = next.team.escalation, let team = teams.first(where: { $0.id == escalation.team }) {
        further.append(Reach(team: team, after: next.after + escalation.after, rank: (next.rank / step + 1) * step, isEscalation: true))
      }
      open += further.filter { one in !reached.contains { $0.team.id == one.team.id } }
    }
    return reached
  }

  private static func serving(_ queue: String, among teams: [Team], after: TimeAmount, rank: Int) -> [Reach] {
    teams.compactMap { team in
      team.queues.firstIndex(of: queue).map { Reach(team: team, after: after, rank: rank + $0, isEscalation: false) }
    }
  }

  /// Whether the team lets this person do work of this playbook.
  func allows(_ person: String, _ playbook: String) -> Bool {
    guard let skills = team.members[person] else { return false }
    return team.needs[playbook]?.isSubset(of: skills) ?? true
  }
}

extension TimeAmount {
  fileprivate static func + (left: TimeAmount, right: TimeAmount) -> TimeAmount {
    let (sum, isTooLong) = left.seconds.addingReportingOverflow(right.seconds)
    return TimeAmount(seconds: isTooLong ? .max : sum)
  }
}
