public import Ledger
import Playbook

/// What people say: that they are there, that they take work or don't, that somebody else is to do it.
extension WorkRouter {
  /// Keeps whether somebody takes work, and how much. It is stored when this returns.
  public func put(_ presence: Presence) async throws(WorkFault) -> Presence {
    await enter()
    defer { leave() }
    try await catchUp()
    var kept = presence
    // Whoever says the same again has been so since they said it first.
    if let known = routing.people[presence.person]?.presence, known.status == presence.status { kept.since = known.since }
    do throws(LedgerError) { try await store.putPresence(kept) } catch { throw .ledger(error) }
    try await tell(.present(kept))
    return kept
  }

  /// Takes an offer. The task is the person's in the ledger when this returns; taking it again changes nothing.
  public func accept(_ offer: Reservation.ID, by person: String) async throws(WorkFault) -> WorkStanding {
    await enter()
    defer { leave() }
    try await catchUp()
    guard let known = routing.standing[offer.work] else { throw .offerIsOver }
    if known.holder == person { return known }
    guard known.reservation?.id == offer, known.reservation?.person == person, let presence = routing.people[person]?.presence else { throw .offerIsOver }
    let assignment = Assignment(work: offer.work, person: person, channel: known.work.channel, at: desk.clock.now(), by: person)
    return try await keep(assignment, limit: presence.capacity(on: known.work.channel), replacing: nil, noting: [])
  }

  /// Doesn't take an offer: somebody else is asked first. Saying so again changes nothing.
  public func reject(_ offer: Reservation.ID, by person: String) async throws(WorkFault) {
    await enter()
    defer { leave() }
    try await catchUp()
    guard let known = routing.standing[offer.work] else { throw .offerIsOver }
    if known.reservation?.id == offer, known.reservation?.person == person { return try await tell(.rejected(offer.work, by: person)) }
    guard known.refused.contains(person) else { throw .offerIsOver }
  }

  /// A supervisor gives a task to somebody, whoever holds it and however much they have.
  /// - Parameter who: the supervisor, for the audit.
  public func assign(_ work: WorkID, to person: String, by who: String) async throws(WorkFault) -> WorkStanding {
    await enter()
    defer { leave() }
    try await catchUp()
    guard let known = routing.standing[work] else { throw .noSuchTask }
    let now = desk.clock.now()
    let assignment = Assignment(work: work, person: person, channel: known.work.channel, at: now, by: who)
    let note = AuditNote(at: now, who: who, what: .workAssigned, about: "case:\(work.text)", detail: person)
    return try await keep(assignment, limit: nil, replacing: known.holder, noting: [note])
  }

  /// A supervisor takes a task back: it waits again. - Parameter who: the supervisor, for the audit.
  public func takeBack(_ work: WorkID, by who: String) async throws(WorkFault) {
    await enter()
    defer { leave() }
    try await catchUp()
    guard let known = routing.standing[work] else { throw .noSuchTask }
    let note = AuditNote(at: desk.clock.now(), who: who, what: .workTakenBack, about: "case:\(work.text)", detail: known.holder)
    let former: String?
    do throws(LedgerError) { former = try await store.takeBack(work, noting: [note]) } catch { throw .ledger(error) }
    guard former != nil else { throw .notHeld }
    try await tell(.takenBack(work))
  }

  /// Stores an assignment, then takes in what the ledger says of it.
  private func keep(_ assignment: Assignment, limit: Int?, replacing former: String?, noting notes: [AuditNote]) async throws(WorkFault) -> WorkStanding {
    let result: AssignmentResult
    do throws(LedgerError) { result = try await store.assign(assignment, limit: limit, replacing: former, noting: notes) } catch { throw .ledger(error) }
    switch result {
    case .made: try await tell(.assigned(assignment.work, to: assignment.person), givers: [assignment.work: assignment.by])
    case .held(let other):
      try await tell(.assigned(assignment.work, to: other))
      throw .held(by: other)
    case .full:
      // Another desk gave them work meanwhile: this goes to somebody else.
      try await tell(.rejected(assignment.work, by: assignment.person))
      throw .full
    case .over: throw .noSuchTask
    }
    guard let known = routing.standing[assignment.work] else { throw .noSuchTask }
    return known
  }

  // MARK: with the errors of this door

  func catchUp() async throws(WorkFault) {
    do throws(LedgerError) { try await readOn() } catch { throw .ledger(error) }
  }

  func tell(_ input: Routing.Input, givers: [WorkID: String] = [:]) async throws(WorkFault) {
    do throws(LedgerError) { try await apply([input], givers: givers) } catch { throw .ledger(error) }
  }
}
