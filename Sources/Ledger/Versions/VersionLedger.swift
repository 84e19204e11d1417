public import Casework
public import Playbook

/// The record of how versions of playbooks came to be: who proposed, who approved, who published. Beside the shelf, in the same ledger.
public protocol VersionLedger: Sendable {
  /// Keeps a proposal. The same version again changes nothing.
  func putProposal(_ proposal: Proposal) async throws(LedgerError)
  /// A proposal with its sources. - Parameter version: whole.
  func readProposal(version: String) async throws(LedgerError) -> Proposal?
  /// The newest first, without their sources.
  func listProposals(of playbook: String?) async throws(LedgerError) -> [Proposal]
  /// How many proposals of a playbook nobody but their authors has approved and nobody has published, since a version of it was published last.
  func countWaitingProposals(of playbook: String) async throws(LedgerError) -> Int
  /// Keeps an approval. The same person again changes nothing.
  func putApproval(_ approval: Approval) async throws(LedgerError)
  /// In the order they were given.
  func listApprovals(of version: String) async throws(LedgerError) -> [Approval]
  /// Writes down that a version became the current one. - Returns: the publication's number, from 1.
  func putPublication(_ publication: Publication) async throws(LedgerError) -> Int
  /// The newest first.
  func listPublications(of playbook: String) async throws(LedgerError) -> [Publication]
  /// Every version of a playbook that is on the shelf, the newest first, without its sources.
  func listVersions(of playbook: String) async throws(LedgerError) -> [PublishedPlaybook]

  /// Keeps what a version was understood as. The same version again changes nothing.
  func putPlanDigest(_ digest: String, of version: String) async throws(LedgerError)
  func planDigest(of version: String) async throws(LedgerError) -> String?

  /// Up to `limit` cases of a playbook that aren't closed, by their ids in order, behind `id`.
  func openCases(of playbook: String, after id: CaseID?, limit: Int) async throws(LedgerError) -> [Case]
  /// How many cases that aren't closed are under each version of a playbook.
  func countOpenCases(of playbook: String) async throws(LedgerError) -> [String: Int]
  /// How many cases that aren't closed each playbook has, by playbook; those without any are left out.
  func countOpenCases() async throws(LedgerError) -> [String: Int]
}

/// A version that somebody wants to have published.
public struct Proposal: Hashable, Sendable {
  public let version: String
  public let playbook: String
  public let title: String
  /// What was understood of the texts: the approval is for this.
  public let planDigest: String
  public let author: String
  public let at: Instant
  public let sources: [SourceText]

  public init(version: String, playbook: String, title: String, planDigest: String, author: String, at: Instant, sources: [SourceText]) {
    self.version = version
    self.playbook = playbook
    self.title = title
    self.planDigest = planDigest
    self.author = author
    self.at = at
    self.sources = sources
  }
}

/// Somebody else than the author says that a version may be published.
public struct Approval: Hashable, Sendable {
  public let version: String
  public let planDigest: String
  public let approver: String
  public let at: Instant

  public init(version: String, planDigest: String, approver: String, at: Instant) {
    self.version = version
    self.planDigest = planDigest
    self.approver = approver
    self.at = at
  }
}

/// A version became the current one of its playbook.
public struct Publication: Hashable, Sendable {
  /// From 1, over all playbooks; 0 before it is stored.
  public let number: Int
  public let playbook: String
  public let version: String
  /// The version that was current before; nil for the first.
  public let former: String?
  public let publisher: String
  public let at: Instant
  /// The number of the publication that this one takes back; nil for the others.
  public let undoes: Int?

  public init(number: Int = 0, playbook: String, version: String, former: String?, publisher: String, at: Instant, undoes: Int? = nil) {
    self.number = number
    self.playbook = playbook
    self.version = version
    self.former = former
    self.publisher = publisher
    self.at = at
    self.undoes = undoes
  }
}
