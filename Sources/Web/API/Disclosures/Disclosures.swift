import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Personal facts, which are masked for everybody, are shown to somebody who says what for. First it stands in the audit, then it is told.
struct Disclosures: Sendable {
  /// How often a caller is answered within an hour.
  static let perHour = 60.0
  static let mostFacts = 20

  let desk: Desk
  let audit: any AuditLedger
  /// By caller. It counts in this server only, and from its start.
  let rates: RateLimit
  let clock: @Sendable () -> Instant

  private struct Answer: Encodable {
    struct One: Encodable {
      let fact: String
      let name: String
      /// Left out where nothing is known.
      let value: String?
    }

    let facts: [One]
  }

  static func rates() -> RateLimit { RateLimit(rate: perHour / 3_600, burst: perHour) }

  /// `{"facts":["customer.phone"],"reason":"…"}`: the values as they are. The audit has who asked, for which facts of which case and why; never a value.
  func disclose(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let (state, plan) = try await desk.found(visit)
    let (facts, reason) = Self.read(object, plan)
    try object.end()
    if let wait = rates.refuses(caller.id, at: .now) { throw Problem.tooManyRequests(waitSeconds: wait) }
    let asked = facts.map(\.id).joined(separator: ", ")
    let note = AuditNote(at: clock(), who: caller.id, what: .unmasked, about: "case:\(state.id)", detail: "\(asked): \(reason)")
    // An answer that doesn't arrive is in the audit too: whether it was read nobody knows.
    _ = try await Problem.telling { try await audit.appendAudit([note]) }
    return try JSONBody.answer(
      Answer(
        facts: facts.map { fact in
          let value = (state.facts[fact.id]?.value).map { fact.words(for: $0, in: visit.language, zone: plan.zone) }
          return Answer.One(fact: fact.id, name: fact.name, value: value)
        }))
  }

  private static func read(_ object: JSONObject, _ plan: Plan) -> (facts: [Fact], reason: String) {
    let reason = object.reason(for: "看")
    guard case .list(let values)? = object.value("facts"), (1...mostFacts).contains(values.count) else {
      object.note("facts", .init("应是 1 到 \(mostFacts) 个事实的列表", "should be a list of 1 to \(mostFacts) facts"))
      return ([], reason)
    }
    var facts: [Fact] = []
    for (index, value) in values.enumerated() {
      guard case .text(let word) = value, let fact = plan.vocabulary.fact(named: word) else {
        object.note("facts/\(index)", .init("流程里没有这个事实", "the playbook has no such fact"))
        continue
      }
      guard fact.isPersonal else {
        object.note("facts/\(index)", .init("不是个人信息，不用申请：GET 工单就有", "isn't personal: the case shows it"))
        continue
      }
      if !facts.contains(where: { $0.id == fact.id }) { facts.append(fact) }
    }
    return (facts, reason)
  }
}
