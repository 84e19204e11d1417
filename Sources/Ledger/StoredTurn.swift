public import Casework
public import Playbook

/// A turn as a ledger keeps it: the signal and its events as JSON text.
///
/// `events` is a list of `[kind, form, step, body]`; sequence numbers run on from `sequence`, and all of them happened at `at`.
public struct StoredTurn: Hashable, Sendable {
  public let caseID: CaseID
  /// Of the first event; without events, the number that the next one will have.
  public let sequence: Int
  public let count: Int
  public let at: Instant
  public let signal: String?
  public let events: String

  public init(caseID: CaseID, sequence: Int, count: Int, at: Instant, signal: String?, events: String) {
    self.caseID = caseID
    self.sequence = sequence
    self.count = count
    self.at = at
    self.signal = signal
    self.events = events
  }

  /// The same text again of a turn that was read.
  /// - Throws: `LedgerError.unreadable` when a payload holds what JSON can't say (a number that isn't finite).
  public init(_ turn: Turn) throws(LedgerError) {
    let texts = try TurnTexts(turn.signal, turn.events, of: turn.caseID, by: TurnScribe())
    self.init(
      caseID: turn.caseID, sequence: turn.events.first?.sequence ?? 1, count: turn.events.count, at: turn.at,
      signal: texts.signal.map { String(decoding: $0, as: UTF8.self) }, events: String(decoding: texts.events, as: UTF8.self))
  }

  /// - Throws: `LedgerError.unreadable` when this program doesn't know a kind or form, or the text isn't what it should be.
  public func turn(position: Int) throws(LedgerError) -> Turn {
    let signal: Signal?
    if let text = self.signal { signal = try StoredSignal.signal(text, of: caseID) } else { signal = nil }
    return Turn(position: position, caseID: caseID, signal: signal, at: at, events: try readEvents())
  }

  /// The events alone.
  public func readEvents() throws(LedgerError) -> [Event] {
    do {
      let (tree, rows) = try parts()
      var events: [Event] = []
      events.reserveCapacity(rows.count)
      for row in rows { events.append(try event(row, of: tree, sequence: sequence + events.count)) }
      return events
    } catch {
      throw .unreadable("case \(caseID): \(error.words)")
    }
  }

  private func parts() throws(LedgerError) -> (JSONTree, [Int]) {
    do {
      let tree = try JSONTree(Array(events.utf8))
      return (tree, try tree.elements(of: 0))
    } catch {
      throw .unreadable("the events from \(sequence) on can't be read: they aren't a list")
    }
  }

  private func event(_ row: Int, of tree: JSONTree, sequence: Int) throws(LedgerError) -> Event {
    let stored: StoredEvent
    let body: Int
    do {
      let columns = try tree.elements(of: row)
      guard columns.count == 4 else { throw JSONTree.Unfit() }
      body = columns[3]
      let step = tree.nodes[columns[2]].kind == .null ? nil : try tree.text(columns[2])
      stored = StoredEvent(
        sequence: sequence, at: at, step: step, kind: try tree.text(columns[0]), form: Int(try tree.integer(columns[1])), body: "")
    } catch {
      throw .unreadable("event \(sequence) can't be read: it isn't a kind, a form, a step and a body")
    }
    return try stored.event(StoredBody(tree, at: body))
  }
}
