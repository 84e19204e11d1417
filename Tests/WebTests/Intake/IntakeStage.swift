import Casework
import Channels
import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Synchronization
import Testing

@testable import Web

/// A desk with shipped playbooks that declare forms, a clock moved by hand, and a way out that keeps what is sent.
struct IntakeStage {
  let stage: Stage
  let clock = StandingClock(Self.start)
  let sent = SentErrands()

  static let start = Instant(milliseconds: 1_795_305_600_000)
  static let phone = "13800138000"
  /// More than a hundred characters that speak of no problem in particular.
  static let words = String(repeating: "今天中午的这一单送来以后我看了一下觉得要请你们帮忙，", count: 5)

  /// - Parameter paths: below `Playbooks`.
  init(_ paths: String..., connector: (any Connector)? = nil) async throws {
    stage = Stage(connector: connector ?? sent, clock: clock)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    for path in paths {
      _ = try await stage.desk.shelf.publish(PlaybookFiles(at: root.appendingPathComponent("Playbooks/\(path)").path).sources, at: Self.start)
    }
  }

  static func takeaway() async throws -> IntakeStage { try await IntakeStage("food-delivery/takeaway-service.md") }
  static func grocery() async throws -> IntakeStage { try await IntakeStage("grocery/complaint-intake.md") }

  /// The facts of a takeaway problem, as JSON, with everything that the web form asks for.
  static func problem(_ kind: String?, _ more: String = "", words: String = Self.words) -> String {
    let chosen = kind.map { #""问题小类":"\#($0)","# } ?? ""
    return #"{\#(chosen)\#(more)"问题描述":"\#(words)","期望方案":"要退款","发生时间":"2026-11-22T04:10:00Z","发生地点":"公司前台"}"#
  }

  /// A registration of a takeaway problem by the platform's program.
  static func body(_ facts: String = Self.problem("超时未达"), order: String? = "A-1", person: String? = "u-81", more: String = "") -> String {
    let order = order.map { #""order":"\#($0)","# } ?? ""
    let persons = person.map { #""persons":{"用户":"\#($0)"},"# } ?? ""
    return #"{\#(order)\#(persons)\#(more)"phone":"\#(Self.phone)","phoneVerified":true,"facts":\#(facts)}"#
  }

  func register(_ body: String = Self.body(), for playbook: String = "takeaway-service", as role: Role = .integration, key: String? = nil) async throws
    -> Answer
  {
    try await stage.ask(.post, "/v1/intake-forms/\(playbook)/registrations", as: role, body, key: key)
  }

  /// The platform tells what happened to an order.
  func order(_ id: String = "A-1", customer: String? = "u-81", kind: String = "delivered", merchant: String = "m-9") async throws {
    let owner = customer.map { #","customer":"\#($0)""# } ?? ""
    let event = #"{"id":"e-\#(id)-\#(kind)","order":"\#(id)","kind":"\#(kind)","at":1795302000000,"merchant":"\#(merchant)","merchant-name":"禾味小馆"\#(owner)}"#
    let told = try await stage.ask(.post, "/v1/order-events", as: .integration, event)
    #expect(told.status == 200, "\(told.text)")
  }

  /// The first reply, which goes out by itself, has arrived.
  func greet(_ id: String = "C-000001") async throws {
    let key = try #require(try await state(id).effects.values.first?.receiverKey.text)
    let told = try await stage.ask(.post, "/v1/cases/\(id)/signals", as: .integration, #"{"report":{"effect":"\#(key)","outcome":"sent"}}"#)
    #expect(told.status == 200, "\(told.text)")
  }

  func state(_ id: String = "C-000001") async throws -> Case { try #require(await stage.ledger.readCase(CaseID(id))) }

  func cases() async -> [String] { await stage.ledger.listCases(CaseFilter(limit: 100)).map(\.subject).sorted() }

  func pass(_ amount: TimeAmount) { clock.move(to: clock.now() + amount) }
}

extension Answer {
  /// What it says of cases that were opened.
  var cases: [[String: Any]] { ((try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any])?["cases"] as? [[String: Any]] ?? [] }

  /// The places of what is wrong.
  var places: [String] {
    let errors = ((try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any])?["errors"] as? [[String: Any]] ?? []
    return errors.compactMap { $0["pointer"] as? String }
  }
}

/// Everything goes out, and is kept.
final class SentErrands: Connector {
  private let kept = Mutex<[Errand]>([])

  var all: [Errand] { kept.withLock { $0 } }
  var codes: [String] { all.compactMap { $0.arguments["code"] } }

  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    kept.withLock { $0.append(errand) }
    return ErrandReport(outcome: "sent")
  }
}
