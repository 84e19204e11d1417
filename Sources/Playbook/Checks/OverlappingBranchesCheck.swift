/// **Finds** two alternatives of one decision that both fit some value, where neither covers the other: a value listed twice, ranges that overlap.
///
/// **Matters** because the first one is taken, silently, and the writer of the second believes it is theirs.
///
/// ```
/// - 判断 `配送费`
///   - 条件：超过 20 元
///   - 条件：不超过 30 元       “配送费”是 25 元时，两个分支都符合，只会走前一个。
/// ```
///
/// **Close it** by making the bounds meet: `超过 20 元`, `不超过 20 元`. **Level**: warning.
enum OverlappingBranchesCheck: Check {
  static let id = "overlapping-branches"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("两个分支都符合", "Two alternatives that both fit")
  static let help = Diagnostic.Message("让两个分支的范围正好相接，不要重叠。", "Make the bounds of the two alternatives meet instead of overlapping.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.steps.flatMap { step -> [Diagnostic] in
      guard case .decide(let id) = step.kind, let fact = checked.plan.fact(id) else { return [] }
      return step.branches.enumerated().compactMap { index, branch in
        for earlier in step.branches[..<index] {
          guard let value = sharedValue(earlier.condition, branch.condition, of: fact) else { continue }
          let words = fact.words(for: value, in: checked.plan.language)
          return checked.finding(
            Self.self, .warning, at: branch.sentence, "“\(fact.name)”是 \(words) 时，“\(checked.bare(earlier))”和“\(checked.bare(branch))”都符合，只会走前一个。",
            "When “\(fact.name)” is \(words), both “\(checked.bare(earlier))” and “\(checked.bare(branch))” fit; the first is taken.",
            story: checked.story(to: step, then: checked.bare(earlier)))
        }
        return nil
      }
    }
  }

  /// A value that both take, where each also takes another. What is covered whole is the unreachable branch's finding; and a wider alternative behind a
  /// narrower one (`不超过 5 分钟`, `不超过 30 分钟`) is how one writes down "the first that fits".
  private static func sharedValue(_ first: Condition, _ second: Condition, of fact: Fact) -> Value? {
    if fact.values != nil {
      let earlier = first.valuesSurelyTaken(of: fact.id)
      let later = second.valuesSurelyTaken(of: fact.id)
      return Set(later).isSubset(of: earlier) || Set(earlier).isSubset(of: later) ? nil : later.first(where: earlier.contains)
    }
    let earlier = Span.joined(Span.taken(by: first, of: fact.id))
    let later = Span.joined(Span.taken(by: second, of: fact.id))
    guard !Span.covers(earlier, later), !Span.covers(later, earlier) else { return nil }
    for one in earlier {
      for other in later { if let point = one.intersection(other).point { return value(point, of: fact) } }
    }
    return nil
  }

  private static func value(_ point: Double, of fact: Fact) -> Value? {
    switch fact.type {
    case .money: .money(fen: Int64(point))
    case .duration: .duration(TimeAmount(seconds: Int64(point)))
    case .number: .number(point)
    default: nil
    }
  }
}

extension Span {
  /// What an alternative takes of a fact's line; a part with anything but comparisons on it takes nothing for sure.
  fileprivate static func taken(by condition: Condition, of fact: Fact.ID) -> [Span] {
    condition.alternatives.compactMap { alternative in
      alternative.conjuncts.reduce(Span?.some(.everything)) { span, part in
        guard case .compare(fact, let comparison, let bound) = part, let number = bound.linear else { return nil }
        return span?.intersection(.comparing(comparison, to: number))
      }
    }
  }

  /// Whether each of the others lies in one of the spans, which are joined.
  fileprivate static func covers(_ spans: [Span], _ others: [Span]) -> Bool {
    others.allSatisfy { other in spans.contains { $0.intersection(other) == other } }
  }

  fileprivate func intersection(_ other: Span) -> Span {
    let from = lower > other.lower || (lower == other.lower && !includesLower) ? self : other
    let to = upper < other.upper || (upper == other.upper && !includesUpper) ? self : other
    return Span(lower: from.lower, includesLower: from.includesLower, upper: to.upper, includesUpper: to.includesUpper)
  }

  /// A whole number in it, where there is one.
  fileprivate var point: Double? {
    if lower == -.infinity { return upper == .infinity ? 0 : includesUpper ? upper : upper - 1 }
    let candidates = includesLower ? [lower] : [(lower + min(upper, lower + 200)) / 2, lower + 1]
    return candidates.map { $0.rounded() }.first(where: contains)
  }
}
