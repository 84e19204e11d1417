public import Playbook

extension Retelling {
  /// How the end of a deadline was worked out, line by line: where it began, each stretch in which its clock ran or stood still, and how it ended.
  /// - Parameter events: of the case: the one it began with is told in words.
  public func derivation(of deadline: CaseDeadline, by rule: DeadlineRule, events: [Event]) -> [String] {
    let origin = events.first { $0.sequence == deadline.origin }.flatMap { line($0)?.text }
    var lines = [
      say(
        "起点：第 \(deadline.origin) 条事件，\(moment(deadline.from, rule))" + (origin.map { "，\($0)" } ?? ""),
        "It began with event \(deadline.origin), \(moment(deadline.from, rule))" + (origin.map { ": \($0)" } ?? ""))
    ]
    for pause in deadline.pauses {
      lines.append(
        say(
          "\(moment(pause.from, rule)) 起暂停（\(cause(pause.cause))），还剩 \(rule.allowance.with(pause.left).text(in: language))",
          "From \(moment(pause.from, rule)) the clock stood still (\(cause(pause.cause))), with \(rule.allowance.with(pause.left).text(in: language)) left"))
      if let until = pause.until { lines.append(say("\(moment(until, rule)) 起继续", "From \(moment(until, rule)) it ran again")) }
    }
    if let since = deadline.since { lines += way(of: deadline, by: rule, since: since) }
    switch deadline.end {
    case .met(let at): lines.append(say("办到：\(moment(at, rule))", "Met: \(moment(at, rule))"))
    case .lapsed(let at): lines.append(say("不再需要：\(moment(at, rule))", "Not needed any more: \(moment(at, rule))"))
    case nil: break
    }
    return lines
  }

  /// The last stretch, by the calendar's own words.
  private func way(of deadline: CaseDeadline, by rule: DeadlineRule, since: Instant) -> [String] {
    let rest = deadline.left.map { rule.allowance.with($0) } ?? rule.allowance
    if case .wall(let time) = rest { return Deadline.wall(time, from: since, in: zone(of: rule)).derivation.map { $0.text(in: language) } }
    guard let calendar = rule.calendar else { return [] }
    do throws(NeverDue) {
      return try calendar.deadline(rest, from: since).derivation.map { $0.text(in: language) }
    } catch {
      return [error.message.text(in: language)]
    }
  }

  private func cause(_ cause: DeadlinePause) -> String {
    switch cause {
    case .waiting(let party): return say("等\(name(ofParty: party))回答", "waiting for \(name(ofParty: party))")
    case .holds(let condition):
      let facts = condition.facts.map { name(ofFact: $0) }
      return say("因为“\(facts.joined(separator: "”“"))”", "because of \(facts.joined(separator: ", "))")
    }
  }

  private func zone(of rule: DeadlineRule) -> TimeZoneOffset { rule.calendar?.zone ?? plan.zone }

  private func moment(_ instant: Instant, _ rule: DeadlineRule) -> String { zone(of: rule).text(instant) }
}
