import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Cases at the door: opened, told, worked on and looked at.
struct Cases: Sendable {
  let desk: Desk
  let orders: OrderWatch
  /// Knows in whose name somebody does a task.
  let work: WorkDoor
  /// Nil where cases can't be searched.
  var search: SearchIndexer?
  /// Who looks at which case now.
  var lookers = Lookers()

  private struct Taken: Encodable {
    let id: String
    /// Whether the case was opened by this request, or an open one of the same playbook and subject was joined.
    let isNew: Bool
    let isRepeat: Bool
    let phase: String?
    /// What happened, in words.
    let events: [String]
  }

  /// Events of a case: none has so many.
  private static let longestCase = 1_000_000_000

  // MARK: looking

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let (state, plan) = try await desk.found(visit)
    let tag = Self.tag(state)
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(CaseView(state, plan, language: visit.language, masks: Self.masks(visit)), headers: [.eTag: tag])
  }

  /// Newest first: `?phase=open,settling&playbook=…&subject=…&incident=true&q=…&limit=50&cursor=…`.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let filter = try CaseQuery.filter(request)
    if filter.text != nil {
      // What was just written is found as well.
      do throws(DeskError) { try await search?.catchUp() } catch { throw Problem(error, nil) }
    }
    let cases: [CaseSummary]
    do throws(LedgerError) { cases = try await desk.ledger.listCases(filter) } catch { throw Problem(error) }
    return try JSONBody.answer(CasePage(cases, limit: filter.limit))
  }

  /// What happened, in words, each with the sentence that asked for it: `?after=SEQUENCE&weight=detail&why=true`.
  func timeline(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let after = query.number("after", 0...Self.longestCase) ?? 0
    let isWhole = query.choice("weight", ["detail", "normal"]) == "detail"
    try query.end()
    let file = try await desk.file(visit)
    let masks = Self.masks(visit)
    let lines = file.timeline.filter { $0.sequence > after && (isWhole || $0.retold.weight > .detail) }
    return try JSONBody.answer(
      ItemList(items: lines.map { TimelineView($0, version: file.state.version, masks: masks) }), headers: [.eTag: Self.tag(file.state)])
  }

  /// The events as they are kept; bodies that hold personal data are left empty.
  func events(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let after = query.number("after", 0...Self.longestCase) ?? 0
    try query.end()
    let file = try await desk.file(visit)
    let masks = Self.masks(visit)
    let lines = try file.events.filter { $0.sequence > after }.map { event in
      let stored = try StoredEvent(event)
      let step = stored.step.map { "\"\($0)\"" } ?? "null"
      let isHidden = file.plan.carriesPersonalData(event) || masks && PersonalNumbers.masked(stored.body) != stored.body
      let body = isHidden ? "{}" : LinkTokens.masked(stored.body)
      return
        "{\"at\":\"\(event.at.rfc3339)\",\"body\":\(body),\"form\":\(stored.form),\"kind\":\"\(stored.kind)\",\"sequence\":\(event.sequence),\"step\":\(step)}"
    }
    return JSONBody.answer(text: "{\"items\":[\(lines.joined(separator: ","))]}", headers: [.eTag: Self.tag(file.state)])
  }

  /// What was written and said in the case, in order, over all channels.
  func messages(_ request: Request, _ visit: Visit) async throws -> Response {
    let file = try await desk.file(visit)
    let masks = Self.masks(visit)
    return try JSONBody.answer(ItemList(items: file.events.compactMap { MessageView($0, file, masks: masks) }), headers: [.eTag: Self.tag(file.state)])
  }

  /// Who works on a case reads what parties wrote as they wrote it; for others, numbers that lead to people are taken out. Links are for nobody.
  static func masks(_ visit: Visit) -> Bool { visit.caller.map { !Right.of($0.role).contains(.seePersonal) } ?? true }

  // MARK: telling

  /// Opens a case, or joins the open one about the same subject. What is known of an order of that number is told to it (T-10).
  func open(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let playbook = object.text("playbook")
    try object.check()
    let plan: Plan
    do throws(DeskError) { plan = try await desk.shelf.currentPlan(of: playbook) } catch .unknownPlaybook {
      throw Problem.invalid([.init(place: "/playbook", words: .init("没有发布过“\(playbook)”", "“\(playbook)” isn't published"))])
    } catch { throw Problem(error, nil) }
    let opening = try await OpeningReading(plan: plan, source: caller.source, orders: orders).read(object)
    let receipt: Receipt
    do throws(DeskError) { receipt = try await desk.open(opening, id: id, sender: caller.sender) } catch { throw Problem(error, plan) }
    try await refuseAnother(.open(opening), id, receipt)
    return try answer(receipt, plan, visit, isNew: receipt.isNew)
  }

  /// Tells a case something. With `If-Match` it is taken only if nothing has happened in the case since it was looked at.
  func signal(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let (state, plan) = try await desk.found(visit)
    let reading = try await SignalReading(state, plan, source: caller.source, earlier: earlier(id, request)).read(object)
    try caller.mustHave(reading.right)
    switch reading.told {
    case .signal(let content):
      let sender = try await work.sender(caller, telling: content, in: state)
      return try await tell(content, because: reading.note, id, state, plan, sender, request, visit)
    case .report(let report, let key):
      let receipt: Receipt
      do throws(DeskError) { receipt = try await desk.receive(report, on: key, of: state.id) } catch { throw Problem(error, plan) }
      return try answer(receipt, plan, visit)
    }
  }

  /// - Parameters:
  ///   - note: stands in the case right before it.
  ///   - isTold: whether the answer says what followed in the case.
  func tell(
    _ content: Signal.Content, because note: String? = nil, _ id: SignalID, _ state: Case, _ plan: Plan, _ sender: Sender, _ request: Request, _ visit: Visit,
    isTold: Bool = true
  ) async throws -> Response {
    let signal = Signal(id: id, caseID: state.id, sender: sender, content: content)
    var expected = expected(request)
    if let note { expected = try await keepNote(note, before: signal, state, plan, expecting: expected) }
    let receipt: Receipt
    do throws(DeskError) { receipt = try await desk.receive(signal, expecting: expected) } catch { throw Problem(error, plan) }
    try await refuseAnother(content, id, receipt)
    // The same name for another case is another request.
    guard receipt.caseID == state.id else { throw Problem.keyReused }
    return try answer(receipt, plan, visit, isTold: isTold)
  }

  // MARK: answers

  /// Changes with every event.
  static func tag(_ state: Case) -> String { "\"\(state.eventCount)\"" }

  /// - Returns: how many events the case should have; nil when anything will do.
  private func expected(_ request: Request) -> Int? {
    guard let tag = request.headers[.ifMatch], tag != "*" else { return nil }
    // A tag that isn't one of ours fits no case.
    return Int(tag.drop { $0 == "\"" }.prefix { $0 != "\"" }) ?? -1
  }

  func answer(_ receipt: Receipt, _ plan: Plan, _ visit: Visit, isNew: Bool = false, isTold: Bool = true) throws -> Response {
    let retelling = Retelling(plan: plan, language: visit.language)
    var headers: HTTPFields = [.location: "/v1/cases/\(receipt.caseID)"]
    if receipt.wasAlreadyReceived { headers[.idempotencyReplayed] = "true" }
    if let last = receipt.events.last { headers[.eTag] = "\"\(last.sequence)\"" }
    let isClosed = receipt.events.contains { if case .closed = $0.kind { true } else { false } }
    return try JSONBody.answer(
      Taken(
        id: receipt.caseID.text, isNew: isNew, isRepeat: receipt.wasAlreadyReceived, phase: isClosed ? Case.Phase.closed.rawValue : nil,
        events: isTold ? retelling.words(of: receipt.events) : []),
      status: isNew ? .created : .ok, headers: headers)
  }

  /// A key that was used for something else says that the client is mistaken, not that it sends again.
  private func refuseAnother(_ content: Signal.Content, _ id: SignalID, _ receipt: Receipt) async throws {
    guard receipt.wasAlreadyReceived else { return }
    let turns: [Turn]
    do throws(LedgerError) { turns = try await desk.ledger.readTurns(of: receipt.caseID) } catch { throw Problem(error) }
    // The name of a signal outlives its case.
    if turns.isEmpty { throw await Problem.noCase(receipt.caseID, in: desk.ledger) }
    guard let first = turns.first(where: { $0.signal?.id == id })?.signal, first.content.isSame(as: content) else { throw Problem.keyReused }
  }

  /// What was sent under this name before, if the name is the client's own.
  func earlier(_ id: SignalID, _ request: Request) async throws -> Signal.Content? {
    guard request.headers[.idempotencyKey] != nil else { return nil }
    do throws(LedgerError) {
      guard let caseID = try await desk.ledger.caseOfSignal(id) else { return nil }
      return try await desk.ledger.readTurns(of: caseID).first { $0.signal?.id == id }?.signal?.content
    } catch { throw Problem(error) }
  }
}

extension Signal.Content {
  /// Whether a client has sent the same. A new version of the playbook may have come between, and more may be known of the order.
  fileprivate func isSame(as other: Signal.Content) -> Bool {
    guard case .open(let one) = self, case .open(let two) = other else { return self == other }
    func told(_ opening: Opening) -> [FactReport] { opening.facts.filter { $0.source != OrderMapping.source } }
    return one.playbook == two.playbook && one.subject == two.subject && one.channel == two.channel && one.persons == two.persons && told(one) == told(two)
  }
}
