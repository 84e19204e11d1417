extension ServiceCalendar {
  /// When an allowance that begins at `origin` is used up, with every stretch that counted on the way. Long ways are told by their beginning and end.
  /// - Throws: `NeverDue`, as `due` does.
  public func deadline(_ allowance: Allowance, from origin: Instant) throws(NeverDue) -> Deadline {
    let due: Instant
    var way = CountedWay(calendar: self, allowance: allowance)
    switch allowance {
    case .wall(let amount): due = origin + amount
    case .service(let amount): due = instant(try walk(from: try local(origin), amount: amount.seconds * 1000) { way.add($0) })
    case .workingDays(let count):
      let first = try local(origin).flooredDivision(by: millisecondsOfDay)
      due = instant(endOfService(on: try workingDay(count, after: first) { way.add(day: $0, isWorkingDay: $1) }))
    }
    let lines = [Derivation.beginning(allowance, from: origin, by: self)] + way.lines + [Derivation.end(due, in: zone)]
    return Deadline(due: due, derivation: lines + missingHolidays(from: origin, to: due))
  }

  /// Years on the way whose days off nobody has entered: there the weekdays alone count.
  private func missingHolidays(from origin: Instant, to due: Instant) -> [Diagnostic.Message] {
    guard let holidayYears, let from = try? local(origin), let to = try? local(due) else { return [] }
    let (first, last) = (CivilDay(number: from.flooredDivision(by: millisecondsOfDay)).year, CivilDay(number: to.flooredDivision(by: millisecondsOfDay)).year)
    guard first <= last, let missing = (first...last).first(where: { !holidayYears.contains($0) }) else { return [] }
    let isWhole = !(missing...last).contains { holidayYears.contains($0) }
    let years = missing == last || !isWhole ? "\(missing)" : "\(missing)–\(last)"
    return [
      .init("注意：日历里没有 \(years) 年的放假安排，那里只按星期几算。", "Mind: the calendar has no holidays of \(years); weekdays alone count there.")
    ]
  }
}

extension Deadline {
  /// An amount of wall-clock time needs no calendar.
  public static func wall(_ amount: TimeAmount, from origin: Instant, in zone: TimeZoneOffset) -> Deadline {
    let due = origin + amount
    return Deadline(due: due, derivation: [Derivation.beginning(.wall(amount), from: origin, in: zone), Derivation.end(due, in: zone)])
  }
}

/// The first and the last line of every derivation.
enum Derivation {
  static func beginning(_ allowance: Allowance, from origin: Instant, by calendar: ServiceCalendar) -> Diagnostic.Message {
    guard allowance.needsCalendar else { return beginning(allowance, from: origin, in: calendar.zone) }
    let plain = beginning(allowance, from: origin, in: calendar.zone)
    return .init("\(plain.chinese)，日历“\(calendar.title)”", "\(plain.english) by the calendar “\(calendar.title)”")
  }

  static func beginning(_ allowance: Allowance, from origin: Instant, in zone: TimeZoneOffset) -> Diagnostic.Message {
    let from = moment(origin, in: zone)
    return switch allowance {
    case .workingDays(let count):
      .init("自 \(from) 起，第 \(count) 个工作日收班时到期", "From \(from): the end of service on working day \(count) after it")
    case .wall, .service: .init("自 \(from) 起，计 \(allowance.text(in: .chinese))", "From \(from): \(allowance.text(in: .english))")
    }
  }

  static func end(_ due: Instant, in zone: TimeZoneOffset) -> Diagnostic.Message {
    .init("到期：\(moment(due, in: zone))", "Due: \(moment(due, in: zone))")
  }

  /// `2026-02-15 20:30`, with seconds where there are some.
  static func moment(_ instant: Instant, in zone: TimeZoneOffset) -> String {
    let text = zone.text(instant)
    return text.hasSuffix(":00") ? String(text.dropLast(3)) : text
  }
}
