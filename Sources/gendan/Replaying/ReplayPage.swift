import Casework
import Insight
import Playbook

/// The figures of a replay as a page for the terminal.
struct ReplayPage {
  let figures: ReplayFigures

  private static let mostEndings = 12
  private static let mostChanges = 20

  var text: String { ([head] + [measures, balances, endings, changes].filter { !$0.isEmpty }).map { $0.joined(separator: "\n") }.joined(separator: "\n\n") }

  private var head: [String] {
    let title = say(
      "\(figures.playbook)：\(figures.cases) 张结了的工单用草稿再走一遍", "\(figures.playbook): \(counted(figures.cases, "closed case")) run again under the draft")
    var lines = [Terminal.bold(title)]
    if figures.uncertain > 0 {
      lines.append(
        say(
          "  其中 \(figures.uncertain) 张有当时没问过的事，从历史里抽了 \(figures.draws) 遍：区间是 5% 到 95%。",
          "  \(figures.uncertain) of them meet a question nobody asked then; its answer is drawn from history \(figures.draws) times: bands are 5 % to 95 %."))
    }
    if figures.skipped > 0 {
      lines.append(say("  \(figures.skipped) 张没有记下信号，没有算。", "  \(counted(figures.skipped, "case")) without recorded signals left out."))
    }
    return lines
  }

  private func section(_ chinese: String, _ english: String, _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    return [Terminal.bold(say(chinese, english))] + aligned([["", say("当时", "then"), say("草稿", "draft"), say("差", "difference")]] + rows).map { "  " + $0 }
  }

  private func row(_ name: String, _ recorded: Int64, _ draft: ReplayFigures.Band, _ words: (Int64) -> String = { String($0) }) -> [String] {
    let change = draft.middle - recorded
    let band = draft.low == draft.high ? words(draft.middle) : "\(words(draft.middle))（\(words(draft.low))–\(words(draft.high))）"
    return [name, words(recorded), band, change == 0 ? "" : (change > 0 ? "+" : "-") + words(abs(change))]
  }

  private var measures: [String] { section("数量", "Counts", figures.measures.map { row(name(of: $0.name), $0.recorded, $0.draft) }) }

  private var balances: [String] {
    section("各方的钱（元）", "Money by account (yuan)", figures.balances.map { row($0.name, $0.recorded, $0.draft) { ReplayPage.yuan($0) } })
  }

  private static func yuan(_ fen: Int64) -> String {
    "\(fen < 0 ? "-" : "")\(abs(fen) / 100).\(abs(fen) % 100 < 10 ? "0" : "")\(abs(fen) % 100)"
  }

  private var endings: [String] {
    section("怎么结的", "Endings", figures.endings.prefix(Self.mostEndings).map { row(clipped($0.ending, to: 50), Int64($0.recorded), $0.draft) })
  }

  private var changes: [String] {
    guard !figures.changed.isEmpty else { return [say("没有一张会结得不一样。", "No case would end otherwise.")] }
    let rows = figures.changed.prefix(Self.mostChanges).map { change in
      [change.caseID, change.share == 100 ? "" : "\(change.share)%", clipped(change.before, to: 40), "→", clipped(change.after, to: 40)]
    }
    let more = figures.changed.count - rows.count
    let title = say("结得不一样的 \(figures.changed.count) 张", "\(counted(figures.changed.count, "case")) that would end otherwise")
    return [Terminal.bold(title)] + aligned(rows).map { "  " + $0 }
      + (more > 0 ? [Terminal.dim(say("  还有 \(more) 张，--format json 全有。", "  \(more) more; --format json has all."))] : [])
  }

  private func name(of measure: String) -> String {
    switch measure {
    case "closed": say("结单", "closed")
    case "incidents": say("出过异常", "incidents")
    case "calls": say("打的电话", "calls")
    case "messages": say("发的消息", "messages")
    case "payments": say("资金动作", "payments")
    case "person-minutes": say("人手上的分钟", "minutes with people")
    case "minutes-to-close": say("到结单的分钟", "minutes to close")
    case "promises-kept": say("承诺兑现", "promises kept")
    case "promises-broken": say("承诺违约", "promises broken")
    default: measure
    }
  }
}

/// What came of deciding every signal again.
struct SameAgainReport: Encodable {
  let cases: Int
  let events: Int
  let differences: [Difference]

  struct Difference: Encodable {
    let caseID: String
    let signal: String
    let sequence: Int?

    init(_ difference: SameAgain.Difference) {
      caseID = difference.caseID.text
      signal = difference.signal.text
      sequence = difference.sequence
    }
  }

  var text: String {
    guard !differences.isEmpty else {
      return say("\(cases) 张工单，\(events) 个事件：重新决定一遍，一字不差。", "\(counted(cases, "case")), \(counted(events, "event")): decided again, the same to the byte.")
    }
    let rows = differences.map { difference in
      [difference.caseID, difference.sequence.map { say("第 \($0) 个事件", "event \($0)") } ?? say("信号被拒绝", "signal refused"), difference.signal]
    }
    return
      ([say("\(cases) 张工单里有 \(differences.count) 张不一样：", "\(differences.count) of \(counted(cases, "case")) came out otherwise:")]
      + aligned(rows).map { "  " + $0 }).joined(separator: "\n")
  }
}
