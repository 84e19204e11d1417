/// Reads what stands behind `条件：` into a condition.
struct ConditionReader {
  /// An answer the step can get: an outcome, a choice, an awaited event.
  struct Answer {
    let labels: [String]
    /// The answers it stands for: one, or several for a name like `联系不到`.
    let ids: [String]
  }

  let names: Names
  /// The fact that is being decided, whose values stand alone.
  let fact: Fact?
  let answers: [Answer]

  /// - Returns: nil when a part of the text is neither a value nor an answer nor a condition on a declared fact.
  func read(_ text: Substring) -> Condition? {
    read(text.trimmed, separators: [["或者", "或", "||", "or"], ["并且", "而且", "且", "&&", "and"], ["、", "/", "，", ","]])
  }

  /// Whole names first: a separator inside a declared name isn't one. `或` binds weaker than `且`, `、` stronger than both.
  private func read(_ text: Substring, separators: [[String]]) -> Condition? {
    let text = text.trimmed(of: ["，", ",", "、"])
    if let leaf = leaf(text) { return leaf }
    guard let level = separators.first else { return nil }
    let parts = text.cutOutsideBrackets(at: level)
    guard parts.count > 1 else { return read(text, separators: Array(separators.dropFirst())) }
    var conditions: [Condition] = []
    for part in parts {
      let rest = Array(separators.dropFirst())
      if let condition = read(part, separators: rest) ?? continuation(of: conditions.last, part) {
        conditions.append(condition)
      } else {
        return nil
      }
    }
    return separators.count == 2 ? .all(conditions) : merged(conditions)
  }

  /// In `F=A、B` the second value belongs to the fact of the first.
  private func continuation(of previous: Condition?, _ text: Substring) -> Condition? {
    guard case .fact(let id, _)? = previous, let value = names.vocabulary.fact(id)?.value(text) else { return nil }
    return .fact(id, isOneOf: [value])
  }

  /// Values of one fact, and answers, that are joined by `或` become one list.
  private func merged(_ conditions: [Condition]) -> Condition {
    var merged: [Condition] = []
    for condition in conditions {
      switch (merged.last, condition) {
      case (.fact(let last, let values)?, .fact(let next, let more)) where last == next:
        merged[merged.count - 1] = .fact(last, isOneOf: values + more)
      case (.answer(let values)?, .answer(let more)): merged[merged.count - 1] = .answer(isOneOf: values + more)
      default: merged.append(condition)
      }
    }
    return merged.count == 1 ? merged[0] : .any(merged)
  }

  private func leaf(_ text: Substring) -> Condition? {
    let wanted = normalized(text)
    guard !wanted.isEmpty else { return nil }
    if let answer = answers.first(where: { $0.labels.contains { normalized($0) == wanted } }) { return .answer(isOneOf: answer.ids) }
    if let fact, let value = closedValue(fact, text) { return .fact(fact.id, isOneOf: [value]) }
    if Keywords.otherwise.contains(where: { normalized($0) == wanted }) { return .otherwise }
    if Keywords.unknown.contains(where: { normalized($0) == wanted }) { return .unknown }
    if let comparison = comparison(text) { return comparison }
    // A flag's name alone means that it is so.
    if let flag = names.fact(text), case .flag = flag.type { return .fact(flag.id, isOneOf: [.flag(true)]) }
    for keyword in Keywords.unknown where wanted.hasSuffix(normalized(keyword)) {
      let head = text.dropLast(keyword.count).trimmed
      if let fact = names.fact(head) { return .isUnknown(fact.id) }
    }
    return nil
  }

  /// A bare text is a value only where the values are closed or carry a unit; free text could be anything.
  private func closedValue(_ fact: Fact, _ text: Substring) -> Value? {
    if case .text = fact.type { return nil }
    return fact.value(text)
  }

  private enum Operator { case equals, differs, compares(Comparison) }

  private static let operators: [(sign: String, meaning: Operator)] = [
    (">=", .compares(.atLeast)), ("≥", .compares(.atLeast)), ("<=", .compares(.atMost)), ("≤", .compares(.atMost)), ("≠", .differs), ("!=", .differs),
    (">", .compares(.more)), ("＞", .compares(.more)), ("<", .compares(.less)), ("＜", .compares(.less)), ("=", .equals), ("＝", .equals),
    ("不超过", .compares(.atMost)), ("不少于", .compares(.atLeast)), ("不低于", .compares(.atLeast)), ("不高于", .compares(.atMost)),
    ("至少", .compares(.atLeast)), ("至多", .compares(.atMost)), ("超过", .compares(.more)), ("大于", .compares(.more)), ("高于", .compares(.more)),
    ("少于", .compares(.less)), ("小于", .compares(.less)), ("低于", .compares(.less)), ("at least", .compares(.atLeast)),
    ("at most", .compares(.atMost)), ("more than", .compares(.more)), ("less than", .compares(.less)), ("over", .compares(.more)),
    ("under", .compares(.less)), ("不是", .differs), ("不为", .differs), ("是", .equals), ("为", .equals), ("is not", .differs), ("is", .equals),
  ]

  private func comparison(_ text: Substring) -> Condition? {
    for (sign, meaning) in Self.operators {
      // The sign may stand inside a name first: `是否到店 是 否`.
      for place in text.ranges(of: sign) {
        let left = text[..<place.lowerBound].trimmed
        guard let subject = left.isEmpty ? fact : names.fact(left) ?? names.fact(left.withoutVerb) else { continue }
        if let condition = condition(on: subject, meaning, text[place.upperBound...].trimmed) { return condition }
      }
    }
    return nil
  }

  private func condition(on subject: Fact, _ meaning: Operator, _ right: Substring) -> Condition? {
    switch meaning {
    case .compares(let comparison):
      guard let value = subject.value(right), value.order(to: value) != nil else { return nil }
      return .compare(subject.id, comparison, value)
    case .equals:
      if Keywords.unknown.contains(where: { normalized($0) == normalized(right) }) { return .isUnknown(subject.id) }
      return subject.value(right).map { .fact(subject.id, isOneOf: [$0]) }
    case .differs:
      guard let value = subject.value(right), let all = subject.values else { return nil }
      return .fact(subject.id, isOneOf: all.filter { $0 != value })
    }
  }
}

extension Substring {
  /// `fee is` in `fee is at most 30`.
  fileprivate var withoutVerb: Substring { lowercased().hasSuffix(" is") ? dropLast(3).trimmed : self }
}
