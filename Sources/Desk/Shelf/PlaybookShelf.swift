public import Ledger
public import Playbook

/// The published playbooks, compiled once each.
public actor PlaybookShelf {
  /// Plans kept compiled. A desk works with a few playbooks, and a few versions of each.
  private static let plansLimit = 200

  let ledger: any Ledger
  private var plans: [String: Plan] = [:]
  /// What lies between two versions, by both.
  private var changes: [String: PlanChange] = [:]
  private let differing: @Sendable (String) -> Void

  /// - Parameter differing: told the version whose texts are understood otherwise now than when it was published. It goes on all the same: a case whose step
  ///   is gone says so itself.
  public init(ledger: any Ledger, differing: @escaping @Sendable (String) -> Void = { _ in }) {
    self.ledger = ledger
    self.differing = differing
  }

  /// Puts a document on the shelf as the current version of its playbook. The same text again changes nothing but the current mark.
  ///
  /// - Parameter sources: the document first, then the files it names, by paths relative to the document.
  /// - Parameter enabling: publishes a playbook that is off by default (`enabled: false`).
  /// - Returns: the compilation: the plan, and what the check found besides errors.
  /// - Throws: `ShelfError.rejected` when the check finds an error, `.disabled` for a playbook that is off; nothing is stored then.
  public func publish(_ sources: [SourceText], at now: Instant, enabling: Bool = false) async throws(ShelfError) -> Compilation {
    let compilation = Self.compiled(sources)
    guard !compilation.hasErrors else { throw .rejected(compilation.diagnostics) }
    let plan = compilation.plan
    guard plan.isEnabled || enabling else { throw .disabled(plan.id) }
    let playbook = PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: now, sources: sources)
    do {
      try await ledger.putPlaybook(playbook)
      try await (ledger as? any VersionLedger)?.putPlanDigest(plan.makeDigest(), of: plan.version)
    } catch { throw .ledger(error) }
    keep(plan)
    return compilation
  }

  /// The plan of a published version.
  /// - Throws: `DeskError.unknownPlaybook` when no such version is there, `.alteredPlaybook` when its sources no longer give it.
  public func plan(version: String) async throws(DeskError) -> Plan {
    if let plan = plans[version] { return plan }
    let published: PublishedPlaybook?
    do { published = try await ledger.readPlaybook(version: version) } catch { throw .ledger(error) }
    guard let published else { throw .unknownPlaybook(version) }
    // It was checked when it was published.
    let document = published.sources.first ?? SourceText(path: "", text: "")
    let plan = readPlan(document) { name in published.sources.first { $0.path == name } }
    guard plan.version == version else { throw .alteredPlaybook(version: version) }
    let digest: String?
    do { digest = try await (ledger as? any VersionLedger)?.planDigest(of: version) } catch { throw .ledger(error) }
    if let digest, digest != plan.makeDigest() { differing(version) }
    keep(plan)
    return plan
  }

  /// What lies between two published versions of a playbook.
  public func change(from old: String, to new: String) async throws(DeskError) -> PlanChange {
    if let change = changes["\(old) \(new)"] { return change }
    let change = PlanChange(from: try await plan(version: old), to: try await plan(version: new))
    changes["\(old) \(new)"] = change
    return change
  }

  /// The way back from a version to the one before it.
  public func wayBack(from new: String, to old: String) async throws(DeskError) -> PlanChange {
    if let change = changes["\(new) back to \(old)"] { return change }
    let change = try await change(from: old, to: new).reversed()
    changes["\(new) back to \(old)"] = change
    return change
  }

  /// The plan that new cases of a playbook start under.
  public func currentPlan(of playbook: String) async throws(DeskError) -> Plan {
    let version: String?
    do { version = try await ledger.currentVersion(of: playbook) } catch { throw .ledger(error) }
    guard let version else { throw .unknownPlaybook(playbook) }
    return try await plan(version: version)
  }

  func keep(_ plan: Plan) {
    if plans.count >= Self.plansLimit { plans.removeAll() }
    plans[plan.version] = plan
  }

  static func compiled(_ sources: [SourceText]) -> Compilation {
    let document = sources.first ?? SourceText(path: "", text: "")
    return compile(document) { name in sources.first { $0.path == name } }
  }
}
