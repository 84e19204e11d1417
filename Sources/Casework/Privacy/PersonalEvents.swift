import Playbook

extension Event {
  /// The same event, with what it says of people changed.
  public func changed(by change: some PersonalChange) throws -> Event {
    guard let kind = try kind.changed(by: change) else { return self }
    return Event(sequence: sequence, at: at, step: step, kind: kind)
  }
}

extension EventKind {
  /// Nil for what says nothing of people. Every kind stands here, so that a new one has to be thought of.
  fileprivate func changed(by change: some PersonalChange) throws -> EventKind? {
    switch self {
    case .factLearned(let learned): return .factLearned(try learned.changed(by: change))
    case .decided(let decided):
      guard !decided.uses.isEmpty else { return nil }
      return .decided(try decided.changed(by: change))
    case .taskOpened(let task): return .taskOpened(try task.changed(by: change))
    case .effectPlanned(let effect):
      guard effect.text != nil || !effect.arguments.isEmpty else { return nil }
      return .effectPlanned(try effect.changed(by: change))
    case .effectEnded(let ended):
      guard ended.detail != nil else { return nil }
      return .effectEnded(try ended.changed(by: change))
    case .promiseSettled(let settled):
      guard settled.proof != nil else { return nil }
      return .promiseSettled(try settled.changed(by: change))
    case .concluded(let concluded):
      guard !concluded.settings.isEmpty else { return nil }
      return .concluded(try concluded.changed(by: change))
    case .incidentResolved(let resolved): return .incidentResolved(IncidentResolved(repair: try change.repair(resolved.repair), sender: resolved.sender))
    case .reconsidered(let reconsidered): return .reconsidered(try reconsidered.changed(by: change))
    case .wrote(let wrote): return .wrote(Wrote(message: try change.message(wrote.message), sender: wrote.sender))
    case .evidenceAdded(let added): return .evidenceAdded(EvidenceAdded(evidence: try change.evidence(added.evidence), sender: added.sender))
    case .opened, .joined, .happened, .stepReached, .stepPassed, .asked, .taskDone, .timerSet, .timerRang, .timerCancelled, .contactEnded, .forbade,
      .promised, .procedureEntered, .procedureLeft, .incidentRaised, .stood, .personsNamed, .held, .heard, .consented, .ruled, .posted, .approved, .moved,
      .linked, .deadlineWarned, .closed:
      return nil
    }
  }
}

extension FactLearned {
  fileprivate func changed(by change: some PersonalChange) throws -> FactLearned {
    FactLearned(fact: fact, value: try change.valueIfAny(value, of: fact, in: "value"), source: source, isExpected: isExpected)
  }
}

extension Decided {
  fileprivate func changed(by change: some PersonalChange) throws -> Decided {
    Decided(branch: branch, answer: answer, uses: try change.uses(uses, in: "uses"), noticed: noticed)
  }
}

extension Concluded {
  fileprivate func changed(by change: some PersonalChange) throws -> Concluded {
    let settings = try settings.enumerated().map { place, setting in
      Setting(fact: setting.fact, value: try change.value(setting.value, of: setting.fact, in: "settings.\(place)"))
    }
    return Concluded(settings: settings, isProvisional: isProvisional)
  }
}

extension OpenTask {
  fileprivate func changed(by change: some PersonalChange) throws -> OpenTask {
    OpenTask(id: id, step: step, purpose: try purpose.changed(by: change), text: try change.words(text, of: nil, in: "text"), choices: choices, role: role)
  }
}

extension OpenTask.Purpose {
  fileprivate func changed(by change: some PersonalChange) throws -> OpenTask.Purpose {
    guard case .approval(let request) = self, !request.arguments.isEmpty else { return self }
    return .approval(
      of: ApprovalRequest(
        about: request.about, action: request.action, arguments: try change.table(request.arguments, of: nil, in: "arguments"), amount: request.amount,
        isAside: request.isAside, requester: request.requester, given: request.given, rest: request.rest))
  }
}

extension Effect {
  fileprivate func changed(by change: some PersonalChange) throws -> Effect {
    Effect(
      key: key, step: step, purpose: purpose, action: action, party: party, channel: channel,
      arguments: try change.table(arguments, of: party, in: "arguments"), text: try change.wordsIfAny(text, of: party, in: "text"), fact: fact,
      attempt: attempt,
      rung: rung, outcomes: outcomes, repeats: repeats, deadline: deadline, person: person, budget: budget)
  }
}

extension EffectEnded {
  fileprivate func changed(by change: some PersonalChange) throws -> EffectEnded {
    var changed = EffectEnded(
      key: key, outcome: outcome, detail: try change.wordsIfAny(detail, of: nil, in: "detail"), inDoubt: inDoubt, barred: barred, shared: shared)
    changed.person = person
    return changed
  }
}

extension PromiseSettled {
  fileprivate func changed(by change: some PersonalChange) throws -> PromiseSettled {
    PromiseSettled(promise: promise, wasKept: wasKept, sender: sender, proof: try change.wordsIfAny(proof, of: nil, in: "proof"))
  }
}

extension Reconsidered {
  fileprivate func changed(by change: some PersonalChange) throws -> Reconsidered {
    let changes = try changes.enumerated().map { place, one in
      FactChange(
        fact: one.fact, before: try change.valueIfAny(one.before, of: one.fact, in: "changes.\(place).before"),
        after: try change.valueIfAny(one.after, of: one.fact, in: "changes.\(place).after"))
    }
    let leadsBack = try leadsBack.map { paths in
      try paths.enumerated().map { path, steps in
        try steps.enumerated().map { place, step in try step.changed(by: change, in: "leadsBack.\(path).\(place)") }
      }
    }
    return Reconsidered(
      frame: frame, decision: decision, from: from, changes: changes, undone: undone, left: left, lapsed: lapsed, leadsBack: leadsBack)
  }
}

extension Footstep {
  fileprivate func changed(by change: some PersonalChange, in field: String) throws -> Footstep {
    var changed = self
    changed.decision = try decision.map { try $0.changed(by: change, in: "\(field).decision") }
    changed.inner = try inner.map { inner in try inner.enumerated().map { place, past in try past.changed(by: change, in: "\(field).inner.\(place)") } }
    changed.replaced = try replaced.map { replaced in
      try replaced.enumerated().map { place, past in
        Replaced(fact: past.fact, known: try past.known.map { try $0.changed(by: change, of: past.fact, in: "\(field).replaced.\(place)") })
      }
    }
    return changed
  }
}

extension PastDecision {
  fileprivate func changed(by change: some PersonalChange, in field: String) throws -> PastDecision {
    PastDecision(step: step, sequence: sequence, branch: branch, answer: answer, uses: try change.uses(uses, in: field))
  }
}

extension KnownFact {
  fileprivate func changed(by change: some PersonalChange, of fact: Fact.ID, in field: String) throws -> KnownFact {
    KnownFact(value: try change.valueIfAny(value, of: fact, in: field), source: source, at: at, learned: learned, since: since, isExpected: isExpected)
  }
}
