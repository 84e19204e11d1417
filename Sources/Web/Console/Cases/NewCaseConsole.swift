import Desk
import Hummingbird
import Ledger
import Playbook

/// Where somebody opens a case: which playbook, what it is about, and what is known already.
struct NewCaseConsole: Sendable {
  let console: Console
  let desk: Desk

  private struct Content {
    /// Nil before a playbook was chosen.
    let form: NewCaseForm?
    let playbooks: [NewCasePlaybook]
  }

  /// `?playbook=…&subject=…`: without a playbook those that there are.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(form: request)
    let (id, subject) = (query.text("playbook"), query.text("subject"))
    try query.end()
    let words = ConsoleWords.of(visit.language)
    let plans = try await desk.plans()
    let chosen = plans.first { $0.id == id }
    if id != nil, chosen == nil { throw Self.noSuchPlaybook }
    let content = Content(
      form: try chosen.map { try NewCaseForm($0, subject: subject ?? "", words) }, playbooks: plans.map { NewCasePlaybook($0, subject: subject) })
    let assets = PageAssets(styles: ["work.css"])
    return try console.page("case-new", title: words.text("cases-new-title"), content, assets: assets, request, visit)
  }

  private static let noSuchPlaybook = Problem(
    kind: .notFound, detail: .init("没有发布过这份流程，请重新选一份。", "No such playbook is published: choose another one."))
}

/// One of the playbooks that a case can be opened under.
struct NewCasePlaybook {
  let playbookTitle: String
  let openPath: String
  /// Where its intake form is; nil for one that has none.
  let registrationPath: String?

  init(_ plan: Plan, subject: String?) {
    playbookTitle = plan.title
    openPath = ListLink.path("/console/cases/new", [(name: "playbook", value: plan.id), (name: "subject", value: subject)])
    registrationPath = plan.intake == nil ? nil : RegistrationConsole.path(of: plan.id)
  }
}

/// What is asked when a case is opened.
struct NewCaseForm {
  let formTitle: String
  /// What is sent besides the fields.
  let bodyJSON: String
  let subjectText: String
  let channelOptions: [PageOption]
  let facts: [OpeningField]
  let otherFacts: [OpeningField]
  let hasFacts: Bool
  let hasOtherFacts: Bool
  /// Where the intake form is; nil for a playbook that has none.
  let formPath: String?

  private struct Body: Encodable {
    let playbook: String
  }

  init(_ plan: Plan, subject: String, _ words: ConsoleWords) throws {
    formTitle = plan.title
    bodyJSON = try StoredJSON.text(Body(playbook: plan.id))
    subjectText = subject
    channelOptions = ChannelName.allCases.map {
      PageOption(optionValue: $0.rawValue, optionName: $0.name(in: words.language), isChosen: $0 == .online)
    }
    let told = plan.tellableFacts
    facts = told.decisive.map { OpeningField($0, at: "/facts", words.language) }
    otherFacts = told.others.map { OpeningField($0, at: "/facts", words.language) }
    hasFacts = !facts.isEmpty
    hasOtherFacts = !otherFacts.isEmpty
    formPath = plan.intake == nil ? nil : RegistrationConsole.path(of: plan.id)
  }
}
