import Playbook

/// Says what the days of a calendar are.
struct CalendarDays {
  let calendar: ServiceCalendar
  let language: Language
  private let words: ConsoleWords

  init(_ calendar: ServiceCalendar, _ language: Language) {
    self.calendar = calendar
    self.language = language
    words = ConsoleWords.of(language)
  }

  /// What a day looks like: the words' and the style's name for it.
  enum Look: String, CaseIterable {
    case service, closed, holiday
    case holidayClosed = "holiday-closed"
    case makeUp = "make-up"
    case own
  }

  func look(of day: CivilDay) -> Look {
    let isOpen = !calendar.periods(on: day).isEmpty
    switch calendar.kind(of: day) {
    case .usual: return isOpen ? .service : .closed
    case .dayOff: return isOpen ? .holiday : .holidayClosed
    case .makeUp: return .makeUp
    case .own: return .own
    }
  }

  /// `09:00–12:00、14:00–18:00`, or that it is closed.
  func hours(of day: CivilDay) -> String { hours(calendar.periods(on: day)) }

  func hours(_ periods: [ServicePeriod]) -> String {
    guard !periods.isEmpty else { return words.text("calendars-closed") }
    return periods.map { $0.text(in: language) }.joined(separator: language.words("、", ", "))
  }

  /// A sign beside the day, so that nobody has to tell colours apart; empty for usual days.
  func mark(of look: Look) -> String { look == .service ? "" : words.text("calendars-mark-\(look.rawValue)") }

  /// The holiday's name where it has one, else what the day is.
  func name(of day: CivilDay, _ look: Look) -> String {
    if case .dayOff(let name) = calendar.kind(of: day), !name.isEmpty { return name }
    return words.text("calendars-look-\(look.rawValue)")
  }
}

/// Days of the week that repeats and have the same hours, in words.
struct WeekHours: Hashable {
  let days: String
  let hours: String

  static func of(_ calendar: ServiceCalendar, _ language: Language) -> [WeekHours] {
    let days = CalendarDays(calendar, language)
    let week = calendar.weekPeriods
    var found: [WeekHours] = []
    var first = 0
    while first < week.count {
      var last = first
      while last + 1 < week.count, week[last + 1] == week[first] { last += 1 }
      let (begin, end) = (CivilDay.weekdayName(first, in: language), CivilDay.weekdayName(last, in: language))
      let name = first == last ? begin : language.words("\(begin)至\(end)", "\(begin) to \(end)")
      found.append(WeekHours(days: name, hours: days.hours(week[first])))
      first = last + 1
    }
    return found
  }
}
