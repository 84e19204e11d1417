import Ledger
public import Playbook

/// What follows from how everything stands now.
extension Routing {
  /// What people hold and are offered.
  struct Loads {
    private(set) var total: [String: Int] = [:]
    private var byChannel: [String: [ChannelName: Int]] = [:]

    mutating func add(_ work: Work, to person: String) {
      total[person, default: 0] += 1
      byChannel[person, default: [:]][work.channel, default: 0] += 1
    }

    func isFree(_ presence: Presence, on channel: ChannelName) -> Bool {
      byChannel[presence.person]?[channel, default: 0] ?? 0 < presence.capacity(on: channel)
    }
  }

  mutating func settle(_ outputs: inout [Output]) {
    expire(&outputs)
    var loads = Loads()
    for known in standing.values { if let holder = known.holder { loads.add(known.work, to: holder) } }
    withdraw(&loads, &outputs)
    escalate(&outputs)
    offer(&loads, &outputs)
  }

  /// Whoever doesn't answer is away; what else is offered to them goes on to others.
  private mutating func expire(_ outputs: inout [Output]) {
    let over = standing.values.compactMap(\.reservation).filter { $0.until <= now }.sorted { $0.work < $1.work }
    for reservation in over {
      standing[reservation.work]?.stage = .waiting
      if people[reservation.person]?.presence.status == .available {
        people[reservation.person]?.presence.status = .away
        people[reservation.person]?.presence.since = now
      }
      outputs.append(.expired(reservation))
    }
  }

  /// Takes back offers to people who went, were taken out of the team, or have less capacity now.
  private mutating func withdraw(_ loads: inout Loads, _ outputs: inout [Output]) {
    let offered = standing.values.filter { $0.reservation != nil }.sorted { $0.work.urgency < $1.work.urgency }
    for known in offered {
      guard let reservation = known.reservation else { continue }
      if let person = people[reservation.person], person.presence.status == .available, loads.isFree(person.presence, on: known.work.channel),
        rank(of: reservation.person, for: known) != nil
      {
        loads.add(known.work, to: reservation.person)
      } else {
        standing[known.work.id]?.stage = .waiting
        outputs.append(.withdrawn(reservation))
      }
    }
  }

  private mutating func escalate(_ outputs: inout [Output]) {
    for known in standing.values.filter({ $0.holder == nil }).sorted(by: { $0.work.urgency < $1.work.urgency }) {
      for way in ways(of: known.work.queue) where way.isEscalation && known.waitingSince + way.after <= now {
        guard !known.escalatedTo.contains(way.team.id) else { continue }
        standing[known.work.id]?.escalatedTo.append(way.team.id)
        outputs.append(.escalated(known.work.id, to: way.team.id))
      }
    }
  }

  /// Work that the same people may do.
  private struct Kind: Hashable {
    let queue: String
    let playbook: String
    let channel: ChannelName
    /// How many teams it has come to.
    let ways: Int
  }

  /// Offers what waits, the most urgent first, as long as somebody has room.
  private mutating func offer(_ loads: inout Loads, _ outputs: inout [Output]) {
    let available = people.values.filter { $0.presence.status == .available }
    func hasRoom(_ loads: Loads) -> Bool { available.contains { person in ChannelName.allCases.contains { loads.isFree(person.presence, on: $0) } } }
    guard hasRoom(loads) else { return }
    /// Nobody who may do it has room: what is further back needn't ask.
    var hopeless: Set<Kind> = []
    for known in standing.values.filter({ $0.stage == .waiting }).sorted(by: { $0.work.urgency < $1.work.urgency }) {
      let work = known.work
      let ways = ways(of: work.queue).count { known.waitingSince + $0.after <= now }
      let kind = Kind(queue: work.queue, playbook: work.playbook, channel: work.channel, ways: ways)
      guard !hopeless.contains(kind) else { continue }
      var able: [Able] = []
      for person in available { if let rank = rank(of: person.presence.person, for: known) { able.append(Able(person: person, rank: rank)) } }
      guard able.contains(where: { loads.isFree($0.person.presence, on: work.channel) }) else {
        hopeless.insert(kind)
        continue
      }
      guard let person = choose(for: known, among: able, loads) else { continue }
      let reservation = Reservation(work: work.id, person: person, since: now, until: now + settings.reservation)
      standing[work.id]?.stage = .offered(reservation)
      loads.add(work, to: person)
      outputs.append(.offered(reservation))
      guard hasRoom(loads) else { return }
    }
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
      standing[known.work.id]?.refused = []
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
    var soonest: Instant?
    func consider(_ instant: Instant) { if instant > now, soonest.map({ instant < $0 }) ?? true { soonest = instant } }
    var reaches: [String: [Reach]] = [:]
    for known in standing.values where known.holder == nil {
      if let reservation = known.reservation { consider(reservation.until) }
      let queue = known.work.queue
      if reaches[queue] == nil { reaches[queue] = Reach.of(queue, among: teams) }
      for reach in reaches[queue] ?? [] where reach.after.seconds > 0 { consider(known.waitingSince + reach.after) }
    }
    return soonest
  }
}
