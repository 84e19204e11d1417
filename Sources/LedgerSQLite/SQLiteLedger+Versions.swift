public import Casework
import GRDB
public import Ledger
import Playbook

extension SQLiteLedger: VersionLedger {
  public func putProposal(_ proposal: Proposal) async throws(LedgerError) {
    let sources = try StoredSource.text(of: proposal.sources)
    try await write { db in
      try db.cachedStatement(
        sql: "INSERT OR IGNORE INTO proposals (version, playbook, title, plan_digest, author, at, sources) VALUES (?, ?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        proposal.version, proposal.playbook, proposal.title, proposal.planDigest, proposal.author, proposal.at.milliseconds, sources,
      ])
    }
  }

  public func readProposal(version: String) async throws(LedgerError) -> Proposal? {
    try await read { db in
      let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM proposals WHERE version = ?"), arguments: [version])
      return try row.map { row in try proposal(row, sources: StoredSource.sources(row["sources"])) }
    }
  }

  public func listProposals(of playbook: String?) async throws(LedgerError) -> [Proposal] {
    try await read { db in
      let sql = """
        SELECT version, playbook, title, plan_digest, author, at FROM proposals WHERE playbook = ? OR ? IS NULL ORDER BY at DESC, rowid DESC
        """
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook, playbook]).map { row in proposal(row, sources: []) }
    }
  }

  public func countWaitingProposals(of playbook: String) async throws(LedgerError) -> Int {
    try await read { db in
      let sql = """
        SELECT count(*) FROM proposals WHERE playbook = ?
        AND at >= ifnull((SELECT max(publications.at) FROM publications WHERE publications.playbook = proposals.playbook), at)
        AND NOT EXISTS (SELECT 1 FROM publications WHERE publications.playbook = proposals.playbook AND publications.version = proposals.version)
        AND NOT EXISTS (SELECT 1 FROM approvals WHERE approvals.version = proposals.version AND approvals.approver <> proposals.author)
        """
      return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [playbook]) ?? 0
    }
  }

  public func putApproval(_ approval: Approval) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO approvals (version, approver, plan_digest, at) VALUES (?, ?, ?, ?)")
        .execute(arguments: [approval.version, approval.approver, approval.planDigest, approval.at.milliseconds])
    }
  }

  public func listApprovals(of version: String) async throws(LedgerError) -> [Approval] {
    try await read { db in
      let sql = "SELECT * FROM approvals WHERE version = ? ORDER BY at, approver"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [version]).map { row in
        Approval(version: row["version"], planDigest: row["plan_digest"], approver: row["approver"], at: Instant(milliseconds: row["at"]))
      }
    }
  }

  public func putPublication(_ publication: Publication) async throws(LedgerError) -> Int {
    try await write { db in
      try db.cachedStatement(sql: "INSERT INTO publications (playbook, version, former, publisher, at, undoes) VALUES (?, ?, ?, ?, ?, ?)")
        .execute(arguments: [
          publication.playbook, publication.version, publication.former, publication.publisher, publication.at.milliseconds, publication.undoes,
        ])
      return Int(db.lastInsertedRowID)
    }
  }

  public func listPublications(of playbook: String) async throws(LedgerError) -> [Publication] {
    try await read { db in
      let sql = "SELECT * FROM publications WHERE playbook = ? ORDER BY number DESC"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook]).map { row in
        Publication(
          number: row["number"], playbook: row["playbook"], version: row["version"], former: row["former"], publisher: row["publisher"],
          at: Instant(milliseconds: row["at"]), undoes: row["undoes"])
      }
    }
  }

  public func listVersions(of playbook: String) async throws(LedgerError) -> [PublishedPlaybook] {
    try await read { db in
      let sql = "SELECT version, title, published_at FROM playbooks WHERE playbook = ? ORDER BY published_at DESC, version DESC"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook]).map { row in
        PublishedPlaybook(
          id: playbook, version: row["version"], title: row["title"], publishedAt: Instant(milliseconds: row["published_at"]), sources: [])
      }
    }
  }

  public func putPlanDigest(_ digest: String, of version: String) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO plan_digests (version, digest) VALUES (?, ?)").execute(arguments: [version, digest])
    }
  }

  public func planDigest(of version: String) async throws(LedgerError) -> String? {
    try await read { db in
      try String.fetchOne(db.cachedStatement(sql: "SELECT digest FROM plan_digests WHERE version = ?"), arguments: [version])
    }
  }

  public func openCases(of playbook: String, after id: CaseID?, limit: Int) async throws(LedgerError) -> [Case] {
    try await read { db in
      let sql = "SELECT case_id FROM cases WHERE playbook = ? AND phase <> 'closed' AND case_id > ? ORDER BY case_id LIMIT ?"
      let ids = try String.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook, id?.text ?? "", max(limit, 0)])
      return try ids.compactMap { try db.readCase(CaseID($0), keeper) }
    }
  }

  public func countOpenCases(of playbook: String) async throws(LedgerError) -> [String: Int] {
    try await read { db in
      let sql = "SELECT version, count(*) AS count FROM cases WHERE playbook = ? AND phase <> 'closed' GROUP BY version"
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [playbook]).reduce(into: [:]) { $0[$1["version"]] = $1["count"] }
    }
  }

  public func countOpenCases() async throws(LedgerError) -> [String: Int] {
    try await read { db in
      // By the index on open cases: those that are closed cost nothing, however many there are.
      let sql = "SELECT playbook, count(*) AS count FROM cases WHERE phase <> 'closed' GROUP BY playbook"
      return try Row.fetchAll(db.cachedStatement(sql: sql)).reduce(into: [:]) { $0[$1["playbook"]] = $1["count"] }
    }
  }
}

private func proposal(_ row: Row, sources: [SourceText]) -> Proposal {
  Proposal(
    version: row["version"], playbook: row["playbook"], title: row["title"], planDigest: row["plan_digest"], author: row["author"],
    at: Instant(milliseconds: row["at"]), sources: sources)
}
