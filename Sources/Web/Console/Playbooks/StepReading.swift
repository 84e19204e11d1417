import Playbook

/// Says what a sentence is and what the desk does there.
struct StepReading {
  struct Kind: Hashable {
    /// For the style: `action`.
    let name: String
    let label: String
  }

  let plan: Plan
  let language: Language
  private let words: ConsoleWords

  /// Every name that a kind can have; each has words.
  static let kindNames = [
    "decide", "action", "money", "contact", "ask", "wait", "say", "never", "promise", "follow-up", "call", "conclude", "rule", "go-back", "hand-off", "manual",
    "group", "alternative",
  ]

  init(_ plan: Plan, _ language: Language) {
    self.plan = plan
    self.language = language
    words = ConsoleWords.of(language)
  }

  func kinds(of draft: SentenceDraft) -> [Kind] {
    guard !draft.isAlternative else { return [kind("alternative")] }
    var names: [String] = []
    for step in draft.steps { if let name = name(of: step.kind), !names.contains(name) { names.append(name) } }
    return names.isEmpty ? [kind("group")] : names.map(kind)
  }

  func channels(of draft: SentenceDraft) -> [String] { draft.steps.first?.channels.map { $0.name(in: language) } ?? [] }

  private func kind(_ name: String) -> Kind { Kind(name: name, label: words.text("playbooks-kind-\(name)")) }

  /// Nil for what the compiler made to hold a sentence together.
  func name(of kind: StepKind) -> String? {
    switch kind {
    case .decide: "decide"
    case .act(let call): plan.action(call.action)?.kind == .money ? "money" : "action"
    case .contact: "contact"
    case .ask: "ask"
    case .wait: "wait"
    case .say: "say"
    case .never: "never"
    case .promise: "promise"
    case .followUp: "follow-up"
    case .call: "call"
    case .conclude: "conclude"
    case .rule, .overturn: "rule"
    case .goBack: "go-back"
    case .handOff: "hand-off"
    case .manual: "manual"
    case .choose, .group: nil
    }
  }

  // MARK: how it reads

  func meanings(of draft: SentenceDraft) -> [String] { draft.steps.compactMap { meaning(of: $0.kind) } }

  private func meaning(of kind: StepKind) -> String? {
    switch kind {
    case .decide(let fact): return text("decide", ["fact": name(fact: fact), "sources": sources(of: fact)])
    case .act(let call):
      guard let action = plan.action(call.action) else { return nil }
      return text("act", ["action": action.name, "outcomes": list(action.outcomes.map(\.name))])
    case .contact(let terms):
      let who = terms.ladder.isEmpty ? [name(party: terms.party)] : terms.ladder.map { name(party: $0.party) }
      return text(
        "contact",
        ["who": list(who), "channel": terms.channel.name(in: language), "attempts": "\(terms.attempts)", "pause": terms.pause.text(in: language)])
    case .ask(let party, let fact, let within):
      return text("ask", ["party": name(party: party), "fact": name(fact: fact), "time": within.text(in: language)])
    case .wait(let terms):
      guard let origin = terms.origin else { return text("wait-here", ["time": terms.amount.text(in: language)]) }
      return text("wait", ["time": terms.amount.text(in: language), "origin": name(fact: origin)])
    case .say(let saying): return saying.wording.plainText
    case .never(let actions): return text("never", ["actions": list(actions.map { plan.action($0)?.name ?? $0 })])
    case .promise(let terms):
      return text("promise", ["owner": terms.owner.map { name(party: $0) } ?? "—", "time": terms.within.text(in: language)])
    case .followUp(let id):
      guard let followUp = plan.followUp(id) else { return nil }
      return text(
        "follow-up",
        [
          "owner": followUp.owner, "interval": followUp.interval?.text(in: language) ?? "—", "limit": followUp.limit?.text(in: language) ?? "—",
        ])
    case .conclude(let conclusion):
      let settings = list(conclusion.settings.map { "\(name(fact: $0.fact)) = \(value($0.value, of: $0.fact))" })
      return text(conclusion.isProvisional ? "conclude-provisional" : "conclude", ["settings": settings])
    case .rule(let terms):
      let shares = Account.allCases.compactMap { account in terms.shares[account].map { "\(account.name(in: language)) \($0) %" } }
      return text("rule", ["shares": list(shares)])
    case .handOff(let role): return text("hand-off", ["role": role ?? words.text("playbooks-any-agent")])
    case .manual(let reading): return words.text("playbooks-manual-\(Self.word(for: reading))")
    case .call, .goBack, .overturn, .choose, .group: return nil
    }
  }

  static func word(for reading: Reading) -> String {
    switch reading {
    case .decision: "decision"
    case .contact: "contact"
    case .action: "action"
    case .wait: "wait"
    case .followUp: "follow-up"
    case .plain: "plain"
    }
  }

  func links(of draft: SentenceDraft) -> [PlaybookOutline.Link] {
    draft.steps.compactMap { step -> PlaybookOutline.Link? in
      let procedure: Procedure? =
        switch step.kind {
        case .call(let id): plan.procedure(id)
        case .followUp(let id): plan.followUp(id).flatMap { plan.procedure(of: $0) }
        default: nil
        }
      if let procedure { return .init(target: "#\(PlaybookOutline.anchor(ofProcedure: procedure.id))", words: text("to", ["name": procedure.title])) }
      guard case .goBack(let target) = step.kind, let sentence = plan.step(target) else { return nil }
      return .init(target: "#\(PlaybookOutline.anchor(sentence.sentenceID))", words: text("back", ["name": sentence.sentence.text]))
    }
  }

  // MARK: names

  private func text(_ key: String, _ values: [String: String]) -> String { words.text("playbooks-reads-\(key)", values) }
  func list(_ parts: [String]) -> String { parts.joined(separator: language.words("、", ", ")) }
  func name(fact id: Fact.ID) -> String { plan.fact(id)?.name ?? id }
  func name(party id: Party.ID) -> String { plan.party(id)?.name ?? id }
  func value(_ value: Value, of id: Fact.ID) -> String { plan.fact(id)?.words(for: value, in: language, zone: plan.zone) ?? "" }

  func sources(of id: Fact.ID) -> String {
    guard let fact = plan.fact(id), !fact.sources.isEmpty else { return words.text("playbooks-source-none") }
    return list(fact.sources.map(source))
  }

  private func source(_ source: FactSource) -> String {
    switch source {
    case .orderSignal: words.text("playbooks-source-order")
    case .ask(let party, let within): words.text("playbooks-source-ask", ["party": name(party: party), "time": within.text(in: language)])
    case .action(let id): words.text("playbooks-source-action", ["action": plan.action(id)?.name ?? id])
    case .rules(let id): words.text("playbooks-source-rules", ["table": id])
    case .contactAnswer: words.text("playbooks-source-contact")
    case .agent: words.text("playbooks-source-agent")
    }
  }
}
