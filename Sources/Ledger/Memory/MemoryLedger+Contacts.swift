public import Casework
public import Playbook

extension MemoryLedger {
  public func reserveContact(_ request: ContactRequest, at now: Instant) -> ContactVerdict {
    let verdict = request.verdict(among: contents.contacts.rows(of: request.person), at: now)
    if verdict == .go, contents.contacts.rows[request.key]?.outAt == nil { contents.contacts.rows[request.key]?.outAt = now }
    return verdict
  }

  public func listContacts(_ filter: ContactFilter) -> [ContactRow] {
    let found = contents.contacts.rows.values.filter(filter.matches)
    return Array(found.sorted { ($0.plannedAt, $0.key) > ($1.plannedAt, $1.key) }.prefix(max(filter.limit, 0)))
  }

  public func latestConsent(of person: PersonID, to scope: String, about subject: String) -> ConsentRow? {
    contents.contacts.consents.values.joined().filter { $0.person == person && $0.scope == scope && $0.subject == subject }
      .max { ($0.at, $0.caseID, $0.sequence) < ($1.at, $1.caseID, $1.sequence) }
  }
}
