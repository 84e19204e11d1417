public import Channels
public import Playbook

/// What came of a probe, and how long it took.
public struct ProbeResult: Sendable {
  /// The failure is that nobody answered, or with something that isn't an answer.
  public let answer: Result<ProbeAnswer, ConnectorFault>
  /// In the world's time, however fast the desk's clock runs.
  public let milliseconds: Int64
  /// When it was sent, in the desk's time.
  public let at: Instant
}

extension Desk {
  /// How long somebody who tries a way out waits for it.
  public static let probePatience = Duration.seconds(10)

  /// Tries a way out. Nothing of it is kept, and no case hears of it.
  public func probe(_ probe: Probe) async -> ProbeResult {
    let connector = dispatcher.connectors.connector(for: probe)
    let clock = clock
    let at = clock.now()
    let begin = ContinuousClock.now
    // Not children: a connector that hangs doesn't hold up whoever asks.
    let first = FirstAnswer<Result<ProbeAnswer, ConnectorFault>>()
    let asking = Task {
      do throws(ConnectorFault) { first.give(.success(try await connector.probe(probe))) } catch { first.give(.failure(error)) }
    }
    let watching = Task {
      try? await clock.rest(Self.probePatience)
      first.give(.failure(.timedOut))
    }
    defer {
      asking.cancel()
      watching.cancel()
    }
    let answer = await withTaskCancellationHandler {
      await first.value()
    } onCancel: {
      first.give(.failure(.timedOut))
    }
    return ProbeResult(answer: answer, milliseconds: Int64((ContinuousClock.now - begin) / Duration.milliseconds(1)), at: at)
  }
}
