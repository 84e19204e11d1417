import Casework
public import Ledger
public import Playbook

/// An open task of a case, as routing sees it. Nothing of it is stored: cases say it.
public struct Work: Hashable, Sendable {
  /// The queue of tasks whose playbook names no role.
  public static let anyQueue = "agents"

  public let id: WorkID
  /// The role word of the playbook.
  public let queue: String
  /// The case's: it takes from people's capacity there.
  public let channel: ChannelName
  public let playbook: String
  public let openedAt: Instant
  /// The first moment at which the case misses a deadline, breaks a promise or has taken too long; nil when it has none.
  public let deadline: Instant?
  /// Whether somebody is to approve money or a ruling.
  public let isApproval: Bool

  public init(id: WorkID, queue: String, channel: ChannelName, playbook: String, openedAt: Instant, deadline: Instant?, isApproval: Bool = false) {
    self.id = id
    self.queue = queue
    self.channel = channel
    self.playbook = playbook
    self.openedAt = openedAt
    self.deadline = deadline
    self.isApproval = isApproval
  }

  /// - Parameter due: when the first deadline of the case is over; nil when none runs.
  init(_ task: OpenTask, of state: Case, openedAt: Instant, due: Instant? = nil) {
    let limits = state.timers.values.filter { $0.purpose == .caseLimit || $0.purpose == .followUpLimit }.map(\.due)
    self.init(
      id: WorkID(state.id, task.id), queue: task.role ?? Self.anyQueue, channel: state.channel, playbook: state.playbook, openedAt: openedAt,
      deadline: (state.promises.values.map(\.due) + limits + [due].compactMap(\.self)).min(), isApproval: task.isApproval)
  }

  /// What comes first: the earliest deadline, then the oldest.
  public var urgency: Urgency { Urgency(deadline: deadline, openedAt: openedAt, id: id) }

  /// The order in which work is offered. No two tasks stand in the same place.
  public struct Urgency: Hashable, Comparable, Sendable {
    public let deadline: Instant?
    public let openedAt: Instant
    public let id: WorkID

    public init(deadline: Instant?, openedAt: Instant, id: WorkID) {
      self.deadline = deadline
      self.openedAt = openedAt
      self.id = id
    }

    public static func < (left: Urgency, right: Urgency) -> Bool {
      let never = Instant(milliseconds: .max)
      return (left.deadline ?? never, left.openedAt, left.id) < (right.deadline ?? never, right.openedAt, right.id)
    }
  }
}

extension OpenTask {
  /// Whether somebody is to approve something.
  fileprivate var isApproval: Bool { if case .approval = purpose { true } else { false } }
}
