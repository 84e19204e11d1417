import Casework
import Desk
import Playbook

/// Reads a case's timeline from its end, as far as it is shown.
struct TimelineReading {
  let file: CaseFile
  let times: PageTimes
  let masks: Bool
  let words: ConsoleWords

  private var retelling: Retelling { file.retelling }

  /// - Returns: the lines, the oldest first, and how many events before them aren't shown.
  func newest(_ limit: Int) -> (lines: [TimelineLine], left: Int) {
    var lines: [TimelineLine] = []
    var version = file.state.version
    var index = file.events.count
    while index > 0, lines.count < limit {
      index -= 1
      let event = file.events[index]
      let under = version
      if case .moved(let moved) = event.kind { version = moved.from }
      guard let told = file.line(event) else { continue }
      lines.append(line(event, told, under: under, behind: index > 0 ? file.events[index - 1] : nil))
    }
    return (lines.reversed(), index)
  }

  private func line(_ event: Event, _ told: CaseFile.Line, under version: String, behind previous: Event?) -> TimelineLine {
    let said = said(event)
    var line = TimelineLine(
      words: words, sequence: event.sequence, kind: said == nil ? TimelineKind(event.kind) : .message, moment: moment(event.at),
      text: said?.text ?? shown(formerWords(event, under: version) ?? told.retold.text))
    line.message = said?.message
    line.why = told.uses.map(shown)
    line.asked = asked(event, told.retold.sentence, under: version)
    if case .evidenceAdded(let added) = event.kind { line.evidence = added.evidence.id }
    line.tone = tone(event.kind)
    line.isHeadline = told.retold.weight == .headline
    line.isDetail = told.retold.weight == .detail || repeats(event, previous)
    return line
  }

  /// That somebody got in touch is seen by what they wrote.
  private func repeats(_ event: Event, _ previous: Event?) -> Bool {
    guard case .heard = event.kind, case .wrote? = previous?.kind else { return false }
    return true
  }

  private func moment(_ instant: Instant) -> TimelineLine.Moment {
    let stamp = times.stamp(instant)
    // `2026-11-23 14:05:09 Asia/Shanghai`.
    let parts = stamp.full.split(separator: " ", maxSplits: 2)
    let clock = parts.dropFirst().first.map { String($0.prefix(5)) }
    return TimelineLine.Moment(day: String(parts.first ?? ""), clock: clock ?? stamp.text, iso: stamp.iso, full: stamp.full)
  }

  private func shown(_ text: String) -> String { PersonalNumbers.shown(text, masks: masks) }

  // MARK: what was said

  private func said(_ event: Event) -> (message: TimelineLine.Message, text: String)? {
    guard let view = MessageView(event, file, masks: masks) else { return nil }
    let channel = view.channel.flatMap(ChannelName.init(rawValue:))?.name(in: retelling.language)
    if let from = view.from {
      let message = TimelineLine.Message(side: .left, who: retelling.name(ofParty: from), whom: nil, channel: channel)
      return (message, view.text ?? "")
    }
    let whom = view.to.map { retelling.name(ofParty: $0) }
    switch event.kind {
    case .wrote(let wrote):
      let who = if case .person(let name, _) = wrote.sender { name } else { words.text("timeline-by-desk") }
      return (TimelineLine.Message(side: whom == nil ? .note : .right, who: who, whom: whom, channel: channel), view.text ?? "")
    case .effectPlanned(let effect):
      // Words with personal data in them are shown with their slots as they are written.
      let text = view.text ?? file.plan.wordsToShow(of: effect) ?? words.text("timeline-withheld")
      let message = TimelineLine.Message(side: .right, who: words.text("timeline-by-playbook"), whom: whom, channel: channel)
      return (message, shown(text))
    default: return nil
    }
  }

  // MARK: the sentence

  /// An event stands on the sentence as it was when it happened. Where that can't be read, or its row might tell what has become personal since, on the one of
  /// now.
  private func asked(_ event: Event, _ now: Sentence?, under version: String) -> TimelineLine.Asked? {
    func asked(_ sentence: Sentence, _ version: String) -> TimelineLine.Asked {
      TimelineLine.Asked(text: sentence.text, place: "\(sentence.file):\(sentence.place.line)", version: version, step: event.step ?? "")
    }
    var isTelling = false
    if case .factLearned = event.kind { isTelling = file.plan.carriesPersonalData(event) }
    guard version != file.state.version, let plan = file.earlierPlans[version], !isTelling else {
      return now.map { asked($0, file.state.version) }
    }
    return Retelling(plan: plan, language: retelling.language).line(event)?.sentence.map { asked($0, version) }
  }

  /// What was chosen and concluded under a version before, in its words: the next one may have another sentence in that place. Nil where those of now are to
  /// be said: values that have become personal since aren't told.
  private func formerWords(_ event: Event, under version: String) -> String? {
    guard version != file.state.version, let plan = file.earlierPlans[version] else { return nil }
    let facts: [Fact.ID]
    switch event.kind {
    case .decided(let decided): facts = decided.uses.map(\.fact)
    case .concluded(let concluded): facts = concluded.settings.map(\.fact)
    default: return nil
    }
    guard facts.allSatisfy({ file.plan.fact($0)?.isPersonal == false }) else { return nil }
    return Retelling(plan: plan, language: retelling.language).line(event)?.text
  }

  // MARK: how it went

  private func tone(_ kind: EventKind) -> String? {
    switch kind {
    case .contactEnded(let ended): ended.outcome == .answered ? "good" : "warn"
    case .promiseSettled(let settled): settled.wasKept ? "good" : "bad"
    case .approved(let approved): approved.isGiven ? "good" : "bad"
    case .incidentRaised: "bad"
    case .deadlineWarned, .held: "warn"
    default: nil
    }
  }
}
