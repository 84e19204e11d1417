import Casework
import Ledger

/// The events of a case, and which entries they lie in.
struct History {
  let events: [Event]
  private let turns: [(position: Int64, turn: StoredTurn)]

  /// - Parameter ring: opens what was sealed. Nil leaves it as it stands: what follows from the events doesn't depend on it.
  init(_ turns: [(position: Int64, turn: StoredTurn)], _ ring: KeyRing? = nil) throws {
    self.turns = turns
    events = try turns.flatMap { try $0.turn.readEvents(ring) }
  }

  func position(of sequence: Int) -> Int64 {
    turns.first { $0.turn.sequence <= sequence && sequence < $0.turn.sequence + $0.turn.count }?.position ?? 0
  }
}
