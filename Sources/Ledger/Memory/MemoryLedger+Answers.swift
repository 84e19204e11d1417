public import Playbook

extension MemoryLedger: AnswerLedger {
  public func beginAnswer(_ answer: KeptAnswer, since: Instant) async -> KeptAnswer? { await answers.beginAnswer(answer, since: since) }

  public func keepAnswer(_ name: [UInt8], sealed: [UInt8]) async { await answers.keepAnswer(name, sealed: sealed) }

  public func dropAnswer(_ name: [UInt8]) async { await answers.dropAnswer(name) }
}
