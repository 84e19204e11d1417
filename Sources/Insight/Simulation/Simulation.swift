public import Playbook
import Synchronization

/// Many synthetic cases of a plan, run through the engine on a clock that jumps. Nothing is stored and nobody is reached.
public struct Simulation: Sendable {
  private let stage: Stage

  public init(plan: Plan, world: World, seed: UInt64) { stage = Stage(plan: plan, world: world, seed: seed) }

  /// Cases are taken in blocks by whichever thread is free. Each case has its own random numbers and only whole numbers are added up, so the figures are
  /// the same for any number of threads.
  private static let block = 500

  /// Runs the cases. Cancelled, it tells of those it had run.
  /// - Parameters:
  ///   - threads: how many run at the same time, at least 1.
  ///   - progress: told now and then how many cases are done; may be called from several threads.
  /// - Returns: what came of them. The room it takes doesn't depend on the number of cases.
  public func run(cases: Int, threads: Int, progress: (@Sendable (Int) -> Void)? = nil) async -> SimulationFigures {
    let blocks = Blocks(cases: cases, size: Self.block)
    var total = Tally(stage)
    await withTaskGroup(of: Tally.self) { group in
      for _ in 0..<max(threads, 1) {
        group.addTask {
          var run = newRun(cases: cases)
          while let numbers = blocks.next() {
            for number in numbers {
              guard !Task.isCancelled else { return run.tally }
              run.run(number: number)
            }
            progress?(blocks.finish(numbers.count))
          }
          return run.tally
        }
      }
      for await part in group { total.merge(part) }
    }
    return SimulationFigures(stage: stage, tally: total)
  }

  func newRun(cases: Int) -> CaseRun {
    CaseRun(stage: stage, days: max(1, Int((Double(cases) / stage.world.casesPerDay).rounded(.up))))
  }
}

/// Hands out the blocks of cases.
private final class Blocks: Sendable {
  private let cases: Int
  private let size: Int
  private let begun = Atomic(0)
  private let finished = Atomic(0)

  init(cases: Int, size: Int) {
    self.cases = cases
    self.size = size
  }

  /// The numbers of the cases of the next block; nil when all are taken.
  func next() -> Range<Int>? {
    let first = begun.wrappingAdd(size, ordering: .relaxed).oldValue
    return first < cases ? first..<min(first + size, cases) : nil
  }

  /// - Returns: how many cases are done by now.
  func finish(_ count: Int) -> Int { finished.wrappingAdd(count, ordering: .relaxed).newValue }
}
