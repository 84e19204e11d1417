@testable import Casework
import Channels
@testable import Desk
import Foundation
import Ledger
import Playbook
import Synchronization

/// Plays a story through a real desk: each move goes in by the one door, on a clock that only the story moves.
struct DeskStage {
  private let ledger: any Ledger
  private let desk: Desk
  private let clock: StoryClock
  private let plan: Plan

  init(_ files: PlaybookFiles, ledger: any Ledger) async throws {
    self.ledger = ledger
    clock = StoryClock(StoryPlay.startTime)
    desk = Desk(name: "story", ledger: ledger, connectors: Connectors(default: NobodyThere()), clock: clock)
    plan = files.compilation.plan
    // Published as it was compiled for all stories of the document: compiling it for each would take most of the time.
    try await ledger.putPlaybook(
      PublishedPlaybook(id: plan.id, version: plan.version, title: plan.title, publishedAt: StoryPlay.startTime, sources: files.sources))
    await desk.shelf.keep(plan)
  }

  func play(_ story: Story) async throws -> (play: StoryPlay, caseID: CaseID?) {
    var play = StoryPlay(story, plan: plan, subject: "story")
    var signals = 0
    var caseID: CaseID?
    while true {
      let state: Case? = if let caseID { try await ledger.readCase(caseID) } else { nil }
      let move = play.next(state, now: clock.now())
      if case .finished = move { break }
      if case .setClock(let time) = move { clock.set(time) }
      guard case .send(let content, let sender) = move else { continue }
      signals += 1
      do throws(DeskError) {
        let receipt = try await send(content, sender, to: caseID, SignalID("story-\(signals)"))
        caseID = receipt.caseID
        play.saw(receipt.events)
      } catch {
        guard case .refused(let refusal) = error else { throw error }
        play.saw(refusal)
      }
    }
    await desk.close()
    return (play, caseID)
  }

  private func send(_ content: Signal.Content, _ sender: Sender, to caseID: CaseID?, _ id: SignalID) async throws(DeskError) -> Receipt {
    if case .open(let opening) = content { return try await desk.open(opening, id: id, sender: sender) }
    return try await desk.receive(Signal(id: id, caseID: caseID ?? CaseID("none"), sender: sender, content: content))
  }

  func storedEvents(of caseID: CaseID) async throws -> [Event] { try await ledger.readEvents(of: caseID, after: 0) }

  /// The bare engine's story runs in a case of another name; keys carry the name of their case.
  func renamed(_ kind: EventKind, as caseID: CaseID) -> EventKind {
    func renamed(_ key: EffectKey) -> EffectKey {
      key.text.hasPrefix("story/") ? EffectKey(caseID.text + key.text.dropFirst("story".count)) : key
    }
    switch kind {
    case .effectPlanned(let effect):
      return .effectPlanned(
        Effect(
          key: renamed(effect.key), step: effect.step, purpose: effect.purpose, action: effect.action, party: effect.party, channel: effect.channel,
          arguments: effect.arguments, text: effect.text, fact: effect.fact, attempt: effect.attempt, rung: effect.rung, outcomes: effect.outcomes,
          repeats: effect.repeats.map(renamed), deadline: effect.deadline, person: effect.person))
    case .effectEnded(let ended):
      var copy = EffectEnded(
        key: renamed(ended.key), outcome: ended.outcome, detail: ended.detail, inDoubt: ended.inDoubt, barred: ended.barred, shared: ended.shared)
      copy.person = ended.person
      return .effectEnded(copy)
    case .timerSet(let timer):
      return .timerSet(
        CaseTimer(
          id: timer.id, step: timer.step, purpose: timer.purpose, about: timer.about.map { renamed(EffectKey($0)).text }, origin: timer.origin,
          from: timer.from, amount: timer.amount, due: timer.due))
    default: return kind
    }
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
