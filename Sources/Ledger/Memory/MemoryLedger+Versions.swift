public import Casework
import Playbook

extension MemoryLedger: VersionLedger {
  public func putProposal(_ proposal: Proposal) {
    guard !versions.proposals.contains(where: { $0.version == proposal.version }) else { return }
    versions.proposals.append(proposal)
  }

  public func readProposal(version: String) -> Proposal? { versions.proposals.first { $0.version == version } }

  public func listProposals(of playbook: String?) -> [Proposal] {
    versions.proposals.reversed().filter { playbook == nil || $0.playbook == playbook }.map { proposal in
      Proposal(
        version: proposal.version, playbook: proposal.playbook, title: proposal.title, planDigest: proposal.planDigest, author: proposal.author,
        at: proposal.at, sources: [])
    }
  }

  public func countWaitingProposals(of playbook: String) -> Int {
    let published = versions.publications.filter { $0.playbook == playbook }
    let begin = published.map(\.at).max()
    let waiting = versions.proposals.filter { proposal in
      guard proposal.playbook == playbook else { return false }
      if let begin, proposal.at < begin { return false }
      if published.contains(where: { $0.version == proposal.version }) { return false }
      return !versions.approvals.contains { $0.version == proposal.version && $0.approver != proposal.author }
    }
    return waiting.count
  }

  public func putApproval(_ approval: Approval) {
    guard !versions.approvals.contains(where: { $0.version == approval.version && $0.approver == approval.approver }) else { return }
    versions.approvals.append(approval)
  }

  public func listApprovals(of version: String) -> [Approval] { versions.approvals.filter { $0.version == version } }

  public func putPublication(_ publication: Publication) -> Int {
    let number = versions.publications.count + 1
    versions.publications.append(
      Publication(
        number: number, playbook: publication.playbook, version: publication.version, former: publication.former, publisher: publication.publisher,
        at: publication.at, undoes: publication.undoes))
    return number
  }

  public func listPublications(of playbook: String) -> [Publication] { versions.publications.reversed().filter { $0.playbook == playbook } }

  public func listVersions(of playbook: String) -> [PublishedPlaybook] {
    let found = contents.shelf.values.filter { $0.id == playbook }.sorted { ($0.publishedAt, $0.version) > ($1.publishedAt, $1.version) }
    return found.map { PublishedPlaybook(id: $0.id, version: $0.version, title: $0.title, publishedAt: $0.publishedAt, sources: []) }
  }

  public func putPlanDigest(_ digest: String, of version: String) { if versions.planDigests[version] == nil { versions.planDigests[version] = digest } }

  public func planDigest(of version: String) -> String? { versions.planDigests[version] }

  public func openCases(of playbook: String, after id: CaseID?, limit: Int) -> [Case] {
    let open = contents.rows.values.map(\.state).filter { $0.playbook == playbook && $0.phase != .closed && isBehind($0.id, id) }
    return Array(open.sorted { $0.id < $1.id }.prefix(max(limit, 0)))
  }

  public func countOpenCases(of playbook: String) -> [String: Int] {
    contents.rows.values.map(\.state).filter { $0.playbook == playbook && $0.phase != .closed }.reduce(into: [:]) { $0[$1.version, default: 0] += 1 }
  }

  public func countOpenCases() -> [String: Int] {
    contents.rows.values.lazy.map(\.state).filter { $0.phase != .closed }.reduce(into: [:]) { $0[$1.playbook, default: 0] += 1 }
  }
}

private func isBehind(_ id: CaseID, _ first: CaseID?) -> Bool { first.map { $0 < id } ?? true }
