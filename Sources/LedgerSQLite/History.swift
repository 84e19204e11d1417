import Casework
import Ledger

/// The events of a case, and which entries they lie in.
struct History {
  let events: [Event]
  private let turns: [(position: Int64, turn: StoredTurn)]

  init(_ turns: [(position: Int64, turn: StoredTurn)]) throws {
    self.turns = turns
    events = try turns.flatMap { try $0.turn.readEvents() }
  }

  func position(of sequence: Int) -> Int64 {
    turns.first { $0.turn.sequence <= sequence && sequence < $0.turn.sequence + $0.turn.count }?.position ?? 0
  }
}
