import ArgumentParser
import Foundation
import Playbook

struct DeadlineCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "deadline", abstract: say("算到期时间，并写出推算过程。", "Work out a deadline, and show how."),
      discussion: say(
        """
        例：gendan deadline --calendar Playbooks/calendars/takeaway-service.yaml --from '2026-02-15 20:30' --for '3 小时服务时间'
            gendan deadline --calendar Playbooks/calendars/takeaway-service.yaml --from '2026-02-13 17:00' --for '2 个工作日'
        时长的写法和流程文档里一样（docs/language.md 第 6 节）；不写服务时间或工作日，就按钟点算，不用日历。
        退出码：0 算出来了；1 日历有错误，或永远到不了期；2 文件读不了；64 命令写错。
        """,
        """
        Examples: gendan deadline --calendar Playbooks/calendars/takeaway-service.yaml --from '2026-02-15 20:30' --for '3 h of service time'
                  gendan deadline --calendar Playbooks/calendars/takeaway-service.yaml --from '2026-02-13 17:00' --for '2 working days'
        Amounts are written as in a playbook (docs/language.md, section 6); without service time or working days the wall clock counts, and no calendar is needed.
        Exit codes: 0 worked out; 1 the calendar has errors, or the time is never over; 2 a file can't be read; 64 wrong usage.
        """))
  }

  @Option(help: ArgumentHelp(say("日历文件（YAML）；可写多次，后面的盖过前面的。", "A calendar (YAML); may be repeated, later ones are laid over earlier ones.")))
  var calendar: [String] = []

  @Option(help: ArgumentHelp(say("从什么时候起算，如 '2026-02-15 20:30'。", "From when it counts, e.g. '2026-02-15 20:30'.")))
  var from: String

  @Option(name: .customLong("for"), help: ArgumentHelp(say("多久，如 '30 分钟服务时间'、'2 个工作日'。", "How long, e.g. '30 min of service time', '2 working days'.")))
  var amount: String

  @OptionGroup var answer: AnswerOptions

  private struct Answer: Encodable {
    let calendar: String?
    let from: String
    let allowance: String
    let due: String
    let dueAt: Int64
    let derivation: [String]
  }

  func run() async throws {
    try await reporting {
      guard let allowance = Allowance(amount) else {
        throw ValidationError(
          say(
            "“\(amount)”不是时长，写成如 '30 分钟'、'30 分钟服务时间'、'2 个工作日'。",
            "“\(amount)” is no amount of time: write e.g. '30 min', '30 min of service time', '2 working days'."))
      }
      if allowance.needsCalendar, calendar.isEmpty {
        throw ValidationError(say("“\(amount)”要按日历算：加 --calendar FILE。", "“\(amount)” is counted by a calendar: add --calendar FILE."))
      }
      let service = try calendar.isEmpty ? nil : readService()
      let zone = service?.zone ?? .china
      // A day that no calendar has, such as the 30th of February, would be read as another one.
      guard CivilDay(from.prefix(10)) != nil, let origin = zone.instant(from) else {
        throw ValidationError(say("“\(from)”不是时间，写成如 '2026-02-15 20:30'。", "“\(from)” is no time: write e.g. '2026-02-15 20:30'."))
      }
      let deadline = try deadline(allowance, from: origin, by: service, in: zone)
      let lines = deadline.derivation.map { $0.text(in: tongue) }
      if answer.format == .json {
        return try Terminal.writeJSON(
          Answer(
            calendar: service?.id, from: zone.text(origin), allowance: allowance.text(in: tongue), due: zone.text(deadline.due),
            dueAt: deadline.due.milliseconds, derivation: lines))
      }
      Terminal.write(Terminal.bold(zone.text(deadline.due)))
      for line in lines { Terminal.write("  \(line)") }
    }
  }

  private func deadline(_ allowance: Allowance, from origin: Instant, by service: ServiceCalendar?, in zone: TimeZoneOffset) throws -> Deadline {
    if let service {
      do throws(NeverDue) { return try service.deadline(allowance, from: origin) } catch { throw Trouble(error.message.text(in: tongue)) }
    }
    guard case .wall(let amount) = allowance else { throw Trouble(say("没有日历。", "There is no calendar.")) }
    return .wall(amount, from: origin, in: zone)
  }

  /// The calendar; what is wrong with it goes to the error output.
  private func readService() throws -> ServiceCalendar {
    let files = try calendar.map { path in
      if let reason = ReadPlaybook.unreadable(path) {
        throw Trouble(say("读不了 \(path)：\(reason)。请检查路径。", "\(path) can't be read: \(reason). Check the path."), code: .unreadable)
      }
      guard let source = Self.text(at: path) else { throw Trouble(say("读不了 \(path)。", "\(path) can't be read."), code: .unreadable) }
      return source
    }
    let compilation = readCalendar(files, language: tongue, reading: Self.text)
    if !compilation.diagnostics.isEmpty {
      Terminal.writeError(compilation.diagnostics.drawing(sources: compilation.sources, inColour: Terminal.hasColour) + "\n")
    }
    guard let service = compilation.calendar, !compilation.hasErrors else {
      throw Trouble(say("日历有错误，先改好。", "The calendar has errors; mend them first."))
    }
    return service
  }

  private static func text(at path: String) -> SourceText? {
    FileManager.default.contents(atPath: path).map { SourceText(path: path, bytes: $0) }
  }
}
