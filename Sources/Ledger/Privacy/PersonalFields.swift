public import Playbook

/// Which facts of a playbook are personal, and whose.
///
/// A class because it is made once for each version and goes with every entry.
public final class PersonalFields: Sendable {
  /// Facts that are declared, and not as personal; nil where nothing is personal.
  private let open: Set<Fact.ID>?
  private let parties: Set<Party.ID>
  /// Whose it is where nothing says: the party that most cases are for.
  public let customer: Party.ID

  /// For cases of which no playbook says what is personal: no fact is. What is written and sent is people's all the same.
  public static let undeclared = PersonalFields(open: nil, parties: [], customer: usualCustomer)

  private static let usualCustomer = "customer"

  /// As a plan declares it. A fact that it doesn't know, from an earlier version, may have been personal.
  public convenience init(of plan: Plan) {
    let parties = plan.vocabulary.parties.map(\.id)
    self.init(
      open: Set(plan.vocabulary.facts.lazy.filter { !$0.isPersonal }.map(\.id)), parties: Set(parties),
      customer: parties.contains(Self.usualCustomer) ? Self.usualCustomer : parties.first ?? Self.usualCustomer)
  }

  /// Of a case that goes from one version to another: what either declares as personal is.
  public convenience init(from old: Plan, to new: Plan) {
    let (before, after) = (PersonalFields(of: old), PersonalFields(of: new))
    self.init(
      open: (before.open ?? []).intersection(after.open ?? []), parties: before.parties.union(after.parties), customer: after.customer)
  }

  /// - Parameters:
  ///   - open: the facts that aren't personal; nil where none is.
  ///   - customer: whose it is where nothing says.
  public init(open: Set<Fact.ID>?, parties: Set<Party.ID>, customer: Party.ID) {
    self.open = open
    self.parties = parties
    self.customer = customer
  }

  /// Whether what is known of the fact is personal.
  public func isPersonal(_ fact: Fact.ID) -> Bool { open.map { !$0.contains(fact) } ?? false }

  /// Whose a fact is: `rider.phone` is the rider's, where there is such a party.
  public func owner(of fact: Fact.ID) -> Party.ID {
    var rest = Substring(fact)
    while let dot = rest.lastIndex(of: ".") {
      rest = rest[..<dot]
      let party = String(rest)
      if parties.contains(party) { return party }
    }
    return customer
  }
}
