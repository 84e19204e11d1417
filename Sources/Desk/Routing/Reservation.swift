import Casework
public import Ledger
public import Playbook

/// Work that is offered to one person for a while, and to nobody else meanwhile.
public struct Reservation: Hashable, Sendable {
  public let work: WorkID
  public let person: String
  public let since: Instant
  /// Who hasn't answered by then is away.
  public let until: Instant

  /// Told apart from every other offer of the same work by its end.
  public struct ID: Hashable, Sendable {
    public let work: WorkID
    public let until: Instant

    /// `C-000001:k42:1795305600000`.
    public var text: String { "\(work.caseID):\(work.task):\(until.milliseconds)" }

    init(work: WorkID, until: Instant) {
      self.work = work
      self.until = until
    }

    /// Nil when the text can't be one.
    public init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 3, let milliseconds = Int64(parts[parts.count - 1]) else { return nil }
      // A case's name may have colons of its own.
      work = WorkID(CaseID(parts.dropLast(2).joined(separator: ":")), TaskID(String(parts[parts.count - 2])))
      until = Instant(milliseconds: milliseconds)
    }
  }

  public var id: ID { ID(work: work, until: until) }
}

/// How a piece of work stands.
public struct WorkStanding: Hashable, Sendable {
  /// What becomes of it.
  public enum Stage: Hashable, Sendable {
    case waiting
    // A few are offered at a time, and many wait: it is kept apart from them.
    indirect case offered(Reservation)
    case assigned(to: String)
  }

  public internal(set) var work: Work
  public internal(set) var stage: Stage
  /// Since when nobody holds it.
  public internal(set) var waitingSince: Instant
  /// The teams that it went to because it waits too long, in order.
  public internal(set) var escalatedTo: [String] = []
  /// Who didn't want it.
  var refused: Set<String> = []
  /// Who has worked on its case before.
  var veterans: Set<String>

  /// Who holds it; nil while it waits or is offered.
  public var holder: String? { if case .assigned(let person) = stage { person } else { nil } }
  /// To whom it is offered; nil when it isn't.
  public var reservation: Reservation? { if case .offered(let reservation) = stage { reservation } else { nil } }
}
