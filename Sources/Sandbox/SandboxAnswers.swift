import Channels

/// What the simulated world answers: a pure function of the seed and the errand.
struct SandboxAnswers: Sendable {
  let dice: Dice
  let world: SandboxWorld
  let manners: SandboxManners

  func report(on errand: Errand) -> ErrandReport {
    switch errand.kind {
    case .contact: contact(errand)
    case .ask: question(errand)
    case .action, .say: action(errand)
    }
  }

  /// In milliseconds of the desk's time.
  func duration(of errand: Errand) -> Int64 {
    let range =
      switch errand.kind {
      case .action: manners.actionTakes
      case .say: manners.wordingTakes
      case .contact: manners.callTakes
      case .ask: manners.answerTakes
      }
    return dice.number(in: range, "duration", errand.key)
  }

  /// How many times in a row handing over fails before it succeeds.
  func faultsBefore(_ errand: Errand) -> Int {
    guard dice.isLucky(percent: manners.faultsBeforePercent, "fault before", errand.key) else { return 0 }
    return dice.isLucky(percent: 30, "second fault", errand.key) ? 2 : 1
  }

  func losesAnswer(_ errand: Errand) -> Bool { dice.isLucky(percent: manners.faultsAfterPercent, "fault after", errand.key) }

  func reportsLater(_ errand: Errand) -> Bool { dice.isLucky(percent: manners.reportsLaterPercent, "later", errand.key) }

  private func contact(_ errand: Errand) -> ErrandReport {
    let outcome = chosen(among: manners.contactOutcomes, for: errand) ?? errand.outcomes.first ?? "answered"
    guard outcome == "answered", let party = errand.party else { return ErrandReport(outcome: outcome) }
    var facts: [String: String?] = [:]
    for fact in world.toldOnContact[party] ?? [] {
      if case .word(let word) = world.truth(of: fact, subject: errand.subject, dice: dice) { facts.updateValue(word, forKey: fact) }
    }
    return ErrandReport(outcome: outcome, facts: facts)
  }

  private func question(_ errand: Errand) -> ErrandReport {
    let answered = errand.outcomes.first ?? "answered"
    let unanswered = errand.outcomes.last ?? "unanswered"
    guard let fact = errand.fact, dice.isLucky(percent: manners.questionsAnsweredPercent, "answers", errand.key) else {
      return ErrandReport(outcome: unanswered)
    }
    switch world.truth(of: fact, subject: errand.subject, dice: dice) {
    case .word(let word): return ErrandReport(outcome: answered, facts: [fact: word])
    case .unknowable: return ErrandReport(outcome: answered, facts: [fact: nil])
    case .untold: return ErrandReport(outcome: unanswered)
    }
  }

  /// Wording that is sent counts as an action: it arrives, or it doesn't.
  private func action(_ errand: Errand) -> ErrandReport {
    var facts: [String: String?] = [:]
    if let fact = errand.fact, case .word(let word) = world.truth(of: fact, subject: errand.subject, dice: dice) { facts.updateValue(word, forKey: fact) }
    let success = errand.outcomes.first ?? "done"
    if let chances = errand.action.flatMap({ world.actionOutcomes[$0] }), let outcome = chosen(among: chances, for: errand) {
      return ErrandReport(outcome: outcome, facts: facts)
    }
    guard errand.outcomes.count > 1, !dice.isLucky(percent: manners.actionsSucceedPercent, "succeeds", errand.key) else {
      return ErrandReport(outcome: success, facts: facts)
    }
    let others = errand.outcomes.dropFirst().map { (choice: $0, weight: 1) }
    return ErrandReport(outcome: dice.choice(of: others, "outcome", errand.key) ?? success)
  }

  /// Only outcomes that the errand allows come up.
  private func chosen(among chances: [SandboxWorld.Chance], for errand: Errand) -> String? {
    dice.word(of: chances, where: { errand.outcomes.isEmpty || errand.outcomes.contains($0) }, "outcome", errand.key)
  }
}
