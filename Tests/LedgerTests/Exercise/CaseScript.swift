import Ledger
import Playbook
import Testing

@testable import Casework

/// 2026-11-22 08:00 in China: when all scripts begin.
let morning = Instant(milliseconds: 1_795_305_600_000)

func minutes(_ count: Int64) -> Instant { morning + .minutes(count) }

/// A case that a test writes by hand: each call makes the entry for the next signal.
struct CaseScript {
  let id: CaseID
  let playbook: String
  let subject: String
  private(set) var events: [Event] = []

  init(_ id: String, playbook: String = "cold-food", subject: String? = nil) {
    self.id = CaseID(id)
    self.playbook = playbook
    self.subject = subject ?? "order-of-\(id)"
  }

  var opening: EventKind {
    .opened(Opened(playbook: playbook, version: "v1", subject: subject, channel: .online, sender: .platform))
  }

  func timer(_ name: String, due: Instant) -> CaseTimer {
    CaseTimer(id: TimerID(name), step: nil, purpose: .wait, about: nil, origin: nil, from: morning, amount: due - morning, due: due)
  }

  func key(_ name: String) -> EffectKey { EffectKey("\(id)/\(name)/1/1") }

  func effect(_ name: String, repeats: String? = nil) -> Effect {
    Effect(
      key: key(name), step: nil, purpose: .action, action: name, party: nil, channel: nil, arguments: ["amount": "12.5"], text: nil, fact: nil, attempt: 1,
      rung: nil, outcomes: ["done", "failed"], repeats: repeats.map(key), deadline: minutes(60))
  }

  func ended(_ name: String) -> EventKind { .effectEnded(EffectEnded(key: key(name), outcome: "done", detail: nil)) }

  /// What a signal adds. The script remembers it, whether or not it is committed.
  mutating func entry(_ signal: String, at: Instant = morning, _ kinds: EventKind...) throws -> Entry {
    try entry(happened(signal), at: at, kinds)
  }

  /// A signal of this name. What it says doesn't matter to a ledger.
  func happened(_ name: String) -> Signal { Signal(id: SignalID(name), caseID: id, sender: .platform, content: .happened("something")) }

  mutating func entry(_ signal: Signal, at: Instant = morning, _ kinds: [EventKind]) throws -> Entry {
    let before = events.count
    for kind in kinds { events.append(Event(sequence: events.count + 1, at: at, step: nil, kind: kind)) }
    return Entry(
      caseID: id, expectedCount: before, signal: signal, at: at, events: Array(events[before...]),
      state: try #require(Case(id: id, folding: events)))
  }

  /// The entry that opens the case, and whatever else happens at once.
  static func opened(_ id: String, subject: String? = nil, at: Instant = morning, _ kinds: (CaseScript) -> [EventKind] = { _ in [] }) throws -> (
    script: CaseScript, entry: Entry
  ) {
    var script = CaseScript(id, subject: subject)
    for kind in [script.opening] + kinds(script) { script.events.append(Event(sequence: script.events.count + 1, at: at, step: nil, kind: kind)) }
    let entry = Entry(
      caseID: script.id, expectedCount: 0, signal: script.happened("open-\(id)"), at: at, events: script.events,
      state: try #require(Case(id: script.id, folding: script.events)))
    return (script, entry)
  }
}

extension EventKind {
  static let learnedDoor: EventKind = .factLearned(FactLearned(fact: "door", value: .choice("open"), source: "platform"))
  static let closedNow: EventKind = .closed(Closed(reason: .concluded))
}
