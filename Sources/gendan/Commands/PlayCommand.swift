import ArgumentParser
import Casework
import Desk
import Playbook

struct PlayCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "play", abstract: say("走一遍：在终端里按文档办一个工单。", "Walk one case through a playbook in the terminal."),
      discussion: say(
        """
        例：gendan play sop.md
            gendan play sop.md --answers answers.txt --at "2026-03-03 14:05"
        每一步都给出选项，写编号或名称；回车取标明的一项。订单信号可以先写，也可以用到时再答。
        随时可写：事实=值、事件名、+30 分钟（时间前进）、?（看全文）、q（退出）。
        答案文件一行一个答案，# 开头是注释，空行等于回车。只在终端里走，不存也不发。
        退出码：0 走到结单；1 没走完或文档有错误；2 文件读不了。
        """,
        """
        Examples: gendan play sop.md
                  gendan play sop.md --answers answers.txt --at "2026-03-03 14:05"
        Every step offers choices: write the number or the name; Enter takes the one that says so. Order signals may be written at the start, or are asked for when needed.
        At any time: FACT=VALUE, an event's name, +30 min (the clock moves), ? (the whole document), q (leave).
        An answers file has one answer a line; # begins a comment, an empty line is Enter. Nothing is stored, nothing goes out.
        Exit codes: 0 played to the end; 1 not finished, or the document has errors; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file: String

  @Option(help: ArgumentHelp(say("答案文件，一行一个答案。", "A file with one answer a line.")))
  var answers: String?

  @Option(
    help: ArgumentHelp(say("从什么时间走起，按文档的时区写，如 2026-03-03 14:05；不写就是此刻。", "When it begins, in the playbook's time zone, as 2026-03-03 14:05; now without it.")))
  var at: String?

  @OptionGroup var answer: AnswerOptions

  private struct Report: Encodable {
    let finished: Bool
    let phase: String
    let facts: [String: String]
    let timeline: [CaseReport.Line]
    /// What is still asked, when it isn't finished.
    let question: Asked?

    struct Asked: Encodable {
      let text: String
      let choices: [String]
    }
  }

  func run() async throws {
    try await reporting {
      let read = try ReadPlaybook(file).withoutErrors()
      let answers = try answers.map { try PlayAnswers(file: $0) } ?? PlayAnswers()
      let voice = answer.format == .text ? PlayVoice.aloud : answers.isUnattended ? .silent : .aside
      var play = Play(session: PlaySession(plan: read.plan, now: try beginning(in: read.plan.zone)), answers: answers, voice: voice)
      var trouble: Trouble?
      do { try play.run() } catch let error as Trouble { trouble = error }
      if answer.format == .json { try Terminal.writeJSON(report(play)) }
      if let trouble { throw trouble }
      if !play.session.isOver { throw ExitCode.refused }
    }
  }

  private func beginning(in zone: TimeZoneOffset) throws -> Instant {
    guard let at else { return WallClock().now() }
    guard let begin = zone.instant(at) else {
      throw Trouble(say("--at “\(at)”不是时间：写成 2026-03-03 14:05。", "--at '\(at)' isn't a time: write 2026-03-03 14:05."))
    }
    return begin
  }

  private func report(_ play: Play) -> Report {
    let session = play.session
    let retelling = Retelling(plan: session.plan, language: tongue)
    return Report(
      finished: session.isOver, phase: session.state?.phase.rawValue ?? "none",
      facts: session.state?.facts.reduce(into: [:]) { $0[$1.key] = retelling.value($1.value.value, of: $1.key) } ?? [:],
      timeline: session.events.compactMap { event in
        retelling.line(event).flatMap { $0.weight > .detail ? CaseReport.Line($0, at: event.at, zone: session.plan.zone) : nil }
      },
      question: play.question.map { Report.Asked(text: $0.text, choices: $0.choices.map(\.label)) })
  }
}
