public import Casework

extension Entry {
  /// Whether the events follow upon a stored count: decided on exactly that many, numbered on without gaps, for this case.
  ///
  /// Events that don't can't have been decided on what is stored, so every ledger answers `conflict`.
  public func follows(_ storedCount: Int) -> Bool {
    expectedCount == storedCount && state.id == caseID && state.eventCount == storedCount + events.count
      && events.enumerated().allSatisfy { $0.element.sequence == storedCount + $0.offset + 1 && $0.element.at == at }
  }

  /// Whether the case is one that must be the only open one of its playbook and subject, and wasn't before.
  public func opensCase(storedPhase: Case.Phase?) -> Bool {
    guard let storedPhase else { return !events.isEmpty }
    return storedPhase == .closed && state.phase != .closed
  }
}
