import Yams

/// What reading a calendar gives.
public struct CalendarCompilation: Sendable {
  /// Nil when a file can't be read at all, or the calendar has no hours.
  public let calendar: ServiceCalendar?
  public let diagnostics: [Diagnostic]
  /// The calendar's files and the holiday files they name.
  public let sources: [SourceText]

  public var hasErrors: Bool { diagnostics.contains { $0.level == .error } }
}

/// Reads a calendar from its files, each laid over those before it.
///
/// Pure, as `compile` is. What can't be read is told of and left out; the rest holds.
/// - Parameters:
///   - language: of the messages.
///   - reading: gives a holiday file by its path, nil when there is none.
public func readCalendar(_ files: [SourceText], language: Language, reading: (String) -> SourceText?) -> CalendarCompilation {
  var whole = CalendarFile()
  var sources: [SourceText] = []
  var diagnostics: [Diagnostic] = []
  for file in files {
    var reader = CalendarReading(page: CalendarPage(file, language: language))
    reader.read(reading)
    whole.lay(reader.file)
    sources += [file] + reader.holidaySources
    diagnostics += reader.page.diagnostics + reader.holidayDiagnostics
  }
  guard let last = files.last else { return CalendarCompilation(calendar: nil, diagnostics: [], sources: []) }
  let name = last.path.split(separator: "/").last.map { String($0.split(separator: ".").first ?? $0) } ?? last.path
  let calendar = whole.calendar(name: name)
  var page = CalendarPage(last, language: language)
  if !calendar.opens, diagnostics.isEmpty {
    page.report(
      .init("没有一个星期几有服务时间：在 weekly 下写 workdays: [\"09:00-21:00\"]。", "No weekday has hours: write workdays: [\"09:00-21:00\"] under weekly."), at: .start)
  }
  if whole.holidays?.makeUpDays.isEmpty == false, whole.hoursOfMakeUpDays == nil, calendar.opens {
    page.report(
      .init(
        "调休上班日没有服务时间：写 weekly 的 workdays，或写 make-up-hours。", "Make-up working days have no hours: write workdays under weekly, or make-up-hours."),
      at: .start)
  }
  if whole.holidays == nil, whole.holidayHours != nil || whole.makeUpHours != nil {
    page.report(.init("没有写 holidays，节假日的时间用不上。", "There is no key holidays, so the hours for them are never used."), at: .start, level: .warning)
  }
  return CalendarCompilation(calendar: calendar.opens ? calendar : nil, diagnostics: diagnostics + page.diagnostics, sources: sources)
}

private struct CalendarReading {
  var page: CalendarPage
  var file = CalendarFile()
  var holidaySources: [SourceText] = []
  var holidayDiagnostics: [Diagnostic] = []

  private static let keys = ["id", "title", "time-zone", "weekly", "holidays", "holiday-hours", "make-up-hours", "dates"]
  private static let dayKeys = ["workdays", "weekends"] + CalendarFile.weekdays

  mutating func read(_ reading: (String) -> SourceText?) {
    for (key, value) in page.root() {
      switch key.string ?? "" {
      case "id": file.id = value.string
      case "title": file.title = value.string
      case "time-zone":
        file.zone = value.string.flatMap { TimeZoneOffset(written: $0) }
        if file.zone == nil { page.unreadable(value, "\"+08:00\"") }
      case "weekly": weekly(value)
      case "holidays":
        for (name, node) in page.texts(value, "china-public-holidays.yaml") {
          guard let source = reading(resolve(name, against: page.source.path)) else {
            page.missing(name, at: node)
            continue
          }
          holidays(SourceText(path: resolve(name, against: page.source.path), text: source.text))
        }
      case "holiday-hours": file.holidayHours = page.hours(value)
      case "make-up-hours": file.makeUpHours = page.hours(value)
      case "dates": dates(value)
      default: page.unknownKey(key, known: Self.keys)
      }
    }
  }

  private mutating func weekly(_ node: Node) {
    for (key, value) in page.entries(node, "workdays: [\"09:00-21:00\"]") {
      guard let name = key.string, Self.dayKeys.contains(name) else {
        page.unknownKey(key, known: Self.dayKeys)
        continue
      }
      file.weekly[name] = page.hours(value)
    }
  }

  private mutating func dates(_ node: Node) {
    for (key, value) in page.entries(node, "\"2026-02-16\": []") {
      guard let day = key.string.flatMap({ CivilDay($0) }) else {
        page.unreadable(key, "\"2026-02-16\"")
        continue
      }
      file.dates[day.number] = page.hours(value)
    }
  }

  private mutating func holidays(_ source: SourceText) {
    let (holidays, diagnostics) = readHolidays(source, language: page.language)
    file.holidays = file.holidays.map { $0.joined(with: holidays) } ?? holidays
    holidaySources.append(source)
    holidayDiagnostics += diagnostics
  }
}
