import Casework
import Ledger
public import Playbook

extension Publisher {
  /// Cases read at once.
  private static let pageSize = 500

  /// What is to become of the open cases.
  public enum Cases: Hashable, Sendable {
    /// They keep their version.
    case keep
    /// Those that can go on by themselves move; the others keep their version.
    case move
    /// The same, and a person is asked to look at each of the others.
    case moveAndHandOver
  }

  /// What a version would do to the open cases. Nothing is changed. Cancelled, it tells of those it had looked at.
  /// - Parameter progress: called with the number of cases looked at.
  public func preview(_ plan: Plan, progress: (Int) -> Void = { _ in }) async throws(PublishError) -> PublicationPreview {
    var preview = PublicationPreview()
    var surveys: [String: MoveSurvey] = [:]
    let now = desk.clock.now()
    var after: CaseID?
    while true {
      let page = try await record { () throws(LedgerError) in try await ledger.openCases(of: plan.id, after: after, limit: Self.pageSize) }
      guard let last = page.last else { break }
      for state in page {
        guard !Task.isCancelled else { return preview }
        guard state.version != plan.version else {
          preview.alreadyThere += 1
          continue
        }
        if surveys[state.version] == nil { surveys[state.version] = MoveSurvey(PlanChange(from: try await self.plan(state.version), to: plan)) }
        guard let verdict = surveys[state.version]?.verdict(on: state, now: now) else { continue }
        preview.counts[verdict.kind, default: 0] += 1
        if verdict.kind == .needsDecision || !verdict.deadlines.isEmpty {
          preview.rows.append(PublicationPreview.Row(caseID: state.id, subject: state.subject, from: state.version, verdict: verdict))
        }
      }
      progress(preview.open)
      after = last.id
    }
    preview.positions = surveys.values.reduce(0) { $0 + $1.positions }
    return preview
  }

  /// Makes a version the current one, and then does with the open cases what is said.
  public func publish(
    _ sources: [SourceText], by publisher: String, cases: Cases, enabling: Bool = false, progress: @Sendable (Int) -> Void = { _ in }
  ) async throws(PublishError) -> PublicationReport {
    let publisher = try name(publisher)
    let plan = PlaybookShelf.compiled(sources).plan
    let former = try await record { () throws(LedgerError) in try await ledger.currentVersion(of: plan.id) }
    let last = try await record { () throws(LedgerError) in try await ledger.listPublications(of: plan.id).first?.version }
    // One that was broken off before it was written down has made it the current one already: what was current before is what was written down last.
    let before = former == plan.version ? last : former
    let now = desk.clock.now()
    do { _ = try await desk.shelf.publish(sources, at: now, enabling: enabling) } catch { throw .shelf(error) }
    let publication = try await writeDown(
      Publication(playbook: plan.id, version: plan.version, former: before == plan.version ? nil : before, publisher: publisher, at: now))
    var report = PublicationReport(publication: publication)
    guard cases != .keep else { return report }
    let sender = Sender.person(name: publisher, role: "publisher")
    try await move(casesOf: plan.id, to: plan.version, .byItself, sender, &report, progress) { $0.version != plan.version }
    guard cases == .moveAndHandOver else { return report }
    for kept in report.kept where kept.error == nil {
      let signal = Signal(
        id: SignalID("publication-\(publication.number):hand-over:\(kept.caseID)"), caseID: kept.caseID, sender: sender,
        content: .move(to: plan.version, .handOver))
      if (try? await desk.receive(signal)) != nil { report.handedOver += 1 }
    }
    return report
  }

  /// Makes the version before the current one current again, and takes the cases back that had moved. One that was broken off is brought to its end.
  public func undo(_ playbook: String, by publisher: String, progress: @Sendable (Int) -> Void = { _ in }) async throws(PublishError) -> PublicationReport {
    let publisher = try name(publisher)
    let publications = try await record { () throws(LedgerError) in try await ledger.listPublications(of: playbook) }
    let undone = Set(publications.compactMap(\.undoes))
    let current = try await record { () throws(LedgerError) in try await ledger.currentVersion(of: playbook) }
    let sender = Sender.person(name: publisher, role: "publisher")
    if let newest = publications.first, newest.undoes != nil, newest.version == current {
      let rest = try await takeBack(newest, sender, progress)
      if rest.moved > 0 || rest.kept.contains(where: { $0.error != nil }) { return rest }
    }
    let last = publications.first { $0.undoes == nil && !undone.contains($0.number) && $0.former != nil }
    guard let last, let former = last.former else { throw .nothingToUndo(playbook: playbook) }
    // Broken off before it was written down: the version before is current already.
    let isBegun = former == current && publications.first?.version == last.version
    guard last.version == current || isBegun else { throw .nothingToUndo(playbook: playbook) }
    let stored = try await record { () throws(LedgerError) in try await ledger.readPlaybook(version: former) }
    guard let stored else { throw .unknownVersion(former) }
    try await record { () throws(LedgerError) in try await ledger.putPlaybook(stored) }
    let publication = try await writeDown(
      Publication(playbook: playbook, version: former, former: last.version, publisher: publisher, at: desk.clock.now(), undoes: last.number))
    return try await takeBack(publication, sender, progress)
  }

  /// Takes the cases back that are still under the version which was current before.
  private func takeBack(_ publication: Publication, _ sender: Sender, _ progress: @Sendable (Int) -> Void) async throws(PublishError) -> PublicationReport {
    var report = PublicationReport(publication: publication)
    try await move(casesOf: publication.playbook, to: publication.version, .back, sender, &report, progress) { $0.version == publication.former }
    // A case that began under the version has nowhere to go back to: it stays there.
    report.kept.removeAll { $0.reasons.map(\.kind) == [.neverMoved] }
    return report
  }

  // MARK: the cases

  private func move(
    casesOf playbook: String, to version: String, _ manner: MoveManner, _ sender: Sender, _ report: inout PublicationReport,
    _ progress: @Sendable (Int) -> Void, where isMeant: (Case) -> Bool
  ) async throws(PublishError) {
    var after: CaseID?
    var done = 0
    while true {
      let page = try await record { () throws(LedgerError) in try await ledger.openCases(of: playbook, after: after, limit: Self.pageSize) }
      guard let last = page.last else { return }
      let meant = page.filter(isMeant).map(\.id)
      let outcomes = await send(meant, to: version, manner, sender, number: report.publication.number)
      for (id, outcome) in zip(meant, outcomes) {
        switch outcome {
        case .success(let hasMoved): report.moved += hasMoved ? 1 : 0
        // It ended meanwhile.
        case .failure(.refused(.caseClosed)): break
        case .failure(.refused(.needsDecision(let reasons))): report.kept.append(PublicationReport.Kept(caseID: id, reasons: reasons, error: nil))
        case .failure(let error): report.kept.append(PublicationReport.Kept(caseID: id, reasons: [], error: error))
        }
      }
      done += page.count
      progress(done)
      after = last.id
    }
  }

  /// All at once, so that they are committed together.
  /// - Returns: of each why it was refused, or whether it moved; one that was told the same before isn't moved again.
  private func send(_ cases: [CaseID], to version: String, _ manner: MoveManner, _ sender: Sender, number: Int) async -> [Result<Bool, DeskError>] {
    await withTaskGroup(of: (Int, Result<Bool, DeskError>).self) { group in
      for (index, id) in cases.enumerated() {
        let signal = Signal(id: SignalID("publication-\(number):\(id)"), caseID: id, sender: sender, content: .move(to: version, manner))
        group.addTask {
          do throws(DeskError) {
            let receipt = try await desk.receive(signal)
            return (index, .success(!receipt.wasAlreadyReceived))
          } catch { return (index, .failure(error)) }
        }
      }
      var answers = [Result<Bool, DeskError>](repeating: .success(false), count: cases.count)
      for await (index, outcome) in group { answers[index] = outcome }
      return answers
    }
  }

  private func writeDown(_ publication: Publication) async throws(PublishError) -> Publication {
    let number = try await record { () throws(LedgerError) in try await ledger.putPublication(publication) }
    return Publication(
      number: number, playbook: publication.playbook, version: publication.version, former: publication.former, publisher: publication.publisher,
      at: publication.at, undoes: publication.undoes)
  }

  private func plan(_ version: String) async throws(PublishError) -> Plan {
    do { return try await desk.shelf.plan(version: version) } catch { throw .desk(error) }
  }
}
