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
    Array(registers.values.joined().filter(filter.takes).sorted { $0.place > $1.place }.prefix(filter.limit))
  }
}
