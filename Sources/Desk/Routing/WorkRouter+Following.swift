public import Casework
import Ledger
import Playbook

/// How it comes to know which tasks are open, and what other desks have done.
extension WorkRouter {
  private static let turnsAtOnce = 500
  private static let casesAtOnce = 200

  /// Everything behind the place in the record that was reached; at first, every open case.
  func readOn() async throws(LedgerError) {
    guard hasBegun else { return try await begin() }
    while true {
      let turns: [Turn]
      do throws(LedgerError) { turns = try await desk.ledger.readTurns(after: position, limit: Self.turnsAtOnce) } catch {
        // A turn that can't be read mustn't stand in the way of the others: the cases themselves say how they stand.
        guard case .unreadable = error else { throw error }
        return try await begin()
      }
      guard let last = turns.last else { break }
      var changed: Set<CaseID> = []
      var opened: [WorkID: Instant] = [:]
      for turn in turns {
        if routing.standing.holds(turn.caseID) { changed.insert(turn.caseID) }
        for case .taskOpened(let task) in turn.events.map(\.kind) {
          changed.insert(turn.caseID)
          opened[WorkID(turn.caseID, task.id)] = turn.at
        }
      }
      try await take(changed.sorted(), opened: opened)
      position = last.position
      guard turns.count == Self.turnsAtOnce else { break }
    }
    try await apply([])
  }

  private func begin() async throws(LedgerError) {
    let start = try await desk.ledger.latestPosition()
    try await apply([.teams(try await store.listTeams())])
    var known = Set(routing.standing.cases)
    var last: CaseID?
    repeat {
      let page = try await desk.ledger.listCases(CaseFilter(phases: [.open, .settling], after: last, limit: Self.casesAtOnce))
      let ids = page.filter { $0.openTasks > 0 }.map(\.id)
      try await take(ids, opened: [:])
      known.subtract(ids)
      last = page.count == Self.casesAtOnce ? page.last?.id : nil
    } while last != nil
    try await take(known.sorted(), opened: [:])
    position = start
    hasBegun = true
    try await glance()
  }

  /// Takes cases as they stand. - Parameter opened: when tasks were opened, where that is known.
  private func take(_ ids: [CaseID], opened: [WorkID: Instant]) async throws(LedgerError) {
    guard !ids.isEmpty else { return }
    let states = try await desk.ledger.knownCases(ids)
    var assignments: [CaseID: [Assignment]] = [:]
    for assignment in try await store.assignments(of: ids) { assignments[assignment.work.caseID, default: []].append(assignment) }
    let dues = try await (desk.ledger as? any DeadlineLedger)?.earliestDeadlines(of: ids) ?? [:]
    let moments = try await openings(of: states, ids, known: opened)
    var inputs: [Routing.Input] = []
    var givers: [WorkID: String] = [:]
    for id in ids {
      guard let state = states[id] else { continue }
      let former = routing.standing.tasks(of: id)
      let found = state.phase == .closed ? [:] : state.tasks
      let kept = assignments[id] ?? []
      for (task, open) in found.sorted(by: { $0.key < $1.key }) {
        let openedAt = moments[WorkID(id, task)] ?? state.openedAt
        let work = WorkID(id, task)
        let held = kept.first { $0.work == work && $0.doneAt == nil }
        givers[work] = held?.by
        let veterans = Set(kept.filter { $0.work != work }.map(\.person))
        inputs.append(.open(Work(open, of: state, openedAt: openedAt, due: dues[id]), veterans: veterans, holder: held?.person))
      }
      for assignment in kept where assignment.doneAt == nil && found[assignment.work.task] == nil {
        try await store.endAssignment(assignment.work, at: desk.clock.now())
      }
      for task in former where found[task] == nil { inputs.append(.gone(WorkID(id, task))) }
    }
    // Only when everything was read: what fails halfway is read again.
    try await apply(inputs, givers: givers)
  }

  /// Deadlines of these cases were worked out: what is open in them may be more urgent now.
  public func deadlinesChanged(of ids: [CaseID]) async {
    await enter()
    defer { leave() }
    guard hasBegun else { return }
    // What can't be read now is read with the next change of the case.
    try? await take(ids.filter { routing.standing.holds($0) }, opened: [:])
  }

  /// When the open tasks of cases were opened, where that can be told: a task is named after the event that opened it.
  private func openings(of states: [CaseID: Case], _ ids: [CaseID], known opened: [WorkID: Instant]) async throws(LedgerError) -> [WorkID: Instant] {
    var found: [WorkID: Instant] = [:]
    var unknown: [CaseID: Set<Int>] = [:]
    for id in ids {
      guard let state = states[id], state.phase != .closed else { continue }
      for task in state.tasks.keys {
        let work = WorkID(id, task)
        found[work] = routing.standing[work]?.work.openedAt ?? opened[work]
        if found[work] == nil, let number = Self.number(of: task) { unknown[id, default: []].insert(number) }
      }
    }
    guard !unknown.isEmpty else { return found }
    for (id, times) in try await desk.ledger.times(ofEvents: unknown) {
      guard let state = states[id] else { continue }
      for task in state.tasks.keys where found[WorkID(id, task)] == nil { found[WorkID(id, task)] = Self.number(of: task).flatMap { times[$0] } }
    }
    return found
  }

  private static func number(of task: TaskID) -> Int? { Int(task.text.dropFirst()) }

  /// What other desks, and this one before it was started, have stored of people.
  func glance() async throws(LedgerError) {
    var inputs: [Routing.Input] = []
    let teams = try await store.listTeams()
    if teams != routing.teams { inputs.append(.teams(teams)) }
    for presence in try await store.listPresences() where routing.people[presence.person]?.presence != presence { inputs.append(.present(presence)) }
    let open = try await store.openAssignments()
    let holders = Dictionary(uniqueKeysWithValues: open.map { ($0.work, $0.person) })
    // Only what somebody holds, here or by the ledger, however much else is open.
    let held = routing.list(WorkFilter(stage: .assigned, limit: .max)).map(\.standing.work.id)
    let moved = Set(held).union(holders.keys).filter { id in routing.standing[id].map { $0.holder != holders[id] } ?? false }.sorted()
    for id in moved { inputs.append(holders[id].map { .assigned(id, to: $0) } ?? .takenBack(id)) }
    try await apply(inputs, givers: Dictionary(uniqueKeysWithValues: open.map { ($0.work, $0.by) }))
    // Tasks that were done while nobody followed.
    let strays = open.map(\.work).filter { routing.standing[$0] == nil }
    guard !strays.isEmpty else { return }
    let states = try await desk.ledger.readCases(Array(Set(strays.map(\.caseID))))
    for stray in strays {
      guard let state = states[stray.caseID], state.phase == .closed || state.tasks[stray.task] == nil else { continue }
      try await store.endAssignment(stray, at: desk.clock.now())
    }
  }
}
