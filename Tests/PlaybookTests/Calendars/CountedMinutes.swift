import Playbook

/// A calendar drawn by lot, and its ten years minute by minute: what the arithmetic of deadlines is held against.
///
/// It shares nothing with the code it tests but the text of the calendar.
struct CountedMinutes {
  typealias Hours = [(start: Int, end: Int)]

  static let firstYear = 2020
  static let days = 3653
  /// 2020-01-01 was a Wednesday.
  private static let firstWeekday = 2
  /// The dates of all days, counted one by one.
  static let dates: [String] = {
    var dates: [String] = []
    var (year, month, day) = (firstYear, 1, 1)
    while dates.count < days {
      dates.append("\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)")
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      day += 1
      if day > length { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    return dates
  }()

  private(set) var yaml = ""
  private(set) var holidays = "years:\n"
  private var hours: [Hours] = []
  private var isWorked: [Bool] = []
  /// How many open minutes lie before each minute.
  private var before: [Int32] = []

  init(using dice: inout SeededGenerator) {
    let week = (0..<7).map { _ in Self.hours(&dice) }
    let (holidayHours, makeUpHours) = (Self.hours(&dice), Self.hours(&dice))
    yaml = "weekly:\n"
    for (name, hours) in zip(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], week) { yaml += "  \(name): \(Self.text(hours))\n" }
    yaml += "holidays: h.yaml\nholiday-hours: \(Self.text(holidayHours))\nmake-up-hours: \(Self.text(makeUpHours))\ndates:\n"
    hours = (0..<Self.days).map { week[($0 + Self.firstWeekday) % 7] }
    isWorked = (0..<Self.days).map { ($0 + Self.firstWeekday) % 7 < 5 }
    for year in 0..<10 {
      holidays += "  \(Self.firstYear + year):\n    days-off:\n"
      let first = Self.dates.firstIndex { $0.hasPrefix("\(Self.firstYear + year)") } ?? 0
      var off: Set<Int> = []
      for number in 0..<4 {
        let start = first + Int.random(in: 0..<350, using: &dice)
        let days = start...(start + Int.random(in: 0..<9, using: &dice))
        holidays += "      节\(number): \(Self.dates[days.lowerBound])..\(Self.dates[days.upperBound])\n"
        off.formUnion(days)
      }
      for day in off { (hours[day], isWorked[day]) = (holidayHours, false) }
      let makeUp = (first..<(first + 360)).filter { ($0 + Self.firstWeekday) % 7 >= 5 && !off.contains($0) && Int.random(in: 0..<12, using: &dice) == 0 }
      holidays += "    make-up-days: [\(makeUp.map { Self.dates[$0] }.joined(separator: ", "))]\n"
      for day in makeUp { (hours[day], isWorked[day]) = (makeUpHours, true) }
      for _ in 0..<3 {
        let day = first + Int.random(in: 0..<360, using: &dice)
        guard !yaml.contains(Self.dates[day]) else { continue }
        hours[day] = Self.hours(&dice)
        yaml += "  \"\(Self.dates[day])\": \(Self.text(hours[day]))\n"
      }
    }
    for day in 0..<Self.days where hours[day].isEmpty { isWorked[day] = false }
    count()
  }

  /// Up to three periods that don't overlap; the last may run past midnight.
  private static func hours(_ dice: inout SeededGenerator) -> Hours {
    let kind = Int.random(in: 0..<10, using: &dice)
    if kind == 0 { return [] }
    if kind == 1 { return [(0, 1440)] }
    var cuts: Set<Int> = []
    while cuts.count < 2 * (1 + kind % 3) { cuts.insert(Int.random(in: 0..<1440, using: &dice)) }
    let sorted = cuts.sorted()
    var hours: Hours = stride(from: 0, to: sorted.count, by: 2).map { (sorted[$0], sorted[$0 + 1]) }
    if kind > 6, let last = hours.last { hours[hours.count - 1].end = 1440 + Int.random(in: 0..<max(1, last.start), using: &dice) }
    return hours
  }

  private static func text(_ hours: Hours) -> String {
    func clock(_ minute: Int) -> String {
      let minute = minute > 1440 ? minute - 1440 : minute
      return "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
    return "[" + hours.map { "\"\(clock($0.start))-\(clock($0.end))\"" }.joined(separator: ", ") + "]"
  }

  private mutating func count() {
    let minutes = Self.days * 1440
    var isOpen = [UInt8](repeating: 0, count: minutes + 2880)
    isOpen.withUnsafeMutableBufferPointer { open in
      for day in 0..<Self.days {
        for period in hours[day] { open[(day * 1440 + period.start)..<(day * 1440 + period.end)].update(repeating: 1) }
      }
    }
    before = [Int32](unsafeUninitializedCapacity: minutes + 1) { before, count in
      isOpen.withUnsafeBufferPointer { open in
        var (minute, sum) = (0, Int32(0))
        while minute <= minutes {
          before[minute] = sum
          sum += Int32(open[minute])
          minute += 1
        }
      }
      count = minutes + 1
    }
  }

  // MARK: answers

  /// The first minute by which so many open minutes have passed; nil when the ten years don't reach.
  func due(from origin: Int, minutes: Int) -> Int? {
    let target = before[origin] + Int32(minutes)
    guard minutes > 0 else { return origin }
    guard target <= before[before.count - 1] else { return nil }
    var (low, high) = (origin, before.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if before[middle] < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The end of service on the so-manieth working day behind the origin's.
  func due(from origin: Int, workingDays count: Int) -> Int? {
    var left = count
    for day in (origin / 1440 + 1)..<Self.days where isWorked[day] {
      left -= 1
      if left == 0 { return day * 1440 + (hours[day].last?.end ?? 0) }
    }
    return nil
  }
}
