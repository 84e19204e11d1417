import Casework
import GRDB
import Ledger
import Playbook

extension Database {
  /// Destroys a person's keys, takes what isn't sealed out of the record, and forgets what was made of their cases.
  /// - Parameter cases: all of theirs, also those that aren't here any more.
  func erase(_ erasure: Erasure, _ cases: Set<CaseID>) throws { try overwriting { try eraseRows(erasure, cases) } }

  private func eraseRows(_ erasure: Erasure, _ cases: Set<CaseID>) throws {
    let person = erasure.person.text
    try execute(sql: "DELETE FROM person_keys WHERE person = ?", arguments: [person])
    try execute(sql: "DELETE FROM case_keys WHERE person = ?", arguments: [person])
    let (archived, party) = try archivedUnnamed(erasure.person)
    for id in archived {
      try cachedStatement(sql: "DELETE FROM case_keys WHERE case_id = ? AND party = ? AND person IS NULL").execute(arguments: [id.text, party])
    }
    for part in erasure.parts {
      for party in part.parties {
        // A party that is somebody else by now keeps that one's key.
        try cachedStatement(sql: "DELETE FROM case_keys WHERE case_id = ? AND party = ? AND person IS NULL").execute(arguments: [part.caseID.text, party])
      }
      try eraseWords(part)
    }
    for id in cases { try forget(id) }
    try execute(
      sql: "INSERT INTO erasures (person, at, cases) VALUES (?, ?, ?)",
      arguments: [person, erasure.at.milliseconds, try StoredJSON.text(cases.map(\.text).sorted())])
  }

  /// Cases in archives that have a key of somebody whom no platform has named, and the party they are there: `A-1001/customer` is a subject and a party.
  func archivedUnnamed(_ person: PersonID) throws -> (ids: [CaseID], party: Party.ID) {
    guard let slash = person.text.lastIndex(of: "/") else { return ([], "") }
    let party = String(person.text[person.text.index(after: slash)...])
    let sql = """
      SELECT a.case_id FROM archived_cases AS a JOIN case_keys AS k ON k.case_id = a.case_id AND k.party = ? AND k.person IS NULL WHERE a.subject = ?
      """
    let ids = try String.fetchAll(cachedStatement(sql: sql), arguments: [party, String(person.text[..<slash])])
    return (ids.map { CaseID($0) }, party)
  }

  /// What was kept before the ledger had a key, and in one that has none.
  private func eraseWords(_ part: Erasure.Part) throws {
    let sql = "SELECT position, sequence, count, at, signal, events FROM entries WHERE case_id = ? ORDER BY position"
    let stored = try Row.fetchAll(cachedStatement(sql: sql), arguments: [part.caseID.text]).map { row in
      PlacedTurn(
        position: row["position"],
        turn: StoredTurn(
          caseID: part.caseID, sequence: row["sequence"], count: row["count"], at: Instant(milliseconds: row["at"]), signal: row["signal"],
          events: row["events"]))
    }
    let turns = try stored.map { try $0.turn.turn(position: $0.position) }
    guard let state = Case(id: part.caseID, folding: turns.flatMap(\.events)) else { return }
    let erasing = TurnErasing(of: part.parties, part.fields, persons: state.persons)
    let change = try cachedStatement(sql: "UPDATE entries SET signal = ?, events = ? WHERE position = ?")
    for turn in turns {
      let left = Turn(
        position: turn.position, caseID: turn.caseID, signal: try erasing.signal(turn.signal, turn.events), at: turn.at, events: try erasing.events(turn.events)
      )
      guard left != turn else { continue }
      let texts = try StoredTurn(left)
      try change.execute(arguments: [texts.signal, texts.events, turn.position])
    }
  }

  /// Everything that was made of a case and holds words of it.
  private func forget(_ id: CaseID) throws {
    try cachedStatement(sql: "DELETE FROM states WHERE case_id = ?").execute(arguments: [id.text])
    try cachedStatement(sql: "DELETE FROM webhook_deliveries WHERE case_id = ?").execute(arguments: [id.text])
    let positions = try Int.fetchAll(cachedStatement(sql: "SELECT position FROM entries WHERE case_id = ?"), arguments: [id.text])
    if try forgetWords(at: positions) { try askForMerge() }
  }
}
