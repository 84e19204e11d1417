import Casework
import Desk
import Playbook

/// The conversation of `gendan play`: shows, asks, carries the answer out, until the case is closed.
struct Play {
  private(set) var session: PlaySession
  /// What is asked and not answered.
  private(set) var question: PlayQuestion?
  private var answers: PlayAnswers
  private let voice: PlayVoice
  private var shown = 0
  private var misunderstood = 0
  /// Order signals that were asked for or given.
  private var told: Set<Fact.ID> = []
  /// An answers file that is out of step gives up instead of running away.
  private static let mostMisunderstood = 3

  /// The player has left, or there are no more answers.
  private struct Left: Error {}

  init(session: PlaySession, answers: PlayAnswers, voice: PlayVoice) {
    self.session = session
    self.answers = answers
    self.voice = voice
  }

  mutating func run() throws {
    voice.write(Terminal.bold(session.plan.title))
    do {
      try start()
      while !session.isOver {
        tellNews()
        guard let next = PlayQuestion(session, language: tongue) else { break }
        voice.write("")
        for line in PlayScreen(session: session).window(showingAlternatives: next.showsAlternatives) { voice.write(line) }
        try put(next)
      }
    } catch is Left {
      return try left()
    }
    tellNews()
    voice.write("")
    for line in PlayScreen(session: session).walked { voice.write(line) }
    voice.write(
      session.isOver
        ? Terminal.green(say("走完了，工单已结单。", "Played to the end; the case is closed.")) : say("停在这里：没有可做的了。", "It stands here: nothing is left to do."))
    if answers.rest > 0 { voice.write(say("（答案文件还剩 \(answers.rest) 行没用到）", "(\(counted(answers.rest, "line")) of the answers file not needed)")) }
  }

  // MARK: opening

  private mutating func start() throws {
    var channel = ChannelName.online
    if session.plan.procedures.flatMap(\.steps).contains(where: { !$0.channels.isEmpty || $0.sayings.contains { !$0.channels.isEmpty } }) {
      let labels = [ChannelName.online, .phone].map { $0.name(in: tongue) }
      let number = try pick(PlayQuestion(say("从哪个渠道来？", "On which channel did it come?"), labels: labels, usual: 0, language: tongue))
      channel = number == 1 ? .phone : .online
    }
    let facts = try knownFromTheStart()
    told.formUnion(facts.map(\.fact))
    let plan = session.plan
    do {
      try deliver(.open(Opening(playbook: plan.id, version: plan.version, subject: say("演练", "play"), channel: channel, facts: facts)), .platform)
    } catch let refusal as Refusal { throw Trouble(DeskError.refused(refusal), plan: plan) }
  }

  private mutating func knownFromTheStart() throws -> [FactReport] {
    let plan = session.plan
    let names = plan.vocabulary.facts.filter { $0.sources.contains(.orderSignal) }
    guard let first = names.first(where: { $0.values != nil }) ?? names.first else { return [] }
    let example = first.values?.first.map { "\(first.name)=\(first.words(for: $0, in: tongue))" } ?? "\(first.name)=…"
    voice.write(
      say("已经知道的订单信号（写成 \(example)，用 ； 分开；回车：用到时再问）", "Order signals known already (\(example), cut by ; — Enter: ask when needed)"))
    voice.write(Terminal.dim("  " + names.map(\.name).joined(separator: say("、", ", "))))
    while true {
      let answer = try read(PlayQuestion(say("已经知道的订单信号？", "Order signals known already?"), language: tongue))
      let parts = answer.split { "；;".contains($0) }.map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
      let values = PlayValues(now: session.now, zone: plan.zone, language: tongue)
      let reports = parts.map { part -> FactReport? in
        let sides = part.split(maxSplits: 1) { "=＝".contains($0) }.map { String($0).trimmingSpaces }
        guard sides.count == 2, let fact = plan.vocabulary.fact(named: sides[0]), let value = values.value(sides[1], of: fact) else { return nil }
        return FactReport(fact: fact.id, value: value, source: "platform")
      }
      guard let wrong = reports.firstIndex(of: nil) else { return reports.compactMap(\.self) }
      try misunderstand(say("“\(parts[wrong])”读不懂：写成“事实=值”。", "“\(parts[wrong])” isn't understood: write FACT=VALUE."))
    }
  }

  // MARK: asking

  /// The next answer to a question.
  private mutating func read(_ asked: PlayQuestion) throws -> String {
    question = asked
    voice.prompt()
    guard let answer = answers.next(), answer.lowercased() != "q" else { throw Left() }
    if answers.isUnattended { voice.echo(answer) }
    question = nil
    return answer
  }

  /// Puts a question outside the procedure. - Returns: the number of the choice that was taken.
  private mutating func pick(_ asked: PlayQuestion) throws -> Int {
    voice.ask(asked)
    while true {
      let answer = try read(asked)
      if let number = asked.index(of: answer) { return number }
      try misunderstand(say("“\(answer)”读不懂，请写编号或名称。", "“\(answer)” isn't understood: write a number or a name."))
    }
  }

  private mutating func misunderstand(_ words: String) throws {
    voice.write(Terminal.red(words))
    misunderstood += 1
    guard answers.isUnattended, misunderstood >= Self.mostMisunderstood else { return }
    throw Trouble(
      say("答案文件 \(answers.path ?? "") 第 \(answers.lastLine) 行起对不上问题。", "The answers file \(answers.path ?? "") is out of step at line \(answers.lastLine)."))
  }

  private func left() throws {
    guard let path = answers.path else { return voice.write(say("退出，没有走完。", "Left before the end.")) }
    throw Trouble(
      say(
        "答案用完了（\(path) 第 \(answers.lastLine) 行之后），还在问：\(question?.text ?? "")",
        "The answers end after line \(answers.lastLine) of \(path), and this is still asked: \(question?.text ?? "")"))
  }

  private mutating func tellNews() {
    let news = session.events[shown...].filter { !PlayVoice.isAskedAnyway($0, session.state) }
    for row in TimelineRow.rows(of: news, Retelling(plan: session.plan, language: tongue)) { voice.write(row.line(zone: session.plan.zone)) }
    shown = session.events.count
  }

  // MARK: answers

  private mutating func put(_ question: PlayQuestion) throws {
    voice.ask(question)
    let answer = try read(question)
    if ["?", "？"].contains(answer) { return PlayScreen(session: session).document.forEach(voice.write) }
    do {
      if try act(on: answer, for: question) {
        misunderstood = 0
        return
      }
    } catch let refusal as Refusal {
      return voice.write(Terminal.red(Trouble(DeskError.refused(refusal), plan: session.plan).message))
    }
    if answer.isEmpty {
      return try misunderstand(say("这一步要选：写编号或名称；? 看全文，q 退出。", "A choice is needed: write a number or a name; ? for the document, q to leave."))
    }
    try misunderstand(say("“\(answer)”读不懂，请写编号、名称，或 ? 看全文、q 退出。", "“\(answer)” isn't understood: write a number or a name, ? for the document, q to leave."))
  }

  /// The choice that people mean who say so (`用户怎么说`).
  private func meant(by answer: String, for question: PlayQuestion) -> Int? {
    guard case .answer(let setting)? = session.plan.utterances.meaning(of: answer), let fact = question.openFact, fact.id == setting.fact else { return nil }
    return question.index(of: fact.words(for: setting.value, in: tongue))
  }

  /// - Returns: whether the answer was understood.
  private mutating func act(on answer: String, for question: PlayQuestion) throws -> Bool {
    let values = PlayValues(now: session.now, zone: session.plan.zone, language: tongue)
    if case .number? = question.openFact?.type, try tell(answer, for: question, values) { return true }
    if let index = question.index(of: answer) ?? meant(by: answer, for: question) {
      let choice = question.choices[index]
      try deliver(choice.does, choice.sender)
      return true
    }
    if answer.isEmpty, let timer = question.waitsFor {
      try moveClock(to: timer.due)
      return true
    }
    if answer.narrowed.hasPrefix("+"), let amount = TimeAmount(answer.dropFirst()) {
      try moveClock(to: session.now + amount)
      return true
    }
    if let event = session.plan.vocabulary.event(named: answer) {
      try deliver(.happened(event.id), .platform)
      return true
    }
    if let setting = session.plan.vocabulary.setting(answer) {
      let report = FactReport(fact: setting.fact, value: setting.value, source: "agent")
      try deliver(session.state?.incident == nil ? .facts([report]) : .repair(.setFact(report: report)), PlayQuestion.agent(tongue))
      return true
    }
    return try tell(answer, for: question, values)
  }

  /// Takes the answer as the value of the fact that is asked for.
  private mutating func tell(_ answer: String, for question: PlayQuestion, _ values: PlayValues) throws -> Bool {
    guard let fact = question.openFact, let value = values.value(answer, of: fact) else { return false }
    if let task = question.task {
      try deliver(.taskDone(task.id, choice: fact.words(for: value, in: session.plan.language, zone: session.plan.zone)), PlayQuestion.agent(tongue))
      return true
    }
    guard let effect = question.effect else { return false }
    let report = FactReport(fact: fact.id, value: value, source: effect.party ?? "receiver")
    try deliver(.ended(effect.key, EffectReport(outcome: effect.outcomes[0], facts: [report])), .receiver)
    return true
  }

  private mutating func moveClock(to target: Instant) throws {
    while let timer = session.moveClock(to: target) { try deliver(.timerDue(timer.id), .clock) }
    voice.write(Terminal.dim(say("── 现在 \(session.plan.zone.text(session.now))", "── now \(session.plan.zone.text(session.now))")))
  }

  /// Sends a signal, after having asked for the order signals that it will need.
  private mutating func deliver(_ content: Signal.Content, _ sender: Sender) throws {
    var content = content
    while let fact = session.wanted(by: content, sender, besides: told) {
      told.insert(fact.id)
      guard let value = try ask(forOrderSignal: fact) else { continue }
      let report = FactReport(fact: fact.id, value: value, source: "platform")
      if case .open(let opening) = content {
        content = .open(
          Opening(
            playbook: opening.playbook, version: opening.version, subject: opening.subject, channel: opening.channel, facts: opening.facts + [report]))
      } else {
        try session.send(.facts([report]), .platform)
      }
    }
    try session.send(content, sender)
  }

  /// - Returns: nil when the platform doesn't tell.
  private mutating func ask(forOrderSignal fact: Fact) throws -> Value? {
    let values = PlayValues(now: session.now, zone: session.plan.zone, language: tongue)
    let asked = PlayQuestion(orderSignal: fact, now: session.now, zone: session.plan.zone, language: tongue)
    voice.ask(asked)
    while true {
      let answer = try read(asked)
      // Text is only needed to be read aloud: its own name does for that.
      if answer.isEmpty, case .text = fact.type { return .text("〔\(fact.name)〕") }
      if answer.isEmpty { return nil }
      if let list = fact.values, let index = asked.index(of: answer) { return list.indices.contains(index) ? list[index] : nil }
      if fact.values == nil, let value = values.value(answer, of: fact) { return value }
      if fact.values == nil, asked.index(of: answer) != nil { return nil }
      try misunderstand(
        say("“\(answer)”不是“\(fact.name)”的值：\(values.examples(of: fact))。", "“\(answer)” is no value of “\(fact.name)”: \(values.examples(of: fact))."))
    }
  }
}
