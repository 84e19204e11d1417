import Casework
import Playbook

/// How a customer may be reached, and whom the desk may call when nobody hears of them (O-05).
///
/// A playbook takes this if it declares the facts, as it takes ratings: the numbers as personal texts, so that they are masked, and sealed where the ledger seals.
extension OwnCase {
  /// The facts it is told as.
  enum ContactFact {
    static let phone: Fact.ID = "customer.phone"
    static let (emergencyPhone, emergencyName): (Fact.ID, Fact.ID) = ("emergency.phone", "emergency.name")
    static let (sameNumber, adult): (Fact.ID, Fact.ID) = ("emergency.same-number", "emergency.adult")
    /// What the number may be used for, as the customer agrees to it.
    static let consents: [Fact.ID] = ["consent.emergency", "consent.purpose"]
    static let record: Fact.ID = "emergency.record"
    static let change: Fact.ID = "emergency.change"
  }

  /// Somebody to be called when the customer can't be reached.
  struct EmergencyContact: Sendable {
    let name: String?
    let phone: String
    let isAdult: Bool
  }

  var takesPhone: Bool { isOpen && party == Self.rater && takesPersonalText(ContactFact.phone) }

  /// Without a fact for consent no number is taken.
  var takesEmergencyContact: Bool {
    guard isOpen, party == Self.rater, takesPersonalText(ContactFact.emergencyPhone), let consent = ContactFact.consents.first.flatMap(plan.fact) else {
      return false
    }
    if case .flag = consent.type { return true }
    return false
  }

  private func takesPersonalText(_ id: Fact.ID) -> Bool {
    guard let fact = plan.fact(id), case .text = fact.type else { return false }
    return fact.isPersonal
  }

  /// What is known of it: a text as it is kept; nil for other parties than the customer, and for what was told of another customer.
  func known(_ id: Fact.ID) -> String? {
    guard party == Self.rater, let known = state.facts[id], known.learned > beginning, case .text(let text)? = known.value else { return nil }
    return text
  }

  /// What the case is told of a new number.
  func reports(phone: PhoneNumber) -> [FactReport] { [FactReport(fact: ContactFact.phone, value: .text(phone.digits), source: party)] }

  /// - Parameter contact: nil takes it away, with the consents.
  func reports(emergency contact: EmergencyContact?, phone: String?) -> [FactReport] {
    var values: [(Fact.ID, Value?)] = [
      (ContactFact.emergencyPhone, contact.map { Value.text($0.phone) }), (ContactFact.emergencyName, contact?.name.map { Value.text($0) }),
    ]
    for consent in ContactFact.consents { values.append((consent, Value.flag(contact != nil))) }
    values.append((ContactFact.record, Value.choice(contact == nil ? "none" : "valid")))
    values.append((ContactFact.change, Value.choice(contact == nil ? "remove" : "register")))
    if let contact {
      values.append((ContactFact.adult, Value.flag(contact.isAdult)))
      if let own = phone ?? known(ContactFact.phone) { values.append((ContactFact.sameNumber, Value.flag(own == contact.phone))) }
    }
    return values.compactMap { id, value in
      guard let fact = plan.fact(id), value.map({ fits($0, fact) }) ?? true else { return nil }
      return FactReport(fact: id, value: value, source: party)
    }
  }

  /// A playbook may call something else by the same name: what doesn't fit isn't told.
  private func fits(_ value: Value, _ fact: Fact) -> Bool {
    switch (value, fact.type) {
    case (.text, .text): fact.isPersonal
    case (.flag, .flag): true
    case (.choice(let id), .choice(let choices)): choices.contains { $0.id == id }
    default: false
    }
  }
}
