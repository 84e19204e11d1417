import Casework
import Playbook

/// The register, as docs/data.md describes its tables.
struct MemoryContacts {
  var rows: [EffectKey: ContactRow] = [:]
  var consents: [CaseID: [ConsentRow]] = [:]
  private var byPerson: [PersonID: Set<EffectKey>] = [:]

  mutating func take(_ changes: ContactChanges, of id: CaseID) {
    for row in changes.begun {
      rows[row.key] = row
      byPerson[row.person, default: []].insert(row.key)
    }
    for end in changes.ended { rows[end.key]?.end(end) }
    if !changes.consents.isEmpty { consents[id, default: []] += changes.consents }
  }

  func rows(of person: PersonID) -> [ContactRow] { byPerson[person, default: []].compactMap { rows[$0] } }

  mutating func remove(_ id: CaseID) {
    for (key, row) in rows where row.caseID == id {
      rows[key] = nil
      byPerson[row.person]?.remove(key)
    }
    consents[id] = nil
  }

  /// Puts the desk's notes back behind a rebuild.
  mutating func keepNotes(of before: MemoryContacts) {
    for (key, row) in before.rows where rows[key] != nil { rows[key]?.outAt = row.outAt }
  }

  func standing(of id: CaseID) -> (contacts: Set<ContactRow>, consents: Set<ConsentRow>) {
    (Set(rows.values.lazy.filter { $0.caseID == id }.map(\.asTold)), Set(consents[id, default: []]))
  }
}
