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
            gendan play sop.md --answers answers.txt
        每一步都给出选项，写编号或名称；回车取标明的一项。订单信号可以先写，也可以用到时再答。
        随时可写：事实=值、事件名、+30 分钟（时间前进）、?（看全文）、q（退出）。
        答案文件一行一个答案，# 开头是注释，空行等于回车。只在终端里走，不存也不发。
        退出码：0 走到结单；1 没走完或文档有错误；2 文件读不了。
        """,
        """
        Examples: gendan play sop.md
                  gendan play sop.md --answers answers.txt
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
      var play = Play(session: PlaySession(plan: read.plan, now: WallClock().now()), answers: answers, voice: voice)
      var trouble: Trouble?
      do { try play.run() } catch let error as Trouble { trouble = error }
      if answer.format == .json { try Terminal.writeJSON(report(play)) }
      if let trouble { throw trouble }
      if !play.session.isOver { throw ExitCode.refused }
    }
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
