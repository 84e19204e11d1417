import Casework
import Playbook

/// What somebody registers, as it was read.
struct Registration: Sendable {
  let channel: ChannelName
  /// The number that was named; nil without one.
  let order: String?
  let phone: PhoneNumber?
  /// Proof that the number is theirs: the answer to a code.
  let phoneProof: String?
  /// Whether a program that lets people in says that the number is theirs.
  let isPhoneKnown: Bool
  let persons: [Party.ID: PersonID]
  /// Number and name: told with every problem.
  let shared: [FactReport]
  let problems: [Trouble]

  /// One of the problems.
  struct Trouble: Sendable {
    var facts: [FactReport]

    /// What is told of a fact; nil for nothing, and for what can't be known.
    func value(_ fact: Fact.ID) -> Value? { facts.last { $0.fact == fact }?.value }
  }

  /// The same by these.
  func registered(by persons: [Party.ID: PersonID]) -> Registration {
    Registration(
      channel: channel, order: order, phone: phone, phoneProof: phoneProof, isPhoneKnown: isPhoneKnown, persons: persons, shared: shared, problems: problems)
  }
}
