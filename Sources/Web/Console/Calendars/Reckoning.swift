import Playbook

/// Works out when an amount of time is over by a calendar, and says how.
struct Reckoning {
  /// As the fields of the form show them.
  let from: String
  let amount: String
  let due: String
  let lines: [String]
  let isReckoned: Bool
  let trouble: String
  let hasTrouble: Bool

  /// - Parameters:
  ///   - from: `2026-02-15T20:30`, on the calendar's clock; nil when nothing was asked.
  ///   - amount: as documents write it: `3 小时服务时间`.
  init(_ calendar: ServiceCalendar, from: String?, amount: String?, now: Instant, _ language: Language) {
    let words = ConsoleWords.of(language)
    self.from = from ?? String(calendar.zone.text(now).prefix(16)).replacing(" ", with: "T")
    // Browsers send the blanks of a form so; no amount has the sign itself.
    let amount = amount?.replacing("+", with: " ")
    self.amount = amount ?? ""
    var (due, lines, trouble) = ("", [String](), "")
    if let from, let amount {
      switch Self.deadline(calendar, from, amount) {
      case .success(let deadline):
        due = String(calendar.zone.text(deadline.due).prefix(16))
        lines = deadline.derivation.map { $0.text(in: language) }
      case .failure(.notAMoment): trouble = words.text("calendars-not-a-moment")
      case .failure(.notAnAmount): trouble = words.text("calendars-not-an-amount")
      case .failure(.never(let why)): trouble = why.message.text(in: language)
      }
    }
    self.due = due
    self.lines = lines
    self.trouble = trouble
    isReckoned = !lines.isEmpty
    hasTrouble = !trouble.isEmpty
  }

  private enum Fault: Error {
    case notAMoment, notAnAmount
    case never(NeverDue)
  }

  private static func deadline(_ calendar: ServiceCalendar, _ from: String, _ amount: String) -> Result<Deadline, Fault> {
    // A day that no calendar has, such as the 30th of February, would be read as another one.
    guard CivilDay(from.prefix(10)) != nil, let origin = calendar.zone.instant(from) else { return .failure(.notAMoment) }
    guard let allowance = Allowance(amount) else { return .failure(.notAnAmount) }
    do throws(NeverDue) { return .success(try calendar.deadline(allowance, from: origin)) } catch { return .failure(.never(error)) }
  }
}
