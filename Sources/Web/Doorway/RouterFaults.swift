import Hummingbird

/// Gives the router's own refusals the form of all others: Hummingbird would answer them itself.
struct RouterFaults: RouterMiddleware {
  let addresses: [Address]

  func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
    do { return try await next(request, context) } catch let refusal as any HTTPResponseError {
      throw Problem(status: refusal.status, request, context, addresses: addresses)
    }
  }
}
