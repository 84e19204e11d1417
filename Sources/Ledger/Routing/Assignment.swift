public import Playbook

/// Somebody has taken a task, or was given it. It stays when the task is done: whoever has worked on a case is offered its next task first.
public struct Assignment: Hashable, Sendable {
  public let work: WorkID
  /// Who holds it: `account:li`.
  public let person: String
  /// The channel of the case: it takes from the person's capacity there.
  public let channel: ChannelName
  public let at: Instant
  /// Who said so: the same person, or a supervisor.
  public let by: String
  /// When the task was done or withdrawn; nil while it is held.
  public var doneAt: Instant?

  public init(work: WorkID, person: String, channel: ChannelName, at: Instant, by: String, doneAt: Instant? = nil) {
    self.work = work
    self.person = person
    self.channel = channel
    self.at = at
    self.by = by
    self.doneAt = doneAt
  }
}

/// What became of an assignment.
public enum AssignmentResult: Hashable, Sendable {
  /// It is held by whom it says, from now on or since before.
  case made
  /// Somebody else holds the task.
  case held(by: String)
  /// The person holds as much on this channel as may be.
  case full
  /// The task was done.
  case over
}
