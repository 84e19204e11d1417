import HTTPTypes
import Hummingbird
import Ledger
import Logging

/// Lets in who may come in: `Authorization: Bearer gdn_…`.
struct Doorkeeper: Sendable {
  let tokens: any AccessLedger

  /// - Returns: who it is.
  /// - Throws: `Problem` `.unauthorized` without a token that is good, `.forbidden` when its role hasn't the right.
  func admit(_ request: Request, _ visit: Visit, for right: Right) async throws -> Caller {
    guard let header = request.headers[.authorization] else { throw Problem.unauthorized }
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer", let text = TokenText(parts[1].filter { $0 != " " }) else { throw Problem.unauthorized }
    let kept: KeptToken?
    do throws(LedgerError) { kept = try await tokens.readToken(text.id) } catch { throw Problem(error) }
    guard let kept, text.opens(kept) else { throw Problem.unauthorized }
    guard Right.of(kept.token.role).contains(right) else { throw Problem.forbidden(right, kept.token.role) }
    visit.logger.debug("let in", metadata: ["token": .string(kept.token.id), "right": .string(right.rawValue)])
    return Caller(id: "token:\(kept.token.id)", name: kept.token.name, role: kept.token.role)
  }
}
