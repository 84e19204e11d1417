@testable import Casework
import Foundation
import Playbook
import Testing

@Suite("Random versions: no illegal state is reachable by a move")
struct MoveWalkTests {
  /// Pairs of versions of each base, and cases that walk through each pair.
  private static let pairs = UInt64(ProcessInfo.processInfo.environment["GENDAN_MOVE_PAIRS"] ?? "") ?? 20
  private static let walks: UInt64 = 5

  private struct Base: Sendable {
    let text: String
    let read: @Sendable (String) -> SourceText?
    let path: String
  }

  /// What the walks came to.
  private struct Seen {
    var pairs = 0
    var walks = 0
    var moved = 0
    var forced = 0
    var refused = 0
    var back = 0
    var backLater = 0
    var unaffected = 0
  }

  private static let bases: [String: Base] = {
    var bases: [String: Base] = [:]
    for (name, text) in [("corners", cornersText), ("circles", circlesText)] { bases[name] = Base(text: text, read: { _ in nil }, path: "\(name).md") }
    for path in [
      "food-delivery/merchant-cannot-reach-customer.md", "food-delivery/takeaway-service.md", "food-delivery/overdue-order.md",
      "channel-shop/refund-after-shipping.md", "grocery/complaint-intake.md",
    ] {
      guard let text = shippedText(path)?.text else { continue }
      bases[path] = Base(text: text, read: { shippedText($0) }, path: path)
    }
    return bases
  }()

  @Test(arguments: bases.keys.sorted())
  func everythingHoldsBehindEveryMove(base name: String) async throws {
    let base = try #require(Self.bases[name])
    let original = compile(SourceText(path: base.path, text: base.text), reading: base.read)
    let errors = Set(original.diagnostics.filter { $0.level == .error }.map(\.check))
    var seen = Seen()
    for seed in 1...Self.pairs {
      guard let new = version(of: base, seed: seed, errors) else { continue }
      // From the document to the edited one, and from one edited one to another.
      let old = seed.isMultiple(of: 3) ? version(of: base, seed: seed &+ 1_000, errors) ?? original.plan : original.plan
      guard new.version != old.version else { continue }
      seen.pairs += 1
      let change = PlanChange(from: old, to: new)
      let changes = (there: change, back: change.reversed())
      for walk in 1...Self.walks {
        // Tests with a clock run beside this one, and there are as many threads as cores.
        await Task.yield()
        try self.walk(changes, seed: seed &* 131 &+ walk, "\(name), pair \(seed), walk \(walk)", &seen)
      }
    }
    #expect(seen.pairs >= 8 && seen.moved + seen.unaffected >= 10 && seen.back >= 8, "\(seen)")
    if ProcessInfo.processInfo.environment["GENDAN_MOVE_PAIRS"] != nil { FileHandle.standardError.write(Data("\(name): \(seen)\n".utf8)) }
  }

  private func version(of base: Base, seed: UInt64, _ errors: Set<String>) -> Plan? {
    var edits = VersionEdits(base.text, seed: seed)
    edits.edit(Int(seed % 5) + 1)
    let compilation = compile(SourceText(path: base.path, text: edits.text), reading: base.read)
    // What has errors isn't published.
    let isPublishable = compilation.diagnostics.allSatisfy { $0.level != .error || errors.contains($0.check) }
    return isPublishable && compilation.plan.main.first != nil && compilation.plan.id == compilation.plan.id ? compilation.plan : nil
  }

  private func walk(_ changes: (there: PlanChange, back: PlanChange), seed: UInt64, _ name: String, _ seen: inout Seen) throws {
    let (old, new) = (changes.there.old, changes.there.new)
    var walker = Walker(plan: old, seed: seed)
    var trial = try MoveTrial(old, channel: walker.dice.chance(50) ? .online : .phone, facts: walker.openingReports())
    try go(&trial, &walker, steps: Int.random(in: 0..<50, using: &walker.dice), name)
    guard trial.state.phase != .closed else { return }
    seen.walks += 1
    let before = trial.state
    var survey = MoveSurvey(changes.there)
    let verdict = survey.verdict(on: before, now: trial.now)
    do throws(Refusal) {
      try trial.move(to: new, by: changes.there)
      #expect(verdict.kind != .needsDecision, "\(name): \(verdict)")
      if verdict.kind == .unaffected { seen.unaffected += 1 } else { seen.moved += 1 }
    } catch {
      guard case .needsDecision(let reasons) = error else {
        Issue.record("\(name): \(error)")
        return
      }
      #expect(verdict.kind == .needsDecision && verdict.reasons == reasons, "\(name): \(verdict), \(reasons)")
      #expect(trial.state == before)
      let steps = trial.state.frames.compactMap { changes.there.successor(ofProcedure: $0.procedure) }.flatMap(\.steps)
      guard walker.dice.chance(70), let step = walker.dice.pick(steps) else {
        seen.refused += 1
        return try go(&trial, &walker, steps: 10, name)
      }
      do throws(Refusal) { try trial.move(to: new, .toStep(step.id), by: changes.there) } catch {
        guard case .unknownName = error else {
          Issue.record("\(name): \(error)")
          return
        }
        seen.refused += 1
        return
      }
      seen.forced += 1
    }
    try hold(trial, "\(name), moved")
    // At once the way back leaves nothing behind.
    if !trial.wasForced, !hasGoneOn(trial.events) {
      var back = trial
      try back.move(to: old, .back, by: changes.back)
      try hold(back, "\(name), moved back at once")
      let same = back.state.counted(before.eventCount, under: before.version)
      #expect(same == before, "\(name): the way back left \(differences(same, before))")
      seen.back += 1
      if walker.dice.chance(30) {
        var second = Walker(plan: old, seed: seed &+ 7)
        return try go(&back, &second, steps: 40, "\(name), back")
      }
    }
    var later = Walker(plan: new, seed: seed &+ 3)
    try go(&trial, &later, steps: 40, "\(name), on")
    guard trial.state.phase != .closed, !trial.wasForced else { return }
    do throws(Refusal) { try trial.move(to: old, .back, by: changes.back) } catch { return }
    seen.backLater += 1
    try hold(trial, "\(name), back later")
    var last = Walker(plan: old, seed: seed &+ 9)
    try go(&trial, &last, steps: 30, "\(name), back later")
  }

  /// Whether something came of the move besides the move itself.
  private func hasGoneOn(_ events: [Event]) -> Bool {
    let moved = events.lastIndex { if case .moved = $0.kind { true } else { false } } ?? 0
    return events[(moved + 1)...].contains { event in
      switch event.kind {
      case .timerSet, .timerCancelled, .taskOpened, .promised: false
      default: true
      }
    }
  }

  private func go(_ trial: inout MoveTrial, _ walker: inout Walker, steps: Int, _ name: String) throws {
    for step in 0..<steps where trial.state.phase != .closed && trial.events.count < 800 {
      let (content, sender, after) = walker.next(trial.state, now: trial.now)
      trial.now = trial.now + after
      do throws(Refusal) { try trial.send(content, from: sender) } catch { continue }
      // Folding everything anew each time would take most of the time.
      let faults = step.isMultiple(of: 6) ? trial.faults : trial.strangers
      try #require(faults.isEmpty, "\(name), after \(content): \(faults)")
    }
    try hold(trial, name)
  }

  private func hold(_ trial: MoveTrial, _ name: String) throws {
    let faults = trial.faults
    try #require(faults.isEmpty, "\(name): \(faults)")
  }

  /// The fields that differ, down to the smallest.
  private func differences(_ one: Any, _ other: Any, _ path: String = "") -> [String] {
    if "\(one)" == "\(other)" { return [] }
    let (mine, its) = (Array(Mirror(reflecting: one).children), Array(Mirror(reflecting: other).children))
    guard !mine.isEmpty, mine.count == its.count, Mirror(reflecting: one).displayStyle != .dictionary else { return ["\(path): \(one) / \(other)"] }
    return zip(mine, its).enumerated().flatMap { index, pair in differences(pair.0.value, pair.1.value, "\(path).\(pair.0.label ?? "\(index)")") }
  }
}
