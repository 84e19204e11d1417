import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Links for parties at the door: made, taken back and followed.
struct LinkDoor: Sendable {
  let desk: Desk
  let forms: IntakeForms
  let visitors: LinkVisitors
  let audit: any AuditLedger
  /// Whether browsers may send the cookie over TLS only.
  let isSecure: Bool

  private var links: PartyLinks { visitors.links }

  private struct Made: Encodable {
    /// Behind the server's own name.
    let path: String
    let party: String
    let expiresAt: String
  }

  private struct Current: Encodable {
    /// For the header `X-CSRF-Token`.
    let csrf: String
    let party: String
    let `case`: String?
    /// Of a link for registering.
    let playbook: String?
    let expiresAt: String
  }

  // MARK: making

  /// `{"party":"customer","days":7}`: a link to the case for one of its parties. The answer has it, and nothing else.
  func make(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let (state, plan) = try await desk.found(visit)
    let (role, days) = (Self.role(object, plan, caller), Self.days(object))
    try object.end()
    guard let role else { throw Problem.internalError }
    let generation = try await Problem.telling { try await links.store.linkGeneration(of: state.id) }
    let link = PartyLink(
      to: .ofCase(state.id, generation: generation), as: role, person: state.persons[role.rawValue], days: days, at: links.clock())
    return try await answer(link, about: "case:\(state.id)", caller)
  }

  /// Takes back all links to the case that were made so far; taking them back again changes nothing for anybody.
  func revoke(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    try Query.isEmpty(request)
    let (state, _) = try await desk.found(visit)
    let note = AuditNote(at: links.clock(), who: caller.id, what: .linksRevoked, about: "case:\(state.id)")
    try await Problem.telling { try await links.store.revokeLinks(of: state.id, noting: [note]) }
    return Response(status: .noContent)
  }

  /// `{"person":"u-81","days":7}`: a link to the playbook's intake form. Without a person whoever opens it proves a telephone number.
  func makeForRegistering(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let (plan, form) = try await forms.found(visit)
    let (person, days) = (Self.person(object), Self.days(object))
    try object.end()
    let party = form.order?.party ?? Role.customer.rawValue
    guard let role = Role(rawValue: party), PartyLink.roles.contains(role), plan.party(party) != nil else {
      throw Problem(
        kind: .conflict, detail: .init("这份登记表不是给用户、商家或骑手填的。", "The form isn't for customers, merchants or riders to fill in."))
    }
    let link = PartyLink(to: .registration(playbook: plan.id), as: role, person: person, days: days, at: links.clock())
    return try await answer(link, about: "playbook:\(plan.id)", caller)
  }

  private func answer(_ link: PartyLink, about: String, _ caller: Caller) async throws -> Response {
    let token = try await Problem.telling { try await links.token(of: link) }
    let detail = "\(link.role.rawValue), until \(link.expiresAt.rfc3339)"
    let note = AuditNote(at: links.clock(), who: caller.id, what: .linkMade, about: about, detail: detail)
    _ = try await Problem.telling { try await audit.appendAudit([note]) }
    return try JSONBody.answer(
      Made(path: "/p/\(token)", party: link.role.rawValue, expiresAt: link.expiresAt.rfc3339), status: .created)
  }

  // MARK: reading

  private static func role(_ object: JSONObject, _ plan: Plan, _ caller: Caller) -> Role? {
    let word = object.text("party")
    guard !object.hasFault(at: "party") else { return nil }
    do throws(SignalFault) {
      let party = try SignalWords(plan.vocabulary, source: caller.source).party(word)
      if let role = Role(rawValue: party.id), PartyLink.roles.contains(role) { return role }
      object.note("party", .init("链接只给用户、商家和骑手", "links are for customers, merchants and riders"))
    } catch { object.note("party", .init(error)) }
    return nil
  }

  private static func days(_ object: JSONObject) -> Int {
    guard let value = object.value("days") else { return PartyLink.usualDays }
    if case .number(let digits) = value, let days = Int(digits), (1...PartyLink.mostDays).contains(days) { return days }
    object.note("days", .init("1 到 \(PartyLink.mostDays) 的整数", "should be a whole number from 1 to \(PartyLink.mostDays)"))
    return PartyLink.usualDays
  }

  private static func person(_ object: JSONObject) -> PersonID? {
    guard let name = object.optionalText("person", longest: Persons.longestName), !object.hasFault(at: "person") else { return nil }
    guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      object.note("person", .init("1 到 \(Persons.longestName) 个字，写在一行里", "1 to \(Persons.longestName) characters in one line"))
      return nil
    }
    return PersonID(name)
  }

  // MARK: following

  /// Where a link leads that somebody follows.
  struct Followed: Sendable {
    let visitor: LinkVisitors.Visitor
    /// The case that the browser has a good link to, and would lose; nil where it has none, or to the same for the same party.
    let otherCase: CaseID?
  }

  /// `/p/{token}` - Throws: `Problem` for a link that is no good.
  func followed(_ request: Request, _ visit: Visit) async throws -> Followed {
    let cookie = PartyCookie(visit.name("token"))
    guard let visitor = try await Problem.telling({ try await visitors.visitor(cookie) }) else { throw Problem.linkOver }
    let other = try await Problem.telling { try await visitors.visitor(request) }
    return Followed(visitor: visitor, otherCase: other.flatMap { $0.caller.id == visitor.caller.id ? nil : $0.caller.onlyCase })
  }

  /// The browser keeps the link as a cookie and goes on, so that it stands in no address and no history.
  func keep(_ visitor: LinkVisitors.Visitor) -> Response {
    Response(
      status: .seeOther, headers: [.location: "/p", .setCookie: header(visitor.cookie, visitor.link), .referrerPolicy: "no-referrer"])
  }

  /// The cookie that is good for as long as the link.
  func header(_ cookie: PartyCookie, _ link: PartyLink) -> String {
    cookie.header(seconds: (link.expiresAt - links.clock()).seconds, isSecure: isSecure)
  }

  func current(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    guard request.headers[.authorization] == nil, let visitor = try await Problem.telling({ try await visitors.visitor(request) }) else {
      throw Problem.needsLink
    }
    var playbook: String?
    if case .registration(let id) = visitor.link.place { playbook = id }
    return try JSONBody.answer(
      Current(
        csrf: visitor.cookie.csrf, party: visitor.link.role.rawValue, case: visitor.caller.onlyCase?.text, playbook: playbook,
        expiresAt: visitor.link.expiresAt.rfc3339))
  }

  /// The browser forgets the link; it is as good as before elsewhere.
  func leave(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    return Response(status: .noContent, headers: [.setCookie: PartyCookie.none(isSecure: isSecure)])
  }
}
