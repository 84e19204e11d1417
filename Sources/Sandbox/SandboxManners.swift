/// How the simulated people and systems behave, in percent and in milliseconds of the desk's time.
public struct SandboxManners: Hashable, Sendable {
  /// How a call ends, by the outcome's id.
  public var contactOutcomes: [SandboxWorld.Chance] = [
    .init("answered", weight: 55), .init("no-answer", weight: 22), .init("busy", weight: 8), .init("off", weight: 5), .init("refused", weight: 4),
    .init("machine", weight: 3), .init("failed", weight: 2), .init("wrong-person", weight: 1),
  ]
  public var questionsAnsweredPercent = 80
  public var actionsSucceedPercent = 94
  /// Handing over fails, and the errand wasn't taken: once or twice in a row.
  public var faultsBeforePercent = 6
  /// Handing over fails although the errand was carried out: the answer was lost.
  public var faultsAfterPercent = 3

  /// The receiver takes the errand and reports by itself when it is done. Whoever wants such receivers hears them with `SandboxPlatform.deliver`.
  public var reportsLaterPercent = 0

  public var actionTakes: ClosedRange<Int64> = 200...3_000
  public var wordingTakes: ClosedRange<Int64> = 100...1_000
  public var callTakes: ClosedRange<Int64> = 15_000...60_000
  public var answerTakes: ClosedRange<Int64> = 10_000...180_000

  public init() {}

  /// Nothing fails to be handed over and nothing takes time.
  public static var prompt: SandboxManners {
    var manners = SandboxManners()
    (manners.faultsBeforePercent, manners.faultsAfterPercent) = (0, 0)
    (manners.actionTakes, manners.wordingTakes, manners.callTakes, manners.answerTakes) = (0...0, 0...0, 0...0, 0...0)
    return manners
  }
}
