public import Casework
public import Playbook

extension MemoryLedger: RegisterLedger {
  public func registerPosition() -> Int { registersRead }

  public func keepRegisters(_ entries: [CaseID: [RegisterRow]], from old: Int, to position: Int) -> Bool {
    guard registersRead == old else { return false }
    registersRead = position
    registers.merge(entries) { $1 }
    return true
  }

  public func listRegister(_ filter: RegisterFilter) -> [RegisterRow] {
    let all = registers.values.joined()
    let seen = filter.seenBy.map { one in
      Set(all.filter { $0.register == BuiltInRegister.parties.rawValue && $0.party == one.party && $0.person == one.person }.map(\.caseID))
    }
    let found = all.filter { filter.takes($0) && seen?.contains($0.caseID) ?? true }
    let sorted = filter.isByDue ? found.sorted { $0.urgency < $1.urgency } : found.sorted { $0.place > $1.place }
    return Array(sorted.prefix(filter.limit))
  }

  public func openParties(of register: BuiltInRegister) -> Set<Party.ID> {
    Set(registers.values.joined().lazy.filter { $0.register == register.rawValue && $0.endedAt == nil }.compactMap(\.party))
  }
}

extension RegisterRow {
  fileprivate var urgency: (Instant, CaseID, String) { (due ?? Instant(milliseconds: 0), caseID, id) }
}
