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
        每一步都给出选项，写编号或名称；回车取常用的一项。随时可写：事实=值、事件名、+30 分钟（时间前进）、?（看全文）、q（退出）。
        答案文件一行一个答案，# 开头是注释。只在终端里走，不存也不发。
        退出码：0 走到结单；1 没走完；2 文件读不了。
        """,
        """
        Examples: gendan play sop.md
                  gendan play sop.md --answers answers.txt
        Every step offers choices: write the number or the name; Enter takes the usual one. At any time: FACT=VALUE, an event's name,
        +30 min (the clock moves), ? (the whole document), q (leave).
        An answers file has one answer a line; # begins a comment. Nothing is stored, nothing goes out.
        Exit codes: 0 played to the end; 1 not finished; 2 a file can't be read.
        """))
  }

  @Argument(help: ArgumentHelp(say("流程文档（Markdown）。", "A playbook (Markdown).")))
  var file: String

  @Option(help: ArgumentHelp(say("答案文件，一行一个答案。", "A file with one answer a line.")))
  var answers: String?

  @OptionGroup var common: CommonOptions

  private struct Report: Encodable {
    let finished: Bool
    let phase: String
    let facts: [String: String]
    let timeline: [String]
  }

  func run() async throws {
    try await reporting {
      let read = try ReadPlaybook(file).withoutErrors()
      let answers = try answers.map { try PlayAnswers(file: $0) } ?? PlayAnswers()
      var play = Play(session: PlaySession(plan: read.plan, now: WallClock().now()), answers: answers, isQuiet: common.format == .json)
      try play.run()
      let session = play.session
      if common.format == .json {
        let retelling = Retelling(plan: read.plan, language: tongue)
        try Terminal.writeJSON(
          Report(
            finished: session.isOver, phase: session.state?.phase.rawValue ?? "none",
            facts: session.state?.facts.reduce(into: [:]) { $0[$1.key] = retelling.value($1.value.value, of: $1.key) } ?? [:],
            timeline: session.events.compactMap { retelling.line($0) }.filter { $0.weight > .detail }.map(\.text)))
      }
      if !session.isOver { throw ExitCode.refused }
    }
  }
}
