import Casework
import Desk
import Ledger
import Playbook

/// A version that somebody wants to have published, and how far it has come.
struct ProposalView: Encodable {
  /// How far a proposal has come.
  enum State: String, Encodable, CaseIterable {
    /// Nobody but its author has looked at it.
    case waiting
    case approved
    /// Cases start under it now.
    case current
    /// They did.
    case published
  }

  struct Act: Encodable {
    let who: String
    let at: String
  }

  let version: String
  let playbook: String
  let title: String
  let author: String
  let at: String
  let state: State
  let approvals: [Act]
  /// The newest first.
  let publications: [Act]
  /// Left out in lists.
  let details: Details?

  /// What the version says, beside the one that cases start under now.
  struct Details: Encodable {
    let main: String
    let files: [String: String]
    /// Sentences by what became of them: `kept`, `moved`, `changed`, `gone`, `new`; left out where there is no current version, or this is it.
    let changes: [String: Int]?
  }

  init(_ proposal: Proposal, _ standing: ProposalStanding, details: Details? = nil) {
    version = proposal.version
    playbook = proposal.playbook
    title = proposal.title
    author = proposal.author
    at = proposal.at.rfc3339
    state = standing.state
    approvals = standing.approvals.map { Act(who: $0.approver, at: $0.at.rfc3339) }
    publications = standing.publications.map { Act(who: $0.publisher, at: $0.at.rfc3339) }
    self.details = details
  }
}

/// What the record of versions has of a proposal.
struct ProposalStanding {
  let state: ProposalView.State
  let approvals: [Approval]
  let publications: [Publication]

  init(of proposal: Proposal, in ledger: any Ledger & VersionLedger) async throws {
    let approvals = try await ledger.listApprovals(of: proposal.version)
    let publications = try await ledger.listPublications(of: proposal.playbook).filter { $0.version == proposal.version }
    let current = try await ledger.currentVersion(of: proposal.playbook)
    self.approvals = approvals
    self.publications = publications
    let isApproved = approvals.contains { $0.approver != proposal.author }
    state = current == proposal.version ? .current : !publications.isEmpty ? .published : isApproved ? .approved : .waiting
  }
}

/// What a version would do to the open cases.
struct PreviewView: Encodable {
  /// More than anybody decides one by one.
  static let mostRows = 200

  struct Deadline: Encodable {
    let caseID: String
    let what: String
    let before: String?
    let after: String?
  }

  struct Decision: Encodable {
    let caseID: String
    let reasons: [String]
  }

  let open: Int
  let unaffected: Int
  let movesByItself: Int
  let needsDecision: Int
  let alreadyThere: Int
  /// The first of them, and how many there are.
  let deadlines: [Deadline]
  let deadlineCount: Int
  let decisions: [Decision]

  init(_ preview: PublicationPreview, in language: Language) {
    open = preview.open
    unaffected = preview.counts[.unaffected] ?? 0
    movesByItself = preview.counts[.movesByItself] ?? 0
    needsDecision = preview.counts[.needsDecision] ?? 0
    alreadyThere = preview.alreadyThere
    let changed = preview.changedDeadlines
    deadlineCount = changed.reduce(0) { $0 + $1.verdict.deadlines.count }
    let shown = changed.prefix(Self.mostRows).flatMap { row in
      row.verdict.deadlines.map { deadline in
        Deadline(
          caseID: row.caseID.text, what: deadline.words(in: language), before: deadline.before?.rfc3339, after: deadline.after?.rfc3339)
      }
    }
    deadlines = Array(shown.prefix(Self.mostRows))
    decisions = preview.decisions.prefix(Self.mostRows).map { row in
      Decision(caseID: row.caseID.text, reasons: row.verdict.reasons.map { $0.text(in: language) })
    }
  }
}

extension ChangedDeadline {
  /// What would ring at another time.
  func words(in language: Language) -> String {
    let kind =
      switch purpose {
      case .wait: language.words("等待", "wait")
      case .round: language.words("下一轮跟单", "next round")
      case .followUpLimit: language.words("跟单时限", "follow-up's limit")
      case .promise: language.words("承诺", "promise")
      case .contactPause: language.words("再次联系", "next attempt")
      case .caseLimit: language.words("工单时限", "case's limit")
      default: language.words("时限", "limit")
      }
    return kind + (sentence.map { language.words("「\($0.text)」", " “\($0.text)”") } ?? "")
  }
}

/// What became of the open cases when a version was published, or taken back.
struct PublicationView: Encodable {
  struct Kept: Encodable {
    let caseID: String
    let reasons: [String]
  }

  let number: Int
  let playbook: String
  /// The current version now.
  let version: String
  /// The one before; left out for the first.
  let former: String?
  let moved: Int
  let keptCount: Int
  /// The first of those that stay under their version.
  let kept: [Kept]
  let handedOver: Int

  init(_ report: PublicationReport, in language: Language) {
    number = report.publication.number
    playbook = report.publication.playbook
    version = report.publication.version
    former = report.publication.former
    moved = report.moved
    keptCount = report.kept.count
    kept = report.kept.prefix(PreviewView.mostRows).map { kept in
      Kept(caseID: kept.caseID.text, reasons: kept.error.map { [Problem($0, nil).detail.text(in: language)] } ?? kept.reasons.map { $0.text(in: language) })
    }
    handedOver = report.handedOver
  }
}
