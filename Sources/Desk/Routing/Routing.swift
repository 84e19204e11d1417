public import Ledger
public import Playbook

/// Who is to do what: work, people and teams in, offers out. It knows no clock and stores nothing; the same inputs give the same outputs.
///
///     inputs → [apply each] → time-outs → offers that no longer hold → escalations → offers → outputs
///
/// Each piece of work waits, is offered to one person, or is held by one. Nobody is offered more than their capacity; a supervisor may give more.
public struct Routing: Sendable {
  /// What a desk may choose.
  public struct Settings: Hashable, Sendable {
    /// How long an offer stands.
    public var reservation: TimeAmount

    public init(reservation: TimeAmount = TimeAmount(seconds: 30)) { self.reservation = reservation }
  }

  /// What has happened.
  public enum Input: Hashable, Sendable {
    /// The task is open, as it stands now: with those who have worked on its case before, and whoever holds it by the ledger.
    case open(Work, veterans: Set<String>, holder: String?)
    /// The task isn't open any more.
    case gone(WorkID)
    case present(Presence)
    /// All there are.
    case teams([Team])
    /// The ledger has it that this person holds it: accepted, or given.
    case assigned(WorkID, to: String)
    /// Nobody holds it any more; whoever did isn't the first to be asked again.
    case takenBack(WorkID)
    case rejected(WorkID, by: String)
  }

  /// What follows.
  public enum Output: Hashable, Sendable {
    case offered(Reservation)
    /// The offer is off: the work is done, was given to somebody else, or the person can't take it any more.
    case withdrawn(Reservation)
    /// Nobody answered in time: the person is away now.
    case expired(Reservation)
    /// The work waits too long: this team may be offered it from now on.
    case escalated(WorkID, to: String)
  }

  /// Somebody who is there, or was.
  public struct Person: Hashable, Sendable {
    public internal(set) var presence: Presence
    /// Since when nothing was given to them or ended.
    var idleSince: Instant
  }

  public let settings: Settings
  public private(set) var standing = StandingWork()
  /// The same in order, for those who look.
  private(set) var order = WorkOrder()
  /// What people hold.
  private(set) var loads = Loads()
  /// What is offered to somebody: a few at a time, as people have room.
  private(set) var offered: Set<WorkID> = []
  /// What came to wait, or waits in another way, since it was last settled.
  var unsettled: Set<WorkID> = []
  var waiting = WaitingWork()
  public internal(set) var people: [String: Person] = [:]
  public private(set) var teams: [Team] = []
  /// It never goes back.
  public private(set) var now = Instant(milliseconds: .min)
  /// What nobody was told of yet.
  var untold = UntoldWork()
  /// By queue; made anew when teams change.
  private var reaches: [String: [Reach]] = [:]

  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Takes what has happened, in order; without any input, time alone has passed.
  public mutating func take(_ inputs: [Input], at now: Instant) -> [Output] {
    self.now = max(self.now, now)
    var outputs: [Output] = []
    for input in inputs { apply(input, &outputs) }
    settle(&outputs)
    return outputs
  }

  private mutating func apply(_ input: Input, _ outputs: inout [Output]) {
    switch input {
    case .open(let work, let veterans, let holder): open(work, veterans, holder, &outputs)
    case .gone(let id):
      guard let gone = standing[id] else { return }
      put(nil, for: id)
      if let reservation = gone.reservation { outputs.append(.withdrawn(reservation)) }
      if let holder = gone.holder { people[holder]?.idleSince = now }
    case .present(let presence):
      let wasAvailable = people[presence.person]?.presence.status == .available
      let idleSince = wasAvailable ? people[presence.person]?.idleSince : nil
      if people[presence.person]?.presence != presence { untold.note(presence.person) }
      people[presence.person] = Person(presence: presence, idleSince: idleSince ?? now)
    case .teams(let teams):
      self.teams = teams
      reaches = [:]
      sortAnew()
    case .assigned(let id, let person): assign(id, to: person, &outputs)
    case .takenBack(let id):
      guard let holder = standing[id]?.holder else { return }
      wait(id, refusedBy: [holder])
      people[holder]?.idleSince = now
    case .rejected(let id, let person):
      guard standing[id]?.reservation?.person == person else { return }
      change(id) {
        $0.stage = .waiting
        $0.refused.insert(person)
      }
    }
  }

  private mutating func open(_ work: Work, _ veterans: Set<String>, _ holder: String?, _ outputs: inout [Output]) {
    guard let known = standing[work.id] else {
      let stage: WorkStanding.Stage = holder.map { .assigned(to: $0) } ?? .waiting
      return put(WorkStanding(work: work, stage: stage, waitingSince: work.openedAt, veterans: veterans), for: work.id)
    }
    change(work.id) {
      $0.work = work
      $0.veterans = veterans
    }
    if let holder { assign(work.id, to: holder, &outputs) } else if known.holder != nil { wait(work.id) }
  }

  private mutating func assign(_ id: WorkID, to person: String, _ outputs: inout [Output]) {
    guard let known = standing[id], known.holder != person else { return }
    if let reservation = known.reservation, reservation.person != person { outputs.append(.withdrawn(reservation)) }
    change(id) { $0.stage = .assigned(to: person) }
    if let former = known.holder { people[former]?.idleSince = now }
    people[person]?.idleSince = now
  }

  private mutating func wait(_ id: WorkID, refusedBy refused: Set<String> = []) {
    let now = now
    change(id) {
      $0.stage = .waiting
      $0.waitingSince = now
      $0.escalatedTo = []
      $0.refused = refused
    }
  }

  // MARK: what is kept besides

  mutating func change(_ id: WorkID, _ change: (inout WorkStanding) -> Void) {
    guard var known = standing[id] else { return }
    change(&known)
    put(known, for: id)
  }

  /// The only place where work changes: what is counted and sorted by it goes with it.
  private mutating func put(_ new: WorkStanding?, for id: WorkID) {
    let old = standing.put(new, for: id)
    order.move(from: old, to: new)
    if old?.hand != new?.hand { untold.note(id, from: old?.hand) }
    if let old, let holder = old.holder { loads.remove(old.work, from: holder) }
    if let new, let holder = new.holder { loads.add(new.work, to: holder) }
    if new?.reservation == nil { offered.remove(id) } else { offered.insert(id) }
    guard let new, new.stage == .waiting else { return }
    if let old, old.stage == new.stage, old.waitingSince == new.waitingSince, old.work.sortsLike(new.work) { return }
    unsettled.insert(id)
  }

  /// Forgets how work was sorted: all of it is sorted again when it is settled.
  mutating func sortAnew() {
    waiting = WaitingWork()
    unsettled = Set(standing.values.filter { $0.holder == nil }.map(\.work.id))
  }

  /// The teams that work of this queue may go to.
  mutating func ways(of queue: String) -> [Reach] {
    if let known = reaches[queue] { return known }
    let found = Reach.of(queue, among: teams)
    reaches[queue] = found
    return found
  }
}

extension Work {
  /// Whether it stands in the same place among what waits.
  fileprivate func sortsLike(_ other: Work) -> Bool {
    urgency == other.urgency && queue == other.queue && playbook == other.playbook && channel == other.channel
  }
}
