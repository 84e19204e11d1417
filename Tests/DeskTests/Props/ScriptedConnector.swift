import Channels
import Synchronization

/// A receiver that does what the test says, and remembers what it was handed.
final class ScriptedConnector: Connector {
  typealias Script = @Sendable (_ errand: Errand, _ handover: Int) async -> Result<ErrandReport?, ConnectorFault>

  private let handed = Mutex<[Errand]>([])
  private let script: Script

  /// - Parameter script: told the errand, and which handover of its key this is, from 1.
  init(_ script: @escaping Script = { errand, _ in .success(ErrandReport(outcome: errand.outcomes.first ?? "done")) }) { self.script = script }

  var errands: [Errand] { handed.withLock { $0 } }

  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    let handover = handed.withLock { handed in
      handed.append(errand)
      return handed.count { $0.key == errand.key }
    }
    return try await script(errand, handover).get()
  }
}
