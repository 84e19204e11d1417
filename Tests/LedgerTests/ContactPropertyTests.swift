import Ledger
import Playbook
import Testing

@testable import Casework

/// Many cases of a few people, who are called, hang up, are called again, in any order: what the register promises holds all the same.
@Suite("The register of contacts, whatever the order")
struct ContactPropertyTests {
  private struct Call {
    let script: Int
    let name: String
    let started: Instant
  }

  @Test("O-04, M-16: caps are never exceeded, and no two cases call one person about one order within five minutes", arguments: 1...40 as ClosedRange<UInt64>)
  func interleavings(seed: UInt64) async throws {
    var dice = seed &* 0x9E37_79B9_7F4A_7C15
    func roll(_ below: Int) -> Int {
      dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(dice >> 33) % below
    }
    let ledger = MemoryLedger()
    let cap = ContactCap(channels: [.phone, .privacyNumber], most: 4, within: .hours(2))
    var scripts: [CaseScript] = []
    for number in 0..<8 {
      // Two people, two orders each, two cases about each of them.
      var script = CaseScript("C-\(number)", playbook: "p\(number % 2)", subject: "order \(number / 2)")
      _ = await ledger.commit([try script.entry("open-\(number)", script.opening)])
      scripts.append(script)
    }
    var now = morning
    var ringing: [Call] = []
    var made: [(person: Int, order: Int, script: Int, at: Instant)] = []
    var waiting: [Int: String] = [:]
    for turn in 0..<220 {
      now = now + TimeAmount(seconds: Int64(roll(150)))
      if !ringing.isEmpty, roll(3) == 0 {
        let call = ringing.remove(at: roll(ringing.count))
        let outcome = ["answered", "no-answer", "busy", "failed"][roll(4)]
        let entry = try scripts[call.script].entry("end-\(turn)", at: now, end(call.name, outcome, scripts[call.script], call.script))
        #expect(await ledger.commit([entry]) == [.committed])
        continue
      }
      let number = roll(scripts.count)
      if ringing.contains(where: { $0.script == number }) { continue }
      let name = waiting[number] ?? "call-\(turn)"
      if waiting[number] == nil {
        let call = scripts[number].call(name, person: person(number), channel: roll(2) == 0 ? .phone : .privacyNumber)
        #expect(await ledger.commit([try scripts[number].entry("plan-\(turn)", at: now, .effectPlanned(call))]) == [.committed])
        waiting[number] = name
      }
      let request = ContactRequest(
        key: scripts[number].key(name), caseID: scripts[number].id, person: person(number), subject: scripts[number].subject, channel: .phone,
        purpose: .contact, caps: [cap])
      switch await ledger.reserveContact(request, at: now) {
      case .go:
        ringing.append(Call(script: number, name: name, started: now))
        made.append((number / 4, number / 2, number, now))
        waiting[number] = nil
      case .answered(let row):
        #expect(row.caseID != scripts[number].id && row.subject == scripts[number].subject)
        let entry = try scripts[number].entry(
          "shared-\(turn)", at: now, end(name, row.outcome ?? "", scripts[number], number, shared: row.key))
        #expect(await ledger.commit([entry]) == [.committed])
        waiting[number] = nil
      case .full(let until), .tooSoon(let until): #expect(until > now)
      case .underWay, .ended, .windowClosed: break
      }
    }
    #expect(made.count > 4, "something happened")
    for call in made {
      let others = made.filter { $0.person == call.person && $0.at <= call.at && $0.at + .hours(2) > call.at }
      #expect(others.count <= 4, "a person was called \(others.count) times in two hours")
    }
    let byOrder = Dictionary(grouping: made, by: \.order)
    for calls in byOrder.values {
      for (left, right) in zip(calls, calls.dropFirst()) where left.script != right.script {
        #expect(right.at >= left.at + .minutes(5), "two cases called about one order within five minutes")
      }
    }
    #expect(try await ledger.rebuild().differences.isEmpty)
  }

  private func person(_ number: Int) -> PersonID { PersonID("u-\(number / 4)") }

  private func end(_ name: String, _ outcome: String, _ script: CaseScript, _ number: Int, shared: EffectKey? = nil) -> EventKind {
    var ended = EffectEnded(key: script.key(name), outcome: outcome, detail: nil, shared: shared)
    ended.person = person(number)
    return .effectEnded(ended)
  }
}
