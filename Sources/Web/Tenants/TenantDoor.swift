import HTTPTypes
import Hummingbird
import Logging

/// Leads every request to the tenant it is for, and whoever looks after the server to all of them.
///
///     request → its host → the tenant's doorway
///                      └→ the lobby: health and figures, and nobody for everything else
struct TenantDoor: HTTPResponder {
  typealias Context = Visit

  private typealias Answering = @Sendable (Request, Visit) async throws -> Response

  private struct Behind: Sendable {
    let tenant: String
    let answer: Answering
  }

  /// By host.
  private let doorways: [String: Behind]
  private let lobby: Answering
  private let probes: [Address]

  /// A host that two tenants have is the first one's: whoever reads settings sees to it that there is none.
  init(_ tenants: [Tenant], settings: WebSettings) {
    var doorways: [String: Behind] = [:]
    for tenant in tenants {
      let doorway = tenant.server.responder()
      let behind = Behind(tenant: tenant.name, answer: { request, visit in try await doorway.respond(to: request, context: visit) })
      for host in tenant.hosts where doorways[host] == nil { doorways[host] = behind }
    }
    self.doorways = doorways
    let servers = tenants.map(\.server)
    let probes = servers.first.map { first in first.addresses(first.health(with: Array(servers.dropFirst()))).filter { $0.gate == .probe } } ?? []
    self.probes = probes
    let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Misdirection(addresses: probes))
    router.add(middleware: RouterFaults(addresses: probes))
    for address in probes { router.on(RouterPath(address.path), method: address.method) { request, visit in try await address.answer(request, visit) } }
    let hall = Doorway(
      inside: router.buildResponder(), settings: settings, rates: RateLimit(rate: settings.rate, burst: settings.burst), addresses: probes)
    lobby = { request, visit in try await hall.respond(to: request, context: visit) }
  }

  func respond(to request: Request, context: Visit) async throws -> Response {
    let words = request.uri.path.split(separator: "/")
    guard !probes.contains(where: { $0.matches(words) }), let host = HostName.of(request), let behind = doorways[host] else {
      return try await lobby(request, context)
    }
    var visit = context
    visit.logger[metadataKey: "tenant"] = .string(behind.tenant)
    return try await behind.answer(request, visit)
  }
}

/// Says that nobody of a host is here.
private struct Misdirection: RouterMiddleware {
  let addresses: [Address]

  func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
    let words = request.uri.path.split(separator: "/")
    guard addresses.contains(where: { $0.matches(words) }) else { throw Problem.misdirected }
    return try await next(request, context)
  }
}

extension Problem {
  // The host isn't repeated: it may be anything.
  static let misdirected = Problem(
    kind: .misdirected,
    detail: .init(
      "请求里的主机名（Host）不属于这里的任何租户：核对域名；前面的代理要原样传 Host。",
      "The request's host is no tenant's here: check the name; a proxy before the server has to pass `Host` on as it is."))
}
