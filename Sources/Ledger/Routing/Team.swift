public import Playbook

/// People who serve queues together. A queue is a role word of playbooks' tasks.
public struct Team: Hashable, Sendable {
  /// Where work may go that waits too long.
  public struct Overflow: Hashable, Sendable {
    /// Whoever serves this queue may be offered the work as well.
    public let queue: String
    /// Behind the moment from which the work waits for this team.
    public let after: TimeAmount

    public init(queue: String, after: TimeAmount) {
      self.queue = queue
      self.after = after
    }
  }

  /// Who is to know of work that waits too long. That team may have one of its own: further and further.
  public struct Escalation: Hashable, Sendable {
    public let team: String
    /// Behind the moment from which the work waits for this team.
    public let after: TimeAmount

    public init(team: String, after: TimeAmount) {
      self.team = team
      self.after = after
    }
  }

  /// A plain word, as log-in names are: see `DeskAccount.isID`.
  public let id: String
  public var name: String
  /// The team's own first.
  public var queues: [String]
  /// By person, as callers are told apart (`account:li`): what each of them knows how to do.
  public var members: [String: Set<String>]
  /// By playbook: what somebody must know how to do to be offered its work by this team.
  public var needs: [String: Set<String>]
  public var overflow: Overflow?
  public var escalation: Escalation?
  /// Grows by one with each change: whoever changes a team says which state was looked at.
  public let revision: Int

  public init(
    id: String, name: String, queues: [String], members: [String: Set<String>] = [:], needs: [String: Set<String>] = [:], overflow: Overflow? = nil,
    escalation: Escalation? = nil, revision: Int = 1
  ) {
    self.id = id
    self.name = name
    self.queues = queues
    self.members = members
    self.needs = needs
    self.overflow = overflow
    self.escalation = escalation
    self.revision = revision
  }

  /// The same, one revision on: as a ledger keeps what was changed.
  package var next: Team {
    Team(id: id, name: name, queues: queues, members: members, needs: needs, overflow: overflow, escalation: escalation, revision: revision + 1)
  }
}
