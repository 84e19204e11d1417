public import Playbook

extension CaseRule {
  /// What the opened case is told of the cases it was opened for.
  ///
  /// - Parameters:
  ///   - cases: those of the hit, in order of time.
  ///   - last: the case that was counted last, for what is copied from it.
  ///   - whole: for a rate, what the cases are counted against.
  ///   - plan: of the opened case; facts that it doesn't have are left out.
  public func reports(of cases: [CountedCase], last: Case?, whole: Int?, to plan: Plan) -> [FactReport] {
    carries.compactMap { carried in
      guard let value = value(of: carried, cases, last, whole), let fact = plan.fact(carried.fact), fact.accepts(value) else { return nil }
      return FactReport(fact: carried.fact, value: value, source: "watch \(id)")
    }
  }

  private func value(of carried: Carried, _ cases: [CountedCase], _ last: Case?, _ whole: Int?) -> Value? {
    switch carried.what {
    case .copied: last?.facts[carried.fact]?.value
    case .value(let value): value
    case .count: .number(Double(cases.count))
    case .distinct: .number(Double(Set(cases.compactMap(\.apart)).count))
    case .rate: whole.flatMap { $0 > 0 ? .number((Double(cases.count) * 1000 / Double($0)).rounded() / 10) : nil }
    case .denominator: whole.map { .number(Double($0)) }
    case .cases: .text(cases.map(\.id.text).joined(separator: "、"))
    case .since: cases.first.map { .time($0.at) }
    }
  }
}
