import Casework
import Crypto
import Desk
import Ledger
import Playbook

/// Opens the cases of a registration that was found to be in order. Every signal's name is made of the registration's: sent again, it goes on where it was.
struct RegistrationOpening: Sendable {
  let desk: Desk
  let plan: Plan
  let form: IntakeForm
  let caller: Caller
  let registration: Registration
  let standing: OrderStanding
  let mapping: OrderMapping
  /// Of the request: the gravest problem's opening.
  let name: SignalID
  /// Whether the open case about the order was registered with another telephone number, and nobody knows who registers now.
  let isAnothers: Bool

  /// A case that was opened or joined.
  struct Opened: Sendable {
    let opening: Opening
    let receipt: Receipt

    var isNew: Bool { receipt.isNew }
  }

  /// What the first case is about.
  ///
  /// An order that isn't theirs isn't the subject: nobody joins somebody else's case by naming a number.
  var subject: String {
    switch standing {
    case .none: return OrderSubject.withoutOrder(short(name.text))
    case .unsettled where isAnothers: return OrderSubject.unverified(registration.order ?? "", short(name.text))
    case .theirs, .unsettled: return registration.order ?? ""
    case .unknown where form.check == nil: return registration.order ?? ""
    case .unknown, .another:
      let person = (form.order?.party).flatMap { registration.persons[$0] }
      return OrderSubject.unverified(registration.order ?? "", short(person.map { "person \($0.text)" } ?? name.text))
    }
  }

  /// - Parameter repeats: how often the same person has registered before; nil where nobody knows.
  /// - Throws: `Problem`; what was done by then stays, and sending the same again does the rest.
  func open(_ repeats: Int?) async throws -> [Opened] {
    var all: [Opened] = []
    for (index, trouble) in registration.problems.enumerated() {
      let opening = try await opening(trouble, index, repeats)
      let id = index == 0 ? name : SignalID("\(name.text):problem:\(index + 1)")
      let receipt: Receipt
      do throws(DeskError) { receipt = try await desk.open(opening, id: id, sender: caller.sender) } catch { throw Problem(error, plan) }
      if receipt.wasAlreadyReceived { try await refuseAnother(opening, id, receipt.caseID) }
      all.append(Opened(opening: opening, receipt: receipt))
      if let first = all.first, index > 0 { try await link(receipt.caseID, to: first.receipt.caseID, index + 1) }
    }
    return all
  }

  private func opening(_ trouble: Registration.Trouble, _ index: Int, _ repeats: Int?) async throws -> Opening {
    var facts = registration.shared + trouble.facts
    /// What somebody has said already stays as it was said.
    func tell(_ reports: [FactReport]) {
      let known = Set(facts.map(\.fact))
      facts += reports.filter { !known.contains($0.fact) }
    }
    tell(checked)
    if let fact = form.repeats?.fact, let repeats { tell([FactReport(fact: fact, value: .number(Double(repeats)), source: OrderMapping.source)]) }
    if let file = standing.file { tell(mapping.reports(of: file.order, for: plan, isOverdue: !file.marks.isEmpty)) }
    return Opening(
      playbook: plan.id, version: plan.version, subject: try await free(index == 0 ? subject : OrderSubject.further(index + 1, of: subject), trouble),
      channel: registration.channel, facts: facts,
      persons: registration.persons)
  }

  /// An open case about another matter isn't told that it was this one all along: this one gets a case of its own (T-09).
  private func free(_ subject: String, _ trouble: Registration.Trouble) async throws -> String {
    guard let fact = form.classes?.fact, case .choice(let kind)? = trouble.facts.last(where: { $0.fact == fact })?.value else { return subject }
    let known = try await Problem.telling {
      guard let id = try await desk.ledger.openCase(playbook: plan.id, subject: subject) else { return Value?.none }
      return try await desk.ledger.readCase(id)?.facts[fact]?.value
    }
    guard let known, known != .choice(kind) else { return subject }
    return OrderSubject.apart(kind, from: subject)
  }

  /// What the procedure's own check of the order would find out.
  private var checked: [FactReport] {
    guard let check = form.check else { return [] }
    let value: Value? =
      switch standing {
      case .none: check.none
      case .theirs: check.matches
      case .unsettled: nil
      case .unknown, .another: check.differs
      }
    return value.map { [FactReport(fact: check.fact, value: $0, source: OrderMapping.source)] } ?? []
  }

  private func link(_ child: CaseID, to parent: CaseID, _ number: Int) async throws {
    guard child != parent else { return }
    for (id, other, relation) in [(child, parent, Linked.Relation.parent), (parent, child, .child)] {
      let signal = Signal(
        id: SignalID("\(name.text):link:\(number):\(relation.rawValue)"), caseID: id, sender: .platform, content: .link(other, relation))
      do throws(DeskError) { _ = try await desk.receive(signal) } catch { throw Problem(error, plan) }
    }
  }

  /// A key that was used for something else says that the client is mistaken. What the desk told by itself may be another thing by now.
  private func refuseAnother(_ opening: Opening, _ id: SignalID, _ caseID: CaseID) async throws {
    let turns = try await Problem.telling { try await desk.ledger.readTurns(of: caseID) }
    guard case .open(let before)? = turns.first(where: { $0.signal?.id == id })?.signal?.content, before.playbook == opening.playbook,
      before.channel == opening.channel, before.persons == opening.persons, told(before) == told(opening), isAboutTheSame(before.subject)
    else { throw Problem.keyReused }
  }

  private func told(_ opening: Opening) -> Set<FactReport> {
    let ours = Set(mapping.facts.values)
    return Set(opening.facts.filter { form.field($0.fact) != nil && !ours.contains($0.fact) && $0.source != ProblemsReading.byWords })
  }

  private func isAboutTheSame(_ subject: String) -> Bool {
    guard let order = registration.order else { return subject.hasPrefix("no-order/") }
    return subject == order || subject.hasPrefix("\(order)/")
  }

  /// Says which it is, and nothing of what it is made of.
  private func short(_ text: String) -> String { Hexadecimal.text(Array(SHA256.hash(data: Array(text.utf8))).prefix(8)) }
}
