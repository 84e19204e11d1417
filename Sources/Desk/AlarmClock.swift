import Casework
import Ledger
import Playbook

/// Rings the timers that are due. It sleeps until the next one, so that its cost depends on what is due, not on how many cases wait.
struct AlarmClock: Sendable {
  /// Timers rung at once.
  private static let batchLimit = 100
  /// A timer that rang and still stands is left alone for this long.
  private static let asideFor = TimeAmount.minutes(10)
  /// How long to wait when the ledger or the desk can't take more.
  private static let troublePauseMilliseconds: Int64 = 1_000

  let ledger: any Ledger
  let writer: Writer
  let clock: any DeskClock
  /// Rings when a timer was set, which may be earlier than the one waited for.
  let bell: Bell
  let noticed: Audience<DeskNotice>

  private struct Key: Hashable, Sendable {
    let caseID: CaseID
    let timer: TimerID

    init(_ due: DueTimer) {
      caseID = due.caseID
      timer = due.timer.id
    }
  }

  private enum Ring: Sendable {
    case answered(Key)
    /// Answered, and not as a timer should be.
    case refused(Key, DeskError)
    /// The desk can't take it now.
    case failed
  }

  /// Until the task is cancelled.
  func run() async {
    var rung: Set<Key> = []
    /// Timers that rang and still stand, and when they ring again.
    var aside: [Key: Instant] = [:]
    while !Task.isCancelled {
      do throws(LedgerError) {
        let now = clock.now()
        aside = aside.filter { $0.value > now }
        let due = try await ledger.timersDue(at: now, limit: Self.batchLimit + aside.count).filter { aside[Key($0)] == nil }
        for timer in due where rung.contains(Key(timer)) {
          aside[Key(timer)] = now + Self.asideFor
          noticed.tell(.timerStuck(timer.caseID, timer.timer.id, nil))
        }
        rung = []
        let ringing = due.filter { aside[Key($0)] == nil }
        guard !ringing.isEmpty else {
          await bell.wait(until: try await nextDue(apartFrom: aside), on: clock)
          continue
        }
        let rings = await self.rings(ringing)
        for ring in rings {
          switch ring {
          case .answered(let key): rung.insert(key)
          case .refused(let key, let error):
            aside[key] = clock.now() + Self.asideFor
            noticed.tell(.timerStuck(key.caseID, key.timer, error))
          case .failed: break
          }
        }
        if rings.contains(where: { if case .failed = $0 { true } else { false } }) { await pause() }
      } catch {
        guard !Task.isCancelled else { return }
        noticed.tell(.ledgerTrouble(error))
        await pause()
      }
    }
  }

  private func rings(_ due: [DueTimer]) async -> [Ring] {
    await withTaskGroup(of: Ring.self) { group in
      for timer in due { group.addTask { await self.ring(timer) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  private func ring(_ due: DueTimer) async -> Ring {
    let signal = Signal(id: SignalID("timer:\(due.caseID):\(due.timer.id)"), caseID: due.caseID, sender: .clock, content: .timerDue(due.timer.id))
    do throws(DeskError) {
      _ = try await writer.take(.signal(signal))
      return .answered(Key(due))
    } catch {
      switch error {
      // Cancelled or rung meanwhile: it is gone when the ledger is asked again.
      case .refused(.notAwaited): return .answered(Key(due))
      case .ledger, .busy, .stopped: return .failed
      case .refused, .unknownPlaybook, .alteredPlaybook: return .refused(Key(due), error)
      }
    }
  }

  private func nextDue(apartFrom aside: [Key: Instant]) async throws(LedgerError) -> Instant? {
    guard !aside.isEmpty else { return try await ledger.nextTimerDue() }
    let first = try await ledger.timersDue(at: Instant(milliseconds: .max), limit: aside.count + 1).first { aside[Key($0)] == nil }
    return [first?.timer.due, aside.values.min()].compactMap { $0 }.min()
  }

  private func pause() async {
    try? await Task.sleep(for: .milliseconds(Self.troublePauseMilliseconds))
  }
}
