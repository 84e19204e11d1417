/// **Finds** a calendar file with a key or value that isn't understood; service time or working days where no calendar says what they are, or where the
/// calendar has none.
///
/// **Matters** because a deadline counted by the wrong hours is a promise that nobody made.
///
/// ```
/// - 等待 2 个工作日            “2 个工作日”要按日历算，而文件头没有写 calendar。
/// ```
///
/// **Close it** by naming a calendar in the front matter: `calendar: ../calendars/takeaway-service.yaml` (section 6 of [the language](language.md)).
/// **Level**: error; a warning where a person keeps the time instead.
enum CalendarCheck: Check {
  static let id = "calendar"
  static let group = CheckGroup.time
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("日历缺失或读不懂", "A calendar that is missing or isn't understood")
  static let help = Diagnostic.Message(
    "在文件头写 calendar，按 docs/language.md 第 6 节写日历文件。", "Name a calendar in the front matter; docs/language.md, section 6, shows the file.")

  static func message(without allowance: Allowance) -> Diagnostic.Message {
    let (chinese, english) = (allowance.text(in: .chinese), allowance.text(in: .english))
    return .init("“\(chinese)”要按日历算，而文件头没有写 calendar。", "“\(english)” is counted by a calendar, and the front matter names none.")
  }

  static func findings(in checked: CheckedPlan) -> [Diagnostic] { steps(checked) + followUps(checked) }

  private static func steps(_ checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.procedures.flatMap { procedure in
      procedure.steps.compactMap { step in
        switch step.kind {
        case .wait(let terms): finding(terms.amount, procedure.calendar, checked, step)
        case .promise(let terms): finding(terms.within, procedure.calendar, checked, step)
        default: nil
        }
      }
    }
  }

  private static func finding(_ allowance: Allowance, _ calendar: ServiceCalendar?, _ checked: CheckedPlan, _ step: Step) -> Diagnostic? {
    guard let calendar, case .workingDays = allowance, !calendar.hasWorkingDays else { return nil }
    let words = NeverDue.noWorkingDay.message
    return checked.finding(Self.self, .error, at: step.sentence, words.chinese, words.english, story: checked.story(to: step))
  }

  private static func followUps(_ checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.vocabulary.followUps.flatMap { followUp -> [Diagnostic] in
      [followUp.interval, followUp.limit].compactMap { allowance in
        guard let allowance, allowance.needsCalendar, let procedure = checked.plan.procedure(of: followUp) else { return nil }
        let message: Diagnostic.Message
        if let calendar = procedure.calendar {
          guard case .workingDays = allowance, !calendar.hasWorkingDays else { return nil }
          message = NeverDue.noWorkingDay.message
        } else {
          message = Self.message(without: allowance)
        }
        return Diagnostic(check: id, level: .error, file: followUp.file, place: followUp.place, language: checked.plan.language, message: message)
      }
    }
  }
}
