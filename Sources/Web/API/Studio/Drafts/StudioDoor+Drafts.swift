import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Drafts: one for each playbook, saved as they are written.
extension StudioDoor {
  /// More than a company has procedures.
  private static let mostDrafts = 500

  func listDrafts(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let all = try await Problem.telling { try await drafts.listDrafts() }
    return try JSONBody.answer(ItemList(items: all.map(DraftRow.init)))
  }

  func showDraft(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    guard let draft = try await kept(visit) else { throw Self.noSuchDraft }
    let tag = DraftView.tag(draft)
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(DraftView(draft), headers: [.eTag: tag])
  }

  /// `{"files","main"}`; with `If-Match` where there is a draft already. What is the same as before changes nothing.
  func putDraft(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let playbook = visit.name("playbook")
    let object = try await JSONObject(request, visit)
    let sources = SourcesReading.read(object)
    try object.end()
    guard SourcesReading.isPlaybook(playbook) else {
      throw Problem(
        kind: .badRequest,
        detail: .init("流程的编号最多 80 个字，不含空格和 / \\ ? # %。", "A playbook's id has 80 characters at most, and neither spaces nor / \\ ? # %."))
    }
    let known = try await kept(visit)
    let draft = PlaybookDraft(playbook: playbook, sources: sources, author: Self.name(caller), at: clock())
    if let known {
      try Self.expect(known, request)
      if known.tag == draft.tag { return try JSONBody.answer(DraftView(known), headers: [.eTag: DraftView.tag(known)]) }
    } else {
      guard request.headers[.ifMatch] == nil else { throw Self.changedMeanwhile }
      let count = try await Problem.telling { try await drafts.countDrafts() }
      guard count < Self.mostDrafts else {
        throw Problem(
          kind: .conflict, detail: .init("最多 \(Self.mostDrafts) 份草稿，请先删掉不用的。", "There may be \(Self.mostDrafts) drafts: remove one that isn't needed first."))
      }
    }
    guard try await Problem.telling({ try await drafts.keepDraft(draft, insteadOf: known?.tag) }) else { throw Self.changedMeanwhile }
    return try JSONBody.answer(DraftView(draft), status: known == nil ? .created : .ok, headers: [.eTag: DraftView.tag(draft)])
  }

  /// With `If-Match`.
  func dropDraft(_ request: Request, _ visit: Visit) async throws -> Response {
    guard let known = try await kept(visit) else { throw Self.noSuchDraft }
    try Self.expect(known, request)
    guard try await Problem.telling({ try await drafts.dropDraft(of: known.playbook, tag: known.tag) }) else { throw Self.changedMeanwhile }
    return Response(status: .noContent)
  }

  // MARK: parts

  private func kept(_ visit: Visit) async throws -> PlaybookDraft? {
    let playbook = visit.name("playbook")
    return try await Problem.telling { try await drafts.readDraft(of: playbook) }
  }

  private static let noSuchDraft = Problem(
    kind: .notFound, detail: .init("没有这份草稿：GET /v1/drafts 列出全部。", "There is no such draft: GET /v1/drafts lists them."))

  private static let changedMeanwhile = Problem(
    kind: .preconditionFailed, detail: .init("草稿已经变了：再看一次再存。", "The draft has changed since you looked: look again, then save."))

  private static func expect(_ draft: PlaybookDraft, _ request: Request) throws(Problem) {
    guard let asked = request.headers[.ifMatch] else {
      throw Problem(
        kind: .preconditionRequired, detail: .init("请带上 If-Match：草稿的 ETag。", "Send If-Match with the draft's ETag."),
        headers: [.eTag: DraftView.tag(draft)])
    }
    guard asked == DraftView.tag(draft) else { throw changedMeanwhile }
  }
}
