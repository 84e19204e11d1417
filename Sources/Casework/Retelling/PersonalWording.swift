public import Playbook

extension Plan {
  /// Whether an effect's words were filled with personal data: then they are sent, but not shown.
  public func hasPersonalWords(_ effect: Effect) -> Bool {
    wordings(of: effect).flatMap(\.facts).contains { fact($0)?.isPersonal == true }
  }

  /// The first row of a table that told a fact. A row says what the values were, so it isn't shown where one of them is personal.
  func rowToShow(_ reference: RowReference) -> DecisionTable.Row? {
    guard let table = table(reference.table), !(table.inputs + table.outputs).contains(where: { fact($0)?.isPersonal == true }) else { return nil }
    return reference.rows.first.flatMap(table.row)
  }

  /// The wording that an effect's words came from, slots as they are written; nil when it had none.
  func template(of effect: Effect) -> String? { wordings(of: effect).first?.plainText }

  /// An effect's words as they may be shown: with its slots as they are written where one of them is personal.
  public func wordsToShow(of effect: Effect) -> String? { hasPersonalWords(effect) ? template(of: effect) : effect.text }

  private func wordings(of effect: Effect) -> [Wording] {
    if let message = effect.action.flatMap(action)?.message.flatMap(vocabulary.message) { return message.texts.map(\.wording) }
    guard let step = effect.step.flatMap(step) else { return [] }
    var sayings = step.sayings
    if case .say(let saying) = step.kind { sayings.append(saying) }
    return sayings.flatMap { saying in saying.message.flatMap(vocabulary.message)?.texts.map(\.wording) ?? [saying.wording] }
  }
}

extension Plan {
  /// Whether an event's payload holds personal data: then its body isn't shown. A fact that the plan doesn't know, from an earlier version, may have been personal.
  public func carriesPersonalData(_ event: Event) -> Bool {
    switch event.kind {
    case .factLearned(let learned): mayBePersonal(learned.fact)
    case .decided(let decided): decided.uses.contains { mayBePersonal($0.fact) }
    case .reconsidered(let reconsidered): reconsidered.changes.contains { mayBePersonal($0.fact) }
    case .concluded(let concluded): concluded.settings.contains { mayBePersonal($0.fact) }
    case .effectPlanned(let effect): effect.isMessage || hasPersonalWords(effect)
    case .incidentResolved(let resolved): if case .setFact(let report) = resolved.repair { mayBePersonal(report.fact) } else { false }
    case .wrote, .evidenceAdded: true
    default: false
    }
  }

  private func mayBePersonal(_ id: Fact.ID) -> Bool { fact(id)?.isPersonal != false }
}
