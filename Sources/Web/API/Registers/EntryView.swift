import Casework
import Desk
import Playbook

/// An entry of a register, as the API shows it. Personal data is masked.
struct EntryView: Encodable {
  let register: String
  let `case`: String
  let subject: String
  let entry: String
  let state: String
  let text: String
  let party: String?
  /// Who that is over all cases, by the platform's name.
  let person: String?
  let due: String?
  let openedAt: String
  let endedAt: String?
  /// What it shows, where the playbook declares it.
  let facts: [CaseView.Known]?
  /// Per cent by account, of a ruling.
  let shares: [String: Int]?
  let posting: Money?
  /// What may be said of an errand.
  let outcomes: [String]?
  /// The sentence that asked for it.
  let sentence: SentenceView?
  /// What happened in it, in order; only where one entry is asked for.
  let history: [TimelineView]?

  struct Money: Encodable {
    struct Line: Encodable {
      let account: String
      /// In the unit's smallest part; out of the account when negative.
      let amount: Int64
    }

    let unit: String
    let action: String?
    let about: String?
    let lines: [Line]
  }

  init(_ found: RegisterEntry, _ file: CaseFile, _ onlooker: Onlooker, hasHistory: Bool = false) {
    let (plan, retelling) = (file.plan, file.retelling)
    let first = file.events.first { $0.sequence == found.opened }
    register = found.register
    `case` = file.state.id.text
    subject = file.state.subject
    entry = found.id
    party = found.party
    person = found.person?.text
    due = found.due?.rfc3339
    openedAt = found.openedAt.rfc3339
    endedAt = found.endedAt?.rfc3339
    sentence = first?.step.flatMap(plan.step).map { SentenceView($0.sentence) }
    var facts: [CaseView.Known]?
    var shares: [String: Int]?
    var posting: Money?
    var outcomes: [String]?
    var state = found.state
    switch found.content {
    case .promise(let promise): text = promise.text
    case .errand(let effect):
      text = effect.action.map(retelling.name(ofAction:)) ?? ""
      if !found.isOpen { state = retelling.name(ofOutcome: found.state, of: effect) }
      outcomes = effect.action.flatMap(plan.action)?.outcomes.map(\.name)
    case .question(let effect):
      text = effect.fact.map(retelling.name(ofFact:)) ?? ""
      if !found.isOpen { state = retelling.name(ofOutcome: found.state, of: effect) }
    case .followUp(let id): text = plan.followUp(id)?.name ?? id
    case .party: text = retelling.name(ofParty: found.party)
    case .declared(let register):
      text = register.name
      if let value = register.state.flatMap({ found.facts[$0]?.value }) { state = retelling.value(value, of: register.state ?? "") }
      facts = register.shows.compactMap { id in
        found.facts[id].map { CaseView.Known(id, $0, retelling, source: onlooker.name(ofSource: $0.source, plan), masks: true) }
      }
    case .ruling(let ruled):
      shares = ruled.shares
      text = first.flatMap(retelling.line)?.text ?? ""
    case .posting(let posted):
      posting = Money(
        unit: posted.unit.rawValue, action: posted.action, about: posted.about?.text, lines: posted.lines.map { .init(account: $0.account, amount: $0.amount) })
      text = first.flatMap(retelling.line)?.text ?? ""
    case .remark(let message): text = PersonalNumbers.masked(message.text)
    case .incident: text = first.flatMap(retelling.line)?.text ?? ""
    }
    (self.state, self.facts, self.shares, self.posting, self.outcomes) = (state, facts, shares, posting, outcomes)
    history = hasHistory ? Self.history(found, file, onlooker) : nil
  }

  private static func history(_ found: RegisterEntry, _ file: CaseFile, _ onlooker: Onlooker) -> [TimelineView] {
    let last = found.ended ?? file.state.eventCount
    let shown = onlooker.events(of: found, in: file)
    return file.timeline.filter { (found.opened...last).contains($0.sequence) && $0.retold.weight > .detail && shown?.contains($0.sequence) ?? true }
      .map { TimelineView($0, version: file.state.version) }
  }
}

/// A page of a register.
struct EntryPage: Encodable {
  let items: [EntryView]
  /// The cursor of the next page; left out when this is the last one.
  let next: String?
}

/// A register that can be listed.
struct RegisterView: Encodable {
  struct Answer: Encodable {
    let party: String
    let fact: String
    /// Left out where every value of the fact may be said.
    let values: [String]?
  }

  let register: String
  let name: String
  /// The playbooks that declare it; left out for those that are always there.
  let playbooks: [String]?
  let visibleTo: [String]?
  let answers: [Answer]?

  init(_ one: BuiltInRegister, _ language: Language) {
    register = one.rawValue
    name = one.name(in: language)
    (playbooks, visibleTo, answers) = (nil, nil, nil)
  }

  init(_ one: Register, _ playbooks: [String], _ retelling: Retelling) {
    register = one.id
    name = one.name
    self.playbooks = playbooks
    visibleTo = one.visibleTo
    answers = one.answers.map { answer in
      let values = answer.values.map { retelling.value($0, of: answer.fact) }
      return Answer(party: answer.party, fact: answer.fact, values: values.isEmpty ? nil : values)
    }
  }
}

extension CaseView.Known {
  init(_ id: Fact.ID, _ known: KnownFact, _ retelling: Retelling, source: String? = nil, masks: Bool) {
    let text = retelling.value(known.value, of: id)
    self.init(
      fact: id, name: retelling.name(ofFact: id), text: masks ? PersonalNumbers.masked(text) : text, source: source ?? known.source, at: known.at.rfc3339,
      sequence: known.learned)
  }
}

extension BuiltInRegister {
  fileprivate func name(in language: Language) -> String {
    switch self {
    case .promises: language.words("承诺", "promises")
    case .rulings: language.words("责任裁定", "rulings")
    case .postings: language.words("账目", "postings")
    case .incidents: language.words("异常", "incidents")
    case .parties: language.words("当事人", "parties")
    case .followUps: language.words("跟单", "follow-ups")
    case .errands: language.words("派单", "errands")
    case .questions: language.words("询问", "questions")
    case .remarks: language.words("流程意见", "remarks")
    }
  }
}
