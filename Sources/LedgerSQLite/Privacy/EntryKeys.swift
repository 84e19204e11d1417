import Casework
import Ledger
import Playbook

/// The keys that one entry's words are sealed with.
final class EntryKeys {
  /// How many erasures there were when the first key was taken.
  let erasures: Int64
  private let entry: Entry
  private let keeper: KeyKeeper
  private var used: [Party.ID: SealKey] = [:]

  init(for entry: Entry, _ keeper: KeyKeeper) {
    self.entry = entry
    self.keeper = keeper
    erasures = keeper.erasures
  }

  var sealing: TurnSealing { TurnSealing(entry) { party in self.key(of: party) } }

  func sealedState() throws(LedgerError) -> String {
    try SealedState.text(of: entry.state, keys: keeper.allKeys(of: entry.caseID).merging(used) { _, used in used })
  }

  /// What has to be stored together with the entry.
  func claims() -> [KeyClaim] {
    let isNaming = entry.events.contains { if case .personsNamed = $0.kind { true } else { false } }
    guard isNaming || !used.isEmpty else { return [] }
    return keeper.claims(of: entry.caseID, used: used, isNaming: isNaming, persons: entry.state.persons)
  }

  private func key(of party: Party.ID) -> SealKey {
    if let key = used[party] { return key }
    let key = keeper.key(of: party, in: entry.caseID)
    used[party] = key
    return key
  }
}
