import Casework
import Playbook

/// Whose the words of a turn are, where they don't say so themselves.
struct WordOwners {
  let fields: PersonalFields
  private let persons: [Party.ID: PersonID]

  /// - Parameter persons: who the parties of the case are, as far as they were named.
  init(_ fields: PersonalFields, _ persons: [Party.ID: PersonID]) {
    self.fields = fields
    self.persons = persons
  }

  func owner(of event: Event) -> Party.ID {
    guard case .effectEnded(let ended) = event.kind else { return fields.customer }
    return party(of: ended.person)
  }

  /// - Parameter events: what came of the signal.
  func owner(of signal: Signal, _ events: [Event]) -> Party.ID {
    for event in events {
      switch (signal.content, event.kind) {
      case (.ended(let key, _), .effectEnded(let ended)) where ended.key == key: return party(of: ended.person)
      case (.perform(let action, _), .effectPlanned(let effect)) where effect.action == action: return effect.party ?? fields.customer
      case (.taskDone, .factLearned(let learned)): return fields.owner(of: learned.fact)
      default: continue
      }
    }
    return fields.customer
  }

  /// Who isn't named is called by the case's subject and the party.
  private func party(of person: PersonID?) -> Party.ID {
    guard let person else { return fields.customer }
    if let named = persons.first(where: { $0.value == person }) { return named.key }
    return person.text.lastIndex(of: "/").map { String(person.text[person.text.index(after: $0)...]) } ?? fields.customer
  }
}

extension Signal {
  /// Whether what it answers stands in the events in the clear: then it isn't personal.
  func isAnswerShown(in events: [Event]) -> Bool {
    guard case .taskDone(_, let choice) = content else { return false }
    return events.contains { if case .taskDone(let done) = $0.kind { done.choice == choice } else { false } }
  }

  /// Where its words stand, for whoever seals them.
  var sealingPlace: String { "\(caseID)/s/\(id)" }
}

extension Event {
  /// Where its words stand, for whoever seals them.
  func sealingPlace(in caseID: CaseID) -> String { "\(caseID)/e/\(sequence)" }
}
