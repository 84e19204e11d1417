import Casework

/// What a turn is stored as, in UTF-8: see `StoredTurn`.
public struct TurnTexts: Sendable {
  public let signal: [UInt8]?
  public let events: [UInt8]

  /// - Throws: `LedgerError.unreadable` when a payload holds what JSON can't say (a number that isn't finite).
  public init(_ entry: Entry) throws(LedgerError) { try self.init(entry.signal, entry.events, of: entry.caseID) }

  init(_ signal: Signal?, _ events: [Event], of caseID: CaseID) throws(LedgerError) {
    do {
      self.signal = try signal.map { signal in
        let writer = JSONWriter()
        try writer.write(signal)
        return writer.bytes
      }
      let writer = JSONWriter()
      try writer.write(events)
      self.events = writer.bytes
    } catch {
      // Foundation says what is wrong.
      for event in events { _ = try StoredEvent(event) }
      throw .unreadable("what a signal adds to case \(caseID) can't be stored")
    }
  }
}

extension JSONWriter {
  fileprivate func write(_ events: [Event]) throws {
    let list = begin(object: false)
    for event in events {
      element(at: list)
      let row = begin(object: false)
      let kind = StoredKind(event.kind)
      element(at: row)
      put(kind.rawValue)
      element(at: row)
      put(Int64(kind.form))
      element(at: row)
      if let step = event.step { put(step) } else { encodeNil() }
      element(at: row)
      try writeBody(of: event.kind)
      close(to: list)
    }
    close(to: list - 1)
  }
}
