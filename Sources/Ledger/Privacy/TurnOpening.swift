public import Casework
public import Playbook

/// Opens what was sealed in the turns of one case. What has no key any more reads as erased.
public struct TurnOpening {
  private let caseID: CaseID
  private let key: (Party.ID) throws -> SealKey?
  private let wasErased: () throws -> Bool

  /// - Parameters:
  ///   - wasErased: whether somebody was erased from this case: then a party may have had another key than now.
  ///   - key: the key of a party of this case; nil where it was destroyed.
  public init(_ caseID: CaseID, wasErased: @escaping () throws -> Bool = { false }, key: @escaping (Party.ID) throws -> SealKey?) {
    self.caseID = caseID
    self.wasErased = wasErased
    self.key = key
  }

  /// - Throws: `LedgerError.unreadable` when something stands where it wasn't sealed for, or is damaged; and what `key` throws.
  public func events(_ events: [Event]) throws -> [Event] {
    try events.map { event in try event.changed(by: WordOpening(place: event.sealingPlace(in: caseID), wasErased: wasErased, key: key)) }
  }

  /// - Throws: as `events`.
  public func signal(_ signal: Signal?) throws -> Signal? {
    guard let signal else { return nil }
    return try signal.changed(by: WordOpening(place: signal.sealingPlace, wasErased: wasErased, key: key))
  }
}

/// Opens the words of one event or signal.
private struct WordOpening: PersonalChange {
  let place: String
  let wasErased: () throws -> Bool
  let key: (Party.ID) throws -> SealKey?

  func words(_ words: String, of party: Party.ID?, in field: String) throws -> String {
    guard let parts = SealedWords.parts(words) else { return words }
    return try opened(parts, in: field) ?? SealedWords.erased
  }

  func value(_ value: Value, of fact: Fact.ID, in field: String) throws -> Value {
    guard case .text(let text) = value, let parts = SealedWords.parts(text) else { return value }
    guard let plain = try opened(parts, in: field) else { return .text(SealedWords.erased) }
    return try StoredJSON.value(plain)
  }

  /// Nil where the key that it was sealed with is gone; the party may have another one since.
  private func opened(_ parts: SealedWords.Parts, in field: String) throws -> String? {
    guard let key = try self.key(parts.party) else { return nil }
    if key.mark != parts.mark, try wasErased() { return nil }
    guard let plain = key.open(parts.sealed, at: "\(place)/\(field)") else {
      throw LedgerError.unreadable("\(place): what is sealed in “\(field)” is damaged, or was sealed for another place")
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
