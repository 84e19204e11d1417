import Casework
import Ledger
import Synchronization

/// The end of the record as this process has written it, so that those who follow the record needn't read and open again what was just sealed and written.
///
/// A memory and no promise: what isn't in it, or may not be whole, is read from the file.
final class RecordTail: Sendable {
  /// Followers come within a tenth of a second, as a rule.
  private static let limit = 384

  private struct Contents {
    var turns: [Int: Turn] = [:]
    var states: [CaseID: Case] = [:]
    /// The last place that is known.
    var last = 0

    /// Half of it goes at once, so that it costs little for each turn.
    mutating func makeRoom() {
      let leaving = turns.keys.sorted().prefix(RecordTail.limit / 2)
      for position in leaving { turns[position] = nil }
      let kept = Set(turns.values.map(\.caseID))
      states = states.filter { kept.contains($0.key) }
    }
  }

  private let contents = Mutex(Contents())

  /// - Parameter stored: entries that are on disk, with their places.
  func take(_ stored: [(entry: Entry, position: Int)]) {
    guard !stored.isEmpty else { return }
    contents.withLock { contents in
      for (entry, position) in stored {
        if contents.turns.count >= Self.limit { contents.makeRoom() }
        contents.turns[position] = Turn(position: position, caseID: entry.caseID, signal: entry.signal, at: entry.at, events: entry.events)
        contents.last = max(contents.last, position)
        if contents.states[entry.caseID].map({ $0.eventCount < entry.state.eventCount }) ?? true { contents.states[entry.caseID] = entry.state }
      }
    }
  }

  /// What stands behind a place, without a gap. What another process has stored behind that, and this one hasn't heard of, comes with the next look.
  /// - Returns: nil when that has to be read from the file.
  func turns(after position: Int, limit: Int) -> [Turn]? {
    contents.withLock { contents in
      var (found, next): ([Turn], Int) = ([], position + 1)
      while found.count < limit, let turn = contents.turns[next] {
        found.append(turn)
        next += 1
      }
      // Another process wrote what lacks, or it is stored and not told yet.
      guard !found.isEmpty, found.count == limit || next > contents.last else { return nil }
      return found
    }
  }

  /// What was read from the file: what another process has changed isn't known here.
  func heard(_ turns: [Turn]) {
    contents.withLock { contents in
      contents.last = max(contents.last, turns.last?.position ?? 0)
      for turn in turns where contents.turns[turn.position] == nil { contents.states[turn.caseID] = nil }
    }
  }

  /// Cases as they stand behind the last turns that this process has written.
  func states(of ids: some Sequence<CaseID>) -> [CaseID: Case] {
    contents.withLock { contents in
      var found: [CaseID: Case] = [:]
      for id in ids { found[id] = contents.states[id] }
      return found
    }
  }

  /// Words were destroyed, or cases taken out.
  func forget() { contents.withLock { $0 = Contents() } }
}
