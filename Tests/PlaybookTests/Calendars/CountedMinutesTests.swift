import Playbook
import Testing

@Suite("Deadlines against a minute counter over ten years")
struct CountedMinutesTests {
  /// Seeds of the calendars, so that a failure can be run again by itself.
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func everyDeadlineIsTheMinuteCounters(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    let counted = CountedMinutes(using: &dice)
    let compilation = calendar(counted.yaml, ["h.yaml": counted.holidays])
    let calendar = try #require(compilation.calendar, "\(compilation.diagnostics.map(\.text))\n\(counted.yaml)")
    #expect(compilation.diagnostics.isEmpty, "\(compilation.diagnostics.map(\.text))")
    let start = try china("2020-01-01 00:00").milliseconds
    func minute(_ instant: Instant) -> Int { Int((instant.milliseconds - start) / 60_000) }
    var checked = 0
    for trial in 0..<700 {
      // Hours of the day before the first reach into the first, and the counter doesn't know that day.
      let origin = Int.random(in: 2880..<(CountedMinutes.days * 1440 - 1), using: &dice)
      let from = Instant(milliseconds: start + Int64(origin) * 60_000)
      let isInDays = trial % 5 == 0
      let amount = Int.random(in: 0..<[90, 1500, 20_000, 400_000][trial % 4], using: &dice)
      let days = 1 + amount % 300
      let allowance: Allowance = isInDays ? .workingDays(Int64(days)) : .service(.minutes(Int64(amount)))
      guard let expected = isInDays ? counted.due(from: origin, workingDays: days) : counted.due(from: origin, minutes: amount) else { continue }
      checked += 1
      let due = try calendar.due(allowance, from: from)
      let words = "seed \(seed): \(allowance) from \(TimeZoneOffset.china.text(from))"
      if minute(due) != expected || due.milliseconds % 60_000 != 0 { Issue.record("\(words): \(minute(due)) instead of \(expected)") }
      if trial % 10 == 3 {
        let deadline = try calendar.deadline(allowance, from: from)
        if deadline.due != due || deadline.derivation.count < 2 || deadline.derivation.count > 15 { Issue.record("\(words): \(deadline)") }
      }
    }
    #expect(checked > 500)
  }

  /// What is left of a minute stays: the counter's answer for the minute, and the seconds of the origin when it lies in open hours.
  @Test func secondsAreKept() throws {
    var dice = SeededGenerator(seed: 7)
    let counted = CountedMinutes(using: &dice)
    let calendar = try #require(calendar(counted.yaml, ["h.yaml": counted.holidays]).calendar)
    let start = try china("2020-01-01 00:00").milliseconds
    for _ in 0..<300 {
      let origin = Int.random(in: 2880..<3_000_000, using: &dice)
      let seconds = Int.random(in: 1..<60, using: &dice)
      let amount = Int.random(in: 1..<5000, using: &dice)
      // Twice as many halves: what remains of the first minute is counted in seconds.
      guard let whole = counted.due(from: origin, minutes: amount), let next = counted.due(from: origin, minutes: amount + 1) else { continue }
      let due = try calendar.due(.service(.minutes(Int64(amount))), from: Instant(milliseconds: start + Int64(origin * 60 + seconds) * 1000))
      let found = (due.milliseconds - start) / 1000
      let isOpen = counted.due(from: origin, minutes: 1) == origin + 1
      let expected = isOpen ? Int64((next - 1) * 60 + seconds) : Int64(whole * 60)
      #expect(found == expected, "\(amount) min from minute \(origin) and \(seconds) s")
    }
  }
}
