import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Proposals: written by one, approved by another.
extension StudioDoor {
  /// Of one playbook, since it was published last: more than anybody looks at.
  static let mostWaiting = 20

  /// `{"files","main"}`, or `{"draft":"refund"}` for the draft as it is saved. The same texts again are the same proposal.
  func propose(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let sources = try await proposed(object)
    try object.end()
    let publisher = try publisher()
    let ledger = try versions()
    let proposal = try await benches.deciding.run { () async throws -> Proposal in
      let compilation = sources.compiled()
      try compilation.mustBeSound()
      try await refuseTooMany(compilation.plan, in: ledger)
      return try await Problem.telling(of: { () async throws(PublishError) -> Proposal in try await publisher.propose(sources, by: Self.name(caller)) })
    }
    let standing = try await Problem.telling { try await ProposalStanding(of: proposal, in: ledger) }
    return try JSONBody.answer(ProposalView(proposal, standing), status: .created, headers: [.location: "/v1/proposals/\(proposal.version)"])
  }

  private func refuseTooMany(_ plan: Plan, in ledger: any VersionLedger) async throws {
    let (isKnown, waiting) = try await Problem.telling {
      (try await ledger.readProposal(version: plan.version) != nil, try await ledger.countWaitingProposals(of: plan.id))
    }
    guard isKnown || waiting < Self.mostWaiting else {
      throw Problem(
        kind: .conflict,
        detail: .init(
          "这份流程已有 \(waiting) 个提交等着批准，先批准、发布其中一个。",
          "\(waiting) versions of this playbook wait to be approved: have one approved and published first."))
    }
  }

  private func proposed(_ object: JSONObject) async throws -> [SourceText] {
    guard object.has("draft") else { return SourcesReading.read(object) }
    let name = object.text("draft")
    try object.check()
    guard let draft = try await Problem.telling({ try await drafts.readDraft(of: name) }) else {
      object.note("draft", .init("没有这份草稿", "there is no such draft"))
      return []
    }
    return draft.sources
  }

  /// The newest first: `?playbook=…&state=waiting`.
  func listProposals(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let playbook = query.text("playbook")
    let states = ProposalView.State.allCases.map(\.rawValue)
    let wanted = query.choices("state", states)
    let limit = query.number("limit", 1...200) ?? 50
    let cursor = query.text("cursor")
    try query.end()
    let ledger = try versions()
    let all = try await Problem.telling { try await ledger.listProposals(of: playbook) }
    let rest = cursor.map { last in Array(all.drop { $0.version != last }.dropFirst()) } ?? all
    var items: [ProposalView] = []
    var last: String?
    for proposal in rest {
      guard items.count < limit else { break }
      last = proposal.version
      let standing = try await Problem.telling { try await ProposalStanding(of: proposal, in: ledger) }
      if wanted?.contains(standing.state.rawValue) ?? true { items.append(ProposalView(proposal, standing)) }
    }
    return try JSONBody.answer(ProposalPage(items: items, next: last == rest.last?.version ? nil : last))
  }

  func showProposal(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let proposal = try await proposal(visit)
    let ledger = try versions()
    let standing = try await Problem.telling { try await ProposalStanding(of: proposal, in: ledger) }
    let changes = try await change(by: proposal)
    let details = ProposalView.Details(
      main: proposal.sources.first?.path ?? "", files: Dictionary(proposal.sources.map { ($0.path, $0.text) }) { first, _ in first },
      changes: changes.map { diff in
        Dictionary(PlanDiff.Fate.allCases.map { ($0.rawValue, diff.count($0)) }) { first, _ in first }
      })
    return try JSONBody.answer(ProposalView(proposal, standing, details: details))
  }

  /// What would become of the open cases: nothing is changed by looking.
  func preview(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let proposal = try await proposal(visit)
    return try JSONBody.answer(PreviewView(try await preview(proposal), in: visit.language))
  }

  /// Somebody else than the author says that it may be published.
  func approve(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let proposal = try await proposal(visit)
    let publisher = try publisher()
    let ledger = try versions()
    _ = try await Problem.telling(of: { () async throws(PublishError) -> Approval in
      try await publisher.approve(proposal.version, by: Self.name(caller)).1
    })
    let standing = try await Problem.telling { try await ProposalStanding(of: proposal, in: ledger) }
    return try JSONBody.answer(ProposalView(proposal, standing))
  }

  // MARK: parts, for pages too

  /// The proposal whose version the path names, whole. - Throws: `Problem` `.notFound`.
  func proposal(_ visit: Visit) async throws -> Proposal {
    let version = visit.name("proposal")
    let ledger = try versions()
    let found = try await Problem.telling { try await ledger.readProposal(version: version) }
    guard let found else {
      throw Problem(kind: .notFound, detail: .init("没有这个提交：GET /v1/proposals 列出全部。", "There is no such proposal: GET /v1/proposals lists them."))
    }
    return found
  }

  func preview(_ proposal: Proposal) async throws -> PublicationPreview {
    let publisher = try publisher()
    return try await benches.deciding.run { () async throws -> PublicationPreview in
      let plan = proposal.sources.compiled().plan
      let preview = try await Problem.telling(of: { () async throws(PublishError) -> PublicationPreview in try await publisher.preview(plan) })
      try Task.checkCancellation()
      return preview
    }
  }

  /// Whether the playbook is off until somebody says to switch it on.
  func isOff(_ proposal: Proposal) async throws -> Bool { try await benches.quick.run { !proposal.sources.compiled().plan.isEnabled } }

  /// What it changes in the version that cases start under now; nil where there is none, or it is that one.
  func change(by proposal: Proposal) async throws -> PlanDiff? {
    let current = try await Problem.telling { try await desk.ledger.currentVersion(of: proposal.playbook) }
    guard let current, current != proposal.version else { return nil }
    let former: Plan
    do throws(DeskError) { former = try await desk.shelf.plan(version: current) } catch { throw Problem(error, nil) }
    return try await benches.quick.run { PlanDiff(from: former, to: proposal.sources.compiled().plan) }
  }
}

/// A page of proposals.
struct ProposalPage: Encodable {
  let items: [ProposalView]
  /// The cursor of the next page; left out when this is the last one.
  let next: String?
}
