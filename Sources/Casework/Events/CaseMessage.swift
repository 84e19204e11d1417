public import Playbook

/// Words written into a case: by one of its parties, or at the desk, to a party or for the desk alone.
public struct CaseMessage: Hashable, Sendable, Codable {
  /// In characters.
  public static let longestText = 8_000

  /// The party who wrote; nil for the desk.
  public let from: Party.ID?
  /// The party it goes to; nil for what a party wrote and for a note that stays at the desk.
  public let to: Party.ID?
  /// Where it was written, or where it goes; nil for a note.
  public let channel: ChannelName?
  public let text: String
  /// For a remark on the document, the step whose sentence it is about; nil for everything else.
  public private(set) var step: Step.ID? = nil

  /// A party wrote.
  public static func from(_ party: Party.ID, on channel: ChannelName, _ text: String) -> CaseMessage {
    CaseMessage(from: party, to: nil, channel: channel, text: text)
  }

  /// The desk writes to a party.
  public static func to(_ party: Party.ID, on channel: ChannelName, _ text: String) -> CaseMessage {
    CaseMessage(from: nil, to: party, channel: channel, text: text)
  }

  /// A note for the desk alone. - Parameter step: for a remark on the document, the step whose sentence it is about.
  public static func note(_ text: String, at step: Step.ID? = nil) -> CaseMessage {
    var note = CaseMessage(from: nil, to: nil, channel: nil, text: text)
    note.step = step
    return note
  }

  /// The same with other words.
  func saying(_ text: String) -> CaseMessage {
    var message = CaseMessage(from: from, to: to, channel: channel, text: text)
    message.step = step
    return message
  }
}

/// Somebody wrote into the case.
public struct Wrote: Hashable, Sendable, Codable {
  public let message: CaseMessage
  public let sender: Sender
}
