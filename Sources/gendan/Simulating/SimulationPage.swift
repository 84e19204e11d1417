import Casework
import Insight
import Playbook

/// The figures of a simulation as a page for the terminal.
struct SimulationPage {
  let figures: SimulationFigures
  let goal: StaffingGoal

  var text: String {
    let parts = [ends, results, conclusions, contacts, money, staff, time, branches, untaken, engine]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private func heading(_ chinese: String, _ english: String) -> String { Terminal.bold(say(chinese, english)) }

  private func section(_ heading: String, _ rows: [[String]]) -> [String] { rows.isEmpty ? [] : [heading] + aligned(rows).map { "  " + $0 } }

  private func count(_ number: Int) -> [String] { [String(number), percent(Double(number) / Double(max(figures.cases, 1)))] }

  // MARK: ends

  private var ends: [String] {
    let outcomes = figures.outcomes
    var rows = [
      [say("下了结论", "concluded")] + count(outcomes.concluded), [say("走到头，没有结论", "ran to the end")] + count(outcomes.ranOut),
      [say("到期限还没结", "open at the horizon")] + count(outcomes.openAtTheEnd), [say("停在异常", "stuck as an incident")] + count(outcomes.stuck),
    ]
    let kinds = outcomes.incidents.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\(incidentName($0.key)) \($0.value)" }
    rows.append([say("出过异常", "incident on the way")] + count(outcomes.withIncident) + [kinds.joined(separator: say("，", ", "))])
    let title = say(
      "\(figures.playbook)：\(figures.cases) 张工单，种子 \(figures.seed)", "\(figures.playbook): \(counted(figures.cases, "case")), seed \(figures.seed)")
    var lines = section(Terminal.bold(title), rows)
    if let durations = figures.durations {
      lines.append("")
      lines += section(
        heading("结案用时", "From opening to closing"),
        [
          [say("平均", "mean"), duration(durations.mean), "p50", duration(durations.p50), "p90", duration(durations.p90), "p99", duration(durations.p99)]
            + [say("最长", "longest"), duration(durations.longest)]
        ])
    }
    return lines
  }

  private var results: [String] {
    section(
      heading("结果", "Results"),
      figures.results.flatMap { result in
        let values = result.values.sorted { $0.count > $1.count }.prefix(12).map { [$0.value] + count($0.count) }
        let unset = result.unset > 0 ? [[say("（没有）", "(none)")] + count(result.unset)] : []
        return (values + unset).enumerated().map { [$0 == 0 ? result.name : ""] + $1 }
      })
  }

  private var conclusions: [String] {
    section(
      heading("结在哪一句", "The sentence that concluded"),
      figures.conclusions.sorted { $0.count > $1.count }.prefix(10).map { count($0.count) + ["\($0.line)", clipped($0.sentence, to: 80)] })
  }

  // MARK: people and money

  private var contacts: [String] {
    let calls = figures.contacts.map { contact in
      let answered = contact.outcomes[ContactOutcome.answered.rawValue] ?? 0
      let share = percent(Double(answered) / Double(contact.attempts))
      return [contact.name, contact.channel.name(in: tongue), "\(contact.attempts)", say("接通", "answered"), share]
    }
    let questions = figures.questions.map { question in
      [question.name, say("询问", "asked"), "\(question.asked)", say("答复", "answered"), percent(Double(question.answered) / Double(question.asked))]
    }
    return section(heading("联系", "Contacts"), calls + questions)
  }

  private var money: [String] {
    section(
      heading("资金", "Money"),
      figures.money.map { money in
        let sum = money.withAmount > 0 ? say("共 \(yuan(money.fen)) 元", "\(yuan(money.fen)) yuan") : say("金额不详", "amount unknown")
        return [money.name, say("\(money.done) 笔", "\(money.done) times"), sum]
      })
  }

  private var staff: [String] {
    let title = say(
      "人手（\(percent(goal.serviceLevel)) 在 \(Int(goal.answerWithin)) 秒内接起）",
      "Staff (\(percent(goal.serviceLevel)) begun with within \(Int(goal.answerWithin)) s)")
    let rows = figures.staff.map { staff -> [String] in
      let peak = Staffing(staff, goal).peak
      let kinds = staff.work.map { "\(workName($0.kind)) \($0.count)" }.joined(separator: say("，", ", "))
      let need = peak.map { say("最忙 \($0.hour) 点需 \($0.agents) 人（\(decimal($0.load)) Erl）", "\($0.agents) at \($0.hour):00 (\(decimal($0.load)) Erl)") } ?? ""
      return [staff.role, say("每单 \(decimal(staff.minutesPerCase)) 分钟", "\(decimal(staff.minutesPerCase)) min a case"), need, kinds]
    }
    return section(Terminal.bold(title), rows)
  }

  private var time: [String] {
    var rows = figures.expired.sorted { $0.key < $1.key }.filter { deadlineName($0.key) != nil }.map { [deadlineName($0.key) ?? "", "\($0.value)"] }
    let promises = figures.promises
    if promises.kept + promises.broken > 0 {
      rows.append([say("承诺兑现", "promises kept"), "\(promises.kept)"])
      rows.append([say("承诺违约", "promises broken"), "\(promises.broken)"])
    }
    return section(heading("时间到", "Time ran out"), rows)
  }

  // MARK: branches

  private var branches: [String] {
    section(
      heading("分支", "Branches"),
      figures.branches.filter { $0.count > 0 }.map { branch in
        let share = percent(Double(branch.count) / Double(max(branch.visits, 1)))
        return ["\(branch.count)", share, "\(branch.line)", clipped(branch.sentence, to: 44), clipped(branch.step, to: 44)]
      })
  }

  private var untaken: [String] {
    section(
      heading("从没走到的分支", "Branches never taken"),
      figures.branches.filter { $0.count == 0 }.map { ["\($0.line)", clipped($0.sentence, to: 44), clipped($0.step, to: 44)] })
  }

  private var engine: [String] {
    let counts = figures.engine
    return [Terminal.dim(say("引擎：\(counts.signals) 个信号，\(counts.events) 个事件。", "Engine: \(counts.signals) signals, \(counts.events) events."))]
  }
}
