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
