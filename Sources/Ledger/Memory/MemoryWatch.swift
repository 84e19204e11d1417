public import Casework
public import Playbook

/// What a memory ledger keeps for the rules over cases.
struct MemoryWatch {
  struct Row {
    var subject: String
    var counted: CountedCase
    var isTold: Bool
  }

  var rules: [CaseRule.ID: WatchedRule] = [:]
  var cases: [CaseRule.ID: [CaseID: Row]] = [:]
  var standings: [CaseRule.ID: [String: RuleStanding]] = [:]
  var orders: Set<String> = []
  var days: [String: [Int: Int]] = [:]

  func rows(of rule: CaseRule.ID, subject: String) -> [Row] {
    (cases[rule] ?? [:]).values.filter { $0.subject == subject }.sorted { ($0.counted.at, $0.counted.id) < ($1.counted.at, $1.counted.id) }
  }

  mutating func store(_ step: WatchStep) -> Bool {
    guard let known = rules[step.rule], known.position == step.from else { return false }
    rules[step.rule] = known.moved(to: step.to)
    for id in step.gone { cases[step.rule]?[id] = nil }
    for (id, put) in step.counted {
      let before = cases[step.rule]?[id]
      let isSame = before?.counted.hit == put.case.hit && before?.subject == put.subject
      cases[step.rule, default: [:]][id] = Row(
        subject: put.subject, counted: put.case, isTold: step.passed.contains(id) || (isSame && before?.isTold == true))
    }
    standings[step.rule, default: [:]].merge(step.standings) { $1 }
    return true
  }

  /// For a rebuild: rules count anew. What was opened stays known, for it isn't in the events.
  mutating func recount() {
    rules = rules.mapValues {
      WatchedRule(id: $0.id, writing: $0.writing, position: 0, adopted: $0.adopted, settled: max($0.settled, $0.position))
    }
    cases = cases.mapValues { $0.filter { $0.value.counted.hit != nil } }
  }
}

extension MemoryLedger: WatchLedger {
  public func watchedRules() -> [WatchedRule] { watch.rules.values.sorted { $0.id < $1.id } }

  public func watchRule(_ id: CaseRule.ID, writing: String) {
    guard watch.rules[id]?.writing != writing else { return }
    (watch.cases[id], watch.standings[id]) = (nil, nil)
    watch.rules[id] = WatchedRule(id: id, writing: writing, position: 0, adopted: contents.turns.last?.position ?? 0, settled: 0)
  }

  public func currentVersions() -> [String: String] { contents.currentVersions }

  public func storeWatch(_ step: WatchStep) -> Bool { watch.store(step) }

  public func standing(of rule: CaseRule.ID, subject: String) -> RuleStanding { watch.standings[rule]?[subject] ?? RuleStanding() }

  public func countedCases(of rule: CaseRule.ID, subject: String, after floor: Instant, live: Int?) -> [CountedCase] {
    watch.rows(of: rule, subject: subject).map(\.counted).filter { $0.at > floor && ($0.hit == nil || $0.hit == live) }
  }

  public func countedCases(of rule: CaseRule.ID, subject: String, hit: Int) -> [CountedCase] {
    watch.rows(of: rule, subject: subject).map(\.counted).filter { $0.hit == hit }
  }

  public func countedCase(_ id: CaseID, of rule: CaseRule.ID) -> CountedCase? { watch.cases[rule]?[id]?.counted }

  public func countedSubjects(of rule: CaseRule.ID, after floor: Instant) -> [String: String] {
    let rows = (watch.cases[rule] ?? [:]).values.filter { $0.counted.hit == nil && $0.counted.at > floor }
    return Dictionary(rows.map { ($0.subject, $0.counted.key) }, uniquingKeysWith: { first, _ in first })
  }

  public func untoldHits(limit: Int) -> [UntoldHit] {
    var found: [UntoldHit] = []
    for (rule, rows) in watch.cases.sorted(by: { $0.key < $1.key }) {
      let untold = rows.values.filter { !$0.isTold && $0.counted.hit != nil }
      for (subject, rows) in Dictionary(grouping: untold, by: \.subject).sorted(by: { $0.key < $1.key }) {
        for (hit, rows) in Dictionary(grouping: rows, by: { $0.counted.hit ?? 0 }).sorted(by: { $0.key < $1.key }) {
          let key = rows.map(\.counted.key).min() ?? ""
          found.append(UntoldHit(rule: rule, subject: subject, key: key, hit: hit, cases: rows.map(\.counted.id).sorted()))
        }
      }
    }
    return Array(found.prefix(limit))
  }

  public func markTold(_ cases: [CaseID], of rule: CaseRule.ID) {
    for id in cases { watch.cases[rule]?[id]?.isTold = true }
  }

  public func watchedSubjects(of rule: CaseRule.ID, limit: Int) -> [WatchedSubject] {
    let bySubject = Dictionary(grouping: (watch.cases[rule] ?? [:]).values, by: \.subject)
    let found = bySubject.compactMap { subject, rows -> WatchedSubject? in
      guard let latest = rows.map(\.counted.at).max(), let key = rows.map(\.counted.key).min() else { return nil }
      return WatchedSubject(subject: subject, key: key, cases: rows.count, latest: latest, standing: standing(of: rule, subject: subject))
    }
    return Array(found.sorted { ($1.latest, $0.subject) < ($0.latest, $1.subject) }.prefix(limit))
  }

  public func countOrders(_ orders: [CountedOrder]) -> Set<String> {
    let counter = DayCount()
    var merchants: Set<String> = []
    for order in orders where watch.orders.insert(order.id).inserted {
      merchants.insert(order.merchant)
      watch.days[order.merchant, default: [:]][counter.day(of: order.at), default: 0] += 1
    }
    return merchants
  }

  public func orderCounts(of merchant: String, days: ClosedRange<Int>) -> [Int: Int] {
    (watch.days[merchant] ?? [:]).filter { days.contains($0.key) }
  }
}
