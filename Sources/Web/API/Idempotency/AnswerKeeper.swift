import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Playbook

/// Gives a request that is sent again under its `Idempotency-Key` the answer that it was given, and does nothing twice
/// (docs/decisions/0044-answers-are-remembered.md).
struct AnswerKeeper: Sendable {
  typealias Answering = @Sendable (Request, Visit) async throws -> Response

  let store: any AnswerLedger
  let keepsForSeconds: Int64
  let clock: @Sendable () -> Instant

  /// Answers of this many bytes are larger than any that is given here.
  private static let largest = 1_048_576

  /// - Parameter answering: does what is asked for, if nobody has.
  func answer(_ request: Request, _ visit: Visit, by answering: Answering) async throws -> Response {
    guard let key = try IdempotencyKey.read(request) else { return try await answering(request, visit) }
    var request = request
    let body = try await request.collectBody(upTo: visit.bodyLimit)
    let seal = AnswerSeal(key, request, body: Array(body.readableBytesView), of: visit.caller)
    let now = clock()
    let begun = KeptAnswer(name: seal.name, request: seal.request, begunAt: now)
    let since = Instant(milliseconds: now.milliseconds - keepsForSeconds * 1_000)
    if let known = try await Problem.telling({ try await store.beginAnswer(begun, since: since) }) { return try Self.again(known, seal) }
    return try await first(request, visit, seal, answering)
  }

  private func first(_ request: Request, _ visit: Visit, _ seal: AnswerSeal, _ answering: Answering) async throws -> Response {
    let response: Response
    do {
      response = try await answering(request, visit)
    } catch let problem as Problem where problem.saysNothingWasDone && !Task.isCancelled {
      // The key is free: whoever mends the request may use it.
      try await Problem.telling { try await store.dropAnswer(seal.name) }
      throw problem
    }
    let collector = BodyCollector(most: Self.largest)
    try await response.body.write(collector)
    let kept = AnswerSeal.Answer(status: response.status.code, headers: response.headers.map { [$0.name.rawName, $0.value] }, body: collector.bytes)
    let sealed = try seal.close(kept)
    try await Problem.telling { try await store.keepAnswer(seal.name, sealed: sealed) }
    return kept.response
  }

  private static func again(_ known: KeptAnswer, _ seal: AnswerSeal) throws -> Response {
    guard ConstantTime.areEqual(known.request, seal.request) else { throw Problem.keyReused }
    guard let sealed = known.sealed else { throw Problem.notAnsweredYet }
    var response = try seal.open(sealed).response
    response.headers[.idempotencyReplayed] = "true"
    return response
  }
}

extension AnswerSeal.Answer {
  fileprivate var response: Response {
    var fields = HTTPFields()
    for header in headers where header.count == 2 {
      if let name = HTTPField.Name(header[0]) { fields.append(HTTPField(name: name, value: header[1])) }
    }
    return Response(status: .init(code: status), headers: fields, body: body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: body)))
  }
}

extension Problem {
  /// Whether the request certainly changed nothing. What has a cause in here may have come behind a change.
  fileprivate var saysNothingWasDone: Bool { kind != .internalError && kind != .timedOut && cause == nil }

  fileprivate static let notAnsweredYet = Problem(
    kind: .conflict,
    detail: .init(
      "用这个 Idempotency-Key 的请求还在办，或者中途断了，没有答复：先看结果，没有办成再换一个键发。",
      "The request under this Idempotency-Key is still being answered, or was broken off: look whether it was done; if it wasn't, send it under another key."),
    headers: [.retryAfter: "1"])
}

/// Takes in what would go to the client.
private final class BodyCollector: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []
  private let most: Int

  init(most: Int) { self.most = most }

  func write(_ buffer: ByteBuffer) async throws {
    guard bytes.count + buffer.readableBytes <= most else { throw Problem.internalError }
    bytes.append(contentsOf: buffer.readableBytesView)
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
