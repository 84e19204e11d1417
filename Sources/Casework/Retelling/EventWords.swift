import Playbook

extension Retelling {
  func words(_ kind: EventKind, _ step: Step?) -> (String, Weight)? {
    switch kind {
    case .opened(let opened):
      (say("开单：\(opened.subject)（\(opened.channel.name(in: language))）", "Opened: \(opened.subject) (\(opened.channel.name(in: language)))"), .headline)
    case .joined(let joined):
      (say("同一订单再次来单（\(joined.channel.name(in: language))），并入本单", "Asked again (\(joined.channel.name(in: language))), joined this case"), .normal)
    case .factLearned(let learned):
      (
        say(
          "得知 \(name(ofFact: learned.fact)) = \(value(learned.value, of: learned.fact))（\(source(learned.source))）",
          "Learned \(name(ofFact: learned.fact)) = \(value(learned.value, of: learned.fact)) (\(source(learned.source)))"), .normal
      )
    case .happened(let happened):
      (
        say("发生：\(plan.event(happened.name)?.name ?? happened.name)", "Happened: \(plan.event(happened.name)?.name ?? happened.name)"),
        .headline
      )
    case .stepReached: (say("来到这一步", "Came to this step"), .detail)
    case .stepPassed: (say("不适用于本渠道，跳过", "Not for this channel, passed"), .detail)
    case .decided(let decided): decision(decided, step)
    case .asked(let asked): (say("需要知道 \(name(ofFact: asked.fact))", "Needs to know \(name(ofFact: asked.fact))"), .detail)
    case .taskOpened(let task): (say("待人处理：\(task.text)", "For a person: \(task.text)"), .headline)
    case .taskDone(let done): taskDone(done)
    // What a person wrote stands in the event before.
    case .effectPlanned(let effect): (planned(effect), effect.isMessage ? .detail : .normal)
    case .effectEnded(let ended): self.ended(ended, outcome(ended, step))
    case .timerSet(let timer): timerSet(timer)
    case .timerRang(let rang): (say("到时（\(rang.timer)）", "Time is up (\(rang.timer))"), .detail)
    case .timerCancelled(let cancelled): (say("取消计时（\(cancelled.timer)）", "Timer cancelled (\(cancelled.timer))"), .detail)
    case .contactEnded(let ended): contactEnded(ended)
    case .forbade(let forbade):
      (say("从此禁止：\(names(forbade.actions))", "From here on forbidden: \(names(forbade.actions))"), .headline)
    case .promised(let promise):
      (
        say(
          "承诺：\(name(ofParty: promise.owner)) \(promise.text)，最迟 \(text(promise.due))",
          "Promise: \(name(ofParty: promise.owner)) \(promise.text), by \(text(promise.due))"), .headline
      )
    case .promiseSettled(let settled): settled.wasKept ? promiseKept(settled) : (say("承诺违约", "Promise broken"), .headline)
    case .procedureEntered(let entered): procedureEntered(entered)
    case .procedureLeft(let left):
      left.outcome.map { (say("结束，结果：\(end($0, step))", "Ended: \(end($0, step))"), .normal) } ?? (
        say("流程“\(title(left.procedure))”结束", "“\(title(left.procedure))” has ended"), .detail
      )
    case .concluded(let concluded): conclusion(concluded, step)
    case .incidentRaised(let incident): (say("异常：\(self.incident(incident))", "Incident: \(self.incident(incident))"), .headline)
    case .incidentResolved: (say("异常已处理", "Incident resolved"), .headline)
    case .reconsidered(let reconsidered): self.reconsidered(reconsidered, step)
    case .stood: (say("先前已做，仍然有效，不再重复", "Done before and still standing: not done again"), .detail)
    case .personsNamed: (say("已知各方身份", "The parties are known"), .detail)
    case .held(let held): self.held(held)
    case .heard(let heard): self.heard(heard)
    case .consented(let consented): self.consented(consented)
    case .ruled(let ruled): self.ruled(ruled)
    case .posted(let posted): self.posted(posted)
    case .approved(let approved): self.approved(approved)
    case .moved(let moved): self.moved(moved)
    case .linked(let linked): self.linked(linked)
    case .wrote(let wrote): self.wrote(wrote)
    case .evidenceAdded(let added): evidenceAdded(added)
    case .deadlineWarned(let warned): deadlineWarned(warned)
    case .closed(let closed):
      closed.reason == .concluded ? (say("结单", "Closed"), .headline) : (say("流程走完，结单", "The procedure ran out, closed"), .headline)
    }
  }

  /// Who told a fact, as `KnownFact.source` has it, in words.
  public func name(ofSource source: String) -> String { self.source(source) }

  private func source(_ source: String) -> String {
    switch source {
    case "platform": say("平台", "platform")
    case FactLearned.nobody: say("问过，没人知道", "asked, nobody knows")
    case "receiver": say("回报", "report")
    case KnownFact.conclusion: say("结论", "conclusion")
    case FactLearned.outdated: say("新版本没有这个值", "no value in the new version")
    default: rulesInWords(source) ?? sourceInWords(source.split(separator: " ", maxSplits: 1).map(String.init), source)
    }
  }

  /// The table and the row that a fact was read from, as the document has it.
  private func rulesInWords(_ source: String) -> String? {
    guard let reference = RowReference(source: source) else { return nil }
    let name = say("规则“\(reference.table)”", "rules “\(reference.table)”")
    let numbers = reference.rows.map(String.init)
    switch numbers.count {
    case 0: return name
    case 1:
      let text = plan.rowToShow(reference).map { say("：\($0.sentence.text)", ": \($0.sentence.text)") } ?? ""
      return name + say("第 \(numbers[0]) 行", ", row \(numbers[0])") + text
    default: return name + say("第 \(numbers.joined(separator: "、")) 行", ", rows \(numbers.joined(separator: ", "))")
    }
  }

  /// `action ID`, `event ID`, `agent NAME`, or a party's id.
  private func sourceInWords(_ parts: [String], _ source: String) -> String {
    switch parts.first {
    case "action" where parts.count == 2: "【\(name(ofAction: parts[1]))】"
    case "event" where parts.count == 2: plan.event(parts[1])?.name ?? parts[1]
    case _ where hidesPeople && plan.party(source) == nil: say("客服", "the desk")
    case "agent": parts.count == 2 ? say("客服 \(parts[1])", "agent \(parts[1])") : say("客服", "agent")
    case "supervisor" where parts.count == 2: say("主管 \(parts[1])", source)
    default: plan.party(source)?.name ?? source
    }
  }

  private func decision(_ decided: Decided, _ step: Step?) -> (String, Weight) {
    guard let branch = step?.branches.first(where: { $0.id == decided.branch }) else {
      return (say("没有适用的分支", "No alternative fits"), .headline)
    }
    let uses = decided.uses.filter { use in branch.condition.facts.contains(use.fact) || use.value != nil }
    let because = uses.map { "\(name(ofFact: $0.fact)) = \(value($0.value, of: $0.fact))" }.joined(separator: say("，", ", "))
    return (
      say("决定：\(branch.sentence.text)", "Decided: \(branch.sentence.text)") + (because.isEmpty ? "" : say("（因为 \(because)）", " (because \(because))")), .normal
    )
  }

  private func taskDone(_ done: TaskDone) -> (String, Weight) {
    if done.choice == TaskDone.withdrawn { return (say("不再需要人处理", "No longer for a person"), .detail) }
    let choice =
      done.choice == TaskChoice.done
      ? say("完成", "done") : done.choice == TaskChoice.unknown ? say("未知", "unknown") : done.choice == TaskChoice.withheld ? "•••" : done.choice
    return (say("\(source(done.sender.name)) 处理：\(choice)", "\(source(done.sender.name)): \(choice)"), .normal)
  }

  private func planned(_ effect: Effect) -> String {
    let party = name(ofParty: effect.party)
    let channel = effect.channel?.name(in: language) ?? ""
    let again = effect.attempt > 1 ? say("（第 \(effect.attempt) 次）", " (attempt \(effect.attempt))") : ""
    let words = plan.wordsToShow(of: effect).map { say("：“\($0)”", ": “\($0)”") } ?? ""
    return switch effect.purpose {
    case .aside where effect.isMessage: say("发给\(party)（\(channel)）", "Send to \(party) (\(channel))")
    case .contact: say("联系 \(party)，\(channel)\(again)\(words)", "Contact \(party), \(channel)\(again)\(words)")
    case .ask:
      say(
        "询问 \(party.isEmpty ? name(ofAction: effect.action ?? "") : party)：\(name(ofFact: effect.fact ?? ""))",
        "Ask \(party.isEmpty ? name(ofAction: effect.action ?? "") : party): \(name(ofFact: effect.fact ?? ""))")
    case .say: say("发送（\(channel)）\(words)", "Send (\(channel))\(words)")
    case .action, .aside: "【\(name(ofAction: effect.action ?? ""))】" + again + (party.isEmpty ? "" : " → \(party)") + words
    }
  }

  private func outcome(_ ended: EffectEnded, _ step: Step?) -> String {
    // The step's own actions say how they call their outcomes.
    if case .act(let call)? = step?.kind, let declared = plan.action(call.action)?.outcomes.first(where: { $0.id == ended.outcome }) {
      return "【\(name(ofAction: call.action))】\(declared.labels.first ?? ended.outcome)"
    }
    if case .contact? = step?.kind { return name(ofOutcome: ended.outcome) }
    return name(ofAnswer: ended.outcome)
  }

  private func timerSet(_ timer: CaseTimer) -> (String, Weight) {
    let due = text(timer.due)
    let amount = allowance(of: timer).text(in: language)
    switch timer.purpose {
    case .wait:
      let origin =
        timer.origin.map { say("自 \(name(ofFact: $0)) \(text(timer.from)) 起", "from \(name(ofFact: $0)) \(text(timer.from))") } ?? say("自此刻起", "from now")
      return (say("等待 \(amount)（\(origin)），到 \(due)", "Wait \(amount) (\(origin)), until \(due)"), .normal)
    case .contactPause: return (say("\(amount)后再联系", "Contact again in \(amount)"), .normal)
    case .round: return (say("\(amount)后下一轮（\(due)）", "Next round in \(amount) (\(due))"), .normal)
    case .retry: return (say("\(amount)后重试", "Try again in \(amount)"), .normal)
    case .followUpLimit, .promise, .effectDeadline, .caseLimit: return (say("最迟 \(due)", "At the latest \(due)"), .detail)
    }
  }

  /// As the document writes it: a timer itself only knows the amount.
  private func allowance(of timer: CaseTimer) -> Allowance {
    if timer.purpose == .wait, case .wait(let terms)? = timer.step.flatMap(plan.step)?.kind { return terms.amount }
    return .wall(timer.amount)
  }

  private func names(_ actions: [Action.ID]) -> String {
    actions.map { $0 == Action.contactPrimitive ? say("联系", "contact") : name(ofAction: $0) }.joined(separator: say("、", ", "))
  }

  private func procedureEntered(_ entered: ProcedureEntered) -> (String, Weight) {
    guard let followUp = entered.followUp.flatMap(plan.followUp) else {
      return (say("进入流程“\(title(entered.procedure))”", "Entered “\(title(entered.procedure))”"), .detail)
    }
    if entered.round == 0 {
      let owner = followUp.owner.isEmpty ? "" : say("，负责：\(followUp.owner)", ", owner: \(followUp.owner)")
      return (say("开始跟单“\(followUp.name)”\(owner)", "Follow-up “\(followUp.name)” begins\(owner)"), .headline)
    }
    return (say("跟单“\(followUp.name)”第 \(entered.round) 轮", "Follow-up “\(followUp.name)”, round \(entered.round)"), .normal)
  }

  private func title(_ procedure: Procedure.ID) -> String { plan.procedure(procedure)?.title ?? procedure }

  private func end(_ outcome: String, _ step: Step?) -> String {
    guard case .followUp(let id)? = step?.kind else { return outcome }
    return plan.followUp(id)?.outcomes.first { $0.id == outcome }?.name ?? outcome
  }

  private func conclusion(_ concluded: Concluded, _ step: Step?) -> (String, Weight) {
    // A round that only names how its follow-up ends sets no facts: its own words say it best.
    if concluded.settings.isEmpty { return (step?.sentence.text ?? say("结论", "Concluded"), .normal) }
    let settings = concluded.settings.map { "\(name(ofFact: $0.fact)) = \(value($0.value, of: $0.fact))" }.joined(separator: say("，", ", "))
    let provisional = concluded.isProvisional ? say("（暂定）", " (provisional)") : ""
    return (say("结论：\(settings)\(provisional)", "Concluded: \(settings)\(provisional)"), .headline)
  }

  /// What is wrong with a case that can't go on.
  public func incident(_ incident: Incident) -> String {
    switch incident.kind {
    case .noBranch: say("没有适用的分支：\(incident.about)", "no alternative fits: \(incident.about)")
    case .actionFailed: say("“\(incident.about)”没有办成", "“\(incident.about)” failed")
    case .forbidden: say("被禁止：\(incident.about)", "forbidden: \(incident.about)")
    case .unguarded: say("“\(incident.about)”的前提没有确认", "what “\(incident.about)” requires isn't established")
    case .missingSlot: say("话术缺少：\(incident.about)", "the wording lacks: \(incident.about)")
    case .unknownOrigin: say("不知道从何时起算：\(incident.about)", "it isn't known from when to count: \(incident.about)")
    case .heldBack: say("没有付：\(incident.about)", "not paid: \(incident.about)")
    case .lostStep: say("这一步已不在流程里：\(incident.about)，请移到别的步骤", "the step is no longer in the procedure: \(incident.about); move the case to another")
    case .endless: say("流程在绕圈：\(incident.about)", "the procedure runs in a circle: \(incident.about)")
    }
  }
}
