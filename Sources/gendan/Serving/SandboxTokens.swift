import Desk
import Ledger
import Web

/// The tokens that a served sandbox gives away: new ones at each start, so that none that was printed somewhere lives on.
struct SandboxTokens {
  let agent: String
  let supervisor: String
  let platform: String

  private static let creator = "sandbox"

  /// - Throws: `LedgerError` when the ledger can't be written.
  init(_ ledger: any AccessLedger) async throws {
    let now = WallClock().now()
    for token in try await ledger.listTokens() where token.createdBy == Self.creator && token.revokedAt == nil {
      _ = try await ledger.revokeToken(token.id, at: now, noting: [])
    }
    func made(_ name: String, _ role: Role) async throws -> String {
      let text = TokenText()
      let token = APIToken(id: text.id, name: name, role: role, createdAt: now, createdBy: Self.creator)
      try await ledger.addToken(KeptToken(token: token, digest: text.digest), noting: [])
      return text.text
    }
    agent = try await made(say("试用客服", "trial agent"), .agent)
    supervisor = try await made(say("试用主管", "trial supervisor"), .supervisor)
    platform = try await made(say("模拟平台", "sandbox platform"), .integration)
  }
}
