import Casework
import Foundation
import GRDB
import Ledger
import Playbook

/// What stands where a party's key is looked for.
enum FoundKey {
  case none
  /// There is one, and the key it was wrapped with is gone.
  case destroyed
  /// - person: whose key it is wrapped with; nil for the master key's.
  case key(SealKey, person: PersonID?)
}

extension Database {
  /// Grows with every erasure: what was known of keys before isn't true any more.
  func erasureCount() throws -> Int64 { try Int64.fetchOne(cachedStatement(sql: "SELECT max(number) FROM erasures")) ?? 0 }

  /// Whether somebody was erased who was a party of this case.
  func wasErased(_ id: CaseID) throws -> Bool {
    try Bool.fetchOne(
      cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM erasures, json_each(erasures.cases) AS one WHERE one.value = ?)"), arguments: [id.text]) ?? false
  }

  func foundKey(of party: Party.ID, in id: CaseID, _ master: MasterKey) throws -> FoundKey {
    guard let row = try Row.fetchOne(cachedStatement(sql: keysOfCase + " AND c.party = ?"), arguments: [id.text, party]) else { return .none }
    return try foundKey(row, of: party, in: id, master)
  }

  /// All that can be opened.
  func keys(of id: CaseID, _ master: MasterKey) throws -> [Party.ID: (key: SealKey, person: PersonID?)] {
    var keys: [Party.ID: (key: SealKey, person: PersonID?)] = [:]
    for row in try Row.fetchAll(cachedStatement(sql: keysOfCase), arguments: [id.text]) {
      let party: String = row["party"]
      if case .key(let key, let person) = try foundKey(row, of: party, in: id, master) { keys[party] = (key, person) }
    }
    return keys
  }

  /// - Throws: `LedgerError.unreadable` for a key that can't be unwrapped though what it was wrapped with is there.
  private func foundKey(_ row: Row, of party: Party.ID, in id: CaseID, _ master: MasterKey) throws -> FoundKey {
    let (wrapped, person, personWrapped): (Data, String?, Data?) = (row["wrapped"], row["person"], row["person_wrapped"])
    let owner = KeyOwner.party(party, in: id)
    guard let person else {
      guard let key = master.unwrap(wrapped, for: owner) else { throw LedgerError.unreadable("the key of \(owner) is damaged") }
      return .key(key, person: nil)
    }
    guard let personWrapped else { return .destroyed }
    guard let personKey = master.unwrap(personWrapped, for: KeyOwner.person(PersonID(person))), let key = personKey.unwrap(wrapped, for: owner) else {
      throw LedgerError.unreadable("the key of \(owner) is damaged")
    }
    return .key(key, person: PersonID(person))
  }

  /// Nil where there is none.
  func personKey(_ person: PersonID, _ master: MasterKey) throws -> SealKey? {
    let sql = "SELECT wrapped FROM person_keys WHERE person = ?"
    guard let wrapped = try Data.fetchOne(cachedStatement(sql: sql), arguments: [person.text]) else { return nil }
    guard let key = master.unwrap(wrapped, for: KeyOwner.person(person)) else { throw LedgerError.unreadable("the key of a person is damaged") }
    return key
  }

  /// Whoever opened the ledger before it had a key would store in the clear, and send sealed words to people.
  /// - Throws: `LedgerError.unavailable` where it has one and there is no keeper.
  func checkKey(_ keeper: KeyKeeper?) throws {
    guard keeper == nil, try keyCheck() != nil else { return }
    throw LedgerError.unavailable("the ledger got a master key while it was open: start again")
  }

  /// What a ledger knows its master key by; nil while it has none.
  func keyCheck() throws -> [UInt8]? { try Data.fetchOne(cachedStatement(sql: "SELECT digest FROM key_check")).map { Array($0) } }
}

private let keysOfCase = """
  SELECT c.party, c.person, c.wrapped, p.wrapped AS person_wrapped FROM case_keys AS c LEFT JOIN person_keys AS p ON p.person = c.person
  WHERE c.case_id = ?
  """

/// Whom a key is wrapped for: it opens for nobody else.
enum KeyOwner {
  static func person(_ person: PersonID) -> String { "person \(person)" }
  static func party(_ party: Party.ID, in id: CaseID) -> String { "party \(id)/\(party)" }
}
