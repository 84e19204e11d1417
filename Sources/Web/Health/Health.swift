import Desk
import Foundation
import Hummingbird

/// Answers for whoever looks after the server: does it live, does it take work, and how is it doing.
struct Health: Sendable {
  /// How long the ledger may take to answer.
  private static let patience = Duration.seconds(2)

  let state: @Sendable () -> Readiness.State
  /// Asks the ledger something small; false when it doesn't answer.
  let ledgerAnswers: @Sendable () async -> Bool
  let registry: PrometheusRegistry

  private struct State: Encodable {
    let status: String
    let ledger: String?
  }

  func isAlive() -> Response { json(State(status: "alive", ledger: nil), .ok) }

  func isReady() async -> Response {
    let state = state()
    guard state == .ready else { return json(State(status: state.rawValue, ledger: nil), .serviceUnavailable) }
    guard await ledgerAnswersInTime() else { return json(State(status: "unavailable", ledger: "silent"), .serviceUnavailable) }
    return json(State(status: "ready", ledger: "answers"), .ok)
  }

  func figures() -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: registry.text())))
  }

  /// A ledger that hangs can't be told to stop: its answer isn't waited for.
  private func ledgerAnswersInTime() async -> Bool {
    let (answers, slot) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingOldest(1))
    let asking = ledgerAnswers
    Task { slot.yield(await asking()) }
    let waiting = Task {
      try? await Nap.take(Self.patience)
      slot.yield(false)
    }
    defer { waiting.cancel() }
    for await answer in answers { return answer }
    return false
  }

  private func json(_ state: State, _ status: HTTPResponse.Status) -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = (try? encoder.encode(state)) ?? Data()
    return Response(status: status, headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
