import Casework
import Desk
import Ledger
import Playbook

/// A case read from a ledger with everything needed to tell of it.
struct FoundCase {
  let state: Case
  let plan: Plan
  let events: [Event]
  let stored: [StoredEvent]

  init(_ id: CaseID, in ledger: any Ledger) async throws {
    do {
      guard let state = try await ledger.readCase(id) else { throw Trouble(DeskError.refused(.noSuchCase(id))) }
      self.state = state
      events = try await ledger.readEvents(of: id, after: 0)
      stored = try events.map { event throws(LedgerError) in try StoredEvent(event) }
      plan = try await PlaybookShelf(ledger: ledger).plan(version: state.version)
    } catch let error as LedgerError { throw Trouble(error) } catch let error as DeskError { throw Trouble(error) }
  }

  var heading: String {
    "\(state.id)  \(plan.title)  \(state.subject)  \(phaseName(state.phase))  " + say("版本 \(plan.shortVersion)", "version \(plan.shortVersion)")
  }

  struct Line {
    let at: Instant
    let text: String
    let weight: Retelling.Weight
    let isDecision: Bool
    /// The facts a decision stood on, in words.
    let uses: [String]
    let retold: Retelling.Line
  }

  var timeline: [Line] {
    let retelling = Retelling(plan: plan, language: tongue)
    return events.compactMap { event in
      guard let line = retelling.line(event) else { return nil }
      var uses: [String] = []
      var isDecision = false
      if case .decided(let decided) = event.kind {
        isDecision = true
        uses = decided.uses.map { use in
          let known = use.learned.flatMap { number in events.first { $0.sequence == number } }
          let since = known.map { say("，\(plan.zone.text($0.at)) 得知（第 \($0.sequence) 条）", ", learned \(plan.zone.text($0.at)) (event \($0.sequence))") } ?? ""
          return "\(retelling.name(ofFact: use.fact)) = \(retelling.value(use.value, of: use.fact))\(since)"
        }
      }
      return Line(
        at: event.at, text: timelineLine(line, at: event.at, zone: plan.zone), weight: line.weight, isDecision: isDecision, uses: uses, retold: line)
    }
  }

  /// What the case waits for now, and how a person can move it.
  var standing: [String] {
    var lines: [String] = []
    let retelling = Retelling(plan: plan, language: tongue)
    if let incident = state.incident {
      lines.append(Terminal.red(say("异常：", "Incident: ") + retelling.incident(incident)))
      lines.append(say("  处理：gendan signal \(state.id) --retry | --skip | --fact 事实=值 | --move-to 步骤", "  repair: gendan signal \(state.id) --retry | --skip | --fact FACT=VALUE | --move-to STEP"))
    }
    for task in state.tasks.values.sorted(by: { $0.id < $1.id }) {
      let choices = task.choices.map(\.label).joined(separator: say("、", ", "))
      lines.append(Terminal.cyan(say("待人处理 \(task.id)：", "For a person \(task.id): ") + "\(task.text)（\(choices)）"))
      lines.append("  gendan signal \(state.id) --task \(task.id) --choose \(task.choices.first?.label ?? "")")
    }
    for effect in state.effects.values.sorted(by: { $0.key < $1.key }) {
      lines.append(say("在等回报：\(effect.key)", "Awaiting a report: \(effect.key)"))
    }
    for timer in state.timers.values.sorted(by: { ($0.due, $0.id) < ($1.due, $1.id) }) where [.wait, .round, .contactPause, .retry].contains(timer.purpose) {
      lines.append(say("下一个时点：\(plan.zone.text(timer.due))", "Next moment: \(plan.zone.text(timer.due))"))
    }
    for promise in state.promises.values.sorted(by: { $0.id < $1.id }) {
      lines.append(say("未了的承诺 \(promise.id)：\(promise.text)，最迟 \(plan.zone.text(promise.due))", "Open promise \(promise.id): \(promise.text), by \(plan.zone.text(promise.due))"))
    }
    return lines
  }
}

/// `14:05:09  what happened   ← playbook.md:12「sentence」`
func timelineLine(_ line: Retelling.Line, at: Instant, zone: TimeZoneOffset, heading: String = "") -> String {
  let time = Terminal.dim(String(zone.text(at).dropFirst(5)))
  let text = line.weight == .headline ? Terminal.bold(line.text) : line.text
  let source = line.sentence.map { sentence in
    let limit = 28
    let words = sentence.text.count > limit ? sentence.text.prefix(limit) + "…" : sentence.text[...]
    return Terminal.dim("  ← \(sentence.file):\(sentence.place.line)「\(words)」")
  } ?? ""
  return "\(time)  \(heading)\(text)\(source)"
}
