import Hummingbird
import Playbook

/// `/console/playbooks/{playbook}/vocabulary`: what the document may talk about.
extension PlaybookPages {
  private struct Content {
    let head: PlaybookHead
    let parts: [Part]
  }

  /// A kind of declared things.
  private struct Part {
    let anchor: String
    let heading: String
    let columns: [String]
    let rows: [Row]
  }

  private struct Row {
    let name: String
    let thingID: String
    let others: String
    let marks: [String]
    let cells: [String]
  }

  func vocabulary(_ request: Request, _ visit: Visit) async throws -> Response {
    let chosen = try await asked(request, visit)
    let plan = chosen.plan
    let reading = StepReading(plan, visit.language)
    let words = ConsoleWords.of(visit.language)
    let tongue = visit.language
    let vocabulary = plan.vocabulary
    func row(_ thing: some Labelled, _ cells: [String], marks: [String] = []) -> Row {
      Row(name: thing.name, thingID: thing.id, others: reading.list(Array(thing.labels.dropFirst())), marks: marks, cells: cells)
    }
    func part(_ name: String, _ columns: [String], _ rows: [Row]) -> Part {
      Part(
        anchor: name, heading: words.text("playbooks-vocabulary-\(name)"), columns: columns.map { words.text("playbooks-vocabulary-\($0)") }, rows: rows)
    }
    let personal = words.text("playbooks-vocabulary-personal")
    let facts = vocabulary.facts.map { fact in
      row(
        fact,
        [
          typeWords(fact, words), fact.values.map { values in reading.list(values.map { fact.words(for: $0, in: tongue) }) } ?? "",
          reading.sources(of: fact.id), fact.freshFor?.text(in: tongue) ?? "",
        ], marks: fact.isPersonal ? [personal] : [])
    }
    let parties = vocabulary.parties.map { party in
      row(party, [party.channel?.name(in: tongue) ?? "", reading.list(party.ladder.map { reading.name(party: $0.party) })])
    }
    let actions = vocabulary.actions.map { action in
      row(
        action,
        [
          action.kind.labels[tongue == .chinese ? 0 : 1], action.party.map { reading.name(party: $0) } ?? "", action.channel?.name(in: tongue) ?? "",
          reading.list(action.outcomes.map(\.name)),
          words.text("playbooks-attempts", ["count": "\(action.attempts)", "time": action.timeLimit.text(in: tongue)]),
        ])
    }
    let events = vocabulary.events.map { event in
      row(event, [reading.list(event.brings.map { "\(reading.name(fact: $0.fact)) = \(reading.value($0.value, of: $0.fact))" })])
    }
    let followUps = vocabulary.followUps.map { followUp in
      row(
        followUp,
        [
          followUp.owner, followUp.interval?.text(in: tongue) ?? "", followUp.limit?.text(in: tongue) ?? "", reading.list(followUp.outcomes.map(\.name)),
        ])
    }
    let parts = [
      part("facts", ["type", "values", "sources", "fresh"], facts), part("parties", ["channel", "ladder"], parties),
      part("actions", ["kind", "party", "channel", "outcomes", "attempts"], actions), part("events", ["brings"], events),
      part("follow-ups", ["owner", "interval", "limit", "outcomes"], followUps),
    ].filter { !$0.rows.isEmpty }
    return try page("playbook-vocabulary", chosen, .vocabulary, Content(head: PlaybookHead(chosen, .vocabulary, visit), parts: parts), request, visit)
  }

  private func typeWords(_ fact: Fact, _ words: ConsoleWords) -> String {
    switch fact.type {
    case .choice: words.text("playbooks-type-choice")
    case .flag: words.text("playbooks-type-flag")
    case .number(let unit): unit.map { words.text("playbooks-type-number-of", ["unit": $0]) } ?? words.text("playbooks-type-number")
    case .money: words.text("playbooks-type-money")
    case .duration: words.text("playbooks-type-duration")
    case .time: words.text("playbooks-type-time")
    case .text: words.text("playbooks-type-text")
    }
  }
}
