import Casework
import Desk
import Playbook

/// The conversation of `gendan play`: shows, asks, carries the answer out, until the case is closed.
struct Play {
  private(set) var session: PlaySession
  private var answers: PlayAnswers
  private let isQuiet: Bool
  private var shown = 0
  private var misunderstood = 0
  /// An answers file that is out of step gives up instead of running away.
  private static let mostMisunderstood = 3

  init(session: PlaySession, answers: PlayAnswers, isQuiet: Bool) {
    self.session = session
    self.answers = answers
    self.isQuiet = isQuiet
  }

  mutating func run() throws {
    write(Terminal.bold(session.plan.title))
    guard try start() else { return }
    while !session.isOver {
      tellNews()
      guard let question = PlayQuestion(session) else { break }
      show(question)
      guard let answer = answers.next() else { return try stopAsking(question) }
      if answer.lowercased() == "q" { return write(say("退出，没有走完。", "Left before the end.")) }
      try take(answer, for: question)
    }
    tellNews()
    write("")
    for line in PlayScreen(session: session).document { write(line) }
    write(session.isOver ? Terminal.green(say("走完了，工单已结。", "Played to the end; the case is closed.")) : say("停在这里。", "It stands here."))
    if answers.isUnattended, answers.rest > 0 { write(say("（答案文件还剩 \(answers.rest) 行没用到）", "(\(answers.rest) lines of the answers file were not needed)")) }
  }

  // MARK: opening

  /// Asks what is known when the case comes in. - Returns: whether a case was opened.
  private mutating func start() throws -> Bool {
    var channel = ChannelName.online
    if session.plan.procedures.flatMap(\.steps).contains(where: { !$0.channels.isEmpty }) {
      write(say("从哪个渠道来？1 在线（回车） 2 电话", "On which channel? 1 online (Enter) 2 phone"))
      guard let answer = answers.next() else { return false }
      if answer == "2" || ChannelName(label: answer) == .phone { channel = .phone }
    }
    var facts: [FactReport] = []
    let told = session.plan.vocabulary.facts.filter { $0.sources.contains(.orderSignal) }
    if !told.isEmpty {
      write(say("订单信号（事实=值，用 ； 分开，可空）：", "Order signals (FACT=VALUE, cut by ; — may be empty): ") + told.map(\.name).joined(separator: say("、", ", ")))
      guard let answer = answers.next() else { return false }
      for part in answer.split(whereSeparator: { "；;".contains($0) }) {
        guard let setting = session.plan.vocabulary.setting(String(part).trimmingSpaces) else {
          throw Trouble(say("“\(part)”读不懂：写成“事实=值”。", "“\(part)” isn't understood: write FACT=VALUE."))
        }
        facts.append(FactReport(fact: setting.fact, value: setting.value, source: "platform"))
      }
    }
    let opening = Opening(playbook: session.plan.id, version: session.plan.version, subject: "play", channel: channel, facts: facts)
    do { _ = try session.send(.open(opening), .platform) } catch { throw Trouble(.refused(error), plan: session.plan) }
    return true
  }

  // MARK: showing

  private func write(_ text: String) { if !isQuiet { Terminal.write(text) } }

  private mutating func tellNews() {
    let retelling = Retelling(plan: session.plan, language: tongue)
    for event in session.events[shown...] {
      if let line = retelling.line(event), line.weight > .detail { write(timelineLine(line, at: event.at, zone: session.plan.zone)) }
    }
    shown = session.events.count
  }

  private func show(_ question: PlayQuestion) {
    write("")
    for line in PlayScreen(session: session).window { write(line) }
    write(Terminal.bold(question.text))
    for hint in question.hints { write("  " + hint) }
    for (index, choice) in question.choices.enumerated() {
      write("  \(index + 1) \(choice.label)" + (question.usual == index ? say("（回车）", " (Enter)") : ""))
    }
  }

  private func stopAsking(_ question: PlayQuestion) throws {
    guard let path = answers.path else { return }
    throw Trouble(
      say("答案用完了（\(path) 第 \(answers.lastLine) 行之后），还在问：\(question.text)", "The answers end after line \(answers.lastLine) of \(path), and this is still asked: \(question.text)"))
  }

  // MARK: answers

  private mutating func take(_ answer: String, for question: PlayQuestion) throws {
    if answer == "?" { return PlayScreen(session: session).document.forEach { write($0) } }
    do throws(Refusal) {
      if try act(on: answer, for: question) {
        misunderstood = 0
        return
      }
    } catch { return write(Terminal.red(Trouble(.refused(error), plan: session.plan).message)) }
    misunderstood += 1
    write(Terminal.red(say("“\(answer)”读不懂，请写编号、名称，或 ? 看全文、q 退出。", "“\(answer)” isn't understood: write a number or a name, ? for the document, q to leave.")))
    if answers.isUnattended, misunderstood >= Self.mostMisunderstood {
      throw Trouble(say("答案文件第 \(answers.lastLine) 行起对不上问题。", "The answers file is out of step at line \(answers.lastLine)."))
    }
  }

  /// - Returns: whether the answer was understood.
  private mutating func act(on answer: String, for question: PlayQuestion) throws(Refusal) -> Bool {
    if answer.isEmpty {
      if let usual = question.usual { return try choose(question.choices[usual]) }
      guard let timer = question.waitsFor else { return false }
      _ = try session.moveClock(to: timer.due)
      return true
    }
    if let number = Int(answer), question.choices.indices.contains(number - 1) { return try choose(question.choices[number - 1]) }
    if let choice = question.choices.first(where: { $0.label == answer }) { return try choose(choice) }
    if answer.hasPrefix("+"), let amount = TimeAmount(answer.dropFirst()) {
      _ = try session.moveClock(to: session.now + amount)
      return true
    }
    if let event = session.plan.vocabulary.event(named: answer) {
      _ = try session.send(.happened(event.id), .platform)
      return true
    }
    if let setting = session.plan.vocabulary.setting(answer) {
      let report = FactReport(fact: setting.fact, value: setting.value, source: "agent")
      _ = try session.send(session.state?.incident == nil ? .facts([report]) : .repair(.setFact(report)))
      return true
    }
    guard let fact = question.openFact, let value = fact.value(answer) else { return false }
    if let task = question.task { _ = try session.send(.taskDone(task.id, choice: answer)) }
    if let effect = question.question {
      _ = try session.send(.ended(effect.key, EffectReport(outcome: effect.outcomes[0], facts: [FactReport(fact: fact.id, value: value, source: effect.party ?? "receiver")])), .receiver)
    }
    return question.task != nil || question.question != nil
  }

  private mutating func choose(_ choice: PlayQuestion.Choice) throws(Refusal) -> Bool {
    _ = try session.send(choice.does, choice.sender)
    return true
  }
}

extension String {
  fileprivate var trimmingSpaces: String { String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()) }
}
