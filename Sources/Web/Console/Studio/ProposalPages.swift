import Casework
import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What was proposed: the list, a proposal beside the version that cases start under now, and what it would do to the open cases.
struct ProposalPages: Sendable {
  let console: Console
  let studio: StudioDoor
  let people: any AccountLedger

  private static let assets = PageAssets(styles: ["studio.css"], scripts: ["proposals.js"])
  /// More is found through the playbook's versions.
  private static let mostListed = 100

  private struct Row {
    let path: String
    let heading: String
    let playbook: String
    let short: String
    let author: String
    let proposedAt: PageTimes.Stamp
    let state: ProposalMark
  }

  private struct ListContent {
    let proposals: [Row]
  }

  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let ledger = try studio.versions()
    let words = ConsoleWords.of(visit.language)
    let times = console.times(request, visit)
    let names = try await PeopleNames(people)
    var rows: [Row] = []
    for proposal in try await Problem.telling({ try await ledger.listProposals(of: nil) }).prefix(Self.mostListed) {
      let standing = try await Problem.telling { try await ProposalStanding(of: proposal, in: ledger) }
      rows.append(
        Row(
          path: StudioPath.proposal(proposal.version), heading: proposal.title, playbook: proposal.playbook, short: String(proposal.version.prefix(12)),
          author: names.name(proposal.author), proposedAt: times.stamp(proposal.at), state: ProposalMark(standing.state, words)))
    }
    return try console.page("proposals", title: words.text("proposals-title"), ListContent(proposals: rows), assets: Self.assets, request, visit)
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let proposal = try await studio.proposal(visit)
    let ledger = try studio.versions()
    let standing = try await Problem.telling { try await ProposalStanding(of: proposal, in: ledger) }
    let diff = try await studio.change(by: proposal)
    let language = visit.language
    let check = try await studio.benches.quick.run { CheckView(proposal.sources, in: language) }
    let rest = standing.state == .current ? try await studio.rest(of: proposal) : nil
    let content = ProposalContent(
      proposal, standing, diff, check, rest: rest, isOff: try await studio.isOff(proposal), rights: Right.of(caller.role), reader: StudioDoor.name(caller),
      try await PeopleNames(people), console.times(request, visit), ConsoleWords.of(visit.language))
    return try console.page("proposal", title: proposal.title, content, assets: Self.assets, request, visit)
  }

  // MARK: the preview

  private struct Decision {
    let caseID: String
    let reasons: [String]
  }

  private struct Deadline {
    let caseID: String
    let what: String
    let before: PageTimes.Stamp?
    let after: PageTimes.Stamp?
  }

  private struct PreviewContent {
    let isEmpty: Bool
    let open: Int
    let unaffected: Int
    let moves: Int
    let needs: Int
    let there: Int
    let hasDecisions: Bool
    let decisions: [Decision]
    let hasDeadlines: Bool
    let deadlines: [Deadline]
    let moreDecisions: String?
    let moreDeadlines: String?
  }

  /// A part of the page that comes behind it: it looks at every open case.
  func preview(_ request: Request, _ visit: Visit) async throws -> Response {
    let proposal = try await studio.proposal(visit)
    let preview = try await studio.preview(proposal)
    let view = PreviewView(preview, in: visit.language)
    let words = ConsoleWords.of(visit.language)
    let times = console.times(request, visit)
    func more(_ shown: Int, of all: Int) -> String? { all > shown ? words.text("proposals-more", ["count": String(all - shown)]) : nil }
    let deadlines = preview.changedDeadlines.flatMap { row in
      row.verdict.deadlines.map { one in
        Deadline(
          caseID: row.caseID.text, what: one.words(in: visit.language), before: one.before.map(times.stamp), after: one.after.map(times.stamp))
      }
    }.prefix(PreviewView.mostRows)
    let content = PreviewContent(
      isEmpty: view.open == 0, open: view.open, unaffected: view.unaffected, moves: view.movesByItself, needs: view.needsDecision, there: view.alreadyThere,
      hasDecisions: !view.decisions.isEmpty, decisions: view.decisions.map { Decision(caseID: $0.caseID, reasons: $0.reasons) },
      hasDeadlines: !deadlines.isEmpty, deadlines: Array(deadlines), moreDecisions: more(view.decisions.count, of: view.needsDecision),
      moreDeadlines: more(deadlines.count, of: view.deadlineCount))
    return try console.part("parts/proposal-preview", content, request, visit)
  }
}

/// How far a proposal has come, as a page says it.
struct ProposalMark {
  let text: String
  let isWaiting: Bool
  let isApproved: Bool
  let isCurrent: Bool

  init(_ state: ProposalView.State, _ words: ConsoleWords) {
    text = words.text("proposals-state-\(state.rawValue)")
    isWaiting = state == .waiting
    isApproved = state == .approved
    isCurrent = state == .current
  }
}
