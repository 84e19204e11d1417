import ArgumentParser
import Casework
import Ledger
import LedgerSQLite

struct VerifyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: say("检查账本是否完好，不改动它。", "Look a ledger through without changing it."),
      discussion: say(
        """
        例：gendan verify --ledger sqlite:.gendan/ledger.sqlite
        查文件有没有损坏、事件是否连续合理、状态是否与事件相符、重算会不会有差异、有没有读不了的内容。
        在旁边的临时副本上查，不用停工；要有同样大小的空间。
        退出码：0 完好；1 有问题；2 账本读不了。
        """,
        """
        Example: gendan verify --ledger sqlite:.gendan/ledger.sqlite
        Is the file damaged, are the events without gaps and possible, do the states follow from them, would a rebuild change anything, what can't be read?
        It works on a temporary copy beside the ledger, while it is in use; that needs as much room again.
        Exit codes: 0 sound; 1 something was found; 2 the ledger can't be read.
        """))
  }

  @OptionGroup var ledger: LedgerOption
  @OptionGroup var answer: AnswerOptions

  /// Lines of one kind that are shown; JSON has all of them.
  private static let shownLimit = 20

  private struct Report: Encodable {
    struct Finding: Encodable {
      let kind: String
      let subject: String?
      let words: String
    }

    let cases: Int
    let events: Int
    let isSound: Bool
    let findings: [Finding]

    init(_ report: VerifyReport) {
      cases = report.cases
      events = report.events
      isSound = report.isSound
      findings =
        report.damage.map { Finding(kind: "damage", subject: nil, words: $0) }
        + report.unreadable.map { Finding(kind: "unreadable", subject: $0.caseID.text, words: $0.words) }
        + report.faults.map { Finding(kind: "fault", subject: $0.caseID.text, words: $0.fault.words) }
        + report.differences.map { Finding(kind: "difference", subject: $0, words: say("与事件不符", "isn't what the events say")) }
    }
  }

  func run() async throws {
    try await reporting {
      let path = try ledger.existingPath()
      let bar = ProgressBar(total: 1_000, noun: "‰")
      defer { bar.clear() }
      let report = try await SQLiteVerify.report(on: path, keys: MasterKeys.find(for: path)) { bar.show(Int($0 * 1_000)) }
      bar.clear()
      if answer.format == .json { try Terminal.writeJSON(Report(report)) } else { write(report) }
      guard report.isSound else { throw ExitCode.refused }
    }
  }

  private func write(_ report: VerifyReport) {
    Terminal.write(say("\(report.cases) 张工单，\(report.events) 条事件，查完。", "\(report.cases) cases, \(report.events) events looked through."))
    if report.isSound { return Terminal.write(Terminal.green(say("完好。", "Sound."))) }
    show(report.damage, say("文件损坏：", "damaged: "), next: say("请用 gendan restore 恢复备份。", "Bring a backup back with gendan restore."))
    show(
      report.unreadable.map { "\($0.caseID): \($0.words)" }, say("读不了：", "unreadable: "),
      next: say("由更新的版本写成的，用那个版本；否则恢复备份。", "What a newer Gendan wrote, that one reads; for the rest, bring a backup back."))
    show(
      report.faults.map { "\($0.caseID)：\($0.fault.words)" }, say("不该发生：", "impossible: "),
      next: say("这是程序的错误，请连同工单经过一起报告。", "This is a mistake of the program: please report it with the case's timeline."))
    show(report.differences, say("与事件不符：", "not what the events say: "), next: say("gendan rebuild 会改正。", "gendan rebuild mends it."))
  }

  private func show(_ lines: [String], _ label: String, next: String) {
    guard !lines.isEmpty else { return }
    for line in lines.prefix(Self.shownLimit) { Terminal.write(Terminal.red(label) + line) }
    if lines.count > Self.shownLimit { Terminal.write(say("……共 \(lines.count) 处，--format json 看全部。", "… \(lines.count) in all; --format json shows them.")) }
    Terminal.write(next)
  }
}

extension HistoryFault {
  /// For a person.
  var words: String {
    switch self {
    case .gap(let sequence): say("第 \(sequence) 条事件后缺号", "a gap behind event \(sequence)")
    case .timeRunsBack(let sequence): say("第 \(sequence) 条事件的时间早于前一条", "event \(sequence) is earlier than the one before it")
    case .timerRangEarly(let timer, let event): say("计时 \(timer) 提前响了（第 \(event) 条）", "timer \(timer) rang early (event \(event))")
    case .timerRangUnset(let timer, let event): say("计时 \(timer) 没设却响了（第 \(event) 条）", "timer \(timer) rang without being set (event \(event))")
    case .effectPlannedTwice(let key, let event): say("\(key) 安排了两次（第 \(event) 条）", "\(key) was planned twice (event \(event))")
    case .effectEndedUnplanned(let key, let event): say("\(key) 没在办却结束了（第 \(event) 条）", "\(key) ended without being under way (event \(event))")
    case .unopened: say("第一条不是“立单”", "the first event isn't the opening")
    case .stateDiffers: say("存下的状态与事件不符", "the stored state isn't what the events say")
    }
  }
}
