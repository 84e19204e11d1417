public import Casework
public import Ledger
import Playbook

/// Keeps the words of cases up to date, so that they can be searched: what they are about, what facts are, what was written. Personal facts and the secrets of
/// links are left out.
///
///     record → SearchIndexer → SearchLedger
public actor SearchIndexer {
  private static let pageSize = 500

  private let ledger: any Ledger
  private let words: any SearchLedger
  private let shelf: PlaybookShelf

  /// - Parameter words: where they are kept; as a rule in the same ledger.
  public init(desk: Desk, words: any SearchLedger) {
    ledger = desk.ledger
    shelf = desk.shelf
    self.words = words
  }

  /// Reads the record to its end.
  /// - Throws: `DeskError.ledger` when it can't be read or the words can't be kept.
  public func catchUp() async throws(DeskError) {
    while try await !step() {}
  }

  /// - Returns: whether the end was reached.
  private func step() async throws(DeskError) -> Bool {
    let position: Int
    let read: (turns: [Turn], end: Int)
    do throws(LedgerError) {
      position = try await words.searchPosition()
      read = try await RecordReading.turns(after: position, limit: Self.pageSize, in: ledger)
    } catch { throw .ledger(error) }
    guard read.end > position else { return true }
    // Another reader may have been faster: the next step begins where it came to.
    _ = try await keep(try await found(in: read.turns), from: position, to: read.end)
    return false
  }

  private func keep(_ read: [SearchWords], from old: Int, to position: Int) async throws(DeskError) -> Bool {
    do throws(LedgerError) { return try await words.keepSearchWords(read, from: old, to: position) } catch { throw .ledger(error) }
  }

  /// Reads cases that were put back into the record behind the reader: what stands before it is read no more.
  /// - Throws: as `catchUp`.
  public func readAgain(_ cases: [CaseID]) async throws(DeskError) {
    for id in cases {
      let turns: [Turn]
      do throws(LedgerError) { turns = try await ledger.readTurns(of: id) } catch { throw .ledger(error) }
      var isKept = false
      while !isKept {
        let position: Int
        do throws(LedgerError) { position = try await words.searchPosition() } catch { throw .ledger(error) }
        isKept = try await keep(try await found(in: turns.filter { $0.position <= position }), from: position, to: position)
      }
    }
  }

  private func found(in turns: [Turn]) async throws(DeskError) -> [SearchWords] {
    let plans = try await plans(of: turns)
    return turns.compactMap { turn in
      let text = text(of: turn, plans[turn.caseID])
      return text.isEmpty ? nil : SearchWords(position: turn.position, caseID: turn.caseID, text: text)
    }
  }

  /// The plans that the cases run under now, for those that can be read.
  private func plans(of turns: [Turn]) async throws(DeskError) -> [CaseID: Plan] {
    let states: [CaseID: Case]
    do throws(LedgerError) { states = try await ledger.knownCases(Array(Set(turns.map(\.caseID)))) } catch { throw .ledger(error) }
    var plans: [CaseID: Plan] = [:]
    for (id, state) in states { plans[id] = try await shelf.readablePlan(version: state.version) }
    return plans
  }

  /// - Parameter plan: a fact that it doesn't know may have been personal, and isn't searched; nil knows none.
  private func text(of turn: Turn, _ plan: Plan?) -> String {
    var lines: [String] = []
    for event in turn.events {
      switch event.kind {
      case .opened(let opened): lines += [turn.caseID.text, opened.subject]
      case .wrote(let wrote): lines.append(wrote.message.text)
      case .taskOpened(let task): lines.append(task.text)
      case .factLearned(let learned):
        guard case .text(let text)? = learned.value, plan?.fact(learned.fact)?.isPersonal == false else { continue }
        lines.append(text)
      default: continue
      }
    }
    return LinkTokens.masked(lines.joined(separator: "\n"))
  }
}
