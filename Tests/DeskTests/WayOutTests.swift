import Channels
import Desk
import Ledger
import Testing

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
