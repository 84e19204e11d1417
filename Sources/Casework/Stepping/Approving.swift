import Playbook

/// Whether money may go out: caps of one posting and of the case, approval bands, four eyes. It holds for the procedure and for persons alike.
extension Deciding {
  enum Permission {
    case free
    case overLimit(String)
    case needs(roles: [String])
  }

  /// - Parameter about: the visit or effect that may have been approved already.
  func permission(for action: Action, _ money: MoneyTerms, amount: Int64, about: String) -> Permission {
    let words = money.unit.words(amount, in: plan.language)
    if let most = money.mostEach, amount > most {
      let limit = money.unit.words(most, in: plan.language)
      return .overLimit(plan.language.words("\(words) 超过单笔上限 \(limit)", "\(words) is over the limit of \(limit) for one payment"))
    }
    if let most = money.mostPerCase, amount > most - state.spent(by: action.id) {
      let limit = money.unit.words(most, in: plan.language)
      return .overLimit(plan.language.words("加上 \(words) 超过每单上限 \(limit)", "with \(words) the case would be over its limit of \(limit)"))
    }
    guard let roles = money.roles(approving: amount) else {
      return .overLimit(plan.language.words("\(words) 没有人有权批准", "nobody may approve \(words)"))
    }
    if roles.isEmpty || state.approvals[about].map({ $0 >= amount }) == true { return .free }
    return .needs(roles: roles)
  }

  /// Looks whether a step's money may go out. - Returns: nil when it may; else how the procedure goes on.
  /// - Parameter repeated: the key of an attempt whose end isn't known, and which is made again.
  mutating func holdBack(_ action: Action, _ call: ActionCall, _ step: Step, repeating repeated: EffectKey?) -> Progress? {
    guard let money = action.money else { return nil }
    // Its money is set aside, or paid as a person has found out, and was approved.
    if let repeated, state.openReservation(of: repeated) != nil || state.payment(under: repeated) != nil { return nil }
    if case .fact(let fact) = money.amount, value(fact) == nil, !wasAsked(fact), frame?.attempt == 0, case .waiting = find(fact, from: 0, step) {
      return .waiting
    }
    guard let amount = amount(of: money) else {
      raise(.missingSlot, about: amountName(money), step: step.id)
      return .waiting
    }
    guard payers(of: money, amount) != nil else {
      raise(.unguarded, about: action.name, step: step.id)
      return .waiting
    }
    switch permission(for: action, money, amount: amount, about: visitKey(step)) {
    case .free: return nil
    case .overLimit(let words): return refuse(action, step, HeldBackAnswer.overLimit, words)
    case .needs(let roles):
      let request = ApprovalRequest(
        about: visitKey(step), action: action.id, arguments: call.arguments, amount: amount, isAside: false, requester: sender.personName, given: [],
        rest: roles)
      askNext(request, action, step)
      return .waiting
    }
  }

  private func amountName(_ money: MoneyTerms) -> String {
    if case .fact(let fact) = money.amount { return plan.fact(fact)?.name ?? fact }
    return ""
  }

  /// Nothing goes out: the step's alternative for that, or for its failure, or a person.
  mutating func refuse(_ action: Action, _ step: Step, _ answer: String, _ words: String) -> Progress {
    let isNamed = alternatives(of: step).contains { truth($0.condition, answer: answer) == .yes }
    let given = isNamed ? answer : action.failure.id
    recordRefusal(action, words, answer: given, step: step.id)
    guard alternatives(of: step).contains(where: { truth($0.condition, answer: given) != .no && !$0.condition.isOnlyUnknown }) else {
      raise(.heldBack, about: "\(action.name): \(words)", step: step.id)
      return .waiting
    }
    return branch(of: step, answer: given)
  }

  private mutating func recordRefusal(_ action: Action, _ words: String, answer: String?, step: Step.ID?) {
    record(
      .posted(
        Posted(
          id: PostingID("\(state.id)/refused/\(state.eventCount + 1)"), kind: .refuse, unit: action.money?.unit ?? .cny, lines: [], action: action.id,
          note: words, answer: answer)), step: step)
  }

  // MARK: beside the procedure

  /// Whether an action beside the procedure may go out now. When it may not, somebody is asked, or told.
  mutating func mayGoAside(_ action: Action, _ arguments: [String: String], step: Step.ID?, key: EffectKey) -> Bool {
    guard let money = action.money, !key.isUndo else { return true }
    guard let amount = amount(of: money), payers(of: money, amount) != nil else {
      tellHeldBack(action, plan.language.words("金额或责任还不知道", "the amount or who is liable isn't known"), step)
      return false
    }
    switch permission(for: action, money, amount: amount, about: key.text) {
    case .free: return true
    case .overLimit(let words):
      recordRefusal(action, words, answer: nil, step: step)
      tellHeldBack(action, words, step)
      return false
    case .needs(let roles):
      guard !state.tasks.values.contains(where: { $0.isApproval(of: key.text) }) else { return false }
      let request = ApprovalRequest(
        about: key.text, action: action.id, arguments: arguments, amount: amount, isAside: true, requester: sender.personName, given: [], rest: roles)
      askNext(request, action, step.flatMap(plan.step))
      return false
    }
  }

  private mutating func tellHeldBack(_ action: Action, _ words: String, _ step: Step.ID?) {
    openTask(
      .review, step: step.flatMap(plan.step),
      text: plan.language.words("“\(action.name)”没有办：\(words)。请处理。", "“\(action.name)” wasn't done: \(words). Please see to it."), choices: [])
  }

  // MARK: asking and answering

  var approvalChoices: [TaskChoice] {
    [
      TaskChoice(id: TaskChoice.approve, label: plan.language.words("批准", "approve")),
      TaskChoice(id: TaskChoice.refuse, label: plan.language.words("不批准", "refuse")),
    ]
  }

  /// Asks the next role of the request.
  private mutating func askNext(_ request: ApprovalRequest, _ action: Action, _ step: Step?) {
    guard let role = request.rest.first, let money = action.money else { return }
    let next = ApprovalRequest(
      about: request.about, action: request.action, arguments: request.arguments, amount: request.amount, isAside: request.isAside,
      requester: request.requester, given: request.given, rest: Array(request.rest.dropFirst()))
    let amount = money.unit.words(request.amount ?? 0, in: plan.language)
    openTask(
      .approval(of: next), step: step, text: plan.language.words("请批准“\(action.name)”\(amount)", "Please approve “\(action.name)”, \(amount)"),
      choices: approvalChoices, role: role)
  }

  /// A person approves or refuses. Nobody approves what they asked for, or twice, or in another's role.
  mutating func approve(_ task: OpenTask, _ request: ApprovalRequest, _ choice: String) throws(Refusal) {
    guard let chosen = task.choices.first(where: { $0.id == choice || $0.label == choice }) else {
      throw .notAChoice(choice, of: task.choices.map(\.label))
    }
    guard case .person(let name, let role) = sender, task.role.map({ $0 == role }) ?? true, name != request.requester, !request.given.contains(name) else {
      throw .notApprover(role: task.role)
    }
    let isGiven = chosen.id == TaskChoice.approve
    let isAwaited = frame?.awaiting?.isFor(task.id) == true
    record(.taskDone(TaskDone(task: task.id, choice: chosen.id, sender: sender)), step: task.step)
    record(
      .approved(
        Approved(task: task.id, isGiven: isGiven, sender: sender, about: request.about, amount: request.amount, isLast: !isGiven || request.rest.isEmpty)),
      step: task.step)
    if let action = request.action.flatMap(plan.action), isGiven, !request.rest.isEmpty, request.isAside || isAwaited {
      let further = ApprovalRequest(
        about: request.about, action: request.action, arguments: request.arguments, amount: request.amount, isAside: request.isAside,
        requester: request.requester, given: request.given + [name], rest: request.rest)
      return askNext(further, action, task.step.flatMap(plan.step))
    }
    if request.isAside { return asideAnswered(request, isGiven: isGiven, step: task.step) }
    guard isAwaited, let step = currentStep else { return closeIfSettled() }
    switch answered(request, isGiven: isGiven, step) {
    case .goOn(let next): proceed(to: next)
    case .waiting: break
    }
  }

  private mutating func answered(_ request: ApprovalRequest, isGiven: Bool, _ step: Step) -> Progress {
    switch step.kind {
    case .rule(let terms): return rulingAnswered(terms, isGiven: isGiven, step)
    case .act(let call):
      guard let action = plan.action(call.action) else { return .goOn(to: step.next) }
      if isGiven { return act(call, step, attempt: (frame?.attempt ?? 0) + 1) }
      return refuse(action, step, HeldBackAnswer.notApproved, plan.language.words("未批准", "not approved"))
    default: return .goOn(to: step.next)
    }
  }

  private mutating func asideAnswered(_ request: ApprovalRequest, isGiven: Bool, step: Step.ID?) {
    defer { closeIfSettled() }
    guard let action = request.action.flatMap(plan.action) else { return }
    guard isGiven else { return recordRefusal(action, plan.language.words("未批准", "not approved"), answer: nil, step: step) }
    // What was established may have changed while it was being approved.
    guard isReady(action), state.clause(forbidding: action.id) == nil else {
      return tellHeldBack(action, plan.language.words("前提已不成立", "what it requires no longer holds"), step)
    }
    planAside(action, request.arguments, step: step, key: EffectKey(request.about))
  }

  // MARK: in doubt

  /// Nobody knows whether it was paid, and it won't be tried again: the money stays set aside until a person has found out.
  mutating func askWhetherPaid(_ effect: Effect, _ reserved: Posted, _ action: Action) {
    guard !state.tasks.values.contains(where: { $0.purpose == .reconcile(effect: effect.receiverKey) }) else { return }
    let amount = reserved.unit.words(reserved.paidIn, in: plan.language)
    openTask(
      .reconcile(effect: effect.receiverKey), step: effect.step.flatMap(plan.step),
      text: plan.language.words("“\(action.name)”\(amount)是否已付，请核对。", "Please find out whether “\(action.name)”, \(amount), was paid."),
      choices: [
        TaskChoice(id: TaskChoice.paid, label: plan.language.words("已付", "paid")),
        TaskChoice(id: TaskChoice.notPaid, label: plan.language.words("未付", "not paid")),
      ])
  }

  mutating func reconcile(_ task: OpenTask, _ key: EffectKey, _ choice: String) throws(Refusal) {
    guard let chosen = task.choices.first(where: { $0.id == choice || $0.label == choice }) else {
      throw .notAChoice(choice, of: task.choices.map(\.label))
    }
    record(.taskDone(TaskDone(task: task.id, choice: chosen.id, sender: sender)), step: task.step)
    if let reserved = state.openReservation(of: key), let action = reserved.action.flatMap(plan.action) {
      if chosen.id == TaskChoice.paid { pay(reserved, action, step: task.step) } else { release(reserved, step: task.step) }
    }
    closeIfSettled()
  }

  /// The question is answered by what happened.
  mutating func withdrawQuestion(about reserved: Posted) {
    guard let key = reserved.effect else { return }
    let found = state.tasks.values.lazy.filter { $0.purpose == .reconcile(effect: key) }.map(\.id)
    for task in found.sorted() { withdraw(task) }
  }

  // MARK: budgets over cases

  /// What a money effect takes from its action's budget; it isn't handed over when that is used up.
  func withBudget(_ effect: Effect) -> Effect {
    guard effect.purpose == .action || effect.purpose == .aside, !effect.key.isUndo, let action = effect.action.flatMap(plan.action), let money = action.money,
      let budget = money.budget, let amount = amount(of: money)
    else { return effect }
    let day = plan.zone.text(now)
    let claim = BudgetClaim(
      budget: "\(plan.id)/\(action.id)", period: String(day.prefix(budget.period == .day ? 10 : 7)), amount: amount, most: budget.most)
    var outcomes = effect.outcomes
    if !outcomes.contains(HeldBackAnswer.overLimit) { outcomes.insert(HeldBackAnswer.overLimit, at: max(outcomes.count - 1, 0)) }
    return effect.claiming(claim, outcomes: outcomes)
  }
}

extension OpenTask {
  func isApproval(of about: String) -> Bool {
    if case .approval(let request) = purpose { return request.about == about }
    return false
  }
}
