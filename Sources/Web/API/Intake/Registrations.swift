import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Cases that are registered by a form: everything is checked at once, then a case is opened for each problem, the gravest first.
struct Registrations: Sendable {
  let forms: IntakeForms
  let orders: OrderWatch
  let earlier: EarlierCases
  let phones: PhoneVerifications

  private var desk: Desk { forms.desk }

  /// `{"channel","order","phone","phoneProof","name","persons":{…},"facts":{…}}`, or `"problems":[{…},{…}]`.
  func register(_ request: Request, _ visit: Visit) async throws -> Response { try answer(try await take(request, visit), visit) }

  /// A registration that was taken.
  struct Taken: Sendable {
    /// What the first case's opening is called.
    let name: SignalID
    /// The gravest problem's first.
    let opened: [RegistrationOpening.Opened]
    let standing: OrderStanding
    let plan: Plan
  }

  /// - Parameter own: who somebody is that has come by a link to register: they don't say it themselves. Nil for whoever registers for others.
  func take(_ request: Request, _ visit: Visit, by own: [Party.ID: PersonID]? = nil) async throws -> Taken {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let (plan, form) = try await forms.found(visit)
    if own != nil { for name in ["persons", "channel", "phoneVerified"] where object.has(name) { object.note(name, Self.knownByLink) } }
    let read = RegistrationReading(plan: plan, form: form, caller: caller).read(object)
    let registration = own.map { read.registered(by: $0) } ?? read
    // What was taken once is answered again, though the proof it came with has run out meanwhile.
    let before = try await Problem.telling { try await desk.ledger.caseOfSignal(id) }
    if before == nil { try await checkPhone(registration, object) }
    let standing = try await OrderStanding(of: registration.order, party: form.order?.party, persons: registration.persons, in: orders)
    if case .another = standing, form.check == nil {
      object.note("order", .init("这个订单不是登记人的，请核对订单号", "isn't an order of whoever registers: check its number"))
    }
    try object.end()
    let opener = RegistrationOpening(
      desk: desk, plan: plan, form: form, caller: caller, registration: registration, standing: standing, mapping: orders.mapping, name: id,
      isAnothers: before == nil ? try await isAnothers(registration, standing, form, plan) : false)
    let repeats = try await repeats(registration, form, plan, opener.subject)
    return Taken(name: id, opened: try await opener.open(repeats), standing: standing, plan: plan)
  }

  private static let knownByLink = Problem.Words("由链接决定，不用写", "is known by the link")

  /// Who doesn't say who they are doesn't join the case that somebody else has opened about the order.
  private func isAnothers(_ registration: Registration, _ standing: OrderStanding, _ form: IntakeForm, _ plan: Plan) async throws -> Bool {
    guard case .unsettled = standing, let order = registration.order, let fact = form.phone, let digits = registration.phone?.digits else { return false }
    let known = try await Problem.telling {
      guard let id = try await desk.ledger.openCase(playbook: plan.id, subject: order) else { return Value?.none }
      return try await desk.ledger.readCase(id)?.facts[fact]?.value
    }
    return known.map { $0 != .text(digits) } ?? false
  }

  private func checkPhone(_ registration: Registration, _ object: JSONObject) async throws {
    guard let phone = registration.phone, !registration.isPhoneKnown else { return }
    guard registration.phoneProof != nil else {
      return object.note(
        "phone",
        .init(
          "手机号要先核验：POST /v1/phone-verifications，把答复里的 proof 写进 phoneProof", "has to be verified: POST /v1/phone-verifications, and send its proof as phoneProof"
        ))
    }
    guard try await !phones.isProved(phone, by: registration.phoneProof) else { return }
    object.note("phoneProof", .init("不能证明这个手机号，或已经过期，请重新核验", "doesn't prove this number, or has expired: verify it again"))
  }

  /// Nil where the form doesn't count, or nobody knows who registers.
  private func repeats(_ registration: Registration, _ form: IntakeForm, _ plan: Plan, _ subject: String) async throws -> Int? {
    guard let repeats = form.repeats, let party = form.order?.party, let person = registration.persons[party] else { return nil }
    let joined = try await Problem.telling { try await desk.ledger.openCase(playbook: plan.id, subject: subject) }
    return try await earlier.count(person, party, playbook: plan.id, within: repeats.within, before: desk.clock.now(), except: joined)
  }

  // MARK: the answer

  private struct Answer: Encodable {
    struct One: Encodable {
      let id: String
      let subject: String
      /// Whether the case was opened for it; else the open one about the same was joined.
      let isNew: Bool
      let isRepeat: Bool
      /// What the matter is, in words; left out where nobody has said it yet.
      let problem: String?
      /// Where evidence is sent.
      let evidence: String
      /// What happened, in words.
      let events: [String]
    }

    /// How the order stands to whoever registers: `matches`, `differs`, `unsettled`, `none`.
    let order: String
    /// The gravest problem's first.
    let cases: [One]
  }

  private func answer(_ taken: Taken, _ visit: Visit) throws -> Response {
    let (opened, plan) = (taken.opened, taken.plan)
    let retelling = Retelling(plan: plan, language: visit.language)
    let fact = plan.intake?.classes?.fact
    let cases = opened.map { one in
      let (receipt, subject) = (one.receipt, one.opening.subject)
      return Answer.One(
        id: receipt.caseID.text, subject: subject, isNew: one.isNew, isRepeat: receipt.wasAlreadyReceived,
        problem: one.opening.facts.last { $0.fact == fact }?.value.map { retelling.value($0, of: fact ?? "") },
        evidence: "/v1/cases/\(receipt.caseID)/evidence",
        events: retelling.words(of: receipt.events))
    }
    var headers: HTTPFields = [:]
    headers[.location] = opened.first.map { "/v1/cases/\($0.receipt.caseID)" }
    if opened.allSatisfy(\.receipt.wasAlreadyReceived) { headers[.idempotencyReplayed] = "true" }
    return try JSONBody.answer(Answer(order: taken.standing.word, cases: cases), status: opened.first?.isNew == true ? .created : .ok, headers: headers)
  }
}
