public import Casework

extension MemoryLedger: LinkLedger {
  public func linkKey(orKeep made: [UInt8]) -> [UInt8] {
    let key = links.key ?? made
    links.key = key
    return key
  }

  public func linkGeneration(of id: CaseID) -> Int { links.generations[id, default: 0] }

  public func revokeLinks(of id: CaseID, noting notes: [AuditNote]) {
    links.generations[id, default: 0] += 1
    _ = appendAudit(notes)
  }
}

/// What links for parties are made with.
struct MemoryLinks {
  var key: [UInt8]?
  var generations: [CaseID: Int] = [:]
}
