import Casework
import Desk
import Evidence
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What parties send as evidence for a case, at the door: taken, listed and given out (T-07, T-08).
struct EvidenceDoor: Sendable {
  let desk: Desk
  let intake: EvidenceIntake

  /// How often the case may change while it is told of a file.
  private static let attemptLimit = 16

  // MARK: taking

  /// Takes the body as a file: kept first, then the case is told of it. The same file for the same case is the same evidence.
  func add(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let (state, plan) = try await found(visit)
    let told = try EvidenceReading(request, SignalWords(plan.vocabulary, source: caller.source))
    let party = try Self.sender(told, caller)
    let receivedAt = desk.clock.now()
    let (upload, type) = try await Problem.tellingEvidence { () async throws(EvidenceError) in try await intake.receive(request.body, length: told.length) }
    let digest = upload.original.digest
    if let known = try await earlier(request, id, digest, state.id) { return try await answer(known, state.id, caller, isNew: false) }
    let kept = try await Problem.tellingEvidence { () async throws(EvidenceError) in
      try await intake.keep(upload, type, for: state.id.text, receivedAt: receivedAt, in: plan.zone)
    }
    let attributes = told.attributes.merging(EvidenceAttributes.own(receivedAt: receivedAt, kept.thumbnail)) { $1 }
    let (added, isNew) = try await tell(state.id, plan, id, caller, digest) { number in
      Casework.Evidence(
        id: "E-\(number)", kind: type.kind.rawValue, name: told.name ?? "E-\(number).\(type.suffix)", type: type.mediaType, bytes: upload.original.bytes,
        sha256: digest.text, party: party, note: told.note, attributes: attributes, seal: EvidenceSeal(kept))
    }
    // What was kept of a file which somebody else was quicker with is swept by its note.
    if isNew { await upload.end() }
    return try await answer(added, state.id, caller, isNew: isNew)
  }

  /// Who sends it; nil for the desk. A party sends its own.
  private static func sender(_ told: EvidenceReading, _ caller: Caller) throws(Problem) -> Party.ID? {
    guard caller.isParty else { return told.party }
    let own = caller.role.rawValue
    guard told.party ?? own == own else { throw .invalid([.init(place: "/party", words: .init("只能是您自己", "can only be yourself"))]) }
    return own
  }

  /// Tells the case, as it stands when it is told: of two requests with the same file, one finds what the other told.
  private func tell(
    _ caseID: CaseID, _ plan: Plan, _ id: SignalID, _ caller: Caller, _ digest: ContentDigest, _ made: (_ number: Int) -> Casework.Evidence
  ) async throws -> (AddedEvidence, isNew: Bool) {
    for _ in 0..<Self.attemptLimit {
      let events = try await events(of: caseID)
      let known = events.compactMap(AddedEvidence.init)
      if let same = known.first(where: { $0.evidence.sha256 == digest.text }) { return (same, false) }
      let evidence = made(known.count + 1)
      let signal = Signal(id: id, caseID: caseID, sender: caller.sender, content: .evidence(evidence))
      let receipt: Receipt
      do throws(DeskError) { receipt = try await desk.receive(signal, expecting: events.last?.sequence ?? 0) } catch {
        if case .refused(.changedMeanwhile) = error { continue }
        throw Problem(error, plan)
      }
      if let added = receipt.events.compactMap(AddedEvidence.init).first { return (added, true) }
    }
    throw Problem.unavailable(.init("工单变得太快，请原样再发一次。", "The case changes too fast: send it again as it was."), waitSeconds: 1)
  }

  /// What the case was told before under this key, or of this file.
  private func earlier(_ request: Request, _ id: SignalID, _ digest: ContentDigest, _ caseID: CaseID) async throws -> AddedEvidence? {
    if request.headers[.idempotencyKey] != nil, let first = try await content(of: id) {
      guard case .evidence(let evidence) = first.content, first.caseID == caseID, evidence.sha256 == digest.text else { throw Problem.keyReused }
    }
    return try await events(of: caseID).compactMap(AddedEvidence.init).first { $0.evidence.sha256 == digest.text }
  }

  private func content(of id: SignalID) async throws -> Signal? {
    do throws(LedgerError) {
      guard let caseID = try await desk.ledger.caseOfSignal(id) else { return nil }
      return try await desk.ledger.readTurns(of: caseID).first { $0.signal?.id == id }?.signal
    } catch { throw Problem(error) }
  }

  // MARK: giving

  /// What the case has, oldest first: `?limit=50&cursor=E-50`.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(request)
    let limit = query.number("limit", 1...Self.longestPage) ?? Self.usualPage
    let cursor = query.text("cursor")
    try query.end()
    let (state, _) = try await found(visit)
    let told = try await events(of: state.id)
    let begun = Self.beginning(visit.caller, told)
    let all = told.compactMap(AddedEvidence.init).filter { Self.sees($0, visit.caller, from: begun) }
    let begin = cursor.flatMap { cursor in all.firstIndex { $0.evidence.id == cursor } }.map { $0 + 1 } ?? (cursor == nil ? 0 : all.count)
    let place = Self.place(of: state.id, visit.caller)
    return try JSONBody.answer(EvidencePage(all[begin...].prefix(limit).map { EvidenceView($0, at: place) }, isLast: begin + limit >= all.count))
  }

  private static let (usualPage, longestPage) = (50, 200)

  /// The file as it was sent, or the range of it that is asked for.
  func file(_ request: Request, _ visit: Visit) async throws -> Response {
    let added = try await one(visit)
    let file = try readable(added.originalFile, added)
    let headers: HTTPFields = [.contentDisposition: ContentDisposition.attachment(added.evidence.name), .contentType: added.evidence.type]
    return try await EvidenceAnswer(store: intake.store).give(file, headers, request)
  }

  /// The thumbnail, with the time of the receipt in it.
  func thumbnail(_ request: Request, _ visit: Visit) async throws -> Response {
    let added = try await one(visit)
    guard added.thumbnail != nil else {
      throw Problem(
        kind: .notFound,
        detail: .init("\(added.evidence.id) 没有缩略图\(added.faultWords.chinese)。", "\(added.evidence.id) has no thumbnail\(added.faultWords.english)."))
    }
    let headers: HTTPFields = [.contentDisposition: "inline", .contentType: "image/jpeg"]
    return try await EvidenceAnswer(store: intake.store).give(readable(added.thumbnailFile, added), headers, request)
  }

  private func readable(_ file: EvidenceFile?, _ added: AddedEvidence) throws(Problem) -> EvidenceFile {
    guard let file else { throw added.evidence.seal == nil ? Problem.internalError : Problem.erasedEvidence(added.evidence.id) }
    return file
  }

  private func one(_ visit: Visit) async throws -> AddedEvidence {
    let (state, _) = try await found(visit)
    let id = visit.parameters.get("evidence")?.removingPercentEncoding ?? ""
    let told = try await events(of: state.id)
    let begun = Self.beginning(visit.caller, told)
    guard let added = told.compactMap(AddedEvidence.init).first(where: { $0.evidence.id == id && Self.sees($0, visit.caller, from: begun) }) else {
      throw Problem(kind: .notFound, detail: .init("工单 \(state.id) 没有证据 \(id)。", "Case \(state.id) has no evidence \(id)."))
    }
    return added
  }

  /// A party sees what it has sent itself. - Parameter beginning: the event since which it is who it is now.
  private static func sees(_ added: AddedEvidence, _ caller: Caller?, from beginning: Int) -> Bool {
    guard let caller, caller.isParty else { return true }
    return added.evidence.party == caller.role.rawValue && added.sequence > beginning
  }

  private static func beginning(_ caller: Caller?, _ events: [Event]) -> Int {
    guard let caller, caller.isParty else { return 0 }
    return OwnCase.beginning(of: caller.role.rawValue, in: events)
  }

  /// Where files of the case are for this caller.
  private static func place(of caseID: CaseID, _ caller: Caller?) -> String {
    caller?.isParty == true ? "/v1/own/evidence" : "/v1/cases/\(caseID)/evidence"
  }

  private func answer(_ added: AddedEvidence, _ caseID: CaseID, _ caller: Caller, isNew: Bool) async throws -> Response {
    let begun = caller.isParty ? Self.beginning(caller, try await events(of: caseID)) : 0
    guard Self.sees(added, caller, from: begun) else {
      throw Problem(kind: .conflict, detail: .init("这个文件工单里已经有了，不用再传。", "The case has this file already: it needn't be sent again."))
    }
    let view = EvidenceView(added, at: Self.place(of: caseID, caller))
    var headers: HTTPFields = [.location: view.file]
    if !isNew { headers[.idempotencyReplayed] = "true" }
    return try JSONBody.answer(view, status: isNew ? .created : .ok, headers: headers)
  }

  private func events(of id: CaseID) async throws -> [Event] {
    do throws(LedgerError) { return try await desk.ledger.readEvents(of: id, after: 0) } catch { throw Problem(error) }
  }

  private func found(_ visit: Visit) async throws -> (Case, Plan) {
    let id = visit.caseID
    let state: Case?
    do throws(LedgerError) { state = try await desk.ledger.readCase(id) } catch { throw Problem(error) }
    guard let state else { throw await Problem.noCase(id, in: desk.ledger) }
    do throws(DeskError) { return (state, try await desk.shelf.plan(version: state.version)) } catch { throw Problem(error, nil) }
  }
}
