import ArgumentParser
import Ledger

struct RebuildCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rebuild",
      abstract: say("由事件重算工单状态、计时和待办，并报告差异。", "Compute states, timers and outbox anew from the events, and report differences."),
      discussion: say(
        """
        例：gendan rebuild --ledger sqlite:.gendan/ledger.sqlite
        先停下正在运行的 gendan。
        退出码：0 重算完成（有差异也已改正）；2 账本读不了。
        """,
        """
        Example: gendan rebuild --ledger sqlite:.gendan/ledger.sqlite
        Stop a running gendan first.
        Exit codes: 0 computed anew (differences, if any, are mended); 2 the ledger can't be read.
        """))
  }

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  private struct Report: Encodable {
    let cases: Int
    let events: Int
    let differences: [String]
  }

  func run() async throws {
    try await reporting {
      let ledger = try ledger.open()
      let report = try await ledger.rebuild()
      if answer.format == .json { return try Terminal.writeJSON(Report(cases: report.cases, events: report.events, differences: report.differences)) }
      Terminal.write(say("\(report.cases) 张工单，\(report.events) 条事件，重算完成。", "\(report.cases) cases, \(report.events) events, computed anew."))
      if report.differences.isEmpty { return Terminal.write(Terminal.green(say("与原来完全一致。", "Nothing was different."))) }
      for difference in report.differences { Terminal.write(say("已改正：", "mended: ") + difference) }
    }
  }
}
