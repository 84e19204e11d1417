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
      Answers(list: (names.vocabulary.action(call.action)?.outcomes ?? []).map { .init(labels: $0.labels + [$0.id], ids: [$0.id]) })
    case .contact: Answers(list: contactAnswers)
    case .wait: Answers(list: [.init(labels: WaitAnswer.labels, ids: [WaitAnswer.expired])] + eventAnswers)
    case .followUp(let id):
      Answers(list: (names.vocabulary.followUp(id)?.outcomes ?? []).map { .init(labels: $0.labels + [$0.id], ids: [$0.id]) } + eventAnswers)
    case .manual, .handOff: Answers(isFree: true)
    // A step that answers nothing can still branch on facts.
    default: Answers()
    }
  }

  private var contactAnswers: [ConditionReader.Answer] {
    ContactOutcome.allCases.map { .init(labels: $0.labels + [$0.rawValue], ids: [$0.rawValue]) }
      + [.init(labels: ContactOutcome.notReachedLabels, ids: ContactOutcome.notReached.map(\.rawValue))]
  }

  private var eventAnswers: [ConditionReader.Answer] {
    names.vocabulary.events.map { .init(labels: $0.labels + [$0.id], ids: [$0.id]) }
  }
}
