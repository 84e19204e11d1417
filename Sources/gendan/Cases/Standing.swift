import Casework
import Desk
import Playbook

/// How a case stands: what it waits for now, and how a person can move it.
struct Standing {
  let found: CaseFile
  /// ` --ledger …`, for the commands it proposes.
  let ledger: String
  /// Whether to say how each moment was worked out.
  var why = false

  private var state: Case { found.state }
  private var retelling: Retelling { found.retelling }

  var lines: [String] {
    guard state.phase != .closed else { return [] }
    let lines = incident + tasks + effects + moments + promises
    return lines.isEmpty ? [] : ["", Terminal.bold(say("现在", "Now"))] + lines
  }

  private func command(_ arguments: String) -> String { "    gendan signal \(state.id) \(arguments)\(ledger)" }

  private var incident: [String] {
    guard let incident = state.incident else { return [] }
    return [
      Terminal.red("  " + say("异常：", "Incident: ") + retelling.incident(incident)), command("--retry"), command("--skip"),
      command(say("--fact 事实=值", "--fact FACT=VALUE")),
    ]
  }

  private var tasks: [String] {
    state.tasks.values.sorted { $0.id < $1.id }.flatMap { task in
      let choices = task.choices.map(\.label).joined(separator: say("、", ", "))
      let role = task.role.map { say("（\($0)）", " (\($0))") } ?? ""
      return [
        Terminal.cyan("  " + say("待人处理\(role)：", "For a person\(role): ") + task.text), "    " + say("可选：", "choices: ") + choices,
        command("--task \(task.id) --choose \(quoted(task.choices.first?.label ?? ""))"),
      ]
    }
  }

  private var effects: [String] {
    state.effects.values.sorted { $0.key < $1.key }.map { effect in
      let party = retelling.name(ofParty: effect.party)
      let action = retelling.name(ofAction: effect.action ?? "")
      let what =
        switch effect.purpose {
        case .contact: say("联系 \(party) 的结果", "how the contact with \(party) ends")
        case .ask where effect.action != nil:
          say("【\(action)】查\(retelling.name(ofFact: effect.fact ?? ""))", "[\(action)] to tell \(retelling.name(ofFact: effect.fact ?? ""))")
        case .ask: say("\(party) 回答：\(retelling.name(ofFact: effect.fact ?? ""))", "\(party) to answer: \(retelling.name(ofFact: effect.fact ?? ""))")
        case .action, .aside: say("【\(action)】的结果", "how [\(action)] ends")
        case .say: say("话术发出", "the wording to be sent")
        }
      return say("  在等：\(what)，最迟 \(time(effect.deadline))", "  Awaited: \(what), at the latest \(time(effect.deadline))")
    }
  }

  private var moments: [String] {
    state.timers.values.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.flatMap { timer -> [String] in
      let what: String? =
        switch timer.purpose {
        case .wait: say("等待结束", "the wait is over")
        case .contactPause: say("再联系", "contact again")
        case .round: say("下一轮跟单", "the next round of the follow-up")
        case .retry: say("重试", "try again")
        case .followUpLimit: say("跟单期满", "the follow-up's time is over")
        case .effectDeadline, .promise, .caseLimit: nil
        }
      return what.map { ["  \(time(timer.due)) \($0)"] + derivation(timer) } ?? []
    }
  }

  private var promises: [String] {
    state.promises.values.sorted { $0.id < $1.id }.flatMap { promise in
      [
        say(
          "  未了的承诺：\(retelling.name(ofParty: promise.owner)) \(promise.text)，最迟 \(time(promise.due))",
          "  Open promise: \(retelling.name(ofParty: promise.owner)) \(promise.text), by \(time(promise.due))"),
        command("--promise-kept \(promise.id)"),
      ] + state.timers.values.filter { $0.about == promise.id.text }.flatMap(derivation)
    }
  }

  private func derivation(_ timer: CaseTimer) -> [String] { why ? retelling.derivation(of: timer).map { "      \($0)" } : [] }

  private func time(_ instant: Instant) -> String { found.plan.zone.text(instant) }
}

/// The text as one word of a shell's command line.
func quoted(_ text: String) -> String {
  let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "-_.:=".contains($0) }
  return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
}
