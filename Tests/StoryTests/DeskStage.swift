@testable import Casework
import Channels
import Desk
import Foundation
import Ledger
import Playbook
import Synchronization

/// Plays a story through a real desk: each move goes in by the one door, on a clock that only the story moves.
struct DeskStage {
  private let one: ShippedPlaybooks.StoryCase
  private let ledger: any Ledger
  private let desk: Desk
  private let clock: StoryClock
  /// The case the desk chose for the story.
  private let caseID = CaseID("C-000001")

  init(_ one: ShippedPlaybooks.StoryCase, ledger: any Ledger) async throws {
    self.one = one
    self.ledger = ledger
    clock = StoryClock(StoryPlay.startTime)
    desk = Desk(name: "story", ledger: ledger, connectors: Connectors(default: NobodyThere()), clock: clock)
    _ = try await desk.shelf.publish(one.files.sources, at: StoryPlay.startTime)
  }

  func play() async throws -> StoryPlay {
    let plan = try await desk.shelf.currentPlan(of: one.files.compilation.plan.id)
    let story = plan.stories.first { $0.title == one.story.title && $0.place == one.story.place } ?? one.story
    var play = StoryPlay(story, plan: plan, subject: "story")
    var signals = 0
    while true {
      let state = try await ledger.readCase(caseID)
      let move = play.next(state, now: clock.now())
      if case .finished = move { break }
      if case .setClock(let time) = move { clock.set(time) }
      guard case .send(let content, let sender) = move else { continue }
      signals += 1
      do throws(DeskError) { play.saw(try await send(content, sender, SignalID("story-\(signals)")).events) } catch {
        guard case .refused(let refusal) = error else { throw error }
        play.saw(refusal)
      }
    }
    await desk.close()
    return play
  }

  private func send(_ content: Signal.Content, _ sender: Sender, _ id: SignalID) async throws(DeskError) -> Receipt {
    if case .open(let opening) = content { return try await desk.open(opening, id: id, sender: sender) }
    return try await desk.receive(Signal(id: id, caseID: caseID, sender: sender, content: content))
  }

  func storedEvents() async throws -> [Event] { try await ledger.readEvents(of: caseID, after: 0) }

  /// The bare engine's story runs in a case of another name; keys carry the name of their case.
  func renamed(_ kind: EventKind) -> EventKind {
    switch kind {
    case .effectPlanned(let effect):
      .effectPlanned(
        Effect(
          key: renamed(effect.key), step: effect.step, purpose: effect.purpose, action: effect.action, party: effect.party, channel: effect.channel,
          arguments: effect.arguments, text: effect.text, fact: effect.fact, attempt: effect.attempt, rung: effect.rung, outcomes: effect.outcomes,
          repeats: effect.repeats.map(renamed), deadline: effect.deadline))
    case .effectEnded(let ended): .effectEnded(EffectEnded(key: renamed(ended.key), outcome: ended.outcome, detail: ended.detail, inDoubt: ended.inDoubt))
    case .timerSet(let timer):
      .timerSet(
        CaseTimer(
          id: timer.id, step: timer.step, purpose: timer.purpose, about: timer.about.map { renamed(EffectKey($0)).text }, origin: timer.origin,
          from: timer.from, amount: timer.amount, due: timer.due))
    default: kind
    }
  }

  private func renamed(_ key: EffectKey) -> EffectKey {
    key.text.hasPrefix("story/") ? EffectKey(caseID.text + key.text.dropFirst("story".count)) : key
  }
}

/// A clock that stands until the story moves it.
final class StoryClock: DeskClock {
  private let time: Mutex<Instant>

  init(_ start: Instant) { time = Mutex(start) }

  func now() -> Instant { time.withLock { $0 } }
  func set(_ instant: Instant) { time.withLock { $0 = max($0, instant) } }
  func sleep(until instant: Instant) async throws { try await Task.sleep(for: .seconds(3600)) }
}

/// Stories say themselves what becomes of effects.
private struct NobodyThere: Connector {
  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? { throw .unreachable("a story has no receivers") }
}
