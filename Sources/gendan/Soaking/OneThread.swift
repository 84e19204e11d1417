import CTaskHook
import Foundation

/// Runs Swift tasks one after another on one thread, the next one always drawn by a seed: the same seed gives the same run, another one another interleaving.
///
/// The runtime hands each task that can go on to a hook before it goes to the machine's threads. Only `Task.yield` and `Task.sleep` pass the hook by: whatever
/// runs in here waits through the desk's clock.
final class OneThread: TaskExecutor, @unchecked Sendable {
  private typealias Original = @convention(thin) (UnownedJob) -> Void
  private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

  /// Tasks that may run between two moments before it counts as running in circles.
  private static let limitOfAMoment = 3_000_000

  nonisolated(unsafe) private static var running: OneThread?

  private let clock: VirtualClock
  private var chance: SoakChance
  private var waiting: [UnownedJob] = []
  private var isDone = false
  private let thread = pthread_self()

  private init(seed: UInt64, clock: VirtualClock) {
    chance = SoakChance(seed: seed)
    self.clock = clock
  }

  /// How it ended.
  enum Ending: Sendable {
    case done
    /// Nothing runs, nobody sleeps, and the work isn't done.
    case stuck
    /// Tasks run and run while time stands still.
    case circling
  }

  /// Runs `work` to its end, alone with the tasks it makes. One at a time in a process.
  static func run(seed: UInt64, clock: VirtualClock, _ work: @escaping @Sendable () async -> Void) async -> Ending {
    await withCheckedContinuation { caller in
      let thread = Thread {
        let ending = OneThread(seed: seed, clock: clock).loop(work)
        caller.resume(returning: ending)
      }
      thread.stackSize = 16 << 20
      thread.start()
    }
  }

  func enqueue(_ job: consuming ExecutorJob) { waiting.append(UnownedJob(job)) }

  private func loop(_ work: @escaping @Sendable () async -> Void) -> Ending {
    let hook = UnsafeMutableRawPointer(gendan_task_hook()).assumingMemoryBound(to: Hook?.self)
    Self.running = self
    hook.pointee = { job, original in
      guard let running = OneThread.running, pthread_equal(pthread_self(), running.thread) != 0 else { return original(job) }
      running.waiting.append(job)
    }
    defer {
      hook.pointee = nil
      Self.running = nil
    }
    Task.detached {
      await work()
      self.isDone = true
    }
    var ran = 0
    while !isDone {
      if waiting.isEmpty {
        guard clock.moveOn() else { return .stuck }
        ran = 0
      } else {
        guard ran < Self.limitOfAMoment else { return .circling }
        ran += 1
        waiting.remove(at: Int(chance.number(in: 0...Int64(waiting.count - 1)))).runSynchronously(on: asUnownedTaskExecutor())
      }
    }
    return .done
  }
}
