@testable import Casework
import Ledger
import Playbook
import Testing

/// Effects whose answers the desk has at hand: a ledger may keep no rows for them, and nobody must be able to tell.
extension LedgerExercise {
  private func held(_ entry: Entry, by desk: String = "desk-1", until end: Instant = minutes(2)) -> Entry {
    Entry(
      caseID: entry.caseID, expectedCount: entry.expectedCount, signal: entry.signal, at: entry.at, events: entry.events, state: entry.state,
      lease: Lease(desk: desk, end: end, isMomentary: true))
  }

  private func claimed(_ ledger: any Ledger, at now: Instant, by desk: String = "desk-2") async throws -> [EffectKey] {
    try await ledger.claimEffects(dueAt: now, limit: 10, lease: .minutes(2), by: desk).map(\.effect.key)
  }

  @Test("what a desk has in its hand comes due when the lease is over", arguments: LedgerMaker.allCases)
  func momentaryLease(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a")), .effectPlanned($0.effect("b"))] }
      _ = try await ledger.commit([held(opened.entry)])
      #expect(try await claimed(ledger, at: minutes(1)).isEmpty)
      #expect(try await ledger.nextEffectDue() == minutes(2))
      #expect(try await claimed(ledger, at: minutes(2)) == [opened.script.key("a"), opened.script.key("b")])
      #expect(try await ledger.nextEffectDue() == minutes(4))
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }

  @Test("what a desk had in its hand is free when it was started anew", arguments: LedgerMaker.allCases)
  func momentaryLeaseReleased(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a"))] }
      _ = try await ledger.commit([held(opened.entry)])
      #expect(try await ledger.releaseLeases(heldBy: "desk-2") == 0)
      #expect(try await ledger.releaseLeases(heldBy: "desk-1") == 1)
      #expect(try await ledger.releaseLeases(heldBy: "desk-1") == 0)
      #expect(try await ledger.nextEffectDue() == morning)
      #expect(try await claimed(ledger, at: morning) == [opened.script.key("a")])
    }
  }

  @Test("what turns out to take longer is given back or parked, and the others stay in hand", arguments: LedgerMaker.allCases)
  func momentaryLeaseGivenBack(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let opened = try CaseScript.opened("C-1") {
        [
          .effectPlanned($0.effect("a")), .effectPlanned($0.effect("b")), .effectPlanned($0.effect("c")),
          .timerSet(
            CaseTimer(
              id: TimerID("d"), step: nil, purpose: .effectDeadline, about: $0.key("c").text, origin: nil, from: morning, amount: .minutes(10), due: minutes(10)
            )),
        ]
      }
      _ = try await ledger.commit([held(opened.entry)])
      try await ledger.returnEffect(opened.script.key("a"), of: opened.script.id, dueAt: minutes(1))
      try await ledger.parkEffect(opened.script.key("b"), of: opened.script.id, until: minutes(30))
      let again = try await ledger.claimEffects(dueAt: minutes(1), limit: 10, lease: .minutes(60), by: "desk-1")
      #expect(again.map(\.effect.key) == [opened.script.key("a")] && again.map(\.tries) == [1])
      #expect(try await claimed(ledger, at: minutes(3)) == [opened.script.key("c")])
      #expect(try await ledger.timersDue(at: minutes(10), limit: 10).map(\.timer) == [TimerID("d")])
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }

  @Test("an answer that is stored leaves nothing in hand, whatever came between", arguments: LedgerMaker.allCases)
  func momentaryLeaseAnswered(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var (script, opening) = try CaseScript.opened("C-1") { [.effectPlanned($0.effect("a"))] }
      let between = try script.entry("news", .learnedDoor)
      let next = try script.entry("report a", script.ended("a"), .effectPlanned(script.effect("b")))
      let slow = try script.entry("slow", .effectPlanned(script.effect("slow")))
      #expect(try await ledger.commit([held(opening), between, held(next), slow]) == [.committed, .committed, .committed, .committed])
      #expect(try await claimed(ledger, at: minutes(1)) == [script.key("slow")])
      _ = try await ledger.commit([try script.entry("report b", script.ended("b")), try script.entry("report slow", script.ended("slow"))])
      #expect(try await ledger.nextEffectDue() == nil)
      #expect(try await claimed(ledger, at: minutes(60)).isEmpty)
      #expect(try await ledger.rebuild().differences.isEmpty)
    }
  }

  @Test("an effect is never lost and never out with two desks, in whatever order", arguments: LedgerMaker.allCases, 1...20 as ClosedRange<UInt64>)
  func momentaryLeasesInAnyOrder(maker: LedgerMaker, seed: UInt64) async throws {
    try await maker.withLedger { ledger in
      var walk = LeaseWalk(ledger, seed: seed)
      for _ in 0..<120 { try await walk.step() }
      try await walk.end()
    }
  }
}

/// Plans, reports, claims and returns at random, and what may be claimed when.
private struct LeaseWalk {
  private let ledger: any Ledger
  private var dice: UInt64
  private var now = morning
  private var scripts: [CaseScript]
  /// Effects that haven't ended, and since when they may be claimed.
  private var standing: [EffectKey: (script: Int, name: String, due: Instant)] = [:]
  private var count = 0

  init(_ ledger: any Ledger, seed: UInt64) {
    self.ledger = ledger
    dice = seed &* 0x9E37_79B9_7F4A_7C15
    scripts = (0..<3).map { CaseScript("C-\($0)") }
  }

  private mutating func roll(_ below: Int) -> Int {
    dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(dice >> 33) % below
  }

  private var desk: String { mutating get { "desk-\(roll(2))" } }

  mutating func step() async throws {
    now = now + TimeAmount(seconds: Int64(roll(40)))
    let place = roll(scripts.count)
    let standingHere = standing.filter { $0.value.script == place }.keys.sorted()
    switch roll(10) {
    case 0...4: try await signal(place, ending: roll(3) > 0 ? standingHere.first : nil, plans: roll(3))
    case 5: try await signal(place, ending: standingHere.last, plans: 0)
    case 6, 7: try await claim()
    case 8:
      guard let key = standingHere.first else { return }
      let due = now + TimeAmount(seconds: Int64(roll(300)))
      if roll(2) == 0 {
        try await ledger.returnEffect(key, of: scripts[place].id, dueAt: due)
      } else {
        try await ledger.parkEffect(key, of: scripts[place].id, until: due)
      }
      standing[key]?.due = due
    default:
      _ = try await ledger.releaseLeases(heldBy: desk)
      // Whose they were isn't asked here: they may be out again.
      for key in standing.keys { standing[key]?.due = .init(milliseconds: 0) }
    }
  }

  private mutating func signal(_ place: Int, ending: EffectKey?, plans: Int) async throws {
    count += 1
    var kinds: [EventKind] = scripts[place].events.isEmpty ? [scripts[place].opening] : [.learnedDoor]
    if let ending, let known = standing[ending] {
      kinds.append(scripts[place].ended(known.name))
      standing[ending] = nil
    }
    let lease: Lease? = roll(4) == 0 ? nil : Lease(desk: desk, end: now + .minutes(2), isMomentary: roll(3) > 0)
    for number in 0..<plans {
      let name = "e\(count)-\(number)"
      kinds.append(.effectPlanned(scripts[place].effect(name)))
      standing[scripts[place].key(name)] = (place, name, lease?.end ?? now)
    }
    let signal = scripts[place].happened("s\(count)")
    let plain = try scripts[place].entry(signal, at: now, kinds)
    let entry = Entry(
      caseID: plain.caseID, expectedCount: plain.expectedCount, signal: plain.signal, at: now, events: plain.events, state: plain.state, lease: lease)
    #expect(try await ledger.commit([entry]) == [.committed])
  }

  private mutating func claim() async throws {
    for claim in try await ledger.claimEffects(dueAt: now, limit: 1 + roll(4), lease: .minutes(2), by: desk) {
      let known = try #require(standing[claim.effect.key], "it has ended: \(claim.effect.key)")
      #expect(known.due <= now, "\(claim.effect.key) is out with another desk")
      standing[claim.effect.key]?.due = now + .minutes(2)
    }
  }

  /// Whatever stands can be claimed in the end, and the rows are what the events say.
  mutating func end() async throws {
    #expect(try await ledger.rebuild().differences.isEmpty)
    let left = try await ledger.claimEffects(dueAt: now + .hours(10), limit: 1_000, lease: .minutes(2), by: "last")
    #expect(Set(left.map(\.effect.key)) == Set(standing.keys) && left.count == standing.count)
  }
}
