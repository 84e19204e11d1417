import Casework
import Ledger
public import Playbook

/// How the cases of one playbook did in some days.
public struct KeyFigures: Sendable {
  public let playbook: String
  public let title: String
  /// Cases that were opened, and closed, in these days.
  public let opened: Int
  public let closed: Int
  /// As the playbook declares them.
  public let figures: [KeyFigure]
}

/// One key figure.
public struct KeyFigure: Sendable {
  public let rule: FigureRule
  /// How many cases or deadlines it is the mean of.
  public let count: Int
  /// In the measure's unit; nil without any.
  public let value: Double?

  /// Whether it is as good as was aimed at; nil without a value or a target.
  public var isMet: Bool? { value.flatMap { value in rule.target.map { $0.isMet(by: value) } } }

  init(_ rule: FigureRule, _ tally: FigureTally?) {
    self.rule = rule
    count = tally?.count ?? 0
    value = tally?.mean
  }
}

extension Desk {
  /// The key figures of all current playbooks that declare some and can be read, by playbook in order. Days are those of each playbook's clock.
  ///
  /// They stand on what the deadline watch has kept: `DeadlineWatch.catchUp` first.
  /// - Parameter playbook: only of this one; nil for all.
  public func keyFigures(from first: CivilDay, to last: CivilDay, of playbook: String? = nil) async throws(DeskError) -> [KeyFigures] {
    guard let store = ledger as? any DeadlineLedger else { return [] }
    let published: [PublishedPlaybook]
    do throws(LedgerError) { published = try await ledger.listPlaybooks() } catch { throw .ledger(error) }
    var found: [KeyFigures] = []
    for one in published where (playbook.map { $0 == one.id } ?? true) && one.mayDeclareFigures {
      guard let plan = try await shelf.readablePlan(version: one.version), !plan.figures.isEmpty else { continue }
      let tallies: [String: FigureTally]
      do throws(LedgerError) {
        tallies = try await store.tallyFigures(of: one.id, from: first.start(in: plan.zone), to: CivilDay(number: last.number + 1).start(in: plan.zone))
      } catch { throw .ledger(error) }
      found.append(
        KeyFigures(
          playbook: plan.id, title: plan.title, opened: tallies[FigureSample.opened]?.count ?? 0, closed: tallies[FigureSample.closed]?.count ?? 0,
          figures: plan.figures.map { KeyFigure($0, tallies[$0.id]) }))
    }
    return found
  }
}

extension CivilDay {
  /// Its midnight.
  package func start(in zone: TimeZoneOffset) -> Instant { Instant(milliseconds: number * 86_400_000 - Int64(zone.minutes) * 60_000) }
}

extension PublishedPlaybook {
  /// Whether it is worth compiling for its figures: most playbooks have none.
  fileprivate var mayDeclareFigures: Bool {
    sources.contains { source in source.text.contains("指标") || source.text.lowercased().contains("key figures") }
  }
}
