import Playbook

/// Where one case stood, sentence by sentence, and what happened there.
struct CaseWalk {
  typealias Names = (_ version: String, _ id: String) -> String?

  private(set) var found: [String: SentenceHeat.Warmth] = [:]
  /// When a person told the stuck case a fact last.
  private var repairedAt: Instant?
  private var version = ""
  private var here: String?
  private var since = Instant(milliseconds: 0)
  /// Visits by sentence, with the milliseconds they have taken so far. A procedure that was called is left and its caller come to again: one visit.
  private var visits: [String: Int64] = [:]
  /// Sentences whose visit was counted.
  private var counted: Set<String> = []
  private var isOver = false

  mutating func take(_ event: Event, _ names: Names) {
    let step = event.step
    switch event.kind {
    case .opened(let opened): version = opened.version
    case .moved(let moved):
      version = moved.to
      if let place = moved.stands.last?.step, let now = name(place, names) { stand(at: now, event.at) }
    case .stepReached: reach(step, name(step, names), event.at)
    case .decided(let decided):
      if let branch = name(decided.branch, names) { count(branch) }
    // Between the rounds of a follow-up, and behind a procedure that was called, the case stands at the sentence that asked for it.
    case .procedureLeft: stand(at: name(step, names), event.at)
    case .timerSet(let timer): if timer.purpose == .round, let caller = name(timer.step, names) { stand(at: caller, event.at) }
    case .reconsidered(let back):
      // What a person repaired with a fact leads back to its decision: that is the same deviation.
      if event.at != repairedAt { note(name(back.decision, names)) { $0.deviations.reversals += 1 } }
      if back.leadsBack == nil, let target = name(step, names) { stand(at: target, event.at) }
    case .posted(let posted):
      guard posted.kind == .settle else { return }
      note(name(step, names) ?? here) { $0.paid[posted.unit, default: 0] += posted.paidIn }
    case .incidentResolved(let resolved):
      guard case .person = resolved.sender else { return }
      if case .setFact = resolved.repair { repairedAt = event.at }
      note(name(step, names) ?? here) { warmth in
        switch resolved.repair {
        case .setFact, .retry: warmth.deviations.repairs += 1
        case .skip, .move: warmth.deviations.skips += 1
        }
      }
    case .effectPlanned(let effect):
      if effect.purpose == .aside, effect.action != nil, effect.step == nil { note(here) { $0.deviations.besides += 1 } }
    case .wrote(let wrote):
      // A note that names a sentence says what the document doesn't.
      if step != nil, wrote.message.from == nil, wrote.message.to == nil { note(name(step, names)) { $0.deviations.remarks += 1 } }
    case .closed:
      stand(at: nil, event.at)
      isOver = true
    default: return
    }
  }

  /// The events end here: what goes on still isn't a visit that is over.
  mutating func end() {
    if let here, !isOver {
      note(here) { $0.standing += 1 }
      visits[here] = nil
    }
    for sentence in Array(visits.keys) { close(sentence) }
  }

  /// - Returns: nil for what isn't in the version that is looked at.
  private func name(_ id: String?, _ names: Names) -> String? { id.flatMap { names(version, $0) } }

  // MARK: coming and going

  /// - Parameters:
  ///   - id: the step, by its own version.
  ///   - sentence: what its sentence is called in the version that is looked at.
  private mutating func reach(_ id: Step.ID?, _ sentence: String?, _ at: Instant) {
    stand(at: nil, at)
    guard let id, let sentence else { return }
    // Of several steps of one sentence (`s1.1`, `s1.2`, `s1`, `s1+`) the one with the bare name is come to once on every visit.
    let isBare = Step.sentenceID(of: id) == id
    if isBare || id.contains("."), counted.contains(sentence) { close(sentence) }
    if isBare {
      counted.insert(sentence)
      count(sentence)
    }
    stand(at: sentence, at)
  }

  private mutating func stand(at sentence: String?, _ at: Instant) {
    if let here { visits[here, default: 0] += max(at.milliseconds - since.milliseconds, 0) }
    here = sentence
    since = at
    if let sentence, visits[sentence] == nil { visits[sentence] = 0 }
  }

  private mutating func close(_ sentence: String) {
    counted.remove(sentence)
    guard let stay = visits.removeValue(forKey: sentence) else { return }
    note(sentence) { $0.stays.append(stay) }
  }

  private mutating func count(_ id: String) {
    note(id) { warmth in
      warmth.times += 1
      warmth.cases = 1
    }
  }

  private mutating func note(_ id: String?, _ change: (inout SentenceHeat.Warmth) -> Void) {
    guard let id else { return }
    change(&found[id, default: SentenceHeat.Warmth()])
  }
}
