import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// The port: of one server, or of several tenants that are told apart by their hosts.
///
/// It stops in order: no new requests are taken, those at hand are answered, and it ends.
public struct FrontDoor: Service {
  private enum Inside {
    case one(WebServer)
    case tenants([Tenant])
  }

  private let inside: Inside
  private let settings: WebSettings
  private let logger: Logger
  private let onListening: @Sendable (_ port: Int) async -> Void

  /// - Parameter onListening: told the port when requests are taken.
  public init(_ tenants: [Tenant], settings: WebSettings, logger: Logger, onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) {
    inside = .tenants(tenants)
    self.settings = settings
    self.logger = logger
    self.onListening = onListening
  }

  init(_ server: WebServer, settings: WebSettings, logger: Logger, onListening: @escaping @Sendable (_ port: Int) async -> Void) {
    inside = .one(server)
    self.settings = settings
    self.logger = logger
    self.onListening = onListening
  }

  /// Until the service is told to stop.
  public func run() async throws {
    switch inside {
    case .one(let server): try await serve([(server, nil)], server.responder())
    case .tenants(let tenants): try await serve(tenants.map { ($0.server, $0.name) }, TenantDoor(tenants, settings: settings))
    }
  }

  private func serve(_ houses: [(server: WebServer, tenant: String?)], _ responder: some HTTPResponder<Visit>) async throws {
    let onListening = onListening
    let application = Application(
      responder: responder, server: .http1(configuration: .init(idleTimeout: .milliseconds(Int64(settings.idleLimit * 1_000)))),
      configuration: .init(address: .hostname(settings.host, port: settings.port)),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) }, logger: logger)
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (server, tenant) in houses { group.addTask { await server.keepUp(for: tenant) } }
        try await application.run()
        group.cancelAll()
      }
    } onGracefulShutdown: {
      for house in houses { house.server.stopTaking() }
    }
  }
}
