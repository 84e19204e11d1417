import Casework
import Crypto
import Hummingbird
import Ledger
import Playbook

/// Who comes in by a link, as things stand now.
struct LinkVisitors: Sendable {
  let links: PartyLinks
  /// Knows who is who in a case.
  let record: any Ledger

  /// Somebody who has come in.
  struct Visitor: Sendable {
    let cookie: PartyCookie
    let link: PartyLink
    let caller: Caller
  }

  /// Whoever the request's cookie lets in; nil without one that is good.
  /// - Throws: `LedgerError`.
  func visitor(_ request: Request) async throws -> Visitor? {
    guard let cookie = PartyCookie(request) else { return nil }
    return try await visitor(cookie)
  }

  /// A link is for whoever the party was when it was made: when another one is, or its case's links were taken back, or the case is gone, it lets nobody in.
  /// - Throws: `LedgerError`.
  func visitor(_ cookie: PartyCookie) async throws -> Visitor? {
    guard let link = try await links.link(cookie.token) else { return nil }
    switch link.place {
    case .ofCase(let id, let generation):
      guard try await links.store.linkGeneration(of: id) == generation, let state = try await record.readCase(id),
        state.persons[link.role.rawValue] == link.person
      else { return nil }
      return Visitor(cookie: cookie, link: link, caller: caller(link, "\(id)", person: link.person, bound: .ofCase(id)))
    case .registration(let playbook):
      // The person is whoever registers, and sees no case by it.
      let bound = Caller.Bound.registration(playbook: playbook, person: link.person)
      // Where nobody says who that is, each link is a caller of its own: what one of them sends is nothing that another has sent.
      let place = link.person == nil ? "register:\(playbook)\n\(cookie.signedPart)" : "register:\(playbook)"
      return Visitor(cookie: cookie, link: link, caller: caller(link, place, person: nil, bound: bound))
    }
  }

  private func caller(_ link: PartyLink, _ place: String, person: PersonID?, bound: Caller.Bound) -> Caller {
    // Names may hold anything, and ids of callers are joined with others by colons.
    let mark = Hexadecimal.text(Array(SHA256.hash(data: Array("\(place)\n\(link.person?.text ?? "")".utf8))).prefix(8))
    return Caller(id: "link:\(link.role.rawValue):\(mark)", name: link.person?.text ?? link.role.rawValue, role: link.role, person: person, bound: bound)
  }
}
