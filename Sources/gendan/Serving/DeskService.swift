import Desk
import Logging
import ServiceLifecycle
import Web

/// The desk as a service: it begins before the HTTP door opens and ends after the last request was answered.
struct DeskService: Service {
  let desk: Desk
  let orders: OrderWatch
  let readiness: Readiness
  let logger: Logger

  /// Until the service is told to stop, or the desk can't go on.
  /// - Throws: `DeskError.ledger` when the ledger can't be used at the start.
  func run() async throws {
    let notices = Task {
      var repeats = Repeats()
      for await notice in desk.notices() where repeats.isNew("\(notice)") { logger.notice("desk", metadata: ["notice": "\(notice)"]) }
    }
    defer { notices.cancel() }
    let watching = Task { await orders.run() }
    defer { watching.cancel() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await desk.run() }
      group.addTask { try? await gracefulShutdown() }
      readiness.become(.ready)
      defer { readiness.become(.stopping) }
      // A desk that has ended without having been told to throws here.
      try await group.next()
      watching.cancel()
      await watching.value
      group.cancelAll()
      try await group.waitForAll()
    }
  }
}
