/// Simulated service agents, who answer tasks: for demos without people. What they choose depends on the seed and the task alone.
public struct SandboxAgents: Sendable {
  private let dice: Dice
  private let world: SandboxWorld
  /// How long an agent takes, in milliseconds of the desk's time.
  private let taskTakes: ClosedRange<Int64>

  public init(seed: UInt64, world: SandboxWorld, taskTakes: ClosedRange<Int64> = 60_000...300_000) {
    dice = Dice(seed: seed)
    self.world = world
    self.taskTakes = taskTakes
  }

  /// How long this task takes.
  public func duration(of task: String) -> Int64 { dice.number(in: taskTakes, "agent takes", task) }

  /// The agent's answer: the truth about a fact where the world has one, else one of the choices.
  /// - Parameters:
  ///   - task: a name that is unique over all cases.
  ///   - choices: what may be answered; the last one is the least likely ("unknown").
  /// - Returns: nil when there is nothing to choose from.
  public func answer(task: String, subject: String, fact: String?, choices: [String]) -> String? {
    if let fact, case .word(let word) = world.truth(of: fact, subject: subject, dice: dice) { return word }
    let weighted = choices.enumerated().map { (choice: $0.element, weight: $0.offset == choices.count - 1 && choices.count > 1 ? 1 : 4) }
    return dice.choice(of: weighted, "agent", task)
  }
}
