import HTTPTypes
import Hummingbird

/// Files that a party sends: what can't be taken is refused before anything of it is received.
extension OwnDoor {
  /// How many files a case takes of a party.
  static let mostFiles = 50

  func addEvidence(_ request: Request, _ visit: Visit) async throws -> Response {
    let (visit, caller) = try await entered(visit)
    try await refuseWithoutPlace(request, visit, caller)
    let bytes = Double(request.headers[.contentLength].flatMap { Int64($0) } ?? 0)
    if let wait = rates.bytes.refuses(caller.id, taking: bytes, at: .now) { throw Problem.tooManyRequests(waitSeconds: wait) }
    return try await evidence.add(request, visit)
  }

  private func refuseWithoutPlace(_ request: Request, _ visit: Visit, _ caller: Caller) async throws {
    let own = try await OwnCase(of: visit, in: cases.desk)
    guard !own.isOpen || own.evidence.count >= Self.mostFiles else { return }
    // What was taken once is answered again.
    if try await cases.earlier(IdempotencyKey.signal(request, caller), request) != nil { return }
    guard own.isOpen else { throw Self.closed }
    throw Problem(
      kind: .conflict,
      detail: .init("最多传 \(Self.mostFiles) 个文件。还有要补充的，请留言告诉客服。", "There may be \(Self.mostFiles) files. If there is more to show, write to us."))
  }
}
