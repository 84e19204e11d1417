import Channels
import Ledger
import Playbook
import Testing

@testable import Desk

@Suite("Ways out, as people are told of them")
struct WayOutTests {
  private struct Open: Connector {
    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { nil }
  }

  private struct Shut: Connector {
    var isOpen: Bool { false }
    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { throw .unreachable("shut") }
  }

  @Test func `those with a scope of their own come first, and each says whether it is open`() {
    let connectors = Connectors(default: Shut(), actions: ["refund": Open()], channels: ["phone": Open(), "email": Shut()])
    let desk = Desk(name: "ways", ledger: MemoryLedger(), connectors: connectors, clock: WallClock())
    #expect(desk.waysOut.map(\.scope) == [.channel("email"), .channel("phone"), .action("refund"), .everythingElse])
    #expect(desk.waysOut.map(\.isOpen) == [false, true, true, false])
  }
}

@Suite("Ways out are tried")
struct ProbeTests {
  /// Says which one it is.
  private struct Named: Connector {
    let name: String
    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { nil }
    func probe(_ probe: Probe) async throws(ConnectorFault) -> ProbeAnswer { .reached(said: name) }
  }

  private struct Plain: Connector {
    let isOpen: Bool
    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { nil }
  }

  private struct Hanging: Connector {
    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { nil }
    func probe(_ probe: Probe) async throws(ConnectorFault) -> ProbeAnswer {
      await Bell().wait()
      return .reached(said: nil)
    }
  }

  /// Its pauses are over at once.
  private struct Impatient: DeskClock {
    func now() -> Instant { Instant(milliseconds: 5) }
    func sleep(until instant: Instant) async throws { throw CancellationError() }
    func rest(_ amount: Duration) async throws {}
  }

  private func desk(_ connectors: Connectors) -> Desk { Desk(name: "ways", ledger: MemoryLedger(), connectors: connectors, clock: Impatient()) }
  private let message = Probe(key: "1", content: .message(channel: "sms", to: "me", text: "test"))

  @Test func `a probe takes the way that an errand would`() {
    let connectors = Connectors(default: Named(name: "rest"), actions: ["refund": Named(name: "refund")], channels: ["sms": Named(name: "sms")])
    func name(_ content: Probe.Content) -> String? { (connectors.connector(for: Probe(key: "1", content: content)) as? Named)?.name }
    #expect(name(.message(channel: "sms", to: "me", text: "test")) == "sms")
    #expect(name(.message(channel: "phone", to: "me", text: "test")) == "rest")
    #expect(name(.dryRun(action: "refund", channel: "sms")) == "refund")
    #expect(name(.dryRun(action: "text", channel: "sms")) == "sms")
    #expect(name(.dryRun(action: "text", channel: nil)) == "rest")
  }

  @Test func `who can't be tried says so, and where nobody is connected nothing is reached`() async throws {
    #expect(try await Plain(isOpen: true).probe(message) == .unsupported)
    await #expect(throws: ConnectorFault.unreachable("no connector is open")) { () async throws in try await Plain(isOpen: false).probe(message) }
  }

  @Test func `a connector that hangs is given up, and nobody waits for it`() async {
    let result = await desk(Connectors(default: Hanging())).probe(message)
    #expect(result.answer == .failure(.timedOut))
    #expect(result.at == Instant(milliseconds: 5))
  }
}
