/// A deadline that a document declares: from one moment of a case to another, so much time, by a clock.
///
/// The customer has written: within 30 minutes of service time somebody answers. It is counted from the events of a case and decides nothing by itself.
public struct DeadlineRule: Labelled, Hashable, Sendable {
  public typealias ID = String

  public let id: ID
  public let labels: [String]
  /// Any of these begins it.
  public let from: [DeadlineMoment]
  /// Any of these ends it.
  public let until: [DeadlineMoment]
  public let allowance: Allowance
  /// What service time is counted by: the calendar of the document that declares it, or the main document's. Nil for the wall clock.
  public let calendar: ServiceCalendar?
  /// The clock stands still while any of these is so.
  public let pauses: [DeadlinePause]
  public let warning: DeadlineWarning?
  /// What follows when it is missed; nil when people are told and nothing else.
  public let consequence: DeadlineConsequence?
  /// The file that declares it.
  public let file: String
  public let place: Place
}

/// A moment of a case, from a closed list.
public enum DeadlineMoment: Hashable, Sendable {
  /// The case is opened, on this channel if one is named.
  case opened(ChannelName?)
  case closed
  /// The party got in touch: wrote, called or came, on this channel if one is named.
  case heard(Party.ID, ChannelName?)
  /// Something was said to the party: a message or approved wording arrived, a question was put, a call was answered. These messages don't count.
  case replied(Party.ID, apartFrom: Set<Message.ID>)
  /// An attempt to reach the party was made, however it went.
  case tried(Party.ID)
  /// A task was opened for a person, in this role if one is named.
  case handedOver(role: String?)
  /// A person is at it: has taken the task or done it, written to a party, or opened the case.
  case taken
  /// The condition begins to hold of what is known.
  case holds(Condition)
  case happened(NamedEvent.ID)
  case entered(Procedure.ID)
  case left(Procedure.ID)
}

/// Why the clock of a deadline stands still.
public enum DeadlinePause: Hashable, Sendable {
  /// A question to the party is open.
  case waiting(Party.ID)
  /// The condition holds of what is known.
  case holds(Condition)
}

/// When people are warned that a deadline will be missed.
public enum DeadlineWarning: Hashable, Sendable {
  /// So much time before, by the deadline's own clock.
  case before(TimeAmount)
  /// When so many per cent of the time are left.
  case left(percent: Int)
}

/// What a missed deadline does to its case.
public enum DeadlineConsequence: Hashable, Sendable {
  /// The case is told that this has happened.
  case event(NamedEvent.ID)
  /// This is done beside the procedure.
  case action(Action.ID)
}

extension DeadlineRule {
  /// How long the clock runs until people are warned; nil when nobody is, or when the time is counted in working days.
  public var timeToWarning: TimeAmount? {
    guard let warning, let time = allowance.time else { return nil }
    switch warning {
    case .before(let lead): return TimeAmount(seconds: time.seconds - lead.seconds)
    case .left(let percent): return TimeAmount(seconds: time.seconds * Int64(100 - percent) / 100)
    }
  }
}

extension Allowance {
  /// The amount; nil for working days, which have no fixed length.
  public var time: TimeAmount? {
    switch self {
    case .wall(let amount), .service(let amount): amount
    case .workingDays: nil
    }
  }

  /// The same kind of time, another amount of it. Working days stay as they are.
  public func with(_ amount: TimeAmount) -> Allowance {
    switch self {
    case .wall: .wall(amount)
    case .service: .service(amount)
    case .workingDays: self
    }
  }
}
