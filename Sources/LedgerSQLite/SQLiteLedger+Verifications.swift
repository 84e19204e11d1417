import Foundation
import GRDB
public import Ledger
public import Playbook

extension SQLiteLedger: PhoneVerificationLedger {
  public func addVerification(_ verification: PhoneVerification, limit: Int, since: Instant) async throws(LedgerError) -> PhoneVerificationAdded {
    try await write { db in
      try db.cachedStatement(sql: "DELETE FROM phone_verifications WHERE asked_at < ?").execute(arguments: [since.milliseconds])
      let sql = "SELECT count(*) AS asked, min(asked_at) AS earliest FROM phone_verifications WHERE phone = ?"
      if let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [Data(verification.phone)]) {
        let (asked, earliest): (Int, Int64?) = (row["asked"], row["earliest"])
        if asked >= limit, let earliest { return .tooMany(since: Instant(milliseconds: earliest)) }
      }
      try db.cachedStatement(
        sql: """
          INSERT INTO phone_verifications (verification_id, phone, salt, code, asked_at, asked_by, expires_at, tries, proof, proof_until)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        verification.id, Data(verification.phone), Data(verification.salt), Data(verification.code), verification.askedAt.milliseconds,
        verification.askedBy, verification.expiresAt.milliseconds, verification.tries, verification.proof.map { Data($0) },
        verification.proofUntil?.milliseconds,
      ])
      return .kept
    }
  }

  public func readVerification(_ id: String) async throws(LedgerError) -> PhoneVerification? { try await read { db in try db.verification(id) } }

  public func countVerificationTry(of id: String, limit: Int) async throws(LedgerError) -> PhoneVerification? {
    try await write { db in
      try db.cachedStatement(sql: "UPDATE phone_verifications SET tries = tries + 1 WHERE verification_id = ? AND tries < ?").execute(arguments: [id, limit])
      guard db.changesCount == 1 else { return nil }
      return try db.verification(id)
    }
  }

  public func proveVerification(_ id: String, proof: [UInt8], until: Instant) async throws(LedgerError) {
    try await write { db in
      try db.cachedStatement(sql: "UPDATE phone_verifications SET proof = ?, proof_until = ? WHERE verification_id = ?")
        .execute(arguments: [Data(proof), until.milliseconds, id])
    }
  }

  public func dropVerification(_ id: String) async throws(LedgerError) {
    try await write { db in try db.cachedStatement(sql: "DELETE FROM phone_verifications WHERE verification_id = ?").execute(arguments: [id]) }
  }
}

extension Database {
  fileprivate func verification(_ id: String) throws -> PhoneVerification? {
    try Row.fetchOne(cachedStatement(sql: "SELECT * FROM phone_verifications WHERE verification_id = ?"), arguments: [id]).map(PhoneVerification.init)
  }
}

extension PhoneVerification {
  fileprivate init(_ row: Row) {
    let (phone, salt, code, proof): (Data, Data, Data, Data?) = (row["phone"], row["salt"], row["code"], row["proof"])
    let (asked, expires, until): (Int64, Int64, Int64?) = (row["asked_at"], row["expires_at"], row["proof_until"])
    self.init(
      id: row["verification_id"], phone: Array(phone), salt: Array(salt), code: Array(code), askedAt: Instant(milliseconds: asked),
      askedBy: row["asked_by"], expiresAt: Instant(milliseconds: expires), tries: row["tries"], proof: proof.map { Array($0) },
      proofUntil: until.map { Instant(milliseconds: $0) })
  }
}
