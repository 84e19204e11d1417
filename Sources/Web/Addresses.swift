import Casework
import Evidence
import HTTPTypes
import Hummingbird

/// A place that can be asked, and what answers there.
struct Address: Sendable {
  let method: HTTPRequest.Method
  /// As Hummingbird's router reads it: `/v1/orders/{order}`.
  let path: String
  let gate: Gate
  /// Bytes in a request's body; nil leaves it to the settings.
  let bodyLimit: Int?
  /// Seconds that a request may take; nil leaves it to the settings.
  let timeLimit: Double?
  let memory: Memory
  let face: Face
  let answer: @Sendable (Request, Visit) async throws -> Response

  /// Who is let in.
  enum Gate: Hashable, Sendable {
    /// Whoever looks after the server: everybody, and without limits of rate.
    case probe
    case everybody
    /// Whoever the door knows, whatever they may do.
    case known
    case having(Right)
  }

  /// Who reads the answers, problems too.
  enum Face: Sendable {
    case program
    /// Somebody who looks at a page.
    case page
    /// A program, or somebody whose browser asks for a page.
    case either
  }

  /// Who knows what a request under an `Idempotency-Key` was answered with.
  enum Memory: Sendable {
    /// Whoever answers: what it makes is named after the key.
    case answerer
    /// The ledger, for a day.
    case ledger
    /// This server, for ten minutes: the answer is too secret to be stored.
    case server
  }

  init(
    _ method: HTTPRequest.Method, _ path: String, _ gate: Gate, bodyLimit: Int? = nil, timeLimit: Double? = nil, memory: Memory = .answerer,
    face: Face = .program,
    answer: @escaping @Sendable (Request, Visit) async throws -> Response
  ) {
    self.bodyLimit = bodyLimit
    self.memory = memory
    self.face = face
    self.timeLimit = timeLimit
    self.method = method
    self.path = path
    words = path.split(separator: "/").map { $0.hasPrefix("{") ? nil : $0 }
    self.gate = gate
    self.answer = answer
  }

  /// The words of the path between slashes; nil for those that the asker fills in.
  private let words: [Substring?]

  /// Whoever may have the answer may have its head.
  func takes(_ method: HTTPRequest.Method) -> Bool { method == self.method || (method == .head && self.method == .get) }

  /// Whether a request's path is this one's. - Parameter asked: its words between slashes.
  func matches(_ asked: [Substring]) -> Bool {
    words.count == asked.count && zip(words, asked).allSatisfy { $0 == nil || $0 == $1 }
  }
}

/// Every address there is, in one table.
enum Addresses {
  static func all(
    _ health: Health, _ document: APIDocument, _ orders: Orders, _ cases: Cases, _ events: EventStream, _ sessions: Sessions, _ accounts: Accounts,
    _ audit: AuditEntries, _ work: WorkDoor, _ webhooks: Webhooks, _ evidence: EvidenceDoor, _ registers: Registers, _ playbooks: Playbooks, _ bulk: BulkDoor,
    _ disclosures: Disclosures, _ deadlines: DeadlineDoor, _ keyFigures: KeyFiguresDoor, _ provider: OpenIDDoor, _ registrations: Registrations,
    _ persons: Persons, _ lookup: OrderLookup, _ views: SavedViewsDoor, _ links: LinkDoor, _ own: OwnDoor, _ ownRegistrations: OwnRegistrations,
    _ studio: StudioDoor, _ connectors: ConnectorDoor
  ) -> [Address] {
    let tokens = Tokens(ledger: work.people, clock: accounts.people.clock)
    return [
      Address(.get, "/healthz", .probe) { _, _ in health.isAlive() },
      Address(.get, "/readyz", .probe) { _, _ in await health.isReady() },
      Address(.get, "/metrics", .probe) { _, _ in health.figures() },

      Address(.get, "/v1", .everybody, answer: document.page),
      Address(.get, "/v1/api.css", .everybody, answer: document.style),
      Address(.get, "/v1/openapi.yaml", .everybody, answer: document.yaml),

      Address(.post, "/v1/order-events", .having(.tellOrders), answer: orders.tell),
      Address(.get, "/v1/orders/{order}", .having(.seeOrders), answer: orders.show),
      Address(.get, "/v1/orders/{order}/status", .known, answer: lookup.show),
      Address(.get, "/v1/orders/{order}/events", .having(.seeOrders), answer: orders.events),
      Address(.get, "/v1/order-figures/{party}/{who}", .having(.seeFigures), answer: orders.figures),

      Address(.post, "/v1/cases", .having(.openCases), answer: cases.open),
      Address(.get, "/v1/cases", .having(.seeCases), answer: cases.list),
      Address(.get, "/v1/cases/{case}", .having(.seeCases), answer: cases.show),
      Address(.get, "/v1/cases/{case}/timeline", .having(.seeCases), answer: cases.timeline),
      Address(.get, "/v1/cases/{case}/events", .having(.seeCases), answer: cases.events),
      Address(.get, "/v1/cases/{case}/deadlines", .having(.seeCases), answer: deadlines.ofCase),
      Address(.post, "/v1/cases/{case}/disclosures", .having(.seePersonal), memory: .ledger, answer: disclosures.disclose),
      Address(.get, "/v1/cases/{case}/messages", .having(.seeCases), answer: cases.messages),
      Address(.post, "/v1/cases/{case}/messages", .having(.tellCases), answer: cases.write),
      Address(.post, "/v1/cases/{case}/signals", .having(.seeCases), answer: cases.signal),
      Address(.post, "/v1/cases/{case}/remarks", .having(.workCases), answer: Remarks(cases: cases, keeper: registers.keeper).write),
      Address(.put, "/v1/cases/{case}/looking", .having(.seeCases), answer: Looking(desk: cases.desk, lookers: cases.lookers).look),
      Address(.post, "/v1/cases/{case}/reopen", .having(.workCases), answer: Reopening(desk: cases.desk).reopen),
      Address(.get, "/v1/cases/{case}/ratings", .having(.seeCases), answer: Ratings(desk: cases.desk).list),
      Address(.post, "/v1/cases/{case}/ratings", .having(.tellCases), answer: Ratings(desk: cases.desk).rate),
      Address(
        .post, "/v1/cases/{case}/evidence", .having(.addEvidence), bodyLimit: Int(clamping: evidence.intake.limits.largest), timeLimit: 600,
        answer: evidence.add),
      Address(.get, "/v1/cases/{case}/evidence", .having(.seeEvidence), answer: evidence.list),
      Address(.get, "/v1/cases/{case}/evidence/{evidence}", .having(.seeEvidence), answer: evidence.file),
      Address(.get, "/v1/cases/{case}/evidence/{evidence}/thumbnail", .having(.seeEvidence), answer: evidence.thumbnail),
      Address(.get, "/v1/intake-forms", .having(.seePlaybooks), answer: registrations.forms.list),
      Address(.get, "/v1/intake-forms/{playbook}", .having(.seePlaybooks), answer: registrations.forms.show),
      Address(.post, "/v1/intake-forms/{playbook}/registrations", .having(.openCases), answer: registrations.register),
      Address(.post, "/v1/phone-verifications", .having(.openCases), memory: .ledger, answer: registrations.phones.ask),
      Address(.post, "/v1/phone-verifications/{verification}", .having(.openCases), memory: .ledger, answer: registrations.phones.prove),

      Address(.post, "/v1/cases/{case}/links", .having(.makeLinks), memory: .ledger, answer: links.make),
      Address(.delete, "/v1/cases/{case}/links", .having(.makeLinks), answer: links.revoke),
      Address(.post, "/v1/intake-forms/{playbook}/links", .having(.makeLinks), memory: .ledger, answer: links.makeForRegistering),
      Address(.get, "/v1/links/current", .having(.seeOwn), answer: links.current),
      Address(.delete, "/v1/links/current", .having(.seeOwn), answer: links.leave),
      Address(.get, "/v1/own/case", .having(.seeOwn), answer: own.show),
      Address(.post, "/v1/own/messages", .having(.seeOwn), answer: own.write),
      Address(.post, "/v1/own/answers", .having(.seeOwn), answer: own.answer),
      Address(.post, "/v1/own/ratings", .having(.seeOwn), answer: own.rate),
      Address(.put, "/v1/own/contact", .having(.seeOwn), answer: own.keepContact),
      Address(
        .post, "/v1/own/evidence", .having(.seeOwn), bodyLimit: Int(clamping: evidence.intake.limits.largest), timeLimit: 600, answer: own.addEvidence),
      Address(.get, "/v1/own/evidence", .having(.seeOwn), answer: own.listEvidence),
      Address(.get, "/v1/own/evidence/{evidence}", .having(.seeOwn), answer: own.file),
      Address(.get, "/v1/own/evidence/{evidence}/thumbnail", .having(.seeOwn), answer: own.thumbnail),
      Address(.get, "/v1/own/intake-form", .having(.seeOwn), answer: ownRegistrations.form),
      Address(.post, "/v1/own/registrations", .having(.seeOwn), answer: ownRegistrations.register),
      Address(.post, "/v1/own/phone-verifications", .having(.seeOwn), memory: .ledger, answer: ownRegistrations.askPhone),
      Address(.post, "/v1/own/phone-verifications/{verification}", .having(.seeOwn), memory: .ledger, answer: ownRegistrations.provePhone),

      Address(.get, "/v1/registers", .known, answer: registers.all),
      Address(.get, "/v1/registers/{register}", .known, answer: registers.list),
      Address(.get, "/v1/registers/{register}/{case}/{entry}", .known, answer: registers.show),
      Address(.post, "/v1/registers/{register}/{case}/{entry}/answers", .known, answer: registers.answer),
      Address(.get, "/v1/errands", .having(.seeCases), answer: registers.list(.errands)),
      Address(.get, "/v1/questions", .having(.seeCases), answer: registers.list(.questions)),
      Address(.get, "/v1/promises", .having(.seeCases), answer: registers.list(.promises)),
      Address(.get, "/v1/rulings", .having(.seeCases), answer: registers.list(.rulings)),
      Address(.get, "/v1/postings", .having(.seeCases), answer: registers.list(.postings)),
      Address(.get, "/v1/incidents", .having(.seeCases), answer: registers.list(.incidents)),
      Address(.get, "/v1/parties", .having(.seeCases), answer: registers.list(.parties)),
      Address(.get, "/v1/follow-ups", .having(.seeCases), answer: registers.list(.followUps)),

      Address(.post, "/v1/bulk", .known, bodyLimit: 4_194_304, timeLimit: 120, answer: bulk.answer),

      Address(.get, "/v1/playbooks", .having(.seePlaybooks), answer: playbooks.list),
      Address(.get, "/v1/playbooks/{playbook}", .having(.seePlaybooks), answer: playbooks.show),
      Address(.get, "/v1/playbooks/{playbook}/versions", .having(.seePlaybooks), answer: playbooks.versions),
      Address(.get, "/v1/playbooks/{playbook}/versions/{version}", .having(.seePlaybooks), answer: playbooks.version),
      Address(.get, "/v1/playbooks/{playbook}/remarks", .having(.seePlaybooks), answer: Remarks(cases: cases, keeper: registers.keeper).list),
      Address(.get, "/v1/calendars", .having(.seePlaybooks), answer: playbooks.calendars),
      Address(.get, "/v1/calendars/{calendar}", .having(.seePlaybooks), answer: playbooks.calendar),

      Address(.post, "/v1/checks", .having(.studyPlaybooks), bodyLimit: SourcesReading.bodyLimit, answer: studio.check),
      Address(.get, "/v1/drafts", .having(.studyPlaybooks), answer: studio.listDrafts),
      Address(.get, "/v1/drafts/{playbook}", .having(.studyPlaybooks), answer: studio.showDraft),
      Address(.put, "/v1/drafts/{playbook}", .having(.writePlaybooks), bodyLimit: SourcesReading.bodyLimit, answer: studio.putDraft),
      Address(.delete, "/v1/drafts/{playbook}", .having(.writePlaybooks), answer: studio.dropDraft),
      Address(.get, "/v1/proposals", .having(.studyPlaybooks), answer: studio.listProposals),
      Address(.post, "/v1/proposals", .having(.writePlaybooks), bodyLimit: SourcesReading.bodyLimit, memory: .ledger, answer: studio.propose),
      Address(.get, "/v1/proposals/{proposal}", .having(.studyPlaybooks), answer: studio.showProposal),
      Address(.get, "/v1/proposals/{proposal}/preview", .having(.studyPlaybooks), timeLimit: 120, answer: studio.preview),
      Address(.post, "/v1/proposals/{proposal}/approve", .having(.approvePlaybooks), memory: .ledger, answer: studio.approve),
      Address(.post, "/v1/proposals/{proposal}/publish", .having(.publishPlaybooks), timeLimit: 600, memory: .ledger, answer: studio.publish),
      Address(.post, "/v1/playbooks/{playbook}/undo", .having(.publishPlaybooks), timeLimit: 600, memory: .ledger, answer: studio.undoPublication),
      Address(.post, "/v1/plays", .having(.studyPlaybooks), bodyLimit: SourcesReading.bodyLimit, answer: studio.play),
      Address(.post, "/v1/stories/runs", .having(.studyPlaybooks), bodyLimit: SourcesReading.bodyLimit, answer: studio.runStories),
      Address(.post, "/v1/simulations", .having(.studyPlaybooks), bodyLimit: SourcesReading.bodyLimit, timeLimit: 120, answer: studio.simulate),
      Address(.post, "/v1/replays", .having(.studyPlaybooks), bodyLimit: SourcesReading.bodyLimit, timeLimit: 120, answer: studio.replay),

      Address(.get, "/v1/deadlines", .having(.seeCases), answer: deadlines.list),
      Address(.get, "/v1/figures", .having(.seeFigures), answer: keyFigures.show),

      Address(.get, "/v1/events", .having(.seeCases), answer: events.open),

      Address(.post, "/v1/sessions", .everybody, bodyLimit: 16_384, memory: .server, answer: sessions.logIn),
      Address(.get, "/v1/sessions/oidc", .everybody, face: .either, answer: provider.start),
      Address(.get, OpenIDDoor.callbackPath, .everybody, face: .either, answer: provider.finish),
      Address(.get, "/v1/sessions/current", .known, answer: sessions.me),
      Address(.delete, "/v1/sessions/current", .known, answer: sessions.logOut),
      Address(.put, "/v1/accounts/me/password", .known, answer: sessions.changePassword),
      Address(.post, "/v1/accounts/me/totp", .known, memory: .ledger, answer: sessions.enableTOTP),
      Address(.post, "/v1/accounts/me/totp/confirm", .known, memory: .ledger, answer: sessions.confirmTOTP),
      Address(.get, "/v1/accounts/me/views", .having(.seeCases), answer: views.show),
      Address(.put, "/v1/accounts/me/views", .having(.seeCases), bodyLimit: 65_536, answer: views.put),
      Address(.get, "/v1/roles", .known, answer: accounts.roles),
      Address(.get, "/v1/accounts", .having(.manageAccounts), answer: accounts.list),
      Address(.post, "/v1/accounts", .having(.manageAccounts), memory: .ledger, answer: accounts.add),
      Address(.get, "/v1/accounts/{account}", .having(.manageAccounts), answer: accounts.show),
      Address(.patch, "/v1/accounts/{account}", .having(.manageAccounts), answer: accounts.change),
      Address(.get, "/v1/tokens", .having(.manageAccounts), answer: tokens.list),
      Address(.post, "/v1/tokens", .having(.manageAccounts), memory: .ledger, answer: tokens.add),
      Address(.get, "/v1/tokens/{token}", .having(.manageAccounts), answer: tokens.show),
      Address(.delete, "/v1/tokens/{token}", .having(.manageAccounts), answer: tokens.revoke),
      Address(.get, "/v1/audit", .having(.seeAudit), answer: audit.list),

      Address(.get, "/v1/persons/{person}/export", .having(.managePrivacy), answer: persons.export),
      Address(.post, "/v1/persons/{person}/erasure", .having(.managePrivacy), timeLimit: 600, answer: persons.erase),

      Address(.get, "/v1/tasks", .having(.doWork), answer: work.tasks),
      Address(.put, "/v1/tasks/{case}/{task}/assignee", .having(.leadWork), answer: work.assign),
      Address(.delete, "/v1/tasks/{case}/{task}/assignee", .having(.leadWork), answer: work.takeBack),
      Address(.get, "/v1/queues", .having(.doWork), answer: work.queues),
      Address(.get, "/v1/presence", .having(.doWork), answer: work.presence),
      Address(.put, "/v1/presence", .having(.doWork), answer: work.putPresence),
      Address(.get, "/v1/presences", .having(.leadWork), answer: work.presences),
      Address(.get, "/v1/reservations", .having(.doWork), answer: work.reservations),
      Address(.post, "/v1/reservations/{reservation}/accept", .having(.doWork), memory: .ledger, answer: work.accept),
      Address(.post, "/v1/reservations/{reservation}/reject", .having(.doWork), memory: .ledger, answer: work.reject),
      Address(.get, "/v1/teams", .having(.manageTeams), answer: work.teams),
      Address(.post, "/v1/teams", .having(.manageTeams), memory: .ledger, answer: work.addTeam),
      Address(.get, "/v1/teams/{team}", .having(.manageTeams), answer: work.showTeam),
      Address(.patch, "/v1/teams/{team}", .having(.manageTeams), answer: work.changeTeam),
      Address(.delete, "/v1/teams/{team}", .having(.manageTeams), answer: work.removeTeam),

      Address(.post, "/v1/connectors/{way}/tests", .having(.tryConnectors), bodyLimit: 16_384, memory: .ledger, answer: connectors.test),

      Address(.get, "/v1/webhooks", .having(.manageWebhooks), answer: webhooks.list),
      Address(.post, "/v1/webhooks", .having(.manageWebhooks), answer: webhooks.add),
      Address(.get, "/v1/webhooks/{webhook}", .having(.manageWebhooks), answer: webhooks.show),
      Address(.patch, "/v1/webhooks/{webhook}", .having(.manageWebhooks), answer: webhooks.change),
      Address(.delete, "/v1/webhooks/{webhook}", .having(.manageWebhooks), answer: webhooks.remove),
      Address(.post, "/v1/webhooks/{webhook}/rotate-secret", .having(.manageWebhooks), memory: .ledger, answer: webhooks.rotate),
      Address(.post, "/v1/webhooks/{webhook}/test", .having(.manageWebhooks), answer: webhooks.test),
      Address(.get, "/v1/webhooks/{webhook}/deliveries", .having(.manageWebhooks), answer: webhooks.deliveries),
      Address(.post, "/v1/webhooks/{webhook}/deliveries/{delivery}/replay", .having(.manageWebhooks), memory: .ledger, answer: webhooks.replay),
      Address(.post, "/v1/webhooks/{webhook}/replay", .having(.manageWebhooks), memory: .ledger, answer: webhooks.replayAll),
    ]
  }
}
