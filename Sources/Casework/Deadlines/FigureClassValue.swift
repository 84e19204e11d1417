public import Playbook

/// What a case was about, as one of its choices says.
public struct FigureClassValue: Hashable, Sendable {
  public let fact: Fact.ID
  /// The id of the choice's value.
  public let value: String

  public init(fact: Fact.ID, value: String) {
    self.fact = fact
    self.value = value
  }
}
