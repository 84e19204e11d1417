import HTTPTypes
import Channels
import Desk
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The page of connectors")
struct ConnectorPagesTests {
  @Test(arguments: Role.allCases) func `it is for administrators and authors`(role: Role) async throws {
    let answer = try await Stage().ask(.get, "/console/connectors", as: role)
    #expect(answer.status == (role == .administrator || role == .author ? 200 : 403))
  }

  @Test func `it lists what the playbooks send by, each with its test`() async throws {
    let stage = try await Stage.with("food-delivery/merchant-cannot-reach-customer.md")
    let page = try await stage.ask(.get, "/console/connectors", as: .administrator)
    #expect(
      page.text.contains("<code>phone</code>") && page.text.contains("the default one") && page.text.contains("href=\"/console/webhooks\""), "\(page.text)")
    #expect(!page.text.contains("data-api=\"/v1/webhooks") && !page.text.contains(">connectors-"))
    #expect(page.text.contains("data-api=\"/v1/connectors/channel%3Aphone/tests\"") && page.text.contains("data-api=\"/v1/connectors/action%3A"))
    #expect(!page.text.contains("not connected"))
    #expect(try await !stage.ask(.get, "/console/connectors", as: .author).text.contains("href=\"/console/webhooks\""))
    #expect(try await Stage().ask(.get, "/console/connectors", as: .author).text.contains("No playbook uses a channel"))
  }

  @Test func `what nobody is connected to is said`() async throws {
    let stage = try await Stage.with("food-delivery/merchant-cannot-reach-customer.md", connector: Shut())
    #expect(try await stage.ask(.get, "/console/connectors", as: .author).text.contains("not connected"))
  }

  private struct Shut: Connector {
    var isOpen: Bool { false }
    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { throw .unreachable("shut") }
  }

  @Test func `a desk says what has a connector of its own`() {
    let connectors = Connectors(default: NoWayOut(), actions: ["refund": NoWayOut()], channels: ["sms": NoWayOut()])
    let desk = Desk(name: "test", ledger: MemoryLedger(), connectors: connectors, clock: WallClock())
    #expect(desk.waysOut.map(\.scope) == [.channel("sms"), .action("refund"), .everythingElse])
  }
}
