public import Playbook

/// Answers that are remembered for as long as the process lives, the latest ten thousand of them.
public actor MemoryAnswers: AnswerLedger {
  static let most = 10_000

  private var answers: [[UInt8]: KeptAnswer] = [:]

  public init() {}

  public func beginAnswer(_ answer: KeptAnswer, since: Instant) -> KeptAnswer? {
    answers = answers.filter { $0.value.begunAt >= since }
    if let known = answers[answer.name] { return known }
    if answers.count >= Self.most, let oldest = answers.values.min(by: { $0.begunAt < $1.begunAt }) { answers[oldest.name] = nil }
    answers[answer.name] = answer
    return nil
  }

  public func keepAnswer(_ name: [UInt8], sealed: [UInt8]) { answers[name]?.sealed = sealed }

  public func dropAnswer(_ name: [UInt8]) { answers[name] = nil }
}
