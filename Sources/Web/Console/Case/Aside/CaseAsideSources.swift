import Casework
import Desk
import Ledger
import Playbook

/// What the right of a case's page reads besides the case itself.
struct CaseAsideSources: Sendable {
  static let mostCases = 10
  /// Of each person: merchants have a great many.
  static let mostOfPerson = 5

  let desk: Desk
  let orders: OrderWatch
  let registers: RegisterKeeper
  let rights: Set<Right>

  init(desk: Desk, orders: OrderWatch, registers: RegisterKeeper, rights: Set<Right>) {
    self.desk = desk
    self.orders = orders
    self.registers = registers
    self.rights = rights
  }

  /// The order that the case is about; nil where nobody has told of any, or it isn't for the reader.
  func order(of file: CaseFile) async throws -> OrderFile? {
    guard rights.contains(.seeOrders) else { return nil }
    let subject = file.state.subject
    return try await Problem.telling { try await orders.orders.order(of: subject, book: orders.book) }
  }

  /// In the order in which they began.
  func deadlines(of file: CaseFile) async throws -> [CaseDeadline] {
    guard !file.plan.deadlines.isEmpty else { return [] }
    do throws(DeskError) { return try await desk.times(of: file).deadlines } catch { throw Problem(error, nil) }
  }

  /// Other cases about the same order, or the same matter where there is none; the newest first.
  func others(than file: CaseFile, about order: OrderFile?) async throws -> [OtherCase] {
    var filter = CaseFilter(limit: Self.mostCases + 1)
    filter.order = order?.order.id ?? file.state.subject
    let asked = filter
    let found = try await Problem.telling { try await desk.ledger.listCases(asked) }
    return await named(found.filter { $0.id != file.state.id }.prefix(Self.mostCases))
  }

  /// Other cases that whoever this one deals with was in, as far as the record has been read, the newest first. Nobody waits for what has just begun: these are earlier ones.
  ///
  /// - Parameter known: those that are listed already.
  func earlier(of file: CaseFile, except known: Set<CaseID>) async throws -> [CasesOfPerson] {
    var known = known.union([file.state.id])
    var found: [CasesOfPerson] = []
    for party in file.plan.vocabulary.parties {
      guard let person = file.state.persons[party.id] else { continue }
      var filter = RegisterFilter(register: BuiltInRegister.parties.rawValue, limit: known.count + Self.mostOfPerson)
      filter.person = person
      let rows: [RegisterRow]
      do throws(DeskError) { rows = try await registers.listAsItStands(filter) } catch { throw Problem(error, nil) }
      let wanted = Set(rows.map(\.caseID)).subtracting(known)
      guard !wanted.isEmpty else { continue }
      var asked = CaseFilter(limit: Self.mostOfPerson)
      asked.ids = wanted
      let question = asked
      let cases = await named(try await Problem.telling { try await desk.ledger.listCases(question) })
      known.formUnion(cases.map(\.summary.id))
      if !cases.isEmpty { found.append(CasesOfPerson(party: party, person: person, cases: cases)) }
    }
    return found
  }

  private func named(_ found: some Sequence<CaseSummary>) async -> [OtherCase] {
    var others: [OtherCase] = []
    for summary in found {
      let plan = try? await desk.shelf.plan(version: summary.version)
      others.append(OtherCase(summary: summary, playbook: plan?.title ?? summary.playbook))
    }
    return others
  }
}

/// A case beside the one that is shown, and what its playbook is called.
struct OtherCase {
  let summary: CaseSummary
  let playbook: String
}

/// Cases that somebody was in.
struct CasesOfPerson {
  let party: Party
  let person: PersonID
  let cases: [OtherCase]
}
