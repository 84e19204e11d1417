public import Casework
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger {
  public func reserveContact(_ request: ContactRequest, at now: Instant) async throws(LedgerError) -> ContactVerdict {
    let oldest = now + TimeAmount(seconds: -request.horizon.seconds)
    return try await write { db in
      let verdict = request.verdict(among: try db.contactRows(of: request.person, since: oldest), at: now)
      if verdict == .go {
        try db.cachedStatement(sql: "UPDATE contacts SET out_at = ? WHERE contact_key = ? AND out_at IS NULL")
          .execute(arguments: [now.milliseconds, request.key.text])
      }
      return verdict
    }
  }

  public func listContacts(_ filter: ContactFilter) async throws(LedgerError) -> [ContactRow] {
    var terms: [String] = []
    var arguments = StatementArguments()
    if let person = filter.person {
      terms.append("person = ?")
      arguments += [person.text]
    }
    if let caseID = filter.caseID {
      terms.append("case_id = ?")
      arguments += [caseID.text]
    }
    arguments += [max(filter.limit, 0)]
    let condition = terms.isEmpty ? "TRUE" : terms.joined(separator: " AND ")
    let sql = "SELECT * FROM contacts WHERE \(condition) ORDER BY planned_at DESC, contact_key DESC LIMIT ?"
    let values = arguments
    return try await read { db in try Row.fetchAll(db.cachedStatement(sql: sql), arguments: values).map(contactRow) }
  }

  public func latestConsent(of person: PersonID, to scope: String, about subject: String) async throws(LedgerError) -> ConsentRow? {
    let sql = "SELECT * FROM consents WHERE person = ? AND scope = ? AND subject = ? ORDER BY at DESC, case_id DESC, sequence DESC LIMIT 1"
    return try await read { db in
      try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [person.text, scope, subject]).map(consentRow)
    }
  }
}

extension Database {
  /// Writes what events mean for the register: for a commit and for a rebuild.
  func take(_ changes: ContactChanges) throws {
    guard !changes.isEmpty else { return }
    for row in changes.begun { try put(row) }
    for end in changes.ended {
      try cachedStatement(sql: "UPDATE contacts SET ended_at = ?, outcome = ?, went_out = ?, shared = ? WHERE contact_key = ?")
        .execute(arguments: [end.at.milliseconds, end.outcome, end.wentOut, end.shared?.text, end.key.text])
    }
    for row in changes.consents {
      try cachedStatement(
        sql: "INSERT OR REPLACE INTO consents (case_id, sequence, person, party, scope, subject, is_given, at, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        row.caseID.text, row.sequence, row.person.text, row.party, row.scope, row.subject, row.isGiven, row.at.milliseconds, row.until?.milliseconds,
      ])
    }
  }

  private func put(_ row: ContactRow) throws {
    let sql = """
      INSERT OR REPLACE INTO contacts (contact_key, case_id, sequence, person, party, channel, direction, purpose, subject, planned_at, out_at, ended_at,
        outcome, went_out, shared) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try cachedStatement(sql: sql).execute(arguments: [
      row.key.text, row.caseID.text, row.sequence, row.person.text, row.party, row.channel.rawValue, row.direction.rawValue, row.purpose, row.subject,
      row.plannedAt.milliseconds, row.outAt?.milliseconds, row.endedAt?.milliseconds, row.outcome, row.wentOut, row.shared?.text,
    ])
  }

  fileprivate func contactRows(of person: PersonID, since oldest: Instant) throws -> [ContactRow] {
    let sql = "SELECT * FROM contacts WHERE person = ? AND (ended_at IS NULL OR ended_at > ?)"
    return try Row.fetchAll(cachedStatement(sql: sql), arguments: [person.text, oldest.milliseconds]).map(contactRow)
  }

  // MARK: rebuilding

  /// The register's lines of one case as they stand, without the desk's notes.
  func standingContacts(of id: CaseID) throws -> (contacts: Set<ContactRow>, consents: Set<ConsentRow>) {
    let consents = try Row.fetchAll(cachedStatement(sql: "SELECT * FROM consents WHERE case_id = ?"), arguments: [id.text]).map(consentRow)
    return (Set(try contactLines(of: id).map(\.asTold)), Set(consents))
  }

  /// The desk's notes on them, to be put back behind a rebuild.
  func contactNotes(of id: CaseID) throws -> [EffectKey: Instant] {
    Dictionary(try contactLines(of: id).compactMap { row in row.outAt.map { (row.key, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  private func contactLines(of id: CaseID) throws -> [ContactRow] {
    try Row.fetchAll(cachedStatement(sql: "SELECT * FROM contacts WHERE case_id = ?"), arguments: [id.text]).map(contactRow)
  }

  func putBack(_ notes: [EffectKey: Instant]) throws {
    for (key, out) in notes {
      try cachedStatement(sql: "UPDATE contacts SET out_at = ? WHERE contact_key = ?").execute(arguments: [out.milliseconds, key.text])
    }
  }
}

private func contactRow(_ row: Row) throws -> ContactRow {
  let (channel, direction): (String, String) = (row["channel"], row["direction"])
  guard let channel = ChannelName(rawValue: channel), let direction = ContactRow.Direction(rawValue: direction) else {
    throw LedgerError.unreadable("the register names the channel '\(channel)', which this program doesn't know")
  }
  func time(_ column: String) -> Instant? { (row[column] as Int64?).map { Instant(milliseconds: $0) } }
  return ContactRow(
    key: EffectKey(row["contact_key"]), caseID: CaseID(row["case_id"]), sequence: row["sequence"], person: PersonID(row["person"]), party: row["party"],
    channel: channel, direction: direction, purpose: row["purpose"], subject: row["subject"], plannedAt: Instant(milliseconds: row["planned_at"]),
    outAt: time("out_at"), endedAt: time("ended_at"), outcome: row["outcome"], wentOut: row["went_out"],
    shared: (row["shared"] as String?).map { EffectKey($0) })
}

private func consentRow(_ row: Row) -> ConsentRow {
  ConsentRow(
    caseID: CaseID(row["case_id"]), sequence: row["sequence"], person: PersonID(row["person"]), party: row["party"], scope: row["scope"],
    subject: row["subject"], isGiven: row["is_given"], at: Instant(milliseconds: row["at"]),
    until: (row["until"] as Int64?).map { Instant(milliseconds: $0) })
}
