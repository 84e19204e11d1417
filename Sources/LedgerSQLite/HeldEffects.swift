import Casework
import GRDB
import Ledger
import Playbook

/// Effects that a desk has in its hand have no rows in the outbox: the case's row says whose they are, and until when.
///
/// They are laid down, each in a row of its own and held as before, when somebody is to find them there: their lease has ended, their desk was started anew,
/// or one of them takes longer than was thought.
extension Database {
  /// All whose lease is over at a moment.
  /// - Parameter hands: what this process believes to hold; it forgets that when something is laid down.
  /// - Returns: cases that can't be read; they are left alone until `later`, so that others go out.
  func layDown(endedBy now: Instant, else later: Instant, from hands: HandRegister?) throws -> [LedgerError] {
    let sql = "SELECT case_id, held_by, held_until FROM cases WHERE held_by IS NOT NULL AND held_until <= ?"
    var unreadable: [LedgerError] = []
    for held in try Held.all(cachedStatement(sql: sql), [now.milliseconds]) {
      do { try layDown(held, from: hands) } catch let error as LedgerError {
        unreadable.append(error)
        try cachedStatement(sql: "UPDATE cases SET held_until = ? WHERE case_id = ?").execute(arguments: [later.milliseconds, held.caseID.text])
      }
    }
    return unreadable
  }

  /// All of one desk. A case that can't be read is told when its lease is over.
  func layDown(heldBy desk: String, from hands: HandRegister?) throws {
    for held in try Held.all(cachedStatement(sql: "SELECT case_id, held_by, held_until FROM cases WHERE held_by = ?"), [desk]) {
      do { try layDown(held, from: hands) } catch is LedgerError {}
    }
  }

  /// Those of one case, if they are in a hand.
  func layDown(of id: CaseID, from hands: HandRegister?) throws {
    let sql = "SELECT case_id, held_by, held_until FROM cases WHERE case_id = ? AND held_by IS NOT NULL"
    for held in try Held.all(cachedStatement(sql: sql), [id.text]) { try layDown(held, from: hands) }
  }

  private func layDown(_ held: Held, from hands: HandRegister?) throws {
    hands?.forget()
    let history = try History(turns(of: held.caseID, after: 0))
    guard let state = Case(id: held.caseID, folding: history.events) else {
      throw LedgerError.unreadable("the events of case \(held.caseID) don't begin with 'opened'")
    }
    // Some may have rows: planned by another commit, or laid down before.
    let insert = try cachedStatement(
      sql: """
        INSERT OR IGNORE INTO outbox (effect_key, case_id, sequence, position, due, held_by, deadline, deadline_timer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for effect in Projection(of: history.events, foldedInto: state).effectsPlanned {
      try insert.execute(arguments: [
        effect.key.text, held.caseID.text, effect.sequence, history.position(of: effect.sequence), held.until, held.desk,
        effect.deadline?.due.milliseconds, effect.deadline?.id.text,
      ])
    }
    try cachedStatement(sql: "UPDATE cases SET held_by = NULL, held_until = NULL WHERE case_id = ?").execute(arguments: [held.caseID.text])
  }
}

/// What a case's row says of effects in a desk's hand.
private struct Held {
  let caseID: CaseID
  let desk: String
  let until: Int64

  static func all(_ statement: Statement, _ arguments: StatementArguments) throws -> [Held] {
    try Row.fetchAll(statement, arguments: arguments).map { Held(caseID: CaseID($0["case_id"]), desk: $0["held_by"], until: $0["held_until"]) }
  }
}
