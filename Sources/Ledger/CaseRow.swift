public import Casework
public import Playbook

/// What a ledger keeps of a case besides its events: the state, and when it last changed.
public struct CaseRow: Hashable, Sendable {
  public let state: Case
  /// The time of the last event.
  public let changedAt: Instant

  public init(state: Case, changedAt: Instant) {
    self.state = state
    self.changedAt = changedAt
  }

  /// - Parameter events: of the case, the last of them folded in. - Returns: nil when there are none: then nothing has changed.
  public init?(of state: Case, after events: [Event]) {
    guard let last = events.last else { return nil }
    self.init(state: state, changedAt: last.at)
  }

  public var summary: CaseSummary {
    CaseSummary(
      id: state.id, playbook: state.playbook, version: state.version, subject: state.subject, phase: state.phase, hasIncident: state.incident != nil,
      openTasks: state.tasks.count, openedAt: state.openedAt, changedAt: changedAt)
  }
}

extension CaseID {
  /// The digits at the end of the name, `C-000042`: 42; 0 without any. New cases are counted from the highest.
  public var number: Int {
    Int(String(text.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())) ?? 0
  }
}
