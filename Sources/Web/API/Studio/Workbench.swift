import Places

/// Where playbooks that are being written are compiled, played and simulated. It takes a processor while it lasts, so the desk keeps the others.
struct Workbench: Sendable {
  private let places: Places

  /// - Parameter waiting: how many may wait for their turn.
  init(waiting: Int) { places = Places(atOnce: 1, mostWaiting: waiting) }

  /// - Throws: `Problem` `.unavailable` when many wait already; `CancellationError`; what the work throws.
  func run<Answer>(_ work: () async throws -> Answer) async throws -> Answer {
    guard await places.take() else {
      try Task.checkCancellation()
      throw Problem.unavailable(.init("写流程的人太多，请稍后再试。", "Too many check playbooks at once: try again in a moment."), waitSeconds: 2)
    }
    let result: Result<Answer, any Error>
    do {
      // Whoever gave up while waiting has nothing done.
      try Task.checkCancellation()
      result = .success(try await work())
    } catch { result = .failure(error) }
    await places.leave()
    return try result.get()
  }
}

/// The benches of a server: what answers while somebody types doesn't wait behind what takes seconds, nor do those who decide behind those who try.
struct Workbenches: Sendable {
  let quick = Workbench(waiting: 32)
  /// Where versions are proposed and their previews are made.
  let deciding = Workbench(waiting: 8)
  let long = Workbench(waiting: 4)
}
