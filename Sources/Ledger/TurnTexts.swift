import Casework

/// What a turn is stored as, in UTF-8: see `StoredTurn`.
public struct TurnTexts: Sendable {
  public let signal: [UInt8]?
  public let events: [UInt8]

  /// - Throws: `LedgerError.unreadable` when a payload holds what JSON can't say (a number that isn't finite).
  public init(_ entry: Entry, by scribe: TurnScribe) throws(LedgerError) { try self.init(entry.signal, entry.events, of: entry.caseID, by: scribe) }

  /// The same with what is said of people sealed.
  /// - Throws: as above, and `LedgerError.unavailable` when it can't be sealed.
  public init(_ entry: Entry, sealedBy sealing: TurnSealing, by scribe: TurnScribe) throws(LedgerError) {
    let (signal, events): (Signal, [Event])
    do {
      signal = try sealing.sealedSignal()
      events = try sealing.sealedEvents()
    } catch let error as LedgerError { throw error } catch {
      throw .unavailable("what is personal can't be sealed: \(error)")
    }
    try self.init(signal, events, of: entry.caseID, by: scribe)
  }

  init(_ signal: Signal?, _ events: [Event], of caseID: CaseID, by scribe: TurnScribe) throws(LedgerError) {
    let writer = scribe.writer
    do {
      if let signal { try writer.write(signal) }
      self.signal = signal == nil ? nil : writer.take()
      try writer.write(events)
      self.events = writer.take()
    } catch {
      writer.reset()
      // Foundation says what is wrong.
      for event in events { _ = try StoredEvent(event) }
      throw .unreadable("what a signal adds to case \(caseID) can't be stored")
    }
  }
}

/// Writes turns one after another, in the same memory.
public final class TurnScribe {
  fileprivate let writer = JSONWriter()

  public init() {}
}

extension JSONWriter {
  fileprivate func write(_ events: [Event]) throws {
    raw("[")
    for (index, event) in events.enumerated() {
      let kind = StoredKind(event.kind)
      raw(index == 0 ? "[" : ",[")
      put(kind.rawValue)
      raw(",")
      put(Int64(kind.form))
      raw(",")
      if let step = event.step { put(step) } else { encodeNil() }
      raw(",")
      try writeBody(of: event.kind)
      raw("]")
    }
    raw("]")
  }
}
