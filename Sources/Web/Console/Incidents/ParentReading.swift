import Casework
import Desk
import Ledger
import Playbook

/// Reads what is told of cases that stand for several.
struct ParentReading {
  /// Cases listed with each.
  private static let mostLinked = 12

  private let desk: Desk
  private let rules: [CaseRule]
  private let times: PageTimes
  private let words: ConsoleWords
  private let now: Instant
  private var plans: WallPlans

  init(_ desk: Desk, _ rules: [CaseRule], _ times: PageTimes, _ words: ConsoleWords, at now: Instant) {
    self.desk = desk
    self.rules = rules
    self.times = times
    self.words = words
    self.now = now
    plans = WallPlans(desk)
  }

  mutating func title(of playbook: String) async -> String { await plans.title(of: playbook) }

  func parents(_ ids: [CaseID]) async throws -> [ParentCase] {
    let states = try await Problem.telling { try await desk.ledger.readCases(ids) }
    let children = states.values.flatMap { Self.children(of: $0).suffix(Self.mostLinked) }
    let known = try await Problem.telling { try await desk.ledger.readCases(Set(children).sorted()) }
    var found: [ParentCase] = []
    for id in ids {
      guard let state = states[id] else { continue }
      let plan: Plan?
      do throws(DeskError) { plan = try await desk.shelf.readablePlan(version: state.version) } catch { throw Problem(error, nil) }
      found.append(parent(state, plan, children: known, deadlines: try await deadlines(of: id)))
    }
    return found
  }

  private func deadlines(of id: CaseID) async throws -> [DeadlineRow] {
    guard let store = desk.ledger as? any DeadlineLedger else { return [] }
    return try await Problem.telling { try await store.deadlines(of: id) }.filter { $0.end == nil }
  }

  private static func children(of state: Case) -> [CaseID] { state.links.filter { $0.relation == .child }.map(\.other) }

  private func parent(_ state: Case, _ plan: Plan?, children known: [CaseID: Case], deadlines: [DeadlineRow]) -> ParentCase {
    let children = Self.children(of: state)
    let further = children.count - min(children.count, Self.mostLinked)
    let limits = deadlines.map { limit($0, plan) } + state.promises.values.sorted { $0.due < $1.due }.map { limit($0) }
    let source = rules.first { rule in state.facts.values.contains { $0.source == "watch \(rule.id)" } }
    return ParentCase(
      number: state.id.number, anchor: "parent-\(WallPath.part(state.id.text))", caseID: state.id.text, casePath: WallPath.page(of: state.id),
      playbookTitle: plan?.title ?? state.playbook, subject: state.subject, openedAt: times.stamp(state.openedAt),
      sentenceText: state.frames.last?.step.flatMap { plan?.step($0) }?.sentence.text, foundBy: source?.name, isStuck: state.incident != nil,
      isSettling: state.phase == .settling, counts: counts(of: state, plan), limits: limits, hasLimits: !limits.isEmpty,
      // The newest first: what has just joined is what nobody knows yet.
      linked: children.suffix(Self.mostLinked).reversed().map { linked($0, known[$0]) }, linkedCount: String(children.count), hasLinked: !children.isEmpty,
      furtherLinked: further > 0 ? String(further) : nil)
  }

  /// How many people and cases it is about, as far as the rules count them.
  private func counts(of state: Case, _ plan: Plan?) -> [ParentCase.Count] {
    guard let plan else { return [] }
    var seen: Set<Fact.ID> = []
    let retelling = Retelling(plan: plan, language: words.language)
    return rules.filter { $0.opens == state.playbook }.flatMap(\.carries).filter { $0.what.isCount && seen.insert($0.fact).inserted }.compactMap { carried in
      state.facts[carried.fact].map {
        ParentCase.Count(countName: retelling.name(ofFact: carried.fact), countText: retelling.value($0.value, of: carried.fact))
      }
    }
  }

  private func limit(_ row: DeadlineRow, _ plan: Plan?) -> ParentCase.Limit {
    let name = plan?.deadlines.first { $0.id == row.rule }?.name ?? row.rule
    return ParentCase.Limit(
      limitName: name, due: row.due.map { times.stamp($0) }, isLate: row.standing(at: now) == .breached, isPaused: row.standing(at: now) == .paused)
  }

  private func limit(_ promise: Promise) -> ParentCase.Limit {
    ParentCase.Limit(
      limitName: words.text("parents-promise", ["promise": PersonalNumbers.masked(promise.text)]), due: times.stamp(promise.due), isLate: promise.due < now,
      isPaused: false)
  }

  /// - Parameter state: nil for one that was archived.
  private func linked(_ id: CaseID, _ state: Case?) -> ParentCase.Linked {
    ParentCase.Linked(
      linkedID: id.text, linkedPath: WallPath.page(of: id), linkedSubject: state?.subject ?? "", isClosed: state.map { $0.phase == .closed } ?? true)
  }
}

extension CaseRule.Carried.What {
  /// Whether it says how many.
  fileprivate var isCount: Bool {
    switch self {
    case .count, .distinct, .rate, .denominator: true
    case .copied, .value, .cases, .since: false
    }
  }
}
