import Casework
import Foundation
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger {
  /// Wraps every key of a ledger with another master key. What was sealed stays as it is; words to search are read again when somebody looks.
  /// - Parameter keys: its own has to be among them.
  /// - Returns: how many keys there are.
  /// - Throws: `LedgerError.unavailable` when somebody has it open, or it has no master key.
  public static func changeMasterKey(of path: String, from keys: [MasterKey], to new: MasterKey) async throws(LedgerError) -> Int {
    // Whoever works with the old one would go on doing so.
    do { try LedgerFile.closeDown(path) } catch { throw LedgerError(error) }
    guard try ownKey(of: path, among: keys) != nil else { throw .unavailable("the ledger has no master key that could be changed") }
    let ledger = try SQLiteLedger(path: path, keys: keys)
    let count = try await ledger.changeMasterKey(to: new)
    try ledger.close()
    return count
  }

  private func changeMasterKey(to new: MasterKey) async throws(LedgerError) -> Int {
    guard let old = keeper?.master else { throw .unavailable("the ledger has no master key that could be changed") }
    return try await write { db in
      let persons = try db.wrapPersonKeys(from: old, to: new)
      let parties = try db.wrapPartyKeys(from: old, to: new)
      try db.execute(sql: "UPDATE key_check SET digest = ?", arguments: [Data(new.check)])
      // They were made with what is derived from the old one.
      try db.emptySearch()
      return persons + parties
    }
  }
}

extension Database {
  fileprivate func wrapPersonKeys(from old: MasterKey, to new: MasterKey) throws -> Int {
    let persons = try String.fetchAll(self, sql: "SELECT person FROM person_keys").map { PersonID($0) }
    for person in persons {
      guard let key = try personKey(person, old) else { continue }
      let wrapped = try new.wrap(key, for: KeyOwner.person(person))
      try cachedStatement(sql: "UPDATE person_keys SET wrapped = ? WHERE person = ?").execute(arguments: [wrapped, person.text])
    }
    return persons.count
  }

  /// Those of parties that nobody has named.
  fileprivate func wrapPartyKeys(from old: MasterKey, to new: MasterKey) throws -> Int {
    let rows = try Row.fetchAll(self, sql: "SELECT case_id, party, wrapped FROM case_keys WHERE person IS NULL")
    for row in rows {
      let (id, party, wrapped): (String, String, Data) = (row["case_id"], row["party"], row["wrapped"])
      let owner = KeyOwner.party(party, in: CaseID(id))
      guard let key = old.unwrap(wrapped, for: owner) else { throw LedgerError.unreadable("the key of \(owner) is damaged") }
      let again = try new.wrap(key, for: owner)
      try cachedStatement(sql: "UPDATE case_keys SET wrapped = ? WHERE case_id = ? AND party = ?").execute(arguments: [again, id, party])
    }
    return rows.count
  }
}
