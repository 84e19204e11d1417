import HTTPTypes
import Hummingbird
import Ledger
import Logging

/// Lets in who may come in: programs by `Authorization: Bearer gdn_…` or a JWT, people by the cookie of their session, parties by that of a link.
struct Doorkeeper: Sendable {
  let tokens: any AccessLedger
  let people: LogIn
  /// Nil where no JWT is taken.
  var programs: ProgramTokens?
  /// Nil where nobody comes by a link.
  var visitors: LinkVisitors?

  /// What may be done with a password that somebody else made: look who one is, change it, go.
  private static let beforeChange: Set<String> = ["GET /v1/sessions/current", "DELETE /v1/sessions/current", "PUT /v1/accounts/me/password"]

  /// - Parameter right: what whoever asks must be allowed; nil lets in whoever is known.
  /// - Returns: who it is.
  /// - Throws: `Problem` `.unauthorized` without a token or session that is good, `.forbidden` when the role hasn't the right or no page of ours has asked,
  ///   `.passwordChangeNeeded`.
  func admit(_ request: Request, _ visit: Visit, for right: Right? = nil) async throws -> Caller {
    let caller: Caller
    if let header = request.headers[.authorization] {
      caller = try await program(header, visit)
    } else if let party = try await party(request, for: right) {
      caller = party
    } else {
      caller = try await person(request)
    }
    if let right { try caller.mustHave(right) }
    visit.logger.debug("let in", metadata: ["caller": .string(caller.id), "right": .string(right?.rawValue ?? "")])
    return caller
  }

  private func program(_ header: String, _ visit: Visit) async throws -> Caller {
    let parts = header.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw Problem.unauthorized }
    let credential = parts[1].filter { $0 != " " }
    guard let text = TokenText(credential) else { return try await bearer(credential, visit) }
    let kept: KeptToken?
    do throws(LedgerError) { kept = try await tokens.readToken(text.id) } catch { throw Problem(error) }
    guard let kept, text.opens(kept) else { throw Problem.unauthorized }
    return Caller(id: "token:\(kept.token.id)", name: kept.token.name, role: kept.token.role)
  }

  /// Who sends a JWT. Why one isn't taken is for the log alone: it would help whoever tries.
  private func bearer(_ credential: String, _ visit: Visit) async throws(Problem) -> Caller {
    guard let programs else { throw .unauthorized }
    do throws(JWTFault) { return try await programs.caller(credential) } catch {
      visit.logger.debug("a JWT isn't taken", metadata: ["reason": "\(error)"])
      throw .unauthorized
    }
  }

  /// Who has come by a link; nil when nobody has, or is meant. A browser that has a session too is meant by it, but where only parties may be.
  private func party(_ request: Request, for right: Right?) async throws -> Caller? {
    guard let visitors, let cookie = PartyCookie(request), right == .seeOwn || SessionSecret(request) == nil || cookie.isMeant(request) else { return nil }
    guard let visitor = try await Problem.telling({ try await visitors.visitor(cookie) }) else {
      if SessionSecret(request) != nil, right != .seeOwn { return nil }
      throw Problem.linkOver
    }
    guard request.method == .get || request.method == .head || cookie.isMeant(request) else { throw Problem.notMeant }
    return visitor.caller
  }

  private func person(_ request: Request) async throws -> Caller {
    guard SessionSecret(request) != nil else { throw Problem.unauthorized }
    guard let entered = try await Problem.telling({ try await people.visitor(request) }) else { throw Problem.sessionOver }
    // The browser sends the cookie whoever made it ask; only our own pages know the token.
    guard request.method == .get || request.method == .head || entered.secret.isMeant(request) else { throw Problem.notMeant }
    let account = entered.account.account
    guard !account.mustChangePassword || Self.beforeChange.contains("\(request.method.rawValue) \(request.uri.path)") else {
      throw Problem.passwordChangeNeeded
    }
    return Caller(id: "account:\(account.id)", name: account.name, role: account.role)
  }
}
