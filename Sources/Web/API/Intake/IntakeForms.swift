import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What the published playbooks ask at registration.
struct IntakeForms: Sendable {
  let desk: Desk

  private struct Listed: Encodable {
    let playbook: String
    let title: String
    let version: String
  }

  /// The playbooks that declare a form.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let plans = try await desk.plans().filter { $0.intake != nil }
    return try JSONBody.answer(ItemList(items: plans.map { Listed(playbook: $0.id, title: $0.title, version: $0.version) }))
  }

  /// One form, in the caller's language.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let (plan, form) = try await found(visit)
    // A version never changes; the words are another language's.
    let tag = "\"\(plan.version)-\(visit.language.rawValue)\""
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(IntakeFormView(form, of: plan, in: visit.language), headers: [.eTag: tag])
  }

  /// The plan that new cases start under, and its form.
  func found(_ visit: Visit) async throws -> (Plan, IntakeForm) {
    let id = visit.playbookID
    let plan: Plan
    do throws(DeskError) { plan = try await desk.shelf.currentPlan(of: id) } catch .unknownPlaybook { throw Self.noSuchForm } catch {
      throw Problem(error, nil)
    }
    guard let form = plan.intake else { throw Self.noSuchForm }
    return (plan, form)
  }

  private static let noSuchForm = Problem(
    kind: .notFound,
    detail: .init("没有这份流程，或它没有登记表：GET /v1/intake-forms 列出全部。", "No such playbook, or it has no intake form: GET /v1/intake-forms lists them."))
}
