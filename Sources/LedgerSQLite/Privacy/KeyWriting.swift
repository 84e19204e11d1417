import Casework
import Foundation
import GRDB
import Ledger
import Playbook

/// Stores keys in the transaction of the entries that were sealed with them.
final class KeyWriting {
  private let db: Database
  private let keeper: KeyKeeper
  private let erasures: Int64
  /// Persons' keys that were made in this transaction: nobody else knows them before it has ended well.
  private var made: [PersonID: SealKey] = [:]
  private var isMasterChecked = false

  init(_ db: Database, _ keeper: KeyKeeper) throws {
    self.db = db
    self.keeper = keeper
    erasures = try db.erasureCount()
    keeper.catchUp(with: erasures)
  }

  /// Which of an entry's keys are to be written.
  /// - Returns: nil for a conflict: somebody was erased since it was sealed, another process has made another key for a party, or the
  ///   state isn't sealed with every key.
  func missing(for prepared: PreparedEntry) throws -> [KeyClaim]? {
    guard prepared.erasures == erasures else { return nil }
    // The state has the words of all parties, also of those whose keys were stored since the case was read.
    if let parties = prepared.stateParties, try !parties.isSuperset(of: db.keys(of: prepared.entry.caseID, keeper.master).keys) { return nil }
    var missing: [KeyClaim] = []
    for claim in prepared.claims {
      switch try db.foundKey(of: claim.party, in: prepared.entry.caseID, keeper.master) {
      case .none, .destroyed: missing.append(claim)
      case .key(let key, let person):
        guard key.isSame(as: claim.key) else { return nil }
        if person != claim.person { missing.append(claim) }
      }
    }
    return missing
  }

  func store(_ claims: [KeyClaim], for entry: Entry) throws {
    guard !claims.isEmpty else { return }
    try checkMaster()
    let insert = try db.cachedStatement(sql: "INSERT OR REPLACE INTO case_keys (case_id, party, person, wrapped) VALUES (?, ?, ?, ?)")
    for claim in claims {
      let owner = KeyOwner.party(claim.party, in: entry.caseID)
      let wrapped: Data
      if let person = claim.person {
        wrapped = try key(of: person, at: entry.at).wrap(claim.key, for: owner)
      } else {
        wrapped = try keeper.master.wrap(claim.key, for: owner)
      }
      try insert.execute(arguments: [entry.caseID.text, claim.party, claim.person?.text, wrapped])
    }
  }

  private func key(of person: PersonID, at now: Instant) throws -> SealKey {
    if let key = made[person] ?? keeper.key(of: person) { return key }
    if let key = try db.personKey(person, keeper.master) {
      keeper.keep(key, of: person, seeing: erasures)
      return key
    }
    let key = SealKey()
    let wrapped = try keeper.master.wrap(key, for: KeyOwner.person(person))
    try db.cachedStatement(sql: "INSERT INTO person_keys (person, wrapped, made_at) VALUES (?, ?, ?)")
      .execute(arguments: [person.text, wrapped, now.milliseconds])
    made[person] = key
    return key
  }

  /// Whoever has changed the master key meanwhile has seen to it that nobody works with the old one; this makes sure.
  private func checkMaster() throws {
    guard !isMasterChecked else { return }
    guard try db.keyCheck() == keeper.master.check else {
      throw LedgerError.unavailable("the master key was changed while the ledger was open: start again with the new one")
    }
    isMasterChecked = true
  }
}
