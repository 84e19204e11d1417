public import Casework
import Ledger
public import Playbook

/// Everything that is kept of one person, to be handed out: unmasked, and without what is others'.
public struct PersonExport: Encodable, Sendable {
  /// A case that they are a party of.
  public struct OneCase: Encodable, Sendable {
    /// What is known: theirs, and what is nobody's in particular.
    public struct Known: Encodable, Sendable {
      let fact: String
      let name: String
      /// As people read it; left out where it is known that nobody knows.
      let value: String?
      let source: String
      let at: String
    }

    /// What they wrote, and what was written or said to them; links that let somebody in are masked, for whoever hands it out.
    public struct Message: Encodable, Sendable {
      let at: String
      let from: String?
      let to: String?
      let channel: String?
      let text: String
    }

    /// What somebody owed.
    public struct Promised: Encodable, Sendable {
      let text: String
      let owner: String?
      let due: String
      /// `open`, `kept` or `broken`.
      let state: String
    }

    /// Money, points or coupons that moved.
    public struct Money: Encodable, Sendable {
      struct Line: Encodable {
        let account: String
        let amount: Int64
      }

      let at: String
      let kind: String
      let unit: String
      let lines: [Line]
    }

    /// A file of theirs; the file itself is handed out by `GET /v1/cases/…/evidence`.
    public struct File: Encodable, Sendable {
      let id: String
      let kind: String
      let name: String
      let type: String
      let bytes: Int64
      let sha256: String
      let note: String?
      let attributes: [String: String]
      let at: String
    }

    public let id: String
    let playbook: String
    let title: String
    let version: String
    let subject: String
    let channel: String
    let phase: String
    let openedAt: String
    let parties: [String]
    let facts: [Known]
    let messages: [Message]
    let promises: [Promised]
    let money: [Money]
    let evidence: [File]
  }

  /// A time that they were reached for, or got in touch.
  public struct Contact: Encodable, Sendable {
    let `case`: String
    let at: String
    let direction: String
    let channel: String
    let purpose: String
    let outcome: String?
  }

  public let person: String
  public let madeAt: String
  public let cases: [OneCase]
  let contacts: [Contact]
}

extension PersonCases {
  /// - Returns: nil when nothing is known of them. Cases that were taken out into an archive aren't in it.
  public func export(_ person: PersonID, language: Language) async throws(DeskError) -> PersonExport? {
    let found = try await find(person, language: language)
    let contacts: [ContactRow]
    do throws(LedgerError) { contacts = try await desk.ledger.listContacts(ContactFilter(person: person, limit: .max)) } catch {
      throw .ledger(error)
    }
    guard !found.isEmpty || !contacts.isEmpty else { return nil }
    return PersonExport(
      person: person.text, madeAt: desk.clock.now().archiveText, cases: found.map { PersonExport.OneCase($0, language) },
      contacts: contacts.map(PersonExport.Contact.init))
  }
}

extension PersonExport.Contact {
  fileprivate init(_ row: ContactRow) {
    self.init(
      case: row.caseID.text, at: row.plannedAt.archiveText, direction: row.direction.rawValue, channel: row.channel.rawValue, purpose: row.purpose,
      outcome: row.outcome)
  }
}

extension PersonExport.OneCase {
  fileprivate init(_ found: PersonCases.Found, _ language: Language) {
    let (state, plan) = (found.file.state, found.file.plan)
    self.init(
      id: state.id.text, playbook: state.playbook, title: plan.title, version: state.version, subject: state.subject, channel: state.channel.rawValue,
      phase: state.phase.rawValue, openedAt: state.openedAt.archiveText, parties: found.parties.sorted(), facts: Self.facts(found, language),
      messages: found.file.events.compactMap { Message($0, found) }, promises: Self.promises(found.file.events),
      money: found.file.events.compactMap(Money.init), evidence: found.file.events.compactMap { File($0, found) })
  }

  private static func facts(_ found: PersonCases.Found, _ language: Language) -> [Known] {
    let (state, plan) = (found.file.state, found.file.plan)
    return state.facts.sorted { $0.key < $1.key }.compactMap { id, known in
      guard !found.fields.isPersonal(id) || found.parties.contains(found.fields.owner(of: id)) else { return nil }
      let value = known.value.map { plan.fact(id)?.words(for: $0, in: language, zone: plan.zone) ?? "\($0)" }
      return Known(fact: id, name: plan.fact(id)?.name ?? id, value: value, source: known.source, at: known.at.archiveText)
    }
  }

  private static func promises(_ events: [Event]) -> [Promised] {
    var ends: [PromiseID: Bool] = [:]
    for event in events { if case .promiseSettled(let settled) = event.kind { ends[settled.promise] = settled.wasKept } }
    return events.compactMap { event in
      guard case .promised(let promise) = event.kind else { return nil }
      let state = ends[promise.id].map { $0 ? RegisterEntry.State.kept : RegisterEntry.State.broken } ?? RegisterEntry.State.open
      return Promised(text: promise.text, owner: promise.owner, due: promise.due.archiveText, state: state)
    }
  }
}

extension PersonExport.OneCase.Message {
  /// Notes of the desk are nobody's; what an attempt to reach them said is a message too.
  fileprivate init?(_ event: Event, _ found: PersonCases.Found) {
    switch event.kind {
    case .wrote(let wrote):
      let message = wrote.message
      guard let party = message.from ?? message.to, found.parties.contains(party) else { return nil }
      self.init(at: event.at.archiveText, from: message.from, to: message.to, channel: message.channel?.rawValue, text: LinkTokens.masked(message.text))
    // What a person wrote to a party stands in the event before.
    case .effectPlanned(let effect) where !effect.isMessage:
      guard let party = effect.party, found.parties.contains(party), let text = effect.text else { return nil }
      self.init(at: event.at.archiveText, from: nil, to: party, channel: effect.channel?.rawValue, text: LinkTokens.masked(text))
    default: return nil
    }
  }
}

extension PersonExport.OneCase.Money {
  fileprivate init?(_ event: Event) {
    guard case .posted(let posted) = event.kind else { return nil }
    self.init(
      at: event.at.archiveText, kind: posted.kind.rawValue, unit: posted.unit.rawValue,
      lines: posted.lines.map { Line(account: $0.account, amount: $0.amount) })
  }
}

extension PersonExport.OneCase.File {
  fileprivate init?(_ event: Event, _ found: PersonCases.Found) {
    guard case .evidenceAdded(let added) = event.kind, found.isTheirs(added.evidence.party) else { return nil }
    let evidence = added.evidence
    self.init(
      id: evidence.id, kind: evidence.kind, name: evidence.name, type: evidence.type, bytes: evidence.bytes, sha256: evidence.sha256, note: evidence.note,
      attributes: evidence.attributes, at: event.at.archiveText)
  }
}
