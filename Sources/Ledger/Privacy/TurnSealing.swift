import Casework
public import Playbook

/// Seals what a turn says of people, each party's words with the party's key.
public struct TurnSealing {
  private let caseID: CaseID
  private let signal: Signal
  private let events: [Event]
  private let owners: WordOwners
  private let key: (Party.ID) throws -> SealKey

  /// - Parameter key: the key of a party of this case; one is made where there is none.
  public init(_ entry: Entry, key: @escaping (Party.ID) throws -> SealKey) {
    caseID = entry.caseID
    signal = entry.signal
    events = entry.events
    owners = WordOwners(entry.personal ?? .undeclared, entry.state.persons)
    self.key = key
  }

  func sealedSignal() throws -> Signal {
    if signal.isAnswerShown(in: events) { return signal }
    return try signal.changed(by: WordSealing(place: signal.sealingPlace, owner: owners.owner(of: signal, events), fields: owners.fields, key: key))
  }

  func sealedEvents() throws -> [Event] {
    try events.map { event in
      try event.changed(by: WordSealing(place: event.sealingPlace(in: caseID), owner: owners.owner(of: event), fields: owners.fields, key: key))
    }
  }
}

/// Seals the words of one event or signal.
private struct WordSealing: PersonalChange {
  let place: String
  let owner: Party.ID
  let fields: PersonalFields
  let key: (Party.ID) throws -> SealKey

  func words(_ words: String, of party: Party.ID?, in field: String) throws -> String {
    words.isEmpty ? words : try sealed(words, of: party ?? owner, in: field)
  }

  func value(_ value: Value, of fact: Fact.ID, in field: String) throws -> Value {
    var isMarked = false
    if case .text(let text) = value { isMarked = SealedWords.areMarked(text) }
    guard isMarked || fields.isPersonal(fact) else { return value }
    return .text(try sealed(try StoredJSON.text(value), of: fields.owner(of: fact), in: field))
  }

  private func sealed(_ words: String, of party: Party.ID, in field: String) throws -> String {
    let key = try key(party)
    return SealedWords.text(try key.seal(Array(words.utf8), at: "\(place)/\(field)"), by: key, of: party)
  }
}
