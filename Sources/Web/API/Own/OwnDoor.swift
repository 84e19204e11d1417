import Casework
import Desk
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What a party does in its own case, by the link it has come by: the case is the caller's, no address names it.
struct OwnDoor: Sendable {
  /// How often a link may write within an hour, files included.
  static let perHour = 120.0

  let cases: Cases
  let evidence: EvidenceDoor
  let lookup: OrderLookup
  let rates: OwnRates

  private var desk: Desk { cases.desk }

  static func rates() -> OwnRates { OwnRates() }

  // MARK: looking

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let own = try await OwnCase(of: visit, in: desk)
    return try JSONBody.answer(OwnCaseView(own, try await order(of: own)), headers: [.eTag: Cases.tag(own.state)])
  }

  /// How the order stands that the case is about; nil where there is none that this party may know of.
  func order(of own: OwnCase) async throws -> OrderStatus? { try await lookup.status(of: own.state, as: own.caller, own.language) }

  // MARK: telling

  /// `{"text":"…"}`
  func write(_ request: Request, _ visit: Visit) async throws -> Response {
    let (visit, caller) = try await entered(visit)
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let text = object.text("text", longest: CaseMessage.longestText)
    try object.end()
    let (state, plan) = try await desk.found(visit)
    if state.phase == .closed, try await cases.earlier(id, request) == nil { throw Self.closed }
    let party = caller.role.rawValue
    let message = CaseMessage.from(party, on: Self.channel(of: state, plan, party), text)
    return try await cases.tell(.wrote(message), id, state, plan, caller.sender, request, visit, isTold: false)
  }

  static let closed = Problem(
    kind: .refused, detail: .init("这件事已经办结。还有问题，请联系客服。", "The matter is closed. If something is still wrong, contact us."))

  /// What a page is to a party that isn't called by telephone.
  private static func channel(of state: Case, _ plan: Plan, _ party: Party.ID) -> ChannelName {
    let usual = plan.party(party)?.channel ?? state.channel
    return [.phone, .sms, .privacyNumber].contains(usual) ? .online : usual
  }

  /// Answers what the party is asked, `{"fact":"solved","value":"yes"}`, or says something of its own, `{"event":"customer.confirmed"}`.
  func answer(_ request: Request, _ visit: Visit) async throws -> Response {
    let (visit, caller) = try await entered(visit)
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let own = try await OwnCase(of: visit, in: desk)
    let before = try await cases.earlier(id, request)
    let content = try Self.content(object, own, before)
    return try await cases.tell(content, id, own.state, own.plan, caller.sender, request, visit, isTold: false)
  }

  /// - Parameter before: what was sent under the same name: that is taken again though nobody asks for it any more.
  private static func content(_ object: JSONObject, _ own: OwnCase, _ before: Signal.Content?) throws -> Signal.Content {
    if object.has("event") {
      let name = object.text("event")
      try object.end()
      guard own.sayings.contains(where: { $0.id == name }) || before == .happened(name) else { throw notAsked }
      return .happened(name)
    }
    let name = object.text("fact")
    let value = object.value("value")
    guard let fact = own.plan.fact(name), let value else {
      if value == nil { object.note("value", .init("缺这一项", "missing")) }
      if !name.isEmpty { object.note("fact", .init("没有问这一项", "isn't asked")) }
      try object.end()
      throw notAsked
    }
    let reading = FactsReading(words: SignalWords(own.plan.vocabulary, source: own.party), source: own.party)
    if case .text(let text) = value, text.unicodeScalars.count > longestAnswer {
      object.note("value", .init("最多 \(longestAnswer) 个字", "at most \(longestAnswer) characters"))
    }
    let report = reading.report(fact.id, value, in: object, at: "value")
    try object.end()
    guard let report else { throw Problem.internalError }
    let content = Signal.Content.facts([report])
    guard own.questions.contains(where: { $0.fact.id == fact.id }) || before == content else { throw notAsked }
    return content
  }

  private static let longestAnswer = 500

  private static let notAsked = Problem(
    kind: .conflict, detail: .init("现在不用答这一项了，刷新看看最新的。", "That isn't asked any more: look at how the case stands now."))

  /// As `POST /v1/cases/{case}/ratings`, when the party may.
  func rate(_ request: Request, _ visit: Visit) async throws -> Response {
    let (visit, caller) = try await entered(visit)
    let own = try await OwnCase(of: visit, in: desk)
    let isKnown = try await cases.earlier(IdempotencyKey.signal(request, caller), request) != nil
    guard own.takesRating || isKnown else {
      throw Problem(kind: .refused, detail: .init("现在还不能评价，或已经结束了。", "It can't be rated now: not yet, or not any more."))
    }
    return try await Ratings(desk: desk).rate(request, visit)
  }

  // MARK: evidence

  func listEvidence(_ request: Request, _ visit: Visit) async throws -> Response { try await evidence.list(request, try Self.own(visit)) }

  func file(_ request: Request, _ visit: Visit) async throws -> Response { try await evidence.file(request, try Self.own(visit)) }

  func thumbnail(_ request: Request, _ visit: Visit) async throws -> Response { try await evidence.thumbnail(request, try Self.own(visit)) }

  // MARK: whose case

  /// The visit with the caller's case in the place of a path's. - Throws: `Problem` `.forbidden` for whoever hasn't come by a link to one.
  private static func own(_ visit: Visit) throws(Problem) -> Visit {
    guard let id = try visit.someone().onlyCase else { throw .needsLink }
    var visit = visit
    visit.ownCase = id
    return visit
  }

  /// The same for whoever changes something, so often an hour.
  func entered(_ visit: Visit) async throws(Problem) -> (visit: Visit, caller: Caller) {
    let (visit, caller) = (try Self.own(visit), try visit.someone())
    if let wait = rates.requests.refuses(caller.id, at: .now) { throw .tooManyRequests(waitSeconds: wait) }
    return (visit, caller)
  }
}
