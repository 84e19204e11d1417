import Casework
public import Ledger
import Playbook

/// Finds what is kept of one person, over all cases.
public struct PersonCases: Sendable {
  private static let pageSize = 500

  let desk: Desk
  let store: any PrivacyLedger
  private let registers: RegisterKeeper

  /// - Parameter store: where keys are; as a rule the desk's own ledger.
  public init(desk: Desk, registers: RegisterKeeper, store: any PrivacyLedger) {
    self.desk = desk
    self.registers = registers
    self.store = store
  }

  /// A case, and what the person is in it.
  struct Found: Sendable {
    let file: CaseFile
    let parties: Set<Party.ID>
    let fields: PersonalFields

    /// Whether it is theirs, where nothing says whose it is.
    var isCustomer: Bool { parties.contains(fields.customer) }

    func isTheirs(_ party: Party.ID?) -> Bool { party.map { parties.contains($0) } ?? isCustomer }
  }

  /// The cases that are here, the newest first. Those that were taken out into an archive aren't.
  ///
  /// Somebody whom no platform has named is known by the subject and the party, as in the register of contacts: `A-1001/customer`.
  func find(_ person: PersonID, language: Language = .chinese) async throws(DeskError) -> [Found] {
    var ids = try await named(person)
    do throws(LedgerError) { ids.formUnion(try await store.casesSealed(for: person)) } catch { throw .ledger(error) }
    ids.formUnion(try await unnamed(person))
    var found: [Found] = []
    for id in ids {
      let file: CaseFile
      do throws(DeskError) { file = try await CaseFile(id, in: desk.ledger, shelf: desk.shelf, language: language) } catch {
        if case .refused(.noSuchCase) = error { continue }
        throw error
      }
      let parties = parties(of: person, in: file)
      if !parties.isEmpty { found.append(Found(file: file, parties: parties, fields: PersonalFields(of: file.plan))) }
    }
    return found.sorted { ($0.file.state.id.number, $0.file.state.id) > ($1.file.state.id.number, $1.file.state.id) }
  }

  private func parties(of person: PersonID, in file: CaseFile) -> Set<Party.ID> {
    let named = file.state.persons.filter { $0.value == person }.map { $0.key }
    let unnamed = file.plan.vocabulary.parties.map(\.id).filter { file.state.persons[$0] == nil && file.state.person($0) == person }
    return Set(named + unnamed)
  }

  /// As the register of parties has it.
  private func named(_ person: PersonID) async throws(DeskError) -> Set<CaseID> {
    var filter = RegisterFilter(register: BuiltInRegister.parties.rawValue, limit: Self.pageSize)
    filter.person = person
    var ids: Set<CaseID> = []
    while true {
      let rows = try await registers.list(filter)
      ids.formUnion(rows.map(\.caseID))
      guard rows.count == Self.pageSize, let last = rows.last else { return ids }
      filter.before = last.place
    }
  }

  private func unnamed(_ person: PersonID) async throws(DeskError) -> Set<CaseID> {
    guard let slash = person.text.lastIndex(of: "/") else { return [] }
    let filter = CaseFilter(subject: String(person.text[..<slash]), limit: .max)
    do throws(LedgerError) { return Set(try await desk.ledger.listCases(filter).map(\.id)) } catch { throw .ledger(error) }
  }
}
