/// The stretches that counted towards a deadline, as lines for people. The beginning and the end of a long way are kept, what lies between is summed up.
struct CountedWay {
  private enum Row {
    case hours(day: Int64, from: Int64, to: Int64)
    case closed(first: Int64, last: Int64)
    case working(day: Int64, number: Int64)
    case off(first: Int64, last: Int64)
    /// Several rows in one, or weeks that were counted in one go.
    case sum(first: Int64, last: Int64, counted: Int64)
  }

  private static let mostAtBeginning = 6
  private static let mostAtEnd = 4

  private let calendar: ServiceCalendar
  private let countsDays: Bool
  private let amount: Int64
  private var beginning: [Row] = []
  private var between: Row?
  private var end: [Row] = []
  private var workingDays: Int64 = 0

  init(calendar: ServiceCalendar, allowance: Allowance) {
    self.calendar = calendar
    switch allowance {
    case .wall(let amount), .service(let amount): (countsDays, self.amount) = (false, amount.seconds * 1000)
    case .workingDays(let count): (countsDays, amount) = (true, count)
    }
  }

  mutating func add(_ visit: ServiceVisit) {
    switch visit {
    case .counted(let day, let from, let to): add(.hours(day: day, from: from, to: to))
    case .nothing(let day): add(.closed(first: day, last: day))
    case .weeks(let first, let weeks, let counted): add(.sum(first: first, last: first + weeks * 7 - 1, counted: counted))
    }
  }

  mutating func add(day: Int64, isWorkingDay: Bool) {
    if isWorkingDay { workingDays += 1 }
    add(isWorkingDay ? .working(day: day, number: workingDays) : .off(first: day, last: day))
  }

  private mutating func add(_ row: Row) {
    if let last = end.last ?? beginning.last, let joined = Self.joined(last, row) {
      if end.isEmpty { beginning[beginning.count - 1] = joined } else { end[end.count - 1] = joined }
      return
    }
    guard beginning.count == Self.mostAtBeginning else { return beginning.append(row) }
    end.append(row)
    guard end.count > Self.mostAtEnd else { return }
    let next = end.removeFirst()
    between = between.map { .sum(first: Self.first($0), last: Self.last(next), counted: counted($0) + counted(next)) } ?? next
  }

  /// Days in a row on which nothing counts are one row.
  private static func joined(_ left: Row, _ right: Row) -> Row? {
    switch (left, right) {
    case (.closed(let first, let last), .closed(let next, let end)) where next == last + 1: .closed(first: first, last: end)
    case (.off(let first, let last), .off(let next, let end)) where next == last + 1: .off(first: first, last: end)
    default: nil
    }
  }

  private static func first(_ row: Row) -> Int64 {
    switch row {
    case .hours(let day, _, _), .working(let day, _): day
    case .closed(let first, _), .off(let first, _), .sum(let first, _, _): first
    }
  }

  private static func last(_ row: Row) -> Int64 {
    switch row {
    case .hours(let day, _, _), .working(let day, _): day
    case .closed(_, let last), .off(_, let last), .sum(_, let last, _): last
    }
  }

  private func counted(_ row: Row) -> Int64 {
    switch row {
    case .hours(_, let from, let to): to - from
    case .working: 1
    case .closed, .off: 0
    case .sum(_, _, let counted): counted
    }
  }

  // MARK: words

  var lines: [Diagnostic.Message] {
    var left = amount
    return (beginning + (between.map { [$0] } ?? []) + end).map { row in
      left -= counted(row)
      return line(row, left: left)
    }
  }

  private func line(_ row: Row, left: Int64) -> Diagnostic.Message {
    switch row {
    case .hours(let day, let from, let to): return hours(day, from, to, left)
    case .closed(let first, let last):
      let days = span(first, last)
      return .init("\(days.chinese)：没有（剩下的）服务时间", "\(days.english): no service time (left)")
    case .working(let day, let number):
      let name = name(of: day)
      return .init("\(name.chinese)：第 \(number) 个工作日", "\(name.english): working day \(number)")
    case .off(let first, let last):
      let days = span(first, last)
      return .init("\(days.chinese)：不是工作日", "\(days.english): no working day")
    case .sum(let first, let last, let counted):
      let days = span(first, last)
      if countsDays { return .init("\(days.chinese)：\(counted) 个工作日", "\(days.english): \(counted) working days") }
      let (sum, rest) = (lengths(counted), lengths(left))
      return .init("\(days.chinese)：共计 \(sum.chinese)，还剩 \(rest.chinese)", "\(days.english): \(sum.english) counted, \(rest.english) left")
    }
  }

  private func hours(_ day: Int64, _ from: Int64, _ to: Int64, _ left: Int64) -> Diagnostic.Message {
    let today = from.flooredDivision(by: millisecondsOfDay)
    let name = name(of: today)
    let isTomorrow = to > (today + 1) * millisecondsOfDay
    let (begin, finish) = (clock(from - today * millisecondsOfDay), clock(to - (isTomorrow ? today + 1 : today) * millisecondsOfDay))
    let (sum, rest) = (lengths(to - from), lengths(left))
    // Hours past midnight belong to the day they began on, which may be a day off while this one isn't.
    let origin = today == day ? ("", "") : ("（前一天的时段）", " (hours of the day before)")
    return .init(
      "\(name.chinese) \(begin)–\(isTomorrow ? "次日 " : "")\(finish)\(origin.0)：计 \(sum.chinese)，还剩 \(rest.chinese)",
      "\(name.english) \(begin)–\(finish)\(isTomorrow ? " next day" : "")\(origin.1): \(sum.english) counted, \(rest.english) left")
  }

  /// `2026-02-15（周日，春节）`.
  private func name(of number: Int64) -> Diagnostic.Message {
    let day = CivilDay(number: number)
    let reason: Diagnostic.Message? =
      switch calendar.differing[number]?.reason {
      case .dayOff(let holiday): holiday.isEmpty ? .init("放假", "day off") : .init(holiday, holiday)
      case .makeUp: .init("调休上班", "make-up working day")
      case .own: .init("另行规定", "a date of its own")
      case nil: nil
      }
    func words(_ language: Language) -> String {
      [CivilDay.weekdayNames[language]?[day.weekday], reason?.text(in: language)].compactMap { $0 }.joined(separator: language.words("，", ", "))
    }
    return .init("\(day.text)（\(words(.chinese))）", "\(day.text) (\(words(.english)))")
  }

  private func span(_ first: Int64, _ last: Int64) -> Diagnostic.Message {
    guard first != last else { return name(of: first) }
    let (from, to) = (CivilDay(number: first).text, CivilDay(number: last).text)
    return .init("\(from) 至 \(to)", "\(from) to \(to)")
  }

  /// `20:30`, `24:00`, with seconds where there are some.
  private func clock(_ milliseconds: Int64) -> String {
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let seconds = milliseconds / 1000
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60))" + (seconds % 60 == 0 ? "" : ":\(two(seconds % 60))")
  }

  /// In hours, not days: a day of service has no fixed length.
  private func lengths(_ milliseconds: Int64) -> Diagnostic.Message {
    func words(_ language: Language) -> String {
      let seconds = milliseconds / 1000
      let parts = zip([seconds / 3600, seconds / 60 % 60, seconds % 60], language == .chinese ? ["小时", "分钟", "秒"] : ["h", "min", "s"]).filter { $0.0 > 0 }
      return parts.isEmpty ? language.words("0 分钟", "0 min") : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
    }
    return .init(words(.chinese), words(.english))
  }
}
