/// What somebody is to the desk. What a role may do is said where it is asked: at the door.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable {
  case agent, supervisor, quality, administrator
  /// Those who write, approve and publish playbooks. Nobody approves what they wrote.
  case author, approver, publisher
  case merchant, rider, customer
  /// A program of the platform's.
  case integration
}
