import Ledger
import Playbook
import Testing

@testable import Casework

@Suite("Impossible histories are seen")
struct HistoryFaultTests {
  private func check(_ expected: [HistoryFault], at: Instant = minutes(1), _ kinds: (CaseScript) -> [EventKind]) throws {
    let script = CaseScript("C-1")
    var events = [Event(sequence: 1, at: morning, step: nil, kind: script.opening)]
    for kind in kinds(script) { events.append(Event(sequence: events.count + 1, at: at, step: nil, kind: kind)) }
    #expect(HistoryFault.all(in: events, of: script.id, state: Case(id: script.id, folding: events)) == expected)
  }

  @Test func `what can happen is no fault`() throws {
    try check([]) { _ in [.learnedDoor] }
    try check([], at: minutes(5)) { [.timerSet($0.timer("t", due: minutes(5))), .timerRang(TimerRang(timer: TimerID("t")))] }
    try check([]) { [.effectPlanned($0.effect("a")), $0.ended("a")] }
  }

  @Test func `timers ring when they are due, once, and only when they stand`() throws {
    let rang = EventKind.timerRang(TimerRang(timer: TimerID("t")))
    try check([.timerRangEarly(TimerID("t"), event: 3)]) { [.timerSet($0.timer("t", due: minutes(5))), rang] }
    try check([.timerRangUnset(TimerID("t"), event: 4)], at: minutes(5)) { [.timerSet($0.timer("t", due: minutes(5))), rang, rang] }
    try check([.timerRangUnset(TimerID("t"), event: 4)], at: minutes(5)) {
      [.timerSet($0.timer("t", due: minutes(5))), .timerCancelled(TimerCancelled(timer: TimerID("t"))), rang]
    }
  }

  @Test func `effects are planned once and end once`() throws {
    try check([.effectPlannedTwice(EffectKey("C-1/a/1/1"), event: 3)]) { [.effectPlanned($0.effect("a")), .effectPlanned($0.effect("a"))] }
    try check([.effectEndedUnplanned(EffectKey("C-1/a/1/1"), event: 4)]) { [.effectPlanned($0.effect("a")), $0.ended("a"), $0.ended("a")] }
  }

  @Test func `who had an effect that was withdrawn may say once how it ended`() throws {
    let withdrawn = EventKind.effectEnded(EffectEnded(key: EffectKey("C-1/a/1/1"), outcome: EffectEnded.withdrawn, detail: nil))
    try check([]) { [.effectPlanned($0.effect("a")), withdrawn, $0.ended("a")] }
    try check([.effectEndedUnplanned(EffectKey("C-1/a/1/1"), event: 5)]) { [.effectPlanned($0.effect("a")), withdrawn, $0.ended("a"), $0.ended("a")] }
  }

  @Test func `an attempt that repeated another one ends late under the key its receiver has`() throws {
    let first = EventKind.effectEnded(EffectEnded(key: EffectKey("C-1/a/1/1"), outcome: "failed", detail: nil, inDoubt: true))
    let second = EventKind.effectEnded(EffectEnded(key: EffectKey("C-1/b/1/1"), outcome: EffectEnded.withdrawn, detail: nil))
    try check([]) { [.effectPlanned($0.effect("a")), first, .effectPlanned($0.effect("b", repeats: "a")), second, $0.ended("a")] }
    try check([.effectEndedUnplanned(EffectKey("C-1/b/1/1"), event: 6)]) {
      [.effectPlanned($0.effect("a")), first, .effectPlanned($0.effect("b", repeats: "a")), second, $0.ended("b")]
    }
  }

  @Test func `numbers have no gaps, time doesn't run back, and the state follows`() throws {
    let script = CaseScript("C-1")
    let opening = Event(sequence: 1, at: minutes(3), step: nil, kind: script.opening)
    let gap = [opening, Event(sequence: 3, at: minutes(3), step: nil, kind: .learnedDoor)]
    #expect(HistoryFault.all(in: gap, of: script.id, state: Case(id: script.id, folding: gap)) == [.gap(after: 1)])
    let back = [opening, Event(sequence: 2, at: minutes(2), step: nil, kind: .learnedDoor)]
    #expect(HistoryFault.all(in: back, of: script.id, state: Case(id: script.id, folding: back)) == [.timeRunsBack(2)])
    #expect(HistoryFault.all(in: back, of: script.id, state: nil) == [.timeRunsBack(2), .stateDiffers])
    #expect(HistoryFault.all(in: [], of: script.id, state: nil) == [.unopened])
  }
}
