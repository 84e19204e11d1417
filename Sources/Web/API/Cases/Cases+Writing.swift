import Casework
import Desk
import Hummingbird
import Ledger
import Playbook

extension Cases {
  /// Writes into a case: `from` a party, `to` a party, or a note for the desk.
  func write(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let id = try IdempotencyKey.signal(request, caller)
    let object = try await JSONObject(request, visit)
    let (state, plan) = try await desk.found(visit)
    let written = try MessageReading(SignalWords(plan.vocabulary, source: caller.source)).read(object)
    try caller.mustHave(written.right)
    let message = try await message(written, sentAs: id, state, request)
    return try await tell(.wrote(message), id, state, plan, caller.sender, request, visit)
  }

  private func message(_ written: MessageReading.Written, sentAs id: SignalID, _ state: Case, _ request: Request) async throws -> CaseMessage {
    if let from = written.from { return .from(from.id, on: written.channel ?? from.channel ?? state.channel, written.text) }
    guard let to = written.to else { return .note(written.text) }
    if let channel = written.channel { return .to(to.id, on: channel, written.text) }
    // Sent again it is the same message, wherever they have got in touch since.
    if case .wrote(let before)? = try await earlier(id, request), before.to == to.id, let channel = before.channel {
      return .to(to.id, on: channel, written.text)
    }
    return .to(to.id, on: try await usualChannel(to, of: state), written.text)
  }

  private func usualChannel(_ party: Party, of state: Case) async throws -> ChannelName {
    guard let sequence = state.lastWord[party.id] else { return state.writingChannel(to: party, heardLast: nil) }
    let since = try await Problem.telling { try await desk.ledger.readEvents(of: state.id, after: sequence - 1) }
    if let last = since.lastHeard(party.id) { return state.writingChannel(to: party, heardLast: last) }
    // Their last word took a consent back: where they got in touch stands further up.
    let all = try await Problem.telling { try await desk.ledger.readEvents(of: state.id, after: 0) }
    return state.writingChannel(to: party, heardLast: all.lastHeard(party.id))
  }
}
