import Casework
import Ledger
import Playbook

/// The keys that one entry's words are sealed with.
///
/// What is known of its case is looked up once: the memory of keys may drop the case at any moment.
final class EntryKeys {
  /// Nobody's count of erasures: a commit that has it is a conflict, and is sealed again when the case's keys have been read.
  private static let unknown: Int64 = -1

  /// How many erasures there were when the case's keys were looked up.
  let erasures: Int64
  private let entry: Entry
  private let keeper: KeyKeeper
  private let known: [Party.ID: SealKey]
  private var used: [Party.ID: SealKey] = [:]

  init(for entry: Entry, _ keeper: KeyKeeper) {
    self.entry = entry
    self.keeper = keeper
    let found = keeper.known(of: entry.caseID)
    known = found?.keys ?? [:]
    erasures = found?.erasures ?? (entry.expectedCount == 0 ? keeper.erasures : EntryKeys.unknown)
  }

  var sealing: TurnSealing { TurnSealing(entry) { party in self.key(of: party) } }

  /// - Returns: the state, and the parties whose keys it is sealed with.
  func sealedState() throws(LedgerError) -> (text: String, parties: Set<Party.ID>) {
    let keys = all
    return (try SealedState.text(of: entry.state, keys: keys), Set(keys.keys))
  }

  /// What has to be stored together with the entry.
  func claims() -> [KeyClaim] {
    let isNaming = entry.events.contains { if case .personsNamed = $0.kind { true } else { false } }
    guard isNaming || !used.isEmpty else { return [] }
    return keeper.claims(of: entry.caseID, isNaming ? all : used, persons: entry.state.persons)
  }

  private var all: [Party.ID: SealKey] { known.merging(used) { _, used in used } }

  private func key(of party: Party.ID) -> SealKey {
    if let key = used[party] { return key }
    let key = known[party] ?? keeper.key(of: party, in: entry.caseID, isNew: entry.expectedCount == 0)
    used[party] = key
    return key
  }
}
