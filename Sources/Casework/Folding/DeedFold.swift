import Playbook

/// How many deeds a case keeps: by far the most cases do less.
private let mostDeeds = 200
/// How many of them at one step, so that a circle doesn't fill the case.
private let mostDeedsAtStep = 8

/// What was done, and what becomes of it when the case goes back.
extension Case {
  /// Keeps what was done below a decision: nothing above the first one is ever gone back over.
  private mutating func keep(_ deed: Deed) {
    guard standsOnDecisions else { return }
    if visits[deed.step] ?? 0 > mostDeedsAtStep || deeds.count >= mostDeeds {
      let there = deeds.filter { $0.step == deed.step && $0.kind == deed.kind }.count
      if there >= mostDeedsAtStep, let oldest = deeds.firstIndex(where: { $0.step == deed.step && $0.kind == deed.kind }) { deeds.remove(at: oldest) }
      if deeds.count >= mostDeeds { deeds.removeFirst() }
    }
    deeds.append(deed)
  }

  /// An effect has ended, or was broken off: then its receiver may still do it.
  mutating func keep(_ effect: Effect, _ ended: EffectEnded) {
    // What was held back hasn't gone out.
    guard let step = effect.step, ended.outcome != EffectEnded.held else { return }
    let kind: Deed.Kind
    switch effect.purpose {
    case .action: kind = .action
    case .say: kind = .saying
    case .contact: kind = .contact
    case .ask:
      guard case .source(_, index: -1, _)? = frames.last?.awaiting else { return }
      kind = .question
    case .aside: return
    }
    let isUnderWay = ended.outcome == EffectEnded.withdrawn
    // Whoever was called, the contact is made with its words.
    let content = kind == .contact && !isUnderWay ? digest(effect.text) : effect.content
    // What an attempt came to is said by the last one.
    if let last = deeds.last, last.key.map({ $0 != effect.key }) == true, last.step == step, last.kind == kind, last.content == content,
      last.isStanding == nil, last.sequence > frames.last?.reached ?? .max
    {
      deeds.removeLast()
    }
    switch kind {
    case .saying where !isUnderWay && ended.outcome != SayOutcome.sent: return
    case .question where !isUnderWay && ended.outcome != AskOutcome.answered: return
    default: break
    }
    // A contact has its answer when the last attempt is made.
    var deed = Deed(kind: kind, step: step, content: content, sequence: eventCount, answer: isUnderWay || kind == .contact ? nil : ended.outcome)
    deed.key = effect.receiverKey
    deed.action = effect.action
    deed.arguments = effect.arguments.isEmpty ? nil : effect.arguments
    deed.fact = effect.fact
    deed.isUnderWay = isUnderWay ? true : nil
    keep(deed)
  }

  /// A receiver says what became of something that was broken off.
  mutating func endLate(_ ended: EffectEnded) {
    guard let index = deeds.firstIndex(where: { $0.key == ended.key && $0.isUnderWay == true }) else { return }
    deeds[index].isUnderWay = nil
    deeds[index].answer = ended.outcome
  }

  /// The last attempt stands for the whole contact.
  mutating func keepContact(_ ended: ContactEnded, _ step: Step.ID?) {
    guard ended.wasCalledOff != true, let reached = frames.last?.reached,
      let index = deeds.lastIndex(where: { $0.kind == .contact && $0.step == step && $0.isUnderWay == nil && $0.sequence > reached })
    else { return }
    deeds[index].answer = ended.outcome.rawValue
    deeds[index].sequence = eventCount
  }

  mutating func keep(_ task: OpenTask, _ done: TaskDone) {
    guard done.choice != TaskDone.withdrawn, task.purpose == .step || task.purpose == .handOff, let step = task.step else { return }
    keep(Deed(kind: .task, step: step, content: digest(task.text, task.role), sequence: eventCount, answer: done.choice))
  }

  mutating func keep(_ promise: Promise) {
    keep(Deed(kind: .promise, step: promise.step, content: digest(promise.owner, promise.text), sequence: eventCount))
  }

  /// A wait or a follow-up has begun.
  mutating func keepSpell(_ kind: Deed.Kind, at step: Step.ID?, since: Instant) {
    guard let step else { return }
    deeds.removeAll { $0.step == step && $0.kind == kind }
    var deed = Deed(kind: kind, step: step, content: digest(kind.rawValue), sequence: eventCount)
    deed.since = since
    deed.isUnderWay = true
    keep(deed)
  }

  /// A wait or a follow-up has its answer. What a fact has ended, and not a moment, goes on when the fact is otherwise.
  mutating func endSpell(at step: Step.ID, answer: String?) {
    guard let answer, !deeds.isEmpty,
      let index = deeds.lastIndex(where: { $0.step == step && ($0.kind == .wait || $0.kind == .followUp) && $0.isUnderWay == true })
    else { return }
    deeds[index].answer = answer
    deeds[index].isUnderWay = nil
  }

  /// Undoing something goes out under the key of what it undoes.
  mutating func takeBack(by effect: Effect) {
    guard effect.key.text.hasSuffix(EffectKey.undoing) else { return }
    let key = EffectKey(String(effect.key.text.dropLast(EffectKey.undoing.count)))
    deeds.removeAll { $0.key == key }
  }

  mutating func stand(_ stood: Stood, _ event: Event) {
    guard let step = event.step else { return }
    answers[step] = stood.answer
    guard let index = deeds.firstIndex(where: { $0.sequence == stood.deed && $0.step == step }) else { return }
    deeds[index].isStanding = nil
    deeds[index].isListed = nil
    deeds[index].sequence = event.sequence
  }
}

extension EffectKey {
  /// The end of the key of an effect that takes another one back.
  static let undoing = "/undo"
}
