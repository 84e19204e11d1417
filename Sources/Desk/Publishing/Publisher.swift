import Casework
public import Ledger
public import Playbook

/// Brings a version from its author to the cases: proposed by one, approved by another, published, and taken back.
///
/// Names are as they are given: who may say them is for whoever lets people in.
public struct Publisher: Sendable {
  public let desk: Desk
  let ledger: any Ledger & VersionLedger

  /// - Parameter ledger: the desk's.
  public init(desk: Desk, ledger: any Ledger & VersionLedger) {
    self.desk = desk
    self.ledger = ledger
  }

  // MARK: proposing and approving

  /// Keeps a version for others to look at. It isn't published by that.
  /// - Returns: the proposal; the first one when the same text was proposed before.
  public func propose(_ sources: [SourceText], by author: String) async throws(PublishError) -> Proposal {
    let author = try name(author)
    let compilation = PlaybookShelf.compiled(sources)
    guard !compilation.hasErrors else { throw .shelf(.rejected(compilation.diagnostics)) }
    let plan = compilation.plan
    let proposal = Proposal(
      version: plan.version, playbook: plan.id, title: plan.title, planDigest: plan.makeDigest(), author: author, at: desk.clock.now(), sources: sources)
    return try await record { () throws(LedgerError) in
      try await ledger.putProposal(proposal)
      return try await ledger.readProposal(version: plan.version) ?? proposal
    }
  }

  /// - Parameter version: the first characters of a proposed version.
  public func approve(_ version: String, by approver: String) async throws(PublishError) -> (Proposal, Approval) {
    let approver = try name(approver)
    let proposal = try await proposal(version)
    guard !isSame(approver, proposal.author) else { throw .ownProposal(author: proposal.author) }
    let digest = PlaybookShelf.compiled(proposal.sources).plan.makeDigest()
    let approval = Approval(version: proposal.version, planDigest: digest, approver: approver, at: desk.clock.now())
    try await record { () throws(LedgerError) in try await ledger.putApproval(approval) }
    return (proposal, approval)
  }

  /// The proposal whose version begins with these characters.
  public func proposal(_ version: String) async throws(PublishError) -> Proposal {
    let all = try await record { () throws(LedgerError) in try await ledger.listProposals(of: nil) }
    let found = all.filter { $0.version.hasPrefix(version.lowercased()) }
    guard !version.isEmpty, let first = found.first else { throw .unknownVersion(version) }
    guard found.count == 1 else { throw .ambiguousVersion(version, found.map(\.version)) }
    let whole = try await record { () throws(LedgerError) in try await ledger.readProposal(version: first.version) }
    guard let whole else { throw .unknownVersion(version) }
    return whole
  }

  /// The sources of an approved version, understood as they were when they were approved.
  public func approvedSources(_ version: String) async throws(PublishError) -> [SourceText] {
    let proposal = try await proposal(version)
    let approvals = try await record { () throws(LedgerError) in try await ledger.listApprovals(of: proposal.version) }
    let others = approvals.filter { !isSame($0.approver, proposal.author) }
    guard !others.isEmpty else { throw .notApproved(version: proposal.version) }
    let digest = PlaybookShelf.compiled(proposal.sources).plan.makeDigest()
    guard others.contains(where: { $0.planDigest == digest }) else { throw .approvedOtherwise(version: proposal.version) }
    return proposal.sources
  }

  /// Makes sure that a document may be published as it is: where versions of a playbook are proposed, only approved ones are published.
  public func admit(_ plan: Plan) async throws(PublishError) {
    let proposals = try await record { () throws(LedgerError) in try await ledger.listProposals(of: plan.id) }
    guard !proposals.isEmpty else { return }
    guard proposals.contains(where: { $0.version == plan.version }) else { throw .notProposed(playbook: plan.id) }
    _ = try await approvedSources(plan.version)
  }

  // MARK: small things

  func name(_ given: String) throws(PublishError) -> String {
    let name = given.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !name.isEmpty else { throw .nameless }
    return name
  }

  private func isSame(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }

  func record<Answer: Sendable>(_ work: () async throws(LedgerError) -> Answer) async throws(PublishError) -> Answer {
    do throws(LedgerError) { return try await work() } catch { throw .ledger(error) }
  }
}
