public import Playbook

/// People were warned that a deadline of the case comes near. The procedure doesn't hear of it.
public struct DeadlineWarned: Hashable, Sendable, Codable {
  /// Which of the declared deadlines, and the event that it began with.
  public let deadline: DeadlineRule.ID
  public let origin: Int
  /// When its time is over, as it was worked out then; nil for never.
  public let due: Instant?

  public init(deadline: DeadlineRule.ID, origin: Int, due: Instant?) {
    self.deadline = deadline
    self.origin = origin
    self.due = due
  }
}
