import Casework
import Playbook

/// A case of a draft, walked by the moves that were made so far: the same moves always lead to the same place, so nothing has to be kept.
///
/// Cancelled, it ends where it has come to.
struct PlayWalk {
  /// A clock moved far on rings no more timers than that.
  private static let mostRings = 2_000

  /// A move that isn't possible where it was made.
  struct Fault: Error {
    /// Its place among the moves, from 0.
    let move: Int
    let words: Problem.Words
  }

  private(set) var session: PlaySession
  /// What is asked now; nil before the opening, and when nothing is left to be asked.
  private(set) var question: PlayQuestion?
  private let moves: [PlayMove]
  private let language: Language
  private var next = 0
  private var rings = 0
  /// Order signals that were asked for or given.
  private var told: Set<Fact.ID> = []

  init(_ plan: Plan, from begin: Instant, _ moves: [PlayMove], _ language: Language) throws(Fault) {
    session = PlaySession(plan: plan, now: begin)
    self.moves = moves
    self.language = language
    guard let first = take() else { return }
    try open(first)
    while !Task.isCancelled, let move = take() { try carryOut(move) }
    // Where an order signal is asked for, the moves have ended at it.
    if question == nil { question = PlayQuestion(session, language: language) }
  }

  private var plan: Plan { session.plan }
  private var values: PlayValues { PlayValues(now: session.now, zone: plan.zone, language: language) }

  private mutating func take() -> PlayMove? {
    guard next < moves.count else { return nil }
    next += 1
    return moves[next - 1]
  }

  private func fault(_ chinese: String, _ english: String) -> Fault { Fault(move: next - 1, words: .init(chinese, english)) }

  private mutating func open(_ move: PlayMove) throws(Fault) {
    guard case .open(let channel, let facts) = move else { throw fault("先开单（open）", "the first move opens the case") }
    var reports: [FactReport] = []
    for (name, text) in facts.sorted(by: { $0.key < $1.key }) {
      let fact = try known(name)
      reports.append(FactReport(fact: fact.id, value: try read(text, of: fact), source: "platform"))
    }
    told.formUnion(reports.map(\.fact))
    let subject = language.words("演练", "play")
    try deliver(.open(Opening(playbook: plan.id, version: plan.version, subject: subject, channel: channel, facts: reports)), .platform)
  }

  private mutating func carryOut(_ move: PlayMove) throws(Fault) {
    guard session.state != nil, !session.isOver else { throw fault("工单已经结了", "the case is closed") }
    let asked = PlayQuestion(session, language: language)
    switch move {
    case .open: throw fault("工单已经开了", "the case is open already")
    case .choice(let number):
      guard let asked, asked.choices.indices.contains(number) else { throw fault("没有这个选项", "there is no such choice") }
      try deliver(asked.choices[number].does, asked.choices[number].sender)
    case .answer(let text):
      guard let asked, let fact = asked.openFact else { throw fault("这里不是问一个值", "no value is asked for here") }
      try tell(try read(text, of: fact), fact, asked)
    case .fact(let name, let text):
      let fact = try known(name)
      let report = FactReport(fact: fact.id, value: try read(text, of: fact), source: "agent")
      try deliver(session.state?.incident == nil ? .facts([report]) : .repair(.setFact(report: report)), PlayQuestion.agent(language))
    case .event(let name):
      guard let event = plan.event(name) ?? plan.vocabulary.event(named: name) else { throw fault("没有这个事件", "there is no such event") }
      try deliver(.happened(event.id), .platform)
    case .wait(let amount):
      guard let target = amount.map({ session.now + $0 }) ?? session.nextWait?.due else { throw fault("没有在等什么", "nothing is waited for") }
      try moveClock(to: target)
    }
  }

  /// The value of the fact that is asked for.
  private mutating func tell(_ value: Value, _ fact: Fact, _ asked: PlayQuestion) throws(Fault) {
    if let task = asked.task {
      let words = fact.words(for: value, in: plan.language, zone: plan.zone)
      return try deliver(.taskDone(task.id, choice: words), PlayQuestion.agent(language))
    }
    guard let effect = asked.effect, let outcome = effect.outcomes.first else { throw fault("这里不是问一个值", "no value is asked for here") }
    let report = FactReport(fact: fact.id, value: value, source: effect.party ?? "receiver")
    try deliver(.ended(effect.key, EffectReport(outcome: outcome, facts: [report])), .receiver)
  }

  private mutating func moveClock(to target: Instant) throws(Fault) {
    while !Task.isCancelled, let timer = session.moveClock(to: target) {
      rings += 1
      guard rings <= Self.mostRings else { throw fault("一次走得太远", "that is too far at once") }
      try deliver(.timerDue(timer.id), .clock)
      // The platform is asked before time goes on.
      if question != nil { return }
    }
  }

  /// Sends a signal, after the order signals that it will need: the next moves tell them, or there are none and the first is asked for.
  private mutating func deliver(_ content: Signal.Content, _ sender: Sender) throws(Fault) {
    var content = content
    while let fact = session.wanted(by: content, sender, besides: told) {
      let asked = PlayQuestion(orderSignal: fact, now: session.now, zone: plan.zone, language: language)
      guard let move = take() else {
        question = asked
        return
      }
      told.insert(fact.id)
      guard let value = try orderSignal(move, fact) else { continue }
      let report = FactReport(fact: fact.id, value: value, source: "platform")
      if case .open(let opening) = content {
        content = .open(
          Opening(
            playbook: opening.playbook, version: opening.version, subject: opening.subject, channel: opening.channel, facts: opening.facts + [report]))
      } else {
        try send(.facts([report]), .platform)
      }
    }
    try send(content, sender)
  }

  /// - Returns: nil when the platform doesn't tell.
  private func orderSignal(_ move: PlayMove, _ fact: Fact) throws(Fault) -> Value? {
    switch move {
    case .choice(let number):
      let list = fact.values ?? []
      guard number <= list.count else { throw fault("没有这个选项", "there is no such choice") }
      return number < list.count ? list[number] : nil
    case .answer(let text): return try read(text, of: fact)
    default: throw fault("这里问的是订单信号“\(fact.name)”", "the order signal “\(fact.name)” is asked for here")
    }
  }

  private mutating func send(_ content: Signal.Content, _ sender: Sender) throws(Fault) {
    do throws(Refusal) { try session.send(content, sender) } catch {
      throw Fault(move: next - 1, words: .init(error.text(in: .chinese, plan: plan), error.text(in: .english, plan: plan)))
    }
  }

  private func known(_ name: String) throws(Fault) -> Fact {
    guard let fact = plan.fact(name) ?? plan.vocabulary.fact(named: name) else { throw fault("没有事实“\(name)”", "there is no fact “\(name)”") }
    return fact
  }

  private func read(_ text: String, of fact: Fact) throws(Fault) -> Value {
    guard let value = values.value(text, of: fact) else {
      throw fault("“\(fact.name)”可以是：\(values.examples(of: fact))", "“\(fact.name)” can be: \(values.examples(of: fact))")
    }
    return value
  }
}
