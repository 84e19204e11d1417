/// An example that runs as a test: rows of what happens and what must follow.
public struct Story: Sendable {
  public let title: String
  public let file: String
  public let place: Place
  public let rows: [Row]

  /// Something happens, and then this must have followed.
  public struct Row: Sendable {
    /// What happens, in order.
    public let events: [Told<StoryEvent>]
    /// What must be seen when it has happened.
    public let expectations: [Told<StoryExpectation>]
    public let place: Place
  }

  /// Something read from a cell, with the words that say it.
  public struct Told<Meaning: Sendable>: Sendable {
    public let text: String
    public let place: Place
    public let meaning: Meaning
  }
}

/// What a row lets happen.
public enum StoryEvent: Hashable, Sendable {
  case starts(ChannelName, [FactSetting])
  /// The pending call to the party ends so; what was said in it.
  case contactEnds(Party.ID, ContactOutcome, [FactSetting])
  /// A party doesn't answer the pending question.
  case staysSilent(Party.ID)
  case learns(FactSetting)
  case learnsNothing(of: Fact.ID)
  /// A pending action ends so, or the next one will.
  case actionEnds(Action.ID, outcome: String, [FactSetting])
  case happens(NamedEvent.ID)
  case timePasses(TimeAmount)
  case agentChooses(String)
  case agentRuns(Action.ID)
  case promiseIsKept
  case nothing
}

/// What a row must have caused, or what must stand behind it.
public enum StoryExpectation: Hashable, Sendable {
  case action(Action.ID)
  case noAction(Action.ID)
  /// A call went out in this row; or a timer stands for it, this long from now.
  case contact(Party.ID, in: TimeAmount?)
  case question(Party.ID, Fact.ID?)
  case wording(String)
  case task(String?)
  case wait(TimeAmount?)
  case followUp(FollowUp.ID)
  case promiseOpen, promiseKept, promiseBroken
  /// What an account has got in this case, reserved parts left out; given away when negative.
  case balance(Account, MoneyUnit, Int64)
  case fact(FactSetting)
  case factUnknown(Fact.ID)
  case refused(Action.ID)
  case incident
  /// The case went back to a decision that would be another one now, or would have.
  case reconsidered
  case closed, open
}
