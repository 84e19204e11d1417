public import Casework

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
    return Array(all.filter { filter.takes($0) && seen?.contains($0.caseID) ?? true }.sorted { $0.place > $1.place }.prefix(filter.limit))
  }
}
