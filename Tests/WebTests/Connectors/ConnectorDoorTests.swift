import Channels
import Desk
import HTTPTypes
import Ledger
import Playbook
import Synchronization
import Testing

@testable import Web

@Suite("Ways out are tried without doing anything")
struct ConnectorDoorTests {
  private static let playbook = "food-delivery/merchant-cannot-reach-customer.md"
  static let tooLong = #"{"to":"\#(String(repeating: "x", count: 101))"}"#
  private let phone = "/v1/connectors/channel:phone/tests"

  /// A receiver that says what the test wants, and remembers what it was asked.
  private final class Receiver: Connector {
    private let asked = Mutex<[Probe]>([])
    private let errands = Mutex(0)
    private let answer: Result<ProbeAnswer, ConnectorFault>

    init(_ answer: Result<ProbeAnswer, ConnectorFault>) { self.answer = answer }

    var probes: [Probe] { asked.withLock { $0 } }
    var carriedOut: Int { errands.withLock { $0 } }

    func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
      errands.withLock { $0 += 1 }
      return nil
    }

    func probe(_ probe: Probe) async throws(ConnectorFault) -> ProbeAnswer {
      asked.withLock { $0.append(probe) }
      return try answer.get()
    }
  }

  private func stage(_ answer: Result<ProbeAnswer, ConnectorFault>) async throws -> (stage: Stage, receiver: Receiver) {
    let receiver = Receiver(answer)
    return (try await Stage.with(Self.playbook, connector: receiver), receiver)
  }

  private func notes(_ stage: Stage) async -> [AuditNote] {
    await stage.ledger.readAudit(after: 0, limit: 1_000).map(\.note).filter { $0.what == .connectorTested }
  }

  @Test func `a test message says that it is one, goes to whoever tries, and stands in the audit without the address`() async throws {
    let (stage, receiver) = try await stage(.success(.reached(said: "<b>taken</b>")))
    let answer = try await stage.ask(.post, phone, as: .author, #"{"to":"13812345678"}"#, key: "t-1")
    #expect(answer.status == 200, "\(answer.text)")
    #expect(answer.json["way"] == "channel:phone" && answer.json["state"] == "reached" && answer.json["said"] == "<b>taken</b>")
    #expect(receiver.probes.count == 1 && receiver.carriedOut == 0)
    guard case .message(let channel, let to, let text)? = receiver.probes.first?.content else {
      Issue.record("no message: \(receiver.probes)")
      return
    }
    #expect(channel == "phone" && to == "13812345678" && text.contains("test message"))
    let notes = await notes(stage)
    #expect(notes.map(\.about) == ["connector:channel:phone"] && notes.first?.detail == nil)
    // Sent again under its key it is the same test.
    let again = try await stage.ask(.post, phone, as: .author, #"{"to":"13812345678"}"#, key: "t-1")
    #expect(again.text == answer.text && receiver.probes.count == 1)
  }

  @Test func `of an action nothing is done, and nothing else is taken`() async throws {
    let (stage, receiver) = try await stage(.success(.refused(said: nil)))
    guard let action = try await WayUses(stage.desk.plans()).actions.first?.action else {
      Issue.record("the playbook has no action")
      return
    }
    let path = "/v1/connectors/action%3A\(action.id)/tests"
    let answer = try await stage.ask(.post, path, as: .administrator, "{}")
    #expect(answer.status == 200 && answer.json["state"] == "refused" && answer.json["said"] == nil, "\(answer.text)")
    #expect(receiver.probes.map(\.content) == [.dryRun(action: action.id, channel: action.channel?.rawValue)] && receiver.carriedOut == 0)
    #expect(try await stage.ask(.post, path, as: .author, #"{"to":"me"}"#).status == 422)
  }

  @Test(
    arguments: [
      (ConnectorFault.unreachable("no route"), "unreachable", "no route"), (.timedOut, "timed-out", nil), (.garbled("<html>"), "garbled", "<html>"),
    ] as [(ConnectorFault, String, String?)])
  func `what goes wrong on the way is an answer too`(fault: ConnectorFault, state: String, said: String?) async throws {
    let (stage, _) = try await stage(.failure(fault))
    let answer = try await stage.ask(.post, phone, as: .author, #"{"to":"me"}"#)
    #expect(answer.status == 200 && answer.json["state"] == state && answer.json["said"] == said, "\(answer.text)")
  }

  @Test func `a connector that can't be tried is told as a problem`() async throws {
    let stage = try await Stage.with(Self.playbook)
    let answer = try await stage.ask(.post, phone, as: .author, #"{"to":"me"}"#)
    #expect(answer.status == 409 && answer.text.contains("can't be tried"), "\(answer.text)")
  }

  @Test(arguments: Role.allCases) func `it is for administrators and authors`(role: Role) async throws {
    let (stage, receiver) = try await stage(.success(.reached(said: nil)))
    let answer = try await stage.ask(.post, phone, as: role, #"{"to":"me"}"#)
    let isAllowed = role == .author || role == .administrator
    #expect(answer.status == (isAllowed ? 200 : 403))
    #expect(receiver.probes.count == (isAllowed ? 1 : 0))
  }

  @Test(
    arguments: [
      ("channel:phone", "{}", 422), ("channel:phone", #"{"to":""}"#, 422), ("channel:phone", #"{"to":"  "}"#, 422), ("channel:phone", #"{"to":7}"#, 422),
      ("channel:phone", #"{"to":"a\nb"}"#, 422), ("channel:phone", #"{"to":"me","text":"mine"}"#, 422), ("channel:pigeon", #"{"to":"me"}"#, 404),
      ("action:none-such", "{}", 404), ("phone", "{}", 404), ("channel:", "{}", 404), ("action:%00", "{}", 404),
      ("channel:phone", ConnectorDoorTests.tooLong, 422),
    ] as [(String, String, Int)]) func `what can't be is refused and sends nothing`(way: String, body: String, status: Int) async throws
  {
    let (stage, receiver) = try await stage(.success(.reached(said: nil)))
    let answer = try await stage.ask(.post, "/v1/connectors/\(way)/tests", as: .author, body)
    #expect(answer.status == status, "\(answer.text)")
    let notes = await notes(stage)
    #expect(receiver.probes.isEmpty && notes.isEmpty)
  }

  @Test func `a receiver's words are cut short`() async throws {
    let (stage, _) = try await stage(.success(.reached(said: String(repeating: "长", count: 5_000))))
    let first = try await stage.ask(.post, phone, as: .author, #"{"to":"me"}"#)
    #expect(first.json["said"]?.count == 500)
  }
}
