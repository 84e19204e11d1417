import Casework
import GRDB
import Ledger
import Playbook

/// The keys of one case, for as long as it is being read.
final class KeyRing {
  private let id: CaseID
  private let keeper: KeyKeeper
  private let db: Database
  private var keys: [Party.ID: SealKey]?
  /// They were read from this snapshot.
  private var areRead = false

  init(of id: CaseID, _ keeper: KeyKeeper, _ db: Database) {
    self.id = id
    self.keeper = keeper
    self.db = db
  }

  /// - Returns: nil where there is none: it was destroyed.
  func key(of party: Party.ID) throws -> SealKey? {
    if keys == nil { keys = keeper.storedKeys(of: id, seeing: try db.erasureCount()) }
    if let key = keys?[party] { return key }
    // Another process may have made it meanwhile.
    if !areRead { try read() }
    return keys?[party]
  }

  var opening: TurnOpening { TurnOpening(id, wasErased: { try self.db.wasErased(self.id) }) { party in try self.key(of: party) } }

  private func read() throws {
    keys = try keeper.read(id, db)
    areRead = true
  }
}

extension KeyKeeper {
  /// For whoever reads a case.
  func ring(of id: CaseID, _ db: Database) -> KeyRing { KeyRing(of: id, self, db) }

  /// Reads the keys of a case and keeps them.
  @discardableResult
  func read(_ id: CaseID, _ db: Database) throws -> [Party.ID: SealKey] {
    let found = try db.keys(of: id, master)
    keep(found, of: id, seeing: try db.erasureCount())
    return found.mapValues { $0.key }
  }
}

extension StoredTurn {
  /// The events, with what was sealed opened.
  func readEvents(_ ring: KeyRing?) throws -> [Event] {
    let events = try readEvents()
    guard let ring else { return events }
    return try ring.opening.events(events)
  }

  /// The turn, with what was sealed opened.
  func turn(position: Int, _ ring: KeyRing?) throws -> Turn {
    let turn = try self.turn(position: position)
    guard let ring else { return turn }
    return Turn(
      position: turn.position, caseID: turn.caseID, signal: try ring.opening.signal(turn.signal), at: turn.at, events: try ring.opening.events(turn.events))
  }
}

extension Database {
  /// A state that was kept; nil for one that can't be opened or read: it is as good as none.
  func keptState(of id: CaseID, _ row: Row, _ keeper: KeyKeeper?) throws -> Case? {
    let (text, eventCount): (String, Int) = (row["state"], row["event_count"])
    guard let ring = keeper?.ring(of: id, self) else {
      let state: Case? = try? StoredJSON.value(text)
      return state
    }
    return try SealedState.state(text, of: id, eventCount: eventCount) { party in try ring.key(of: party) }
  }
}
