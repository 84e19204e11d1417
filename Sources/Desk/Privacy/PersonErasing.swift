public import Casework
public import Ledger
import Playbook

extension PersonCases {
  /// What became of an erasure.
  public enum Erased: Sendable {
    /// The cases that are here, and the digests of files that no case needs any more: whoever keeps files removes them.
    case done(cases: [CaseID], files: Set<String>)
    /// Nothing happened: these cases aren't closed.
    case open([CaseID])
    /// Nothing is known of them.
    case nobody
  }

  /// Destroys what is kept of somebody: their facts, what they wrote and what was written to them. What was done, decided and paid stays.
  ///
  /// - Parameters:
  ///   - reason: goes into the audit.
  ///   - who: whoever wants it, for the audit.
  ///   - search: finds the cases' other words again.
  /// - Throws: `DeskError.ledger`. Doing it again goes on where it stopped.
  public func erase(_ person: PersonID, reason: String, by who: String, search: SearchIndexer?) async throws(DeskError) -> Erased {
    let found = try await find(person)
    let now = desk.clock.now()
    do throws(LedgerError) {
      let isSealed = try await !store.casesSealed(for: person).isEmpty
      let wasErased = try await store.listErasures().contains { $0.person == person }
      guard !found.isEmpty || isSealed || wasErased else { return .nobody }
      let erasure = Erasure(person: person, parts: parts(found), at: now)
      let outcome = try await store.erase(erasure) { cases in
        [AuditNote(at: now, who: who, what: .erased, about: "person:\(person)", detail: "\(cases) cases: \(reason)")]
      }
      if case .open(let ids) = outcome { return .open(ids) }
    } catch { throw .ledger(error) }
    let cases = found.map(\.file.state.id)
    try await search?.readAgain(cases)
    return .done(cases: cases.sorted(), files: try await files(found, cases))
  }

  /// Does erasures again in a ledger that was put back from a backup which doesn't know of them.
  /// - Parameter who: whoever put it back, for the audit.
  public func erase(again notes: [ErasureNote], by who: String) async throws(DeskError) {
    for note in notes {
      let erasure = Erasure(person: note.person, parts: parts(try await find(note.person)), at: note.at, isRepeated: true)
      let now = desk.clock.now()
      do throws(LedgerError) {
        _ = try await store.erase(erasure) { cases in
          [AuditNote(at: now, who: who, what: .erased, about: "person:\(note.person)", detail: "\(cases) cases: again, behind a restore")]
        }
      } catch { throw .ledger(error) }
    }
  }

  private func parts(_ found: [Found]) -> [Erasure.Part] {
    found.map { Erasure.Part(caseID: $0.file.state.id, parties: $0.parties, fields: $0.fields) }
  }

  /// Of their evidence, what neither anybody else in these cases nor any other case has.
  private func files(_ found: [Found], _ cases: [CaseID]) async throws(DeskError) -> Set<String> {
    var (theirs, others): (Set<String>, Set<String>) = ([], [])
    for one in found {
      for event in one.file.events {
        guard case .evidenceAdded(let added) = event.kind else { continue }
        let digests = added.evidence.parts.map(\.kept)
        if one.isTheirs(added.evidence.party) { theirs.formUnion(digests) } else { others.formUnion(digests) }
      }
    }
    theirs.subtract(others)
    guard !theirs.isEmpty else { return [] }
    do throws(LedgerError) { return theirs.subtracting(try await store.digests(theirs, namedBesides: Set(cases))) } catch { throw .ledger(error) }
  }
}
