import Ledger
public import Playbook

/// What follows from how everything stands now.
extension Routing {
  /// What people hold and are offered.
  struct Loads {
    private(set) var total: [String: Int] = [:]
    private var byChannel: [String: [ChannelName: Int]] = [:]

    mutating func add(_ work: Work, to person: String) { count(work, person, by: 1) }

    mutating func remove(_ work: Work, from person: String) { count(work, person, by: -1) }

    private mutating func count(_ work: Work, _ person: String, by change: Int) {
      total[person, default: 0] += change
      byChannel[person, default: [:]][work.channel, default: 0] += change
    }

    func isFree(_ presence: Presence, on channel: ChannelName) -> Bool {
      byChannel[presence.person]?[channel, default: 0] ?? 0 < presence.capacity(on: channel)
    }
  }

  mutating func settle(_ outputs: inout [Output]) {
    expire(&outputs)
    var loads = self.loads
    withdraw(&loads, &outputs)
    escalate(&outputs)
    offer(&loads, &outputs)
    if waiting.isOvergrown(for: standing.count) {
      sortAnew()
      sort()
    }
    let standing = self.standing
    waiting.dropFirstMoments { id, since in standing[id].map { $0.holder != nil || $0.waitingSince != since } ?? true }
  }

  /// Whoever doesn't answer is away; what else is offered to them goes on to others.
  private mutating func expire(_ outputs: inout [Output]) {
    let over = offered.compactMap { standing[$0]?.reservation }.filter { $0.until <= now }.sorted { $0.work < $1.work }
    for reservation in over {
      change(reservation.work) { $0.stage = .waiting }
      if people[reservation.person]?.presence.status == .available {
        people[reservation.person]?.presence.status = .away
        people[reservation.person]?.presence.since = now
        people[reservation.person]?.presence.missed = reservation.work
        untold.note(reservation.person)
      }
      outputs.append(.expired(reservation))
    }
  }

  /// Takes back offers to people who went, were taken out of the team, or have less capacity now.
  private mutating func withdraw(_ loads: inout Loads, _ outputs: inout [Output]) {
    let offered = offered.compactMap { standing[$0] }.sorted { $0.work.urgency < $1.work.urgency }
    for known in offered {
      guard let reservation = known.reservation else { continue }
      if let person = people[reservation.person], person.presence.status == .available, loads.isFree(person.presence, on: known.work.channel),
        rank(of: reservation.person, for: known) != nil
      {
        loads.add(known.work, to: reservation.person)
      } else {
        change(known.work.id) { $0.stage = .waiting }
        outputs.append(.withdrawn(reservation))
      }
    }
  }

  private mutating func escalate(_ outputs: inout [Output]) {
    for known in sort() {
      for way in ways(of: known.work.queue) where way.isEscalation && known.waitingSince + way.after <= now {
        guard !known.escalatedTo.contains(way.team.id) else { continue }
        change(known.work.id) { $0.escalatedTo.append(way.team.id) }
        outputs.append(.escalated(known.work.id, to: way.team.id))
      }
    }
  }

  /// Puts what came to wait, and what has come to a further team by now, where it belongs.
  /// - Returns: this work, the most urgent first.
  @discardableResult
  private mutating func sort() -> [WorkStanding] {
    unsettled.formUnion(waiting.due(at: now))
    let changed = unsettled.compactMap { standing[$0] }.filter { $0.holder == nil }.sorted { $0.work.urgency < $1.work.urgency }
    unsettled = []
    for known in changed {
      if known.stage == .waiting { waiting.add(known.work.urgency, kind(of: known)) }
      let next = ways(of: known.work.queue).map { known.waitingSince + $0.after }.filter { $0 > now }.min()
      if let next { waiting.expect(known.work.id, waitingSince: known.waitingSince, at: next) }
    }
    return changed
  }

  private mutating func kind(of known: WorkStanding) -> WaitingWork.Kind {
    let work = known.work
    let ways = ways(of: work.queue).count { known.waitingSince + $0.after <= now }
    return WaitingWork.Kind(queue: work.queue, playbook: work.playbook, channel: work.channel, ways: ways)
  }

  /// Offers what waits, the most urgent first, as long as somebody has room.
  private mutating func offer(_ loads: inout Loads, _ outputs: inout [Output]) {
    let available = people.values.filter { $0.presence.status == .available }
    func hasRoom(_ loads: Loads) -> Bool { available.contains { person in ChannelName.allCases.contains { loads.isFree(person.presence, on: $0) } } }
    guard hasRoom(loads) else { return }
    /// Nobody who may do it has room: what is further back needn't ask.
    var hopeless: Set<WaitingWork.Kind> = []
    var passedOver: [(Work.Urgency, WaitingWork.Kind)] = []
    defer { for (urgency, kind) in passedOver { waiting.add(urgency, kind) } }
    while let (known, kind) = nextWaiting(except: hopeless) {
      let work = known.work
      var able: [Able] = []
      for person in available { if let rank = rank(of: person.presence.person, for: known) { able.append(Able(person: person, rank: rank)) } }
      guard able.contains(where: { loads.isFree($0.person.presence, on: work.channel) }) else {
        hopeless.insert(kind)
        passedOver.append((work.urgency, kind))
        continue
      }
      guard let person = choose(for: known, among: able, loads) else {
        passedOver.append((work.urgency, kind))
        continue
      }
      let reservation = Reservation(work: work.id, person: person, since: now, until: now + settings.reservation)
      change(work.id) { $0.stage = .offered(reservation) }
      loads.add(work, to: person)
      outputs.append(.offered(reservation))
      guard hasRoom(loads) else { return }
    }
  }

  private mutating func nextWaiting(except hopeless: Set<WaitingWork.Kind>) -> (WorkStanding, WaitingWork.Kind)? {
    // It is looked into while it changes, and so taken out meanwhile.
    var waiting = WaitingWork()
    swap(&waiting, &self.waiting)
    defer { swap(&waiting, &self.waiting) }
    let next = waiting.next(except: hopeless) { urgency, kind in
      guard let known = standing[urgency.id], known.stage == .waiting, known.work.urgency == urgency else { return false }
      return self.kind(of: known) == kind
    }
    return next.flatMap { urgency, kind in standing[urgency.id].map { ($0, kind) } }
  }

  private struct Able {
    let person: Person
    let rank: Int

    var id: String { person.presence.person }
  }

  /// Who knows the case first, then whose own queue it is, then who has least to do, then who has had nothing for longest, then by name.
  private mutating func choose(for known: WorkStanding, among able: [Able], _ loads: Loads) -> String? {
    var willing = able.filter { !known.refused.contains($0.id) }
    if willing.isEmpty {
      // Nobody else is left: those who didn't want it are asked again, one after the other.
      change(known.work.id) { $0.refused = [] }
      willing = able
    }
    func place(_ one: Able) -> (Int, Int, Int, Instant, String) {
      (known.veterans.contains(one.id) ? 0 : 1, one.rank, loads.total[one.id, default: 0], one.person.idleSince, one.id)
    }
    return willing.filter { loads.isFree($0.person.presence, on: known.work.channel) }.min { place($0) < place($1) }?.id
  }

  /// How near the person is to this work's queue; nil when no team that it has come to lets them do it.
  private mutating func rank(of person: String, for known: WorkStanding) -> Int? {
    ways(of: known.work.queue).filter { known.waitingSince + $0.after <= now && $0.allows(person, known.work.playbook) }.map(\.rank).min()
  }

  /// When something follows from time alone; nil when nothing will.
  public var nextMoment: Instant? {
    (offered.compactMap { standing[$0]?.reservation?.until } + [waiting.firstMoment].compactMap(\.self)).filter { $0 > now }.min()
  }
}
