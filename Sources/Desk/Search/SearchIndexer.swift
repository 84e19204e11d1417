public import Casework
public import Ledger
import Playbook

/// Keeps the words of cases up to date, so that they can be searched: what they are about, what facts are, what was written. Personal facts are left out.
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
    do throws(LedgerError) {
      let position = try await words.searchPosition()
      let turns = try await ledger.readTurns(after: position, limit: Self.pageSize)
      guard let last = turns.last else { return true }
      // Another reader may have been faster: the next step begins where it came to.
      _ = try await words.keepSearchWords(try await found(in: turns), from: position, to: last.position)
      return false
    } catch { throw .ledger(error) }
  }

  /// Reads cases that were put back into the record behind the reader: what stands before it is read no more.
  /// - Throws: as `catchUp`.
  public func readAgain(_ cases: [CaseID]) async throws(DeskError) {
    do throws(LedgerError) {
      for id in cases {
        let turns = try await ledger.readTurns(of: id)
        while true {
          let position = try await words.searchPosition()
          let read = try await found(in: turns.filter { $0.position <= position })
          if try await words.keepSearchWords(read, from: position, to: position) { break }
        }
      }
    } catch { throw .ledger(error) }
  }

  private func found(in turns: [Turn]) async throws(LedgerError) -> [SearchWords] {
    let plans = try await plans(of: turns)
    return turns.compactMap { turn in
      let text = text(of: turn, plans[turn.caseID])
      return text.isEmpty ? nil : SearchWords(position: turn.position, caseID: turn.caseID, text: text)
    }
  }

  /// The plans that the cases run under now, for those that can be read.
  private func plans(of turns: [Turn]) async throws(LedgerError) -> [CaseID: Plan] {
    var plans: [CaseID: Plan] = [:]
    for (id, state) in try await ledger.readCases(Array(Set(turns.map(\.caseID)))) { plans[id] = try? await shelf.plan(version: state.version) }
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
    return lines.joined(separator: "\n")
  }
}
