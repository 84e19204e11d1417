import Ledger
import Playbook
import Testing

@testable import Casework

private let customer = PersonID("u-81")
private let threeADay = ContactCap(channels: [.phone], most: 3, within: .hours(24))

extension CaseScript {
  func call(_ name: String, person: PersonID = customer, channel: ChannelName = .phone, purpose: Effect.Purpose = .contact) -> Effect {
    Effect(
      key: key(name), step: nil, purpose: purpose, action: nil, party: "customer", channel: channel, arguments: [:], text: nil, fact: nil, attempt: 1,
      rung: 0, outcomes: ["answered", "no-answer", "failed"], deadline: minutes(600), person: person)
  }

  func hungUp(_ name: String, _ outcome: String = "no-answer", barred: Barred? = nil, shared: EffectKey? = nil) -> EventKind {
    var ended = EffectEnded(key: key(name), outcome: outcome, detail: nil, barred: barred, shared: shared)
    ended.person = customer
    return .effectEnded(ended)
  }

  func request(_ name: String, caps: [ContactCap] = [], channel: ChannelName = .phone, purpose: Effect.Purpose = .contact) -> ContactRequest {
    ContactRequest(key: key(name), caseID: id, person: customer, subject: subject, channel: channel, purpose: purpose, caps: caps)
  }
}

extension LedgerExercise {
  @Test("M-16: a line of the register begins with the plan, notes when it went out, and ends with the outcome", arguments: LedgerMaker.allCases)
  func contactLine(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = try CaseScript.opened("C-1") { [.effectPlanned($0.call("a"))] }.script
      _ = try await ledger.commit([try CaseScript.opened("C-1") { [.effectPlanned($0.call("a"))] }.entry])
      #expect(try await ledger.reserveContact(one.request("a"), at: minutes(1)) == .go)
      // Handed over again after a crash: nothing is counted twice.
      #expect(try await ledger.reserveContact(one.request("a"), at: minutes(2)) == .go)
      _ = try await ledger.commit([try one.entry("s-2", at: minutes(3), one.hungUp("a"))])
      let row = try #require(try await ledger.listContacts(ContactFilter(person: customer)).first)
      #expect(
        row
          == ContactRow(
            key: one.key("a"), caseID: one.id, sequence: 2, person: customer, party: "customer", channel: .phone, direction: .out, purpose: "contact",
            subject: one.subject, plannedAt: morning, outAt: minutes(1), endedAt: minutes(3), outcome: "no-answer", wentOut: true))
      #expect(try await ledger.reserveContact(one.request("a"), at: minutes(4)) == .ended)
      #expect(try await ledger.listContacts(ContactFilter(person: PersonID("u-2"))).isEmpty)
      #expect(try await ledger.listContacts(ContactFilter(caseID: one.id)) == [row])
    }
  }

  @Test("a cap counts over all cases, and says when there is room again", arguments: LedgerMaker.allCases)
  func contactCap(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var scripts: [CaseScript] = []
      for number in 1...4 {
        let opened = try CaseScript.opened("C-\(number)") { [.effectPlanned($0.call("a"))] }
        _ = try await ledger.commit([opened.entry])
        scripts.append(opened.script)
      }
      for number in 0..<3 {
        #expect(try await ledger.reserveContact(scripts[number].request("a", caps: [threeADay]), at: minutes(Int64(number))) == .go)
      }
      // All three ring at this moment.
      #expect(try await ledger.reserveContact(scripts[3].request("a", caps: [threeADay]), at: minutes(5)) == .full(until: minutes(5) + .hours(24)))
      for number in 0..<3 { _ = try await ledger.commit([try scripts[number].entry("end-\(number)", at: minutes(10), scripts[number].hungUp("a"))]) }
      #expect(try await ledger.reserveContact(scripts[3].request("a", caps: [threeADay]), at: minutes(20)) == .full(until: minutes(10) + .hours(24)))
      let other = ContactCap(channels: [.sms], most: 1, within: .hours(24))
      #expect(try await ledger.reserveContact(scripts[3].request("a", caps: [other]), at: minutes(20)) == .go)
    }
  }

  @Test("what was barred or held doesn't count", arguments: LedgerMaker.allCases)
  func notCounted(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = try CaseScript.opened("C-1") { [.effectPlanned($0.call("a")), .effectPlanned($0.call("b")), .effectPlanned($0.call("c"))] }
      _ = try await ledger.commit([one.entry])
      let ends = [one.script.hungUp("a", "failed", barred: .windowClosed), one.script.hungUp("b", EffectEnded.held)]
      _ = try await ledger.commit([try one.script.entry(one.script.happened("s"), at: minutes(1), ends)])
      let once = ContactCap(channels: [], most: 1, within: .hours(24))
      #expect(try await ledger.reserveContact(one.script.request("c", caps: [once]), at: minutes(2)) == .go)
    }
  }

  @Test("two cases about one order make one call sequence", arguments: LedgerMaker.allCases)
  func sharedContact(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = CaseScript("C-1", playbook: "merchant-a", subject: "order 1")
      var two = CaseScript("C-2", playbook: "merchant-b", subject: "order 1")
      _ = try await ledger.commit([
        try one.entry("o-1", one.opening, .effectPlanned(one.call("a"))),
        try two.entry("o-2", at: minutes(1), two.opening, .effectPlanned(two.call("b")), .effectPlanned(two.call("c"))),
      ])
      #expect(try await ledger.reserveContact(one.request("a"), at: minutes(0)) == .go)
      #expect(try await ledger.reserveContact(two.request("b"), at: minutes(1)) == .underWay(one.key("a")))
      _ = try await ledger.commit([try one.entry("s-1", at: minutes(2), one.hungUp("a", "answered"))])
      guard case .answered(let row) = try await ledger.reserveContact(two.request("b"), at: minutes(3)) else {
        Issue.record("the other case's attempt is the answer")
        return
      }
      #expect(row.key == one.key("a") && row.outcome == "answered")
      _ = try await ledger.commit([try two.entry("s-2", at: minutes(3), two.hungUp("b", "answered", shared: one.key("a")))])
      // It is known now; another call so soon would be the second one of the window.
      #expect(try await ledger.reserveContact(two.request("c"), at: minutes(4)) == .tooSoon(until: minutes(5)))
      #expect(try await ledger.reserveContact(two.request("c"), at: minutes(5)) == .go)
    }
  }

  @Test("WeChat lets five messages out in two days after the person's last", arguments: LedgerMaker.allCases)
  func wechatWindow(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      let names = (1...7).map { "m\($0)" }
      var one = try CaseScript.opened("C-1") { script in names.map { .effectPlanned(script.call($0, channel: .wechat, purpose: .action)) } }
      _ = try await ledger.commit([one.entry])
      func ask(_ name: String, at now: Instant) async throws -> ContactVerdict {
        try await ledger.reserveContact(one.script.request(name, channel: .wechat, purpose: .action), at: now)
      }
      #expect(try await ask("m1", at: minutes(1)) == .windowClosed)
      let heard = EventKind.heard(Heard(party: "customer", person: customer, channel: .wechat))
      _ = try await ledger.commit([try one.script.entry("hello", at: minutes(2), heard)])
      for name in names.prefix(5) { #expect(try await ask(name, at: minutes(3)) == .go) }
      #expect(try await ask("m6", at: minutes(4)) == .windowClosed)
      _ = try await ledger.commit([try one.script.entry("hello again", at: minutes(5), heard)])
      // Those that are still on their way count.
      #expect(try await ask("m6", at: minutes(6)) == .windowClosed)
      let ends = names.prefix(5).map { one.script.hungUp($0, "sent") }
      _ = try await ledger.commit([try one.script.entry(one.script.happened("sent"), at: minutes(6), ends)])
      _ = try await ledger.commit([try one.script.entry("once more", at: minutes(7), heard)])
      #expect(try await ask("m6", at: minutes(8)) == .go)
      #expect(try await ask("m7", at: minutes(7) + .hours(48)) == .windowClosed)
    }
  }

  @Test("M-09: the last word on a consent is found over all cases", arguments: LedgerMaker.allCases)
  func lastConsent(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = CaseScript("C-1", playbook: "a", subject: "order 1")
      var two = CaseScript("C-2", playbook: "b", subject: "order 1")
      func said(_ isGiven: Bool) -> EventKind {
        .consented(Consented(party: "customer", person: customer, scope: "number", isGiven: isGiven, until: nil))
      }
      _ = try await ledger.commit([
        try one.entry("o-1", one.opening, said(true)), try two.entry("o-2", at: minutes(5), two.opening, said(false)),
      ])
      let last = try await ledger.latestConsent(of: customer, to: "number", about: "order 1")
      #expect(last?.isGiven == false && last?.caseID == two.id && last?.at == minutes(5))
      #expect(try await ledger.latestConsent(of: customer, to: "number", about: "order 2") == nil)
      #expect(try await ledger.latestConsent(of: PersonID("u-2"), to: "number", about: "order 1") == nil)
    }
  }

  @Test("a rebuild computes the register again and keeps the desk's notes", arguments: LedgerMaker.allCases)
  func registerRebuilt(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var one = try CaseScript.opened("C-1") { [.effectPlanned($0.call("a")), .effectPlanned($0.call("b"))] }
      _ = try await ledger.commit([one.entry])
      _ = try await ledger.reserveContact(one.script.request("a"), at: minutes(1))
      let consented = EventKind.consented(Consented(party: "customer", person: customer, scope: "number", isGiven: true, until: nil))
      _ = try await ledger.commit([try one.script.entry(one.script.happened("s"), at: minutes(2), [one.script.hungUp("a"), consented])])
      let before = try await ledger.listContacts(ContactFilter())
      #expect(before.count == 2 && before.contains { $0.outAt == minutes(1) })
      #expect(try await ledger.rebuild().differences.isEmpty)
      #expect(try await ledger.listContacts(ContactFilter()) == before)
      #expect(try await ledger.latestConsent(of: customer, to: "number", about: one.script.subject)?.isGiven == true)
    }
  }

  @Test("two desks that ask at the same moment never both pass a cap", arguments: LedgerMaker.allCases)
  func concurrentReservations(maker: LedgerMaker) async throws {
    try await maker.withLedger { ledger in
      var requests: [ContactRequest] = []
      for number in 1...24 {
        let opened = try CaseScript.opened("C-\(number)") { [.effectPlanned($0.call("a"))] }
        _ = try await ledger.commit([opened.entry])
        requests.append(opened.script.request("a", caps: [threeADay]))
      }
      let passed = try await withThrowingTaskGroup(of: Bool.self) { group in
        for request in requests { group.addTask { try await ledger.reserveContact(request, at: minutes(1)) == .go } }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(passed == 3)
    }
  }
}
