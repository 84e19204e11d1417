import Casework
import Ledger
import Playbook

/// An entry with its JSON made, before the writer is taken: the one connection that writes shouldn't wait for encoding.
final class PreparedEntry: Sendable {
  /// A case's state is kept after so many events: whoever reads a case folds fewer than twice as many behind it.
  static let eventsBetweenStates = 100

  let entry: Entry
  let texts: TurnTexts
  let isNamedByContent: Bool
  let projection: Projection
  /// The events are the case's first.
  let row: CaseRow?
  /// The state, when it is time to keep it.
  let state: String?
  /// The parties whose keys that state is sealed with; nil where no state is kept, or nothing is sealed.
  let stateParties: Set<Party.ID>?
  let hold: Hold
  /// The keys that are to be stored with it; none where nothing is sealed.
  let claims: [KeyClaim]
  /// How many erasures there were when it was sealed.
  let erasures: Int64
  /// The one effect that the entry ends, if this process had it in its hand: while the case's row says so still, it has no rows.
  let ended: HandRegister.Held?

  /// What the entry means for a case whose effects may be in a desk's hand.
  enum Hold {
    /// What it plans is in this desk's hand.
    case held(Lease)
    /// Whatever stands has been planned by it, and has rows.
    case free
    /// Something from before still stands, and may be in a desk's hand.
    case asBefore
  }

  /// - Parameter keeper: nil where nothing is sealed.
  init(_ entry: Entry, by scribe: TurnScribe, _ hands: HandRegister, _ keeper: KeyKeeper?) throws(LedgerError) {
    self.entry = entry
    let keys: EntryKeys? = if let keeper { EntryKeys(for: entry, keeper) } else { nil }
    if let keys { texts = try TurnTexts(entry, sealedBy: keys.sealing, by: scribe) } else { texts = try TurnTexts(entry, by: scribe) }
    isNamedByContent = entry.signal.isNamedByContent
    row = entry.expectedCount == 0 ? CaseRow(of: entry.state, after: entry.events) : nil
    projection = Projection(of: entry)
    let isTime = entry.expectedCount / Self.eventsBetweenStates != entry.state.eventCount / Self.eventsBetweenStates
    if let lease = entry.lease, lease.isMomentary, !projection.effectsPlanned.isEmpty {
      hold = .held(lease)
    } else {
      hold = entry.state.effects.count > projection.effectsPlanned.count ? .asBefore : .free
    }
    ended = projection.effectsGone.count == 1 ? hands.take(projection.effectsGone[0]) : nil
    if let keys, isTime {
      let sealed = try keys.sealedState()
      state = sealed.text
      stateParties = sealed.parties
    } else {
      state = try isTime ? StoredJSON.text(entry.state) : nil
      stateParties = nil
    }
    claims = keys?.claims() ?? []
    erasures = keys?.erasures ?? 0
  }
}
