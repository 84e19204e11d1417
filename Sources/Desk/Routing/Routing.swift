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
  public internal(set) var standing: [WorkID: WorkStanding] = [:]
  public internal(set) var people: [String: Person] = [:]
  public private(set) var teams: [Team] = []
  /// It never goes back.
  public private(set) var now = Instant(milliseconds: .min)
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
      guard let gone = standing.removeValue(forKey: id) else { return }
      if let reservation = gone.reservation { outputs.append(.withdrawn(reservation)) }
      if let holder = gone.holder { people[holder]?.idleSince = now }
    case .present(let presence):
      let wasAvailable = people[presence.person]?.presence.status == .available
      let idleSince = wasAvailable ? people[presence.person]?.idleSince : nil
      people[presence.person] = Person(presence: presence, idleSince: idleSince ?? now)
    case .teams(let teams):
      self.teams = teams
      reaches = [:]
    case .assigned(let id, let person): assign(id, to: person, &outputs)
    case .takenBack(let id):
      guard let holder = standing[id]?.holder else { return }
      wait(id)
      standing[id]?.refused = [holder]
      people[holder]?.idleSince = now
    case .rejected(let id, let person):
      guard standing[id]?.reservation?.person == person else { return }
      standing[id]?.stage = .waiting
      standing[id]?.refused.insert(person)
    }
  }

  private mutating func open(_ work: Work, _ veterans: Set<String>, _ holder: String?, _ outputs: inout [Output]) {
    guard let known = standing[work.id] else {
      standing[work.id] = WorkStanding(
        work: work, stage: holder.map { WorkStanding.Stage.assigned(to: $0) } ?? .waiting, waitingSince: work.openedAt, veterans: veterans)
      return
    }
    standing[work.id]?.work = work
    standing[work.id]?.veterans = veterans
    if let holder { assign(work.id, to: holder, &outputs) } else if known.holder != nil { wait(work.id) }
  }

  private mutating func assign(_ id: WorkID, to person: String, _ outputs: inout [Output]) {
    guard let known = standing[id], known.holder != person else { return }
    if let reservation = known.reservation, reservation.person != person { outputs.append(.withdrawn(reservation)) }
    standing[id]?.stage = .assigned(to: person)
    if let former = known.holder { people[former]?.idleSince = now }
    people[person]?.idleSince = now
  }

  private mutating func wait(_ id: WorkID) {
    standing[id]?.stage = .waiting
    standing[id]?.waitingSince = now
    standing[id]?.escalatedTo = []
    standing[id]?.refused = []
  }

  /// The teams that work of this queue may go to.
  mutating func ways(of queue: String) -> [Reach] {
    if let known = reaches[queue] { return known }
    let found = Reach.of(queue, among: teams)
    reaches[queue] = found
    return found
  }
}
