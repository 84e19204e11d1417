import ArgumentParser
import Casework
import Foundation
import Insight
import Ledger
import Playbook

struct ReplayCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay", abstract: say("回放：把结了的工单用草稿再走一遍，看哪些会不一样。", "Replay: run closed cases through a draft, and see which would end otherwise."),
      discussion: say(
        """
        例：gendan replay --with draft.md
            gendan replay --from sqlite:上月.sqlite --with draft.md --since 2026-10-01 --until 2026-10-31
            gendan replay
        当时外面来的（下单信息、事件、用户撤回…）按原来的时间再来；草稿问到的，按当时的回答；当时没问过、谁也不可能知道的，从历史里抽，结果是一个区间。
        不写 --with：按当时的版本再走一遍，每个事件必须一字不差。
        退出码：0 做完（不写 --with 时：一字不差）；1 草稿有错误，或事件不一样；2 账本或文件读不了。
        """,
        """
        Examples: gendan replay --with draft.md
                  gendan replay --from sqlite:october.sqlite --with draft.md --since 2026-10-01 --until 2026-10-31
                  gendan replay
        What came from outside (facts, events, a customer who gave up …) comes again at its time; what the draft asks is answered as it was then; what nobody
        asked then and nobody can know is drawn from history, and the figure is a band.
        Without --with: cases run again under the versions they ran under, and every event has to be the same to the byte.
        Exit codes: 0 done (without --with: all the same); 1 the draft has errors, or an event differs; 2 the ledger or a file can't be read.
        """))
  }

  @Option(help: ArgumentHelp(say("记录工单的账本：sqlite:路径。", "The ledger with the cases: sqlite:PATH.")))
  var from = LedgerOption.usual

  @Option(help: ArgumentHelp(say("草稿（Markdown）；不写就按原版本。", "The draft (Markdown); left out: the versions the cases ran under.")))
  var with: String?

  @Option(help: ArgumentHelp(say("只回放这个流程的工单；写了草稿就是草稿的流程。", "Only cases of this playbook; with a draft it is the draft's.")))
  var playbook: String?

  @Option(help: ArgumentHelp(say("只要这天（含）以后结的。", "Only cases that closed on this day or later.")))
  var since: String?

  @Option(help: ArgumentHelp(say("只要这天（含）以前结的。", "Only cases that closed on this day or earlier.")))
  var until: String?

  @Option(parsing: .unconditional, help: ArgumentHelp(say("不可知的回答抽几遍。", "How often answers that nobody can know are drawn.")))
  var draws = 20

  @Option(help: ArgumentHelp(say("随机数的种子。", "The seed of the random numbers.")))
  var seed: UInt64 = 7

  @Option(parsing: .unconditional, help: ArgumentHelp(say("最多回放几张，新的在前。", "How many cases at the most, the newest first.")))
  var limit = 100_000

  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (1...1_000).contains(draws) else { throw ValidationError(say("--draws 应在 1 到 1000 之间。", "--draws is between 1 and 1000.")) }
    guard (1...10_000_000).contains(limit) else { throw ValidationError(say("--limit 应在 1 到 10000000 之间。", "--limit is between 1 and 10000000.")) }
    for day in [since, until].compactMap({ $0 }) where TimeZoneOffset.china.instant("\(day) 00:00") == nil {
      throw ValidationError(say("看不懂日期“\(day)”：写成 2026-10-01。", "The day “\(day)” isn't understood: write 2026-10-01."))
    }
  }

  func run() async throws {
    try await reporting {
      let ledger = try Wiring.ledger(from, makesOne: false)
      let draft = try with.map { try ReadPlaybook($0).withoutErrors().plan }
      let cases = try await RecordedCases(ledger).read(chosen(try await closed(ledger, of: draft?.id ?? playbook)))
      guard cases.contains(where: { !$0.turns.isEmpty }) else {
        throw Trouble(say("没有可回放的工单：要结了的，而且记着每个信号。", "No case to replay: it has to be closed, with its signals recorded."))
      }
      let plans = try await RecordedPlans(of: cases, ledger)
      guard let draft else { return try compare(cases, plans) }
      let bar = ProgressBar(total: cases.count, noun: say("张工单", "cases"))
      let threads = ProcessInfo.processInfo.activeProcessorCount
      let figures = await Replay(cases, draft: draft, seed: seed).run(draws: draws, threads: threads, recordedPlan: { plans[$0] }) { bar.show($0) }
      bar.clear()
      switch answer.format {
      case .json: try Terminal.writeJSON(figures)
      case .text: Terminal.write(ReplayPage(figures: figures).text)
      }
    }
  }

  private func closed(_ ledger: any Ledger, of playbook: String?) async throws -> [CaseSummary] {
    try await ledger.listCases(CaseFilter(phases: [.closed], playbook: playbook, limit: limit))
  }

  private func chosen(_ cases: [CaseSummary]) -> [CaseSummary] {
    let first = since.flatMap { TimeZoneOffset.china.instant("\($0) 00:00") }
    let last = until.flatMap { TimeZoneOffset.china.instant("\($0) 00:00") }.map { $0 + .hours(24) }
    return cases.filter { summary in (first.map { summary.changedAt >= $0 } ?? true) && (last.map { summary.changedAt < $0 } ?? true) }
  }

  /// Every event again, under the version it was decided under.
  private func compare(_ cases: [RecordedCase], _ plans: RecordedPlans) throws {
    // Nothing can be said of a case whose signals weren't kept.
    let cases = cases.filter { !$0.turns.isEmpty }
    let differences = cases.compactMap { SameAgain.difference($0, plan: { plans[$0] }, isSame: isStoredAlike) }
    let events = cases.reduce(0) { $0 + $1.turns.reduce(0) { $0 + $1.events.count } }
    let report = SameAgainReport(cases: cases.count, events: events, differences: differences.map(SameAgainReport.Difference.init))
    switch answer.format {
    case .json: try Terminal.writeJSON(report)
    case .text: Terminal.write(report.text)
    }
    if !differences.isEmpty { throw ExitCode(1) }
  }
}

/// Whether two events have the same stored form, byte for byte.
private func isStoredAlike(_ left: Event, _ right: Event) -> Bool {
  guard let left = try? StoredEvent(left), let right = try? StoredEvent(right) else { return false }
  return left == right
}
