import Casework
import Playbook
import Testing

/// A count that can be changed within an expectation.
private final class Counter {
  var count: SubjectCount

  init(rule: CaseRule, subject: String, standing: RuleStanding, cases: [CountedCase]) {
    count = SubjectCount(rule: rule, subject: subject, standing: standing, cases: cases)
  }

  var standing: RuleStanding { count.standing }

  func add(_ one: CountedCase, isFull: (Int, Instant) -> Bool) -> SubjectCount.Hit? { count.count(one, isFull: isFull) }
  func recount(at end: Instant, isFull: (Int, Instant) -> Bool) -> SubjectCount.Hit? { count.recount(at: end, isFull: isFull) }
  func reaches(_ at: Instant) -> Bool { count.reaches(at) }
  func remove(_ id: CaseID) { count.remove(id) }
  func parentOpened(_ id: CaseID) { count.parentOpened(id) }
  func parentClosed() { count.parentClosed() }
}

@Suite("Counting in windows")
struct WindowCountTests {
  private static let heading = "| id | labels | counts | key | window | threshold | opens | with |\n|---|---|---|---|---|---|---|---|"

  private func rule(window: String, threshold: String) throws -> CaseRule {
    let text = """
      # Vocabulary

      ## Facts

      | id | labels | type | values | sources |
      |---|---|---|---|---|
      | shop.id | Shop | text | | order signal |
      | guest.id | Guest | text | | order signal |

      ## Procedure

      - Anything

      ## Rules over cases

      \(Self.heading)
      | r | Rule | opened | Shop | \(window) | \(threshold) | parent | |
      """
    return try #require(compile(SourceText(path: "a.md", text: text)) { _ in nil }.plan.caseRules.first)
  }

  private func case_(_ number: Int, minute: Int64, guest: String? = nil) -> CountedCase {
    CountedCase(id: CaseID("C-\(number)"), key: "M-7", at: Instant(milliseconds: minute * 60_000), apart: guest)
  }

  private func at(_ count: Int) -> (Int, Instant) -> Bool { { found, _ in found >= count } }

  @Test func `T-16 the third within a day is a hit, the fourth joins, what is older isn't counted`() throws {
    let count = Counter(rule: try rule(window: "24 hours", threshold: "3 cases"), subject: "shop/M-7", standing: RuleStanding(), cases: [])
    #expect(count.add(case_(1, minute: 0), isFull: at(3)) == nil)
    // A whole day later to the minute: the first is out.
    #expect(count.add(case_(2, minute: 1_440), isFull: at(3)) == nil)
    #expect(count.add(case_(3, minute: 1_441), isFull: at(3)) == nil)
    let hit = try #require(count.add(case_(4, minute: 1_442), isFull: at(3)))
    #expect(hit.isNew && hit.number == 1)
    #expect(hit.cases.map(\.id.text) == ["C-2", "C-3", "C-4"])
    let next = try #require(count.add(case_(5, minute: 2_000), isFull: at(3)))
    #expect(!next.isNew && next.number == 1)
    #expect(next.cases.map(\.id.text) == ["C-5"])
    #expect(count.standing.name == "watch:r:shop/M-7:C-4:86520000")
  }

  @Test func `T-16 one person in three cases isn't three people`() throws {
    let rule = try rule(window: "24 hours", threshold: "3 people (Guest)")
    let count = Counter(rule: rule, subject: "shop/M-7", standing: RuleStanding(), cases: [])
    for (number, guest) in ["U-1", "U-1", "U-2", "U-1"].enumerated() {
      #expect(count.add(case_(number, minute: Int64(number), guest: guest), isFull: at(3)) == nil)
    }
    #expect(count.add(case_(9, minute: 9, guest: "U-3"), isFull: at(3))?.cases.count == 5)
  }

  @Test func `what comes late fills the window it falls into`() throws {
    let count = Counter(rule: try rule(window: "60 min", threshold: "3 cases"), subject: "shop/M-7", standing: RuleStanding(), cases: [])
    #expect(count.add(case_(1, minute: 0), isFull: at(3)) == nil)
    #expect(count.add(case_(2, minute: 50), isFull: at(3)) == nil)
    #expect(count.add(case_(3, minute: 100), isFull: at(3)) == nil)
    // Between the second and the third: with both it is three in an hour, and with the first and the second too.
    #expect(count.add(case_(4, minute: 55), isFull: at(3))?.cases.map(\.id.text) == ["C-1", "C-2", "C-4", "C-3"])
  }

  @Test func `after the end new cases have to bring it about again`() throws {
    let count = Counter(rule: try rule(window: "24 hours", threshold: "3 cases"), subject: "shop/M-7", standing: RuleStanding(), cases: [])
    for number in 1...3 { _ = count.add(case_(number, minute: Int64(number)), isFull: at(3)) }
    count.parentOpened(CaseID("C-9"))
    count.parentClosed()
    #expect(count.add(case_(4, minute: 4), isFull: at(3)) == nil)
    #expect(count.add(case_(5, minute: 5), isFull: at(3)) == nil)
    let hit = try #require(count.add(case_(6, minute: 6), isFull: at(3)))
    #expect(hit.isNew && hit.number == 2)
    #expect(hit.cases.map(\.id.text) == ["C-4", "C-5", "C-6"])
  }

  @Test func `what falls under the threshold undoes nothing`() throws {
    let count = Counter(rule: try rule(window: "24 hours", threshold: "3 cases"), subject: "shop/M-7", standing: RuleStanding(), cases: [])
    for number in 1...3 { _ = count.add(case_(number, minute: Int64(number)), isFull: at(3)) }
    count.remove(CaseID("C-1"))
    count.remove(CaseID("C-2"))
    #expect(count.standing.isLive && count.standing.hit == 1)
    #expect(count.add(case_(4, minute: 4), isFull: at(3)) == nil)
    #expect(count.add(case_(5, minute: 5), isFull: at(3))?.cases.map(\.id.text) == ["C-4", "C-5"])
  }

  /// Random streams, some late, with removals and endings: the same as counting everything anew each time. What was let go is loaded again, as the desk does.
  @Test(arguments: 0..<24)
  func `counts as a naive recount does`(seed: UInt64) throws {
    var chance = Chance(seed)
    let byGuest = seed % 2 == 1
    let rule = try rule(window: "60 min", threshold: byGuest ? "4 people (Guest)" : "4 cases")
    var naive = NaiveCount(window: .hours(1), least: 4)
    let count = Counter(rule: rule, subject: "shop/M-7", standing: RuleStanding(), cases: [])
    var minute: Int64 = 1_000
    var hits = 0
    for number in 0..<150 {
      minute += Int64.random(in: 0...30, using: &chance)
      let late = Int.random(in: 0..<5, using: &chance) == 0 ? Int64.random(in: 0...200, using: &chance) : 0
      let one = case_(number, minute: minute - late, guest: byGuest ? "U-\(Int.random(in: 0..<9, using: &chance))" : nil)
      if !count.reaches(one.at) {
        let floor = one.at + TimeAmount.hours(-2)
        let live = count.standing.isLive ? count.standing.hit : nil
        let stored = naive.all.filter { $0.at > floor && ($0.hit == nil || $0.hit == live) }
        count.count = SubjectCount(rule: rule, subject: "shop/M-7", standing: count.standing, cases: stored, floor: floor)
      }
      let expected = naive.add(one)
      let found = count.add(one, isFull: at(4))
      #expect(Set(found?.cases.map(\.id) ?? []) == expected)
      #expect(count.standing.hit == naive.hit && count.standing.isLive == naive.isLive)
      if found != nil { hits += 1 }
      switch Int.random(in: 0..<20, using: &chance) {
      case 0:
        let gone = CaseID("C-\(Int.random(in: max(0, number - 8)...number, using: &chance))")
        naive.remove(gone)
        count.remove(gone)
      case 1:
        count.parentOpened(CaseID("P"))
        count.parentClosed()
        naive.close()
      default: break
      }
    }
    #expect(hits > 2)
  }

  @Test func `memory holds the window, not the history`() throws {
    var window = WindowCount(length: .hours(1))
    for number in 0..<5_000 { _ = window.add(case_(number, minute: Int64(number)), isFull: { _, _ in false }) }
    #expect(window.count < 400)
    #expect(!window.reaches(Instant(milliseconds: 0)))
  }

  @Test func `T-14 a rate needs its least and more than the limit, by whole days`() throws {
    let rule = try rule(window: "30 days", threshold: "over 5 % and at least 20 orders")
    let count = Counter(rule: rule, subject: "shop/M-7", standing: RuleStanding(), cases: [])
    let days = DayCount()
    let noon = Instant(milliseconds: 1_767_585_600_000)
    let today = days.day(of: noon)
    func add(_ number: Int, orders: [Int: Int]) -> SubjectCount.Hit? {
      let one = CountedCase(id: CaseID("C-\(number)"), key: "M-7", at: rule.moment(noon))
      return count.add(one, isFull: { rule.isFull($0, $1, whole: orders) })
    }
    #expect(add(1, orders: [today: 10]) == nil, "one of ten is 10 %, but ten orders say nothing")
    #expect(add(2, orders: [today: 20, today - 29: 20]) == nil, "two of forty is exactly 5 %")
    #expect(add(3, orders: [today: 20, today - 29: 20])?.cases.count == 3)
    #expect(days.day(of: days.start(of: today)) == today)
    #expect(days.day(of: Instant(milliseconds: days.start(of: today).milliseconds - 1)) == today - 1)
  }

  @Test func `T-14 further orders may complete the least`() throws {
    let rule = try rule(window: "30 days", threshold: "over 5 % and at least 20 orders")
    let count = Counter(rule: rule, subject: "shop/M-7", standing: RuleStanding(), cases: [])
    let noon = Instant(milliseconds: 1_767_585_600_000)
    let today = DayCount().day(of: noon)
    for number in 1...2 {
      let one = CountedCase(id: CaseID("C-\(number)"), key: "M-7", at: rule.moment(noon))
      #expect(count.add(one, isFull: { rule.isFull($0, $1, whole: [today: 19]) }) == nil)
    }
    let hit = count.recount(at: rule.moment(noon)) { rule.isFull($0, $1, whole: [today: 20]) }
    #expect(hit?.cases.count == 2)
    #expect(count.recount(at: rule.moment(noon)) { rule.isFull($0, $1, whole: [today: 21]) } == nil, "nothing new joins")
  }
}
