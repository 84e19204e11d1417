import Channels
import Sandbox
import Testing

@Suite("The sandbox platform")
struct SandboxPlatformTests {
  private let world = SandboxWorld(
    facts: ["stock": [.init("Left", weight: 3), .init("Gone"), .init(nil)]], actionOutcomes: ["look": [.init("found"), .init("lost"), .init("elsewhere")]],
    toldOnContact: ["keeper": ["stock"]])

  private func errands(_ count: Int) -> [Errand] {
    let kinds: [(Errand.Kind, [String])] = [
      (.action, ["done", "failed"]), (.contact, ["answered", "no-answer", "busy", "failed"]), (.ask, ["answered", "unanswered"]), (.say, ["sent", "failed"]),
    ]
    return (1...count).map { number in
      let (kind, outcomes) = kinds[number % kinds.count]
      return Errand(
        key: "C-1/s\(number)/1/1", kind: kind, subject: "order \(number % 7)", action: kind == .action ? "remind" : nil, party: "keeper", channel: "phone",
        arguments: [:], text: nil, fact: kind == .ask ? "stock" : nil, attempt: 1, outcomes: outcomes)
    }
  }

  private func platform(seed: UInt64, manners: SandboxManners = .prompt, journal: SandboxJournal = SandboxJournal()) -> SandboxPlatform {
    SandboxPlatform(seed: seed, world: world, manners: manners, journal: journal) { _ in }
  }

  private func answers(_ platform: SandboxPlatform, to errands: [Errand]) async throws -> [String: ErrandReport] {
    var answers: [String: ErrandReport] = [:]
    for errand in errands { answers[errand.key] = try await platform.carryOut(errand) }
    return answers
  }

  @Test func `a probe is answered, and nothing of it was carried out`() async throws {
    let journal = SandboxJournal()
    let platform = platform(seed: 7, journal: journal)
    let message = Probe(key: "1", content: .message(channel: "sms", to: "me", text: "test"))
    guard case .reached(let said?) = try await platform.probe(message) else {
      Issue.record("it wasn't reached")
      return
    }
    #expect(said.contains("sms") && !said.contains("me,"))
    #expect(try await platform.probe(Probe(key: "2", content: .dryRun(action: "look", channel: nil))) == .reached(said: "sandbox: would carry out look"))
    #expect(journal.carried.isEmpty)
  }

  @Test func `the same seed gives the same answers, in whatever order they are asked for`() async throws {
    let errands = errands(200)
    let first = try await answers(platform(seed: 7), to: errands)
    let second = try await answers(platform(seed: 7), to: errands.reversed())
    let other = try await answers(platform(seed: 8), to: errands)
    #expect(first == second)
    #expect(first != other)
    #expect(first.count == 200)
  }

  @Test func `every answer is one of the errand's outcomes, and all of them come up`() async throws {
    let errands = errands(400)
    let answers = try await answers(platform(seed: 1), to: errands)
    for errand in errands {
      let answer = try #require(answers[errand.key])
      #expect(errand.outcomes.contains(answer.outcome))
    }
    for kind in [Errand.Kind.action, .contact, .ask] {
      let ofKind = errands.filter { $0.kind == kind }
      #expect(Set(ofKind.compactMap { answers[$0.key]?.outcome }) == Set(ofKind[0].outcomes))
    }
  }

  @Test func `an order's facts are the same whoever tells them`() async throws {
    let errands = errands(400).filter { $0.subject == "order 3" }
    let told = try await answers(platform(seed: 5), to: errands).values.compactMap { $0.facts["stock"] }
    #expect(told.count > 3)
    #expect(Set(told).count == 1)
  }

  @Test func `outcomes that the world lists are taken when the errand offers them`() async throws {
    let looks = (1...60).map { number in
      Errand(
        key: "k\(number)", kind: .action, subject: "s", action: "look", party: nil, channel: nil, arguments: [:], text: nil, fact: nil, attempt: 1,
        outcomes: ["found", "lost", "failed"])
    }
    #expect(Set(try await answers(platform(seed: 2), to: looks).values.map(\.outcome)) == ["found", "lost"])
  }

  @Test func `a repeat is answered as before and done once`() async throws {
    let journal = SandboxJournal()
    let errand = errands(1)[0]
    let first = try await platform(seed: 1, journal: journal).carryOut(errand)
    // Another seed would answer otherwise; what was done stays done.
    for seed in UInt64(2)...9 { #expect(try await platform(seed: seed, journal: journal).carryOut(errand) == first) }
    #expect(journal.carried.map(\.key) == [errand.key])
    #expect(journal.carried.map(\.repeats) == [8])
  }

  @Test func `faults come before and after the errand is taken, and pass when it is handed over again`() async throws {
    var manners = SandboxManners.prompt
    (manners.faultsBeforePercent, manners.faultsAfterPercent) = (40, 40)
    let platform = platform(seed: 3, manners: manners)
    var (before, after) = (0, 0)
    for errand in errands(100) {
      var report: ErrandReport?
      for _ in 1...5 where report == nil {
        do { report = try await platform.carryOut(errand) } catch .timedOut { after += 1 } catch { before += 1 }
      }
      #expect(report != nil)
    }
    #expect(before > 10)
    #expect(after > 10)
    #expect(platform.journal.carried.count == 100)
    #expect(platform.journal.carried.map(\.repeats).reduce(0, +) == after)
  }

  @Test func `an errand that is called off while it waits wasn't done`() async throws {
    let platform = SandboxPlatform(seed: 1, world: world, manners: SandboxManners(), journal: SandboxJournal()) { _ in throw CancellationError() }
    await #expect(throws: ConnectorFault.self) { try await platform.carryOut(self.errands(1)[0]) }
    #expect(platform.journal.carried.isEmpty)
  }
}
