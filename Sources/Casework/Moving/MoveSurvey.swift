public import Playbook

/// Looks over the open cases of a playbook before a new version is published: what becomes of each. Positions that were seen before aren't looked at twice.
public struct MoveSurvey: Sendable {
  public let change: PlanChange
  private var known: [Position: Finding] = [:]

  private struct Finding: Sendable {
    let reasons: PositionReasons
    let isAffected: Bool
  }

  public init(_ change: PlanChange) { self.change = change }

  /// How many different positions were met.
  public var positions: Int { known.count }

  /// - Parameter state: an open case under the old version.
  public mutating func verdict(on state: Case, now: Instant) -> MoveVerdict {
    let position = Position(state)
    let finding: Finding
    if let found = known[position] {
      finding = found
    } else {
      finding = Finding(reasons: PositionReasons(position, change), isAffected: isAffected(position))
      known[position] = finding
    }
    let move = CaseMove(state: state, change: change, now: now, sender: .clock)
    let reasons = move.reasons(at: finding.reasons)
    guard reasons.isEmpty else { return MoveVerdict(kind: .needsDecision, reasons: reasons, deadlines: []) }
    guard finding.isAffected else { return MoveVerdict(kind: .unaffected, reasons: [], deadlines: []) }
    return MoveVerdict(kind: .movesByItself, reasons: [], deadlines: changedDeadlines(state, move.goneOver(former: nil).state))
  }

  private func isAffected(_ position: Position) -> Bool {
    if change.old.timeLimit != change.new.timeLimit { return true }
    // Between two rounds the next thing is the round's first step.
    let places = position.frames.compactMap { $0.isBetweenRounds ? change.old.procedure($0.procedure)?.first : $0.step }
    return change.changesAhead(of: places) || position.promises.contains(where: change.changes) || position.bans.contains(where: change.changes)
  }

  private func changedDeadlines(_ before: Case, _ after: Case) -> [ChangedDeadline] {
    Set(before.timers.keys).union(after.timers.keys).sorted().compactMap { id in
      let (was, now) = (before.timers[id], after.timers[id])
      guard was?.due != now?.due, let timer = now ?? was else { return nil }
      let sentence = now?.step.flatMap(change.new.step)?.sentence ?? was?.step.flatMap(change.old.step)?.sentence
      return ChangedDeadline(timer: id, purpose: timer.purpose, sentence: sentence, before: was?.due, after: now?.due)
    }
  }
}
