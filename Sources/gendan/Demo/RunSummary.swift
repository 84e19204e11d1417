import Casework
import Ledger
import Playbook
import Sandbox

/// What a run leaves behind, and where to look next.
struct RunSummary {
  let ledger: any Ledger
  let journal: SandboxJournal

  private struct Report: Encodable {
    let cases: Int
    let closed: Int
    let open: Int
    let incidents: Int
    let tasks: Int
    let effectsCarriedOut: Int
    let repeatsRecognised: Int
    let signalsAcknowledged: Int
    let ledger: String
  }

  func write(as format: OutputFormat, ledgerName: String) async throws {
    let cases = try await ledger.listCases(CaseFilter(limit: 1_000_000))
    let carried = journal.carried
    let report = Report(
      cases: cases.count, closed: cases.filter { $0.phase == .closed }.count, open: cases.filter { $0.phase != .closed }.count,
      incidents: cases.filter(\.hasIncident).count, tasks: cases.reduce(0) { $0 + $1.openTasks }, effectsCarriedOut: carried.count,
      repeatsRecognised: carried.reduce(0) { $0 + $1.repeats }, signalsAcknowledged: journal.acknowledged.count, ledger: ledgerName)
    if format == .json { return try Terminal.writeJSON(report) }
    Terminal.write("")
    Terminal.write(Terminal.bold(say("收工。", "The desk closes.")))
    Terminal.write(
      say(
        "工单 \(report.cases) 张：已结单 \(report.closed)，未结 \(report.open)（异常 \(report.incidents)，待人处理 \(report.tasks)）。",
        "\(report.cases) cases: \(report.closed) closed, \(report.open) open (\(report.incidents) incidents, \(report.tasks) tasks for people)."))
    Terminal.write(
      say(
        "发出 \(report.effectsCarriedOut) 件事，各只做一次（重复送达 \(report.repeatsRecognised) 次，都认出来了）；收下平台信号 \(report.signalsAcknowledged) 个。",
        "\(report.effectsCarriedOut) effects went out, each done once (\(report.repeatsRecognised) repeats recognised); \(report.signalsAcknowledged) signals of the platform taken."
      ))
    let option = ledgerName == LedgerOption.usual ? "" : " --ledger \(ledgerName)"
    let example = cases.last?.id.text ?? "C-000001"
    Terminal.write(say("接着看：", "Look further:"))
    Terminal.write("  gendan cases\(option)")
    Terminal.write("  gendan case \(example) --why\(option)")
    Terminal.write(say("  gendan run\(option)          从这里接着走", "  gendan run\(option)          goes on from here"))
  }
}
