public import Ledger

/// What changes about work without a case telling of it: who has a task, to whom it is offered, whether somebody is there.
public enum WorkChange: Hashable, Sendable {
  case moved(Move)
  /// Whether this person takes work, or how much.
  case presence(of: String)

  /// With whom a task is.
  public enum Hand: Hashable, Sendable {
    case offered(to: String)
    case held(by: String)

    public var person: String {
      switch self {
      case .offered(let person), .held(let person): person
      }
    }
  }

  /// A task went from one hand to another.
  public struct Move: Hashable, Sendable {
    public let work: WorkID
    /// Nil for one that nobody had, or was asked to take.
    public let former: Hand?
    /// Nil for one that nobody has now.
    public let hand: Hand?
    /// Who gave it to whoever holds it now; nil where that isn't known, and for what nobody holds.
    public let giver: String?
  }

  /// What a move means for somebody whom it concerns. The words are told and never change.
  public enum Meaning: String, Hashable, Sendable {
    case offered
    /// Somebody else gave it to them.
    case given
    /// They took it themselves.
    case taken
    /// It is with them no more: taken back, given to somebody else, done, or not accepted in time.
    case gone
  }
}

extension WorkChange {
  /// Whom it concerns, and what it means for each; somebody's presence means nothing further.
  public var meanings: [String: Meaning] {
    guard case .moved(let move) = self else { return [:] }
    var meanings: [String: Meaning] = [:]
    if let former = move.former { meanings[former.person] = .gone }
    switch move.hand {
    case .offered(let person)?: meanings[person] = .offered
    case .held(let person)?: meanings[person] = move.giver.map { $0 == person } ?? true ? .taken : .given
    case nil: break
    }
    return meanings
  }
}

extension WorkStanding {
  /// With whom it is; nil while it waits.
  var hand: WorkChange.Hand? {
    switch stage {
    case .waiting: nil
    case .offered(let reservation): .offered(to: reservation.person)
    case .assigned(let person): .held(by: person)
    }
  }
}

/// What has changed since it was last told, however often it changed.
struct UntoldWork: Sendable {
  /// Where tasks were when it was last told.
  private var former: [WorkID: WorkChange.Hand?] = [:]
  private var people: Set<String> = []

  mutating func note(_ id: WorkID, from hand: WorkChange.Hand?) {
    // What was told last counts, not what came between.
    if former.index(forKey: id) == nil { former.updateValue(hand, forKey: id) }
  }

  mutating func note(_ person: String) { people.insert(person) }

  /// Forgets it. - Parameter givers: who gave what, where that is known.
  /// - Returns: tasks in order, then people in order; what is as it was is left out.
  mutating func take(_ standing: StandingWork, givers: [WorkID: String]) -> [WorkChange] {
    guard !former.isEmpty || !people.isEmpty else { return [] }
    defer { (former, people) = ([:], []) }
    let moves = former.sorted { $0.key < $1.key }.compactMap { id, before -> WorkChange? in
      let hand = standing[id]?.hand
      return hand == before ? nil : .moved(WorkChange.Move(work: id, former: before, hand: hand, giver: givers[id]))
    }
    return moves + people.sorted().map { WorkChange.presence(of: $0) }
  }
}

extension Routing {
  mutating func takeUntold(_ givers: [WorkID: String]) -> [WorkChange] { untold.take(standing, givers: givers) }
}
