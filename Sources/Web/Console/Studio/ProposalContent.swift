import Ledger
import Playbook

/// What the page of a proposal shows.
struct ProposalContent {
  struct Act {
    let who: String
    let at: PageTimes.Stamp
  }

  struct Change {
    let mark: String
    let label: String
    let isNew: Bool
    let isGone: Bool
    let place: String
    let old: String?
    let new: String?
  }

  struct Finding {
    let isError: Bool
    let isWarning: Bool
    let place: String
    let message: String
  }

  /// A publication that can be gone on with.
  struct Unfinished {
    let title: String
    let words: String
    let isUnwritten: Bool
    let button: String
    let sure: String
  }

  /// More is read in the document itself.
  private static let mostChanges = 400
  private static let mostFindings = 100

  let heading: String
  let playbook: String
  let short: String
  let author: String
  let proposedAt: PageTimes.Stamp
  let state: ProposalMark
  let approvals: [Act]
  let publications: [Act]
  let canApprove: Bool
  /// Whoever may approve and wrote it is told why they can't.
  let isOwn: Bool
  let canPublish: Bool
  /// One, or none.
  let unfinished: [Unfinished]
  let isOff: Bool
  let canUndo: Bool
  let hasCurrent: Bool
  let changeSummary: String
  let hasChanges: Bool
  let changes: [Change]
  let hasFindings: Bool
  let findings: [Finding]
  let api: String
  let undoAPI: String
  let previewPath: String
  let storiesPath: String
  let playPath: String
  let trialsPath: String

  init(
    _ proposal: Proposal, _ standing: ProposalStanding, _ diff: PlanDiff?, _ check: CheckView, rest: PublicationRest?, isOff: Bool, rights: Set<Right>,
    reader: String,
    _ names: PeopleNames, _ times: PageTimes, _ words: ConsoleWords
  ) {
    heading = proposal.title
    playbook = proposal.playbook
    short = String(proposal.version.prefix(12))
    author = names.name(proposal.author)
    proposedAt = times.stamp(proposal.at)
    state = ProposalMark(standing.state, words)
    approvals = standing.approvals.map { Act(who: names.name($0.approver), at: times.stamp($0.at)) }
    publications = standing.publications.map { Act(who: names.name($0.publisher), at: times.stamp($0.at)) }
    let mayApprove = rights.contains(.approvePlaybooks) && !standing.approvals.contains { $0.approver == reader }
    isOwn = mayApprove && reader == proposal.author
    canApprove = mayApprove && reader != proposal.author
    let isApproved = standing.approvals.contains { $0.approver != proposal.author }
    canPublish = rights.contains(.publishPlaybooks) && isApproved && standing.state != .current
    let mayGoOn = rights.contains(.publishPlaybooks) && isApproved && standing.state == .current
    unfinished = [mayGoOn ? rest.flatMap { Unfinished($0, words) } : nil].compactMap(\.self)
    self.isOff = isOff
    canUndo = rights.contains(.publishPlaybooks) && standing.state == .current && standing.publications.first?.former != nil
    hasCurrent = diff != nil
    let entries = diff?.entries.filter { $0.fate != .kept } ?? []
    hasChanges = !entries.isEmpty
    changes = entries.prefix(Self.mostChanges).map { Change($0, words) }
    let counts = diff.map { diff in
      Dictionary(PlanDiff.Fate.allCases.map { ($0.rawValue, String(diff.count($0))) }) { first, _ in first }
    }
    changeSummary = counts.map { words.text("proposals-changes", $0) } ?? ""
    let shown = check.findings.prefix(Self.mostFindings)
    findings = shown.map {
      Finding(isError: $0.level == "error", isWarning: $0.level == "warning", place: "\($0.file):\($0.line)", message: $0.message)
    }
    hasFindings = !shown.isEmpty
    let version = StudioPath.word(proposal.version)
    api = "/v1/proposals/\(version)"
    undoAPI = "/v1/playbooks/\(StudioPath.word(proposal.playbook))/undo"
    previewPath = "\(StudioPath.proposal(proposal.version))/preview"
    storiesPath = "\(StudioPath.proposal(proposal.version))/stories"
    playPath = "\(StudioPath.editor(proposal.playbook))/play?proposal=\(version)"
    trialsPath = "\(StudioPath.editor(proposal.playbook))/trials?proposal=\(version)"
  }
}

extension ProposalContent.Unfinished {
  /// - Returns: nil where nothing is left to do.
  fileprivate init?(_ rest: PublicationRest, _ words: ConsoleWords) {
    guard rest.isUnwritten || rest.left > 0 else { return nil }
    let left = rest.left > 0 ? words.text("proposals-unfinished-cases", ["count": "\(rest.left)"]) : ""
    self.words = rest.isUnwritten ? "\(words.text("proposals-unfinished-unwritten")) \(left)" : left
    title = words.text(rest.isUnwritten ? "proposals-unfinished" : "proposals-unfinished-left")
    isUnwritten = rest.isUnwritten
    button = words.text(rest.isUnwritten ? "proposals-unfinished-finish" : "proposals-unfinished-move")
    sure = words.text(rest.isUnwritten ? "proposals-unfinished-finish-sure" : "proposals-unfinished-move-sure")
  }
}

extension ProposalContent.Change {
  fileprivate init(_ entry: PlanDiff.Entry, _ words: ConsoleWords) {
    mark =
      switch entry.fate {
      case .kept: " "
      case .moved: "→"
      case .changed: "~"
      case .gone: "−"
      case .new: "+"
      }
    label = words.text("proposals-fate-\(entry.fate.rawValue)")
    isNew = entry.fate == .new
    isGone = entry.fate == .gone
    let sentence = entry.new ?? entry.old
    place = sentence.map { "\($0.file):\($0.place.line)" } ?? ""
    old = entry.fate == .moved ? nil : entry.old?.text
    new = entry.new?.text
  }
}
