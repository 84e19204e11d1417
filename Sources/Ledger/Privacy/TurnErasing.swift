public import Casework
public import Playbook

/// Takes the words of some parties out of turns that aren't sealed: in a ledger without a key, and in what was kept before there was one.
public struct TurnErasing {
  private let parties: Set<Party.ID>
  private let owners: WordOwners

  /// - Parameters:
  ///   - parties: whose words are taken out.
  ///   - persons: who the parties of the case are.
  public init(of parties: Set<Party.ID>, _ fields: PersonalFields, persons: [Party.ID: PersonID]) {
    self.parties = parties
    owners = WordOwners(fields, persons)
  }

  /// What is sealed stays as it is: its key goes.
  public func events(_ events: [Event]) throws -> [Event] {
    try events.map { event in try event.changed(by: WordErasing(parties: parties, owner: owners.owner(of: event), fields: owners.fields)) }
  }

  /// - Parameter events: what came of the signal.
  public func signal(_ signal: Signal?, _ events: [Event]) throws -> Signal? {
    guard let signal, !signal.isAnswerShown(in: events) else { return signal }
    return try signal.changed(by: WordErasing(parties: parties, owner: owners.owner(of: signal, events), fields: owners.fields))
  }
}

/// Takes words out of one event or signal.
private struct WordErasing: PersonalChange {
  let parties: Set<Party.ID>
  let owner: Party.ID
  let fields: PersonalFields

  func words(_ words: String, of party: Party.ID?, in field: String) -> String {
    parties.contains(party ?? owner) && !words.isEmpty && SealedWords.parts(words) == nil ? SealedWords.erased : words
  }

  func value(_ value: Value, of fact: Fact.ID, in field: String) -> Value {
    guard fields.isPersonal(fact), parties.contains(fields.owner(of: fact)) else { return value }
    if case .text(let text) = value, SealedWords.parts(text) != nil { return value }
    return .text(SealedWords.erased)
  }
}
