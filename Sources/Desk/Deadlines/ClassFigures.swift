import Casework
public import Ledger
public import Playbook

/// How the cases of one playbook did in some days, told apart by what they were about.
public struct ClassFigures: Sendable {
  /// The cases of one value.
  public struct Row: Sendable {
    /// As readers of the document call the value; nil for the cases that don't know any.
    public let name: String?
    /// By figure.
    public let figures: [String: FigureTally]
  }

  public let rule: FigureClass
  /// In the order in which the values are declared; those that came up in no case are left out.
  public let rows: [Row]

  /// - Parameters:
  ///   - found: by the value's id.
  ///   - whole: of all cases, whatever they know.
  init(_ rule: FigureClass, of fact: Fact, in language: Language, _ found: [String: [String: FigureTally]], whole: [String: FigureTally]) {
    self.rule = rule
    let declared = (fact.values ?? []).compactMap { if case .choice(let id) = $0 { id } else { nil } }
    // Cases may have come to values that the playbook has no more.
    let values = declared + found.keys.filter { !declared.contains($0) }.sorted()
    let known = values.compactMap { id in found[id].map { Row(name: fact.words(for: .choice(id), in: language), figures: $0) } }
    let sums = known.map(\.figures).reduce(into: [:]) { sums, one in sums.merge(one, uniquingKeysWith: +) }
    let rest = whole.merging(sums) { $0 - $1 }.filter { $0.value.count > 0 }
    rows = known.isEmpty || rest.isEmpty ? known : known + [Row(name: nil, figures: rest)]
  }
}

extension Desk {
  /// The key figures of a current playbook by each class that it declares, as far as cases of these days have come to any; else as `keyFigures`.
  public func classFigures(of playbook: String, from first: CivilDay, to last: CivilDay) async throws(DeskError) -> [ClassFigures] {
    let plan = try await shelf.currentPlan(of: playbook)
    guard let store = ledger as? any DeadlineLedger, !plan.figureClasses.isEmpty else { return [] }
    let (start, end) = (first.start(in: plan.zone), CivilDay(number: last.number + 1).start(in: plan.zone))
    let (whole, found): ([String: FigureTally], [FigureClassValue: [String: FigureTally]])
    do throws(LedgerError) {
      whole = try await store.tallyFigures(of: playbook, from: start, to: end)
      found = try await store.tallyClasses(of: playbook, from: start, to: end)
    } catch { throw .ledger(error) }
    return plan.figureClasses.compactMap { rule in
      guard let fact = plan.vocabulary.fact(rule.fact) else { return nil }
      let values = found.filter { $0.key.fact == rule.fact }.map { ($0.key.value, $0.value) }
      let figures = ClassFigures(rule, of: fact, in: plan.language, Dictionary(uniqueKeysWithValues: values), whole: whole)
      return figures.rows.isEmpty ? nil : figures
    }
  }
}
