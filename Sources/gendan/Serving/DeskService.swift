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

  func run() async throws {
    let notices = Task {
      var repeats = Repeats()
      for await notice in desk.notices() where repeats.isNew("\(notice)") { logger.notice("desk", metadata: ["notice": "\(notice)"]) }
    }
    let watching = Task { await orders.run() }
    let working = Task { try await desk.run() }
    readiness.become(.ready)
    try? await gracefulShutdown()
    readiness.become(.stopping)
    watching.cancel()
    await watching.value
    working.cancel()
    try await working.value
    await notices.value
  }
}
