import Casework
import Playbook
import Testing

/// A case with deadlines, whose service is open from Monday to Friday, 9 to 18. It is opened on Monday 2026-01-05.
struct DeadlineTrial {
  var trial: Trial
  var taken: [TakenTask] = []

  private static let hours = "title: shop hours\nweekly: {workdays: [\"09:00-18:00\"]}\n"
  private static let heading = "| id | labels | from | until | time | clock | pause | warning | on breach |\n|---|---|---|---|---|---|---|---|---|"

  init(
    _ outline: String, _ deadlines: String..., figures: [String] = [], channel: ChannelName = .online, facts: KeyValuePairs<Fact.ID, String> = [:],
    at now: String = "2026-01-05 12:00"
  ) throws {
    let plan = try Self.plan(outline, deadlines, figures)
    let reports = facts.map { FactReport(fact: $0.key, value: plan.fact($0.key)?.value($0.value), source: "platform") }
    trial = try Trial(plan, channel: channel, facts: reports, at: try Self.moment(now))
  }

  static func plan(_ outline: String, _ deadlines: [String], _ figures: [String] = [], hours: String? = nil) throws -> Plan {
    var text = "---\ncalendar: c.yaml\n---\n# Trial\n\n\(outline.contains("## Procedure") ? "" : "## Procedure\n\n")\(outline)\(words)"
    if !deadlines.isEmpty { text += "\n\n## Deadlines\n\n\(heading)\n\(deadlines.joined(separator: "\n"))\n" }
    if !figures.isEmpty { text += "\n\n## Key figures\n\n| id | labels | measure | target |\n|---|---|---|---|\n\(figures.joined(separator: "\n"))\n" }
    let compilation = compile(SourceText(path: "trial.md", text: text)) { $0 == "c.yaml" ? SourceText(path: $0, text: hours ?? Self.hours) : nil }
    #expect(compilation.diagnostics.filter { $0.level == .error }.map(\.message.english) == [])
    return compilation.plan
  }

  static func moment(_ text: String) throws -> Instant { try #require(TimeZoneOffset.china.instant(text)) }

  var times: CaseTimes { CaseTimes(trial.events, plan: trial.plan, taken: taken) }

  /// Of one declared deadline, in order.
  func all(_ rule: DeadlineRule.ID) -> [CaseDeadline] { times.deadlines.filter { $0.rule == rule } }

  func only(_ rule: DeadlineRule.ID) throws -> CaseDeadline {
    let found = all(rule)
    try #require(found.count == 1, "\(rule): \(found.count)")
    return found[0]
  }

  func standing(_ rule: DeadlineRule.ID) throws -> CaseDeadline.Standing { try only(rule).standing(at: trial.now) }

  func text(_ instant: Instant?) -> String? { instant.map { String(TimeZoneOffset.china.text($0).dropFirst(5)) } }

  func derivation(_ rule: DeadlineRule.ID) throws -> [String] {
    let declared = try #require(trial.plan.deadlines.first { $0.id == rule })
    return Retelling(plan: trial.plan).derivation(of: try only(rule), by: declared, events: trial.events)
  }

  func samples(_ figure: String) -> [Double] { times.samples(at: trial.now).filter { $0.figure == figure }.map(\.value) }

  // MARK: what happens

  mutating func write(from party: Party.ID, _ channel: ChannelName = .online) throws { try trial.send(.wrote(.from(party, on: channel, "Hello?"))) }

  /// A person writes, and the message arrives.
  mutating func reply(to party: Party.ID = "customer", _ outcome: String = "sent") throws {
    try trial.send(.wrote(.to(party, on: .online, "We look into it.")), from: Self.agent)
    let message = try #require(trial.pending.last { $0.isMessage })
    try trial.send(.ended(message.key, EffectReport(outcome: outcome)), from: .receiver)
  }

  /// The open task is taken, as routing keeps it.
  mutating func take() throws { taken.append(TakenTask(task: try #require(trial.task?.id), at: trial.now)) }

  static let agent = Sender.person(name: "Wang", role: "agent")
}
