import Casework
import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Whoever has come by a link to register does it here, proves their number, and goes on with a link of the case.
struct OwnRegistrations: Sendable {
  /// How many numbers somebody may send codes to within an hour, by one link.
  static let codesPerHour = 6.0

  let registrations: Registrations
  let links: LinkDoor
  let rates: RegistrationRates

  private var desk: Desk { registrations.forms.desk }

  static func rates() -> RegistrationRates { RegistrationRates(codesPerHour: codesPerHour) }

  private struct Answer: Encodable {
    /// How the order stands to whoever registers: `matches`, `differs`, `unsettled`, `none`.
    let order: String
    let cases: [One]
    /// Where to go on: nil when the case was somebody's before, or its links were taken back.
    let path: String?

    struct One: Encodable {
      let id: String
      let isNew: Bool
    }
  }

  /// The form that the link leads to.
  func form(_ request: Request, _ visit: Visit) async throws -> Response { try await registrations.forms.show(request, try Self.own(visit).visit) }

  /// As `POST /v1/intake-forms/{playbook}/registrations`; who registers is known by the link. With the answer the link becomes one of the first case.
  func register(_ request: Request, _ visit: Visit) async throws -> Response {
    let (visit, person, role) = try Self.own(visit)
    if let wait = rates.registrations.refuses(try visit.someone().id, visit.client, at: .now) { throw Problem.tooManyRequests(waitSeconds: wait) }
    let taken = try await registrations.take(request, visit, by: person.map { [role.rawValue: $0] } ?? [:])
    var headers: HTTPFields = [:]
    var path: String?
    if let first = taken.opened.first, try await isTheirs(first.receipt.caseID, opening: taken.name, person, role),
      let header = try await cookie(of: first, role)
    {
      headers[.setCookie] = header
      path = "/p"
    }
    let isRepeat = taken.opened.allSatisfy(\.receipt.wasAlreadyReceived)
    if isRepeat { headers[.idempotencyReplayed] = "true" }
    return try JSONBody.answer(
      Answer(
        order: taken.standing.word, cases: taken.opened.map { .init(id: $0.receipt.caseID.text, isNew: $0.isNew) }, path: path),
      status: taken.opened.first?.isNew == true ? .created : .ok, headers: headers)
  }

  /// The header with a link of the case; nil where the case was there before and its links were taken back: whoever registers again doesn't undo that.
  private func cookie(of opened: RegistrationOpening.Opened, _ role: Role) async throws -> String? {
    let id = opened.receipt.caseID
    let generation = try await Problem.telling { try await links.visitors.links.store.linkGeneration(of: id) }
    guard opened.isNew || generation == 0 else { return nil }
    let known = try await desk.state(of: id).persons[role.rawValue]
    let link = PartyLink(to: .ofCase(id, generation: generation), as: role, person: known, days: PartyLink.usualDays, at: desk.clock.now())
    let token = try await Problem.telling { try await links.visitors.links.token(of: link) }
    return links.header(PartyCookie(token), link)
  }

  /// Who names the order of an open case joins it, and sees nothing of it: it is theirs when this registration has opened it, or the platform says that it is.
  private func isTheirs(_ id: CaseID, opening: SignalID, _ person: PersonID?, _ role: Role) async throws -> Bool {
    let state = try await desk.state(of: id)
    if let person { return state.persons[role.rawValue] == person }
    let turns = try await Problem.telling { try await desk.ledger.readTurns(of: id) }
    return turns.first?.signal?.id == opening
  }

  // MARK: the number

  func askPhone(_ request: Request, _ visit: Visit) async throws -> Response {
    _ = try Self.own(visit)
    if let wait = rates.codes.refuses(try visit.someone().id, visit.client, at: .now) { throw Problem.tooManyRequests(waitSeconds: wait) }
    return try await registrations.phones.ask(request, visit)
  }

  func provePhone(_ request: Request, _ visit: Visit) async throws -> Response {
    _ = try Self.own(visit)
    return try await registrations.phones.prove(request, visit)
  }

  /// - Throws: `Problem` `.forbidden` for whoever hasn't come by a link to register.
  private static func own(_ visit: Visit) throws(Problem) -> (visit: Visit, person: PersonID?, role: Role) {
    let caller = try visit.someone()
    guard case .registration(let playbook, let person)? = caller.bound else { throw .needsLink }
    var visit = visit
    visit.ownPlaybook = playbook
    return (visit, person, caller.role)
  }
}
