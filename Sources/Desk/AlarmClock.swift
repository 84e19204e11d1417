import Casework
import Ledger
import Playbook

/// Rings the timers that are due. It sleeps until the next one, so that its cost depends on what is due, not on how many cases wait.
struct AlarmClock: Sendable {
  /// Timers rung at once.
  private static let batchLimit = 2_048
  /// A timer that rang and still stands is left alone for this long.
  private static let asideFor = TimeAmount.minutes(10)
  /// How long to wait when the ledger or the desk can't take more.
  private static let troublePause = Duration.seconds(1)

  let ledger: any Ledger
  let writer: Writer
  let clock: any DeskClock
  /// Rings when a timer was set, which may be earlier than the one waited for.
  let bell: Bell
  let wakeTime: WakeTime
  let noticed: Audience<DeskNotice>

  private struct Key: Hashable, Sendable {
    let caseID: CaseID
    let timer: TimerID

    init(_ due: DueTimer) {
      caseID = due.caseID
      timer = due.timer
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
        wakeTime.awake()
        let now = clock.now()
        aside = aside.filter { $0.value > now }
        let due = try await ledger.timersDue(at: now, limit: Self.batchLimit + aside.count).filter { aside[Key($0)] == nil }
        for timer in due where rung.contains(Key(timer)) {
          aside[Key(timer)] = now + Self.asideFor
          noticed.tell(.timerStuck(timer.caseID, timer.timer, nil))
        }
        rung = []
        let ringing = due.filter { aside[Key($0)] == nil }
        guard !ringing.isEmpty else {
          let next = try await nextDue(apartFrom: aside)
          wakeTime.asleep(until: next)
          await bell.wait(until: next, on: clock)
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

  /// All of them at once: they are decided and stored in groups.
  private func rings(_ due: [DueTimer]) async -> [Ring] {
    let requests = due.map { timer in
      Request.signal(Signal(id: .ring(timer.timer, of: timer.caseID), caseID: timer.caseID, sender: .clock, content: .timerDue(timer.timer)))
    }
    return zip(due, await writer.take(all: requests)).map { timer, answer in ring(Key(timer), answer) }
  }

  private func ring(_ key: Key, _ answer: Result<Receipt, DeskError>) -> Ring {
    switch answer {
    // Cancelled or rung meanwhile: it is gone when the ledger is asked again.
    case .success, .failure(.refused(.notAwaited)): .answered(key)
    case .failure(.ledger(.unavailable)), .failure(.busy), .failure(.stopped): .failed
    case .failure(let error): .refused(key, error)
    }
  }

  private func nextDue(apartFrom aside: [Key: Instant]) async throws(LedgerError) -> Instant? {
    guard !aside.isEmpty else { return try await ledger.nextTimerDue() }
    let first = try await ledger.timersDue(at: Instant(milliseconds: .max), limit: aside.count + 1).first { aside[Key($0)] == nil }
    return [first?.due, aside.values.min()].compactMap { $0 }.min()
  }

  private func pause() async {
    try? await clock.rest(Self.troublePause)
  }
}
