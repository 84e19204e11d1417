/// What a memory ledger holds of versions: the same tables as docs/data.md.
struct MemoryVersions {
  var proposals: [Proposal] = []
  var approvals: [Approval] = []
  var publications: [Publication] = []
  var planDigests: [String: String] = [:]
}
