public import Casework

/// Lets closed cases go, and takes them back. A further door to the same store as `Ledger`; it decides nothing: what is in an archive was checked before.
///
/// Every implementation passes the same suite, `ArchiveExercise`.
public protocol ArchiveLedger: Sendable {
  /// Nil for a case that is here, and for one that never was.
  func archivedCase(_ id: CaseID) async throws(LedgerError) -> ArchivedCase?

  /// Everything a case took, in order, as it is stored.
  func readPlacedTurns(of id: CaseID) async throws(LedgerError) -> [PlacedTurn]

  /// Takes closed cases out in one transaction: their turns, and every row that is computed of them. The names of their signals stay, so that one that comes
  /// again is still known, and so does an `ArchivedCase`: its number isn't given to another.
  ///
  /// - Parameter notes: go into the audit in the same transaction, if any case leaves.
  /// - Returns: those that stayed: they aren't closed, have other turns than was said, have the newest turn of all, or know of a consent that was taken
  ///   back while a case about the same is open. The newest stays because places in the record may never be given twice: whoever follows the record would miss
  ///   what stands there.
  func takeOut(_ cases: [LeavingCase], noting notes: [AuditNote]) async throws(LedgerError) -> Set<CaseID>

  /// What would become of cases that were to be put back. Nothing is changed.
  func look(at cases: [ReturningCase]) async throws(LedgerError) -> PutBack

  /// Puts cases back under their names and in their places in the record, all of them or none, in one transaction. Whoever keeps something beside the record
  /// and has passed these places doesn't hear of it: whoever puts them back has lists and words to search read again.
  ///
  /// One that is here with the same turns is left as it is, also when it has taken more since.
  /// - Parameter notes: go into the audit in the same transaction, if any case comes back.
  /// - Returns: what came back; where there are conflicts, nothing did.
  func putBack(_ cases: [ReturningCase], noting notes: [AuditNote]) async throws(LedgerError) -> PutBack
}

/// A turn as it is stored, with its place in the order of arrival.
public struct PlacedTurn: Hashable, Sendable {
  public let position: Int
  public let turn: StoredTurn

  public init(position: Int, turn: StoredTurn) {
    self.position = position
    self.turn = turn
  }

  /// Whether it is the same turn, also where words of one of them were erased.
  public func isSame(as other: PlacedTurn) -> Bool {
    (position, turn.caseID, turn.sequence, turn.count, turn.at) == (other.position, other.turn.caseID, other.turn.sequence, other.turn.count, other.turn.at)
  }
}

/// A case that is to be taken out, and what was seen of it.
public struct LeavingCase: Hashable, Sendable {
  public let mark: ArchivedCase
  /// How many turns the archive has of it.
  public let turns: Int
  /// The place of the last of them.
  public let lastPosition: Int

  public init(mark: ArchivedCase, turns: Int, lastPosition: Int) {
    self.mark = mark
    self.turns = turns
    self.lastPosition = lastPosition
  }
}

/// A case that is to be put back.
public struct ReturningCase: Hashable, Sendable {
  public let id: CaseID
  /// In order, at least one.
  public let turns: [PlacedTurn]
  /// The versions that it ran under, with their sources.
  public let playbooks: [PublishedPlaybook]

  public init(id: CaseID, turns: [PlacedTurn], playbooks: [PublishedPlaybook]) {
    self.id = id
    self.turns = turns
    self.playbooks = playbooks
  }
}

/// What became of cases that were to be put back.
public struct PutBack: Hashable, Sendable {
  public var returned: [CaseID] = []
  /// They were here, as the archive has them.
  public var present: [CaseID] = []
  /// Another case has the name, another turn the place, or a signal of this name was received for another case.
  public var conflicts: [CaseID] = []

  public init() {}
}
