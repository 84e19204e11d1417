/// What a step can answer: the words its alternatives may use.
struct Answers {
  /// The fact whose values stand alone, if the step decides one.
  var fact: Fact?
  var list: [ConditionReader.Answer] = []
  /// A person answers with whatever the alternatives say.
  var isFree = false

  /// The words to offer when an alternative isn't understood.
  func labels(in language: Language) -> [String] {
    let values = fact?.values?.compactMap { value in fact?.words(for: value, in: language) } ?? []
    return values + list.compactMap(\.labels.first)
  }
}

extension ProcedureReading {
  func answers(of kind: StepKind) -> Answers {
    switch kind {
    case .decide(let id), .ask(_, let id, _): Answers(fact: names.vocabulary.fact(id))
    case .act(let call):
      Answers(list: (names.vocabulary.action(call.action)?.outcomes ?? []).map { .init(labels: $0.labels + [$0.id], ids: [$0.id]) } + heldBackAnswers(call))
    case .rule(let terms): Answers(list: terms.approver == nil ? [] : [approvedAnswer, notApprovedAnswer])
    case .contact(let terms): Answers(list: contactAnswers + (terms.notice == nil ? [] : [.init(labels: ContactAnswer.labels, ids: [ContactAnswer.cancelled])]))
    case .wait: Answers(list: [.init(labels: WaitAnswer.labels, ids: [WaitAnswer.expired])] + eventAnswers)
    case .followUp(let id):
      Answers(list: (names.vocabulary.followUp(id)?.outcomes ?? []).map { .init(labels: $0.labels + [$0.id], ids: [$0.id]) } + eventAnswers)
    case .manual, .handOff: Answers(isFree: true)
    // A step that answers nothing can still branch on facts.
    default: Answers()
    }
  }

  private var approvedAnswer: ConditionReader.Answer { .init(labels: HeldBackAnswer.approvedLabels, ids: [HeldBackAnswer.approved]) }
  private var notApprovedAnswer: ConditionReader.Answer { .init(labels: HeldBackAnswer.notApprovedLabels, ids: [HeldBackAnswer.notApproved]) }

  /// What keeps money from going out.
  private func heldBackAnswers(_ call: ActionCall) -> [ConditionReader.Answer] {
    guard names.vocabulary.action(call.action)?.money != nil else { return [] }
    return [notApprovedAnswer, .init(labels: HeldBackAnswer.overLimitLabels, ids: [HeldBackAnswer.overLimit])]
  }

  private var contactAnswers: [ConditionReader.Answer] {
    ContactOutcome.allCases.map { .init(labels: $0.labels + [$0.rawValue], ids: [$0.rawValue]) }
      + [.init(labels: ContactOutcome.notReachedLabels, ids: ContactOutcome.notReached.map(\.rawValue))]
  }

  private var eventAnswers: [ConditionReader.Answer] {
    names.vocabulary.events.map { .init(labels: $0.labels + [$0.id], ids: [$0.id]) }
  }
}
