import Casework
import Desk
import Ledger
import Playbook

/// Who looks into registers: the desk, which sees all, or a party, which sees what playbooks show it, in its own cases.
struct Onlooker: Sendable {
  /// Which party it is; nil for the desk.
  let role: Party.ID?
  /// Who that is over all cases; nil for the desk, and where nobody knows: then a link says in which case they are that party.
  let person: PersonID?
  /// The one case that whoever has come by a link sees.
  let onlyCase: CaseID?

  /// - Throws: `Problem` `.forbidden` for whoever is neither.
  init(_ caller: Caller) throws(Problem) {
    if caller.isParty, caller.person != nil || caller.onlyCase != nil {
      // A party is called the same everywhere.
      role = caller.role.rawValue
      person = caller.person
      onlyCase = caller.onlyCase
    } else {
      try caller.mustHave(.seeCases)
      role = nil
      person = nil
      onlyCase = nil
    }
  }

  var isParty: Bool { role != nil }

  /// As lists ask for it; nil too where nobody knows who the party is.
  var party: RegisterParty? { role.flatMap { role in person.map { RegisterParty(role, $0) } } }

  func sees(_ visibleTo: [Party.ID]?) -> Bool { role.map { visibleTo?.contains($0) ?? false } ?? true }

  /// Of the registers that are always there a party sees what it was asked to do.
  func sees(_ register: BuiltInRegister) -> Bool { !isParty || register == .errands }

  func sees(_ entry: RegisterEntry, of state: Case) -> Bool {
    guard let role else { return true }
    guard state.persons[role] == person, onlyCase.map({ $0 == state.id }) ?? true else { return false }
    switch entry.content {
    case .declared(let register): return sees(register.visibleTo)
    case .errand: return entry.party == role
    case .promise, .ruling, .posting, .incident, .followUp, .party, .remark, .question: return false
    }
  }

  /// The desk brings what any party says; a party speaks for itself.
  func speaks(for party: Party.ID) -> Bool { role.map { $0 == party } ?? true }

  /// A party isn't told who at the desk said something.
  func name(ofSource source: String, _ plan: Plan) -> String {
    guard isParty, plan.party(source) == nil, source != OrderMapping.source, source != KnownFact.conclusion else { return source }
    return "desk"
  }

  /// The events that a party is told of: what was said between the parties and to them, what they answered, and what the register shows. Nil for all.
  func events(of entry: RegisterEntry, in file: CaseFile) -> Set<Int>? {
    guard isParty else { return nil }
    guard case .declared(let register) = entry.content else { return [entry.opened, entry.ended ?? entry.opened] }
    // Whoever is the party now isn't told what was said between the desk and whoever was it before.
    let beginning = role.map { OwnCase.beginning(of: $0, in: file.events) } ?? 0
    func isAnothers(_ event: Event, _ ends: [Party.ID?]) -> Bool { event.sequence <= beginning && ends.contains(role) }
    let shown = Set(register.shows + [register.state, register.due].compactMap(\.self))
    func isTold(_ event: Event) -> Bool {
      switch event.kind {
      case .factLearned(let learned): shown.contains(learned.fact)
      case .concluded(let concluded): concluded.settings.contains { shown.contains($0.fact) }
      case .wrote(let wrote):
        [wrote.message.from, wrote.message.to].contains { $0.map(register.visibleTo.contains) ?? false }
          && !isAnothers(event, [wrote.message.from, wrote.message.to])
      case .effectPlanned(let effect): (effect.party.map(register.visibleTo.contains) ?? false) && !isAnothers(event, [effect.party])
      case .happened, .procedureEntered, .procedureLeft: true
      default: false
      }
    }
    return Set(file.events.filter(isTold).map(\.sequence))
  }
}
