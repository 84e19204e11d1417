/// Names in conditions, and in what is written like them: settings, cells of tables.
extension MentionReading {
  private static let operators: [[Character]] = [
    "不超过", "不少于", "不低于", "不高于", "至少", "至多", "超过", "大于", "高于", "少于", "小于", "低于", "isatleast", "isatmost", "isnot", "isover", "isunder", "atleast",
    "atmost", "morethan", "lessthan", ">=", "<=", "!=", "不是", "不为", "is", "≥", "≤", "≠", ">", "<", "=", "是", "为",
  ].map(Array.init)
  private static let separators: Set<Character> = ["、", ",", ";", "；", "，", "且", "或"]

  /// What the walk expects next.
  private enum Expecting {
    case anything
    /// Right behind a fact: a sign, and the value it is compared with.
    case sign(Fact.ID)
    case value(Fact.ID)
  }

  /// - Parameter answers: the names that may stand alone there: values of the decision's fact, outcomes, events.
  mutating func noteConditions(in part: Substring, _ rich: RichText, answers: [NameIndex] = []) {
    let text = NameIndex.Text(part)
    var expecting = Expecting.anything
    var last: Fact.ID?
    var index = 0
    while index < text.characters.count {
      switch expecting {
      case .sign(let fact):
        expecting = .anything
        if let sign = Self.operators.first(where: { text.characters[index...].starts(with: $0) }) {
          index += sign.count
          expecting = .value(fact)
        }
        continue
      case .value(let fact):
        expecting = .anything
        if let (symbol, count) = values(of: fact)?.longest(in: text, at: index) {
          note(symbol, text.part(index..<index + count), rich)
          index += count
        } else if names.vocabulary.fact(fact)?.values == nil {
          // Free text up to the next separator: what it says is no name.
          while index < text.characters.count, !Self.separators.contains(text.characters[index]) { index += 1 }
        }
        continue
      case .anything: break
      }
      // Of two equally long names the first is meant: answers before facts, as conditions are read.
      var found = answers.compactMap { $0.longest(in: text, at: index) }
      if let last, let value = values(of: last)?.longest(in: text, at: index) { found.append(value) }
      if let fact = facts.longest(in: text, at: index) { found.append(fact) }
      guard let most = found.map(\.count).max(), let best = found.first(where: { $0.count == most }) else {
        index += 1
        continue
      }
      note(best.symbol, text.part(index..<index + best.count), rich)
      index += best.count
      if best.symbol.kind == .fact {
        last = best.symbol.id
        expecting = .sign(best.symbol.id)
      }
    }
  }

  /// The names that stand alone behind `条件：` below a step with these answers; nil where a person says whatever they like.
  mutating func answerNames(_ scope: AnswerScope?) -> [NameIndex]? {
    switch scope {
    case .fact(let id): return values(of: id).map { [$0] } ?? []
    case .action(let id): return names.vocabulary.action(id).map { [NameIndex($0.outcomes, .outcome, of: id)] } ?? []
    case .followUp(let id): return (names.vocabulary.followUp(id).map { [NameIndex($0.outcomes, .ending, of: id)] } ?? []) + [events]
    case .wait: return [events]
    case .contact, nil: return []
    case .person: return nil
    }
  }
}
