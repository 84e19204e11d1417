import Casework
import Playbook

/// What the people at the desk do.
extension CaseRun {
  mutating func planned(_ task: OpenTask) {
    let kind: WorkKind =
      switch task.purpose {
      case .step: .task
      case .fact: .decision
      case .handOff: .handOff
      case .review, .approval, .reconcile: .review
      }
    let choice: String?
    if case .fact(let id) = task.purpose { choice = answer(id, among: task.choices) } else { choice = chosen(among: task.choices) }
    let work = world.staff.takes[kind.index].draw(&random)
    let role = task.role.flatMap { stage.roleNumbers[$0] } ?? 0
    agenda.add(
      Pending(
        at: now.milliseconds + world.staff.pickup.draw(&random) + work, work: work,
        content: .task(task.id, choice: choice ?? TaskChoice.done, kind: kind, role: role)))
  }

  /// By the weights of the world file, where it names the words.
  private mutating func chosen(among choices: [TaskChoice]) -> String? {
    guard choices.count > 1 else { return choices.first?.id }
    guard !world.choices.isEmpty else { return choices[Int(random.below(UInt64(choices.count)))].id }
    return choices[Weights(choices.map { world.choices[$0.label] ?? 1 }).draw(&random)].id
  }

  /// A person who can't say leaves it open where that is allowed; elsewhere they say what is most like it: anything.
  private mutating func answer(_ id: Fact.ID, among choices: [TaskChoice]) -> String? {
    guard let number = stage.factNumbers[id] else { return choices.first?.id }
    let fact = stage.facts[number]
    let unknown = choices.first { $0.id == TaskChoice.unknown }?.id
    let isUnknown = world.staff.unknown.holds(&random)
    if isUnknown, let unknown { return unknown }
    guard let value = truth(number) else { return unknown ?? chosen(among: choices) }
    let words = fact.words(for: value, in: plan.language, zone: .china)
    return choices.first { $0.label == words }?.id ?? words
  }
}

/// Facts of the simulated world.
extension CaseRun {
  /// What is true of a fact in this case: drawn when it is first asked for, and drawn anew when it has grown too old to be used.
  mutating func truth(_ number: Int) -> Value? {
    if let known = truths[number] {
      guard let freshFor = stage.facts[number].freshFor, known.since + freshFor < now else { return known.value }
    }
    let fact = world.facts[number]
    let value = fact.unknown.holds(&random) ? nil : draw(fact.values)
    truths[number] = (value, now)
    return value
  }

  private mutating func draw(_ values: FactInWorld.Values) -> Value? {
    switch values {
    case .listed(let values, let weights): values.isEmpty ? nil : values[weights.draw(&random)]
    case .number(let spread): .number(Double(spread.draw(&random)) / 1000)
    case .money(let spread): .money(fen: spread.draw(&random))
    case .duration(let spread): .duration(TimeAmount(seconds: spread.draw(&random) / 1000))
    case .ago(let spread): .time(Instant(milliseconds: now.milliseconds - spread.draw(&random)))
    case .texts(let texts): texts.isEmpty ? nil : .text(texts[Int(random.below(UInt64(texts.count)))])
    }
  }

  mutating func factsAtStart() -> [FactReport] {
    var reports: [FactReport] = []
    for number in stage.toldAtStart where world.facts[number].atStart.holds(&random) {
      if let value = truth(number) { reports.append(FactReport(fact: stage.facts[number].id, value: value, source: "platform")) }
    }
    return reports
  }
}
