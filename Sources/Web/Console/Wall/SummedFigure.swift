import Desk
import Playbook

/// A key figure that several playbooks declare, over all their cases: figures of one name and unit are the same figure.
struct SummedFigure {
  let name: String
  let unit: FigureMeasure.Unit
  /// How many cases or deadlines it is the mean of.
  let count: Int
  /// Nil without any.
  let value: Double?
  /// Nil where they aim at different things, or at nothing.
  let target: FigureTarget?

  /// Whether it is as good as was aimed at; nil without a value or a target.
  var isMet: Bool? { value.flatMap { value in target.map { $0.isMet(by: value) } } }

  /// - Parameter figures: at least one; all of one name and unit.
  init(_ figures: [KeyFigure]) {
    name = figures.first?.rule.name ?? ""
    unit = figures.first?.rule.measure.unit ?? .number
    let count = figures.reduce(0) { $0 + $1.count }
    self.count = count
    // Each value is a mean, and counts as often as it has samples.
    let sum = figures.reduce(0.0) { $0 + ($1.value ?? 0) * Double($1.count) }
    value = count == 0 ? nil : sum / Double(count)
    let targets = Set(figures.map(\.rule.target))
    target = targets.count == 1 ? targets.first ?? nil : nil
  }

  /// In the order in which the playbooks declare them first.
  static func all(of playbooks: [KeyFigures]) -> [SummedFigure] {
    struct Kind: Hashable {
      let name: String
      let unit: FigureMeasure.Unit
    }
    var kinds: [Kind] = []
    var found: [Kind: [KeyFigure]] = [:]
    for figure in playbooks.flatMap(\.figures) {
      let kind = Kind(name: figure.rule.name, unit: figure.rule.measure.unit)
      if found[kind] == nil { kinds.append(kind) }
      found[kind, default: []].append(figure)
    }
    return kinds.compactMap { kind in found[kind].map { SummedFigure($0) } }
  }
}
